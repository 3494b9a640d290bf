//! The one way to name a territory.

use std::fmt;
use std::str::FromStr;

use serde::{Serialize, Serializer};

use super::{CommuneCode, Siren};

/// What a user names: an EPCI by its SIREN, or a commune by its INSEE code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TerritoryCode {
    /// An EPCI.
    Epci(Siren),
    /// A commune.
    Commune(CommuneCode),
}

/// Why a text names no territory.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is neither a SIREN number (nine digits, such as 200034130) nor a commune code (five characters, such as 78124)"
)]
pub struct InvalidTerritoryCode(String);

impl FromStr for TerritoryCode {
    type Err = InvalidTerritoryCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let siren = text.parse().map(Self::Epci).ok();
        siren
            .or_else(|| text.parse().map(Self::Commune).ok())
            .ok_or_else(|| InvalidTerritoryCode(text.chars().take(20).collect()))
    }
}

impl fmt::Display for TerritoryCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Epci(siren) => siren.fmt(f),
            Self::Commune(code) => code.fmt(f),
        }
    }
}

impl Serialize for TerritoryCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}
