//! The same figure printed twice with two values.

use std::collections::HashMap;

use super::{Finding, ask, cell, quoted};
use crate::import::portrait::number::{self, Printed};
use crate::import::portrait::provenance;
use crate::import::portrait::table::{Reading, Role, Row, Tables, Unit};
use crate::import::portrait::words::Measure;

/// What makes two figures the same: zone, words, those of the parent, unit, publisher.
pub(super) type Key<'a> =
    (Option<usize>, &'a Measure, Option<&'a Measure>, &'a Unit, Vec<&'static str>);

/// Names a figure across the tables, or nothing where its words do not.
pub(super) fn key<'a>(tables: &'a Tables, row: &'a Row, reading: &'a Reading) -> Option<Key<'a>> {
    let dependent = matches!(row.role, Role::Part | Role::Share | Role::Band);
    let unnamed = row.measure.full.is_empty()
        || !row.caption.is_empty()
        || reading.year.is_some()
        || (dependent && row.parent.is_none())
        || (row.role == Role::Total && row.measure.core.is_empty())
        || (reading.unit == Unit::Percent
            && matches!(row.role, Role::Plain | Role::Total | Role::Part));
    let parent = row.parent.map(|parent| &tables.rows[parent].measure);
    let zone = Some(reading.zone).filter(|zone| zone.is_some() && !unnamed)?;
    Some((zone, &row.measure, parent, &reading.unit, provenance::publishers(&row.label)))
}

/// Figures that have another value in another table of the same vintage.
pub(super) fn findings(tables: &Tables) -> Vec<Finding> {
    let mut first: HashMap<Key<'_>, (usize, &Reading, Printed)> = HashMap::new();
    let mut found = Vec::new();
    for (at, row) in tables.rows.iter().enumerate() {
        for reading in &row.readings {
            let (Some(key), Some(printed)) = (key(tables, row, reading), reading.printed()) else {
                continue;
            };
            let Some((other, _, before)) = first.get(&key) else {
                first.insert(key, (at, reading, printed));
                continue;
            };
            let earlier = &tables.rows[*other];
            if earlier.table != row.table
                && differ(*before, printed)
                && same_year(tables, earlier, row)
            {
                found.push(finding(tables, (at, reading), (*other, *before), printed));
            }
        }
    }
    found
}

/// Whether two prints cannot be roundings of one number.
fn differ(a: Printed, b: Printed) -> bool {
    let decimals = a.decimals.max(b.decimals);
    let coarse = 10i128.pow(decimals - a.decimals.min(b.decimals));
    let gap = (a.at(decimals) - b.at(decimals)).abs();
    if a.decimals == b.decimals { gap != 0 } else { 2 * gap > coarse }
}

fn same_year(tables: &Tables, a: &Row, b: &Row) -> bool {
    let years = |row| tables.origin(row).map(|origin| origin.vintage).unwrap_or_default();
    let (a, b) = (years(a), years(b));
    let (a, b) = (provenance::years(&a), provenance::years(&b));
    a.is_empty() || b.is_empty() || a.iter().any(|year| b.contains(year))
}

fn finding(
    tables: &Tables,
    (at, reading): (usize, &Reading),
    (other, before): (usize, Printed),
    printed: Printed,
) -> Finding {
    let row = &tables.rows[at];
    let shown = |number: Printed| number::french(number.mantissa.into(), number.decimals);
    let name = tables.name(row);
    Finding {
        row: at,
        cell: cell(tables, reading),
        code: "two-values",
        quote: format!("{name}\u{a0}: {}", shown(printed)),
        reason: format!(
            "{} vaut {} ici, et {} ligne {}.",
            quoted(&name),
            shown(printed),
            shown(before),
            tables.rows[other].line
        ),
        remedy: ask("laquelle des deux valeurs est exacte"),
        rows: vec![at, other],
        zone: reading.zone,
    }
}
