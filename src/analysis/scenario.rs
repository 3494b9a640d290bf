//! A register with the changes of a scenario: the same questions are asked of it as of any other.

use crate::index::Atlas;
use crate::territory::{
    Change, CommuneCode, Facility, Inventory, Kind, Moved, Opened, Precision, Register, Scenario,
    Source, TerritoryCode,
};
use crate::units::Wgs84;

/// The id of the source that marks a register as supposed. Every source line names it.
pub const SCENARIO_SOURCE: &str = "scenario";

/// Why a scenario cannot be supposed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ScenarioError {
    /// No service has that id.
    #[error("change {at}: there is no service `{id}` in the register")]
    Unknown {
        /// Which change, counted from 1.
        at: usize,
        /// The id.
        id: String,
    },
    /// No commune holds that position.
    #[error("change {at}: no commune holds this position")]
    Nowhere {
        /// Which change, counted from 1.
        at: usize,
    },
}

/// Everything as it is, with the changes of a scenario in their order. A service that opens has
/// the id `scenario-N`, N being the place of its change, counted from 1.
///
/// A number of places that a document declares for a commune as a whole follows the changes there
/// where they say by how much; else it is no longer known.
///
/// # Errors
/// A change to a service that is not there, or a position outside the country.
pub fn suppose(atlas: &Atlas, scenario: &Scenario) -> Result<Atlas, ScenarioError> {
    let mut register = atlas.register.clone();
    for (at, change) in (1..).zip(scenario.changes()) {
        let find = |register: &Register, id: &str| {
            let found = register.facilities.iter().position(|facility| facility.id == id);
            found.ok_or_else(|| ScenarioError::Unknown { at, id: id.chars().take(80).collect() })
        };
        let commune = |lon, lat| {
            let found = atlas.communes.locate(&atlas.france.boundaries, Wgs84 { lon, lat });
            let code = found.map(|found| atlas.france.communes[found].code);
            code.ok_or(ScenarioError::Nowhere { at })
        };
        match change {
            Change::Open(opened) => {
                let commune = commune(opened.lon, opened.lat)?;
                declare(&mut register, (opened.kind, commune), 1, opened.capacity);
                register.facilities.push(service(at, opened, commune));
            }
            Change::Close(closed) => {
                let place = find(&register, &closed.id)?;
                let Facility { kind, commune, capacity, .. } = register.facilities.remove(place);
                declare(&mut register, (kind, commune), -1, capacity.map(|places| -places));
            }
            Change::Move(moved) => {
                let place = find(&register, &moved.id)?;
                let commune = commune(moved.lon, moved.lat)?;
                put(&mut register, place, moved, commune);
            }
            Change::Resize(resized) => {
                let place = find(&register, &resized.id)?;
                let facility = &mut register.facilities[place];
                let more = facility.capacity.map(|places| resized.capacity - places);
                facility.capacity = Some(resized.capacity);
                let zone = (facility.kind, facility.commune);
                declare(&mut register, zone, 0, more);
            }
        }
    }
    register.sources.push(source(scenario));
    Ok(atlas.with_register(register))
}

/// Puts a service elsewhere. Its address was that of its old door.
fn put(register: &mut Register, place: usize, moved: &Moved, commune: CommuneCode) {
    let facility = &mut register.facilities[place];
    let (kind, from, places) = (facility.kind, facility.commune, facility.capacity);
    facility.position = Some(Wgs84 { lon: moved.lon, lat: moved.lat });
    facility.precision = Precision::Exact;
    facility.geocode = None;
    facility.address.clear();
    facility.postcode.clear();
    facility.commune = commune;
    if from != commune {
        declare(register, (kind, from), -1, places.map(|places| -places));
        declare(register, (kind, commune), 1, places);
    }
}

/// Lets the numbers that a document declares for a commune as a whole follow a change there.
fn declare(
    register: &mut Register,
    (kind, commune): (Kind, CommuneCode),
    services: i64,
    places: Option<f64>,
) {
    let of_commune = |inventory: &&mut Inventory| {
        inventory.kind == kind && inventory.territory == TerritoryCode::Commune(commune)
    };
    for inventory in register.inventories.iter_mut().filter(of_commune) {
        inventory.structures = inventory
            .structures
            .and_then(|structures| u32::try_from(i64::from(structures) + services).ok());
        let sum = inventory.places.zip(places).map(|(declared, more)| declared + more);
        inventory.places = sum.filter(|places| *places >= 0.0);
    }
}

fn service(at: usize, opened: &Opened, commune: CommuneCode) -> Facility {
    Facility {
        id: format!("scenario-{at}"),
        name: opened.name.clone(),
        kind: opened.kind,
        subtype: None,
        capacity: opened.capacity,
        ages: opened.ages,
        slots: Vec::new(),
        funding: opened.funding,
        address: String::new(),
        postcode: String::new(),
        commune,
        position: Some(Wgs84 { lon: opened.lon, lat: opened.lat }),
        precision: Precision::Exact,
        perimeter: opened.perimeter.clone(),
        opened_on: None,
        closed_on: None,
        source: SCENARIO_SOURCE.to_owned(),
        attributes: std::sync::Arc::default(),
        geocode: None,
    }
}

fn source(scenario: &Scenario) -> Source {
    let named = match scenario.name() {
        "" => "scénario".to_owned(),
        name => format!("scénario «\u{a0}{name}\u{a0}»"),
    };
    Source {
        id: SCENARIO_SOURCE.to_owned(),
        publisher: "maillage".to_owned(),
        title: format!("{named}, supposé et non constaté"),
        vintage: String::new(),
        licence: "celles des sources qu’il reprend".to_owned(),
        short: format!("{named}, supposé et non constaté"),
        package: None,
        sha256: None,
    }
}
