//! The nearest services beyond a commune.

use super::facts::Facts;
use crate::analysis::Question;
use crate::index::StudyCommune;
use crate::territory::{CommuneCode, Precision};
use crate::units::Projected;

/// How many places are named.
const NAMED: usize = 2;

/// Farther than this nothing is called near, in metres.
pub(super) const FARTHEST: f64 = 15_000.0;

/// The nearest services of another commune.
#[derive(Debug)]
pub(super) struct Near<'a> {
    pub(super) name: &'a str,
    commune: CommuneCode,
    /// How many count in that commune.
    pub(super) services: usize,
    /// From town hall to the nearest of them, in metres.
    pub(super) distance: f64,
    pub(super) position: Projected,
    pub(super) exact: bool,
}

/// The two nearest communes beyond one that have a service which counts, from its town hall as the
/// crow flies.
pub(super) fn near<'a>(
    facts: &Facts<'a>,
    question: &Question,
    commune: &StudyCommune,
) -> Vec<Near<'a>> {
    let Some(hall) = commune.hall else { return Vec::new() };
    let (atlas, study) = (facts.atlas, facts.study);
    let mut found: Vec<Near<'a>> = Vec::new();
    for (at, position) in atlas.facilities.nearest(study.crs, question.kind, hall) {
        let facility = &atlas.register.facilities[at];
        let distance = hall.distance_to(position).get();
        if found.len() == NAMED || distance > FARTHEST {
            break;
        }
        let known = found.iter().any(|near| near.commune == facility.commune);
        if known || facility.commune == commune.code || !question.counts(facility) {
            continue;
        }
        found.push(Near {
            name: atlas.france.commune(facility.commune).map_or("", |of| of.name.as_str()),
            commune: facility.commune,
            services: question.offers_in(atlas, facility.commune).count(),
            distance,
            position,
            exact: facility.precision == Precision::Exact,
        });
    }
    found
}
