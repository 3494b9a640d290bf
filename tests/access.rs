//! Access with competition: what `PySAL` answers, the synthetic place by hand, and the laws.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;

use maillage::analysis::{Decay, Threshold, Verdict, WhiteZones, access, white_zones};
use maillage::index::{Atlas, bounds};
use maillage::territory::{Cell, Completeness, Crs, Facility, Figure, Register, Status};
use maillage::units::{Metres, Projected, Wgs84};
use proptest::prelude::*;
use serde_json::Value;
use support::{
    PLACE, at, children, code, creche, four_squares, place, prepared_france, question, register,
    territory, within,
};

fn numbers(value: &Value) -> Vec<f64> {
    value.as_array().unwrap().iter().filter_map(Value::as_f64).collect()
}

fn golden() -> Value {
    let path = format!("{}/tests/golden/catchments.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Compares with every run of a golden set, to 1e-9.
fn assert_agrees(set: &Value, demand: &[(Projected, f64)], supply: &[(Projected, f64)]) {
    for run in set["access"].as_array().unwrap() {
        let within = Metres::try_from(run["within"].as_f64().unwrap()).unwrap();
        let decay: Decay = run["decay"].as_str().unwrap().parse().unwrap();
        let ours = access(demand, supply, within, &decay);
        let theirs = numbers(&run["per_child"]);
        assert_eq!(ours.per_child.len(), theirs.len());
        for (ours, theirs) in ours.per_child.iter().zip(theirs) {
            let near = (ours - theirs).abs() <= 1e-9 * theirs.max(1.0);
            assert!(near, "{ours} {theirs} {} {decay} {}", set["siren"], within.get());
        }
        let given: f64 = demand.iter().zip(&ours.per_child).map(|((_, p), a)| p * a).sum();
        let shared = supply.iter().zip(&ours.sharing).filter(|(_, sharing)| **sharing > 0.0);
        let shared: f64 = shared.map(|((_, places), _)| places).sum();
        assert!((given - shared).abs() < 1e-6, "{given} of {shared} places are given out");
    }
}

/// Real communes of three EPCI, one of them overseas; SYNTHETIC children and services.
#[test]
fn three_epci_have_the_access_that_pysal_gives_them() {
    let (france, golden) = (prepared_france(), golden());
    for set in golden["epcis"].as_array().unwrap() {
        let mut crs = Crs::Lambert93;
        let mut demand = Vec::new();
        for row in set["demand"].as_array().unwrap() {
            let commune = code(row[0].as_str().unwrap());
            let at = france.commune_at(commune).unwrap();
            let [low, high] = bounds(&france.boundaries, at).unwrap();
            let lonlat = [0, 1].map(|axis| f64::midpoint(low[axis], high[axis]));
            let told = numbers(row);
            assert!((lonlat[0] - told[0]).abs() + (lonlat[1] - told[1]).abs() < 1e-12);
            crs = Crs::of(commune);
            let middle = Wgs84 { lon: told[0], lat: told[1] };
            demand.push((crs.project(middle).unwrap(), told[2]));
        }
        let supply: Vec<_> = set["supply"]
            .as_array()
            .unwrap()
            .iter()
            .map(numbers)
            .map(|row| (crs.project(Wgs84 { lon: row[0], lat: row[1] }).unwrap(), row[2]))
            .collect();
        assert_agrees(set, &demand, &supply);
    }
}

#[test]
fn a_distance_exactly_at_the_threshold_counts_as_pysal_counts_it() {
    let set = &golden()["bound"];
    let points = |rows: &Value| -> Vec<(Projected, f64)> {
        let rows = rows.as_array().unwrap().iter().map(numbers);
        rows.map(|row| (Projected { x: row[0], y: row[1] }, row[2])).collect()
    };
    assert_agrees(set, &points(&set["demand"]), &points(&set["supply"]));
}

fn zones<'a>(atlas: &'a Atlas, of: &str, threshold: &Threshold) -> WhiteZones<'a> {
    let study = atlas.study(territory(of)).unwrap();
    white_zones(atlas, &study, &question(), threshold)
}

fn value(figure: Figure) -> f64 {
    figure.value().unwrap()
}

/// 150 children at the town hall of each commune, 10 km apart; 30 places on the border of the
/// third and the fourth, which belongs to no EPCI: 300 children share them.
#[test]
fn children_across_the_border_take_places_where_the_list_is_complete_there() {
    let border = vec![creche("a", "99003", 30_000.0, 5_000.0, Some(30.0))];
    let atlas = place(border.clone());
    let row = |atlas: &Atlas| value(zones(atlas, PLACE, &within(6_000.0)).communes[2].access);
    assert!((row(&atlas) - 0.1).abs() < 1e-12);
    let mut silent = register(border);
    silent.inventories.retain(|inventory| inventory.territory != territory("99004"));
    let silent = Atlas::new(four_squares(), silent);
    assert!((row(&silent) - 0.2).abs() < 1e-12, "their own places are unknown: they stay there");
}

