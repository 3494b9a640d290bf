use proptest::prelude::*;

use super::{ALTERNATIVES, Budget, Goal, Instance, Solution, solve};

const PLENTY: u64 = 1 << 40;

fn solved(instance: &Instance, goal: Goal) -> Solution {
    solve(instance, goal, Budget::new(PLENTY))
}

/// Five hamlets on a line, a town hall in each, who reach one place to either side.
fn line() -> Instance {
    let weights = [10.0, 1.0, 20.0, 2.0, 30.0];
    let reached_by = |at: usize| (at.saturating_sub(1)..=(at + 1).min(4)).collect();
    Instance::new(5, (0..5).map(|at| (reached_by(at), weights[at])))
}

#[test]
fn two_sites_reach_five_hamlets_on_a_line() {
    let all = solved(&line(), Goal::Everybody);
    assert_eq!((all.best.sites.as_slice(), all.best.reached), ([1, 3].as_slice(), 63.0));
    assert!(all.optimal && all.bound == 2.0);
    let others: Vec<&[usize]> = all.alternatives.iter().map(|set| set.sites.as_slice()).collect();
    assert_eq!(others, [&[0, 3][..], &[1, 4], &[0, 2, 4]]);
}

#[test]
fn one_site_reaches_most_of_five_hamlets_from_the_fourth() {
    let one = solved(&line(), Goal::Most(1));
    assert_eq!((one.best.sites.as_slice(), one.best.reached), ([3].as_slice(), 52.0));
    assert!(one.optimal && one.alternatives_optimal && one.bound == 52.0);
    let others: Vec<f64> = one.alternatives.iter().map(|set| set.reached).collect();
    assert_eq!(others, [32.0, 31.0, 23.0]);
}

/// All sets of up to `most` of `candidates`.
fn sets(candidates: usize, most: usize) -> Vec<Vec<usize>> {
    let of = |bits: u32| (0..candidates).filter(|at| bits >> at & 1 == 1).collect::<Vec<_>>();
    let bits = (0..1_u32 << candidates).filter(|bits| bits.count_ones() as usize <= most);
    bits.map(of).collect()
}

fn instances() -> impl Strategy<Value = Instance> {
    let point = |candidates| {
        (prop::collection::vec(any::<bool>(), candidates), prop_oneof![0.0..20.0_f64, Just(5.0)])
    };
    let points = (1..=10_usize).prop_flat_map(move |candidates| {
        (Just(candidates), prop::collection::vec(point(candidates), 0..25))
    });
    points.prop_map(|(candidates, points)| {
        let reached_by = |reached: &[bool]| (0..reached.len()).filter(|&at| reached[at]).collect();
        Instance::new(candidates, points.iter().map(|(reached, w)| (reached_by(reached), *w)))
    })
}

/// Candidates where they stand, and points where they stand with their weight.
type Drawn = (Vec<(f64, f64)>, Vec<(f64, f64, f64)>);

/// Instances as on a map: candidates and points in a square.
fn maps() -> impl Strategy<Value = Drawn> {
    let at = || 0.0..10.0_f64;
    (
        prop::collection::vec((at(), at()), 1..=10),
        prop::collection::vec((at(), at(), 0.0..9.0_f64), 0..60),
    )
}

fn on_a_map((halls, points): &Drawn, within: f64) -> Instance {
    let reached = |x: f64, y: f64| {
        let near = |&at: &usize| (halls[at].0 - x).hypot(halls[at].1 - y) <= within;
        (0..halls.len()).filter(near).collect()
    };
    Instance::new(halls.len(), points.iter().map(|&(x, y, weight)| (reached(x, y), weight)))
}

fn assert_fewest(instance: &Instance) -> Result<(), TestCaseError> {
    let found = solved(instance, Goal::Everybody);
    let all = instance.reachable();
    let covers = |set: &Vec<usize>| instance.covered(set) >= all - 1e-9;
    let lean = |set: &Vec<usize>| {
        set.iter().all(|site| {
            let rest: Vec<usize> = set.iter().copied().filter(|other| other != site).collect();
            !covers(&rest)
        })
    };
    let sets = sets(instance.candidates(), 10);
    let mut sizes: Vec<usize> =
        sets.iter().filter(|set| covers(set) && lean(set)).map(Vec::len).collect();
    sizes.sort_unstable();
    prop_assert!(found.optimal && covers(&found.best.sites));
    prop_assert_eq!(found.best.sites.len(), sizes[0]);
    prop_assert_eq!(found.bound, sizes[0] as f64);
    if found.alternatives_optimal {
        let given: Vec<usize> = found.alternatives.iter().map(|set| set.sites.len()).collect();
        let next: Vec<usize> = sizes[1..].iter().copied().take(ALTERNATIVES).collect();
        prop_assert_eq!(given, next);
    }
    assert_distinct(&found)?;
    prop_assert!(found.alternatives.iter().all(|set| covers(&set.sites) && lean(&set.sites)));
    Ok(())
}

