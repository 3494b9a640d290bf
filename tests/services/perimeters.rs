//! Perimeters of the synthetic place, worked out by hand, and their laws.

use std::sync::Arc;

use crate::support::{
    PLACE, code, creche, four_squares, of_kind, place, real_atlas, register, territory, within,
};
use maillage::analysis::{Covered, Per, Perimeters, perimeters};
use maillage::index::Atlas;
use maillage::territory::{Completeness, Facility, Figure, Kind, Status};
use proptest::prelude::*;

fn service(kind: Kind, perimeter: &[&str], attributes: &[(&str, &str)]) -> Facility {
    let mut service = creche("a", "99001", 5_000.0, 5_000.0, None);
    service.kind = kind;
    service.perimeter = perimeter.iter().map(|text| code(text)).collect();
    let attributes = attributes.iter().map(|(name, cell)| ((*name).to_owned(), (*cell).to_owned()));
    service.attributes = Arc::new(attributes.collect());
    service
}

fn measure(atlas: &Atlas, kind: Kind, metres: f64) -> Perimeters<'_> {
    let study = atlas.study(territory(PLACE)).unwrap();
    perimeters(atlas, &study, &of_kind(kind), within(metres).within)
}

fn covered(atlas: &Atlas, kind: Kind, metres: f64) -> Vec<Covered> {
    measure(atlas, kind, metres).communes.iter().map(|row| row.covered).collect()
}

#[test]
fn a_commune_is_covered_by_perimeter_by_reach_in_part_or_not() {
    let laep = service(Kind::Laep, &["99003"], &[]);
    let atlas = place(vec![laep.clone()]);
    let expected = [Covered::PartOfIt, Covered::Not, Covered::Perimeter];
    assert_eq!(covered(&atlas, Kind::Laep, 4_000.0), expected);
    // From the middle of a square of 10 km, its corners are 7.07 km away.
    assert_eq!(covered(&atlas, Kind::Laep, 7_100.0)[0], Covered::Reach);
    let total = measure(&atlas, Kind::Laep, 7_100.0).total;
    assert_eq!((total.by_perimeter, total.by_reach), (1, 1));
    assert_eq!(total.communes, 3);
}

#[test]
fn what_is_covered_and_what_remains_add_up() {
    let atlas = place(vec![service(Kind::Laep, &["99001", "99002"], &[])]);
    let total = measure(&atlas, Kind::Laep, 100.0).total;
    // 0-5 are six of twenty years: 300 children in each commune.
    assert_eq!(total.children, Figure::estimated(900.0));
    assert_eq!(total.children_covered, Figure::estimated(600.0));
    assert_eq!(total.children_left, Figure::estimated(300.0));
    assert_eq!((total.covered, total.left), (Figure::observed(2.0), Figure::observed(1.0)));
    assert!((total.progress().value().unwrap() - 2.0 / 3.0).abs() < 1e-12);
    assert!((total.progress_in_communes().value().unwrap() - 2.0 / 3.0).abs() < 1e-12);
}

#[test]
fn without_a_complete_list_a_perimeter_holds_and_nobody_is_said_to_be_left() {
    let mut register = register(vec![service(Kind::Laep, &["99001"], &[])]);
    for inventory in &mut register.inventories {
        inventory.completeness = Completeness::Partial;
    }
    let atlas = Atlas::new(four_squares(), register);
    let expected = [Covered::Perimeter, Covered::NotDocumented, Covered::NotDocumented];
    assert_eq!(covered(&atlas, Kind::Laep, 4_000.0), expected);
    let total = measure(&atlas, Kind::Laep, 4_000.0).total;
    assert_eq!(total.covered, Figure::at_least(1.0));
    assert_eq!(total.children_covered, Figure::at_least(300.0));
    assert_eq!(total.children_left, Figure::at_least(0.0), "never a claim, never zero");
    assert_eq!(total.left.status(), Status::LowerBound);
}

#[test]
fn a_service_closed_on_the_day_serves_nobody() {
    let mut laep = service(Kind::Laep, &["99002"], &[]);
    laep.closed_on = Some("2026-11-22".parse().unwrap());
    let atlas = place(vec![laep]);
    assert_eq!(covered(&atlas, Kind::Laep, 4_000.0), [Covered::Not; 3]);
    assert!(measure(&atlas, Kind::Laep, 4_000.0).services.is_empty());
}

#[test]
fn a_relay_has_childminders_for_each_full_time_animator() {
    let said = [("ETP", "1,5"), ("Nb assistantes maternelles", "120")];
    let atlas = place(vec![service(Kind::Rpe, &["99001", "99002", "99004"], &said)]);
    let measured = measure(&atlas, Kind::Rpe, 5_000.0);
    let relay = &measured.services[0];
    assert_eq!((relay.communes.len(), relay.elsewhere), (2, 1));
    assert_eq!(relay.per_animator, Figure::observed(80.0));
    // 120 ÷ 70 = 1.714 are wanted, 1.5 are there.
    let missing = measured.total.animators_missing.value().unwrap();
    assert!((missing - (120.0 / 70.0 - 1.5)).abs() < 1e-12);
    assert_eq!(measured.total.per_animator, Figure::observed(80.0));
}