#[test]
fn places_across_the_border_count_for_access_and_not_for_coverage() {
    let atlas = place(vec![creche("a", "99004", 30_000.0, 5_000.0, Some(30.0))]);
    let zones = zones(&atlas, PLACE, &within(6_000.0));
    let row = &zones.communes[2];
    assert_eq!((row.facilities, row.access.status()), (0, Status::Estimated));
    assert!((value(row.access) - 0.1).abs() < 1e-12);
    let study = atlas.study(territory(PLACE)).unwrap();
    let coverage = maillage::analysis::coverage(&atlas, &study, &question());
    assert_eq!(coverage.communes[2].places.value(), Some(0.0));
}

#[test]
fn a_commune_alone_has_the_access_that_it_has_within_its_epci() {
    let creches = [(2_000.0, 30.0), (12_000.0, 20.0), (19_500.0, 45.0), (33_000.0, 7.0)];
    let creches = creches.iter().zip(["99001", "99002", "99002", "99004"]).zip(0..);
    let creches = creches.map(|((&(x, places), commune), id)| {
        creche(&format!("{id}"), commune, x, 4_000.0, Some(places))
    });
    let atlas = place(creches.collect());
    for decay in ["binary", "gaussian", "5000:1,9000:0.4"] {
        let threshold = Threshold { decay: decay.parse().unwrap(), ..within(9_000.0) };
        let whole = zones(&atlas, PLACE, &threshold);
        for (at, commune) in ["99001", "99002", "99003"].into_iter().enumerate() {
            let alone = zones(&atlas, commune, &threshold);
            let (alone, within) = (value(alone.total.access), value(whole.communes[at].access));
            assert!((alone - within).abs() < 1e-12, "{commune} {decay}: {alone} {within}");
        }
    }
}

/// A crèche of unknown size within reach makes a lower bound, one far away does not.
#[test]
fn a_place_of_unknown_number_matters_where_it_is_in_reach() {
    let atlas = place(vec![
        creche("a", "99001", 5_000.0, 5_000.0, Some(30.0)),
        creche("b", "99003", 25_000.0, 5_000.0, None),
    ]);
    let zones = zones(&atlas, PLACE, &within(4_000.0));
    let statuses: Vec<Status> = zones.communes.iter().map(|row| row.access.status()).collect();
    assert_eq!(statuses, [Status::Estimated, Status::Zero, Status::LowerBound]);
    assert_eq!(zones.communes[2].without_place, Figure::NOT_DOCUMENTED);
}

/// Four cells of 7.5 children at 1, 2, 3 and 4 km of 15 places, weighed 1, 1, ½ and nothing.
#[test]
fn three_numbers_follow_the_weights() {
    let mut register = register(vec![creche("a", "99001", 1_000.0, 5_000.0, Some(15.0))]);
    let cells = (1..=4_u32).map(|n| Cell {
        centre: at(1_000.0 + f64::from(n) * 1_000.0, 5_000.0),
        imputed: false,
        groups: vec![children(0, 3, 10.0)],
    });
    Arc::make_mut(&mut register.cells).insert(code("99001"), cells.collect());
    let atlas = Atlas::new(four_squares(), register);
    let decay = "2100:1,3100:0.5".parse().unwrap();
    let threshold = Threshold { decay, reference: Some(60.0), ..within(3_500.0) };
    let row = zones(&atlas, "99001", &threshold).total;
    // 7.5 + 7.5 + 3.75 share 15 places: 0.8, 0.8 and 0.4 a child; the fourth cell is out of reach.
    let parts = [row.with_place, row.without_place, row.white_children].map(value);
    assert!(parts.iter().zip([15.0, 7.5, 7.5]).all(|(a, b)| (a - b).abs() < 1e-6), "{parts:?}");
    assert_eq!(parts.iter().sum::<f64>(), value(row.children));
    assert_eq!(row.verdict, Verdict::PartlyWhite);
    let all = Threshold { decay, ..Threshold { reference: Some(60.0), ..within(4_500.0) } };
    assert_eq!(zones(&atlas, "99001", &all).total.verdict, Verdict::Underserved);
}

