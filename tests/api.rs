//! The HTTP service, called without a port: what it answers, and how it refuses.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::io::Read as _;
use std::sync::LazyLock;

use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Method, Request, StatusCode};
use http_body_util::BodyExt as _;
use maillage::api::{AppState, router};
use maillage::index::Atlas;
use maillage::territory::{Kind, Precision};
use proptest::prelude::*;
use serde_json::{Value, json};
use support::{PLACE, at, creche, four_squares, place, real_atlas, register, territory};
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

const GALLY_MAULDRE: &str = "200034130";
const CARRIERES: &str = "78124";
const CHATELLERAULT: &str = "248600413";
const GRAND_PARIS: &str = "200054781";
const DAY: &str = "at=2026-11-22";

/// A name that markup, a formula, a table and a line would all trip over.
const HOSTILE: &str = "=HYPERLINK(\"http://x\")<script>alert('1')</script>;,\r\nligne & \\ «é»";

static RUNTIME: LazyLock<Runtime> = LazyLock::new(|| Runtime::new().unwrap());
static SYNTHETIC: LazyLock<Router> = LazyLock::new(|| serve(synthetic(), PLACE));
static COUNTRY: LazyLock<Router> = LazyLock::new(|| serve(real_atlas(), GALLY_MAULDRE));

fn serve(atlas: Atlas, home: &str) -> Router {
    router(AppState::new(atlas, territory(home)))
}

/// A crèche of 30 places in 99001, one of unknown size at the town hall of 99002, and one nowhere
/// in 99003, whose town hall nobody knows.
fn synthetic() -> Atlas {
    let mut france = four_squares();
    france.communes[2].town_hall = None;
    let open = creche("a", "99001", 5_000.0, 5_000.0, Some(30.0));
    let mut hidden = creche("b", "99002", 0.0, 0.0, None);
    (hidden.position, hidden.precision) = (None, Precision::TownHall);
    let mut lost = creche("c", "99003", 0.0, 0.0, Some(10.0));
    (lost.position, lost.precision) = (None, Precision::TownHall);
    Atlas::new(france, register(vec![open, hidden, lost]))
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Answer {
    fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

fn send(app: &Router, request: Request<Body>) -> Answer {
    RUNTIME.block_on(async {
        let (parts, body) = app.clone().oneshot(request).await.unwrap().into_parts();
        let body = body.collect().await.unwrap().to_bytes().to_vec();
        Answer { status: parts.status, headers: parts.headers, body }
    })
}

fn ask(app: &Router, method: Method, path: &str, headers: &[(&str, &str)]) -> Answer {
    let mut request = Request::builder().method(method).uri(path);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    send(app, request.body(Body::empty()).unwrap())
}

fn get(app: &Router, path: &str) -> Answer {
    ask(app, Method::GET, path, &[])
}

/// The JSON of an answer that must be a good one.
fn read(app: &Router, path: &str) -> Value {
    let answer = get(app, path);
    assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    answer.json()
}

fn of(code: &str, rest: &str) -> String {
    format!("/api/territories/{code}{rest}")
}

fn list<'a>(value: &'a Value, column: &str) -> &'a [Value] {
    value[column].as_array().unwrap_or_else(|| panic!("{column} is no list in {value}"))
}

fn encoded(text: &str) -> String {
    text.bytes().fold(String::new(), |mut encoded, byte| {
        write!(encoded, "%{byte:02X}").unwrap();
        encoded
    })
}

/// Rounds every number to four decimals and leaves long series out.
fn rounded(value: Value) -> Value {
    match value {
        Value::Number(number) if number.is_f64() => {
            json!((number.as_f64().unwrap() * 1e4).round() / 1e4)
        }
        Value::Array(items) => items.into_iter().map(rounded).collect(),
        Value::Object(members) => {
            let kept =
                members.into_iter().filter(|(key, _)| key != "profile" && key != "histogram");
            Value::Object(kept.map(|(key, value)| (key, rounded(value))).collect())
        }
        other => other,
    }
}

fn records(csv: &str) -> Vec<csv::StringRecord> {
    csv::Reader::from_reader(csv.as_bytes()).records().map(Result::unwrap).collect()
}

fn header_row(csv: &str) -> Vec<String> {
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    reader.headers().unwrap().iter().map(str::to_owned).collect()
}

// What the synthetic place answers.

