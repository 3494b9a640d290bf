//! The ranking of communes: worked out by hand on the synthetic place, its laws, the real ones.

#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::sync::Arc;

use maillage::analysis::{
    Criterion, FLIPS_UP_TO, Fill, Question, RankedBy, Ranking, Threshold, Verdict, Weights,
    ranking, white_zones,
};
use maillage::index::Atlas;
use maillage::territory::{Cell, Completeness, Facility, Kind, Status};
use maillage::units::Metres;
use proptest::prelude::*;
use support::{PLACE, at, children, code, creche, place, question, register, territory, within};

fn by(criterion: Criterion) -> RankedBy {
    RankedBy { criterion, weights: Weights::default() }
}

fn rank<'a>(atlas: &'a Atlas, threshold: &Threshold, by: &RankedBy) -> Ranking<'a> {
    let study = atlas.study(territory(PLACE)).unwrap();
    ranking(atlas, &study, &question(), threshold, by)
}

fn ranks(ranking: &Ranking<'_>) -> Vec<Option<(usize, usize, usize)>> {
    ranking.communes.iter().map(|row| row.rank.map(|r| (r.rank, r.low, r.high))).collect()
}

/// Each commune has 150 children of 0-2 and 100 km². A crèche in the middle of the second leaves
/// 150 out of reach in the first and the third, fewer in the second.
#[test]
fn those_with_most_children_out_of_reach_come_first_and_equals_share_a_rank() {
    let atlas = place(vec![creche("a", "99002", 15_000.0, 5_000.0, Some(20.0))]);
    let ranking = rank(&atlas, &within(4_000.0), &by(Criterion::OutOfReach));
    assert_eq!(ranks(&ranking), [Some((1, 1, 1)), Some((3, 3, 3)), Some((1, 1, 1))]);
    assert_eq!(ranking.order, [0, 2, 1]);
    assert_eq!(ranking.communes[0].rank.unwrap().tied, 1);
    let out = 450.0 - 1.5 * std::f64::consts::PI * 16.0;
    assert!((ranking.total.out_of_reach.value().unwrap() - out).abs() < 1e-6);
    assert!((ranking.share_out_of_reach.value().unwrap() - out / 450.0).abs() < 1e-9);
}

#[test]
fn a_band_holds_the_ranks_at_nearby_thresholds() {
    // 120 children of the first live 4.2 km from its crèche, 100 of the third 7 km from it.
    let mut register = register(vec![
        creche("a", "99001", 1_000.0, 5_000.0, Some(20.0)),
        creche("b", "99003", 21_000.0, 5_000.0, Some(20.0)),
    ]);
    let cell = |x: f64, count: f64| Cell {
        centre: at(x, 5_000.0),
        imputed: false,
        groups: vec![children(0, 2, count)],
    };
    Arc::make_mut(&mut register.cells)
        .insert(code("99001"), vec![cell(1_000.0, 30.0), cell(5_200.0, 120.0)]);
    Arc::make_mut(&mut register.cells).insert(code("99002"), vec![cell(11_000.0, 10.0)]);
    Arc::make_mut(&mut register.cells)
        .insert(code("99003"), vec![cell(21_000.0, 50.0), cell(28_000.0, 100.0)]);
    let atlas = Atlas::new(support::four_squares(), register);
    let far = rank(&atlas, &within(4_000.0), &by(Criterion::OutOfReach));
    // From 4.2 km on nobody of the first is out of reach, and the ten of the second outnumber them.
    assert_eq!(ranks(&far), [Some((1, 1, 3)), Some((3, 2, 3)), Some((2, 1, 2))]);
    let near = rank(&atlas, &within(6_000.0), &by(Criterion::OutOfReach));
    // From 7 km on only those ten are left.
    assert_eq!(ranks(&near), [Some((3, 2, 3)), Some((2, 1, 2)), Some((1, 1, 2))]);
}

#[test]
fn the_gap_counts_missing_places_and_a_lower_bound_has_no_rank() {
    let creches = vec![
        creche("a", "99001", 5_000.0, 5_000.0, Some(30.0)),
        creche("b", "99002", 15_000.0, 5_000.0, None),
    ];
    let threshold = Threshold { reference: Some(40.0), ..within(5_000.0) };
    let atlas = place(creches);
    let ranking = rank(&atlas, &threshold, &by(Criterion::Gap));
    let gaps: Vec<_> = ranking.communes.iter().map(|row| row.measures.gap.value()).collect();
    assert_eq!(gaps, [Some(30.0), None, Some(60.0)]);
    assert_eq!(ranks(&ranking), [Some((2, 2, 2)), None, Some((1, 1, 1))]);
    assert_eq!(ranking.order, [2, 0, 1], "those without a rank stand last");
    assert_eq!(ranking.communes[1].value.status(), Status::NotDocumented);
    assert_eq!(ranking.gini.status(), Status::NotDocumented);
}

