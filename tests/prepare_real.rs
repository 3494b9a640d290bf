//! The whole country as `maillage prepare` leaves it: a golden run on the real packages.
//!
//! The folder is `MAILLAGE_DATA`, else `geodata/prepared`.

#![expect(clippy::unwrap_used, clippy::panic, reason = "a test stops where it fails")]

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use maillage::prepare::prepared;
use maillage::prepare::prepared_folder::{FRANCE, REPORT};
use maillage::prepare::report::{DefectKind, PrepareReport};
use maillage::prepare::rings::signed_area;
use maillage::prepare::town_halls::CommuneArea;
use maillage::territory::{Commune, FormerStatus, France, TownHallStatus};

static COUNTRY: LazyLock<France> = LazyLock::new(|| {
    prepared::read(&folder().join(FRANCE)).unwrap_or_else(|error| panic!("{error}"))
});

fn folder() -> PathBuf {
    let given = std::env::var_os("MAILLAGE_DATA").map(PathBuf::from);
    given.unwrap_or_else(|| Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/prepared"))
}

fn report() -> PrepareReport {
    let path = folder().join(REPORT);
    let json = std::fs::read(&path)
        .unwrap_or_else(|_| panic!("{} is missing: run `maillage prepare`", path.display()));
    serde_json::from_slice(&json).unwrap()
}

fn commune(code: &str) -> &'static Commune {
    COUNTRY.commune(code.parse().unwrap()).unwrap_or_else(|| panic!("{code} is missing"))
}

#[test]
fn the_country_has_its_communes_and_epci() {
    assert_eq!(COUNTRY.communes.len(), 34_875);
    assert_eq!(COUNTRY.epcis.len(), 1_255);
    let without = (0..COUNTRY.communes.len()).filter(|&at| !COUNTRY.has_boundary(at));
    let without: Vec<_> = without.map(|at| COUNTRY.communes[at].code.to_string()).collect();
    let expected = ["12218", "14581", "15031", "15035", "15047", "15171", "49126", "69114"];
    assert_eq!(without, expected);
}

#[test]
fn gally_mauldre_and_grand_chatellerault_have_their_members() {
    let gally = COUNTRY.epci("200034130".parse().unwrap()).unwrap();
    assert_eq!(gally.members.len(), 11);
    assert!(gally.members.contains(&"78415".parse().unwrap()));
    let chatellerault = COUNTRY.epci("248600413".parse().unwrap()).unwrap();
    assert_eq!(chatellerault.members.len(), 47);
    for epci in &COUNTRY.epcis {
        for &member in &epci.members {
            assert_eq!(COUNTRY.commune(member).unwrap().epci, Some(epci.siren));
        }
    }
}

#[test]
fn four_islands_alone_belong_to_no_epci() {
    let alone = COUNTRY.communes.iter().filter(|commune| commune.epci.is_none());
    let alone: Vec<_> = alone.map(|commune| commune.code.to_string()).collect();
    assert_eq!(alone, ["22016", "29083", "29155", "85113"]);
}

#[test]
fn the_town_hall_of_montainville_is_replaced() {
    let hall = commune("78415").town_hall.as_ref().unwrap();
    assert_eq!(hall.status, TownHallStatus::Replaced);
    assert_eq!(hall.address.as_deref(), Some("Place de la Mairie, 78124 Montainville"));
}

#[test]
fn every_town_hall_stands_in_its_commune() {
    for (at, commune) in COUNTRY.communes.iter().enumerate() {
        let polygons = COUNTRY.boundaries.polygons(at);
        let polygons = polygons.map(|rings| rings.map(<[_]>::to_vec).collect()).collect();
        if let Some(area) = CommuneArea::new(&polygons) {
            let hall =
                commune.town_hall.as_ref().unwrap_or_else(|| panic!("{} has none", commune.code));
            let position = [hall.position.lon, hall.position.lat];
            assert!(area.covers(position), "{} {}", commune.code, commune.name);
        }
    }
}

#[test]
fn rings_run_as_rfc_7946_wants() {
    for at in 0..COUNTRY.communes.len() {
        for polygon in COUNTRY.boundaries.polygons(at) {
            for (nth, ring) in polygon.enumerate() {
                assert!(ring.len() >= 3 && ring.first() != ring.last());
                assert_eq!(signed_area(ring).unwrap() > 0.0, nth == 0);
            }
        }
    }
}

#[test]
fn the_overseas_departments_are_there() {
    for code in ["97105", "97209", "97302", "97411", "97608"] {
        assert!(COUNTRY.has_boundary(COUNTRY.commune_at(code.parse().unwrap()).unwrap()));
    }
    assert_eq!(COUNTRY.department_name("974"), "La Réunion");
}

#[test]
fn the_cities_with_arrondissements_are_one_commune_each_with_a_census() {
    for (code, population) in [("75056", 2_000_000), ("13055", 800_000), ("69123", 500_000)] {
        let census = commune(code).census.unwrap();
        assert!(census.population > population, "{code} {census:?}");
        assert!(census.aged_0_19 > census.population / 8, "{code} {census:?}");
        assert!(COUNTRY.has_boundary(COUNTRY.commune_at(code.parse().unwrap()).unwrap()));
        assert!(commune(code).epci.is_some());
    }
    assert!(COUNTRY.commune("75101".parse().unwrap()).is_none());
}

#[test]
fn former_communes_lead_to_the_commune_of_today() {
    let former = |code: &str| COUNTRY.former(code.parse().unwrap()).unwrap();
    let told =
        |code| (former(code).name.as_deref(), former(code).status, former(code).now.as_str());
    assert_eq!(told("86267"), (Some("Targé"), FormerStatus::Associated, "86066"));
    assert_eq!(told("86259"), (Some("Senillé"), FormerStatus::Delegated, "86245"));
    // The seat: its code is the commune's, its name is not.
    assert_eq!(told("86245"), (Some("Saint-Sauveur"), FormerStatus::Delegated, "86245"));
    assert_eq!(told("75112").2, "75056");
    for former in &COUNTRY.former {
        assert!(COUNTRY.commune(former.now).is_some(), "{former:?}");
        let today = COUNTRY.commune(former.code);
        assert!(today.is_none_or(|today| today.code == former.now), "{former:?}");
    }
    let report = report();
    assert_eq!((report.former_communes, report.former_codes), (2_547, 2_248));
    assert_eq!(report.former_communes + report.former_codes, COUNTRY.former.len());
}

#[test]
fn the_defects_of_the_packages_are_these() {
    let report = report();
    let expected = [
        (DefectKind::AbsentFromBoundaries, 94),
        (DefectKind::NoPolygon, 8),
        (DefectKind::RepeatedPoints, 6_548),
        (DefectKind::MembershipDiffers, 45),
        (DefectKind::TownHallMissing, 50),
        (DefectKind::TownHallOutside, 1_935),
        (DefectKind::CensusMissing, 24),
        (DefectKind::CensusDiffers, 3),
    ];
    assert_eq!(report.counts, expected.into());
    assert_eq!(report.defects.len(), expected.iter().map(|(_, count)| count).sum::<usize>());
    assert_eq!(report.vertices, COUNTRY.boundaries.coordinates().len());
}