#[test]
fn coverage_answers_rows_and_a_total() {
    let answer = read(&SYNTHETIC, &of(PLACE, &format!("/coverage?{DAY}")));
    insta::assert_json_snapshot!("coverage", rounded(answer));
}

#[test]
fn coverage_answers_a_table() {
    let answer = get(&SYNTHETIC, &of(PLACE, &format!("/coverage?{DAY}&format=csv")));
    assert_eq!(answer.header("content-type"), "text/csv; charset=utf-8");
    let name = format!("attachment; filename=\"couverture-eaje-{PLACE}.csv\"");
    assert_eq!(answer.header("content-disposition"), name);
    insta::assert_snapshot!("coverage_csv", answer.text());
}

#[test]
fn coverage_answers_the_boundaries_of_communes() {
    let answer = get(&SYNTHETIC, &of(PLACE, &format!("/coverage?{DAY}&format=geojson")));
    assert_eq!(answer.header("content-type"), "application/geo+json");
    insta::assert_json_snapshot!("coverage_geojson", rounded(answer.json()));
}

#[test]
fn white_zones_answer_rows_and_a_total() {
    let path = of(PLACE, &format!("/white-zones?within=4000&{DAY}"));
    insta::assert_json_snapshot!("white_zones", rounded(read(&SYNTHETIC, &path)));
}

#[test]
fn a_service_that_stands_nowhere_has_a_null_geometry_and_no_precision() {
    let answer = get(&SYNTHETIC, &of(PLACE, &format!("/facilities?{DAY}")));
    assert_eq!(answer.header("content-type"), "application/geo+json");
    let answer = answer.json();
    let told = list(&answer, "features").iter().map(|feature| {
        let properties = &feature["properties"];
        let column = |name: &str| properties[name].as_str().unwrap();
        (column("id"), column("precision"), feature["geometry"].is_null())
    });
    let told: Vec<_> = told.collect();
    assert_eq!(told, [("a", "exact", false), ("b", "town-hall", false), ("c", "none", true)]);
    assert!(answer["features"][1]["properties"]["capacity"].is_null());
}

#[test]
fn a_service_is_listed_on_the_days_it_is_open_only() {
    let mut nursery = creche("a", "99001", 5_000.0, 5_000.0, Some(30.0));
    nursery.opened_on = Some("2026-09-01".parse().unwrap());
    nursery.closed_on = Some("2026-12-01".parse().unwrap());
    let app = serve(place(vec![nursery]), PLACE);
    for (day, count) in [("2026-08-31", 0), ("2026-09-01", 1), ("2026-11-30", 1), ("2026-12-01", 0)]
    {
        let answer = read(&app, &of(PLACE, &format!("/facilities?kind=eaje&at={day}")));
        assert_eq!(list(&answer, "features").len(), count, "{day}");
        let answer = read(&app, &of(PLACE, &format!("/coverage?at={day}")));
        assert_eq!(answer["total"]["facilities"], count, "{day}");
    }
}

#[test]
fn territories_are_found_without_accents_or_case_and_by_code() {
    let codes = |query: &str| -> Vec<String> {
        let answer = read(&SYNTHETIC, &format!("/api/territories?{query}"));
        let rows = list(&answer, "territories").iter();
        rows.map(|row| row["code"].as_str().unwrap().to_owned()).collect()
    };
    let everything = codes("q=carre");
    assert_eq!(everything.iter().cloned().collect::<BTreeSet<_>>().len(), 5);
    assert_eq!(codes("q=CARR%C3%89"), everything);
    assert_eq!(codes("q=carr%C3%A9&limit=2"), everything[..2]);
    assert_eq!(codes("q=99003"), ["99003"]);
    assert_eq!(codes(&format!("q={PLACE}")), [PLACE]);
    assert!(codes("q=nowhere").is_empty());
    assert_eq!(codes("").len(), 5);
    let answer = read(&SYNTHETIC, "/api/territories?q=des%20carres&limit=1");
    insta::assert_json_snapshot!("search", answer);
}

#[test]
fn a_territory_is_told_with_its_communes_and_their_children() {
    insta::assert_json_snapshot!("territory", rounded(read(&SYNTHETIC, &of(PLACE, ""))));
    let commune = read(&SYNTHETIC, &of("99004", ""));
    assert_eq!((&commune["kind"], list(&commune, "communes").len()), (&json!("commune"), 1));
}

