//! Where an address was found, and how surely.

use serde::{Deserialize, Serialize};

use crate::units::Wgs84;

/// An answer of an address service or an address file.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Geocode {
    /// Who answered: the id of a source, such as `geoplateforme` or `ban`.
    pub by: String,
    /// The address as the answer names it.
    pub label: String,
    /// What the answer names.
    pub answer: AnswerType,
    /// How well it fits the address, 0 to 1.
    pub score: f64,
    /// How far the next answer is behind, in score; nothing where there is no other, or where
    /// the service does not tell.
    pub gap: Option<f64>,
    /// Where it is.
    pub position: Wgs84,
    /// The postcode of the answer.
    pub postcode: String,
    /// The INSEE code of the answer's commune; empty where the service does not tell.
    pub commune: String,
}

/// What an address service found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum AnswerType {
    /// A number in a street.
    Housenumber,
    /// A street.
    Street,
    /// A place with a name (lieu-dit).
    Locality,
    /// Only the commune: never a position.
    Municipality,
}
