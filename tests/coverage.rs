//! Coverage of the synthetic place, worked out by hand, and its laws.

#![allow(clippy::unwrap_used, clippy::format_collect, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;

use maillage::analysis::{Fill, Mode, Question, coverage, national_coverage};
use maillage::index::Study;
use maillage::territory::{Completeness, Facility, Figure, Kind, MeanSize, Status, Subtype};
use proptest::prelude::*;
use support::{PLACE, children, code, creche, of_kind, place, question, register, territory};

fn rate_of(facilities: Vec<Facility>) -> (Vec<Figure>, Figure) {
    let atlas = place(facilities);
    let study = atlas.study(territory(PLACE)).unwrap();
    let measured = coverage(&atlas, &study, &question());
    (measured.communes.iter().map(|row| row.rate).collect(), measured.total.rate)
}

#[test]
fn a_rate_is_places_per_hundred_children() {
    // 30 places for 150 children, an estimate: three twentieths of 1 000.
    let (rates, total) = rate_of(vec![creche("a", "99001", 5_000.0, 5_000.0, Some(30.0))]);
    assert_eq!(rates[0], Figure::estimated(20.0));
    assert_eq!(rates[1].status(), Status::Zero);
    // Sum over sum: 30 places for 450 children.
    assert!((total.value().unwrap() - 30.0 / 4.5).abs() < 1e-12);
}

#[test]
fn an_unknown_capacity_makes_a_lower_bound() {
    let (rates, total) = rate_of(vec![
        creche("a", "99001", 5_000.0, 5_000.0, Some(30.0)),
        creche("b", "99001", 6_000.0, 5_000.0, None),
    ]);
    assert_eq!(rates[0], Figure::at_least(20.0));
    assert_eq!(total.status(), Status::LowerBound);
}

#[test]
fn an_unknown_capacity_is_filled_only_when_asked_and_marked() {
    let mut facility = creche("a", "99001", 5_000.0, 5_000.0, None);
    facility.subtype = Some(Subtype::MicroCreche);
    let mut register = register(vec![facility]);
    register.mean_sizes = vec![MeanSize {
        department: "99".to_owned(),
        subtype: Subtype::MicroCreche,
        structures: 21.0,
        places: 208.0,
        source: "liste".to_owned(),
    }];
    let atlas = maillage::index::Atlas::new(support::four_squares(), register);
    let study = atlas.study(territory(PLACE)).unwrap();
    let asked = |fill| {
        let question = Question { fill, ..question() };
        coverage(&atlas, &study, &question).communes[0].places
    };
    assert_eq!(asked(Fill::None), Figure::at_least(0.0));
    assert_eq!(asked(Fill::Mean), Figure::estimated(208.0 / 21.0));
}

#[test]
fn a_creche_whose_funding_nobody_said_may_be_of_either_mode() {
    let atlas = place(vec![creche("a", "99001", 5_000.0, 5_000.0, Some(30.0))]);
    let study = atlas.study(territory(PLACE)).unwrap();
    for mode in [Mode::Psu, Mode::Paje] {
        let question = Question { mode, ..question() };
        let measured = coverage(&atlas, &study, &question);
        assert_eq!(measured.communes[0].places, Figure::at_least(0.0));
        assert_eq!(measured.communes[1].places.status(), Status::Zero);
    }
}

#[test]
fn without_a_list_nothing_is_said_and_with_a_partial_one_a_lower_bound() {
    for (completeness, expected) in [
        (Completeness::NotDocumented, Status::NotDocumented),
        (Completeness::Partial, Status::LowerBound),
    ] {
        let mut register = register(vec![]);
        for inventory in &mut register.inventories {
            inventory.completeness = completeness;
        }
        let atlas = maillage::index::Atlas::new(support::four_squares(), register);
        let study = atlas.study(territory(PLACE)).unwrap();
        let measured = coverage(&atlas, &study, &question());
        assert_eq!(measured.communes[0].rate.status(), expected);
        assert_eq!(measured.total.rate.status(), expected);
    }
}

#[test]
fn a_declared_total_stands_for_unknown_capacities() {
    let mut register = register(vec![creche("a", "99001", 5_000.0, 5_000.0, None)]);
    let mut inventory = register.inventories[0].clone();
    inventory.territory = territory("99001");
    inventory.places = Some(220.0);
    register.inventories.push(inventory);
    Arc::make_mut(&mut register.children).insert(code("99001"), vec![children(0, 2, 587.0)]);
    let atlas = maillage::index::Atlas::new(support::four_squares(), register);
    let study = atlas.study(territory("99001")).unwrap();
    let rate = coverage(&atlas, &study, &question()).total.rate;
    assert_eq!(rate, Figure::observed(100.0 * 220.0 / 587.0));
}

