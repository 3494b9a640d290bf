//! Rates of places that have to be places over children, where all three are printed.

use super::{Finding, ask, cell, quoted};
use crate::import::portrait::number;
use crate::import::portrait::table::{Role, Row, Tables, Unit};
use crate::import::portrait::words;

/// The most rates that are held against places. A portrait has a handful.
const MOST_RATES: usize = 200;

/// Words of a rate that counts more than the places of EAJE.
const WIDER: &[&str] = &[
    "global",
    "globale",
    "tous",
    "ass",
    "assistants",
    "assistantes",
    "mat",
    "domicile",
    "individuel",
    "caf",
    "brut",
];

/// Rates of EAJE that 100 × places / children contradicts.
pub(super) fn findings(tables: &Tables) -> Vec<Finding> {
    let mut found = Vec::new();
    for (at, row) in tables.rows.iter().enumerate().filter(|(_, row)| is_rate(row)).take(MOST_RATES)
    {
        for reading in &row.readings {
            let Some(printed) = reading.printed() else { continue };
            if !matches!(reading.unit, Unit::Percent | Unit::Per(_)) {
                continue;
            }
            let ages = match &reading.unit {
                Unit::Per(words) => words::ages(words).or(row.ages),
                _ => row.ages,
            };
            let places = only(tables, |other| is_eaje(other).then_some(Unit::Places), reading.zone);
            let children =
                only(tables, |other| is_children(other, ages).then_some(Unit::Count), reading.zone);
            let (Some((places, eaje)), Some((children, all))) = (places, children) else {
                continue;
            };
            if children == 0 || printed.is_share(places, children) {
                continue;
            }
            let shown = number::french(printed.mantissa.into(), printed.decimals);
            found.push(Finding {
                row: at,
                cell: cell(tables, reading),
                code: "rate",
                quote: format!("{}\u{a0}: {shown}", row.label),
                reason: format!(
                    "{} places (ligne {}) pour {} enfants (ligne {}) font {} pour 100, et {} en \
                     imprime {shown}.",
                    number::french(places.into(), 0),
                    tables.rows[eaje].line,
                    number::french(children.into(), 0),
                    tables.rows[all].line,
                    number::share(places, children, printed.decimals.max(1)),
                    quoted(&row.label)
                ),
                remedy: ask("comment ce taux est calculé"),
                rows: vec![at],
                zone: reading.zone,
            });
        }
    }
    found
}

fn is_rate(row: &Row) -> bool {
    let words = words::words(&row.label);
    row.role == Role::Rate
        && words.iter().any(|word| word == "taux")
        && words.iter().any(|word| word.starts_with("eaje") || word.starts_with("creche"))
        && !words.iter().any(|word| WIDER.contains(&word.as_str()))
}

fn is_eaje(row: &Row) -> bool {
    row.role != Role::Part
        && (row.measure.full.contains("eaje") || row.measure.full.contains("creche"))
}

/// All children of some ages, 0-2 where the rate does not say.
fn is_children(row: &Row, ages: Option<(u8, u8)>) -> bool {
    matches!(row.role, Role::Plain | Role::Total)
        && row.ages == Some(ages.unwrap_or((0, 2)))
        && row.measure.full.iter().all(|word| word == "enfant" || word.contains('-'))
}

/// The one whole number that rows of a sort have in a unit, and one of its rows.
fn only(
    tables: &Tables,
    unit: impl Fn(&Row) -> Option<Unit>,
    zone: Option<usize>,
) -> Option<(i64, usize)> {
    let mut found: Option<(i64, usize)> = None;
    for (at, row) in tables.rows.iter().enumerate() {
        let Some(unit) = unit(row) else { continue };
        let of =
            |reading: &&super::super::table::Reading| reading.zone == zone && reading.unit == unit;
        let Some(count) =
            row.readings.iter().find(of).and_then(super::super::table::Reading::count)
        else {
            continue;
        };
        match found {
            Some((known, _)) if known != count => return None,
            _ => found = Some((count, at)),
        }
    }
    found
}
