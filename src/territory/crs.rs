//! The legal projections, and the one grid whose cells are read.

use std::sync::LazyLock;

use proj4rs::Proj;
use proj4rs::transform::transform;

use super::CommuneCode;
use crate::units::{Projected, Wgs84};

/// The legal projection of a part of the country (décret 2000-1276), by its EPSG code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Crs {
    /// EPSG:2154, Lambert-93: the métropole.
    Lambert93,
    /// EPSG:5490, UTM 20 north: Guadeloupe and Martinique.
    Antilles,
    /// EPSG:2972, UTM 22 north: Guyane.
    Guyane,
    /// EPSG:2975, UTM 40 south: La Réunion.
    Reunion,
    /// EPSG:4471, UTM 38 south: Mayotte.
    Mayotte,
    /// EPSG:3035, LAEA Europe: not legal, but the grid of Filosofi cells in the métropole.
    LaeaEurope,
}

static GEOGRAPHIC: LazyLock<Proj> = LazyLock::new(|| proj("+proj=longlat +ellps=GRS80 +no_defs"));
static LAMBERT_93: LazyLock<Proj> = LazyLock::new(|| {
    proj(
        "+proj=lcc +lat_0=46.5 +lon_0=3 +lat_1=49 +lat_2=44 +x_0=700000 +y_0=6600000 +ellps=GRS80 +units=m +no_defs",
    )
});
static ANTILLES: LazyLock<Proj> =
    LazyLock::new(|| proj("+proj=utm +zone=20 +ellps=GRS80 +units=m +no_defs"));
static GUYANE: LazyLock<Proj> =
    LazyLock::new(|| proj("+proj=utm +zone=22 +ellps=GRS80 +units=m +no_defs"));
static REUNION: LazyLock<Proj> =
    LazyLock::new(|| proj("+proj=utm +zone=40 +south +ellps=GRS80 +units=m +no_defs"));
static MAYOTTE: LazyLock<Proj> =
    LazyLock::new(|| proj("+proj=utm +zone=38 +south +ellps=GRS80 +units=m +no_defs"));
static LAEA_EUROPE: LazyLock<Proj> = LazyLock::new(|| {
    proj("+proj=laea +lat_0=52 +lon_0=10 +x_0=4321000 +y_0=3210000 +ellps=GRS80 +units=m +no_defs")
});

fn proj(definition: &str) -> Proj {
    Proj::from_proj_string(definition).expect("the definitions of this file are well formed")
}

impl Crs {
    /// The legal projection where a commune lies.
    #[must_use]
    pub fn of(commune: CommuneCode) -> Self {
        match commune.department() {
            "971" | "972" => Self::Antilles,
            "973" => Self::Guyane,
            "974" => Self::Reunion,
            "976" => Self::Mayotte,
            _ => Self::Lambert93,
        }
    }

    /// The projection of an EPSG code, where it is one of these.
    #[must_use]
    pub fn from_epsg(code: u16) -> Option<Self> {
        let all = [
            Self::Lambert93,
            Self::Antilles,
            Self::Guyane,
            Self::Reunion,
            Self::Mayotte,
            Self::LaeaEurope,
        ];
        all.into_iter().find(|crs| crs.epsg() == code)
    }

    /// Its EPSG code.
    #[must_use]
    pub fn epsg(self) -> u16 {
        match self {
            Self::Lambert93 => 2154,
            Self::Antilles => 5490,
            Self::Guyane => 2972,
            Self::Reunion => 2975,
            Self::Mayotte => 4471,
            Self::LaeaEurope => 3035,
        }
    }

    fn definition(self) -> &'static Proj {
        match self {
            Self::Lambert93 => &LAMBERT_93,
            Self::Antilles => &ANTILLES,
            Self::Guyane => &GUYANE,
            Self::Reunion => &REUNION,
            Self::Mayotte => &MAYOTTE,
            Self::LaeaEurope => &LAEA_EUROPE,
        }
    }

    /// Projects a position, or nothing where it lies too far from the projection's area to have
    /// an image.
    #[must_use]
    pub fn project(self, position: Wgs84) -> Option<Projected> {
        let mut point = (position.lon.to_radians(), position.lat.to_radians(), 0.0);
        transform(&GEOGRAPHIC, self.definition(), &mut point).ok()?;
        let (x, y, _) = point;
        (x.is_finite() && y.is_finite()).then_some(Projected { x, y })
    }

    /// Where a projected position lies on the globe, or nothing where it has no origin.
    #[must_use]
    pub fn unproject(self, position: Projected) -> Option<Wgs84> {
        let mut point = (position.x, position.y, 0.0);
        transform(self.definition(), &GEOGRAPHIC, &mut point).ok()?;
        let (lon, lat) = (point.0.to_degrees(), point.1.to_degrees());
        (lon.is_finite() && lat.is_finite()).then_some(Wgs84 { lon, lat })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_come_back_from_each_projection() {
        for (crs, lon, lat) in [
            (Crs::Lambert93, 1.9, 48.9),
            (Crs::Antilles, -61.0, 14.6),
            (Crs::Guyane, -52.6, 4.9),
            (Crs::Reunion, 55.5, -21.1),
            (Crs::Mayotte, 45.2, -12.8),
        ] {
            let there = crs.project(Wgs84 { lon, lat }).unwrap();
            let back = crs.unproject(there).unwrap();
            assert!((back.lon - lon).abs() < 1e-9 && (back.lat - lat).abs() < 1e-9, "{crs:?}");
        }
    }

    #[test]
    fn the_origin_of_lambert_93_is_where_its_definition_puts_it() {
        let origin = Crs::Lambert93.project(Wgs84 { lon: 3.0, lat: 46.5 }).unwrap();
        assert!((origin.x - 700_000.0).abs() < 1e-6 && (origin.y - 6_600_000.0).abs() < 1e-6);
    }
}
