//! How answers travel, name their sources and draw their shapes.

use crate::client::{
    CARRIERES, CHATELLERAULT, COUNTRY, DAY, GALLY_MAULDRE, HOSTILE, SYNTHETIC, ask, assert_refused,
    encoded, get, header_row, list, of, read, records, serve,
};
use crate::support::{PLACE, creche, four_squares, register};
use axum::Router;
use axum::http::Method;
use axum::http::StatusCode;
use maillage::index::Atlas;
use maillage::territory::Kind;
use serde_json::Value;
use serde_json::json;
use std::io::Read as _;

#[test]
fn an_answer_that_the_client_holds_is_not_sent_again() {
    let paths = [
        "/api/health".to_owned(),
        "/openapi.json".to_owned(),
        "/tiles/communes".to_owned(),
        "/tiles/communes/5/16/11".to_owned(),
        of(PLACE, ""),
        of(PLACE, "/coverage"),
        of(PLACE, "/coverage?format=csv"),
        of(PLACE, "/white-zones?format=geojson"),
        of(PLACE, "/facilities"),
        of(PLACE, "/sheet"),
        of(PLACE, "/sheet?format=png&size=slide"),
        of(PLACE, "/map.svg"),
    ];
    for path in paths {
        let first = get(&SYNTHETIC, &path);
        let tag = first.header("etag");
        assert!(!tag.is_empty(), "{path} has no ETag ({})", first.status);
        for held in [tag, "*", &format!("W/\"other\", {tag}")] {
            let again = ask(&SYNTHETIC, Method::GET, &path, &[("if-none-match", held)]);
            assert_eq!(again.status, StatusCode::NOT_MODIFIED, "{path} {held}");
            assert!(again.body.is_empty());
            assert_eq!(again.header("etag"), tag);
        }
        let other = ask(&SYNTHETIC, Method::GET, &path, &[("if-none-match", "W/\"other\"")]);
        assert_eq!((other.status, other.body == first.body), (StatusCode::OK, true));
    }
}

#[test]
fn asking_for_the_head_only_gives_the_same_fingerprint() {
    let path = of(PLACE, &format!("/coverage?{DAY}"));
    let head = ask(&SYNTHETIC, Method::HEAD, &path, &[]);
    assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0));
    assert_eq!(head.header("etag"), get(&SYNTHETIC, &path).header("etag"));
}

#[test]
fn different_questions_have_different_fingerprints() {
    let tag = |within| {
        let path = of(PLACE, &format!("/white-zones?within={within}&{DAY}"));
        get(&SYNTHETIC, &path).header("etag").to_owned()
    };
    assert_eq!(tag(4_000), tag(4_000));
    assert_ne!(tag(4_000), tag(4_001));
}

#[test]
fn answers_are_compressed_when_asked() {
    let path = of(PLACE, &format!("/coverage?{DAY}"));
    let plain = get(&SYNTHETIC, &path);
    assert_eq!(plain.header("content-encoding"), "");
    let packed = ask(&SYNTHETIC, Method::GET, &path, &[("accept-encoding", "gzip")]);
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_eq!(packed.header("etag"), plain.header("etag"));
    assert!(packed.header("vary").contains("accept-encoding"));
    let mut unpacked = Vec::new();
    flate2::read::GzDecoder::new(packed.body.as_slice()).read_to_end(&mut unpacked).unwrap();
    assert_eq!(unpacked, plain.body);
}

#[test]
fn every_answer_is_told_its_type_and_not_to_be_guessed() {
    let tables = ["/coverage", "/white-zones", "/facilities"];
    let formats = [("geojson", "application/geo+json"), ("csv", "text/csv; charset=utf-8")];
    let asked = tables.iter().flat_map(|table| {
        formats.map(|(format, media)| (of(PLACE, &format!("{table}?format={format}")), media))
    });
    let json = ["/api/health", "/api/config", "/api/sources", "/openapi.json", "/tiles/communes"]
        .map(|path| (path.to_owned(), "application/json"));
    for (path, media) in asked.chain(json).chain([(of(PLACE, "/coverage"), "application/json")]) {
        let answer = get(&SYNTHETIC, &path);
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, media));
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert!(answer.header("content-security-policy").starts_with("default-src 'self'"));
    }
}

// Names are data.

