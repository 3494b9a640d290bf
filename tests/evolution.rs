//! What changes between two moments: worked out by hand, its laws, and a baseline in its file.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::path::Path;
use std::process::{Command, Output};
use std::sync::Arc;

use jiff::civil::Date;
use maillage::analysis::Population::{After, Before, Each};
use maillage::analysis::{
    Basis, Evolution, FacilityChange, Moment, Verdict, What, baseline, baseline_day, evolution,
    same_children, with_children_of,
};
use maillage::export::evolution_answer;
use maillage::index::Atlas;
use maillage::store::{ImportEntry, Store};
use maillage::territory::{Facility, Register, Status};
use proptest::prelude::*;
use support::{PLACE, at, children, code, creche, place, question, register, territory, within};

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

const SIGNED: &str = "2025-12-19";
const NOW: &str = "2026-11-22";

fn compare<'a>(before: &'a Atlas, after: &'a Atlas, from: &str, to: &str) -> Evolution<'a> {
    let [first, second] = [before, after].map(|atlas| atlas.study(territory(PLACE)).unwrap());
    let before = Moment { atlas: before, study: &first, at: day(from) };
    let after = Moment { atlas: after, study: &second, at: day(to) };
    evolution(&before, &after, &question(), &within(5_000.0))
}

fn told<'e>(evolution: &'e Evolution<'_>) -> Vec<(&'e str, What)> {
    evolution.facilities.iter().map(|change| (change.id.as_str(), change.what)).collect()
}

/// Between the two days one opens, one closes, one grows, one moves by 2 km, one is found by its
/// name under a new id.
#[test]
fn each_change_of_a_service_is_told_once() {
    let mut opening = creche("opens", "99001", 5_000.0, 5_000.0, Some(30.0));
    opening.opened_on = Some(day("2026-09-01"));
    let mut closing = creche("closes", "99001", 2_000.0, 5_000.0, Some(15.0));
    closing.closed_on = Some(day("2026-07-01"));
    let grows = creche("grows", "99002", 15_000.0, 5_000.0, Some(20.0));
    let moves = creche("moves", "99003", 25_000.0, 5_000.0, Some(10.0));
    let named = creche("old-id", "99003", 26_000.0, 5_000.0, Some(12.0));
    let before = place(vec![opening.clone(), closing.clone(), grows.clone(), moves.clone(), named]);
    let grown = Facility { capacity: Some(24.0), ..grows };
    let moved = Facility { position: Some(at(27_000.0, 5_000.0)), ..moves };
    let mut renumbered = creche("new-id", "99003", 26_000.0, 5_000.0, Some(12.0));
    renumbered.name = "Crèche  OLD-ID".to_owned();
    let after = place(vec![opening, closing, grown, moved, renumbered]);
    let evolution = compare(&before, &after, SIGNED, NOW);
    let expected = [
        ("closes", What::Closed(Basis::Day)),
        ("grows", What::Resized { from: Some(20.0), to: Some(24.0) }),
        ("opens", What::Opened(Basis::Day)),
    ];
    let changes = told(&evolution);
    assert_eq!(changes.len(), 4, "{changes:?}");
    assert_eq!([changes[0], changes[1], changes[3]], expected);
    assert_eq!(changes[2].0, "moves");
    assert!(matches!(changes[2].1, What::Moved(metres) if (metres.get() - 2_000.0).abs() < 1e-3));
    // 15 of 150 before, 30 after: +15 places, +10 points; the second +4.
    let first = &evolution.communes[0];
    assert_eq!((first.places.before.value(), first.places.after.value()), (Some(15.0), Some(30.0)));
    assert_eq!(first.places.difference().value(), Some(15.0));
    assert!((first.rate.difference().value().unwrap() - 10.0).abs() < 1e-9);
    assert_eq!(evolution.total.places.difference().value(), Some(19.0));
    assert_eq!(first.facilities, [1, 1]);
    assert_eq!(first.verdicts[0], Verdict::PartlyWhite);
    assert!(first.out_of_reach.difference().value().unwrap() < 0.0);
}

#[test]
fn a_list_alone_says_less_than_a_day() {
    let before = place(vec![creche("a", "99001", 5_000.0, 5_000.0, Some(30.0))]);
    let after = place(vec![creche("b", "99002", 15_000.0, 5_000.0, None)]);
    let evolution = compare(&before, &after, SIGNED, NOW);
    let expected = [("a", What::Closed(Basis::List)), ("b", What::Opened(Basis::List))];
    assert_eq!(told(&evolution), expected);
    let change = evolution.total.places.difference();
    assert_eq!(change.status(), Status::NotDocumented, "the places of b are not known");
}

