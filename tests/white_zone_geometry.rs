//! White zones of hand-made places: areas that can be worked out, and the laws they obey.

#![allow(clippy::unwrap_used, clippy::format_collect, reason = "a test fails by panicking")]

use std::f64::consts::PI;

use maillage::analysis::{Outside, Reach};
use maillage::index::{Shape, ring_area};
use maillage::units::{Metres, Projected};
use proptest::prelude::*;

fn at(x: f64, y: f64) -> Projected {
    // Where the country lies, so that rounding is what it will be there.
    Projected { x: 600_000.0 + x, y: 6_800_000.0 + y }
}

fn rectangle(x: f64, y: f64, width: f64, height: f64) -> Vec<Projected> {
    vec![at(x, y), at(x + width, y), at(x + width, y + height), at(x, y + height)]
}

fn square(side: f64) -> Shape {
    Shape::new(vec![rectangle(0.0, 0.0, side, side)])
}

fn reach(centres: &[(f64, f64)], radius: f64) -> Reach {
    let centres: Vec<Projected> = centres.iter().map(|&(x, y)| at(x, y)).collect();
    Reach::new(&centres, Metres::try_from(radius).unwrap())
}

fn outside_area(shape: &Shape, reach: &Reach) -> f64 {
    Outside::new(shape, reach).area().0
}

fn drawn_area(shape: &Shape, reach: &Reach) -> f64 {
    let polygons = Outside::new(shape, reach).polygons(0.01);
    polygons.iter().flatten().map(|ring| ring_area(ring)).sum()
}

#[test]
fn a_disc_inside_a_square_leaves_the_square_minus_the_disc() {
    let (shape, reach) = (square(10_000.0), reach(&[(5_000.0, 5_000.0)], 2_000.0));
    let expected = 1e8 - PI * 4e6;
    assert!((outside_area(&shape, &reach) - expected).abs() < 1e-3);
    let polygons = Outside::new(&shape, &reach).polygons(1.0);
    assert_eq!(polygons.iter().map(Vec::len).collect::<Vec<_>>(), [2], "a ring and its hole");
}

#[test]
fn a_disc_on_a_corner_takes_a_quarter() {
    let (shape, reach) = (square(10_000.0), reach(&[(0.0, 0.0)], 4_000.0));
    let expected = 1e8 - PI * 4e6;
    assert!((outside_area(&shape, &reach) - expected).abs() < 1e-3);
    assert!((drawn_area(&shape, &reach) - expected).abs() < 200.0);
}

#[test]
fn two_discs_that_overlap_take_their_union() {
    // Centres one radius apart: the lens is r²(2π/3 − √3/2).
    let (shape, reach) =
        (square(10_000.0), reach(&[(4_000.0, 5_000.0), (6_000.0, 5_000.0)], 2_000.0));
    let lens = 4e6 * (2.0 * PI / 3.0 - 3.0_f64.sqrt() / 2.0);
    let expected = 1e8 - (2.0 * PI * 4e6 - lens);
    assert!((outside_area(&shape, &reach) - expected).abs() < 1e-3);
}

#[test]
fn a_service_far_away_or_absent_leaves_all_and_a_near_one_nothing() {
    let shape = square(1_000.0);
    assert_eq!(outside_area(&shape, &reach(&[], 5_000.0)), shape.area().0);
    assert_eq!(outside_area(&shape, &reach(&[(90_000.0, 0.0)], 5_000.0)), shape.area().0);
    assert_eq!(outside_area(&shape, &reach(&[(500.0, 500.0)], 5_000.0)), 0.0);
}

#[test]
fn a_disc_in_a_hole_takes_only_what_lies_in_the_commune() {
    let mut hole = rectangle(4_000.0, 4_000.0, 2_000.0, 2_000.0);
    hole.reverse();
    let shape = Shape::new(vec![rectangle(0.0, 0.0, 10_000.0, 10_000.0), hole]);
    let reach = reach(&[(5_000.0, 5_000.0)], 2_000.0);
    assert!((outside_area(&shape, &reach) - (1e8 - PI * 4e6)).abs() < 1e-3);
}

