//! Worked by hand, then against the plain double loop.

use super::*;
use proptest::prelude::*;

fn at(x: f64) -> Projected {
    Projected { x, y: 0.0 }
}

fn metres(within: f64) -> Metres {
    Metres::try_from(within).unwrap()
}

type Weighed = Vec<(Projected, f64)>;

/// Children at 0, 1 and 2 km, services at 0 and 2 km.
fn line() -> (Weighed, Weighed) {
    let demand = vec![(at(0.0), 100.0), (at(1000.0), 100.0), (at(2000.0), 100.0)];
    (demand, vec![(at(0.0), 10.0), (at(2000.0), 10.0)])
}

fn places(demand: &[(Projected, f64)], access: &Access) -> f64 {
    demand.iter().zip(&access.per_child).map(|((_, children), a)| children * a).sum()
}

/// Reach 1 km: the service at 0 is shared by 200 children, so is the one at 2 km.
#[test]
fn a_place_is_shared_by_all_in_reach_and_the_bound_is_in() {
    let (demand, supply) = line();
    let access = access(&demand, &supply, metres(1000.0), &Decay::Binary);
    assert_eq!(access.per_child, [0.05, 0.1, 0.05]);
    assert_eq!(access.sharing, [200.0, 200.0]);
    assert!((places(&demand, &access) - 20.0).abs() < 1e-12);
    let short = super::access(&demand, &supply, metres(1000.0_f64.next_down()), &Decay::Binary);
    assert_eq!(short.per_child, [0.1, 0.0, 0.1]);
}

/// Weights 1, exp(−½), exp(−2): each service is shared by 174.187 weighted children.
#[test]
fn gaussian_weights_give_the_golden_case() {
    let (demand, supply) = line();
    let decay = "gaussian:1000".parse().unwrap();
    let access = access(&demand, &supply, metres(5000.0), &decay);
    let rounded = access.per_child.iter().map(|a| format!("{a:.6}")).collect::<Vec<_>>();
    assert_eq!(rounded, ["0.065179", "0.069641", "0.065179"]);
    assert!((places(&demand, &access) - 20.0).abs() < 1e-12);
}

/// Up to 1 km as one, up to 2 km as a half: 100 + 100 + ½·100 weighted children a service.
#[test]
fn steps_weigh_up_to_their_bounds_included() {
    let (demand, supply) = line();
    let decay = "1000:1,2000:0.5".parse().unwrap();
    let access = access(&demand, &supply, metres(3000.0), &decay);
    assert_eq!(access.sharing, [250.0, 250.0]);
    let expected = [0.04 * 1.5, 0.04 * 2.0, 0.04 * 1.5];
    assert!(access.per_child.iter().zip(expected).all(|(a, b)| (a - b).abs() < 1e-15));
}

#[test]
fn a_service_without_children_in_reach_gives_nothing() {
    let alone = access(&[(at(0.0), 10.0)], &[(at(900.0), 5.0)], metres(500.0), &Decay::Binary);
    assert_eq!((alone.per_child[0], alone.sharing[0]), (0.0, 0.0));
    let none = access(&[], &[(at(0.0), 5.0)], metres(500.0), &Decay::Binary);
    assert!(none.per_child.is_empty());
}

fn plain(
    queries: &[(Projected, f64)],
    sources: &[(Projected, f64)],
    within: f64,
    decay: &Decay,
) -> Vec<f64> {
    let weight = |a: Projected, b: Projected| {
        let (dx, dy) = (a.x - b.x, a.y - b.y);
        decay.weight((dx * dx + dy * dy).sqrt(), within)
    };
    let sum = |from| sources.iter().map(|&(at, value)| weight(from, at) * value).sum();
    queries.iter().map(|&(from, _)| sum(from)).collect()
}

fn points() -> impl Strategy<Value = Vec<(Projected, f64)>> {
    // Whole hundreds of metres: many distances fall exactly on a bound.
    let point = (0..200_u32, 0..200_u32, 0..50_u32).prop_map(|(x, y, value)| {
        let at = Projected { x: f64::from(x) * 100.0 - 3000.0, y: f64::from(y) * 100.0 + 6.8e6 };
        (at, f64::from(value))
    });
    prop::collection::vec(point, 0..80)
}

fn decays() -> impl Strategy<Value = Decay> {
    let texts = [
        "binary",
        "linear",
        "gaussian",
        "exponential",
        "gaussian:900",
        "500:1",
        "500:1,1000:0.7",
        "500:1,1000:0.68,1500:0.22",
        "300:1,500:0.9,700:0.9,1000:0.5,5000:0.2",
        "100:0.5,90000:0.25",
    ];
    prop::sample::select(texts.map(|text| text.parse().unwrap()).to_vec())
}

proptest! {
    #[test]
    fn grouped_sums_are_those_of_the_plain_double_loop(
        queries in points(), sources in points(), decay in decays(),
        hundreds in 1..400_u32,
    ) {
        let within = f64::from(hundreds) * 100.0;
        let fast = weighted_sums(&queries, &sources, within, &decay);
        for (a, b) in fast.iter().zip(plain(&queries, &sources, within, &decay)) {
            prop_assert!((a - b).abs() <= 1e-9 * b.max(1.0), "{a} {b}");
        }
    }

    #[test]
    fn all_places_with_children_in_reach_are_given_out(
        demand in points(), supply in points(), decay in decays(), hundreds in 1..400_u32,
    ) {
        let access = access(&demand, &supply, metres(f64::from(hundreds) * 100.0), &decay);
        let shared = supply.iter().zip(&access.sharing).filter(|(_, sharing)| **sharing > 0.0);
        let shared: f64 = shared.map(|((_, places), _)| places).sum();
        prop_assert!((places(&demand, &access) - shared).abs() < 1e-9 * shared.max(1.0));
    }

    #[test]
    fn more_places_never_lower_the_access_of_anyone(
        demand in points(), supply in points(), more in points(), decay in decays(),
    ) {
        let before = access(&demand, &supply, metres(3000.0), &decay);
        let all: Vec<_> = supply.into_iter().chain(more).collect();
        let after = access(&demand, &all, metres(3000.0), &decay);
        for (before, after) in before.per_child.iter().zip(&after.per_child) {
            prop_assert!(*after >= before - 1e-12);
        }
    }
}