#[test]
fn a_position_that_only_became_known_is_no_move_and_two_of_a_name_are_not_paired() {
    let mut vague = creche("a", "99001", 5_000.0, 5_000.0, Some(30.0));
    vague.position = None;
    vague.precision = maillage::territory::Precision::TownHall;
    let found = creche("a", "99001", 9_000.0, 5_000.0, Some(30.0));
    assert_eq!(told(&compare(&place(vec![vague]), &place(vec![found]), SIGNED, NOW)), []);

    let twin = |id: &str, x: f64| Facility {
        name: "Les Lutins".to_owned(),
        ..creche(id, "99001", x, 5_000.0, Some(10.0))
    };
    let before = place(vec![twin("a", 1_000.0), twin("b", 2_000.0)]);
    let after = place(vec![twin("c", 1_000.0)]);
    let changes = compare(&before, &after, SIGNED, NOW);
    assert_eq!(changes.facilities.len(), 3, "nobody knows which of the two it is");
}

/// The later register has another census. Held at the first, rates change with the offer alone.
#[test]
fn another_census_never_changes_a_rate_silently() {
    let creches = || vec![creche("a", "99001", 5_000.0, 5_000.0, Some(30.0))];
    let with = |count: f64| {
        let mut register = register(creches());
        Arc::make_mut(&mut register.children).insert(code("99001"), vec![children(0, 2, count)]);
        Atlas::new(support::four_squares(), register)
    };
    let (before, after) = (with(100.0), with(60.0));
    let studies = [&before, &after].map(|atlas| atlas.study(territory(PLACE)).unwrap());
    assert!(!same_children(&studies[0], &studies[1], &question()));
    let moments = [(&before, &studies[0], SIGNED), (&after, &studies[1], NOW)]
        .map(|(atlas, study, on)| Moment { atlas, study, at: day(on) });
    let answer = |population| {
        let [before, after] = &moments;
        evolution_answer(before, after, population, &question(), &within(5_000.0)).to_json()
    };
    for (population, rates, note) in [
        (Before, [30.0, 30.0], "enfants de la première date pour les deux"),
        (After, [50.0, 50.0], "enfants de la seconde date pour les deux"),
        (Each, [30.0, 50.0], "enfants de chaque date, de millésimes différents"),
    ] {
        let answer = answer(population);
        let row = &answer["communes"][0];
        let found = ["rate_before", "rate_after"].map(|name| row[name].as_f64().unwrap());
        assert_eq!(found, rates);
        assert_eq!(answer["same_children"], false);
        assert!(answer["source_line"].as_str().unwrap().contains(note), "{answer:#}");
    }
    let held = with_children_of(&after.register, &before.register);
    assert_eq!(held.children, before.register.children);
    assert_eq!(held.facilities, after.register.facilities);
}

