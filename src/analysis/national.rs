//! Coverage of every commune and every EPCI of the country in one pass.

use std::collections::HashMap;

use super::coverage::{Listed, has_places, listed_places, rate_of, whole_places};
use super::question::Question;
use crate::index::{Atlas, StudyCommune};
use crate::territory::{Completeness, Crs, Figure, FigureSum, Terms, TerritoryCode};

/// From this many communes on, a second thread pays for its start.
const TWO_THREADS_FROM: usize = 5_000;

/// The coverage of all communes and EPCI for a question, each as [`super::coverage`] gives it.
#[derive(Debug)]
pub struct NationalCoverage {
    /// The communes, in the order of the country.
    pub communes: Vec<NationalRow>,
    /// The EPCI, in the order of the country: sums over sums.
    pub epcis: Vec<NationalRow>,
}

/// The coverage of a commune or an EPCI.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct NationalRow {
    /// Services that count.
    pub facilities: u32,
    /// Their places, where the kind is measured in places.
    pub places: Figure,
    /// The children they are for.
    pub children: Figure,
    /// Places per 100 children.
    pub rate: Figure,
}

/// Measures the coverage of the whole country for some questions, each in one pass over its
/// services and communes.
///
/// Unit and bounds: those of [`super::coverage`], whose rows these are.
#[must_use]
pub fn national_coverage(atlas: &Atlas, questions: &[Question]) -> Vec<NationalCoverage> {
    let one = |question: &Question| of_question(atlas, question);
    if questions.len() < 2 || atlas.france.communes.len() < TWO_THREADS_FROM {
        return questions.iter().map(one).collect();
    }
    let (first, second) = questions.split_at(questions.len() / 2);
    std::thread::scope(|scope| {
        let first = scope.spawn(|| first.iter().map(one).collect::<Vec<_>>());
        let second: Vec<_> = second.iter().map(one).collect();
        let mut all = first.join().expect("a sum does not panic");
        all.extend(second);
        all
    })
}

fn of_question(atlas: &Atlas, question: &Question) -> NationalCoverage {
    let index = atlas.national();
    let children = index.children(&atlas.france, &atlas.register, question.ages);
    let completeness = completeness(atlas, question);
    let declared = declared(atlas, question);
    let mut services = index.services(question.kind);
    let communes = children.iter().zip(completeness).enumerate();
    let communes: Vec<NationalRow> = communes
        .map(|(at, (&children, completeness))| {
            let count = services.iter().take_while(|(commune, _)| *commune as usize == at).count();
            let (own, others) = services.split_at(count);
            services = others;
            let listed = listed(atlas, question, own);
            let total = declared.get(&at).copied();
            let places = listed_places(question.kind, completeness, total, listed);
            let rate = rate_of(places, children);
            let facilities = listed.services as u32;
            NationalRow { facilities, places, children, rate }
        })
        .collect();
    let epcis = index.members().iter().map(|members| {
        let rows = || members.iter().map(|&at| &communes[at as usize]);
        let (mut facilities, mut places) = (0, FigureSum::default());
        let mut children = FigureSum::default();
        for row in rows() {
            facilities += row.facilities;
            places.add(row.places);
            children.add(row.children);
        }
        let places = if has_places(question.kind) {
            places.figure()
        } else {
            whole_places(rows().map(|row| row.places))
        };
        let children = children.figure();
        NationalRow { facilities, places, children, rate: rate_of(places, children) }
    });
    NationalCoverage { epcis: epcis.collect(), communes }
}

/// What the list of a commune says of the services that count.
fn listed(atlas: &Atlas, question: &Question, own: &[(u32, Terms)]) -> Listed {
    let (mut services, mut unsaid, mut places) = (0, 0, FigureSum::default());
    for (at, terms) in own {
        if question.counts_terms(terms) {
            services += 1;
            let commune = atlas.france.communes[*at as usize].code;
            places.add(question.places(atlas, commune, terms).0);
        } else if question.is_unsaid(terms) {
            unsaid += 1;
        }
    }
    Listed { services, unsaid, places: places.figure() }
}

/// What is claimed of the kind in each commune: by a list of its own, else by one of its EPCI.
fn completeness(atlas: &Atlas, question: &Question) -> Vec<Completeness> {
    let of = |territory| {
        atlas.inventory_of(question.kind, territory).map(|inventory| inventory.completeness)
    };
    let epcis = atlas.france.epcis.iter();
    let epcis: Vec<_> = epcis.map(|epci| of(TerritoryCode::Epci(epci.siren))).collect();
    let by_epci = |epci: &Option<u32>| epci.and_then(|epci| epcis[epci as usize]);
    let by_epci = atlas.national().epci_of().iter().map(by_epci);
    let mut all: Vec<_> =
        by_epci.map(|found| found.unwrap_or(Completeness::NotDocumented)).collect();
    for inventory in atlas.register.inventories.iter().filter(|i| i.kind == question.kind) {
        if let TerritoryCode::Commune(code) = inventory.territory
            && let Some(at) = atlas.france.commune_at(code)
            && let Some(completeness) = of(inventory.territory)
        {
            all[at] = completeness;
        }
    }
    all
}

/// The places that documents declare for communes as a whole, where they stand for capacities.
fn declared(atlas: &Atlas, question: &Question) -> HashMap<usize, f64> {
    let lists = atlas.register.inventories.iter();
    let lists = lists.filter(|list| list.kind == question.kind && list.places.is_some());
    let of = |list: &crate::territory::Inventory| {
        let TerritoryCode::Commune(code) = list.territory else { return None };
        let at = atlas.france.commune_at(code)?;
        let (france, register) = (&atlas.france, &atlas.register);
        let commune = StudyCommune::without_shape(france, register, at, Crs::of(code));
        let offers: Vec<_> = question.offers_in(atlas, code).collect();
        question.declared(atlas, &commune, &offers).map(|(_, places)| (at, places))
    };
    lists.filter_map(of).collect()
}
