//! A territory with its communes, children and inventories.

use serde_json::{Value, json};

use super::answer::Sources;
use super::row::number;
use crate::index::{Atlas, Demand, Study, StudyCommune, bounds};
use crate::territory::{Ages, Completeness, Kind, TerritoryCode};

/// The bands of age that a territory is described by.
const BANDS: [&str; 5] = ["0-2", "0-5", "3-11", "11-17", "0-17"];

/// A territory as one JSON object.
#[must_use]
pub fn territory_answer(atlas: &Atlas, study: &Study) -> Value {
    let department = study.communes.first().map_or("", |commune| commune.code.department());
    let population: Option<u32> =
        study.communes.iter().map(|commune| atlas.france.communes[commune.at].population).sum();
    let area: f64 = study.communes.iter().map(|commune| commune.area.km2()).sum();
    let communes: Vec<Value> =
        study.communes.iter().map(|commune| commune_of(atlas, commune)).collect();
    let kind = if matches!(study.code, TerritoryCode::Epci(_)) { "epci" } else { "commune" };
    let sources = sources(atlas, study);
    json!({
        "code": study.code,
        "name": study.name,
        "kind": kind,
        "department": department,
        "department_name": atlas.france.department_name(department),
        "bbox": bbox(atlas, study),
        "area_km2": (area > 0.0).then_some(area),
        "epsg": study.crs.epsg(),
        "population": population,
        "inventories": Kind::ALL.map(|kind| inventory(atlas, study, kind)),
        "communes": communes,
        "source_line": sources.line(&[]),
        "sources": sources.0,
    })
}

/// The corners of the territory in degrees, west, south, east, north.
fn bbox(atlas: &Atlas, study: &Study) -> Option<[f64; 4]> {
    let boxes = study.communes.iter().filter_map(|c| bounds(&atlas.france.boundaries, c.at));
    let whole = boxes.reduce(|[low, high], [l, h]| {
        [[low[0].min(l[0]), low[1].min(l[1])], [high[0].max(h[0]), high[1].max(h[1])]]
    })?;
    let rounded = |degrees: f64| (degrees * 1e6).round() / 1e6;
    Some([whole[0][0], whole[0][1], whole[1][0], whole[1][1]].map(rounded))
}

/// What is claimed of a kind: complete where it is for every commune, partial where it is for one.
fn inventory(atlas: &Atlas, study: &Study, kind: Kind) -> Value {
    let of = |commune: &StudyCommune| atlas.inventory(kind, commune.code, commune.epci);
    let claimed = |commune| of(commune).map_or(Completeness::NotDocumented, |i| i.completeness);
    let least = study.communes.iter().map(claimed).min();
    let most = study.communes.iter().map(claimed).max();
    let completeness = match (least, most) {
        (Some(Completeness::Complete), _) => Completeness::Complete,
        (_, Some(Completeness::Complete | Completeness::Partial)) => Completeness::Partial,
        _ => Completeness::NotDocumented,
    };
    let here = |at: &&usize| {
        let commune = atlas.register.facilities[**at].commune;
        study.communes.binary_search_by_key(&commune, |c| c.code).is_ok()
    };
    json!({
        "kind": kind,
        "completeness": completeness,
        "facilities": atlas.facilities.of_kind(kind).iter().filter(here).count(),
        "source": study.communes.iter().find_map(|commune| of(commune).map(|i| i.source.as_str())),
    })
}

fn commune_of(atlas: &Atlas, commune: &StudyCommune) -> Value {
    let official = &atlas.france.communes[commune.at];
    let hall = official.town_hall.as_ref().map(
        |hall| json!({ "lon": hall.position.lon, "lat": hall.position.lat, "status": hall.status }),
    );
    let children =
        BANDS.map(|band| children_of(commune, band.parse().expect("the bands of this file read")));
    json!({
        "code": commune.code,
        "name": commune.name,
        "department": commune.code.department(),
        "population": official.population,
        "has_boundary": commune.shape.is_some(),
        "area_km2": commune.shape.as_ref().map(|_| commune.area.km2()),
        "town_hall": hall,
        "postcodes": official.postcodes,
        "children": children,
    })
}

fn children_of(commune: &StudyCommune, band: Ages) -> Value {
    let figure = commune.children(band);
    let method = match commune.demand(band) {
        Some(Demand::Declared(_)) => "declared",
        Some(Demand::Cells) => "cells-three-quarters",
        Some(Demand::EvenShare(_)) => "even-share",
        None => "not-documented",
    };
    json!({
        "ages": band,
        "value": number(figure),
        "status": figure.status(),
        "method": method,
        "source": commune.children_sources(band).first(),
    })
}

fn sources<'a>(atlas: &'a Atlas, study: &Study) -> Sources<'a> {
    let widest = Ages::new(0, 17).expect("the ages grow");
    let of_children = study.communes.iter().flat_map(|commune| commune.children_sources(widest));
    let ids = ["cog-2026", "contours"].into_iter().chain(of_children);
    ids.fold(Sources::new(atlas), Sources::with)
}
