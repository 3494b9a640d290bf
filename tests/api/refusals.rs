//! How it refuses.

use crate::client::{DAY, SYNTHETIC, ask, assert_refused, encoded, get, of, read, send};
use crate::support::PLACE;
use axum::body::Body;
use axum::http::Method;
use axum::http::Request;
use axum::http::StatusCode;
use proptest::prelude::*;

#[test]
fn a_territory_that_does_not_read_or_exist_is_refused() {
    let long = "9".repeat(300);
    let malformed =
        ["2a004", "9999", "99", "2C004", "99-01", "9999999999", "abc", &encoded("é'\"<"), &long];
    for rest in [
        "",
        "/coverage",
        "/white-zones",
        "/access",
        "/cells",
        "/ranking",
        "/evolution?from=2020-01-01",
        "/facilities",
        "/modes",
        "/perimeters",
        "/duties",
    ] {
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
const BAD_PARAMETERS: [(&[&str], &str, &[&str]); 14] = [
    (&["siting"], "count", &["0", "-1", "501", "1.5", "x", "NaN", "99999999999999999999"]),
    (&["ranking"], "by", &["size", "OUT-OF-REACH", "rate,gap", "%20"]),
    (&["ranking"], "weights", &["rate", "rate:-1", "rate:0", "rate:NaN", "rate:1,rate:1", "x:1"]),
    (
        &["coverage", "white-zones", "siting", "facilities", "perimeters"],
        "kind",
        &["creche", "EAJE", "eaje,rpe", "%20"],
    ),
    (
        &["white-zones", "siting", "perimeters", "cells"],
        "within",
        &["abc", "NaN", "inf", "-inf", "-1", "0", "99", "100001", "1e308", "1e999", "5km", "%20"],
    ),
    (
        &["coverage", "white-zones", "facilities", "modes", "perimeters", "duties"],
        "at",
        &["2026-13-01", "2026-02-30", "tomorrowland", "22/11/2026", "99999-01-01"],
    ),
    (&["coverage", "white-zones"], "ages", &["5-2", "0-99", "3", "a-b", "-1-2", "0-256"]),
    (&["coverage", "white-zones"], "mode", &["PSU", "none"]),
    (&["coverage", "white-zones", "modes"], "fill", &["median", "0"]),
    (
        &["coverage", "white-zones", "facilities", "modes", "perimeters", "duties"],
        "format",
        &["xml", "CSV", "gpkg"],
    ),
    (&["modes"], "reference", &["abc", "NaN", "-1", "1001", "inf", "58,5", "rpe:4", "eaje:"]),
    (&["duties"], "competence", &["all", "Communes", "epci"]),
    (&["white-zones", "access", "cells"], "reference", &["abc", "NaN", "-1", "1001", "inf"]),
    (
        &["white-zones", "access"],
        "decay",
        &["box", "Linear", "gaussian:0", "gaussian:x", "2000", "5000:1,2000:0.5", "1:1,2:2"],
    ),
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
        ("from", "/api/territories/999999999/evolution"),
        ("from", "/api/territories/999999999/evolution?from=2026-11-23&at=2026-11-22"),
        ("from", "/api/territories/999999999/evolution?from=yesterday"),
        ("baseline", "/api/territories/999999999/evolution?baseline=../maillage"),
        ("population", "/api/territories/999999999/evolution?from=2020-01-01&population=both"),
        ("reference", "/api/territories/999999999/ranking?by=gap"),
        ("by", "/api/territories/999999999/ranking?by=rate&kind=laep"),
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
    let long = "q".repeat(9_000);
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
        layer in prop::sample::select(vec!["", "/coverage", "/white-zones", "/access", "/siting", "/modes", "/facilities"]),
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