#[test]
fn services_on_one_spot_on_one_line_and_on_a_grid_are_right() {
    let shape = square(10_000.0);
    let one = outside_area(&shape, &reach(&[(5_000.0, 5_000.0)], 1_000.0));
    let twice = [(5_000.0, 5_000.0), (5_000.0, 5_000.0)];
    assert_eq!(outside_area(&shape, &reach(&twice, 1_000.0)), one);
    let line: Vec<_> = (0..4).map(|n| (2_000.0 * f64::from(n) + 1_500.0, 5_000.0)).collect();
    assert!((outside_area(&shape, &reach(&line, 1_000.0)) - (1e8 - 4.0 * PI * 1e6)).abs() < 1e-2);
    // Four circles through one point at the middle of each cell of a grid of 2 km, r = √2 km:
    // nothing is left inside.
    let grid: Vec<_> = (0..=5)
        .flat_map(|x| (0..=5).map(move |y| (2_000.0 * f64::from(x), 2_000.0 * f64::from(y))))
        .collect();
    assert!(outside_area(&shape, &reach(&grid, 1_000.0 * 2.0_f64.sqrt() + 1e-6)) < 1.0);
}

/// The circle only touches, at a corner or in the middle of an edge.
#[test]
fn a_circle_that_touches_takes_nothing() {
    let square = square(10_000.0);
    for step in 1..5_000 {
        let radius = 300.0 + f64::from(step) * 1.37;
        for centre in
            [(-radius, 0.0), (0.0, -radius), (-radius * 0.6, -radius * 0.8), (-radius, 5_000.0)]
        {
            let outside = outside_area(&square, &reach(&[centre], radius));
            assert!((outside - 1e8).abs() < 0.01, "{centre:?} {radius}: {outside}");
        }
    }
}

/// A commune of `2n` edges around the origin, its corners at the given distances.
/// Two circles and an edge of the commune meet in one point, to the last digit, at every radius:
/// none of the three may slip between the other two.
#[test]
fn circles_that_meet_on_the_boundary_lose_nothing_of_it() {
    let square = square(10_000.0);
    for step in 0..20_000 {
        let radius = 5_000.0 + f64::from(step) * 0.103_7;
        let alone = reach(&[(5_000.0, 5_000.0)], radius);
        let beside = reach(&[(5_000.0, 5_000.0), (15_000.0, 5_000.0)], radius);
        let (one, two) = (outside_area(&square, &alone), outside_area(&square, &beside));
        assert!((one - two).abs() < 0.01, "{radius}: {one} alone, {two} beside");
        let drawn = drawn_area(&square, &beside);
        assert!((drawn - two).abs() < 5_000.0, "{radius}: {two} measured, {drawn} drawn");
    }
}

/// A corner of the commune lies on the circle, to the last digit or nearly.
#[test]
fn a_circle_through_a_corner_loses_nothing() {
    let square = square(10_000.0);
    for step in 0..20_000 {
        let turn = f64::from(step) * 7.85e-5;
        let radius = 3_000.0 + f64::from(step) * 0.05;
        let centre = (-radius * turn.cos(), -radius * turn.sin());
        let outside = outside_area(&square, &reach(&[centre], radius));
        assert!((outside - 1e8).abs() < 0.01, "{turn} {radius}: {outside}");
        let inside = (radius * turn.cos(), radius * turn.sin());
        let here = outside_area(&square, &reach(&[inside], radius));
        let near = outside_area(&square, &reach(&[inside], radius + 1e-4));
        assert!((here - near).abs() < 10.0, "{turn} {radius}: {here} and {near}");
    }
}

fn star(radii: &[f64]) -> Shape {
    let turn = 2.0 * PI / radii.len() as f64;
    let ring = radii.iter().enumerate().map(|(k, radius)| {
        let angle = turn * k as f64;
        at(radius * angle.cos(), radius * angle.sin())
    });
    Shape::new(vec![ring.collect()])
}

prop_compose! {
    fn services()(points in prop::collection::vec((-9_000.0..9_000.0, -9_000.0..9_000.0), 0..30))
        -> Vec<(f64, f64)> { points }
}

