//! What a person decided, sent back with the same files.

use std::collections::HashMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::territory::{Ages, CommuneCode, Completeness, Funding, Kind, Slot, Subtype};

/// Decisions on one import, by the keys that its draft gave.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Answers {
    /// The answer to each question, by its key.
    pub questions: HashMap<String, String>,
    /// Corrections in place, by the key of the service.
    pub edits: HashMap<String, Edit>,
    /// What the lists claim to hold.
    pub inventories: HashMap<Kind, Completeness>,
    /// What becomes of services of the same list that it no longer names.
    pub gone: Option<Gone>,
}

/// What becomes of services that a new version of their list no longer names.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Gone {
    /// They leave the register.
    Remove,
    /// They stay.
    Keep,
}

/// A correction of one service: what is not named stays as it was read.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Edit {
    /// Its name.
    pub name: Option<String>,
    /// Its kind.
    pub kind: Option<Kind>,
    /// Its subtype.
    pub subtype: Option<Subtype>,
    /// Its places; `null` makes them unknown.
    #[serde(deserialize_with = "given", skip_serializing_if = "Option::is_none")]
    pub capacity: Option<Option<f64>>,
    /// Its ages.
    pub ages: Option<Ages>,
    /// When it is open.
    pub slots: Option<Vec<Slot>>,
    /// How it is funded.
    pub funding: Option<Funding>,
    /// Number and street.
    pub address: Option<String>,
    /// Postcode.
    pub postcode: Option<String>,
    /// Its commune.
    pub commune: Option<CommuneCode>,
    /// Where it stands: degrees east, with `lat`.
    pub lon: Option<f64>,
    /// Where it stands: degrees north, with `lon`.
    pub lat: Option<f64>,
    /// The communes it serves.
    pub perimeter: Option<Vec<CommuneCode>>,
    /// First day of opening.
    pub opened_on: Option<Date>,
    /// First day it is no longer open.
    pub closed_on: Option<Date>,
    /// Whether it is not imported at all.
    pub leave_out: bool,
}

impl Edit {
    /// The first value that no service can have, by its name; nothing where all can be taken.
    pub(super) fn wrong(&self, is_commune: impl Fn(&CommuneCode) -> bool) -> Option<&'static str> {
        let places = self.capacity.flatten();
        if places.is_some_and(|places| !(places.is_finite() && places >= 0.0)) {
            return Some("capacity");
        }
        if self.commune.iter().chain(self.perimeter.iter().flatten()).any(|code| !is_commune(code))
        {
            return Some("commune");
        }
        let position_fits = match (self.lon, self.lat) {
            (None, None) => true,
            (Some(lon), Some(lat)) => lon.abs() <= 180.0 && lat.abs() <= 90.0,
            _ => false,
        };
        (!position_fits).then_some("lon, lat")
    }
}

/// A value that is there, though it may be `null`.
#[expect(clippy::option_option, reason = "`null` and absence are two answers")]
fn given<'de, D: serde::Deserializer<'de>>(value: D) -> Result<Option<Option<f64>>, D::Error> {
    Option::deserialize(value).map(Some)
}
