//! Quantities and positions that carry their unit in their type.

use serde::{Deserialize, Serialize};

/// A length on the ground, in metres: finite and not negative.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Serialize, Deserialize)]
#[serde(try_from = "f64", into = "f64")]
pub struct Metres(f64);

/// The number is not a length.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
#[error("{0} is not a length in metres: a finite number, zero or more, is expected")]
pub struct InvalidLength(f64);

impl Metres {
    /// The plain number of metres.
    #[must_use]
    pub fn get(self) -> f64 {
        self.0
    }
}

impl TryFrom<f64> for Metres {
    type Error = InvalidLength;

    fn try_from(metres: f64) -> Result<Self, Self::Error> {
        if metres.is_finite() && metres >= 0.0 {
            Ok(Self(metres))
        } else {
            Err(InvalidLength(metres))
        }
    }
}

impl From<Metres> for f64 {
    fn from(metres: Metres) -> Self {
        metres.0
    }
}

/// An area in square metres. White zones and communes are measured with it.
#[derive(Debug, Clone, Copy, PartialEq, PartialOrd, Default)]
pub struct SquareMetres(pub f64);

impl SquareMetres {
    /// The same area in km², the unit that is shown.
    #[must_use]
    pub fn km2(self) -> f64 {
        self.0 / 1e6
    }
}

/// A position in WGS 84, in degrees. No distance is computed on it.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Wgs84 {
    /// Degrees east of Greenwich.
    pub lon: f64,
    /// Degrees north of the equator.
    pub lat: f64,
}

/// A position in the legal projection of its territory, whose axes are in metres.
///
/// Distances and areas are only ever computed on this type.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Projected {
    /// Easting, in metres.
    pub x: f64,
    /// Northing, in metres.
    pub y: f64,
}

impl Projected {
    /// The straight-line distance to `other`.
    #[must_use]
    pub fn distance_to(self, other: Self) -> Metres {
        Metres((self.x - other.x).hypot(self.y - other.y))
    }
}
