//! Mapbox vector tiles of communes and facilities.

use std::f64::consts::PI;

use geozero::mvt::{Message as _, TagsBuilder, Tile as Mvt, TileValue, tile};

use super::facilities::facility_row;
use crate::index::{Atlas, standing_at};
use crate::units::Wgs84;

/// Units along one side of a tile.
const EXTENT: f64 = 4096.0;

/// How far features are drawn past the edge, so that outlines do not end on it.
const BUFFER: f64 = 64.0;

/// Below this zoom vertices are snapped to a coarser lattice. Communes share their vertices, so
/// neighbours stay neighbours.
const FULL_DETAIL: u8 = 9;

/// The side of that lattice, in tile units.
const COARSE: f64 = 8.0;

/// A layer that tiles are made of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Layer {
    /// Communes with code, name and EPCI.
    Communes,
    /// Facilities with id, kind, capacity and precision.
    Facilities,
}

impl Layer {
    /// The layers.
    pub const ALL: [Self; 2] = [Self::Communes, Self::Facilities];

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Communes => "communes",
            Self::Facilities => "facilities",
        }
    }
}

/// A tile of the web Mercator pyramid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Tile {
    z: u8,
    x: u32,
    y: u32,
}

/// Why three numbers name no tile that is served.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "there is no tile {0}: a zoom from {min} to {max}, and x and y below 2^zoom, are expected",
    min = Tile::ZOOMS.start(), max = Tile::ZOOMS.end()
)]
pub struct InvalidTile(String);

impl Tile {
    /// The zooms that are served: the country fits in a few tiles of the lowest, a commune fills
    /// one of the highest.
    pub const ZOOMS: std::ops::RangeInclusive<u8> = 5..=14;

    /// The tile `z/x/y`.
    ///
    /// # Errors
    /// Where the zoom is not served or the pyramid has no such tile.
    pub fn new(z: &str, x: &str, y: &str) -> Result<Self, InvalidTile> {
        let refused = || InvalidTile(format!("{z}/{x}/{y}").chars().take(40).collect());
        let read = || Some(Self { z: z.parse().ok()?, x: x.parse().ok()?, y: y.parse().ok()? });
        let tile = read().filter(|tile| Self::ZOOMS.contains(&tile.z)).ok_or_else(refused)?;
        let side = 1_u32 << tile.z;
        if tile.x < side && tile.y < side { Ok(tile) } else { Err(refused()) }
    }

    /// Draws a layer, or nothing where it holds nothing here.
    #[must_use]
    pub fn draw(self, layer: Layer, atlas: &Atlas) -> Vec<u8> {
        let mut tags = TagsBuilder::new();
        let features = match layer {
            Layer::Communes => self.communes(atlas, &mut tags),
            Layer::Facilities => self.facilities(atlas, &mut tags),
        };
        if features.is_empty() {
            return Vec::new();
        }
        let (keys, values) = tags.into_tags();
        let name = layer.name().to_owned();
        let values = values.into_iter().map(tile::Value::from).collect();
        let layer =
            tile::Layer { version: 2, name, features, keys, values, extent: Some(EXTENT as u32) };
        Mvt { layers: vec![layer] }.encode_to_vec()
    }

    fn communes(self, atlas: &Atlas, tags: &mut TagsBuilder) -> Vec<tile::Feature> {
        let [low, high] = self.bounds();
        let france = &atlas.france;
        let mut features = Vec::new();
        for at in atlas.communes.meeting(low, high) {
            let mut pen = Pen::default();
            for ring in france.boundaries.rings(at) {
                pen.ring(&self.clipped(ring));
            }
            if pen.commands.is_empty() {
                continue;
            }
            let commune = &france.communes[at];
            let epci = commune.epci.map(|siren| siren.to_string()).unwrap_or_default();
            let pairs = [
                ("code", commune.code.to_string()),
                ("name", commune.name.clone()),
                ("epci", epci),
            ];
            features.push(feature(tile::GeomType::Polygon, pen.commands, pairs, tags));
        }
        features
    }

    fn facilities(self, atlas: &Atlas, tags: &mut TagsBuilder) -> Vec<tile::Feature> {
        let mut features = Vec::new();
        for facility in &atlas.register.facilities {
            let Some(place) = standing_at(facility, &atlas.france) else { continue };
            let [x, y] = self.units(place);
            let drawn = -BUFFER..=EXTENT + BUFFER;
            if !drawn.contains(&x) || !drawn.contains(&y) {
                continue;
            }
            let mut pen = Pen::default();
            pen.point([x as i32, y as i32]);
            let (row, _) = facility_row(facility, &atlas.france);
            let pairs = ["id", "kind", "capacity", "precision", "commune"].map(|column| {
                let value = &row.columns()[column];
                (column, value.as_str().map_or_else(|| value.to_string(), str::to_owned))
            });
            let told = pairs.into_iter().filter(|(_, value)| value != "null");
            features.push(feature(tile::GeomType::Point, pen.commands, told, tags));
        }
        features
    }

