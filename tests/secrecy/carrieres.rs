//! The portrait of Carrières-sur-Seine: printed as it is, it gives a blanked value back.

use maillage::analysis::secrecy::{
    Cell, Clearance, ClearedFigure, Derived, Interval, Item, Knowledge, Printed, Relation, STEPS,
    Standing, Table, attack, suppress,
};
use maillage::import::portrait::{Document, read};
use maillage::index::Atlas;
use maillage::territory::{Register, Status, Usage};

use crate::support::four_squares;

const TEXT: &str = include_str!("../data/portrait/carrieres.txt");

/// Children with an AEEH, as printed (Caf au 31/12/2022): 0-2 blanked, 3-5, 6-11, 12-15, 16-17,
/// 0-17, all, and 6-17 of another section.
const PRINTED: [i64; 7] = [6, 39, 35, 14, 95, 103, 88];
/// Their shares of all, in tenths of a per cent, 0-2 first.
const SHARES: [i64; 7] = [10, 58, 379, 340, 136, 922, 1000];

fn table() -> Table {
    let secret = Cell { value: None, standing: Standing::Small };
    let cells = [secret].into_iter().chain(PRINTED.map(|count| Cell::counted(count, 1))).collect();
    let relations = vec![
        Relation::total(5, &[0, 1, 2, 3, 4]),
        Relation::total(7, &[2, 3, 4]),
        Relation::within(6, &[5]),
    ];
    let share = |(at, mantissa)| Derived::ratio(at, 6, 100, Printed { mantissa, decimals: 1 });
    let derived = SHARES.into_iter().enumerate().filter_map(share).collect();
    Table { cells, relations, derived }
}

#[test]
fn printed_as_it_is_the_attacker_recovers_the_one_child() {
    let one = Some(Interval { low: 1, high: Some(1) });
    for knowledge in Knowledge::ALL {
        assert_eq!(attack(&table(), &[], knowledge, STEPS), [(0, one)]);
    }
    // Either the total or the share alone suffices.
    let (mut by_total, mut by_share) = (table(), table());
    by_total.derived.clear();
    by_share.relations.clear();
    assert_eq!(attack(&by_total, &[], Knowledge::Blanks, STEPS)[0].1, one);
    assert_eq!(attack(&by_share, &[], Knowledge::Blanks, STEPS)[0].1, one);
}

#[test]
fn three_blanks_more_are_the_fewest_that_leave_it_one_to_four() {
    let found = suppress(&table(), STEPS);
    assert!(found.optimal);
    // Its own share, the total of 0-17, and the share that gives this one back.
    assert_eq!(found.secondary, [Item::Cell(5), Item::Derived(0), Item::Derived(5)]);
    let left = attack(&table(), &found.secondary, Knowledge::Reasons, STEPS)[0].1;
    assert_eq!(left, Some(Interval { low: 1, high: Some(4) }));
    for left_out in &found.secondary {
        let kept: Vec<Item> =
            found.secondary.iter().copied().filter(|item| item != left_out).collect();
        let left = attack(&table(), &kept, Knowledge::Blanks, STEPS)[0].1.unwrap();
        assert!(left.low > 1 || left.high < Some(4), "{left_out:?}: {left:?}");
    }
}

pub fn register() -> Register {
    let zone = |heading: &str| {
        let known = if heading.starts_with("YVELINES") { "dep-78" } else { "78124" };
        Some(known.to_owned())
    };
    let (id, short) = ("ctg", "CTG Carrières-sur-Seine");
    let document = Document {
        file: "portrait.txt",
        id,
        short,
        caf: "Caf des Yvelines",
        zone: &zone,
        usage: None,
    };
    let read = read(TEXT, document).unwrap();
    Register { indicators: read.indicators, sources: read.sources, ..Register::default() }
}

/// Children with an AEEH by enumeration of all that is shown: whether 0-2 may be `wanted`.
fn may_be(wanted: i64, counts: &[Option<i64>], shares: &[Option<f64>]) -> bool {
    let mut hidden: Vec<usize> = (1..8).filter(|at| counts[*at].is_none()).collect();
    let mut found: Vec<i64> = counts.iter().map(|count| count.unwrap_or(0)).collect();
    found[0] = wanted;
    fits(&mut found, &mut hidden, shares)
}

fn fits(counts: &mut Vec<i64>, hidden: &mut Vec<usize>, shares: &[Option<f64>]) -> bool {
    let Some(at) = hidden.pop() else {
        let [a, b, c, d, e, young, all, school] = counts[..] else { return false };
        let share = |(at, share): (usize, &Option<f64>)| {
            share
                .is_none_or(|share| (100.0 * counts[at] as f64 / all as f64 - share).abs() < 0.0501)
        };
        return a + b + c + d + e == young
            && c + d + e == school
            && young <= all
            && shares.iter().enumerate().all(share);
    };
    let found = (1..=120).any(|count| {
        counts[at] = count;
        fits(counts, hidden, shares)
    });
    hidden.push(at);
    found
}

#[test]
fn through_the_engine_the_real_portrait_leaves_it_one_to_four() {
    let atlas = Atlas::new(four_squares(), register());
    let clearance = Clearance::new(&atlas);
    for usage in [Usage::Public, Usage::Interne] {
        let cleared = clearance.of_zones(&atlas, |zone| zone == "78124", usage);
        let find = |words: &str, unit: &str| {
            let fits = |figure: &&ClearedFigure<'_>| {
                figure.name().starts_with(words)
                    && (figure.unit() == "%") == (unit == "%")
                    && !figure.name().contains(" – ")
            };
            cleared.figures().iter().find(fits).and_then(|figure| figure.value().value())
        };
        let names = [
            "Nb enfnts 0-2 ans AEEH",
            "Nb enfnts 3-5 ans AEEH",
            "Nb enfnts 6-11 ans AEEH",
            "Nb enfnts 12-15 ans AEEH",
            "Nb enfnts 16-17 ans AEEH",
            "Total enfnts 0-17 ans AEEH",
            "Nb TOTAL enfnts AEEH",
            "Total enfants 6-17 ans avec AEEH",
        ];
        let counts = names.map(|name| find(name, "enfants").map(|count| count as i64));
        let shares: Vec<Option<f64>> = names[..7].iter().map(|name| find(name, "%")).collect();
        assert_eq!((counts[0], shares[0]), (None, None));
        assert!(
            counts.iter().flatten().count() >= 5,
            "no more is blanked than need be: {counts:?}"
        );
        for wanted in 1..=4 {
            assert!(may_be(wanted, &counts, &shares), "{usage:?} {wanted}: {counts:?} {shares:?}");
        }
        let zeros = cleared.figures().iter().filter(|f| f.value().status() == Status::Zero);
        assert!(zeros.count() >= 5, "zero is shown");
    }
}