#[test]
fn a_closed_service_and_one_for_other_ages_do_not_count() {
    let mut closed = creche("a", "99001", 5_000.0, 5_000.0, Some(30.0));
    closed.closed_on = Some("2026-11-22".parse().unwrap());
    let mut future = creche("b", "99001", 5_000.0, 5_000.0, Some(30.0));
    future.opened_on = Some("2026-11-23".parse().unwrap());
    assert_eq!(rate_of(vec![closed, future]).0[0].status(), Status::Zero);

    let mut teenagers = creche("c", "99001", 5_000.0, 5_000.0, Some(30.0));
    teenagers.kind = Kind::Alsh;
    teenagers.subtype = Some(Subtype::Ados);
    let atlas = place(vec![teenagers]);
    let study = atlas.study(territory(PLACE)).unwrap();
    let asked = |ages: &str| {
        let question = Question { ages: ages.parse().unwrap(), ..of_kind(Kind::Alsh) };
        coverage(&atlas, &study, &question).communes[0].facilities
    };
    assert_eq!((asked("3-11"), asked("11-17")), (0, 1));
}

fn some_creches() -> impl Strategy<Value = Vec<Facility>> {
    let one = (1..=4_u32, 0.0..10_000.0, 0.0..10_000.0, 0..80_u32);
    prop::collection::vec(one, 0..12).prop_map(|drawn| {
        let creches = drawn.into_iter().enumerate().map(|(n, (commune, x, y, places))| {
            let x = f64::from(commune - 1) * 10_000.0 + x;
            creche(&n.to_string(), &format!("9900{commune}"), x, y, Some(f64::from(places)))
        });
        creches.collect()
    })
}

proptest! {
    #[test]
    fn the_rate_of_the_whole_is_the_sum_of_places_over_the_sum_of_children(creches in some_creches()) {
        let atlas = place(creches);
        let study: Study = atlas.study(territory(PLACE)).unwrap();
        let measured = coverage(&atlas, &study, &question());
        let sum = |part: fn(&maillage::analysis::CoverageRow<'_>) -> Figure| {
            measured.communes.iter().filter_map(|row| part(row).value()).sum::<f64>()
        };
        let expected = 100.0 * sum(|row| row.places) / sum(|row| row.children);
        prop_assert!((measured.total.rate.value().unwrap() - expected).abs() < 1e-9);
    }

    #[test]
    fn coverage_does_not_depend_on_the_order_of_the_list(creches in some_creches()) {
        let backwards: Vec<_> = creches.iter().rev().cloned().collect();
        prop_assert_eq!(rate_of(creches), rate_of(backwards));
    }
}

/// Every commune and EPCI, in one pass or one by one: the very same rows. Two of the EPCI have a
/// list, one has a commune that declares a total, one has none.
#[test]
fn one_pass_over_the_country_gives_the_rows_of_each_territory() {
    let atlas = support::real_atlas();
    for (fill, mode) in [(Fill::None, Mode::All), (Fill::Mean, Mode::All), (Fill::Mean, Mode::Psu)]
    {
        let questions = Kind::ALL.map(|kind| Question { fill, mode, ..of_kind(kind) });
        let national = national_coverage(&atlas, &questions);
        for (question, national) in questions.iter().zip(&national) {
            assert_eq!(national.communes.len(), atlas.france.communes.len());
            for siren in ["200058519", "200034130", "248600413", "200067106"] {
                let study = atlas.study(territory(siren)).unwrap();
                let alone = coverage(&atlas, &study, question);
                for (commune, row) in study.communes.iter().zip(&alone.communes) {
                    let found = national.communes[commune.at];
                    let told =
                        (found.facilities as usize, found.places, found.children, found.rate);
                    assert_eq!(told, (row.facilities, row.places, row.children, row.rate));
                }
                let siren = siren.parse().unwrap();
                let place = atlas.france.epcis.binary_search_by_key(&siren, |e| e.siren).unwrap();
                let (found, whole) = (national.epcis[place], &alone.total);
                assert_eq!((found.places, found.rate), (whole.places, whole.rate), "{siren}");
            }
        }
    }
}
