//! White zones of the synthetic place, worked out by hand, and their laws.

#![allow(clippy::unwrap_used, clippy::format_collect, reason = "a test fails by panicking")]

mod support;

use std::f64::consts::PI;
use std::sync::Arc;

use maillage::analysis::{Threshold, Verdict, WhiteZones, white_zones};
use maillage::index::Atlas;
use maillage::territory::{
    AgeGroup, Cell, Completeness, Facility, Figure, Kind, Precision, Status,
};
use maillage::units::Metres;
use proptest::prelude::*;
use support::{
    PLACE, at, children, code, creche, of_kind, place, question, register, territory, within,
};

fn measure(atlas: &Atlas, metres: f64) -> WhiteZones<'_> {
    let study = atlas.study(territory(PLACE)).unwrap();
    white_zones(atlas, &study, &question(), &within(metres))
}

fn white_km2(atlas: &Atlas, metres: f64) -> Vec<f64> {
    let zones = measure(atlas, metres);
    zones.communes.iter().map(|row| row.white_area.value().unwrap() / 1e6).collect()
}

#[test]
fn a_creche_in_the_middle_leaves_the_corners_white() {
    let atlas = place(vec![creche("a", "99002", 15_000.0, 5_000.0, Some(20.0))]);
    let white = white_km2(&atlas, 4_000.0);
    assert!((white[0] - 100.0).abs() < 1e-6 && (white[2] - 100.0).abs() < 1e-6);
    assert!((white[1] - (100.0 - PI * 16.0)).abs() < 1e-6);
    let verdicts: Vec<Verdict> =
        measure(&atlas, 4_000.0).communes.iter().map(|r| r.verdict).collect();
    assert_eq!(verdicts, [Verdict::White, Verdict::PartlyWhite, Verdict::White]);
}

#[test]
fn a_creche_across_the_border_counts_for_reach_but_not_for_places() {
    let beyond = creche("a", "99004", 30_000.0, 5_000.0, Some(20.0));
    let atlas = place(vec![beyond]);
    let zones = measure(&atlas, 2_000.0);
    let white = zones.communes[2].white_area.value().unwrap() / 1e6;
    assert!((white - (100.0 - PI * 2.0)).abs() < 1e-6, "half a disc of 2 km reaches in");
    assert_eq!(zones.communes[2].facilities, 0);
    assert_eq!(zones.total.white_area.status(), Status::Observed, "all within 2 km is known");
}

#[test]
fn a_neighbour_of_whom_nobody_said_anything_makes_an_estimate() {
    let mut register = register(vec![creche("a", "99002", 15_000.0, 5_000.0, Some(20.0))]);
    register.inventories.retain(|inventory| inventory.territory != territory("99004"));
    let atlas = Atlas::new(support::four_squares(), register);
    assert_eq!(measure(&atlas, 2_000.0).total.white_area.status(), Status::Estimated);
}

/// The synthetic place with a crèche in its middle commune, and the children of the first blanked.
fn with_a_secret() -> Atlas {
    let mut register = register(vec![
        creche("a", "99002", 15_000.0, 5_000.0, Some(20.0)),
        creche("b", "99003", 29_000.0, 5_000.0, Some(10.0)),
    ]);
    let secret = AgeGroup { count: Figure::SECRET, ..children(0, 2, 0.0) };
    Arc::make_mut(&mut register.children).insert(code("99001"), vec![secret]);
    Atlas::new(support::four_squares(), register)
}

#[test]
fn blanked_children_make_a_secret_verdict_that_is_neither_zero_nor_white() {
    let atlas = with_a_secret();
    let zones = measure(&atlas, 4_000.0);
    let row = &zones.communes[0];
    assert_eq!(row.verdict, Verdict::Secret);
    for figure in [row.children, row.white_children, row.with_place, row.without_place] {
        assert_eq!(figure, Figure::SECRET);
    }
    // Where the services stand is public, and so is what they do not reach.
    assert!((row.white_area.value().unwrap() - 1e8).abs() < 1.0);
    let study = atlas.study(territory(PLACE)).unwrap();
    let drawn = |at| !zones.polygons(&study, at, Metres::try_from(1.0).unwrap()).is_empty();
    assert_eq!([drawn(0), drawn(1)], [false, true]);
    assert_eq!(zones.communes[1].verdict, Verdict::PartlyWhite);
    assert_eq!((zones.total.verdict, zones.total.children), (Verdict::Secret, Figure::SECRET));
}

