//! A synthetic place whose answers can be worked out by hand, and the prepared country.

#![allow(dead_code, reason = "each test uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::path::PathBuf;

use maillage::analysis::{Decay, Fill, Mode, Question, Threshold};
use maillage::import::builtin_register;
use maillage::index::Atlas;
use maillage::prepare::prepared;
use maillage::territory::{
    AgeGroup, Ages, Boundaries, Census, Commune, CommuneCode, Completeness, Crs, Department, Epci,
    Facility, Figure, France, Inventory, Kind, Precision, Register, Source, TerritoryCode,
    TownHall, TownHallStatus,
};
use maillage::units::{Metres, Projected, Wgs84};

/// The EPCI of the synthetic place.
pub const PLACE: &str = "999999999";

/// Where the synthetic place lies in Lambert-93.
const ORIGIN: Projected = Projected { x: 600_000.0, y: 6_800_000.0 };

/// A point of the synthetic place, in metres from its south-west corner.
pub fn at(x: f64, y: f64) -> Wgs84 {
    Crs::Lambert93.unproject(Projected { x: ORIGIN.x + x, y: ORIGIN.y + y }).unwrap()
}

pub fn code(text: &str) -> CommuneCode {
    text.parse().unwrap()
}

pub fn territory(text: &str) -> TerritoryCode {
    text.parse().unwrap()
}

/// Four square communes of 10 km side by side, from west to east: 99001 to 99004, town halls in
/// their middles, 1 000 residents aged 0 to 19 each, so 150 children of 0-2. The fourth belongs to
/// no EPCI.
pub fn four_squares() -> France {
    let mut boundaries = Boundaries::default();
    let mut communes = Vec::new();
    for column in 0..4_u32 {
        let west = f64::from(column) * 10_000.0;
        let corners = [(0.0, 0.0), (10_000.0, 0.0), (10_000.0, 10_000.0), (0.0, 10_000.0)];
        let ring = corners.map(|(x, y)| {
            let corner = at(west + x, y);
            [corner.lon, corner.lat]
        });
        boundaries.push(&[vec![ring.to_vec()]]);
        communes.push(Commune {
            code: code(&format!("9900{}", column + 1)),
            name: format!("Carré {}", column + 1),
            epci: (column < 3).then(|| PLACE.parse().unwrap()),
            postcodes: vec!["99000".to_owned()],
            population: Some(5_000),
            town_hall: Some(TownHall {
                position: at(west + 5_000.0, 5_000.0),
                status: TownHallStatus::Source,
                address: None,
            }),
            census: Some(Census { population: 5_000, aged_0_19: 1_000 }),
        });
    }
    let members = ["99001", "99002", "99003"].map(code).to_vec();
    let epci = Epci { siren: PLACE.parse().unwrap(), name: "CC des Carrés".to_owned(), members };
    let department = Department { code: "99".to_owned(), name: "Synthèse".to_owned() };
    let sources = ["rp-2021", "cog-2026", "contours"].map(source).to_vec();
    France {
        communes,
        epcis: vec![epci],
        departments: vec![department],
        boundaries,
        former: vec![],
        sources,
    }
}

pub fn source(id: &str) -> Source {
    Source {
        id: id.to_owned(),
        publisher: "Synthèse".to_owned(),
        title: id.to_owned(),
        vintage: "2021".to_owned(),
        licence: "test".to_owned(),
        short: format!("source {id}"),
        package: None,
        sha256: None,
    }
}

/// A crèche at a point of the synthetic place.
pub fn creche(id: &str, commune: &str, x: f64, y: f64, capacity: Option<f64>) -> Facility {
    Facility {
        id: id.to_owned(),
        name: format!("Crèche {id}"),
        kind: Kind::Eaje,
        subtype: None,
        capacity,
        ages: None,
        slots: vec![],
        funding: None,
        address: String::new(),
        postcode: String::new(),
        commune: code(commune),
        position: Some(at(x, y)),
        precision: Precision::Exact,
        perimeter: vec![],
        opened_on: None,
        closed_on: None,
        attributes: std::sync::Arc::default(),
        geocode: None,
        source: "liste".to_owned(),
    }
}

/// The synthetic place with these facilities, its list of each kind complete everywhere.
pub fn place(facilities: Vec<Facility>) -> Atlas {
    Atlas::new(four_squares(), register(facilities))
}

pub fn register(facilities: Vec<Facility>) -> Register {
    let territories = [PLACE, "99004"].map(territory);
    let inventories = territories.into_iter().flat_map(|territory| {
        Kind::ALL.map(|kind| Inventory {
            territory,
            kind,
            completeness: Completeness::Complete,
            structures: None,
            places: None,
            source: "liste".to_owned(),
        })
    });
    Register {
        facilities,
        inventories: inventories.collect(),
        sources: vec![source("liste")],
        ..Register::default()
    }
}

pub fn children(from: u8, to: u8, count: f64) -> AgeGroup {
    AgeGroup {
        ages: Ages::new(from, to).unwrap(),
        count: Figure::observed(count),
        source: "liste".to_owned(),
    }
}

/// EAJE for 0-2 on a fixed day.
pub fn question() -> Question {
    of_kind(Kind::Eaje)
}

pub fn of_kind(kind: Kind) -> Question {
    Question {
        kind,
        ages: kind.default_ages(),
        mode: Mode::All,
        fill: Fill::None,
        at: "2026-11-22".parse().unwrap(),
    }
}

pub fn within(metres: f64) -> Threshold {
    Threshold { within: Metres::try_from(metres).unwrap(), reference: None, decay: Decay::Binary }
}

/// The country that `maillage prepare` has built: a test on it fails where there is none, for a
/// test that is skipped proves nothing.
pub fn prepared_france() -> France {
    let folder = std::env::var_os("MAILLAGE_DATA").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("geodata/prepared"),
        PathBuf::from,
    );
    prepared::read(&folder.join("france.maillage")).expect("run `make prepare` before the tests")
}

/// The prepared country with the built-in register.
pub fn real_atlas() -> Atlas {
    Atlas::new(prepared_france(), builtin_register().unwrap())
}

/// `SplitMix64`, as `tests/golden/README.md` defines it.
pub struct Draws(u64);

impl Draws {
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    /// The next draw, from 0 up to but not including 1.
    pub fn unit(&mut self) -> f64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 * 2.0_f64.powi(-53)
    }

    pub fn between(&mut self, low: f64, high: f64) -> f64 {
        low + self.unit() * (high - low)
    }
}