fn assert_distinct(found: &Solution) -> Result<(), TestCaseError> {
    let mut all: Vec<_> = found.alternatives.iter().map(|set| &set.sites).collect();
    all.push(&found.best.sites);
    let count = all.len();
    all.sort_unstable();
    all.dedup();
    prop_assert_eq!(all.len(), count);
    Ok(())
}

fn assert_most(instance: &Instance, count: usize) -> Result<(), TestCaseError> {
    let found = solved(instance, Goal::Most(count));
    let sets = sets(instance.candidates(), count);
    let mut values: Vec<f64> = sets.iter().map(|set| instance.covered(set)).collect();
    values.sort_unstable_by(|a, b| b.total_cmp(a));
    prop_assert!(found.optimal && found.best.sites.len() <= count);
    prop_assert!((found.best.reached - values[0]).abs() < 1e-6);
    prop_assert!((found.bound - values[0]).abs() < 1e-6);
    prop_assert_eq!(found.best.reached, instance.covered(&found.best.sites));
    assert_distinct(&found)?;
    prop_assert!(found.alternatives.iter().all(|set| set.sites.len() <= count));
    if values[0] < instance.reachable() - 1e-6 {
        let needed = |set: &[usize], site: usize| {
            let rest: Vec<usize> = set.iter().copied().filter(|&other| other != site).collect();
            instance.covered(&rest) < instance.covered(set) - 1e-12
        };
        let lean =
            |set: &&Vec<usize>| set.len() == count && set.iter().all(|&site| needed(set, site));
        let mut next: Vec<f64> =
            sets.iter().filter(lean).map(|set| instance.covered(set)).collect();
        next.sort_unstable_by(|a, b| b.total_cmp(a));
        let given: Vec<f64> = found.alternatives.iter().map(|set| set.reached).collect();
        prop_assert!(given.iter().zip(&next[1..]).all(|(given, next)| (given - next).abs() < 1e-6));
        let all = (next.len() - 1).min(ALTERNATIVES);
        prop_assert!(given.len() == all || !found.alternatives_optimal, "{given:?} {next:?}");
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn the_fewest_sites_are_those_of_all_sets_tried(instance in instances()) {
        assert_fewest(&instance)?;
    }

    #[test]
    fn the_fewest_sites_on_a_map_are_those_of_all_sets_tried(map in maps(), within in 0.5..6.0) {
        assert_fewest(&on_a_map(&map, within))?;
    }

    #[test]
    fn the_most_reached_is_that_of_all_sets_tried(instance in instances(), count in 1..6_usize) {
        assert_most(&instance, count)?;
    }

    #[test]
    fn the_most_reached_on_a_map_is_that_of_all_sets_tried(
        map in maps(), within in 0.5..6.0, count in 1..6_usize,
    ) {
        assert_most(&on_a_map(&map, within), count)?;
    }

    #[test]
    fn more_sites_never_reach_less(map in maps(), within in 0.5..6.0, count in 1..6_usize) {
        let instance = on_a_map(&map, within);
        let reached = |count| solved(&instance, Goal::Most(count)).best.reached;
        prop_assert!(reached(count + 1) >= reached(count) - 1e-6);
    }

    #[test]
    fn a_small_budget_gives_a_bound_and_never_a_false_proof(
        map in maps(), within in 0.5..6.0, count in 1..6_usize, steps in 0..3_000_u64,
    ) {
        let instance = on_a_map(&map, within);
        let (most, hasty) = (
            solved(&instance, Goal::Most(count)),
            solve(&instance, Goal::Most(count), Budget::new(steps)),
        );
        prop_assert!(hasty.bound >= most.best.reached - 1e-6);
        prop_assert!(hasty.alternatives.iter().all(|set| set.reached <= hasty.best.reached + 1e-6));
        prop_assert!(!hasty.optimal || (hasty.best.reached - most.best.reached).abs() < 1e-6);
        let (fewest, hasty) = (
            solved(&instance, Goal::Everybody),
            solve(&instance, Goal::Everybody, Budget::new(steps)),
        );
        prop_assert!(hasty.bound <= fewest.best.sites.len() as f64);
        prop_assert!((hasty.best.reached - instance.reachable()).abs() < 1e-6);
        prop_assert!(!hasty.optimal || hasty.best.sites.len() == fewest.best.sites.len());
    }
}
