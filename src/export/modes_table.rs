//! Rates by mode as a flat table: a row for each zone and mode.

use serde_json::Value;

use super::Row;
use super::row::number;
use crate::analysis::{ModeRow, ModesOf, under_three};
use crate::territory::{Ages, Figure};

/// A row for each mode of a zone, then one for each band and slot of the ALSH.
pub(super) fn flat(named: &Row, zone: &ModesOf<'_>) -> Vec<Row> {
    let modes = zone.modes.iter().map(|row| {
        let of = Flat {
            mode: row.mode.as_str(),
            facilities: row.own.facilities,
            own: [row.own.places, row.own.children, row.own.rate, row.own_gap],
            published: Some(row),
        };
        of.row(named.clone(), under_three())
    });
    let leisure = zone.leisure.iter().map(|row| {
        let of = Flat {
            mode: row.slot.as_str(),
            facilities: row.facilities,
            own: [row.places, row.children, row.rate, Figure::NOT_APPLICABLE],
            published: None,
        };
        of.row(named.clone(), row.ages)
    });
    modes.chain(leisure).collect()
}

struct Flat<'a> {
    mode: &'a str,
    facilities: usize,
    own: [Figure; 4],
    published: Option<&'a ModeRow<'a>>,
}

impl Flat<'_> {
    fn row(&self, named: Row, ages: Ages) -> Row {
        let [places, children, rate, gap] = self.own;
        let of =
            |part: fn(&ModeRow<'_>) -> Figure| self.published.map_or(Figure::NOT_APPLICABLE, part);
        let vintage = |part: fn(&ModeRow<'_>) -> Option<String>| {
            self.published.and_then(part).map_or(Value::Null, Value::from)
        };
        named
            .with("mode", self.mode)
            .with("ages", ages.to_string())
            .with_figure("published_rate", of(|row| row.published.rate))
            .with("published_vintage", vintage(|row| row.published.vintage().map(str::to_owned)))
            .with_figure("published_places", of(|row| row.published.places))
            .with_figure("published_gap", of(|row| row.published_gap))
            .with_figure("department_rate", of(|row| row.department.rate))
            .with("department_vintage", vintage(|row| row.department.vintage().map(str::to_owned)))
            .with_figure("france_rate", of(|row| row.france.rate))
            .with("france_vintage", vintage(|row| row.france.vintage().map(str::to_owned)))
            .with_figure("reference_rate", of(|row| row.reference.rate))
            .with("register_facilities", self.facilities)
            .with_figure("register_places", places)
            .with_figure("register_children", children)
            .with_figure("register_rate", rate)
            .with("register_gap", number(gap))
            .with_status("register_gap_status", gap.status())
    }
}
