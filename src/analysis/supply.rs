//! The services that a territory can reach.

use std::collections::BTreeSet;

use super::Reach;
use super::profile::{PROFILE_BARS, PROFILE_STEP};
use super::question::Question;
use crate::index::{Atlas, Study};
use crate::territory::{CommuneCode, Completeness, Crs, Facility, Precision, TerritoryCode};
use crate::units::{Metres, Projected};

/// The services around a territory: people cross borders, so those of neighbours count.
#[derive(Debug)]
pub struct Supply<'a> {
    /// All that is within the threshold of one of them.
    pub reach: Reach,
    /// Where they stand, as far out as a profile shows.
    pub positions: Vec<Projected>,
    /// Whether one of those within the threshold stands at a town hall for want of an address.
    pub is_at_a_hall: bool,
    /// Whether every service of the kind is known around the territory, as far as the threshold.
    pub neighbours_known: bool,
    /// The ids of the sources of those within the threshold and of those with a perimeter, each once.
    pub sources: BTreeSet<&'a str>,
    perimeters: Vec<&'a Facility>,
}

impl<'a> Supply<'a> {
    /// Gathers the services within `within` of the territory.
    #[must_use]
    pub fn new(atlas: &'a Atlas, study: &Study, question: &Question, within: Metres) -> Self {
        let margin = within.get().max(PROFILE_STEP * PROFILE_BARS as f64);
        let around = question.offers_within(atlas, study, &study.bounds.grown(margin));
        let near = study.bounds.grown(within.get());
        let reaching = || around.iter().filter(|(_, position)| near.contains(*position));
        let centres: Vec<Projected> = reaching().map(|(_, position)| *position).collect();
        let is_at_a_hall = reaching().any(|(facility, _)| facility.precision != Precision::Exact);
        let serving = atlas.facilities.of_kind(question.kind).iter();
        let perimeters: Vec<&Facility> = serving
            .map(|&at| &atlas.register.facilities[at])
            .filter(|facility| !facility.perimeter.is_empty() && question.counts(facility))
            .collect();
        let counted = reaching().map(|(facility, _)| *facility);
        let of_study = |facility: &&Facility| {
            study.communes.iter().any(|commune| facility.perimeter.contains(&commune.code))
        };
        let serving = perimeters.iter().copied().filter(of_study);
        let sources = counted.chain(serving).map(|facility| facility.source.as_str()).collect();
        Self {
            reach: Reach::new(&centres, within),
            positions: around.into_iter().map(|(_, position)| position).collect(),
            is_at_a_hall,
            neighbours_known: neighbours_known(atlas, study, question, within),
            sources,
            perimeters,
        }
    }

    /// Whether no edge of a white zone is sure, for one of these two reasons.
    #[must_use]
    pub fn is_estimated(&self) -> bool {
        self.is_at_a_hall || !self.neighbours_known
    }

    /// Whether a service serves a commune by its perimeter.
    #[must_use]
    pub fn serves_by_perimeter(&self, commune: CommuneCode) -> bool {
        self.perimeters.iter().any(|facility| facility.perimeter.contains(&commune))
    }
}

/// Whether the services of every commune within reach of the territory are all known.
fn neighbours_known(atlas: &Atlas, study: &Study, question: &Question, within: Metres) -> bool {
    let box_of = study.bounds.grown(within.get());
    let Some(around) = atlas.communes_around(study.crs, &box_of) else { return false };
    around.into_iter().map(|at| &atlas.france.communes[at]).all(|commune| {
        let inside = study.communes.binary_search_by_key(&commune.code, |c| c.code).is_ok();
        let epci = commune.epci.map(TerritoryCode::Epci);
        let known = || atlas.inventory(question.kind, commune.code, epci);
        inside
            || Crs::of(commune.code) != study.crs
            || known().is_some_and(|i| i.completeness == Completeness::Complete)
    })
}
