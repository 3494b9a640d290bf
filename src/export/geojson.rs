//! Rows with their geometry as GeoJSON (RFC 7946).

use ::geojson::{Feature, FeatureCollection, Geometry, GeometryValue, Position};
use serde_json::{Map, Value};

use super::Row;
use crate::index::Study;
use crate::territory::Boundaries;
use crate::units::{Projected, Wgs84};

/// Decimals of a degree that are written: a tenth of a metre.
const PRECISION: f64 = 1e6;

/// A feature with its row as properties and `source_line` among them, where it survives a copy.
#[must_use]
pub fn feature(row: Row, geometry: Option<Geometry>, source_line: &str) -> Feature {
    let row = row.with("source_line", source_line);
    Feature { geometry, properties: Some(row.columns().clone()), ..Feature::default() }
}

/// A collection with `metadata` beside its features.
#[must_use]
pub fn collection(features: Vec<Feature>, metadata: Value) -> String {
    let members = Map::from_iter([("metadata".to_owned(), metadata)]);
    FeatureCollection { bbox: None, features, foreign_members: Some(members) }.to_string()
}

/// A point.
#[must_use]
pub fn point(position: Wgs84) -> Geometry {
    Geometry::new(GeometryValue::Point { coordinates: rounded([position.lon, position.lat]) })
}

/// The boundary of the commune at `commune`, or nothing where it has none.
#[must_use]
pub fn commune(boundaries: &Boundaries, commune: usize) -> Option<Geometry> {
    let polygons = boundaries.polygons(commune);
    multi_polygon(
        polygons.map(|rings| rings.map(|ring| close(ring.iter().copied())).collect()).collect(),
    )
}

/// Projected polygons, back in degrees.
#[must_use]
pub fn projected(polygons: &[Vec<Vec<Projected>>], study: &Study) -> Option<Geometry> {
    let unproject = |&point: &Projected| study.crs.unproject(point).map(|at| [at.lon, at.lat]);
    let ring = |ring: &Vec<Projected>| close(ring.iter().filter_map(unproject));
    multi_polygon(polygons.iter().map(|polygon| polygon.iter().map(ring).collect()).collect())
}

fn multi_polygon(coordinates: Vec<Vec<Vec<Position>>>) -> Option<Geometry> {
    let drawn: Vec<_> = coordinates
        .into_iter()
        // What rounding has collapsed to a line is no ring.
        .map(|polygon| polygon.into_iter().filter(|ring| ring.len() >= 4).collect::<Vec<_>>())
        .filter(|polygon| !polygon.is_empty())
        .collect();
    (!drawn.is_empty()).then(|| Geometry::new(GeometryValue::MultiPolygon { coordinates: drawn }))
}

/// A closed ring of rounded positions, without the repetitions that rounding makes.
fn close(points: impl Iterator<Item = [f64; 2]>) -> Vec<Position> {
    let mut ring: Vec<Position> = points.map(rounded).collect();
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    ring.extend(ring.first().cloned());
    ring
}

fn rounded(position: [f64; 2]) -> Position {
    Position::from(position.map(rounded_degrees))
}

/// Degrees as they are written.
pub(super) fn rounded_degrees(degrees: f64) -> f64 {
    (degrees * PRECISION).round() / PRECISION
}
