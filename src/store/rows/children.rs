//! Children by age as documents state them.

use std::sync::Arc;

use super::Rows;
use crate::store::field::Field;
use crate::store::stored_row::StoredRow;
use crate::store::table::{Holds, Table, column};
use crate::territory::{AgeGroup, Ages, CommuneCode, Figure, Register};

pub(in crate::store) struct Children;

impl Rows for Children {
    const TABLES: &'static [Table] = &[Table {
        name: "children",
        title: "Enfants par âge",
        columns: &[
            column("commune", Holds::Text),
            column("age_from", Holds::Integer),
            column("age_to", Holds::Integer),
            // Nothing where the publisher blanked it.
            column("count", Holds::Real),
            column("source", Holds::Text),
        ],
        key: &[0, 1, 2, 4],
    }];
    type Item<'a> = (CommuneCode, &'a AgeGroup);
    type Made = (CommuneCode, AgeGroup);

    fn items(register: &Register) -> Vec<Self::Item<'_>> {
        let mut communes: Vec<_> = register.children.iter().collect();
        communes.sort_unstable_by_key(|(commune, _)| **commune);
        let groups = communes.into_iter();
        groups.flat_map(|(commune, groups)| groups.iter().map(|group| (*commune, group))).collect()
    }

    fn group((commune, _): Self::Item<'_>) -> Option<CommuneCode> {
        Some(commune)
    }

    fn write<'a>((commune, group): Self::Item<'a>, fields: &mut Vec<Field<'a>>) {
        let (from, to) = group.ages.bounds();
        fields.extend([
            Field::made(commune.to_string()),
            Field::Integer(from.into()),
            Field::Integer(to.into()),
            Field::maybe(group.count.value(), Field::Real),
            Field::text(&group.source),
        ]);
    }

    fn read(row: &mut StoredRow<'_, '_>) -> Option<Self::Made> {
        let commune = row.parse();
        let from = row.need_number(|age| (0.0..=24.0).contains(&age) && age.fract() == 0.0);
        let from = from.map(|age| age as u8);
        let bounds = |to: f64| {
            to.fract() == 0.0 && from.is_none_or(|from| to >= f64::from(from)) && to <= 24.0
        };
        let to = row.need_number(bounds).map(|age| age as u8);
        let count = row.number(|_| true).map_or(Figure::SECRET, Figure::observed);
        let source = row.text();
        let ages = Ages::new(from?, to?).ok()?;
        Some((commune?, AgeGroup { ages, count, source }))
    }

    fn place(register: &mut Register, made: Vec<Self::Made>) {
        for (commune, group) in made {
            Arc::make_mut(&mut register.children).entry(commune).or_default().push(group);
        }
    }
}