#[test]
fn hostile_names_pass_through_as_data_and_run_nowhere() {
    let mut france = four_squares();
    france.communes[0].name = HOSTILE.to_owned();
    let mut facility = creche("@a", "99001", 5_000.0, 5_000.0, Some(30.0));
    facility.name = HOSTILE.to_owned();
    facility.address = "+33 1".to_owned();
    facility.postcode = "-1".to_owned();
    let app = serve(Atlas::new(france, register(vec![facility])), PLACE);
    let told = |path: &str| read(&app, &of(PLACE, path));
    assert_eq!(told("/facilities")["features"][0]["properties"]["name"], HOSTILE);
    assert_eq!(told("/coverage")["communes"][0]["name"], HOSTILE);
    assert_eq!(told("/white-zones?format=geojson")["metadata"]["communes"][0]["name"], HOSTILE);
    assert_eq!(told("")["communes"][0]["name"], HOSTILE);
    let found = read(&app, &format!("/api/territories?q={}", encoded(HOSTILE)));
    assert_eq!(found["territories"][0]["name"], HOSTILE);
    for path in ["/facilities", "/coverage", "/white-zones"] {
        let table = get(&app, &of(PLACE, &format!("{path}?format=csv")));
        let rows = records(table.text());
        assert!(rows[0].iter().any(|cell| cell == format!("'{HOSTILE}")), "{path}");
        for cell in rows.iter().flatten() {
            let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
            assert!(!runs || cell.parse::<f64>().is_ok_and(|n| n != -1.0), "{path}: {cell}");
        }
    }
}

#[test]
fn what_a_refusal_repeats_is_data_too() {
    let path = of(PLACE, &format!("/coverage?kind={}", encoded("<b>\"x\"\n")));
    let answer = get(&SYNTHETIC, &path);
    assert_refused(&answer, StatusCode::BAD_REQUEST, Some("kind"), "markup");
    assert_eq!(answer.header("x-content-type-options"), "nosniff");
}

// Every format of every layer says where it comes from.

fn states_sources(line: &Value) -> bool {
    let line = line.as_str().unwrap_or_default();
    line.split_once(':').is_some_and(|(label, names)| {
        label.starts_with("Source") && names.chars().any(char::is_alphanumeric)
    })
}

fn assert_sourced(app: &Router, path: &str) {
    let with = |format: &str| format!("{path}&format={format}");
    let object = read(app, &with("json"));
    let line = if object.get("metadata").is_some() { &object["metadata"] } else { &object };
    assert!(states_sources(&line["source_line"]), "{}: {}", with("json"), line["source_line"]);
    assert!(!list(line, "sources").is_empty(), "{}", with("json"));
    let shapes = read(app, &with("geojson"));
    assert!(states_sources(&shapes["metadata"]["source_line"]), "{}", with("geojson"));
    for feature in list(&shapes, "features") {
        assert!(states_sources(&feature["properties"]["source_line"]), "{}", with("geojson"));
    }
    let answer = get(app, &with("csv"));
    let heads = header_row(answer.text());
    let column = heads.iter().position(|head| head == "source_line");
    let column = column.unwrap_or_else(|| panic!("{} has no source line", with("csv")));
    for row in records(answer.text()) {
        assert!(states_sources(&json!(row[column])), "{}", with("csv"));
    }
}

#[test]
fn every_table_and_shape_states_its_sources() {
    for layer in ["coverage", "white-zones"] {
        for kind in Kind::ALL {
            for code in [PLACE, "99001", "99004"] {
                assert_sourced(&SYNTHETIC, &of(code, &format!("/{layer}?kind={kind}&{DAY}")));
            }
            for code in [GALLY_MAULDRE, CARRIERES, CHATELLERAULT, "12218"] {
                assert_sourced(&COUNTRY, &of(code, &format!("/{layer}?kind={kind}&{DAY}")));
            }
        }
    }
    for code in [GALLY_MAULDRE, CARRIERES] {
        assert_sourced(&COUNTRY, &of(code, &format!("/facilities?kind=eaje&{DAY}")));
        assert_sourced(&COUNTRY, &of(code, &format!("/facilities?{DAY}")));
    }
}

#[test]
fn a_complete_list_without_any_service_still_states_its_source_in_every_format() {
    assert_sourced(&SYNTHETIC, &of(PLACE, &format!("/facilities?kind=laep&{DAY}")));
}

// Shapes (RFC 7946).

