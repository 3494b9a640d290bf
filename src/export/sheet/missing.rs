//! What is not known, to be supplied and ticked off.

use super::facts::{Facts, Subject};
use super::words::{self, listed, many, of_one, one, some_of};
use crate::analysis::{Offer, has_places};
use crate::index::Bounds;
use crate::territory::{
    Commune, Completeness, Crs, Facility, Kind, Precision, TerritoryCode, TownHallStatus,
};

/// Neighbours named, at most.
const NAMED: usize = 3;

/// What nobody knows yet, the most telling first.
pub(super) fn missing(subject: &Subject<'_>, validated: bool) -> Vec<String> {
    let facts = subject.facts;
    let kind = facts.question.kind;
    let communes = &facts.study.communes;
    let offers: Vec<Offer<'_>> =
        facts.question.offers_of(facts.atlas, facts.study).into_iter().flatten().collect();
    let whole = if subject.at.is_some() && subject.is_in_epci() { " de l’EPCI" } else { "" };
    let mut items = Vec::new();
    let documented =
        subject.places().all(|at| facts.completeness(&communes[at]) == Completeness::Complete);
    if !documented {
        items.push(format!("la liste complète des {}", many(kind)));
    }
    if subject.places().any(|at| communes[at].children(facts.question.ages).value().is_none()) {
        items.push("le nombre d’enfants de cet âge".to_owned());
    }
    let mut lack = |test: &dyn Fn(&Offer<'_>) -> bool, what: &str| match offers
        .iter()
        .filter(|offer| test(offer))
        .count()
    {
        0 => {}
        1 => items.push(format!("{what} {}{whole}", of_one(kind))),
        count => {
            let services = words::count(count, one(kind), many(kind));
            items.push(format!("{what} de {services}{whole}"));
        }
    };
    let has = |test: fn(&Facility) -> bool| move |offer: &Offer<'_>| test(offer.facility);
    if has_places(kind) {
        lack(&has(|of| of.capacity.is_none()), "le nombre de places");
    }
    lack(&has(|of| of.precision != Precision::Exact), "l’adresse exacte");
    let halls = lacking_halls(subject);
    if !halls.is_empty() {
        items.push(format!("la position de la mairie ({})", some_of(&halls, NAMED)));
    }
    let bare: Vec<&str> = subject
        .places()
        .filter(|&at| communes[at].shape.is_none())
        .map(|at| communes[at].name.as_str())
        .collect();
    if !bare.is_empty() {
        items.push(format!("le contour de la commune ({})", some_of(&bare, NAMED)));
    }
    if !facts.zones.neighbours_known() {
        items.push(beyond(subject));
    }
    items.extend(other_lists(facts));
    if !validated {
        items.push("la validation par la Caf".to_owned());
    }
    items
}

fn lacking_halls<'a>(subject: &Subject<'a>) -> Vec<&'a str> {
    let facts = subject.facts;
    let lacks = |at: &usize| {
        let commune = &facts.atlas.france.communes[facts.study.communes[*at].at];
        commune.town_hall.as_ref().is_none_or(|hall| hall.status == TownHallStatus::Replaced)
    };
    subject.places().filter(lacks).map(|at| facts.study.communes[at].name.as_str()).collect()
}

/// « les crèches des communes voisines (Thoiry, Marcq et 4 autres) ».
fn beyond(subject: &Subject<'_>) -> String {
    let Facts { atlas, study, question, threshold, .. } = subject.facts;
    let shape = subject.commune().and_then(|commune| commune.shape.as_ref());
    let bounds = shape.map_or(study.bounds, |shape| *shape.bounds());
    let near: Bounds = bounds.grown(threshold.within.get());
    let around = atlas.communes_around(study.crs, &near).unwrap_or_default();
    let unknown = around.into_iter().map(|at| &atlas.france.communes[at]).filter(|commune| {
        let epci = commune.epci.map(TerritoryCode::Epci);
        let inside = study.communes.iter().any(|of| of.code == commune.code);
        let claim = atlas.inventory(question.kind, commune.code, epci);
        !inside
            && Crs::of(commune.code) == study.crs
            && claim.is_none_or(|claim| claim.completeness != Completeness::Complete)
    });
    let from = subject.commune().and_then(|commune| commune.hall);
    let far = |commune: &Commune| {
        let hall = commune.town_hall.as_ref().and_then(|hall| study.crs.project(hall.position));
        from.zip(hall).map_or(f64::INFINITY, |(from, hall)| from.distance_to(hall).get())
    };
    let mut unknown: Vec<(f64, &str)> =
        unknown.map(|commune| (far(commune), commune.name.as_str())).collect();
    unknown.sort_by(|a, b| a.0.total_cmp(&b.0));
    let names: Vec<&str> = unknown.into_iter().map(|(_, name)| name).collect();
    let services = many(question.kind);
    if names.is_empty() || subject.at.is_none() {
        return format!("les {services} des communes voisines");
    }
    format!("les {services} des communes voisines ({})", some_of(&names, NAMED))
}

/// The lists of other kinds that nobody gave.
fn other_lists(facts: &Facts<'_>) -> Option<String> {
    let unknown = |kind: &Kind| {
        let claims = facts.study.communes.iter();
        claims.into_iter().any(|commune| {
            let claim = facts.atlas.inventory(*kind, commune.code, commune.epci);
            claim.is_none_or(|claim| claim.completeness == Completeness::NotDocumented)
        })
    };
    let kinds = Kind::ALL.into_iter().filter(|kind| *kind != facts.question.kind).filter(unknown);
    let names: Vec<String> = kinds.map(|kind| kind.as_str().to_uppercase()).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    match names.as_slice() {
        [] => None,
        [one] => Some(format!("la liste des {one}, ou «\u{a0}aucun\u{a0}» confirmé")),
        several => {
            Some(format!("les listes des {}, ou «\u{a0}aucun\u{a0}» confirmé", listed(several)))
        }
    }
}
