//! The services nearest to a commune.

use super::question::Question;
use crate::index::{Atlas, Study, StudyCommune};
use crate::territory::Facility;
use crate::units::Metres;

/// How many are named.
const NAMED: usize = 3;

/// The three services nearest to a commune's town hall, as the crow flies, from the nearest on; but
/// those of them that stand in the commune itself come first, for a service known only to its
/// commune has no distance of its own.
#[must_use]
pub fn nearest_services<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
    commune: &StudyCommune,
) -> Vec<(&'a Facility, Metres)> {
    let Some(hall) = commune.hall else { return Vec::new() };
    let mut found: Vec<_> = atlas
        .facilities
        .nearest(study.crs, question.kind, hall)
        .map(|(at, place)| (&atlas.register.facilities[at], hall.distance_to(place)))
        .filter(|(facility, _)| question.counts(facility))
        .take(NAMED)
        .collect();
    found.sort_by_key(|(facility, _)| facility.commune != commune.code);
    found
}