#[test]
fn who_shares_places_with_blanked_children_has_a_secret_share() {
    let atlas = with_a_secret();
    let near = measure(&atlas, 4_000.0);
    assert_ne!(near.communes[1].access, Figure::SECRET, "nobody else is within 4 km");
    // Within 10 km the first town hall shares the crèche of the second commune.
    let wide = measure(&atlas, 10_010.0);
    assert_eq!(wide.communes[1].access, Figure::SECRET);
    assert_eq!(wide.communes[1].with_place, Figure::SECRET);
    assert!(wide.communes[1].children.value().is_some());
}

#[test]
fn a_perimeter_covers_its_communes_wherever_the_service_stands() {
    let mut laep = creche("a", "99001", 1_000.0, 5_000.0, None);
    laep.kind = Kind::Laep;
    laep.perimeter = vec![code("99003")];
    let atlas = place(vec![laep]);
    let study = atlas.study(territory(PLACE)).unwrap();
    let zones = white_zones(&atlas, &study, &of_kind(Kind::Laep), &within(500.0));
    let verdicts: Vec<Verdict> = zones.communes.iter().map(|row| row.verdict).collect();
    assert_eq!(verdicts, [Verdict::PartlyWhite, Verdict::White, Verdict::Covered]);
    assert_eq!(zones.communes[2].white_area.value(), Some(0.0));
}

#[test]
fn without_a_complete_list_no_white_zone_is_claimed() {
    for completeness in [Completeness::NotDocumented, Completeness::Partial] {
        let mut register = register(vec![]);
        register.inventories.iter_mut().for_each(|i| i.completeness = completeness);
        let atlas = Atlas::new(support::four_squares(), register);
        let zones = measure(&atlas, 5_000.0);
        assert!(zones.communes.iter().all(|row| row.verdict == Verdict::NotDocumented));
        assert_eq!(zones.total.white_area.status(), Status::NotDocumented);
        let study = atlas.study(territory(PLACE)).unwrap();
        assert!(zones.polygons(&study, 0, Metres::try_from(1.0).unwrap()).is_empty());
    }
}

/// Four cells of ten children of 0-3 each, at 1, 2, 3 and 4 km east of a crèche of ten places.
fn with_cells(metres: f64, reference: Option<f64>) -> (Verdict, [f64; 3]) {
    let mut register = register(vec![creche("a", "99001", 1_000.0, 5_000.0, Some(10.0))]);
    let cells = (1..=4_u32).map(|n| Cell {
        centre: at(1_000.0 + f64::from(n) * 1_000.0, 5_000.0),
        imputed: false,
        groups: vec![children(0, 3, 10.0)],
    });
    Arc::make_mut(&mut register.cells).insert(code("99001"), cells.collect());
    let atlas = Atlas::new(support::four_squares(), register);
    let study = atlas.study(territory("99001")).unwrap();
    let threshold = Threshold { reference, ..within(metres) };
    let row = white_zones(&atlas, &study, &question(), &threshold).total;
    let parts = [row.with_place, row.without_place, row.white_children];
    (row.verdict, parts.map(|figure| figure.value().unwrap()))
}

#[test]
fn three_numbers_by_cells_add_up_to_all_children() {
    // 7.5 children of 0-2 a cell. At 2.5 km two cells share ten places, at 4.5 km all four do.
    let (verdict, parts) = with_cells(2_500.0, None);
    assert_eq!(verdict, Verdict::PartlyWhite);
    assert!(parts.iter().zip([10.0, 5.0, 15.0]).all(|(a, b)| (a - b).abs() < 1e-9), "{parts:?}");
    let (verdict, parts) = with_cells(4_500.0, None);
    assert_eq!(verdict, Verdict::Covered);
    assert!(parts.iter().zip([10.0, 20.0, 0.0]).all(|(a, b)| (a - b).abs() < 1e-9), "{parts:?}");
}

