//! The real country.

use crate::client::{
    CARRIERES, CHATELLERAULT, COUNTRY, DAY, GALLY_MAULDRE, GRAND_PARIS, assert_refused, get, list,
    of, read,
};
use axum::http::StatusCode;
use serde_json::Value;
use serde_json::json;
use std::collections::BTreeSet;

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
