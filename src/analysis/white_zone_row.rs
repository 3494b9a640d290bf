//! How a commune, or the whole, stands.

use serde::Serialize;

use super::profile::Profile;
use crate::territory::Figure;
use crate::units::Metres;

/// How a commune stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
#[expect(missing_docs, reason = "the words are defined in docs/methods/white-zones.md")]
pub enum Verdict {
    Covered,
    Underserved,
    PartlyWhite,
    White,
    NotDocumented,
    Secret,
}

impl Verdict {
    /// The word used in answers and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Covered => "covered",
            Self::Underserved => "underserved",
            Self::PartlyWhite => "partly-white",
            Self::White => "white",
            Self::NotDocumented => "not-documented",
            Self::Secret => "secret",
        }
    }
}

/// The white zone of a commune or of the whole.
#[derive(Debug)]
pub struct WhiteZoneRow {
    /// Services that count and stand there.
    pub facilities: usize,
    /// The area of the territory.
    pub area: Figure,
    /// The area of its white zone, in m².
    pub white_area: Figure,
    /// The children.
    pub children: Figure,
    /// The children in the white zone: out of reach.
    pub white_children: Figure,
    /// Places per child that can be counted on.
    pub access: Figure,
    /// Children in reach with a place.
    pub with_place: Figure,
    /// Children in reach without a place.
    pub without_place: Figure,
    /// How it stands.
    pub verdict: Verdict,
    /// Children by distance to the nearest service.
    pub profile: Profile,
    /// The distance within which all its children are in reach, where cells tell.
    pub all_reached_at: Option<Metres>,
}
