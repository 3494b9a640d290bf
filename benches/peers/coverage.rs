//! The coverage of every commune and EPCI, from the service's own model.

use std::sync::Arc;

use maillage::analysis::{Mode, Question, national_coverage};
use maillage::index::{Atlas, locate_all};
use maillage::territory::{
    AgeGroup, Ages, Completeness, Facility, Figure, Funding, Inventory, Kind, TerritoryCode,
};
use maillage::units::Wgs84;
use serde_json::json;

use super::support::{creche, of_kind, prepared_france, register};
use super::workload::{KINDS, Synthetic, children};
use super::{checksum, report, timed};

/// What stands for the five kinds of the workload: a relais or a lieu d'accueil has no places, so
/// these are the EAJE by funding and the ALSH by age.
const ASKED: [(Kind, Mode, (u8, u8)); KINDS.len()] = [
    (Kind::Eaje, Mode::Psu, (0, 2)),
    (Kind::Eaje, Mode::Paje, (0, 2)),
    (Kind::Alsh, Mode::All, (3, 5)),
    (Kind::Alsh, Mode::All, (6, 11)),
    (Kind::Alsh, Mode::All, (12, 17)),
];

/// All invented services in their communes, as many invented children of each band stated for each
/// commune, every list complete.
pub fn national(services: &[Synthetic]) {
    let atlas = atlas(services);
    let questions = ASKED.map(|(kind, mode, (from, to))| Question {
        mode,
        ages: Ages::new(from, to).unwrap(),
        ..of_kind(kind)
    });
    let (found, median) = timed(|| national_coverage(&atlas, &questions));
    let communes = atlas.france.communes.iter().map(|commune| commune.code.to_string());
    let epcis = atlas.france.epcis.iter().map(|epci| epci.siren.to_string());
    let mut kinds: Vec<usize> = (0..KINDS.len()).collect();
    kinds.sort_by_key(|&kind| KINDS[kind]);
    let rows: Vec<Vec<_>> =
        found.iter().map(|of| of.communes.iter().chain(&of.epcis).collect()).collect();
    let line = |code: &str, at: usize, kind: usize| {
        let number = |figure: Figure| figure.value().unwrap();
        let (places, children) = (number(rows[kind][at].places), number(rows[kind][at].children));
        let rate =
            rows[kind][at].rate.value().map_or_else(String::new, |rate| format!("{rate:.4}"));
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
        let (kind, mode, (from, to)) =
            ASKED[KINDS.iter().position(|kind| *kind == service.kind)?];
        let places = Some(f64::from(service.capacity));
        Some(Facility {
            commune,
            kind,
            position: Some(service.position),
            ages: Some(Ages::new(from, to).unwrap()),
            funding: Some(if mode == Mode::Paje { Funding::Paje } else { Funding::Psu }),
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
        let group = |&(from, to)| AgeGroup {
            ages: Ages::new(from, to).unwrap(),
            count: Figure::observed(f64::from(children(&france, at))),
            source: "liste".to_owned(),
        };
        let groups = [(0, 2), (3, 5), (6, 11), (12, 17)].iter().map(group).collect();
        Arc::make_mut(&mut register.children).insert(france.communes[at].code, groups);
    }
    Atlas::new(france, register)
}
