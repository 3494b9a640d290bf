//! The coverage of every commune and EPCI, from the service's own model.

use std::sync::Arc;

use maillage::analysis::{Question, national_coverage};
use maillage::index::{Atlas, locate_all};
use maillage::territory::{
    AgeGroup, Ages, Completeness, Facility, Figure, Inventory, Kind, TerritoryCode,
};
use maillage::units::Wgs84;
use serde_json::json;

use super::support::{creche, of_kind, prepared_france, register};
use super::workload::{KINDS, Synthetic, children};
use super::{checksum, report, timed};

/// All invented services in their communes, the five kinds of the workload as the five of the
/// model, invented children stated for each commune, every list complete.
///
/// The service gives no rate to a relais or a lieu d'accueil: theirs are divided here, within the
/// time, out of the places of their lists.
pub fn national(services: &[Synthetic]) {
    let atlas = atlas(services);
    let ages = Ages::new(0, 2).unwrap();
    let questions = Kind::ALL.map(|kind| Question { ages, ..of_kind(kind) });
    let rate = |(listed, children)| Figure::ratio(listed, children, 100.0);
    let (found, median) = timed(|| {
        let found = national_coverage(&atlas, &questions);
        let rows = |of: &maillage::analysis::NationalCoverage| {
            let all = of.communes.iter().chain(&of.epcis);
            all.map(|row| rate((row.listed, row.children))).collect::<Vec<_>>()
        };
        let rates: Vec<_> = found.iter().map(rows).collect();
        (found, rates)
    });
    let (found, rates) = found;
    let communes = atlas.france.communes.iter().map(|commune| commune.code.to_string());
    let epcis = atlas.france.epcis.iter().map(|epci| epci.siren.to_string());
    let mut kinds: Vec<usize> = (0..KINDS.len()).collect();
    kinds.sort_by_key(|&kind| KINDS[kind]);
    let rows: Vec<Vec<_>> =
        found.iter().map(|of| of.communes.iter().chain(&of.epcis).collect()).collect();
    let line = |code: &str, at: usize, kind: usize| {
        let number = |figure: Figure| figure.value().unwrap();
        let (places, children) = (number(rows[kind][at].listed), number(rows[kind][at].children));
        let rate = rates[kind][at].value().map_or_else(String::new, |rate| format!("{rate:.4}"));
        format!("{code},{},{places},{children},{rate}", KINDS[kind])
    };
    let line = &line;
    let lines = communes.chain(epcis).enumerate().flat_map(|(at, code)| {
        kinds.iter().map(move |&kind| line(&code, at, kind)).collect::<Vec<_>>()
    });
    report("t2-coverage", median, &json!({ "checksum": checksum(lines) }));
}

fn atlas(services: &[Synthetic]) -> Atlas {
    let france = prepared_france();
    let points: Vec<Wgs84> = services.iter().map(|service| service.position).collect();
    let found = locate_all(&france.boundaries, &points);
    let facilities = services.iter().zip(&found).enumerate().filter_map(|(id, (service, at))| {
        let commune = france.communes[(*at)? as usize].code;
        let kind = KINDS.iter().position(|kind| *kind == service.kind)?;
        let places = Some(f64::from(service.capacity));
        Some(Facility {
            commune,
            kind: Kind::ALL[kind],
            position: Some(service.position),
            ages: Some(Ages::new(0, 2).unwrap()),
            ..creche(&id.to_string(), "75056", 0.0, 0.0, places)
        })
    });
    let mut register = register(facilities.collect());
    let listed = france.epcis.iter().map(|epci| TerritoryCode::Epci(epci.siren)).chain(
        france.communes.iter().filter(|c| c.epci.is_none()).map(|c| TerritoryCode::Commune(c.code)),
    );
    register.inventories = listed
        .flat_map(|territory| {
            Kind::ALL.map(|kind| Inventory {
                territory,
                kind,
                completeness: Completeness::Complete,
                structures: None,
                places: None,
                source: "liste".to_owned(),
            })
        })
        .collect();
    for at in 0..france.communes.len() {
        let group = AgeGroup {
            ages: Ages::new(0, 2).unwrap(),
            count: f64::from(children(&france, at)),
            source: "liste".to_owned(),
        };
        Arc::make_mut(&mut register.children).insert(france.communes[at].code, vec![group]);
    }
    Atlas::new(france, register)
}
