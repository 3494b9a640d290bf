//! Siting in the synthetic place, worked out by hand; its laws; the golden values of spopt.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;

use maillage::analysis::siting::{
    Budget, CandidateSites, Goal, Instance, Plan, Reason, Siting, Wanted, siting, solve,
};
use maillage::index::{Atlas, Study};
use maillage::territory::{Cell, Completeness, Facility, Kind, Precision, Status};
use maillage::units::Metres;
use proptest::prelude::*;
use serde_json::Value;
use support::{
    Draws, PLACE, at, children, code, creche, four_squares, of_kind, place, question, real_atlas,
    register, territory,
};

fn metres(length: f64) -> Metres {
    Metres::try_from(length).unwrap()
}

fn wanted(within: f64, goal: Goal) -> Wanted {
    let candidates = CandidateSites::TownHalls;
    Wanted { within: metres(within), goal, candidates, reference: None }
}

fn sited(atlas: &Atlas, within: f64, goal: Goal) -> (Study, Siting<'_>) {
    let study = atlas.study(territory(PLACE)).unwrap();
    let answer = siting(atlas, &study, &question(), &wanted(within, goal));
    (study, answer)
}

fn planned(atlas: &Atlas, within: f64, goal: Goal) -> Plan<'_> {
    sited(atlas, within, goal).1.plan.unwrap()
}

fn communes(plan: &Plan<'_>) -> Vec<usize> {
    plan.sites.iter().map(|site| site.commune).collect()
}

/// The children before, gained and left, which are all there are.
fn parts(plan: &Plan<'_>) -> [f64; 3] {
    let left = plan.left.iter().map(|left| left.children.value().unwrap());
    [plan.reached.value().unwrap(), plan.gained.value().unwrap(), left.sum()]
}

#[test]
fn without_a_service_the_middle_hall_reaches_all_three_within_eleven_kilometres() {
    let atlas = place(vec![]);
    let plan = planned(&atlas, 11_000.0, Goal::Everybody);
    assert_eq!((communes(&plan), plan.bound, plan.optimal), (vec![1], 1.0, true));
    assert_eq!(plan.gained.status(), Status::Estimated);
    assert!((plan.gained.value().unwrap() - 450.0).abs() < 1e-9);
    assert_eq!(plan.sites[0].cumulative_share.value(), Some(1.0));
    let halls: Vec<f64> = plan.candidates.iter().map(|(_, alone)| alone.value().unwrap()).collect();
    assert_eq!(halls.len(), 3);
    assert!((halls[0] - 300.0).abs() < 1e-9 && (halls[1] - 450.0).abs() < 1e-9);
    // One hall at either end, or both: nobody else reaches all three.
    let others: Vec<&[usize]> =
        plan.alternatives.iter().map(|other| other.sites.as_slice()).collect();
    assert_eq!(others, [&[0, 2][..]]);
}

#[test]
fn each_hall_reaches_its_own_only_within_five_kilometres() {
    let atlas = place(vec![]);
    let plan = planned(&atlas, 5_000.0, Goal::Everybody);
    assert_eq!(communes(&plan), [0, 1, 2]);
    let atlas = place(vec![]);
    let one = planned(&atlas, 5_000.0, Goal::Most(1));
    assert_eq!((communes(&one), one.optimal), (vec![0], true));
    assert!((one.bound - 150.0).abs() < 1e-6);
    assert_eq!(one.left.len(), 2);
    assert!(one.left.iter().all(|left| left.reason == Reason::NotChosen));
    let others: Vec<&[usize]> =
        one.alternatives.iter().map(|other| other.sites.as_slice()).collect();
    assert_eq!(others, [&[1][..], &[2]]);
}

#[test]
fn a_service_across_the_border_counts_and_what_it_reaches_is_never_counted_again() {
    let beyond = creche("a", "99004", 30_500.0, 5_000.0, None);
    let atlas = place(vec![beyond]);
    let plan = planned(&atlas, 6_000.0, Goal::Everybody);
    assert_eq!(communes(&plan), [0, 1]);
    assert!((plan.reached.value().unwrap() - 150.0).abs() < 1e-9);
    assert!((plan.gained.value().unwrap() - 300.0).abs() < 1e-9);
    assert_eq!(plan.candidates[2].1.status(), Status::Zero);
}

