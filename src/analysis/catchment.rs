//! The services that share out their places around a territory, and the children who share them.

use std::collections::BTreeMap;
use std::ops::Range;

use super::access::{Access, access};
use super::decay::Decay;
use super::distances::Distances;
use super::question::{Offer, Question};
use super::white_zones::Threshold;
use crate::index::{Atlas, Bounds, Study, StudyCommune};
use crate::territory::{CommuneCode, Completeness, Crs, Facility, Figure, Status, TerritoryCode};
use crate::units::{Metres, Projected};

/// A service whose places are shared.
#[derive(Debug)]
pub struct CatchmentService<'a> {
    /// The service.
    pub facility: &'a Facility,
    /// Where it stands, or the town hall that stands for it.
    pub position: Projected,
    /// Its places: stated, estimated, or not documented and counted for nothing.
    pub places: Figure,
}

impl CatchmentService<'_> {
    fn known_places(&self) -> f64 {
        self.places.value().unwrap_or(0.0)
    }
}

/// Who shares which places, across borders.
///
/// Services count wherever the register knows them; children of communes, of the territory or
/// not, where the list of the kind is complete there. Where it is not, their children would take places here while the places that they have at home are unknown.
#[derive(Debug)]
pub struct Catchment<'a> {
    /// The services within the threshold of a child of the territory.
    pub services: Vec<CatchmentService<'a>>,
    /// The ids of the sources of the children of neighbouring communes.
    pub neighbour_sources: Vec<String>,
    shared: Access,
    /// Whether a service of unknown places is within reach, lot by lot.
    unknown_in_reach: Vec<bool>,
    /// Whether a service within reach is shared by children whose number is secret, lot by lot.
    shared_with_secret: Vec<bool>,
    /// Whether a service of the territory stands nowhere known.
    some_lost: bool,
    threshold: Threshold,
}

/// A part of what a place gives to each child in reach of it.
#[derive(Debug, Clone, Copy)]
pub struct Share<'c, 'a> {
    /// The service.
    pub service: &'c CatchmentService<'a>,
    /// How far it stands.
    pub distance: Metres,
    /// The weight of that distance.
    pub weight: f64,
    /// The children that share it, each with the weight of its own distance.
    pub sharing: f64,
    /// Places per child: weight × places ÷ sharing.
    pub per_child: f64,
}

impl<'a> Catchment<'a> {
    /// Shares out the places around a territory.
    pub(super) fn new(
        atlas: &'a Atlas,
        study: &Study,
        question: &Question,
        threshold: &Threshold,
        distances: &Distances,
    ) -> Self {
        let within = threshold.within.get();
        let own = distances.demand();
        let around = Bounds::around(own.iter().map(|(at, _)| *at)).grown(within);
        let services = services(atlas, study, question, &around);
        let reach = Bounds::around(services.iter().map(|s| s.position)).grown(within);
        let neighbours = neighbours(atlas, study, question, &reach);
        let mut demand = own.to_vec();
        for (at, commune) in study.communes.iter().enumerate() {
            if question.completeness(atlas, commune) != Completeness::Complete {
                demand[distances.range(at)].iter_mut().for_each(|(_, children)| *children = 0.0);
            }
        }
        demand.extend(neighbours.iter().flat_map(|commune| commune.lots(question.ages)));
        let supply: Vec<_> = services.iter().map(|s| (s.position, s.known_places())).collect();
        let mut shared = access(&demand, &supply, threshold.within, &threshold.decay);
        shared.per_child.truncate(own.len());
        let unknown =
            services.iter().filter(|s| s.places.value().is_none()).map(|s| (s.position, 1.0));
        let unknown: Vec<_> = unknown.collect();
        let reached = access_of_any(own, &unknown, threshold.within);
        let secret = study.communes.iter().chain(&neighbours).filter(|commune| {
            commune.children(question.ages).status() == Status::Secret
                && question.completeness(atlas, commune) == Completeness::Complete
        });
        let secret: Vec<_> = secret.filter_map(|commune| Some((commune.hall?, 1.0))).collect();
        let mut neighbour_sources: Vec<String> = neighbours
            .iter()
            .flat_map(|commune| commune.children_sources(question.ages))
            .map(str::to_owned)
            .collect();
        neighbour_sources.dedup();
        Self {
            services,
            neighbour_sources,
            shared,
            unknown_in_reach: reached,
            shared_with_secret: shared_with(&secret, own, &supply, threshold.within),
            some_lost: some_lost(atlas, study, question),
            threshold: *threshold,
        }
    }

    /// The places per child of some lots of the territory.
    pub(super) fn per_child(&self, lots: Range<usize>) -> &[f64] {
        &self.shared.per_child[lots]
    }

    /// Whether some lots may have more places than are known.
    pub(super) fn may_have_more(&self, lots: Range<usize>) -> bool {
        self.some_lost || self.unknown_in_reach[lots].contains(&true)
    }