#[test]
fn a_composite_weighs_percentile_ranks_and_its_band_tries_other_weights() {
    let creches = vec![
        creche("a", "99001", 5_000.0, 5_000.0, Some(15.0)),
        creche("b", "99002", 15_000.0, 5_000.0, Some(30.0)),
        creche("c", "99003", 21_000.0, 9_900.0, Some(45.0)),
    ];
    let weights = Weights { out_of_reach: 1.0, gap: 0.0, rate: 1.0 };
    let by = RankedBy { criterion: Criterion::Composite, weights };
    let atlas = place(creches);
    let ranking = rank(&atlas, &within(4_000.0), &by);
    // Out of reach: third worst, the others alike but for what the third's crèche reaches of the
    // second. Rate: 10, 20, 30, the first worst.
    let scores: Vec<_> = ranking.communes.iter().map(|row| row.value.value().unwrap()).collect();
    assert_eq!(scores, [75.0, 25.0, 50.0]);
    let bands = ranks(&ranking);
    assert_eq!(bands[0].unwrap().0, 1);
    assert!(bands.iter().flatten().all(|&(rank, low, high)| low <= rank && rank <= high));
}

#[test]
fn nobody_is_ranked_where_nobody_said_anything() {
    let mut register = register(vec![]);
    register.inventories.iter_mut().for_each(|i| i.completeness = Completeness::NotDocumented);
    let atlas = Atlas::new(support::four_squares(), register);
    let ranking = rank(&atlas, &within(5_000.0), &by(Criterion::OutOfReach));
    assert!(ranking.communes.iter().all(|row| row.rank.is_none() && row.flips.is_empty()));
    assert_eq!(ranking.total.out_of_reach.status(), Status::NotDocumented);
}

/// By area: the second is in reach of its crèche from the first metre, wholly at a corner's 7.07 km
/// less the last hundredth of the area; the first from its border, 5 km away.
#[test]
fn flips_tell_from_where_on_a_commune_is_reached() {
    let atlas = place(vec![creche("a", "99002", 15_000.0, 5_000.0, Some(20.0))]);
    let ranking = rank(&atlas, &within(4_000.0), &by(Criterion::OutOfReach));
    let flips = |at: usize| {
        let flips = &ranking.communes[at].flips;
        flips.iter().map(|flip| (flip.at.get(), flip.verdict)).collect::<Vec<_>>()
    };
    let second = flips(1);
    assert_eq!(second[0], (0.0, Verdict::PartlyWhite));
    assert_eq!(second[1].1, Verdict::Covered);
    assert!((6_500.0..7_071.0).contains(&second[1].0), "{second:?}");
    let first = flips(0);
    assert_eq!(first[0], (0.0, Verdict::White));
    assert!((first[1].0 - 5_000.0).abs() < 1e-3 && first[1].1 == Verdict::PartlyWhite);
    assert_eq!(first.len(), 2, "its far corner is beyond {FLIPS_UP_TO} m");
}

#[test]
fn a_perimeter_leaves_nothing_to_flip() {
    let mut laep = creche("a", "99001", 1_000.0, 5_000.0, None);
    laep.kind = Kind::Laep;
    laep.perimeter = vec![code("99003")];
    let atlas = place(vec![laep]);
    let study = atlas.study(territory(PLACE)).unwrap();
    let asked = support::of_kind(Kind::Laep);
    let by = by(Criterion::OutOfReach);
    let ranking = ranking(&atlas, &study, &asked, &within(500.0), &by);
    let flips = &ranking.communes[2].flips;
    assert_eq!(
        flips.iter().map(|f| (f.at.get(), f.verdict)).collect::<Vec<_>>(),
        [(0.0, Verdict::Covered)]
    );
}

/// Easting, northing, and places or children.
type Drawn = (f64, f64, f64);

