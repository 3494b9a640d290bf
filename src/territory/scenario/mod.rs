//! What somebody supposes of services: a list of changes that no register holds.

mod text;

use serde::{Deserialize, Serialize};

use super::{Ages, CommuneCode, Funding, Kind};

/// The most changes of a scenario: more is another list, to be imported.
pub const MOST_CHANGES: usize = 100;

/// The longest name of a scenario or of a service it opens, in characters.
const LONGEST_NAME: usize = 100;

/// The most places of a service: the largest crèches of the country have some 150.
const MOST_PLACES: f64 = 1_000.0;

/// Changes to services, in their order. It is read from JSON, or from a line of text that an
/// address can carry: `name,…;open,KIND,LON,LAT,PLACES,AGES,FUNDING,PERIMETER,NAME;close,ID;`
/// `move,ID,LON,LAT;resize,ID,PLACES`. What is not known is empty; `%`, `,` and `;` inside a field
/// are percent-encoded.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
#[serde(try_from = "Unchecked")]
pub struct Scenario {
    name: String,
    changes: Vec<Change>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Unchecked {
    #[serde(default)]
    name: String,
    changes: Vec<Change>,
}

/// A change to one service.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "kebab-case")]
pub enum Change {
    /// A service that is not there opens.
    Open(Opened),
    /// A service closes.
    Close(Named),
    /// A service moves to another door.
    Move(Moved),
    /// A service takes in more or fewer children.
    Resize(Resized),
}

/// A service that opens.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Opened {
    /// Its kind.
    pub kind: Kind,
    /// Its name.
    #[serde(default)]
    pub name: String,
    /// Its door, in degrees east.
    pub lon: f64,
    /// Its door, in degrees north.
    pub lat: f64,
    /// Its places; unknown is not zero.
    #[serde(default)]
    pub capacity: Option<f64>,
    /// The ages it takes in; those of the kind unless given.
    #[serde(default)]
    pub ages: Option<Ages>,
    /// How it is funded, for an EAJE.
    #[serde(default)]
    pub funding: Option<Funding>,
    /// The communes it serves, wherever it stands.
    #[serde(default)]
    pub perimeter: Vec<CommuneCode>,
}

/// A service by its id.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Named {
    /// Its id.
    pub id: String,
}

/// A service and where it moves.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moved {
    /// Its id.
    pub id: String,
    /// Its new door, in degrees east.
    pub lon: f64,
    /// Its new door, in degrees north.
    pub lat: f64,
}

/// A service and its new size.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resized {
    /// Its id.
    pub id: String,
    /// Its places from now on.
    pub capacity: f64,
}

/// Why a text is not a scenario.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidScenario {
    /// It has none, or too many.
    #[error("1 to {MOST_CHANGES} changes are expected, there are {0}")]
    Changes(usize),
    /// It is named at too great a length.
    #[error("a name has {LONGEST_NAME} characters at most")]
    Name,
    /// A change does not read.
    #[error("change {at}: {expected} is expected")]
    Change {
        /// Which one, counted from 1.
        at: usize,
        /// What it should be.
        expected: &'static str,
    },
}

impl Scenario {
    /// What it is called; maybe nothing.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Its changes, in their order: one at least.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }
}

impl TryFrom<Unchecked> for Scenario {
    type Error = InvalidScenario;

    fn try_from(Unchecked { name, changes }: Unchecked) -> Result<Self, InvalidScenario> {
        if !(1..=MOST_CHANGES).contains(&changes.len()) {
            return Err(InvalidScenario::Changes(changes.len()));
        }
        let too_long = |name: &str| name.chars().count() > LONGEST_NAME;
        if too_long(&name) {
            return Err(InvalidScenario::Name);
        }
        for (at, change) in changes.iter().enumerate() {
            let refused = |expected| Err(InvalidScenario::Change { at: at + 1, expected });
            let (door, places) = match change {
                Change::Open(opened) => (Some((opened.lon, opened.lat)), opened.capacity),
                Change::Move(moved) => (Some((moved.lon, moved.lat)), None),
                Change::Resize(resized) => (None, Some(resized.capacity)),
                Change::Close(_) => (None, None),
            };
            if matches!(change, Change::Open(opened) if too_long(&opened.name)) {
                return Err(InvalidScenario::Name);
            }
            if door.is_some_and(|(lon, lat)| !on_the_globe(lon, lat)) {
                return refused("a position in degrees, longitude first,");
            }
            if places.is_some_and(|places| !(0.0..=MOST_PLACES).contains(&places)) {
                return refused("a number of places from 0 to 1000");
            }
        }
        Ok(Self { name: name.trim().to_owned(), changes })
    }
}

fn on_the_globe(lon: f64, lat: f64) -> bool {
    (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat)
}