    /// Whether some lots share a service with children whose number is secret.
    pub(super) fn shares_with_secret(&self, lots: Range<usize>) -> bool {
        self.shared_with_secret[lots].contains(&true)
    }

    /// What each service within reach of a point gives to a child there, from the nearest on: the
    /// access at that point is their sum.
    #[must_use]
    pub fn shares_at(&self, from: Projected) -> Vec<Share<'_, 'a>> {
        let all = self.services.iter().zip(&self.shared.sharing);
        let all = all.map(|(service, &sharing)| self.share(from, service, sharing));
        let within = self.threshold.within;
        let mut shares: Vec<_> = all.filter(|share| share.distance <= within).collect();
        shares.sort_by(|a, b| a.distance.get().total_cmp(&b.distance.get()));
        shares
    }

    fn share<'c>(
        &self,
        from: Projected,
        service: &'c CatchmentService<'a>,
        sharing: f64,
    ) -> Share<'c, 'a> {
        let distance = from.distance_to(service.position);
        let weight = self.threshold.decay.weight(distance.get(), self.threshold.within.get());
        let given = weight * service.known_places() / sharing;
        let per_child = if sharing > 0.0 { given } else { 0.0 };
        Share { service, distance, weight, sharing, per_child }
    }
}

/// Whether any of `supply` is within reach, point by point.
fn access_of_any(
    demand: &[(Projected, f64)],
    supply: &[(Projected, f64)],
    within: Metres,
) -> Vec<bool> {
    let one_each: Vec<_> = demand.iter().map(|(at, _)| (*at, 1.0)).collect();
    access(&one_each, supply, within, &Decay::Binary).per_child.iter().map(|a| *a > 0.0).collect()
}

/// Whether one of `others` is within reach of the same of `supply`, point by point.
fn shared_with(
    others: &[(Projected, f64)],
    demand: &[(Projected, f64)],
    supply: &[(Projected, f64)],
    within: Metres,
) -> Vec<bool> {
    if others.is_empty() {
        return vec![false; demand.len()];
    }
    let reached = access_of_any(supply, others, within);
    let shared = supply.iter().zip(reached).filter(|(_, reached)| *reached);
    let shared: Vec<_> = shared.map(|((at, _), _)| (*at, 1.0)).collect();
    access_of_any(demand, &shared, within)
}

/// The services in a box, with their places.
fn services<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
    around: &Bounds,
) -> Vec<CatchmentService<'a>> {
    let near = question.offers_within(atlas, study, around);
    let mut evens: BTreeMap<CommuneCode, Option<f64>> = BTreeMap::new();
    let placed = near.into_iter().map(|(facility, position)| {
        let even = *evens
            .entry(facility.commune)
            .or_insert_with(|| even_share(atlas, study, question, facility.commune));
        let offer = question.offer(atlas, facility);
        let places = match (even, offer.places.status()) {
            (Some(even), _) => Figure::estimated(even),
            (None, Status::LowerBound) => Figure::NOT_DOCUMENTED,
            (None, _) => offer.places,
        };
        CatchmentService { facility, position, places }
    });
    placed.collect()
}

/// What each service of a commune has of the total that a document declares for it, where it does:
/// their sum is known, each alone is not.
fn even_share(atlas: &Atlas, study: &Study, question: &Question, code: CommuneCode) -> Option<f64> {
    // Hardly any document does: look there first.
    atlas.inventory(question.kind, code, None)?.places?;
    let commune = atlas.france.commune_at(code)?;
    let commune = StudyCommune::without_shape(&atlas.france, &atlas.register, commune, study.crs);
    let offers: Vec<Offer<'_>> = question.offers_in(atlas, code).collect();
    let (_, total) = question.declared(atlas, &commune, &offers)?;
    Some(total / offers.len() as f64)
}

/// The communes around a territory whose children share in what it reaches: those whose own
/// services are all known.
fn neighbours(
    atlas: &Atlas,
    study: &Study,
    question: &Question,
    reach: &Bounds,
) -> Vec<StudyCommune> {
    let is_documented = |at: usize| {
        let commune = &atlas.france.communes[at];
        let inside = study.communes.binary_search_by_key(&commune.code, |c| c.code).is_ok();
        let epci = commune.epci.map(TerritoryCode::Epci);
        let list = || atlas.inventory(question.kind, commune.code, epci);
        !inside
            && Crs::of(commune.code) == study.crs
            && list().is_some_and(|list| list.completeness == Completeness::Complete)
    };
    let around = atlas.communes_around(study.crs, reach).into_iter().flatten();
    around
        .filter(|&at| is_documented(at))
        .map(|at| StudyCommune::without_shape(&atlas.france, &atlas.register, at, study.crs))
        .collect()
}

/// Whether a service of the territory stands nowhere known: it may reach anywhere.
fn some_lost(atlas: &Atlas, study: &Study, question: &Question) -> bool {
    study.communes.iter().any(|commune| {
        commune.hall.is_none()
            && question.offers_in(atlas, commune.code).any(|o| o.facility.position.is_none())
    })
}
