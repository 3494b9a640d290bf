//! The real country, compared with what Shapely and pyproj answered (`tests/golden/README.md`).

#![allow(clippy::unwrap_used, clippy::format_collect, reason = "a test fails by panicking")]

mod support;

use maillage::analysis::{Outside, Reach};
use maillage::index::{CommuneIndex, Study, bounds, locate_all};
use maillage::territory::{Boundaries, Commune, France, Register};
use maillage::units::{Metres, Wgs84};
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use support::{Draws, prepared_france, territory};

fn golden(name: &str) -> Value {
    let path = format!("{}/tests/golden/{name}", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap()
}

/// The points of the `random` set.
fn random_points(set: &Value) -> Vec<Wgs84> {
    let mut draws = Draws::new(set["seed"].as_u64().unwrap());
    let boxes = set["boxes"].as_array().unwrap();
    let point = |_| {
        let drawn = draws.unit();
        let chosen = boxes.iter().find(|one| drawn < number(&one["below"])).unwrap();
        Wgs84 {
            lon: draws.between(number(&chosen["west"]), number(&chosen["east"])),
            lat: draws.between(number(&chosen["south"]), number(&chosen["north"])),
        }
    };
    (0..100_000).map(point).collect()
}

fn checksum(france: &France, found: &[Option<u32>]) -> String {
    let mut hash = Sha256::new();
    for (n, at) in found.iter().enumerate() {
        let code = at.map_or("-", |at| france.communes[at as usize].code.as_str());
        hash.update(format!("{n},{code}\n"));
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn a_hundred_thousand_points_lie_where_shapely_puts_them() {
    let (france, golden) = (prepared_france(), golden("locate.json"));
    let points = random_points(&golden["random"]);
    let found = locate_all(&france.boundaries, &points);
    for (n, expected) in golden["random"]["first"].as_array().unwrap().iter().enumerate() {
        let code = found[n].map_or("-", |at| france.communes[at as usize].code.as_str());
        assert_eq!(code, expected[2].as_str().unwrap(), "point {n} {expected}");
    }
    assert_eq!(checksum(&france, &found), golden["random"]["sha256"].as_str().unwrap());
}

#[test]
fn a_look_up_agrees_with_the_join_point_by_point() {
    let france = prepared_france();
    let index = CommuneIndex::new(&france.boundaries);
    let points = random_points(&golden("locate.json")["random"]);
    let joined = locate_all(&france.boundaries, &points);
    for (point, joined) in points.iter().zip(joined).take(20_000) {
        let located = index.locate(&france.boundaries, *point);
        assert_eq!(located, joined.map(|at| at as usize), "{point:?}");
    }
}

/// Every point is a vertex, so it lies on a border: the tie goes to the smallest code.
#[test]
fn on_a_border_the_smallest_code_wins() {
    let (france, golden) = (prepared_france(), golden("locate.json"));
    let mut vertices = france.boundaries.coordinates().to_vec();
    vertices.sort_by(|a, b| a[0].total_cmp(&b[0]).then(a[1].total_cmp(&b[1])));
    vertices.dedup();
    let every = vertices.into_iter().step_by(50).map(|[lon, lat]| Wgs84 { lon, lat });
    let found = locate_all(&france.boundaries, &every.collect::<Vec<_>>());
    assert_eq!(found.len() as u64, golden["vertices"]["points"].as_u64().unwrap());
    assert_eq!(checksum(&france, &found), golden["vertices"]["sha256"].as_str().unwrap());
}

#[test]
fn white_shares_agree_with_shapely_in_every_part_of_the_country() {
    let (france, golden) = (prepared_france(), golden("white_shares.json"));
    let register = Register::default();
    let rows = golden["rows"].as_array().unwrap();
    assert!(rows.len() >= 60, "at least twenty EPCI at three distances");
    let mut greatest = 0.0_f64;
    for row in rows {
        let code = territory(row["siren"].as_str().unwrap());
        let study = Study::new(&france, &register, code).unwrap();
        assert_eq!(u64::from(study.crs.epsg()), row["epsg"].as_u64().unwrap());
        let reach = synthetic_reach(&france, &study, row);
        let shapes = study.communes.iter().filter_map(|commune| commune.shape.as_ref());
        let white: f64 = shapes.map(|shape| Outside::new(shape, &reach).area().0).sum();
        let area: f64 = study.communes.iter().map(|commune| commune.area.0).sum();
        assert!((area / 1e6 - number(&row["area_km2"])).abs() < 1e-5, "area of {row}");
        let off = (white / area - number(&row["share_exact"])).abs();
        greatest = greatest.max(off);
        assert!(off < 1e-6, "{row}: {}", white / area);
    }
    assert!(greatest > 0.0, "no comparison was made");
}

/// The discs around the facilities that the golden file was made with.
fn synthetic_reach(france: &France, study: &Study, row: &Value) -> Reach {
    let boxes = study.communes.iter().filter_map(|c| bounds(&france.boundaries, c.at));
    let [low, high] = boxes
        .reduce(|[low, high], [l, h]| {
            [[low[0].min(l[0]), low[1].min(l[1])], [high[0].max(h[0]), high[1].max(h[1])]]
        })
        .unwrap();
    let mut draws = Draws::new(row["siren"].as_str().unwrap().parse().unwrap());
    let rounded = |degrees: f64| (degrees * 1e7 + 0.5).floor() / 1e7;
    let mut facility = |_| Wgs84 {
        lon: rounded(draws.between(low[0] - 0.05, high[0] + 0.05)),
        lat: rounded(draws.between(low[1] - 0.05, high[1] + 0.05)),
    };
    let count = row["facilities"].as_u64().unwrap();
    let facilities: Vec<Wgs84> = (0..count).map(&mut facility).collect();
    let first = [facilities[0].lon, facilities[0].lat];
    assert_eq!(first.map(Value::from).to_vec(), *row["first"].as_array().unwrap());
    let centres: Vec<_> = facilities.into_iter().map(|at| study.crs.project(at).unwrap()).collect();
    Reach::new(&centres, Metres::try_from(number(&row["within_m"])).unwrap())
}

/// A commune is drawn with the area it is measured with, in every part of the country.
#[test]
fn shapes_close_and_have_the_area_measured() {
    let (france, golden) = (prepared_france(), golden("white_shares.json"));
    for row in golden["rows"].as_array().unwrap() {
        let study =
            Study::new(&france, &Register::default(), territory(row["siren"].as_str().unwrap()))
                .unwrap();
        let reach = synthetic_reach(&france, &study, row);
        for commune in &study.communes {
            let Some(shape) = &commune.shape else { continue };
            let outside = Outside::new(shape, &reach);
            let rings = outside.polygons(0.01).into_iter().flatten();
            let drawn: f64 = rings.map(|ring| maillage::index::ring_area(&ring)).sum();
            let allowed = 1.0 + 1e-4 * commune.area.0;
            assert!((drawn - outside.area().0).abs() < allowed, "{} {row}: {drawn}", commune.code);
        }
    }
}

#[test]
fn the_boundaries_are_those_of_the_source() {
    let france = prepared_france();
    let boundaries: &Boundaries = &france.boundaries;
    let without: Vec<&Commune> = france
        .communes
        .iter()
        .enumerate()
        .filter(|(at, _)| !france.has_boundary(*at))
        .map(|(_, commune)| commune)
        .collect();
    assert_eq!((boundaries.len(), without.len()), (34_875, 8));
}
