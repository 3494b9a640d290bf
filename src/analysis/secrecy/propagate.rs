//! Bounds of whole numbers drawn from one row at a time.

use super::simplex::Bounds;
use super::table::Relation;

/// How often all rows are gone through: chains of totals are shorter.
const ROUNDS: usize = 8;

/// Tightens bounds by what each row leaves for each of its cells.
pub(super) fn tighten(rows: &[&Relation], bounds: &mut [Bounds]) {
    for _ in 0..ROUNDS {
        let before = bounds.to_vec();
        for row in rows {
            by_row(row, bounds);
        }
        if *bounds == *before {
            return;
        }
    }
}

/// Whether a row holds for all numbers within the bounds: it says no more than they do.
pub(super) fn is_spent(row: &Relation, bounds: &[Bounds]) -> bool {
    let side = |side: usize| -> Option<i128> {
        row.terms.iter().map(|(at, factor)| range(bounds[*at], *factor)[side]).sum()
    };
    row.low.is_none_or(|low| side(0).is_some_and(|least| least >= low.into()))
        && row.high.is_none_or(|high| side(1).is_some_and(|most| most <= high.into()))
}

/// The least and the most of `factor` × a number within bounds.
fn range((low, high): Bounds, factor: i64) -> [Option<i128>; 2] {
    let of = |bound: Option<i64>| bound.map(|bound| i128::from(bound) * i128::from(factor));
    if factor < 0 { [of(high), of(low)] } else { [of(low), of(high)] }
}

fn by_row(row: &Relation, bounds: &mut [Bounds]) {
    let ranges: Vec<_> = row.terms.iter().map(|(at, factor)| range(bounds[*at], *factor)).collect();
    let sum = |side: usize| ranges.iter().filter_map(|range| range[side]).sum::<i128>();
    let open = |side: usize| ranges.iter().filter(|range| range[side].is_none()).count();
    let (sums, opens) = ([sum(0), sum(1)], [open(0), open(1)]);
    for ((at, factor), range) in row.terms.iter().zip(&ranges) {
        let others = |side: usize| match (opens[side], range[side]) {
            (0, Some(own)) => Some(sums[side] - own),
            (1, None) => Some(sums[side]),
            _ => None,
        };
        // low − most of the others ≤ factor × cell ≤ high − least of the others
        let low = row.low.and_then(|low| Some(i128::from(low) - others(1)?));
        let high = row.high.and_then(|high| Some(i128::from(high) - others(0)?));
        let factor = i128::from(*factor);
        let (low, high) = if factor < 0 { (high, low) } else { (low, high) };
        let up = |bound: i128| -(-bound * factor.signum()).div_euclid(factor.abs());
        let down = |bound: i128| (bound * factor.signum()).div_euclid(factor.abs());
        let known = &mut bounds[*at];
        if let Some(low) = low.and_then(|bound| i64::try_from(up(bound)).ok()) {
            known.0 = known.0.max(Some(low));
        }
        if let Some(high) = high.and_then(|bound| i64::try_from(down(bound)).ok()) {
            known.1 = Some(known.1.map_or(high, |known| known.min(high)));
        }
    }
}