#[test]
fn a_position_lies_in_one_commune_and_on_a_border_in_the_smallest_code() {
    let locate = |x: f64, y: f64| {
        let position = at(x, y);
        get(&SYNTHETIC, &format!("/api/locate?lon={}&lat={}", position.lon, position.lat))
    };
    let expected = [
        ((5_000.0, 5_000.0), "99001", json!({ "code": PLACE, "name": "CC des Carrés" })),
        ((10_000.0, 0.0), "99001", json!({ "code": PLACE, "name": "CC des Carrés" })),
        ((20_000.0, 10_000.0), "99002", json!({ "code": PLACE, "name": "CC des Carrés" })),
        ((30_000.0, 0.0), "99003", json!({ "code": PLACE, "name": "CC des Carrés" })),
        ((40_000.0, 0.0), "99004", Value::Null),
    ];
    for ((x, y), code, epci) in expected {
        let answer = locate(x, y).json();
        assert_eq!((answer["commune"]["code"].as_str(), &answer["epci"]), (Some(code), &epci));
    }
    assert_refused(&locate(-1_000.0, 5_000.0), StatusCode::NOT_FOUND, Some("lon, lat"), "outside");
}

#[test]
fn the_service_tells_its_health_its_home_and_its_sources() {
    let health = read(&SYNTHETIC, "/api/health");
    assert_eq!(health["status"], "ok");
    assert_eq!((&health["communes"], &health["facilities"]), (&json!(4), &json!(3)));
    assert_eq!(read(&SYNTHETIC, "/api/config")["territory"], PLACE);
    let sources = read(&SYNTHETIC, "/api/sources");
    let ids: Vec<&str> =
        list(&sources, "sources").iter().map(|source| source["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["rp-2021", "cog-2026", "contours", "liste"]);
    for source in list(&sources, "sources") {
        for column in ["publisher", "licence", "vintage", "sha256"] {
            assert!(source.get(column).is_some(), "{column} is not told of {source}");
        }
    }
}

#[test]
fn layers_of_tiles_describe_themselves() {
    for layer in ["communes", "facilities"] {
        let path = format!("/tiles/{layer}");
        let told = ask(&SYNTHETIC, Method::GET, &path, &[("host", "maps.example:81")]).json();
        assert_eq!(told["tilejson"], "3.0.0");
        assert_eq!(told["tiles"][0], format!("http://maps.example:81{path}/{{z}}/{{x}}/{{y}}"));
        assert_eq!((&told["minzoom"], &told["maxzoom"]), (&json!(5), &json!(14)));
        assert_eq!(told["vector_layers"][0]["id"], layer);
        assert!(told["vector_layers"][0]["fields"].is_object());
        assert!(told["attribution"].as_str().unwrap().contains("source "), "{told}");
    }
}

#[test]
fn the_contract_lists_every_address_that_is_served() {
    let contract = read(&SYNTHETIC, "/openapi.json");
    assert!(contract["openapi"].as_str().unwrap().starts_with("3."));
    assert!(contract["info"]["title"].is_string() && contract["info"]["version"].is_string());
    let paths = contract["paths"].as_object().unwrap();
    let listed: BTreeSet<&str> = paths.keys().map(String::as_str).collect();
    let served = BTreeSet::from([
        "/api/health",
        "/api/config",
        "/api/sources",
        "/api/locate",
        "/api/territories",
        "/api/territories/{code}",
        "/api/territories/{code}/facilities",
        "/api/territories/{code}/coverage",
        "/api/territories/{code}/white-zones",
        "/tiles/{layer}",
        "/tiles/{layer}/{z}/{x}/{y}",
    ]);
    let missing: Vec<_> = served.difference(&listed).collect();
    assert!(missing.is_empty(), "served but not in the contract: {missing:?}");
    for path in listed {
        let filled = [("{code}", PLACE), ("{layer}", "communes"), ("{z}", "5"), ("{x}", "16")];
        let filled = filled.iter().fold(path.replace("{y}", "11"), |p, (k, v)| p.replace(k, v));
        let status = get(&SYNTHETIC, &filled).status;
        let required = path == "/api/locate";
        assert!(status.is_success() || required, "{filled} is in the contract: {status}");
        assert!(paths[path]["get"]["responses"]["200"].is_object(), "{path}");
    }
    references(&contract, &contract);
}

/// Every `$ref` of a contract leads somewhere.
fn references(contract: &Value, part: &Value) {
    match part {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                let found = contract.pointer(reference.trim_start_matches('#'));
                assert!(found.is_some(), "{reference} leads nowhere");
            }
            members.values().for_each(|member| references(contract, member));
        }
        Value::Array(items) => items.iter().for_each(|item| references(contract, item)),
        _ => {}
    }
}