#[test]
fn a_closed_service_reaches_nobody() {
    let mut closed = creche("a", "99002", 15_000.0, 5_000.0, None);
    closed.closed_on = Some("2026-11-22".parse().unwrap());
    assert_eq!(communes(&planned(&place(vec![closed]), 11_000.0, Goal::Everybody)), [1]);
}

#[test]
fn a_commune_in_a_perimeter_needs_no_site() {
    let mut laep = creche("a", "99001", 5_000.0, 5_000.0, None);
    laep.kind = Kind::Laep;
    laep.perimeter = vec![code("99003")];
    let atlas = place(vec![laep]);
    let study = atlas.study(territory(PLACE)).unwrap();
    let answer = siting(&atlas, &study, &of_kind(Kind::Laep), &wanted(1_000.0, Goal::Everybody));
    assert_eq!(communes(&answer.plan.unwrap()), [1]);
}

#[test]
fn exactly_at_the_threshold_is_in_reach() {
    let atlas = place(vec![]);
    let study = atlas.study(territory(PLACE)).unwrap();
    let halls: Vec<_> = study.communes.iter().map(|commune| commune.hall.unwrap()).collect();
    let (dx, dy) = (halls[1].x - halls[0].x, halls[1].y - halls[0].y);
    let apart = (dx * dx + dy * dy).sqrt();
    let reached = |within: f64| planned(&atlas, within, Goal::Most(1)).candidates[0].1;
    assert!((reached(apart).value().unwrap() - 300.0).abs() < 1e-9);
    assert!((reached(apart.next_down()).value().unwrap() - 150.0).abs() < 1e-9);
}

fn cell(x: f64, y: f64, count: f64) -> Cell {
    Cell { centre: at(x, y), imputed: false, groups: vec![children(0, 3, count)] }
}

#[test]
fn children_whom_no_hall_reaches_are_told_not_dropped() {
    let mut register = register(vec![]);
    let far = vec![cell(5_000.0, 5_000.0, 40.0), cell(100.0, 9_900.0, 8.0)];
    Arc::make_mut(&mut register.cells).insert(code("99001"), far);
    let atlas = Atlas::new(four_squares(), register);
    let plan = planned(&atlas, 4_000.0, Goal::Everybody);
    assert_eq!(communes(&plan), [1, 2, 0], "from the one that adds most on");
    assert_eq!(plan.left.len(), 1);
    assert_eq!((plan.left[0].commune, plan.left[0].reason), (0, Reason::NoCandidate));
    assert!((plan.left[0].children.value().unwrap() - 6.0).abs() < 1e-9);
    assert!((parts(&plan).iter().sum::<f64>() - plan.children.value().unwrap()).abs() < 1e-9);
}

#[test]
fn children_without_cell_or_hall_are_told_as_such() {
    let mut france = four_squares();
    france.communes[2].town_hall = None;
    let atlas = Atlas::new(france, register(vec![]));
    let plan = planned(&atlas, 5_000.0, Goal::Everybody);
    assert_eq!(plan.candidates.len(), 2);
    assert_eq!((plan.left[0].commune, plan.left[0].reason), (2, Reason::NotPlaced));
    assert!((parts(&plan).iter().sum::<f64>() - 450.0).abs() < 1e-9);
}

#[test]
fn children_of_whom_nobody_said_anything_make_the_rest_a_least() {
    let mut france = four_squares();
    france.communes[2].census = None;
    let atlas = Atlas::new(france, register(vec![]));
    let plan = planned(&atlas, 5_000.0, Goal::Everybody);
    assert_eq!(plan.gained.status(), Status::LowerBound);
    assert_eq!(plan.sites[0].cumulative_share.status(), Status::NotDocumented);
}

