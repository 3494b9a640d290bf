//! Places in an order that few rows have to move for.

use std::ops::Range;

/// Room left between two rows, for those that come between them later.
const STEP: i64 = 1024;

/// Ranks beyond this are foreign, and near enough to the end to overflow.
const FAR: Range<i64> = -(1 << 53)..1 << 53;

/// Growing ranks for rows whose rank is known or not. Known ranks are kept wherever they grow.
pub(super) fn assign(known: &[Option<i64>]) -> Vec<i64> {
    let known: Vec<_> = known.iter().map(|rank| rank.filter(|rank| FAR.contains(rank))).collect();
    let ahead = next_known(&known);
    let mut last = 0;
    let mut ranks = Vec::with_capacity(known.len());
    for (at, rank) in known.iter().enumerate() {
        last = match (rank, ahead[at]) {
            (Some(rank), _) => (*rank).max(last + 1),
            (None, Some((next, run))) => last + ((next - last) / (run + 1)).max(1),
            (None, None) => last + STEP,
        };
        ranks.push(last);
    }
    ranks
}

/// For each row, the next known rank and how many rows come before it.
fn next_known(known: &[Option<i64>]) -> Vec<Option<(i64, i64)>> {
    let mut next = None;
    let mut ahead: Vec<_> = known
        .iter()
        .rev()
        .map(|rank| {
            next = match (rank, next) {
                (Some(rank), _) => Some((*rank, 0)),
                (None, found) => found.map(|(rank, run)| (rank, run + 1)),
            };
            next
        })
        .collect();
    ahead.reverse();
    ahead
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn new_rows_go_between_without_moving_others() {
        assert_eq!(assign(&[None, None]), [1024, 2048]);
        assert_eq!(assign(&[Some(1024), None, Some(2048)]), [1024, 1536, 2048]);
        assert_eq!(assign(&[None, None, None, Some(1024)]), [256, 512, 768, 1024]);
        assert_eq!(assign(&[Some(5), None, Some(6), Some(9)]), [5, 6, 7, 9]);
    }

    #[test]
    fn ranks_always_grow() {
        for known in [
            &[Some(9), Some(1), Some(2)][..],
            &[Some(i64::MAX), None, Some(i64::MIN)],
            &[Some(-5), None, Some(-5), Some(-5)],
        ] {
            let ranks = assign(known);
            assert!(ranks.is_sorted_by(|a, b| a < b), "{ranks:?}");
        }
    }
}