proptest! {
    #[test]
    fn a_new_service_never_enlarges_a_white_zone(
        radii in prop::collection::vec(500.0..8_000.0, 5..20), services in services(),
        new in (-9_000.0..9_000.0, -9_000.0..9_000.0), radius in 100.0..9_000.0,
    ) {
        let shape = star(&radii);
        let before = outside_area(&shape, &reach(&services, radius));
        let more: Vec<_> = services.iter().copied().chain([new]).collect();
        prop_assert!(outside_area(&shape, &reach(&more, radius)) <= before + 1e-3);
    }

    #[test]
    fn a_larger_threshold_never_enlarges_a_white_zone(
        radii in prop::collection::vec(500.0..8_000.0, 5..20), services in services(),
        radius in 100.0..9_000.0, more in 0.0..3_000.0,
    ) {
        let shape = star(&radii);
        let near = outside_area(&shape, &reach(&services, radius));
        prop_assert!(outside_area(&shape, &reach(&services, radius + more)) <= near + 1e-3);
    }

    #[test]
    fn the_order_of_the_services_changes_nothing(
        radii in prop::collection::vec(500.0..8_000.0, 5..20), services in services(), radius in 100.0..9_000.0,
    ) {
        let shape = star(&radii);
        let backwards: Vec<_> = services.iter().rev().copied().collect();
        prop_assert_eq!(
            outside_area(&shape, &reach(&services, radius)),
            outside_area(&shape, &reach(&backwards, radius))
        );
    }

    #[test]
    fn the_white_zones_of_two_halves_are_the_white_zone_of_the_whole(
        cut in 1_000.0..9_000.0, services in services(), radius in 100.0..9_000.0,
    ) {
        let whole = square(10_000.0);
        let west = Shape::new(vec![rectangle(0.0, 0.0, cut, 10_000.0)]);
        let east = Shape::new(vec![rectangle(cut, 0.0, 10_000.0 - cut, 10_000.0)]);
        let reach = reach(&services, radius);
        let parts = outside_area(&west, &reach) + outside_area(&east, &reach);
        prop_assert!((parts - outside_area(&whole, &reach)).abs() <= 1e-9 * 1e8);
    }

    /// White and covered are measured apart: the covered part of a square is what is white in the
    /// same square once all but the discs is asked for, here by counting a fine lattice.
    #[test]
    fn white_and_covered_make_the_whole(services in services(), radius in 500.0..9_000.0) {
        let shape = square(8_000.0);
        let reach = reach(&services, radius);
        let steps = 200;
        let side = 8_000.0 / f64::from(steps);
        let covered = (0..steps)
            .flat_map(|x| (0..steps).map(move |y| (x, y)))
            .filter(|&(x, y)| reach.beyond(at((f64::from(x) + 0.5) * side, (f64::from(y) + 0.5) * side)) <= 0.0)
            .count() as f64 * side * side;
        prop_assert!((outside_area(&shape, &reach) + covered - 6.4e7).abs() < 0.01 * 6.4e7);
    }

    #[test]
    fn the_shape_drawn_has_the_area_measured(
        radii in prop::collection::vec(500.0..8_000.0, 5..20), services in services(), radius in 100.0..9_000.0,
    ) {
        let shape = star(&radii);
        let reach = reach(&services, radius);
        let area = outside_area(&shape, &reach);
        prop_assert!((drawn_area(&shape, &reach) - area).abs() < 0.01 * 2.0 * PI * radius * 30.0 + 1.0);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    /// On a lattice three and more circles meet in one point all the time: the pieces still link
    /// into the right shape.
    #[test]
    fn shapes_link_where_many_circles_meet(
        radii in prop::collection::vec(500.0..8_000.0, 5..20),
        services in prop::collection::vec((-8..8_i32, -8..8_i32), 1..60), half_km in 1..12_u32,
    ) {
        let shape = star(&radii);
        let centres: Vec<_> =
            services.iter().map(|&(x, y)| (f64::from(x) * 1_000.0, f64::from(y) * 1_000.0)).collect();
        let reach = reach(&centres, f64::from(half_km) * 500.0);
        let area = outside_area(&shape, &reach);
        // Chords stray 1 cm at most along arcs of a few hundred kilometres in all.
        prop_assert!((drawn_area(&shape, &reach) - area).abs() < 5_000.0);
    }
}