#[test]
fn without_a_complete_list_no_site_is_claimed() {
    for completeness in [Completeness::NotDocumented, Completeness::Partial] {
        let mut register = register(vec![]);
        register.inventories.iter_mut().for_each(|i| i.completeness = completeness);
        let atlas = Atlas::new(four_squares(), register);
        let (_, answer) = sited(&atlas, 5_000.0, Goal::Most(1));
        assert!(answer.plan.is_none());
        assert_eq!(answer.not_documented, [0, 1, 2]);
    }
}

#[test]
fn a_service_that_stands_nowhere_may_stand_anywhere() {
    let mut france = four_squares();
    france.communes[2].town_hall = None;
    let mut lost = creche("a", "99003", 0.0, 0.0, None);
    (lost.position, lost.precision) = (None, Precision::TownHall);
    let atlas = Atlas::new(france, register(vec![lost]));
    assert_eq!(sited(&atlas, 5_000.0, Goal::Everybody).1.not_documented, [2]);
}

#[test]
fn where_all_are_in_reach_no_site_is_wanted() {
    let creches = [5_000.0, 15_000.0, 25_000.0].map(|x| creche("a", "99001", x, 5_000.0, None));
    for goal in [Goal::Everybody, Goal::Most(2)] {
        let atlas = place(creches.to_vec());
        let plan = planned(&atlas, 5_000.0, goal);
        assert!(plan.sites.is_empty() && plan.alternatives.is_empty() && plan.optimal);
        assert_eq!((plan.bound, plan.gained.status()), (0.0, Status::Zero));
    }
}

#[test]
fn more_sites_than_are_needed_are_not_proposed() {
    let atlas = place(vec![]);
    let plan = planned(&atlas, 5_000.0, Goal::Most(500));
    assert_eq!((communes(&plan), plan.optimal), (vec![0, 1, 2], true));
}

fn some_creches() -> impl Strategy<Value = Vec<Facility>> {
    prop::collection::vec((0.0..40_000.0, 0.0..10_000.0), 0..4).prop_map(|drawn| {
        let creches = drawn.into_iter().enumerate().map(|(n, (x, y)): (usize, (f64, f64))| {
            let commune = format!("9900{}", (x / 10_000.0).floor() + 1.0);
            creche(&n.to_string(), &commune, x, y, None)
        });
        creches.collect()
    })
}

/// The synthetic place with cells in each commune.
fn with_cells(creches: Vec<Facility>, cells: &[(f64, f64, f64)]) -> Atlas {
    let mut register = register(creches);
    for &(x, y, count) in cells {
        let commune = code(&format!("9900{}", (x / 10_000.0).floor() + 1.0));
        Arc::make_mut(&mut register.cells).entry(commune).or_default().push(cell(x, y, count));
    }
    Atlas::new(four_squares(), register)
}

