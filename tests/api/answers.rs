//! What the synthetic place answers.

use crate::client::{DAY, SYNTHETIC, ask, assert_refused, get, list, of, read, rounded, serve};
use crate::support::{PLACE, at, children, code, creche, four_squares, place, register, territory};
use axum::http::Method;
use axum::http::StatusCode;
use maillage::analysis::baseline;
use maillage::api::{Baseline, Server, router};
use maillage::index::Atlas;
use maillage::territory::Cell;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeSet;
use std::sync::Arc;

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

/// The synthetic place with two cells in its first commune, one of them imputed.
fn with_cells() -> Atlas {
    let mut register = register(vec![creche("a", "99001", 4_000.0, 5_000.0, Some(4.0))]);
    let cell = |x, count, imputed| Cell {
        centre: at(x, 5_000.0),
        imputed,
        groups: vec![children(0, 2, count)],
    };
    Arc::make_mut(&mut register.cells)
        .insert(code("99001"), vec![cell(5_000.0, 10.0, false), cell(9_000.0, 3.0, true)]);
    Atlas::new(four_squares(), register)
}

#[test]
fn cells_answer_a_row_each_and_name_the_communes_without() {
    let app = serve(with_cells(), PLACE);
    let answer = read(&app, &of(PLACE, &format!("/cells?within=2000&{DAY}")));
    insta::assert_json_snapshot!("cells", rounded(answer));
    let points = get(&app, &of(PLACE, &format!("/cells?within=2000&{DAY}&format=geojson")));
    assert_eq!(points.header("content-type"), "application/geo+json");
    let points = points.json();
    assert_eq!(list(&points, "features").len(), 2);
    assert_eq!(points["metadata"]["cell_side"], json!(200.0));
    let table = get(&app, &of(PLACE, &format!("/cells?within=2000&{DAY}&format=csv")));
    let name = format!("attachment; filename=\"carreaux-eaje-{PLACE}.csv\"");
    assert_eq!(table.header("content-disposition"), name);
    insta::assert_snapshot!("cells_csv", table.text());
}

/// The synthetic place with a crèche in the east, and its lists complete.
fn to_site() -> Atlas {
    place(vec![creche("a", "99003", 25_000.0, 5_000.0, Some(30.0))])
}

#[test]
fn siting_answers_sites_a_proof_and_the_runners_up() {
    let app = serve(to_site(), PLACE);
    let path = of(PLACE, &format!("/siting?within=6000&count=1&{DAY}"));
    insta::assert_json_snapshot!("siting", rounded(read(&app, &path)));
    let fewest = read(&app, &of(PLACE, &format!("/siting?within=6000&{DAY}")));
    assert_eq!((&fewest["method"], &fewest["objective"]), (&json!("lscp"), &json!(2)));
    assert_eq!((&fewest["optimal"], &fewest["bound"]), (&json!(true), &json!(2.0)));
}

#[test]
fn siting_answers_a_table_and_points() {
    let app = serve(to_site(), PLACE);
    let table = get(&app, &of(PLACE, &format!("/siting?within=6000&{DAY}&format=csv")));
    let name = format!("attachment; filename=\"implantation-eaje-{PLACE}.csv\"");
    assert_eq!(table.header("content-disposition"), name);
    insta::assert_snapshot!("siting_csv", table.text());
    let points = get(&app, &of(PLACE, &format!("/siting?within=6000&{DAY}&format=geojson")));
    assert_eq!(points.header("content-type"), "application/geo+json");
    insta::assert_json_snapshot!("siting_geojson", rounded(points.json()));
}

#[test]
fn siting_claims_nothing_where_a_service_may_stand_anywhere() {
    let answer = read(&SYNTHETIC, &of(PLACE, &format!("/siting?count=1&{DAY}")));
    assert_eq!(answer["sites"], json!([]));
    assert!(answer["objective"].is_null() && answer["bound"].is_null());
    assert_eq!(answer["objective_status"], "not-documented");
    assert_eq!(answer["not_documented"], json!([{ "code": "99003", "name": "Carré 3" }]));
    assert_eq!(answer["total"]["children_status"], "not-documented");
    assert!(answer["source_line"].as_str().unwrap().contains("5 km"), "{answer}");
}