// How answers travel.

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

// How it refuses.

fn assert_refused(answer: &Answer, status: StatusCode, parameter: Option<&str>, asked: &str) {
    assert_eq!(answer.status, status, "{asked}: {}", answer.text());
    assert_eq!(answer.header("content-type"), "application/problem+json", "{asked}");
    let problem = answer.json();
    assert_eq!(problem["status"], status.as_u16(), "{asked}");
    for member in ["type", "title", "detail"] {
        assert!(problem[member].as_str().is_some_and(|text| !text.is_empty()), "{asked}: {member}");
    }
    if let Some(parameter) = parameter {
        assert_eq!(problem["parameter"], parameter, "{asked}");
    }
}

#[test]
fn a_territory_that_does_not_read_or_exist_is_refused() {
    let long = "9".repeat(300);
    let malformed =
        ["2a004", "9999", "99", "2C004", "99-01", "9999999999", "abc", &encoded("é'\"<"), &long];
    for rest in ["", "/coverage", "/white-zones", "/facilities"] {
        for code in malformed {
            let path = of(code, rest);
            assert_refused(&get(&SYNTHETIC, &path), StatusCode::BAD_REQUEST, Some("code"), &path);
        }
        for code in ["99005", "000000000", "2A004"] {
            let answer = get(&SYNTHETIC, &of(code, rest));
            assert_eq!(answer.json()["parameter"], "code", "{code}");
            assert_refused(&answer, StatusCode::NOT_FOUND, None, code);
        }
        let path = of("%FF", rest);
        assert_refused(&get(&SYNTHETIC, &path), StatusCode::BAD_REQUEST, None, &path);
    }
}

/// Parameters that do not read, with the layers that read them.
const BAD_PARAMETERS: [(&[&str], &str, &[&str]); 8] = [
    (&["coverage", "white-zones", "facilities"], "kind", &["creche", "EAJE", "eaje,rpe", "%20"]),
    (
        &["white-zones"],
        "within",
        &["abc", "NaN", "inf", "-inf", "-1", "0", "99", "100001", "1e308", "1e999", "5km", "%20"],
    ),
    (
        &["coverage", "white-zones", "facilities"],
        "at",
        &["2026-13-01", "2026-02-30", "tomorrowland", "22/11/2026", "99999-01-01"],
    ),
    (&["coverage", "white-zones"], "ages", &["5-2", "0-99", "3", "a-b", "-1-2", "0-256"]),
    (&["coverage", "white-zones"], "mode", &["PSU", "none"]),
    (&["coverage", "white-zones"], "fill", &["median", "0"]),
    (&["coverage", "white-zones", "facilities"], "format", &["xml", "CSV", "gpkg"]),
    (&["white-zones"], "reference", &["abc", "NaN", "-1", "1001", "inf"]),
];

#[test]
fn a_parameter_that_does_not_read_is_refused_by_its_name() {
    for (layers, parameter, values) in BAD_PARAMETERS {
        for (layer, value) in layers.iter().flat_map(|layer| values.iter().map(move |v| (layer, v)))
        {
            let path = of(PLACE, &format!("/{layer}?{parameter}={value}"));
            let answer = get(&SYNTHETIC, &path);
            assert_refused(&answer, StatusCode::BAD_REQUEST, Some(parameter), &path);
        }
    }
    for (parameter, query) in [
        ("limit", "/api/territories?limit=0"),
        ("limit", "/api/territories?limit=101"),
        ("limit", "/api/territories?limit=x"),
        ("limit", "/api/territories?limit=-1"),
        ("lon", "/api/locate"),
        ("lon", "/api/locate?lat=48"),
        ("lat", "/api/locate?lon=2"),
        ("lon", "/api/locate?lon=NaN&lat=48"),
        ("lat", "/api/locate?lon=2&lat=NaN"),
        ("lon", "/api/locate?lon=200&lat=48"),
        ("lat", "/api/locate?lon=2&lat=200"),
        ("lat", "/api/locate?lon=2&lat=90.1"),
        ("lat", "/api/locate?lon=2&lat=48,85"),
        ("lon", "/api/locate?lon=&lat=48"),
    ] {
        let answer = get(&SYNTHETIC, query);
        assert_refused(&answer, StatusCode::BAD_REQUEST, Some(parameter), query);
    }
}

