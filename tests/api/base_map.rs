//! A base map under the figures: none by default, declared in the policy where there is one.

use axum::Router;
use axum::http::StatusCode;
use maillage::api::{BaseMap, InvalidBaseMap, Server, router};
use pmtiles::{PmTilesWriter, TileCoord, TileType};
use tempfile::TempDir;

use crate::client::{RUNTIME, SYNTHETIC, get, read, synthetic};
use crate::support::{PLACE, territory};

const BY: &str = "© Personne";

fn open(address: &str) -> Result<BaseMap, InvalidBaseMap> {
    RUNTIME.block_on(BaseMap::open(address, BY))
}

fn serving(address: &str) -> Router {
    router(Server::new(synthetic(), territory(PLACE)).with_base_map(open(address).unwrap()))
}

fn policy(app: &Router) -> String {
    get(app, "/").header("content-security-policy").to_owned()
}

/// A file with one picture, of the whole world.
fn file(of: TileType) -> (TempDir, String) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("fond.pmtiles");
    let mut writer = PmTilesWriter::new(of).create(std::fs::File::create(&path).unwrap()).unwrap();
    writer.add_tile(TileCoord::new(0, 0, 0).unwrap(), b"picture").unwrap();
    writer.finalize().unwrap();
    (folder, path.to_str().unwrap().to_owned())
}

#[test]
fn without_a_base_map_no_other_host_is_named() {
    assert!(read(&SYNTHETIC, "/api/config")["basemap"].is_null());
    assert!(!policy(&SYNTHETIC).contains("http"));
    assert_eq!(get(&SYNTHETIC, "/basemap/0/0/0").status, StatusCode::NOT_FOUND);
}

#[test]
fn the_host_of_a_base_map_is_declared_and_no_other() {
    let app = serving("https://tiles.example.org/plan/{z}/{x}/{y}.png");
    let told = &read(&app, "/api/config")["basemap"];
    assert_eq!(told["attribution"], BY);
    assert_eq!(told["tiles"], "https://tiles.example.org/plan/{z}/{x}/{y}.png");
    let policy = policy(&app);
    assert!(policy.contains("connect-src 'self' https://tiles.example.org;"), "{policy}");
    assert_eq!(policy.matches("http").count(), 2, "{policy}");
}

#[test]
fn a_style_is_told_as_one_and_its_host_declared() {
    let style = "https://tiles.example.org/styles/gris.json";
    let app = serving(style);
    let told = &read(&app, "/api/config")["basemap"];
    assert_eq!((&told["style"], &told["tiles"]), (&style.into(), &serde_json::Value::Null));
    let policy = policy(&app);
    assert!(policy.contains("connect-src 'self' https://tiles.example.org;"), "{policy}");
}

#[test]
fn a_file_of_pictures_is_served_without_any_other_host() {
    let (_folder, path) = file(TileType::Png);
    let app = serving(&path);
    assert_eq!(read(&app, "/api/config")["basemap"]["tiles"], "/basemap/{z}/{x}/{y}");
    assert!(!policy(&app).contains("http"));
    let tile = get(&app, "/basemap/0/0/0");
    assert_eq!((tile.status, tile.header("content-type")), (StatusCode::OK, "image/png"));
    assert_eq!(tile.body, b"picture");
    assert_eq!(get(&app, "/basemap/1/0/0").status, StatusCode::NO_CONTENT);
    for outside in ["/basemap/0/1/0", "/basemap/40/0/0"] {
        assert_eq!(get(&app, outside).status, StatusCode::NOT_FOUND, "{outside}");
    }
    assert_eq!(get(&app, "/basemap/a/0/0").status, StatusCode::BAD_REQUEST);
}

#[test]
fn what_is_no_base_map_is_refused() {
    let (_folder, vector) = file(TileType::Mvt);
    assert!(matches!(open(&vector), Err(InvalidBaseMap::Vector(_))));
    assert!(matches!(open("/no/such.pmtiles"), Err(InvalidBaseMap::File(..))));
    for none in ["style.json", "https://a/{z}/{x}", "https://a/fond.pmtiles"] {
        assert!(matches!(open(none), Err(InvalidBaseMap::Address(_))), "{none}");
    }
    let nobody = RUNTIME.block_on(BaseMap::open("https://a/{z}/{x}/{y}", " "));
    assert!(matches!(nobody, Err(InvalidBaseMap::Attribution)));
}