fn some_cells() -> impl Strategy<Value = Vec<(f64, f64, f64)>> {
    prop::collection::vec((0.0..30_000.0, 0.0..10_000.0, 0.0..30.0), 0..40)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_larger_threshold_never_needs_more_sites_for_those_it_can_reach(
        creches in some_creches(), within in 8_000.0..15_000.0, more in 0.0..9_000.0,
    ) {
        // Each hall reaches its own children, so all can be reached at either threshold.
        let atlas = place(creches);
        let sites = |within| planned(&atlas, within, Goal::Everybody).sites.len();
        prop_assert!(sites(within + more) <= sites(within));
    }

    #[test]
    fn the_parts_add_up_and_the_sites_do_what_they_are_said_to(
        creches in some_creches(), cells in some_cells(),
        within in 500.0..15_000.0, count in 1..4_usize,
    ) {
        let atlas = with_cells(creches.clone(), &cells);
        for goal in [Goal::Everybody, Goal::Most(count)] {
            let plan = planned(&atlas, within, goal);
            prop_assert!((parts(&plan).iter().sum::<f64>() - plan.children.value().unwrap()).abs() < 1e-6);
            // Opened at their halls, the new services reach whom they were said to: a second
            // siting has nobody left whom a hall could reach.
            let mut more = creches.clone();
            for commune in communes(&plan) {
                let mut site = creche("new", &format!("9900{}", commune + 1), 0.0, 0.0, None);
                (site.position, site.precision) = (None, Precision::TownHall);
                more.push(site);
            }
            let grown = with_cells(more, &cells);
            let again = planned(&grown, within, goal);
            let reached = plan.reached.value().unwrap() + plan.gained.value().unwrap();
            prop_assert!((again.reached.value().unwrap() - reached).abs() < 1e-6);
            prop_assert!(goal != Goal::Everybody || again.sites.is_empty());
        }
    }

    #[test]
    fn more_sites_never_reach_fewer_and_the_fewest_are_no_more_than_are_asked_for(
        creches in some_creches(), cells in some_cells(), within in 500.0..15_000.0,
    ) {
        let atlas = with_cells(creches, &cells);
        let gained = |goal| planned(&atlas, within, goal).gained.value().unwrap();
        let counts: Vec<f64> = (1..=4).map(|count| gained(Goal::Most(count))).collect();
        prop_assert!(counts.is_sorted_by(|fewer, more| fewer <= &(more + 1e-6)));
        prop_assert!((counts[3] - gained(Goal::Everybody)).abs() < 1e-6);
    }

    #[test]
    fn the_order_of_the_lists_changes_nothing(
        creches in some_creches(), cells in some_cells(), within in 500.0..15_000.0,
    ) {
        let backwards = |of: &[(f64, f64, f64)]| of.iter().rev().copied().collect::<Vec<_>>();
        let atlas = with_cells(creches.clone(), &cells);
        let turned = with_cells(creches.into_iter().rev().collect(), &backwards(&cells));
        let sites = |atlas| communes(&planned(atlas, within, Goal::Most(2)));
        prop_assert_eq!(sites(&atlas), sites(&turned));
    }
}

/// The children of an instance of `tests/golden/siting.py` that nothing reaches, grouped by who
/// would reach them, and those whom an open site reaches.
fn golden_instance(row: &Value) -> (Instance, f64) {
    let whole = |column: &str| usize::try_from(row[column].as_u64().unwrap()).unwrap();
    let (side, within) = (row["side"].as_f64().unwrap(), row["within"].as_f64().unwrap());
    let (open, candidates, points) = (whole("open"), whole("candidates"), whole("points"));
    let mut draws = Draws::new(row["seed"].as_u64().unwrap());
    let mut place = || (draws.unit() * side, draws.unit() * side);
    let places: Vec<(f64, f64)> = (0..open + candidates).map(|_| place()).collect();
    let mut reached = 0.0;
    let mut lots = Vec::new();
    for _ in 0..points {
        let (x, y) = (draws.unit() * side, draws.unit() * side);
        let weight = (draws.unit() * 40.0).floor() * 0.75;
        let near = |at: &usize| {
            let (dx, dy) = (x - places[*at].0, y - places[*at].1);
            (dx * dx + dy * dy).sqrt() <= within
        };
        if (0..open).any(|at| near(&at)) {
            reached += weight;
        } else {
            let reached_by = (open..open + candidates).filter(near).map(|at| at - open);
            lots.push((reached_by.collect(), weight));
        }
    }
    (Instance::new(candidates, lots), reached)
}

#[test]
fn ten_instances_agree_with_spopt() {
    let golden: Value = serde_json::from_str(include_str!("golden/siting.json")).unwrap();
    let rows = golden["rows"].as_array().unwrap();
    assert_eq!(rows.len(), 10);
    for row in rows {
        let (instance, reached) = golden_instance(row);
        let budget = || Budget::new(1 << 32);
        let fewest = solve(&instance, Goal::Everybody, budget());
        let count = usize::try_from(row["count"].as_u64().unwrap()).unwrap();
        let most = solve(&instance, Goal::Most(count), budget());
        assert_eq!(reached, row["reached_before"].as_f64().unwrap(), "{row}");
        assert_eq!(instance.unreachable(), row["unreachable"].as_f64().unwrap(), "{row}");
        assert_eq!(fewest.best.sites.len() as u64, row["lscp_sites"].as_u64().unwrap(), "{row}");
        let gained = row["mclp_children"].as_f64().unwrap();
        assert!((most.best.reached - gained).abs() < 1e-6, "{row}: {}", most.best.reached);
        assert!(fewest.optimal && most.optimal, "{row}");
    }
}

