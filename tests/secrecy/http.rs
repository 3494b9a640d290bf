//! The public route, and the groups of communes on the real map.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use http_body_util::BodyExt as _;
use maillage::analysis::secrecy::{Households, groupings};
use maillage::api::{Server, router};
use maillage::index::{Atlas, neighbours};
use maillage::territory::Usage;
use serde_json::Value;
use tokio::runtime::Runtime;
use tower::ServiceExt as _;

use crate::carrieres;
use crate::support::{PLACE, four_squares, prepared_france, real_atlas, territory};

fn get(app: &Router, path: &str) -> (StatusCode, String) {
    Runtime::new().unwrap().block_on(async {
        let request = Request::builder().uri(path).body(Body::empty()).unwrap();
        let answer = app.clone().oneshot(request).await.unwrap();
        let status = answer.status();
        let body = answer.into_body().collect().await.unwrap().to_bytes().to_vec();
        (status, String::from_utf8(body).unwrap())
    })
}

#[test]
fn the_public_route_gives_cleared_figures_and_no_internal_one() {
    let mut register = carrieres::register();
    let internal = register.indicators.iter_mut().filter(|i| i.name.contains("RSA"));
    internal.for_each(|indicator| indicator.usage = Usage::Interne);
    let atlas = Atlas::new(prepared_france(), register);
    let app = router(Server::new(atlas, territory("78124")));
    let (status, body) = get(&app, "/api/territories/78124/indicators");
    assert_eq!(status, StatusCode::OK);
    let answer: Value = serde_json::from_str(&body).unwrap();
    let rows = answer["indicators"].as_array().unwrap();
    assert!(rows.iter().all(|row| row["usage"] == "public"), "{body}");
    assert!(rows.iter().all(|row| !row["name"].as_str().unwrap().contains("RSA")));
    assert!(answer["withheld"].as_u64().unwrap() > 5);
    assert!(rows.iter().any(|row| row["status"] == "secret" && row["value"].is_null()));
    assert!(answer.get("groupings").is_none(), "they tell which communes are below the threshold");
    let (status, csv) = get(&app, "/api/territories/78124/indicators?format=csv");
    assert_eq!(status, StatusCode::OK);
    assert!(csv.lines().next().unwrap().ends_with(",source_line"), "{csv}");
    assert!(!csv.contains("RSA"));
}

#[test]
fn internal_use_and_shapes_are_refused() {
    let atlas = Atlas::new(four_squares(), maillage::territory::Register::default());
    let app = router(Server::new(atlas, territory(PLACE)));
    for (query, expected) in [
        ("usage=interne", StatusCode::FORBIDDEN),
        ("usage=all", StatusCode::BAD_REQUEST),
        ("format=geojson", StatusCode::BAD_REQUEST),
    ] {
        let (status, body) = get(&app, &format!("/api/territories/{PLACE}/indicators?{query}"));
        assert_eq!(status, expected, "{query}: {body}");
    }
    assert_eq!(get(&app, "/api/territories/99009/indicators").0, StatusCode::NOT_FOUND);
}

#[test]
fn squares_side_by_side_are_neighbours() {
    let atlas = Atlas::new(four_squares(), maillage::territory::Register::default());
    let study = atlas.study(territory(PLACE)).unwrap();
    assert_eq!(neighbours(&atlas.france.boundaries, &study), [vec![1], vec![0, 2], vec![1]]);
}

/// Counts of allocataires are synthetic, for none is published by commune; borders are real.
#[test]
fn communes_of_gally_mauldre_below_the_threshold_join_a_neighbour() {
    let atlas = real_atlas();
    let study = atlas.study(territory("200034130")).unwrap();
    let beside = neighbours(&atlas.france.boundaries, &study);
    let at = |code: &str| study.communes.iter().position(|c| c.code.as_str() == code).unwrap();
    assert!(beside.iter().all(|places| !places.is_empty()), "{beside:?}");
    for (place, places) in beside.iter().enumerate() {
        assert!(places.iter().all(|other| beside[*other].contains(&place)));
    }
    let small = at("78013");
    let households = |(place, commune): (usize, &maillage::index::StudyCommune)| Households {
        code: commune.code,
        allocataires: Some(if place == small { 40 } else { 200 + place as u32 }),
        neighbours: beside[place].clone(),
    };
    let communes: Vec<Households> = study.communes.iter().enumerate().map(households).collect();
    let found = groupings(&communes);
    assert_eq!(found.len(), 1);
    let group = found[0].group.as_ref().unwrap();
    let nearest = study.communes[beside[small][0]].code;
    assert_eq!(group.len(), 2);
    assert!(group.contains(&nearest), "{group:?}: of equal sizes, the fewest allocataires");
}
