//! GDAL opens the file as it is, and its edits are read back.
//!
//! `scripts/clients.sh` brings GDAL. Without it these tests fail; `make test` asks for them.

use std::path::Path;
use std::process::Command;

use serde_json::{Value, json};

use super::support::{Place, commit, full, read};

/// Runs a script of `tests/clients` in the environment that `scripts/clients.sh` made.
fn client(script: &str, place: &Place) -> Value {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let python = root.join("target/clients/bin/python");
    assert!(python.exists(), "run scripts/clients.sh first");
    let script = root.join("tests/clients").join(script);
    let output = Command::new(python).arg(script).arg(&place.path).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}");
    assert!(said.trim().is_empty(), "GDAL has something to say: {said}");
    serde_json::from_slice(&output.stdout).unwrap()
}

#[test]
#[ignore = "needs GDAL: scripts/clients.sh"]
fn gdal_reads_every_layer() {
    let place = Place::with(&full());
    let layers = client("read_register.py", &place);
    assert_eq!(layers["facilities"]["geometry"], "Point");
    assert_eq!(layers["facilities"]["crs"], "EPSG:4326");
    assert_eq!(layers["facilities"]["indexed"], true);
    assert_eq!(layers["facilities"]["bounds"], json!([2.012_345_678_9, 48.01, 2.02, 48.054_321]));
    let c = &layers["facilities"]["rows"][0];
    assert_eq!(c["geometry"], json!([2.012_345_678_9, 48.054_321]));
    assert_eq!(c["opened_on"], "2019-09-01");
    assert_eq!(c["capacity"], 10.5);
    assert_eq!(c["slots"], "mercredi|periscolaire");
    assert_eq!(layers["facilities"]["rows"].as_array().unwrap().len(), 2);
    assert_eq!(layers["facilities_without_position"]["rows"][1]["id"], "a");
    assert_eq!(layers["perimeters"]["geometry"], "MultiPolygon");
    assert_eq!(layers["perimeters"]["areas"], json!([0.01, 0.01]));
    assert_eq!(layers["cells"]["rows"][0]["imputed"], true);
    assert_eq!(layers["children"]["rows"].as_array().unwrap().len(), 3);
    assert_eq!(layers["indicators"]["rows"][1]["usage"], "interne");
    assert_eq!(layers["journal"]["rows"][0]["at"], "2025-03-01T08:30:00.250");
    let names: Vec<_> = layers.as_object().unwrap().keys().map(String::as_str).collect();
    let listed = [
        "cells",
        "children",
        "facilities",
        "facilities_without_position",
        "geocodes",
        "imports",
        "indicators",
        "inventories",
        "journal",
        "mean_sizes",
        "perimeters",
        "reviews",
        "sources",
    ];
    assert_eq!(names, listed);
}

#[test]
#[ignore = "needs GDAL: scripts/clients.sh"]
fn what_gdal_adds_is_read_back() {
    let place = Place::with(&full());
    client("add_service.py", &place);
    let register = read(&place);
    let added = register.facilities.last().unwrap();
    assert_eq!((&added.id[..], added.capacity), ("gdal", Some(15.0)));
    assert_eq!(added.position.map(|at| (at.lon, at.lat)), Some((2.05, 48.07)));
    assert_eq!(register.facilities.len(), 5);
    assert_eq!(place.ask::<String>("SELECT rtreecheck('rtree_facilities_geom')"), "ok");
    assert_eq!(place.ask::<i64>("SELECT count(*) FROM rtree_facilities_geom"), 3);
    let mut without = register;
    without.facilities.pop();
    assert_eq!(commit(&place, &without).unwrap().tally.gone, 1);
    assert_eq!(read(&place), full());
}
