//! Communes, EPCI and départements as the official geography (COG) names them.

use serde::{Deserialize, Serialize};

use super::{CommuneCode, Siren};
use crate::units::Wgs84;

/// A commune.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Commune {
    /// INSEE code.
    pub code: CommuneCode,
    /// Name with its article, such as `L'Abergement-Clémenciat`.
    pub name: String,
    /// The EPCI it belongs to; four islands belong to none.
    pub epci: Option<Siren>,
    /// Postcodes, which are not INSEE codes.
    pub postcodes: Vec<String>,
    /// Municipal population of the COG vintage, in residents.
    pub population: Option<u32>,
    /// The town hall, screened.
    pub town_hall: Option<TownHall>,
    /// Residents by age from the census, or nothing where it has no figure.
    pub census: Option<Census>,
}

/// Residents of a commune from the census by IRIS, summed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Census {
    /// All residents.
    pub population: u32,
    /// Residents aged 0 to 19.
    pub aged_0_19: u32,
}

/// Where the town hall stands.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct TownHall {
    /// Its position, always inside the commune where the commune has a boundary.
    pub position: Wgs84,
    /// Whether the source gave that position.
    pub status: TownHallStatus,
    /// Its postal address as the source gives it, lines separated by `, `.
    pub address: Option<String>,
}

/// Where the position of a town hall comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TownHallStatus {
    /// As given by the source, inside the commune.
    Source,
    /// The source has none, or one outside the commune: a point inside the commune stands for it.
    Replaced,
}

/// A code or name that the official geography has for a part of a commune of today.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormerCommune {
    /// Its INSEE code, which no other commune of today has.
    pub code: CommuneCode,
    /// Its name; the source has none for communes merged without a trace.
    pub name: Option<String>,
    /// What it is within the commune of today.
    pub status: FormerStatus,
    /// The commune of today.
    pub now: CommuneCode,
}

/// What a former commune is within the commune of today.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormerStatus {
    /// A commune déléguée of a commune nouvelle.
    Delegated,
    /// A commune associée.
    Associated,
    /// An arrondissement of Paris, Lyon or Marseille, which was never a commune.
    Arrondissement,
    /// A former code, which stands for nothing of its own.
    Merged,
}

/// An établissement public de coopération intercommunale à fiscalité propre.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Epci {
    /// SIREN number.
    pub siren: Siren,
    /// Name, such as `CC Gally Mauldre`.
    pub name: String,
    /// Its members, in the order of their codes.
    pub members: Vec<CommuneCode>,
}

/// A département.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Department {
    /// Code, such as `78` or `2A` or `974`.
    pub code: String,
    /// Name.
    pub name: String,
}
