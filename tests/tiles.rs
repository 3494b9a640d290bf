//! Vector tiles of the prepared country, read as a map reads them.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::f64::consts::PI;
use std::sync::LazyLock;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use axum::{Router, response::Response};
use geozero::mvt::{Message as _, Tile as Mvt, tile};
use http_body_util::BodyExt as _;
use maillage::api::{Server, router};
use maillage::export::{Layer, Tile};
use maillage::index::{Atlas, standing_at};
use maillage::units::Wgs84;
use support::{PLACE, at, creche, place, real_atlas, territory};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

const GALLY_MAULDRE: &str = "200034130";
const EXTENT: i32 = 4096;
const BUFFER: i32 = 64;

static COUNTRY: LazyLock<Atlas> = LazyLock::new(real_atlas);
static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());

/// A feature as a map sees it: its properties, and its rings or points in tile units.
struct Drawn {
    told: BTreeMap<String, String>,
    kind: tile::GeomType,
    paths: Vec<Vec<[i32; 2]>>,
}

fn tile_of(place: Wgs84, z: u8) -> [u32; 2] {
    let world = f64::from(1_u32 << z);
    let x = (place.lon + 180.0) / 360.0 * world;
    let y = (1.0 - place.lat.to_radians().tan().asinh() / PI) / 2.0 * world;
    [x as u32, y as u32]
}

fn draw(atlas: &Atlas, layer: Layer, z: u8, [x, y]: [u32; 2]) -> Vec<u8> {
    Tile::new(&z.to_string(), &x.to_string(), &y.to_string()).unwrap().draw(layer, atlas)
}

fn decode(bytes: &[u8]) -> Vec<Drawn> {
    let read = Mvt::decode(bytes).unwrap();
    assert!(read.layers.len() <= 1);
    let Some(layer) = read.layers.first() else { return Vec::new() };
    assert_eq!((layer.version, layer.extent), (2, Some(EXTENT.cast_unsigned())));
    layer.features.iter().map(|feature| drawn(layer, feature)).collect()
}