fn some_creches() -> impl Strategy<Value = Vec<Facility>> {
    let drawn = (0.0..40_000.0, 0.0..10_000.0, prop::option::of(1.0..60.0), 0..3_u8);
    prop::collection::vec(drawn, 0..12).prop_map(|drawn| {
        let creches = drawn.into_iter().enumerate().map(|(n, drawn)| {
            let (x, y, places, dates): (f64, f64, Option<f64>, u8) = drawn;
            let commune = format!("9900{}", (x / 10_000.0).floor() + 1.0);
            let mut creche = creche(&n.to_string(), &commune, x, y, places.map(f64::round));
            creche.opened_on = (dates == 1).then(|| day("2026-03-01"));
            creche.closed_on = (dates == 2).then(|| day("2026-03-01"));
            creche
        });
        creches.collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn a_moment_compared_with_itself_is_empty(creches in some_creches()) {
        let atlas = place(creches);
        let evolution = compare(&atlas, &atlas, NOW, NOW);
        prop_assert!(evolution.facilities.is_empty());
        for row in evolution.communes.iter().chain([&evolution.total]) {
            prop_assert_eq!(row.verdicts[0], row.verdicts[1]);
            for pair in [row.places, row.children, row.rate, row.out_of_reach, row.with_place] {
                prop_assert!(pair.difference().value().is_none_or(|change| change == 0.0));
            }
        }
    }

    #[test]
    fn what_opens_one_way_closes_the_other(creches in some_creches(), more in some_creches()) {
        let (one, other) = (place(creches), place(more));
        let (there, back) = (compare(&one, &other, NOW, NOW), compare(&other, &one, NOW, NOW));
        let count = |evolution: &Evolution<'_>, test: fn(&FacilityChange) -> bool| {
            evolution.facilities.iter().filter(|change| test(change)).count()
        };
        let opened = |change: &FacilityChange| matches!(change.what, What::Opened(_));
        let closed = |change: &FacilityChange| matches!(change.what, What::Closed(_));
        prop_assert_eq!(count(&there, opened), count(&back, closed));
        prop_assert_eq!(count(&there, closed), count(&back, opened));
        let changes = [there.total.places.difference(), back.total.places.difference()];
        let sum: Option<f64> = changes.iter().map(|change| change.value()).sum();
        prop_assert!(sum.is_none_or(|sum| sum.abs() < 1e-9));
    }
}

/// What is frozen gives the same figures as what it was frozen from, out of its own file.
#[test]
fn a_baseline_of_gally_mauldre_stands_alone_and_differs_in_nothing() {
    let atlas = support::real_atlas();
    let study = atlas.study(territory("200034130")).unwrap();
    let frozen = baseline(&atlas, &study, day(SIGNED), "signature");
    assert_eq!(baseline_day(&frozen), Some(day(SIGNED)));
    assert_eq!(baseline_day(&Register::default()), None);
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("reference.gpkg");
    let mut store = Store::open_or_create(&path).unwrap();
    let version = store.read().unwrap().1;
    store.commit(&frozen, &ImportEntry::default(), version, &atlas.france).unwrap();
    let stored = Store::open_read(&path).unwrap().read().unwrap().0;
    let before = atlas.with_register(stored);
    let earlier = before.study(territory("200034130")).unwrap();
    let from = Moment { atlas: &before, study: &earlier, at: day(SIGNED) };
    let to = Moment { atlas: &atlas, study: &study, at: day(SIGNED) };
    let changed = evolution(&from, &to, &question(), &within(3_000.0));
    assert!(same_children(&earlier, &study, &question()) && changed.facilities.is_empty());
    for row in changed.communes.iter().chain([&changed.total]) {
        assert_eq!(row.out_of_reach.before, row.out_of_reach.after);
        assert_eq!(row.with_place.before, row.with_place.after);
    }
}

fn run(arguments: &[&str], folder: &Path) -> Output {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/prepared");
    let mut command = Command::new(env!("CARGO_BIN_EXE_maillage"));
    command.env("MAILLAGE_DATA", std::env::var_os("MAILLAGE_DATA").unwrap_or(data.into()));
    command.args(arguments).current_dir(folder).output().unwrap()
}

#[test]
fn a_baseline_is_frozen_once_and_compared_by_the_command() {
    let folder = tempfile::tempdir().unwrap();
    let freeze = ["baseline", "--territory", "200034130", "--on", SIGNED, "-o", "r.gpkg"];
    let frozen = run(&freeze, folder.path());
    assert!(frozen.status.success(), "{}", String::from_utf8_lossy(&frozen.stderr));
    let left: Vec<_> = std::fs::read_dir(folder.path()).unwrap().collect();
    assert_eq!(left.len(), 1, "one file and nothing beside it");
    let bytes = std::fs::read(folder.path().join("r.gpkg")).unwrap();
    let again = run(&freeze, folder.path());
    assert_eq!(again.status.code(), Some(1));
    assert_eq!(std::fs::read(folder.path().join("r.gpkg")).unwrap(), bytes);

    let compare = ["evolution", "--territory", "200034130", "--within", "3km", "--at", NOW];
    let compared = run(&[&compare[..], &["--baseline", "r.gpkg"]].concat(), folder.path());
    let text = String::from_utf8(compared.stdout).unwrap();
    assert!(text.contains("référence du 19/12/2025"), "{text}");
    assert!(text.contains("du 19/12/2025 au 22/11/2026"), "{text}");
    for (more, code) in [
        (&["--from", "2027-01-01"][..], 2),
        (&[], 2),
        (&["--baseline", "nowhere.gpkg"], 1),
        (&["--baseline", "r.gpkg", "--population", "both"], 2),
    ] {
        let refused = run(&[&compare[..], more].concat(), folder.path());
        assert_eq!(refused.status.code(), Some(code), "{more:?}");
        assert!(!refused.stderr.is_empty() && refused.stdout.is_empty());
    }
}
