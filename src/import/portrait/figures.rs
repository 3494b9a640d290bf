//! From the rows read to indicators, children by age, mean sizes and declared totals.

use std::collections::{HashMap, HashSet};

use super::audit;
use super::number::Value;
use super::provenance::Origin;
use super::table::{Reading, Row, Tables, Unit};
use super::{Declared, Document, Portrait, provenance, words};
use crate::territory::{
    AgeGroup, Ages, Figure, Indicator, Kind, MeanSize, Remark, Source, Subtype, Usage,
};

/// Fills in everything that is read off the rows.
pub(super) fn fill(
    portrait: &mut Portrait,
    tables: &Tables,
    document: Document<'_>,
    remarks: &[Remark],
) {
    let zone = |heading: &String| (document.zone)(heading).unwrap_or_else(|| heading.clone());
    let zones: Vec<String> = tables.zones.iter().map(zone).collect();
    let leaks: HashSet<u32> = audit::leaking_lines(remarks);
    let mut seen: HashMap<String, ()> = HashMap::new();
    for row in &tables.rows {
        let origin = tables.origin(row);
        for reading in &row.readings {
            let vintage = vintage(origin.as_ref(), reading);
            let source = source(portrait, document, origin.as_ref(), &vintage);
            let zone = reading.zone.map(|zone| zones[zone].clone()).unwrap_or_default();
            let leaks = leaks.contains(&row.line);
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
            if seen.insert(key, ()).is_none() {
                portrait.indicators.push(indicator);
            }
        }
        children(portrait, row, &zones, origin.as_ref(), document);
    }
    places(portrait, tables, &zones, document);
    portrait.children = apart(std::mem::take(&mut portrait.children));
}

fn vintage(origin: Option<&Origin>, reading: &Reading) -> String {
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

/// The id of a source, which is added where it is new.
fn source(
    portrait: &mut Portrait,
    document: Document<'_>,
    origin: Option<&Origin>,
    vintage: &str,
) -> String {
    let Some(origin) = origin else { return document.id.to_owned() };
    let words = words::words(&format!("{} {vintage}", origin.publisher));
    let slug: String = words.join("-").chars().filter(|c| c.is_alphanumeric() || *c == '-').collect();
    let id = format!("{}/{slug}", document.id);
    if !portrait.sources.iter().any(|source| source.id == id) {
        let gap = if vintage.is_empty() { "" } else { " " };
        let own = if origin.certain { format!("{}{gap}{vintage}", origin.publisher) } else { origin.text.clone() };
        portrait.sources.push(Source {
            id: id.clone(),
            publisher: origin.publisher.clone(),
            title: format!("Chiffres repris dans un portrait de territoire ({})", document.short),
            vintage: vintage.to_owned(),
            licence: String::new(),
            short: format!("{own}, dans {}", document.short),
            package: None,
            sha256: None,
        });
    }
    id
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
    let named = reading.unit == Unit::Percent && words::words(&reading.heading).len() > 1;
    let shared = named && row.parent.is_none_or(|_| row.measure.full.len() > 1);
    let said = words::share_of(&row.label).is_some();
    if shared && !said { format!("{name} – {}", reading.heading) } else { name }
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

/// Children of one band of ages, all of them, by Insee.
fn children(
    portrait: &mut Portrait,
    row: &Row,
    zones: &[String],
    origin: Option<&Origin>,
    document: Document<'_>,
) {
    let plain = row.role == super::table::Role::Plain
        && row.measure.full.iter().all(|word| word == "enfant" || word == "jeune" || word.contains('-'));
    let insee = provenance::publishers(&row.label) == ["Insee"]
        || origin.is_some_and(|origin| origin.certain && origin.publisher == "Insee");
    let ages = row.ages.and_then(|(from, to)| Ages::new(from, to).ok());
    let Some(ages) = ages.filter(|_| plain && insee) else { return };
    for reading in row.readings.iter().filter(|reading| reading.unit == Unit::Count) {
        let (Some(count), Some(zone)) = (reading.count(), reading.zone) else { continue };
        let source = source(portrait, document, origin, &vintage(origin, reading));
        portrait.children.push((zones[zone].clone(), AgeGroup { ages, count: count as f64, source }));
    }
}

/// Bands that do not overlap: the first of equal ones, and finer ones before those they overlap.
/// Bands of one width that differ or overlap are left out, for no one says which holds.
fn apart(mut all: Vec<(String, AgeGroup)>) -> Vec<(String, AgeGroup)> {
    all.sort_by_key(|(_, group)| group.ages.years());
    let mut kept: Vec<(String, AgeGroup)> = Vec::new();
    for (zone, group) in all {
        let overlaps = |other: &&(String, AgeGroup)| {
            other.0 == zone && other.1.ages.shared_years(group.ages) > 0
        };
        if !kept.iter().any(|other| overlaps(&other)) {
            kept.push((zone, group));
        }
    }
    kept.sort_by(|a, b| (&a.0, a.1.ages).cmp(&(&b.0, b.1.ages)));
    kept
}

fn subtype(row: &Row) -> Option<Subtype> {
    let has = |stem: &str| row.measure.full.iter().any(|word| word.starts_with(stem));
    match () {
        () if has("multi-accueil") || has("multi") => Some(Subtype::MultiAccueil),
        () if has("micro") => Some(Subtype::MicroCreche),
        () if has("parental") => Some(Subtype::Parental),
        () if has("familial") => Some(Subtype::Familial),
        () if has("jardin") => Some(Subtype::JardinEnfants),
        () if has("collecti") => Some(Subtype::Collectif),
        () => None,
    }
}

fn kind(row: &Row) -> Option<Kind> {
    let has = |word: &str| row.measure.full.contains(word);
    Kind::ALL.into_iter().find(|kind| has(kind.as_str())).or_else(|| {
        (has("creche") && row.role == super::table::Role::Total).then_some(Kind::Eaje)
    })
}

/// Structures and places, of a département by subtype and of any zone by kind.
fn places(portrait: &mut Portrait, tables: &Tables, zones: &[String], document: Document<'_>) {
    for row in &tables.rows {
        let origin = tables.origin(row);
        for (zone, code) in zones.iter().enumerate() {
            let of = |unit: &Unit| {
                let mut readings = row.readings.iter();
                readings.find(|reading| reading.zone == Some(zone) && reading.unit == *unit)
            };
            let (structures, places) = (of(&Unit::Structures), of(&Unit::Places));
            let Some(any) = structures.or(places) else { continue };
            let count = |reading: Option<&Reading>| reading.and_then(Reading::count);
            let (structures, places) = (count(structures), count(places).map(|n| n as f64));
            let source = source(portrait, document, origin.as_ref(), &vintage(origin.as_ref(), any));
            let part = subtype(row).filter(|_| row.role == super::table::Role::Part || kind(row).is_none());
            match (part, code.strip_prefix("dep-"), kind(row)) {
                (Some(subtype), Some(department), _) => {
                    let (Some(structures), Some(places)) = (structures, places) else { continue };
                    let known = portrait.mean_sizes.iter().any(|size| {
                        size.department == department && size.subtype == subtype
                    });
                    if structures > 0 && !known {
                        portrait.mean_sizes.push(MeanSize {
                            department: department.to_owned(),
                            subtype,
                            structures: structures as f64,
                            places,
                            source,
                        });
                    }
                }
                (None, _, Some(kind)) if structures.is_some() || places.is_some() => {
                    let structures = structures.and_then(|n| u32::try_from(n).ok());
                    let zone = code.clone();
                    portrait.declared.push(Declared { zone, kind, structures, places, source });
                }
                _ => {}
            }
        }
    }
}
