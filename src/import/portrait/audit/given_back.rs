//! Blanked values that other printed figures give back. The value itself is not written again.

use std::collections::BTreeMap;

use super::shares::{Part, Share};
use super::sums::{self, Sum};
use super::{Finding, GIVEN_BACK, ask, cell, quoted};
use crate::import::portrait::number::{self, Value};
use crate::import::portrait::table::{Reading, Tables};

/// Values are blanked below 5, 11 for taxes: a cell with a higher bound is no blanked one.
const HIGHEST_BOUND: i64 = 100;

/// What is left for a blanked value, and how.
#[derive(Default)]
struct Left {
    possible: Vec<i64>,
    all: usize,
    proofs: Vec<String>,
    rows: Vec<usize>,
}

/// One finding for each blanked value that its neighbours narrow down.
pub(super) fn findings(tables: &Tables, sums: &[Sum], shares: &[Share]) -> Vec<Finding> {
    let mut left: BTreeMap<(usize, Option<usize>), Left> = BTreeMap::new();
    for sum in sums {
        for total in &tables.rows[sum.total].readings {
            by_sum(tables, sum, total, &mut left);
        }
    }
    for share in shares {
        by_share(tables, share, &mut left);
    }
    let narrowed = left.into_iter().filter(|(_, left)| left.possible.len() < left.all);
    narrowed.map(|((row, zone), left)| finding(tables, row, zone, left)).collect()
}

fn narrow(
    left: &mut BTreeMap<(usize, Option<usize>), Left>,
    key: (usize, Option<usize>),
    bound: i64,
    keeps: impl Fn(i64) -> bool,
) -> Option<&mut Left> {
    if bound > HIGHEST_BOUND {
        return None;
    }
    let entry = left.entry(key).or_insert_with(|| {
        let possible: Vec<i64> = (1..bound).collect();
        Left { all: possible.len(), possible, ..Left::default() }
    });
    let kept: Vec<i64> = entry.possible.iter().copied().filter(|n| keeps(*n)).collect();
    let tells = (1..bound).any(|n| !keeps(n));
    // Figures that contradict each other prove nothing.
    if kept.is_empty() || !tells {
        return None;
    }
    entry.possible = kept;
    Some(entry)
}

fn by_sum(
    tables: &Tables,
    sum: &Sum,
    total: &Reading,
    left: &mut BTreeMap<(usize, Option<usize>), Left>,
) {
    let Some((secrets, rest)) = sums::left_for_secrets(tables, sum, total) else { return };
    let others = i64::try_from(secrets.len()).unwrap_or(i64::MAX) - 1;
    let most: i64 = secrets.iter().map(|(_, bound)| bound - 1).sum();
    let printed = total.count().unwrap_or(0);
    for (row, bound) in &secrets {
        let most_others = most - (bound - 1);
        let keeps = |n: i64| (others..=most_others).contains(&(rest - n));
        let proof = format!(
            "le total {} ({}, ligne {}) moins les autres lignes, {}, le redonne",
            number::french(printed.into(), 0),
            quoted(&tables.rows[sum.total].label),
            tables.rows[sum.total].line,
            number::french((printed - rest).into(), 0)
        );
        if let Some(entry) = narrow(left, (*row, total.zone), *bound, keeps) {
            entry.proofs.push(proof);
            entry.rows.push(sum.total);
        }
    }
}

fn by_share(tables: &Tables, share: &Share, left: &mut BTreeMap<(usize, Option<usize>), Left>) {
    let (Part::Secret(bound), Some((whole, row))) = (share.part, share.whole) else { return };
    let keeps = |n: i64| share.printed.is_share(n, whole);
    let proof = format!(
        "{}\u{a0}% de {} ({}, ligne {}) le redonne",
        number::french(share.printed.mantissa.into(), share.printed.decimals),
        number::french(whole.into(), 0),
        quoted(&tables.rows[row].label),
        tables.rows[row].line
    );
    if let Some(entry) = narrow(left, (share.row, share.zone), bound, keeps) {
        entry.proofs.push(proof);
        entry.rows.push(share.at);
    }
}

fn finding(tables: &Tables, at: usize, zone: Option<usize>, left: Left) -> Finding {
    let row = &tables.rows[at];
    let blanked =
        |reading: &&Reading| reading.zone == zone && matches!(reading.value, Value::Secret(_));
    let cell = row.readings.iter().find(blanked).map(|reading| cell(tables, reading));
    let (code, effect) = match left.possible.len() {
        1 => (GIVEN_BACK, "le secret est levé"),
        _ => ("secret-narrowed", "le secret est affaibli"),
    };
    Finding {
        row: at,
        cell: cell.unwrap_or_default(),
        code,
        quote: row.label.clone(),
        reason: format!(
            "La valeur de {} est masquée, mais {}\u{a0}: {effect}.",
            quoted(&row.label),
            left.proofs.join(", et ")
        ),
        remedy: ask("à la Caf de masquer aussi un total ou une part"),
        rows: left.rows,
        zone,
    }
}
