//! From the rows read to indicators, children by age, mean sizes and declared totals.

use std::collections::HashSet;

use super::number::Value;
use super::provenance::Origin;
use super::sources::Sources;
use super::table::{Reading, Role, Row, Tables, Unit};
use super::{Document, Portrait, children, places, words};
use crate::territory::{Figure, Indicator, Usage};

/// Fills in everything that is read off the rows.
pub(super) fn fill(
    portrait: &mut Portrait,
    tables: &Tables,
    document: Document<'_>,
    leaking: &HashSet<usize>,
) {
    let zone = |heading: &String| (document.zone)(heading).unwrap_or_else(|| heading.clone());
    let zones: Vec<String> = tables.zones.iter().map(zone).collect();
    let mut seen: HashSet<String> = HashSet::new();
    let mut known = Sources::default();
    for (at, row) in tables.rows.iter().enumerate() {
        let origin = tables.origin(row);
        for reading in &row.readings {
            let vintage = vintage(origin.as_ref(), reading);
            let source = known.id(document, origin.as_ref(), &vintage);
            let zone = reading.zone.map(|zone| zones[zone].clone()).unwrap_or_default();
            let leaks = leaking.contains(&at);
            let usage = usage(portrait.usage, origin.as_ref(), reading, leaks);
            let indicator = Indicator {
                name: name(tables, row, reading),
                unit: unit(row, reading),
                value: figure(reading.value),
                text: None,
                zone,
                vintage,
                source,
                usage,
            };
            let key = format!("{indicator:?}");
            if seen.insert(key) {
                portrait.indicators.push(indicator);
            }
        }
        let origin = origin.as_ref();
        portrait.children.extend(children::of_row(row, &zones, origin, &mut known, document));
        places::of_row(portrait, row, &zones, origin, (&mut known, document));
    }
    portrait.sources = known.all;
    portrait.children = children::apart(std::mem::take(&mut portrait.children));
}

/// The vintage of a figure: its year where a heading or the row gives one, else its source’s.
pub(super) fn vintage(origin: Option<&Origin>, reading: &Reading) -> String {
    let said = origin.map(|origin| origin.vintage.clone()).unwrap_or_default();
    reading.year.clone().unwrap_or(said)
}

/// What the document says of Insee, of services and of places is public; the rest is what the
/// clause says. What gives a blanked value back is never public.
fn usage(clause: Usage, origin: Option<&Origin>, reading: &Reading, leaks: bool) -> Usage {
    let insee = origin.is_some_and(|origin| origin.certain && origin.publisher == "Insee");
    let services = matches!(reading.unit, Unit::Structures | Unit::Places);
    match () {
        () if leaks => Usage::Interne,
        () if insee || services => Usage::Public,
        () => clause,
    }
}

fn figure(value: Value) -> Figure {
    match value {
        Value::Number(printed) => Figure::observed(printed.get()),
        Value::Secret(_) => Figure::SECRET,
        Value::Unsaid => Figure::NOT_DOCUMENTED,
    }
}

/// The words of the row, below those of its parent; of a share in a column, its heading too.
fn name(tables: &Tables, row: &Row, reading: &Reading) -> String {
    let name = tables.name(row);
    let named = words::share_of(&reading.heading).is_some_and(|of| !of.trim().is_empty());
    let counted =
        reading.unit == Unit::Percent && matches!(row.role, Role::Plain | Role::Total | Role::Part);
    if named && counted { format!("{name} – {}", reading.heading) } else { name }
}

fn unit(row: &Row, reading: &Reading) -> String {
    let counted = || {
        let known = ["enfant", "famille", "allocataire", "personne", "structure", "place"];
        let first = words::words(&row.label).into_iter().find_map(|word| {
            let stem = words::measure(&word).full.into_iter().next()?;
            known.iter().find(|known| **known == stem).map(|stem| format!("{stem}s"))
        });
        let people = row.measure.full.contains("population");
        let words = first.or_else(|| people.then(|| "habitants".to_owned()));
        words.unwrap_or_else(|| "nombre".to_owned())
    };
    match &reading.unit {
        Unit::Count => counted(),
        Unit::Structures => "structures".to_owned(),
        Unit::Places => "places".to_owned(),
        Unit::Percent => "%".to_owned(),
        Unit::Euro => "€".to_owned(),
        Unit::Per(words) => words.clone(),
    }
}
