//! What an import has to say of a line that it cannot take as it stands.

use serde::{Deserialize, Serialize};

use super::Place;

/// Something a person should know of a file: what, where, why, and what can be done.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Remark {
    /// Where.
    pub place: Place,
    /// How much it weighs.
    pub weight: Weight,
    /// What was found, as a kebab-case word that does not change.
    pub code: String,
    /// The very words it is about.
    pub quote: String,
    /// Why, in French.
    pub reason: String,
    /// What can be done, in French; empty where nothing has to be.
    pub remedy: String,
}

/// How much a remark weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Weight {
    /// Worth knowing; nothing is lost.
    Note,
    /// Something the source itself has wrong: reported, never repaired.
    Defect,
    /// Left out.
    Refused,
}