#[test]
fn gally_mauldre_needs_one_more_creche_within_three_kilometres() {
    let atlas = real_atlas();
    let study = atlas.study(territory("200034130")).unwrap();
    let answer = siting(&atlas, &study, &question(), &wanted(3_000.0, Goal::Everybody));
    let plan = answer.plan.unwrap();
    let names: Vec<&str> =
        plan.sites.iter().map(|site| study.communes[site.commune].name.as_str()).collect();
    assert_eq!(names, ["Andelu"]);
    assert!((plan.gained.value().unwrap() - 15.75).abs() < 1e-9);
    assert!(plan.optimal && plan.left.is_empty());
    let laep = siting(&atlas, &study, &of_kind(Kind::Laep), &wanted(3_000.0, Goal::Everybody));
    assert!(laep.plan.is_none(), "nobody said which LAEP there are");
}

/// CA Grand Châtellerault as if it had no LAEP at all: **synthetic**, for the act lists none.
#[test]
fn grand_chatellerault_without_any_laep_is_solved_exactly() {
    let real = real_atlas();
    let code = territory("248600413");
    let mut register = real.register.clone();
    register.inventories.push(maillage::territory::Inventory {
        territory: code,
        kind: Kind::Laep,
        completeness: Completeness::Complete,
        structures: None,
        places: None,
        source: "liste".to_owned(),
    });
    let atlas = real.with_register(register);
    let study = atlas.study(code).unwrap();
    let mut sites = Vec::new();
    for within in [5_000.0, 10_000.0, 15_000.0] {
        let asked = of_kind(Kind::Laep);
        let plan = siting(&atlas, &study, &asked, &wanted(within, Goal::Everybody)).plan.unwrap();
        assert!(plan.optimal && plan.left.is_empty());
        let fewer = plan.sites.len() - 1;
        let most = siting(&atlas, &study, &asked, &wanted(within, Goal::Most(fewer))).plan.unwrap();
        assert!(most.optimal && most.gained.value().unwrap() < plan.gained.value().unwrap());
        sites.push(plan.sites.len());
    }
    assert!(sites.is_sorted_by(|near, far| near >= far), "{sites:?}");
}

#[test]
fn a_roof_of_another_service_may_be_a_site_where_no_town_hall_reaches() {
    // Six children in a cell that no town hall reaches within 3 km; a leisure centre does.
    let mut centre = creche("centre", "99001", 1_000.0, 8_000.0, None);
    centre.kind = Kind::Alsh;
    let mut closed = creche("closed", "99001", 1_100.0, 8_000.0, None);
    (closed.kind, closed.closed_on) = (Kind::Alsh, Some("2020-01-01".parse().unwrap()));
    let mut register = register(vec![centre, closed]);
    let groups = vec![children(0, 2, 6.0)];
    let cell = Cell { centre: at(500.0, 9_500.0), imputed: false, groups };
    Arc::make_mut(&mut register.cells).insert(code("99001"), vec![cell]);
    let atlas = Atlas::new(four_squares(), register);
    let study = atlas.study(territory("99001")).unwrap();
    let found = |candidates, reference| {
        let wanted = Wanted { candidates, reference, ..wanted(3_000.0, Goal::Everybody) };
        siting(&atlas, &study, &question(), &wanted).plan.unwrap()
    };
    let halls = found(CandidateSites::TownHalls, None);
    assert!(halls.sites.is_empty());
    assert_eq!(halls.left[0].reason, Reason::NoCandidate);
    for candidates in [CandidateSites::Services, CandidateSites::All] {
        let plan = found(candidates, Some(50.0));
        let site = plan.candidates[plan.sites[0].candidate].0;
        assert_eq!(site.service.unwrap().id, "centre");
        // Fifty places per 100 children: three for six.
        assert_eq!((plan.places.value(), plan.places.status()), (Some(3.0), Status::Estimated));
        assert!((parts(&plan).iter().sum::<f64>() - 6.0).abs() < 1e-9);
    }
    assert_eq!(found(CandidateSites::All, None).places.status(), Status::NotDocumented);
}