#[test]
fn a_ranking_answers_rows_from_worst_to_best() {
    let asked = format!("/ranking?within=4000&by=composite&{DAY}");
    insta::assert_json_snapshot!("ranking", rounded(read(&SYNTHETIC, &of(PLACE, &asked))));
    let shapes = read(&SYNTHETIC, &of(PLACE, &format!("{asked}&format=geojson")));
    let drawn = list(&shapes, "features").iter().map(|feature| {
        let mut longitude = &feature["geometry"]["coordinates"];
        while longitude.is_array() {
            longitude = &longitude[0];
        }
        (feature["properties"]["code"].as_str().unwrap(), longitude.as_f64().unwrap())
    });
    let mut drawn: Vec<_> = drawn.collect();
    drawn.sort_by(|a, b| a.0.cmp(b.0));
    assert!(drawn.windows(2).all(|pair| pair[0].1 < pair[1].1), "each row has its own boundary");
}

/// Frozen before the first crèche opened.
#[test]
fn an_evolution_answers_what_changed_since_a_baseline() {
    let mut nursery = creche("a", "99001", 5_000.0, 5_000.0, Some(30.0));
    nursery.opened_on = Some("2026-09-01".parse().unwrap());
    let now = place(vec![nursery.clone(), creche("b", "99002", 15_000.0, 5_000.0, Some(20.0))]);
    let on = "2025-12-19".parse().unwrap();
    let then = place(vec![nursery]);
    let then = baseline(&then, &then.study(territory(PLACE)).unwrap(), on, "signature");
    let baseline = Baseline {
        id: "signature".to_owned(),
        title: "signature".to_owned(),
        on,
        atlas: Arc::new(now.with_register(then)),
    };
    let app = router(Server::new(now, territory(PLACE)).with_baselines(vec![baseline]));
    let config = read(&app, "/api/config");
    let told = json!([{ "id": "signature", "title": "signature", "on": "2025-12-19" }]);
    assert_eq!(config["baselines"], told);
    let path = of(PLACE, &format!("/evolution?baseline=signature&{DAY}"));
    insta::assert_json_snapshot!("evolution", rounded(read(&app, &path)));
}

#[test]
fn access_answers_rows_and_a_total_with_their_calculation() {
    let creches = vec![
        creche("a", "99001", 5_000.0, 5_000.0, Some(30.0)),
        creche("b", "99002", 12_000.0, 5_000.0, Some(20.0)),
    ];
    let app = serve(place(creches), PLACE);
    let path = of(PLACE, &format!("/access?within=8000&decay=4000:1,8000:0.5&{DAY}"));
    let answer = read(&app, &path);
    for row in list(&answer, "communes").iter().chain([&answer["total"]]) {
        let part = |column: &str| row[column].as_f64().unwrap();
        let parts = part("with_place") + part("without_place") + part("out_of_reach");
        assert_eq!(parts, part("children"), "{row}");
    }
    insta::assert_json_snapshot!("access", rounded(answer));
    let table = get(&app, &format!("{path}&format=csv"));
    let name = format!("attachment; filename=\"acces-eaje-{PLACE}.csv\"");
    assert_eq!(table.header("content-disposition"), name);
    insta::assert_snapshot!("access_csv", table.text());
    let shapes = get(&app, &format!("{path}&format=geojson")).json();
    assert_eq!(shapes["features"][0]["properties"]["verdict"], "covered");
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
        "/api/territories/{code}/answers",
        "/api/territories/{code}/facilities",
        "/api/territories/{code}/coverage",
        "/api/territories/{code}/white-zones",
        "/api/territories/{code}/access",
        "/api/territories/{code}/cells",
        "/api/territories/{code}/ranking",
        "/api/territories/{code}/evolution",
        "/api/territories/{code}/siting",
        "/api/territories/{code}/modes",
        "/api/territories/{code}/perimeters",
        "/api/territories/{code}/duties",
        "/api/territories/{code}/scenario",
        "/tiles/{layer}",
        "/tiles/{layer}/{z}/{x}/{y}",
        "/api/territories/{code}/import",
        "/api/territories/{code}/import/preview",
    ]);
    let missing: Vec<_> = served.difference(&listed).collect();
    assert!(missing.is_empty(), "served but not in the contract: {missing:?}");
    for path in listed.into_iter().filter(|path| paths[*path].get("get").is_some()) {
        let filled = [("{code}", PLACE), ("{layer}", "communes"), ("{z}", "5"), ("{x}", "16")];
        let filled = filled.iter().fold(path.replace("{y}", "11"), |p, (k, v)| p.replace(k, v));
        let status = get(&SYNTHETIC, &filled).status;
        let required = path == "/api/locate"
            || ["/answers", "/evolution", "/scenario"].iter().any(|needs| path.ends_with(needs));
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