fn some_places() -> impl Strategy<Value = Atlas> {
    let drawn = prop::collection::vec((0.0..40_000.0, 0.0..10_000.0, 1.0..60.0), 1..8);
    let cells = prop::collection::vec((0.0..30_000.0, 0.0..10_000.0, 0.1..30.0), 0..30);
    (drawn, cells).prop_map(|(drawn, cells): (Vec<Drawn>, Vec<Drawn>)| {
        let creches = drawn.into_iter().enumerate().map(|(n, (x, y, places))| -> Facility {
            let commune = format!("9900{}", (x / 10_000.0_f64).floor() + 1.0);
            creche(&n.to_string(), &commune, x, y, Some(places))
        });
        let mut register = register(creches.collect());
        for (x, y, count) in cells {
            let commune = code(&format!("9900{}", (x / 10_000.0_f64).floor() + 1.0));
            let groups = vec![children(0, 2, count)];
            let cell = Cell { centre: at(x, y), imputed: false, groups };
            Arc::make_mut(&mut register.cells).entry(commune).or_default().push(cell);
        }
        Atlas::new(support::four_squares(), register)
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_band_holds_its_rank_and_ranks_follow_values(
        atlas in some_places(), metres in 300.0..9_000.0, reference in 1.0..80.0,
    ) {
        let threshold = Threshold { reference: Some(reference), ..within(metres) };
        for criterion in Criterion::ALL {
            let weights = Weights { out_of_reach: 2.0, gap: 1.0, rate: 1.0 };
            let ranking = rank(&atlas, &threshold, &RankedBy { criterion, weights });
            for row in &ranking.communes {
                let rank = row.rank.unwrap();
                prop_assert!(rank.low <= rank.rank && rank.rank <= rank.high);
                prop_assert!(rank.low >= 1 && rank.high <= 3);
            }
            let values: Vec<f64> =
                ranking.order.iter().map(|&at| ranking.communes[at].value.value().unwrap()).collect();
            let falls = |pair: &[f64]| if criterion == Criterion::Rate { pair[0] <= pair[1] } else { pair[0] >= pair[1] };
            prop_assert!(values.windows(2).all(falls), "{values:?}");
            let gini = ranking.gini.value();
            prop_assert!(gini.is_none_or(|gini| (0.0..1.0).contains(&gini)));
        }
    }

    /// On both sides of each flip, white zones themselves give the verdicts that it parts.
    #[test]
    fn flips_are_where_the_verdict_changes(atlas in some_places()) {
        let study = atlas.study(territory(PLACE)).unwrap();
        let ranking = rank(&atlas, &within(5_000.0), &by(Criterion::OutOfReach));
        for (at, row) in ranking.communes.iter().enumerate() {
            for (n, flip) in row.flips.iter().enumerate().skip(1) {
                let verdict = |metres: f64| {
                    let metres = Metres::try_from(metres).unwrap();
                    let threshold = Threshold { within: metres, ..within(1.0) };
                    white_zones(&atlas, &study, &question(), &threshold).communes[at].verdict
                };
                prop_assert_eq!(verdict(flip.at.get() + 2.0), flip.verdict);
                let before = flip.at.get() - 2.0;
                if before > row.flips[n - 1].at.get() + 2.0 {
                    prop_assert_eq!(verdict(before), row.flips[n - 1].verdict);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    /// With a reference, what is in reach is parted into covered and underserved as white zones part
    /// it at each multiple of 250 m.
    #[test]
    fn flips_part_covered_from_underserved(atlas in some_places(), reference in 1.0..60.0) {
        let study = atlas.study(territory(PLACE)).unwrap();
        let asked = Threshold { reference: Some(reference), ..within(5_000.0) };
        let ranking = rank(&atlas, &asked, &by(Criterion::OutOfReach));
        for step in (1..=40).map(|n| f64::from(n) * 250.0) {
            let moved = Threshold { within: Metres::try_from(step).unwrap(), ..asked };
            let zones = white_zones(&atlas, &study, &question(), &moved);
            for (row, zone) in ranking.communes.iter().zip(&zones.communes) {
                let told = row.flips.iter().rev().find(|flip| flip.at.get() <= step).unwrap();
                let judged = matches!(zone.verdict, Verdict::Covered | Verdict::Underserved);
                // Where a lot stands exactly at a step, rounding decides.
                let near = row.flips.iter().any(|flip| (flip.at.get() - step).abs() < 1.0
                    && flip.at.get() != step);
                prop_assert!(!judged || near || told.verdict == zone.verdict, "{step} {:?}", row.flips);
            }
        }
    }
}

#[test]
fn andelu_comes_first_in_gally_mauldre() {
    let atlas = support::real_atlas();
    let study = atlas.study(territory("200034130")).unwrap();
    let asked = Question { fill: Fill::Mean, ..question() };
    let threshold = within(3_000.0);
    let ranking = ranking(&atlas, &study, &asked, &threshold, &by(Criterion::OutOfReach));
    let first = ranking.order[0];
    assert_eq!(study.communes[first].name, "Andelu");
    assert_eq!(ranking.communes[first].measures.out_of_reach.value(), Some(15.75));
    let reached = ranking.communes[first].flips.last().unwrap();
    assert_eq!(reached.verdict, Verdict::Covered);
    assert!(reached.at.get() > 3_000.0);
}