fn assert_rings(app: &Router, path: &str) {
    let answer = read(app, path);
    for feature in list(&answer, "features") {
        let geometry = &feature["geometry"];
        if geometry.is_null() {
            continue;
        }
        assert_eq!(geometry["type"], "MultiPolygon", "{path}");
        for polygon in list(geometry, "coordinates") {
            for (at, ring) in polygon.as_array().unwrap().iter().enumerate() {
                assert_ring(ring.as_array().unwrap(), at == 0, path);
            }
        }
    }
}

fn assert_ring(ring: &[Value], is_outer: bool, path: &str) {
    assert!(ring.len() >= 4 && ring.first() == ring.last(), "{path}: an open ring {ring:?}");
    let degrees = |position: &Value, axis: usize| position[axis].as_f64().unwrap();
    for position in ring {
        assert_eq!(position.as_array().unwrap().len(), 2);
        for axis in [0, 1] {
            let text = position[axis].to_string();
            let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
            assert!(decimals <= 6 && !text.contains('e'), "{path}: {text}");
        }
    }
    let (west, south) = (degrees(&ring[0], 0), degrees(&ring[0], 1));
    let turns = ring.windows(2).map(|pair| {
        let (x, y) = (degrees(&pair[0], 0) - west, degrees(&pair[0], 1) - south);
        let (next_x, next_y) = (degrees(&pair[1], 0) - west, degrees(&pair[1], 1) - south);
        x * next_y - next_x * y
    });
    let area: f64 = turns.sum();
    assert!(area != 0.0 && (area > 0.0) == is_outer, "{path}: a ring turns the wrong way: {area}");
}

#[test]
fn rings_are_closed_turn_the_right_way_and_have_six_decimals_at_most() {
    for within in [500, 3_000, 6_000, 12_000] {
        let layer = format!("/white-zones?within={within}&{DAY}&format=geojson");
        assert_rings(&SYNTHETIC, &of(PLACE, &layer));
        assert_rings(&COUNTRY, &of(GALLY_MAULDRE, &layer));
        assert_rings(&COUNTRY, &of(CARRIERES, &layer));
    }
    let layer = format!("/coverage?{DAY}&format=geojson");
    for (app, code) in [
        (&SYNTHETIC, PLACE),
        (&COUNTRY, GALLY_MAULDRE),
        (&COUNTRY, CHATELLERAULT),
        (&COUNTRY, "97302"),
        (&COUNTRY, "29083"),
    ] {
        assert_rings(app, &of(code, &layer));
    }
}

#[test]
fn scripts_come_packed_for_who_reads_that() {
    let page = get(&SYNTHETIC, "/");
    let name = page.text().split("src=\"/assets/").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("/assets/{name}");
    let plain = get(&SYNTHETIC, &path);
    assert_eq!(plain.header("content-encoding"), "");
    for (reads, coding) in [("gzip, br", "br"), ("br;q=0, gzip", "gzip"), ("gzip", "gzip")] {
        let packed = ask(&SYNTHETIC, Method::GET, &path, &[("accept-encoding", reads)]);
        assert_eq!(packed.header("content-encoding"), coding, "{reads}");
        assert_eq!(packed.header("content-type"), plain.header("content-type"));
        assert!(packed.header("vary").contains("accept-encoding"), "{reads}");
        assert!(packed.body.len() < plain.body.len() / 2, "{reads}");
    }
}

#[test]
fn fonts_are_packed_in_themselves_and_not_again() {
    let page = get(&SYNTHETIC, "/");
    let font = page.text().split('"').find(|name| name.contains(".woff")).unwrap();
    let sent = ask(&SYNTHETIC, Method::GET, font, &[("accept-encoding", "gzip, br")]);
    assert_eq!((sent.status, sent.header("content-type")), (StatusCode::OK, "font/woff2"));
    assert_eq!(sent.header("content-encoding"), "");
    assert!(sent.body.starts_with(b"wOF2"));
}

#[test]
fn a_browser_without_script_is_led_to_the_map_of_the_home_territory() {
    let led = get(&SYNTHETIC, "/carte.svg");
    assert_eq!(led.status, StatusCode::TEMPORARY_REDIRECT);
    let map = get(&SYNTHETIC, led.header("location"));
    assert_eq!((map.status, map.header("content-type")), (StatusCode::OK, "image/svg+xml"));
}
