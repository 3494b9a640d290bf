//! Registers to store, and what the tests do with them.

use std::collections::BTreeMap;
use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;

use maillage::store::{Cause, Committed, ImportEntry, Store, StoreError};
use maillage::territory::*;
use maillage::units::Wgs84;
use tempfile::TempDir;

/// A folder of its own for a register.
pub struct Place {
    _folder: TempDir,
    pub path: PathBuf,
}

impl Place {
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("maillage.gpkg");
        Self { _folder: folder, path }
    }

    pub fn with(register: &Register) -> Self {
        let place = Self::new();
        commit(&place, register).unwrap();
        place
    }

    pub fn sql(&self, sql: &str) {
        rusqlite::Connection::open(&self.path).unwrap().execute_batch(sql).unwrap();
    }

    pub fn ask<T: rusqlite::types::FromSql>(&self, sql: &str) -> T {
        let connection = rusqlite::Connection::open(&self.path).unwrap();
        connection.query_row(sql, [], |row| row.get(0)).unwrap()
    }
}

pub fn entry() -> ImportEntry {
    ImportEntry { at: "2025-03-01T08:30:00.250Z".parse().unwrap(), ..ImportEntry::default() }
}

pub fn commit(place: &Place, register: &Register) -> Result<Committed, StoreError> {
    let mut store = Store::open_or_create(&place.path)?;
    let (_, base) = store.read()?;
    store.commit(register, &entry(), base, &france())
}

pub fn read(place: &Place) -> Register {
    Store::open_read(&place.path).unwrap().read().unwrap().0
}

/// Why the register at a place is refused.
pub fn refused(place: &Place) -> Cause {
    let opened = Store::open_or_create(&place.path).and_then(|store| store.read().map(|_| ()));
    opened.unwrap_err().cause
}

/// Two square communes side by side.
pub fn france() -> France {
    let mut france = France::default();
    for (code, name, west) in [("78124", "Carrières", 2.0), ("78146", "Chatou", 2.1)] {
        france.communes.push(Commune {
            code: code.parse().unwrap(),
            name: name.to_owned(),
            epci: None,
            postcodes: Vec::new(),
            population: None,
            town_hall: None,
            census: None,
        });
        let ring = [[west, 48.0], [west + 0.1, 48.0], [west + 0.1, 48.1], [west, 48.1]];
        france.boundaries.push(&[vec![ring.to_vec()]]);
    }
    france
}

pub fn facility(id: &str) -> Facility {
    Facility {
        id: id.to_owned(),
        name: format!("Crèche « {id} »"),
        kind: Kind::Eaje,
        subtype: None,
        capacity: None,
        ages: None,
        slots: Vec::new(),
        funding: None,
        address: String::new(),
        postcode: String::new(),
        commune: "78124".parse().unwrap(),
        position: None,
        precision: Precision::TownHall,
        perimeter: Vec::new(),
        opened_on: None,
        closed_on: None,
        source: "act".to_owned(),
        attributes: Arc::default(),
        geocode: None,
    }
}

pub fn placed(id: &str, lon: f64, lat: f64) -> Facility {
    Facility { position: Some(Wgs84 { lon, lat }), precision: Precision::Exact, ..facility(id) }
}

pub fn group(ages: &str, count: f64) -> AgeGroup {
    AgeGroup {
        ages: ages.parse().unwrap(),
        count: Figure::observed(count),
        source: "census".to_owned(),
    }
}

pub fn indicator(value: Figure, usage: Usage) -> Indicator {
    Indicator {
        zone: "78124".to_owned(),
        name: "txcouv_eaje".to_owned(),
        unit: "%".to_owned(),
        value,
        text: None,
        vintage: "2020".to_owned(),
        source: "cnaf".to_owned(),
        usage,
    }
}

/// A service with something in every field.
fn everything() -> Facility {
    Facility {
        subtype: Some(Subtype::MicroCreche),
        capacity: Some(10.5),
        ages: Some("0-3".parse().unwrap()),
        slots: vec![Slot::Mercredi, Slot::Periscolaire],
        funding: Some(Funding::Paje),
        address: "7/9 rue de l’Église".to_owned(),
        postcode: "78420".to_owned(),
        perimeter: vec!["78146".parse().unwrap(), "78124".parse().unwrap()],
        opened_on: Some("2019-09-01".parse().unwrap()),
        closed_on: Some("2026-01-01".parse().unwrap()),
        attributes: BTreeMap::from([("Gestionnaire".to_owned(), "CCAS\n\"x\"".to_owned())]).into(),
        geocode: Some(Geocode {
            by: "ban".to_owned(),
            label: "7 Rue de l’Église".to_owned(),
            answer: AnswerType::Housenumber,
            score: 0.1 + 0.2,
            gap: Some(1.0 / 3.0),
            position: Wgs84 { lon: 2.012_345_678_9, lat: 48.054_321 },
            postcode: "78420".to_owned(),
            commune: "78124".to_owned(),
        }),
        ..placed("c", 2.012_345_678_9, 48.054_321)
    }
}

/// Something in every field and table.
pub fn full() -> Register {
    let code = |text: &str| text.parse::<CommuneCode>().unwrap();
    let cell = Cell {
        centre: Wgs84 { lon: 2.05, lat: 48.05 },
        imputed: true,
        groups: vec![group("0-3", 4.7), group("4-5", 0.1)],
    };
    Register {
        facilities: vec![facility("b"), everything(), facility("a"), placed("d", 2.02, 48.01)],
        inventories: vec![Inventory {
            territory: "200034130".parse().unwrap(),
            kind: Kind::Eaje,
            completeness: Completeness::Partial,
            structures: Some(12),
            places: None,
            source: "act".to_owned(),
        }],
        children: HashMap::from([
            (code("78146"), vec![group("3-5", 595.0), group("0-2", 587.0)]),
            (code("2A004"), vec![group("0-2", 1.0)]),
        ])
        .into(),
        cells: HashMap::from([(code("78124"), vec![cell])]).into(),
        mean_sizes: vec![MeanSize {
            department: "78".to_owned(),
            subtype: Subtype::Collectif,
            structures: 312.0,
            places: 11_929.0,
            source: "act".to_owned(),
        }],
        indicators: vec![
            indicator(Figure::observed(37.5), Usage::Public),
            indicator(Figure::SECRET, Usage::Interne),
            indicator(Figure::at_least(0.0), Usage::Interne),
        ],
        reviews: vec![review()],
        sources: vec![Source {
            id: "act".to_owned(),
            publisher: "CAF".to_owned(),
            title: "Convention".to_owned(),
            vintage: "2025".to_owned(),
            licence: String::new(),
            short: "Source CAF".to_owned(),
            package: Some(String::new()),
            sha256: None,
        }],
    }
}

fn review() -> Review {
    Review {
        territory: "200034130".to_owned(),
        source: "act".to_owned(),
        text: "Crèche ; Maule".to_owned(),
        question: Question {
            key: "0:8:0/commune".to_owned(),
            place: Spot::default(),
            subject: "Crèche".to_owned(),
            code: "unknown-commune".to_owned(),
            reason: "Deux communes".to_owned(),
            remedy: "Choisir".to_owned(),
            quote: "Maule".to_owned(),
            answers: vec![Choice { value: "78380".into(), label: "Maule".into(), likely: true }],
            free: Free::Commune,
            blocking: true,
        },
        answer: Some("78380".to_owned()),
    }
}

use maillage::territory::Place as Spot;