#[test]
fn what_a_relay_does_not_say_is_not_documented() {
    let mut other = service(Kind::Rpe, &["99003"], &[]);
    other.id = "b".to_owned();
    let said = [("etp", "1"), ("assistantes_maternelles", "70")];
    let atlas = place(vec![service(Kind::Rpe, &["99001"], &said), other]);
    let total = measure(&atlas, Kind::Rpe, 5_000.0).total;
    assert_eq!(total.childminders, Figure::at_least(70.0));
    assert_eq!(total.per_animator, Figure::NOT_DOCUMENTED);
    assert_eq!(total.animators_missing, Figure::NOT_DOCUMENTED);
    let laep = place(vec![service(Kind::Laep, &["99001"], &said)]);
    assert_eq!(measure(&laep, Kind::Laep, 5_000.0).total.animators, Figure::NOT_APPLICABLE);
}

#[test]
fn how_often_it_comes_is_kept_in_words_and_counted_where_they_are_read() {
    let fortnight = [("Fréquence", "tous les 15 jours")];
    let mut other = service(Kind::Laep, &["99001"], &[("Fréquence", "selon les besoins")]);
    other.id = "b".to_owned();
    let atlas = place(vec![service(Kind::Laep, &["99001", "99002"], &fortnight), other]);
    let measured = measure(&atlas, Kind::Laep, 5_000.0);
    assert_eq!(measured.services[1].frequency, Some("selon les besoins"));
    assert_eq!(measured.services[1].times_per_month, Figure::NOT_DOCUMENTED);
    assert_eq!(measured.communes[0].times_per_month, Figure::at_least(52.0 / 24.0));
    assert_eq!(measured.communes[1].times_per_month, Figure::estimated(52.0 / 24.0));
    assert_eq!(measured.communes[2].times_per_month, Figure::NOT_APPLICABLE);
}

#[test]
fn opening_hours_are_per_hundred_children_and_never_converted() {
    let hours = |other: &str| {
        let mut b = service(Kind::Laep, &[], &[(other, "90")]);
        b.id = "b".to_owned();
        let atlas = place(vec![service(Kind::Laep, &[], &[("Heures par an", "180")]), b]);
        measure(&atlas, Kind::Laep, 5_000.0).total.hours_per_100
    };
    assert_eq!(hours("heures annuelles"), (Figure::estimated(30.0), Some(Per::Year)));
    assert_eq!(hours("heures par semaine"), (Figure::NOT_DOCUMENTED, None));
    assert_eq!(hours("horaires"), (Figure::at_least(20.0), Some(Per::Year)));
}

#[test]
fn the_relay_of_carrieres_serves_its_commune_and_says_no_animator() {
    let atlas = real_atlas();
    let study = atlas.study(territory("78124")).unwrap();
    let measured = perimeters(&atlas, &study, &of_kind(Kind::Rpe), within(5_000.0).within);
    assert_eq!(measured.communes[0].covered, Covered::Perimeter);
    assert_eq!(measured.total.children_covered, Figure::observed(587.0 + 595.0));
    assert_eq!(measured.total.per_animator, Figure::NOT_DOCUMENTED);
}

#[test]
fn gally_mauldre_claims_nothing_of_laep_that_nobody_listed() {
    let atlas = real_atlas();
    let study = atlas.study(territory("200034130")).unwrap();
    let measured = perimeters(&atlas, &study, &of_kind(Kind::Laep), within(5_000.0).within);
    assert!(measured.communes.iter().all(|row| row.covered == Covered::NotDocumented));
    assert_eq!(measured.total.covered, Figure::NOT_DOCUMENTED);
    assert_eq!(measured.total.children_left, Figure::NOT_DOCUMENTED);
}

proptest! {
    #[test]
    fn a_longer_perimeter_never_leaves_more_and_parts_add_up(
        served in proptest::collection::vec(0_usize..3, 0..4), more in 0_usize..3,
        metres in 100.0..20_000.0_f64,
    ) {
        let codes = ["99001", "99002", "99003"];
        let of = |served: &[usize]| {
            let perimeter: Vec<&str> = served.iter().map(|at| codes[*at]).collect();
            let atlas = place(vec![service(Kind::Laep, &perimeter, &[])]);
            let total = measure(&atlas, Kind::Laep, metres).total;
            [total.children, total.children_covered, total.children_left]
                .map(|figure| figure.value().unwrap())
        };
        let [all, covered, left] = of(&served);
        prop_assert!((covered + left - all).abs() < 1e-6);
        let longer: Vec<usize> = served.iter().copied().chain([more]).collect();
        prop_assert!(of(&longer)[2] <= left + 1e-6);
    }
}
