//! Structures and places: of a département by subtype, of any zone by kind.

use super::figures::vintage;
use super::provenance::Origin;
use super::sources::Sources;
use super::table::{Reading, Role, Row, Unit};
use super::{Declared, Document, Portrait};
use crate::territory::{Kind, MeanSize, Subtype};

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
    Kind::ALL
        .into_iter()
        .find(|kind| has(kind.as_str()))
        .or_else(|| (has("creche") && row.role == Role::Total).then_some(Kind::Eaje))
}

/// What a row says of places in each zone.
pub(super) fn of_row(
    portrait: &mut Portrait,
    row: &Row,
    zones: &[String],
    origin: Option<&Origin>,
    known: (&mut Sources, Document<'_>),
) {
    let (sources, document) = known;
    for reading in &row.readings {
        let Some(zone) = reading.zone.filter(|_| reading.unit == Unit::Structures) else {
            continue;
        };
        let places = row
            .readings
            .iter()
            .find(|other| other.zone == Some(zone) && other.unit == Unit::Places);
        let structures = reading.count();
        let places = places.and_then(Reading::count).map(|places| places as f64);
        let code = &zones[zone];
        let source = sources.id(document, origin, &vintage(origin, reading));
        let part = subtype(row).filter(|_| row.role == Role::Part || kind(row).is_none());
        match (part, code.strip_prefix("dep-"), kind(row)) {
            (Some(subtype), Some(department), _) => {
                let (Some(structures), Some(places)) = (structures, places) else { continue };
                let known = portrait
                    .mean_sizes
                    .iter()
                    .any(|size| size.department == department && size.subtype == subtype);
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
                let structures = structures.and_then(|count| u32::try_from(count).ok());
                let zone = code.clone();
                portrait.declared.push(Declared { zone, kind, structures, places, source });
            }
            _ => {}
        }
    }
}