    /// The corners of the tile and its buffer, in degrees.
    fn bounds(self) -> [[f64; 2]; 2] {
        let world = f64::from(1_u32 << self.z);
        let margin = BUFFER / EXTENT;
        let lon = |x: f64| x / world * 360.0 - 180.0;
        let lat = |y: f64| (PI * (1.0 - 2.0 * y / world)).sinh().atan().to_degrees();
        let (x, y) = (f64::from(self.x), f64::from(self.y));
        [[lon(x - margin), lat(y + 1.0 + margin)], [lon(x + 1.0 + margin), lat(y - margin)]]
    }

    /// A position in tile units, y down.
    fn units(self, place: Wgs84) -> [f64; 2] {
        let world = f64::from(1_u32 << self.z);
        let x = (place.lon + 180.0) / 360.0 * world;
        let y = (1.0 - place.lat.to_radians().tan().asinh() / PI) / 2.0 * world;
        [(x - f64::from(self.x)) * EXTENT, (y - f64::from(self.y)) * EXTENT]
    }

    /// A ring in whole tile units, cut along the buffer, without repetitions.
    fn clipped(self, ring: &[[f64; 2]]) -> Vec<[i32; 2]> {
        let step = if self.z < FULL_DETAIL { COARSE } else { 1.0 };
        let mut points: Vec<[f64; 2]> = ring
            .iter()
            .map(|&[lon, lat]| {
                self.units(Wgs84 { lon, lat }).map(|unit| (unit / step).round() * step)
            })
            .collect();
        points.dedup();
        for (axis, sign) in [(0, 1.0), (0, -1.0), (1, 1.0), (1, -1.0)] {
            let limit = if sign > 0.0 { EXTENT + BUFFER } else { BUFFER };
            if points.iter().any(|point| sign * point[axis] > limit) {
                points = cut(&points, axis, sign, limit);
            }
        }
        let mut whole: Vec<[i32; 2]> =
            points.iter().map(|p| p.map(|unit| unit.round() as i32)).collect();
        whole.dedup();
        while whole.len() > 1 && whole.first() == whole.last() {
            whole.pop();
        }
        whole
    }
}

/// Keeps the part of a ring with `sign` × coordinate up to `limit` (Sutherland & Hodgman 1974).
fn cut(ring: &[[f64; 2]], axis: usize, sign: f64, limit: f64) -> Vec<[f64; 2]> {
    let Some(mut previous) = ring.last().copied() else { return Vec::new() };
    let mut kept = Vec::with_capacity(ring.len());
    for &point in ring {
        let (before, here) = (sign * previous[axis] - limit, sign * point[axis] - limit);
        if (before > 0.0) != (here > 0.0) {
            let share = before / (before - here);
            let mut border = [0, 1].map(|a| previous[a] + share * (point[a] - previous[a]));
            border[axis] = sign * limit;
            kept.push(border);
        }
        if here <= 0.0 {
            kept.push(point);
        }
        previous = point;
    }
    kept
}

fn feature(
    kind: tile::GeomType,
    geometry: Vec<u32>,
    pairs: impl IntoIterator<Item = (&'static str, String)>,
    tags: &mut TagsBuilder,
) -> tile::Feature {
    let mut feature = tile::Feature { geometry, ..tile::Feature::default() };
    feature.set_type(kind);
    for (key, value) in pairs {
        let (key, value) = tags.insert(key.to_owned(), TileValue::Str(value));
        feature.tags.extend([key, value]);
    }
    feature
}

/// Writes the drawing commands of a feature: moves are relative to the last point.
#[derive(Default)]
struct Pen {
    commands: Vec<u32>,
    at: [i32; 2],
}

impl Pen {
    const MOVE: u32 = 1;
    const LINE: u32 = 2;
    const CLOSE: u32 = 7;

    fn point(&mut self, point: [i32; 2]) {
        self.commands.push(1 << 3 | Self::MOVE);
        self.step(point);
    }

    /// Rings turn the other way in a tile, where y grows downwards, so that an outside that runs
    /// counter-clockwise on the globe has to be reversed to have a positive area here.
    fn ring(&mut self, ring: &[[i32; 2]]) {
        if ring.len() < 3 || doubled_area(ring) == 0 {
            return;
        }
        let lines = u32::try_from(ring.len() - 1).expect("a ring has fewer than 2^29 points");
        self.commands.push(1 << 3 | Self::MOVE);
        self.step(ring[ring.len() - 1]);
        self.commands.push(lines << 3 | Self::LINE);
        for &point in ring[..ring.len() - 1].iter().rev() {
            self.step(point);
        }
        self.commands.push(1 << 3 | Self::CLOSE);
    }

    fn step(&mut self, point: [i32; 2]) {
        for axis in [0, 1] {
            let by = point[axis] - self.at[axis];
            self.commands.push((by << 1 ^ by >> 31).cast_unsigned());
        }
        self.at = point;
    }
}

fn doubled_area(ring: &[[i32; 2]]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    let turn = |a: &[i32; 2], b: &[i32; 2]| {
        i64::from(a[0]) * i64::from(b[1]) - i64::from(b[0]) * i64::from(a[1])
    };
    ring.iter().zip(next).map(|(a, b)| turn(a, b)).sum()
}
