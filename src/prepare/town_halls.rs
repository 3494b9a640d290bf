//! Town halls held against the boundary of their commune.

use geo::coordinate_position::{CoordPos, CoordinatePosition};
use geo::{
    Area, BoundingRect, Coord, InteriorPoint, Intersects, LineString, MultiPolygon, Polygon,
};
use geo::{Rect, coord};

use super::wkb::Polygons;
use crate::territory::{CommuneCode, TownHall, TownHallStatus};
use crate::units::Wgs84;

/// The area of one commune, ready for questions about points.
#[derive(Debug, Clone)]
pub struct CommuneArea {
    shape: MultiPolygon<f64>,
    bounds: Rect<f64>,
}

/// What was found at the place of a town hall.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Screened {
    /// It stands in its commune, or the commune has no boundary to hold it against.
    Sound,
    /// The source has no point.
    Missing,
    /// The point of the source, `[lon, lat]` in degrees, is outside the commune.
    Outside([f64; 2]),
}

impl CommuneArea {
    /// The area of cleaned polygons; `None` where there are none.
    #[must_use]
    pub fn new(polygons: &Polygons) -> Option<Self> {
        let shape: MultiPolygon<f64> = polygons.iter().map(|rings| to_polygon(rings)).collect();
        let bounds = shape.bounding_rect()?;
        Some(Self { shape, bounds })
    }

    /// Whether `[lon, lat]` is inside or on the border.
    #[must_use]
    pub fn covers(&self, [x, y]: [f64; 2]) -> bool {
        let point: Coord<f64> = coord! { x: x, y: y };
        self.bounds.intersects(&point)
            && self.shape.coordinate_position(&point) != CoordPos::Outside
    }

    /// A point inside the largest polygon, or on its border where rounding allows no better.
    #[must_use]
    pub fn inner_point(&self) -> Option<[f64; 2]> {
        let largest =
            self.shape.iter().max_by(|a, b| a.unsigned_area().total_cmp(&b.unsigned_area()))?;
        let inner = largest.interior_point().map(|point| [point.x(), point.y()]);
        let corner = largest.exterior().coords().next().map(|corner| [corner.x, corner.y]);
        inner.filter(|&point| self.covers(point)).or(corner)
    }
}

/// The town hall of a commune: the source's point where it stands in `area` or on its border, or
/// where there is no area; else a point inside, marked as replaced.
#[must_use]
pub fn screen(
    point: Option<[f64; 2]>,
    address: Option<String>,
    area: Option<&CommuneArea>,
) -> (Option<TownHall>, Screened) {
    let found = match (point, area) {
        (None, _) => Screened::Missing,
        (Some(point), Some(area)) if !area.covers(point) => Screened::Outside(point),
        _ => Screened::Sound,
    };
    let (position, status) = match found {
        Screened::Sound => (point, TownHallStatus::Source),
        _ => (area.and_then(CommuneArea::inner_point), TownHallStatus::Replaced),
    };
    let town_hall = position.map(|[lon, lat]| {
        let position = Wgs84 { lon, lat };
        TownHall { position, status, address }
    });
    (town_hall, found)
}

/// The commune that covers a point; the smallest code where several do.
#[must_use]
pub fn commune_at(
    areas: &[(CommuneCode, Option<CommuneArea>)],
    point: [f64; 2],
) -> Option<CommuneCode> {
    let covers = |area: &Option<CommuneArea>| area.as_ref().is_some_and(|area| area.covers(point));
    areas.iter().filter(|(_, area)| covers(area)).map(|&(code, _)| code).min()
}

fn to_polygon(rings: &[Vec<[f64; 2]>]) -> Polygon<f64> {
    let mut rings = rings.iter().map(|ring| LineString::from(ring.clone()));
    let outside = rings.next().unwrap_or_else(|| LineString::new(Vec::new()));
    Polygon::new(outside, rings.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn square_with_hole() -> CommuneArea {
        let outside = vec![[0.0, 0.0], [3.0, 0.0], [3.0, 3.0], [0.0, 3.0]];
        let hole = vec![[1.0, 1.0], [1.0, 2.0], [2.0, 2.0], [2.0, 1.0]];
        CommuneArea::new(&vec![vec![outside, hole]]).unwrap()
    }

    #[test]
    fn the_border_counts_as_inside_and_a_hole_does_not() {
        let area = square_with_hole();
        for (point, inside) in [([0.0, 0.0], true), ([3.0, 1.5], true), ([1.0, 1.5], true)]
            .into_iter()
            .chain([([1.5, 1.5], false), ([-1.0, 1.5], false), ([f64::NAN, 0.0], false)])
        {
            assert_eq!(area.covers(point), inside, "{point:?}");
        }
    }

    #[test]
    fn the_point_that_stands_for_a_town_hall_avoids_holes() {
        let area = square_with_hole();
        let (town_hall, found) = screen(Some([1.5, 1.5]), None, Some(&area));
        let town_hall = town_hall.unwrap();
        assert_eq!(town_hall.status, TownHallStatus::Replaced);
        assert!(area.covers([town_hall.position.lon, town_hall.position.lat]));
        assert_eq!(found, Screened::Outside([1.5, 1.5]));
    }

    #[test]
    fn without_a_boundary_the_source_is_believed() {
        let (town_hall, found) = screen(Some([1.5, 1.5]), None, None);
        assert_eq!(town_hall.unwrap().status, TownHallStatus::Source);
        assert_eq!(found, Screened::Sound);
        assert_eq!(screen(None, None, None), (None, Screened::Missing));
    }
}