#[test]
fn an_empty_parameter_is_a_parameter_that_is_not_given() {
    let path = |query: &str| of(PLACE, &format!("/white-zones?{DAY}{query}"));
    let plain = read(&SYNTHETIC, &path(""));
    let empty = "&kind=&within=&ages=&mode=&fill=&format=&reference=";
    assert_eq!(read(&SYNTHETIC, &path(empty)), plain);
}

#[test]
fn the_limits_of_a_threshold_are_within_it() {
    for within in ["100", "100000", "1e3"] {
        read(&SYNTHETIC, &of(PLACE, &format!("/white-zones?within={within}")));
    }
}

#[test]
fn a_tile_that_is_not_served_is_refused() {
    for path in [
        "3/0/0",
        "4/8/5",
        "15/16384/11264",
        "99/0/0",
        "256/0/0",
        "5/32/0",
        "5/0/32",
        "5/-1/0",
        "5/0/-1",
        "5/4294967296/0",
        "a/b/c",
        "5/1.5/0",
        "5/0/0.png",
    ] {
        let path = format!("/tiles/communes/{path}");
        let answer = get(&SYNTHETIC, &path);
        assert_eq!(answer.json()["parameter"], "z, x, y", "{path}");
        assert_refused(&answer, StatusCode::NOT_FOUND, None, &path);
    }
    for path in ["/tiles/roads/5/16/11", "/tiles/roads"] {
        assert_refused(&get(&SYNTHETIC, path), StatusCode::NOT_FOUND, Some("layer"), path);
    }
    let path = "/tiles/%FF/5/16/11";
    assert_refused(&get(&SYNTHETIC, path), StatusCode::BAD_REQUEST, None, path);
}

#[test]
fn an_address_that_is_not_served_is_refused() {
    for path in ["/nope", "/api", "/api/", "/api/nope", "/%FF", "/../Cargo.toml", "/assets/nope.js"]
    {
        assert_refused(&get(&SYNTHETIC, path), StatusCode::NOT_FOUND, None, path);
    }
}

#[test]
fn a_query_that_is_too_long_is_refused() {
    let long = "q".repeat(5_000);
    for path in [
        format!("/api/territories?q={long}"),
        format!("/api/locate?lon=2&lat=48&x={long}"),
        of(PLACE, &format!("/coverage?x={long}")),
        of(PLACE, &format!("/white-zones?x={long}")),
        of(PLACE, &format!("/facilities?x={long}")),
    ] {
        let answer = get(&SYNTHETIC, &path);
        assert_refused(&answer, StatusCode::BAD_REQUEST, Some("query"), &path[..40]);
    }
}

#[test]
fn other_methods_are_refused_and_told_which_are_known() {
    let paths = ["/api/health", "/api/territories", "/tiles/communes", "/openapi.json"];
    for path in paths.map(str::to_owned).into_iter().chain([of(PLACE, "/coverage")]) {
        for method in [Method::POST, Method::PUT, Method::DELETE, Method::PATCH] {
            let answer = ask(&SYNTHETIC, method, &path, &[]);
            assert_refused(&answer, StatusCode::METHOD_NOT_ALLOWED, None, &path);
            assert!(answer.header("allow").contains("GET"), "{path}: no Allow header");
        }
    }
    let answer = ask(&SYNTHETIC, Method::POST, "/nope", &[]);
    assert!(answer.status.is_client_error());
    assert_refused(&answer, answer.status, None, "/nope");
}