#[test]
fn without_a_complete_list_no_access_is_claimed() {
    let mut silent: Register = register(vec![creche("a", "99001", 1.0, 1.0, Some(9.0))]);
    silent.inventories.iter_mut().for_each(|i| i.completeness = Completeness::Partial);
    let atlas = Atlas::new(four_squares(), silent);
    let zones = zones(&atlas, PLACE, &within(5_000.0));
    assert_eq!(zones.communes[0].access, Figure::NOT_DOCUMENTED);
    assert_eq!(zones.communes[0].verdict, Verdict::NotDocumented);
}

fn some_creches() -> impl Strategy<Value = Vec<Facility>> {
    prop::collection::vec((0.0..40_000.0, 0.0..10_000.0, 1.0..200.0), 0..12).prop_map(|drawn| {
        let creches = drawn.into_iter().enumerate();
        let creches = creches.map(|(n, (x, y, places)): (usize, (f64, f64, f64))| {
            let commune = format!("9900{}", (x / 10_000.0).floor() + 1.0);
            creche(&n.to_string(), &commune, x, y, Some(places))
        });
        creches.collect()
    })
}

/// The place with cells in its first commune.
fn with_cells(creches: Vec<Facility>) -> Atlas {
    let mut register = register(creches);
    let cells = (0..100_u32).map(|n| Cell {
        centre: at(f64::from(n % 10) * 1_000.0 + 500.0, f64::from(n / 10) * 1_000.0 + 500.0),
        imputed: false,
        groups: vec![children(0, 3, f64::from(n % 7) * 1.37)],
    });
    Arc::make_mut(&mut register.cells).insert(code("99001"), cells.collect());
    Atlas::new(four_squares(), register)
}

fn decays() -> impl Strategy<Value = Decay> {
    let texts = ["binary", "linear", "gaussian", "exponential:800", "1000:1,4000:0.68,9000:0.22"];
    prop::sample::select(texts.map(|text| text.parse().unwrap()).to_vec())
}

proptest! {
    #[test]
    fn the_three_numbers_are_all_children_to_the_last_digit(
        creches in some_creches(), metres in 200.0..20_000.0, decay in decays(),
    ) {
        let atlas = with_cells(creches);
        let zones = zones(&atlas, PLACE, &Threshold { decay, ..within(metres) });
        for row in zones.communes.iter().chain([&zones.total]) {
            let parts = [row.with_place, row.without_place, row.white_children].map(value);
            prop_assert!(parts.iter().all(|part| *part >= 0.0));
            prop_assert_eq!(parts.iter().sum::<f64>(), value(row.children));
        }
    }

    #[test]
    fn more_places_never_lower_those_with_a_place(
        creches in some_creches(), x in 0.0..40_000.0_f64, y in 0.0..10_000.0, larger in 1.0..3.0,
        metres in 200.0..20_000.0, decay in decays(),
    ) {
        let commune = format!("9900{}", (x / 10_000.0).floor() + 1.0);
        let mut more = creches.clone();
        more.push(creche("new", &commune, x, y, Some(25.0)));
        more[0].capacity = more[0].capacity.map(|places| places * larger);
        let threshold = Threshold { decay, ..within(metres) };
        let (before, after) = (with_cells(creches), with_cells(more));
        let (before, after) = (zones(&before, PLACE, &threshold), zones(&after, PLACE, &threshold));
        for (before, after) in before.communes.iter().zip(&after.communes) {
            prop_assert!(value(after.with_place) >= value(before.with_place) - 1e-6);
        }
        prop_assert!(value(after.total.with_place) >= value(before.total.with_place) - 1e-6);
    }

    #[test]
    fn a_larger_threshold_never_raises_those_out_of_reach(
        creches in some_creches(), metres in 200.0..20_000.0, more in 0.0..9_000.0,
    ) {
        let atlas = with_cells(creches);
        let near = zones(&atlas, PLACE, &within(metres));
        let far = zones(&atlas, PLACE, &within(metres + more));
        for (near, far) in near.communes.iter().zip(&far.communes) {
            prop_assert!(value(far.white_children) <= value(near.white_children) + 1e-6);
        }
    }

    #[test]
    fn the_order_of_the_list_changes_no_access(
        creches in some_creches(), metres in 200.0..20_000.0, decay in decays(),
    ) {
        let backwards: Vec<_> = creches.iter().rev().cloned().collect();
        let threshold = Threshold { decay, ..within(metres) };
        let (one, other) = (with_cells(creches), with_cells(backwards));
        let (one, other) = (zones(&one, PLACE, &threshold), zones(&other, PLACE, &threshold));
        for (one, other) in one.communes.iter().zip(&other.communes) {
            prop_assert!((value(one.access) - value(other.access)).abs() < 1e-9);
        }
    }
}