fn drawn(layer: &tile::Layer, feature: &tile::Feature) -> Drawn {
    let (pairs, rest) = feature.tags.as_chunks::<2>();
    assert!(rest.is_empty());
    let told = pairs.iter().map(|&[key, value]| {
        let value = layer.values[value as usize].string_value.clone();
        (layer.keys[key as usize].clone(), value.unwrap_or_default())
    });
    Drawn { told: told.collect(), kind: feature.r#type(), paths: paths(&feature.geometry) }
}

/// Follows the drawing commands: 1 moves, 2 draws lines, 7 closes.
fn paths(commands: &[u32]) -> Vec<Vec<[i32; 2]>> {
    let mut paths: Vec<Vec<[i32; 2]>> = Vec::new();
    let mut words = commands.iter().copied();
    let mut here = [0, 0];
    while let Some(command) = words.next() {
        let (id, count) = (command & 7, command >> 3);
        assert!(count > 0);
        if id == 7 {
            assert_eq!(count, 1);
            continue;
        }
        assert!(id == 1 || id == 2, "command {id}");
        for _ in 0..count {
            for axis in &mut here {
                let word = words.next().unwrap().cast_signed();
                *axis += word.cast_unsigned().wrapping_shr(1).cast_signed() ^ -(word & 1);
            }
            if id == 1 {
                paths.push(Vec::new());
            }
            paths.last_mut().unwrap().push(here);
        }
    }
    paths
}

/// Twice the area by the surveyor's formula, y down as in the tile.
fn doubled_area(ring: &[[i32; 2]]) -> i64 {
    let next = ring.iter().cycle().skip(1);
    let turns = ring
        .iter()
        .zip(next)
        .map(|(a, b)| i64::from(a[0]) * i64::from(b[1]) - i64::from(b[0]) * i64::from(a[1]));
    turns.sum()
}

fn tiles_over(places: impl IntoIterator<Item = Wgs84>, z: u8) -> BTreeSet<[u32; 2]> {
    places.into_iter().map(|place| tile_of(place, z)).collect()
}

/// The town halls of Gally Mauldre.
fn town_halls() -> Vec<Wgs84> {
    let epci = COUNTRY.france.epci(GALLY_MAULDRE.parse().unwrap()).unwrap();
    let communes = epci.members.iter().map(|&code| COUNTRY.france.commune(code).unwrap());
    communes.map(|commune| commune.town_hall.as_ref().unwrap().position).collect()
}

#[test]
fn tiles_over_gally_mauldre_hold_its_eleven_communes_with_code_name_and_epci() {
    for z in [9, 10, 12] {
        let mut found = BTreeSet::new();
        for at in tiles_over(town_halls(), z) {
            for feature in decode(&draw(&COUNTRY, Layer::Communes, z, at)) {
                assert_eq!(feature.kind, tile::GeomType::Polygon);
                let code = feature.told["code"].parse().unwrap();
                let official = COUNTRY.france.commune(code).unwrap();
                assert_eq!(feature.told["name"], official.name);
                let epci = official.epci.map(|siren| siren.to_string());
                assert_eq!(feature.told.get("epci"), epci.as_ref());
                if epci.as_deref() == Some(GALLY_MAULDRE) {
                    found.insert(code);
                }
            }
        }
        assert_eq!(found.len(), 11, "zoom {z}");
    }
}

#[test]
fn outer_rings_have_a_positive_area_and_stay_within_the_buffer() {
    for z in Tile::ZOOMS {
        for at in tiles_over(town_halls(), z) {
            for feature in decode(&draw(&COUNTRY, Layer::Communes, z, at)) {
                let name = &feature.told["name"];
                let first = feature.paths.first().map(|ring| doubled_area(ring));
                assert!(first.is_some_and(|area| area > 0), "{name} at zoom {z}: {first:?}");
                for ring in &feature.paths {
                    assert!(ring.len() >= 3, "{name} at zoom {z}: {ring:?}");
                    assert_ne!(ring.first(), ring.last(), "{name}: closing is a command");
                    assert_ne!(doubled_area(ring), 0, "{name} at zoom {z}: a flat ring");
                    let inside = |unit: &i32| (-BUFFER..=EXTENT + BUFFER).contains(unit);
                    assert!(ring.iter().flatten().all(inside), "{name} at zoom {z}: {ring:?}");
                }
            }
        }
    }
}

#[test]
fn a_commune_around_another_keeps_its_hole() {
    let holed = COUNTRY.france.communes.iter().enumerate().find_map(|(at, commune)| {
        let holed = COUNTRY.france.boundaries.polygons(at).any(|polygon| polygon.count() > 1);
        holed.then_some(commune)
    });
    let Some(commune) = holed else { panic!("no commune of the country has a hole") };
    let rings = |z: u8| {
        let hall = commune.town_hall.as_ref().unwrap().position;
        let [x, y] = tile_of(hall, z);
        let around = [-1, 0, 1].into_iter().flat_map(|dx| [-1, 0, 1].map(|dy| (dx, dy)));
        let all = around.flat_map(|(dx, dy)| {
            let at = [x.saturating_add_signed(dx), y.saturating_add_signed(dy)];
            decode(&draw(&COUNTRY, Layer::Communes, z, at))
        });
        let own = all.filter(|feature| feature.told["code"] == commune.code.as_str());
        own.flat_map(|feature| feature.paths).collect::<Vec<_>>()
    };
    assert!(rings(12).iter().any(|ring| doubled_area(ring) < 0), "{} lost it", commune.code);
}

#[test]
fn tiles_over_the_services_hold_every_one_of_them() {
    let located: BTreeMap<&str, Wgs84> = COUNTRY
        .register
        .facilities
        .iter()
        .filter_map(|facility| {
            Some((facility.id.as_str(), standing_at(facility, &COUNTRY.france)?))
        })
        .collect();
    assert!(located.len() >= 26);
    for z in 10..=12 {
        let mut found = BTreeSet::new();
        for at in tiles_over(located.values().copied(), z) {
            for feature in decode(&draw(&COUNTRY, Layer::Facilities, z, at)) {
                assert_eq!((feature.kind, feature.paths.len()), (tile::GeomType::Point, 1));
                let [point] = feature.paths[0][..] else { panic!("a point is one position") };
                assert!(point.iter().all(|unit| (-BUFFER..=EXTENT + BUFFER).contains(unit)));
                for column in ["kind", "precision", "commune"] {
                    assert!(feature.told.contains_key(column), "{column}: {:?}", feature.told);
                }
                found.insert(feature.told["id"].clone());
            }
        }
        let missing: Vec<_> = located.keys().filter(|id| !found.contains(**id)).collect();
        assert!(missing.is_empty(), "zoom {z}: {missing:?}");
    }
}

#[test]
fn a_service_is_drawn_where_it_stands() {
    let atlas = place(vec![creche("a", "99001", 5_000.0, 5_000.0, Some(20.0))]);
    let here = at(5_000.0, 5_000.0);
    let tile = tile_of(here, 14);
    let drawn = decode(&draw(&atlas, Layer::Facilities, 14, tile));
    let world = f64::from(1_u32 << 14);
    let x = ((here.lon + 180.0) / 360.0 * world - f64::from(tile[0])) * f64::from(EXTENT);
    let [[point]] = [drawn[0].paths[0].as_slice()] else { panic!("one point is drawn") };
    assert!((f64::from(point[0]) - x).abs() <= 1.0, "{point:?}, {x}");
    assert_eq!(drawn[0].told["capacity"].parse(), Ok(20.0));
}

#[test]
fn the_same_tile_is_drawn_byte_for_byte() {
    let atlas = || place(vec![creche("a", "99001", 5_000.0, 5_000.0, Some(20.0))]);
    for layer in Layer::ALL {
        let over = tile_of(at(5_000.0, 5_000.0), 10);
        assert_eq!(draw(&atlas(), layer, 10, over), draw(&atlas(), layer, 10, over));
        for over in tiles_over(town_halls(), 10) {
            assert_eq!(draw(&COUNTRY, layer, 10, over), draw(&COUNTRY, layer, 10, over));
        }
    }
}

fn get(app: &Router, path: &str) -> Response {
    let request = Request::get(path).body(Body::empty()).unwrap();
    RUNTIME.block_on(app.clone().oneshot(request)).unwrap()
}

fn body(response: Response) -> Vec<u8> {
    RUNTIME.block_on(response.into_body().collect()).unwrap().to_bytes().to_vec()
}

#[test]
fn the_server_gives_tiles_with_their_type_and_nothing_for_the_ocean() {
    let atlas = place(vec![creche("a", "99001", 5_000.0, 5_000.0, Some(20.0))]);
    let [x, y] = tile_of(at(5_000.0, 5_000.0), 10);
    let drawn = draw(&atlas, Layer::Communes, 10, [x, y]);
    let app = router(Server::new(atlas, territory(PLACE)));
    for extension in ["", ".mvt", ".pbf"] {
        let response = get(&app, &format!("/tiles/communes/10/{x}/{y}{extension}"));
        let media = response.headers()["content-type"].to_str().unwrap();
        assert_eq!(media, "application/vnd.mapbox-vector-tile");
        assert_eq!(body(response), drawn, "{extension}");
    }
    for layer in ["communes", "facilities"] {
        let response = get(&app, &format!("/tiles/{layer}/10/400/400"));
        assert_eq!(response.status(), StatusCode::NO_CONTENT);
        assert!(body(response).is_empty());
    }
}