#[test]
fn a_large_body_is_refused() {
    let megabyte = vec![b'x'; 1 << 20];
    for path in ["/api/health".to_owned(), of(PLACE, "/coverage"), "/nope".to_owned()] {
        for method in [Method::GET, Method::POST] {
            let request = Request::builder()
                .method(method)
                .uri(&path)
                .header("content-length", megabyte.len())
                .body(Body::from(megabyte.clone()));
            let answer = send(&SYNTHETIC, request.unwrap());
            assert_refused(&answer, StatusCode::PAYLOAD_TOO_LARGE, None, &path);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn no_text_makes_the_server_fail(
        code in "\\PC{0,12}|[0-9]{5}|[0-9AB]{5}|[0-9]{9}",
        texts in prop::array::uniform6("\\PC{0,12}|-?[0-9]{1,9}(\\.[0-9]{1,3})?(e[0-9]{1,3})?|[0-9]{1,3}-[0-9]{1,3}"),
        layer in prop::sample::select(vec!["", "/coverage", "/white-zones", "/facilities"]),
    ) {
        let names = ["kind", "within", "at", "ages", "reference", "format"];
        let pairs = names.iter().zip(&texts).map(|(name, text)| format!("{name}={}", encoded(text)));
        let query = pairs.collect::<Vec<_>>().join("&");
        for code in [encoded(&code).as_str(), PLACE] {
            let answer = get(&SYNTHETIC, &of(code, &format!("{layer}?{query}")));
            prop_assert!(!answer.status.is_server_error(), "{}", answer.text());
        }
        for one in query.split('&') {
            let answer = get(&SYNTHETIC, &of(PLACE, &format!("{layer}?{one}")));
            prop_assert!(!answer.status.is_server_error(), "{one}: {}", answer.text());
        }
        let position = format!("lon={}&lat={}", encoded(&texts[0]), encoded(&texts[1]));
        let answer = get(&SYNTHETIC, &format!("/api/locate?{position}"));
        prop_assert!(!answer.status.is_server_error());
    }

    #[test]
    fn no_search_makes_the_server_fail(text in "\\PC{0,40}") {
        let answer = get(&SYNTHETIC, &format!("/api/territories?q={}", encoded(&text)));
        prop_assert_eq!(answer.status, StatusCode::OK);
    }
}

// The real country.

fn number(value: &Value) -> f64 {
    value.as_f64().unwrap_or_else(|| panic!("{value} is no number"))
}

fn codes_where(answer: &Value, holds: impl Fn(&Value) -> bool) -> Vec<&str> {
    let rows = list(answer, "communes").iter().filter(|row| holds(row));
    rows.map(|row| row["code"].as_str().unwrap()).collect()
}

#[test]
fn carrieres_sur_seine_has_220_places_for_587_children() {
    let answer = read(&COUNTRY, &of(CARRIERES, &format!("/coverage?kind=eaje&{DAY}")));
    let total = &answer["total"];
    assert_eq!((number(&total["places"]), number(&total["children"])), (220.0, 587.0));
    assert!((number(&total["rate"]) - 100.0 * 220.0 / 587.0).abs() < 1e-9);
    assert_eq!(total["status"], "observed");
}

#[test]
fn gally_mauldre_has_eaje_in_eight_communes_of_eleven() {
    let answer = read(&COUNTRY, &of(GALLY_MAULDRE, &format!("/coverage?kind=eaje&{DAY}")));
    assert_eq!(list(&answer, "communes").len(), 11);
    assert_eq!(codes_where(&answer, |row| row["facilities"] == 0), ["78013", "78305", "78415"]);
}

#[test]
fn gally_mauldre_has_alsh_for_children_in_six_communes_and_for_teenagers_in_four() {
    for (ages, count) in [("3-11", 6), ("11-17", 4)] {
        let path = of(GALLY_MAULDRE, &format!("/coverage?kind=alsh&ages={ages}&{DAY}"));
        let answer = read(&COUNTRY, &path);
        assert_eq!(codes_where(&answer, |row| row["facilities"] != 0).len(), count, "{ages}");
    }
}

#[test]
fn gally_mauldre_lists_26_services() {
    let answer = read(&COUNTRY, &of(GALLY_MAULDRE, &format!("/facilities?{DAY}")));
    assert_eq!(list(&answer, "features").len(), 26);
}

#[test]
fn of_what_nobody_documented_no_white_zone_is_claimed() {
    for kind in ["rpe", "laep", "evs"] {
        let path =
            |format| of(GALLY_MAULDRE, &format!("/white-zones?kind={kind}&{DAY}&format={format}"));
        let answer = read(&COUNTRY, &path("json"));
        for row in list(&answer, "communes").iter().chain([&answer["total"]]) {
            assert_eq!(row["verdict"], "not-documented", "{kind}: {row}");
            assert!(row["white_area_km2"].is_null() && row["white_share"].is_null(), "{kind}");
            assert!(row["white_children"].is_null() && row["out_of_reach"].is_null(), "{kind}");
        }
        assert!(list(&read(&COUNTRY, &path("geojson")), "features").is_empty(), "{kind}");
    }
}

#[test]
fn grand_chatellerault_has_47_communes_on_1136_square_kilometres() {
    let answer = read(&COUNTRY, &of(CHATELLERAULT, ""));
    assert_eq!(list(&answer, "communes").len(), 47);
    assert!((number(&answer["area_km2"]) - 1136.0).abs() <= 1.0, "{}", answer["area_km2"]);
}

#[test]
fn children_of_gally_mauldre_are_split_into_three_that_add_up() {
    let path = "/white-zones?kind=eaje&fill=mean&within=3000";
    let total = read(&COUNTRY, &of(GALLY_MAULDRE, &format!("{path}&{DAY}")))["total"].clone();
    let parts = ["with_place", "without_place", "out_of_reach"].map(|part| number(&total[part]));
    for (part, expected) in parts.iter().zip([333.0, 259.2, 15.75]) {
        assert!((part - expected).abs() <= 0.05, "{parts:?}");
    }
    assert!((parts.iter().sum::<f64>() - number(&total["children"])).abs() < 1e-6, "{total}");
}

#[test]
fn a_commune_without_a_boundary_answers_with_nulls_and_statuses() {
    let answer = read(&COUNTRY, &of("12218", &format!("/white-zones?{DAY}")));
    for row in [&answer["communes"][0], &answer["total"]] {
        assert!(row["area_km2"].is_null() && row["white_area_km2"].is_null(), "{row}");
        assert_eq!((&row["status"], &row["verdict"]), (&json!("not-documented"), &row["status"]));
    }
    let shapes = read(&COUNTRY, &of("12218", &format!("/coverage?{DAY}&format=geojson")));
    assert!(shapes["features"][0]["geometry"].is_null());
    assert!(
        list(&read(&COUNTRY, &of("12218", "/white-zones?format=geojson")), "features").is_empty()
    );
    let detail = read(&COUNTRY, &of("12218", ""));
    assert!(detail["area_km2"].is_null() && detail["bbox"].is_null());
    assert_eq!(detail["communes"][0]["has_boundary"], false);
}

#[test]
fn overseas_territories_are_found_and_answer() {
    let found = read(&COUNTRY, "/api/territories?q=cayenne");
    let cayenne = &found["territories"][0];
    assert_eq!((&cayenne["code"], &cayenne["department"]), (&json!("97302"), &json!("973")));
    let place = read(&COUNTRY, "/api/locate?lon=-52.3265&lat=4.9372");
    assert_eq!(place["commune"]["code"], "97302");
    let epci = place["epci"]["code"].as_str().unwrap();
    let detail = read(&COUNTRY, &of(epci, ""));
    assert_eq!((&detail["department"], &detail["epsg"]), (&json!("973"), &json!(2972)));
    for layer in ["coverage", "white-zones", "facilities"] {
        read(&COUNTRY, &of(epci, &format!("/{layer}?{DAY}")));
        assert_eq!(get(&COUNTRY, &of(epci, &format!("/{layer}?format=csv"))).status, 200);
    }
}

#[test]
fn an_epci_over_several_departments_answers() {
    let detail = read(&COUNTRY, &of(GRAND_PARIS, ""));
    let departments: BTreeSet<&str> = list(&detail, "communes")
        .iter()
        .map(|commune| commune["department"].as_str().unwrap())
        .collect();
    assert!(departments.is_superset(&BTreeSet::from(["75", "92", "93", "94"])), "{departments:?}");
    for layer in ["coverage", "white-zones"] {
        let answer = read(&COUNTRY, &of(GRAND_PARIS, &format!("/{layer}?{DAY}")));
        assert_eq!(list(&answer, "communes").len(), list(&detail, "communes").len());
    }
}

#[test]
fn paris_is_where_it_is() {
    let place = read(&COUNTRY, "/api/locate?lon=2.3522&lat=48.8566");
    assert_eq!(place["commune"], json!({ "code": "75056", "name": "Paris" }));
    assert_eq!(place["epci"]["code"], GRAND_PARIS);
    let sea = get(&COUNTRY, "/api/locate?lon=-30&lat=45");
    assert_refused(&sea, StatusCode::NOT_FOUND, Some("lon, lat"), "the ocean");
}