/// 30 places for the 300 children of the first two; the third has none, and takes nothing from it.
#[test]
fn a_commune_without_children_leaves_the_access_of_the_whole_known() {
    let mut register = register(vec![creche("a", "99001", 5_000.0, 5_000.0, Some(30.0))]);
    Arc::make_mut(&mut register.children).insert(code("99003"), vec![children(0, 2, 0.0)]);
    let atlas = Atlas::new(support::four_squares(), register);
    let zones = measure(&atlas, 12_000.0);
    assert_eq!(zones.communes[2].access.status(), Status::NotApplicable);
    assert_eq!(zones.total.access.status(), Status::Estimated);
    assert!((zones.total.access.value().unwrap() - 0.1).abs() < 1e-9);
    let study = atlas.study(territory(PLACE)).unwrap();
    let laep = white_zones(&atlas, &study, &of_kind(Kind::Laep), &within(12_000.0));
    assert_eq!(laep.total.access.status(), Status::NotApplicable, "it has no places");
}

#[test]
fn in_reach_but_below_the_reference_is_underserved() {
    // Ten places for thirty children: 33.3 per 100.
    assert_eq!(with_cells(4_500.0, Some(30.0)).0, Verdict::Covered);
    assert_eq!(with_cells(4_500.0, Some(40.0)).0, Verdict::Underserved);
}

#[test]
fn a_service_known_to_its_commune_only_stands_at_the_town_hall_and_makes_an_estimate() {
    let mut register = register(vec![creche("a", "99002", 0.0, 0.0, Some(20.0))]);
    register.facilities[0].position = None;
    register.facilities[0].precision = Precision::TownHall;
    let atlas = Atlas::new(support::four_squares(), register);
    let zones = measure(&atlas, 4_000.0);
    assert!(
        (zones.communes[1].white_area.value().unwrap() / 1e6 - (100.0 - PI * 16.0)).abs() < 1e-6
    );
    assert_eq!(zones.communes[1].white_area.status(), Status::Estimated);
}

#[test]
fn an_epci_without_any_service_is_white_all_over() {
    let atlas = place(vec![]);
    let zones = measure(&atlas, 5_000.0);
    assert_eq!(zones.total.verdict, Verdict::White);
    assert!((zones.total.white_children.value().unwrap() - 450.0).abs() < 1e-9);
}

fn some_creches() -> impl Strategy<Value = Vec<Facility>> {
    prop::collection::vec((0.0..40_000.0, 0.0..10_000.0), 0..15).prop_map(|drawn| {
        let creches = drawn.into_iter().enumerate().map(|(n, (x, y)): (usize, (f64, f64))| {
            let commune = format!("9900{}", (x / 10_000.0).floor() + 1.0);
            creche(&n.to_string(), &commune, x, y, Some(10.0))
        });
        creches.collect()
    })
}

proptest! {
    #[test]
    fn a_new_service_never_enlarges_a_white_zone(
        creches in some_creches(), x in 0.0..30_000.0, y in 0.0..10_000.0, metres in 200.0..20_000.0,
    ) {
        let mut more = creches.clone();
        more.push(creche("new", "99001", x, y, Some(10.0)));
        let (before, after) = (place(creches), place(more));
        for (before, after) in white_km2(&before, metres).iter().zip(white_km2(&after, metres)) {
            prop_assert!(after <= before + 1e-9);
        }
    }

    #[test]
    fn a_larger_threshold_never_enlarges_a_white_zone(
        creches in some_creches(), metres in 200.0..20_000.0, more in 0.0..9_000.0,
    ) {
        let atlas = place(creches);
        for (near, far) in white_km2(&atlas, metres).iter().zip(white_km2(&atlas, metres + more)) {
            prop_assert!(far <= near + 1e-9);
        }
    }

    #[test]
    fn the_parts_add_up(creches in some_creches(), metres in 200.0..20_000.0) {
        let atlas = place(creches);
        let zones = measure(&atlas, metres);
        let sum: f64 = zones.communes.iter().map(|row| row.white_area.value().unwrap()).sum();
        prop_assert!((sum - zones.total.white_area.value().unwrap()).abs() < 1e-3);
        for row in zones.communes.iter().chain([&zones.total]) {
            let parts = [row.with_place, row.without_place, row.white_children];
            let sum: f64 = parts.iter().map(|figure| figure.value().unwrap()).sum();
            prop_assert!((sum - row.children.value().unwrap()).abs() < 1e-9);
        }
    }

    #[test]
    fn the_order_of_the_list_changes_nothing(creches in some_creches(), metres in 200.0..20_000.0) {
        let backwards: Vec<_> = creches.iter().rev().cloned().collect();
        prop_assert_eq!(white_km2(&place(creches), metres), white_km2(&place(backwards), metres));
    }
}
