//! Where a cell of the 200 m grid lies, from its name.

use crate::territory::Crs;
use crate::units::{Projected, Wgs84};

/// Half the side of a cell, in metres: a name holds the south-west corner.
const HALF: f64 = 100.0;

/// The centre of a cell such as `CRS3035RES200mN2893400E3763200`: EPSG:3035 in the métropole, 5490
/// in Martinique, 2975 in La Réunion. Nothing where the name is not one.
#[must_use]
pub fn cell_centre(name: &str) -> Option<Wgs84> {
    let (epsg, corner) = name.trim().strip_prefix("CRS")?.split_once("RES200mN")?;
    let (north, east) = corner.split_once('E')?;
    let crs = Crs::from_epsg(epsg.parse().ok()?)?;
    let centre = |text: &str| Some(f64::from(text.parse::<i32>().ok()?) + HALF);
    crs.unproject(Projected { x: centre(east)?, y: centre(north)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_where_the_centre_lies_in_each_projection() {
        for (name, crs, x, y) in [
            ("CRS3035RES200mN2890400E3733400", Crs::LaeaEurope, 3_733_500.0, 2_890_500.0),
            ("CRS5490RES200mN1618600E708800", Crs::Antilles, 708_900.0, 1_618_700.0),
            ("CRS2975RES200mN7667200E341000", Crs::Reunion, 341_100.0, 7_667_300.0),
        ] {
            let there = crs.project(cell_centre(name).unwrap()).unwrap();
            assert!((there.x - x).abs() < 1e-3 && (there.y - y).abs() < 1e-3, "{name}");
        }
    }

    #[test]
    fn other_names_are_no_cells() {
        for name in [
            "",
            "CRS3035RES1000mN2890400E3733400",
            "CRS9999RES200mN1E1",
            "N1E2",
            "CRS3035RES200mN1",
        ] {
            assert!(cell_centre(name).is_none(), "{name}");
        }
    }
}
