//! Children in 200 m cells: a point at the centre of each.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::Rows;
use crate::store::field::Field;
use crate::store::stored_row::StoredRow;
use crate::store::table::{Holds, Table, column};
use crate::territory::{AgeGroup, Ages, Cell, CommuneCode, Figure, Register};

pub(in crate::store) struct Cells;

/// A group of children within the `groups` of a cell.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Group {
    ages: Ages,
    /// Nothing where the publisher blanked it.
    count: Option<f64>,
    source: String,
}

impl Rows for Cells {
    const TABLES: &'static [Table] = &[Table {
        name: "cells",
        title: "Enfants par carreau de 200 m",
        columns: &[
            column("geom", Holds::Point),
            column("commune", Holds::Text),
            column("imputed", Holds::Boolean),
            column("groups", Holds::Text),
        ],
        key: &[0, 1],
    }];
    type Item<'a> = (CommuneCode, &'a Cell);
    type Made = (CommuneCode, Cell);

    fn items(register: &Register) -> Vec<Self::Item<'_>> {
        let mut communes: Vec<_> = register.cells.iter().collect();
        communes.sort_unstable_by_key(|(commune, _)| **commune);
        let cells = communes.into_iter();
        cells.flat_map(|(commune, cells)| cells.iter().map(|cell| (*commune, cell))).collect()
    }

    fn group((commune, _): Self::Item<'_>) -> Option<CommuneCode> {
        Some(commune)
    }

    fn write<'a>((commune, cell): Self::Item<'a>, fields: &mut Vec<Field<'a>>) {
        let groups: Vec<_> = cell.groups.iter().map(stored).collect();
        let text = serde_json::to_string(&groups).expect("groups have a JSON form");
        // JSON has no word for a number that is none; the blob is refused before it is written.
        let finite = cell.groups.iter().all(|group| group.count.value().is_none_or(f64::is_finite));
        fields.extend([
            Field::Point(cell.centre),
            Field::made(commune.to_string()),
            Field::Integer(cell.imputed.into()),
            if finite { Field::made(text) } else { Field::Real(f64::NAN) },
        ]);
    }

    fn read(row: &mut StoredRow<'_, '_>) -> Option<Self::Made> {
        let centre = row.position();
        let commune = row.parse();
        let imputed = row.whole::<i64>().is_some_and(|flag| flag != 0);
        let groups = row.need(|text| serde_json::from_str::<Vec<Group>>(text).ok());
        let groups = groups?.into_iter();
        let groups = groups.map(|Group { ages, count, source }| AgeGroup {
            ages,
            count: count.map_or(Figure::SECRET, Figure::observed),
            source,
        });
        Some((commune?, Cell { centre: centre?, imputed, groups: groups.collect() }))
    }

    fn place(register: &mut Register, made: Vec<Self::Made>) {
        for (commune, cell) in made {
            Arc::make_mut(&mut register.cells).entry(commune).or_default().push(cell);
        }
    }
}

fn stored(group: &AgeGroup) -> Group {
    Group { ages: group.ages, count: group.count.value(), source: group.source.clone() }
}
