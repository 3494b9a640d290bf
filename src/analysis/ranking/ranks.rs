//! Ranks and how far they move.

use super::composite::rankable;
use crate::territory::Figure;

/// The rank of a commune, 1 being the worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rank {
    /// One more than the communes that fare worse.
    pub rank: usize,
    /// The lowest number it takes when what was chosen moves.
    pub low: usize,
    /// The highest.
    pub high: usize,
    /// How many other communes have the very same value.
    pub tied: usize,
}

/// The rank of each commune at the first of the tries, and its range over all of them; nothing
/// where its value at the first cannot be ranked.
pub(super) fn ranks(tries: &[Vec<Figure>], low_is_bad: bool) -> Vec<Option<Rank>> {
    let mut all: Vec<Option<Rank>> = Vec::new();
    for values in tries {
        let found = ranked(values, low_is_bad);
        if all.is_empty() {
            all = found;
            continue;
        }
        for (rank, other) in all.iter_mut().zip(found) {
            if let (Some(rank), Some(other)) = (rank, other) {
                rank.low = rank.low.min(other.rank);
                rank.high = rank.high.max(other.rank);
            }
        }
    }
    all
}

fn ranked(values: &[Figure], low_is_bad: bool) -> Vec<Option<Rank>> {
    let worse = |a: f64, b: f64| if low_is_bad { a < b } else { a > b };
    let numbers: Vec<f64> = values.iter().filter_map(|&value| rankable(value)).collect();
    let rank = |own: f64| {
        let rank = 1 + numbers.iter().filter(|&&other| worse(other, own)).count();
        let tied = numbers.iter().filter(|&&other| other == own).count() - 1;
        Rank { rank, low: rank, high: rank, tied }
    };
    values.iter().map(|&value| rankable(value).map(rank)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_rank_and_missing_ones_have_none() {
        let values = [5.0, 7.0, 5.0, 1.0].map(Figure::observed);
        let mut values = values.to_vec();
        values.push(Figure::NOT_DOCUMENTED);
        let ranks = ranks(&[values.clone()], false);
        let numbers: Vec<_> = ranks.iter().map(|r| r.map(|r| (r.rank, r.tied))).collect();
        assert_eq!(numbers, [Some((2, 1)), Some((1, 0)), Some((2, 1)), Some((4, 0)), None]);
        let numbers: Vec<_> =
            super::ranks(&[values], true).iter().map(|r| r.map(|r| r.rank)).collect();
        assert_eq!(numbers, [Some(2), Some(4), Some(2), Some(1), None]);
    }

    #[test]
    fn a_band_reaches_from_the_lowest_to_the_highest_rank() {
        let tries = [[3.0, 2.0, 1.0], [1.0, 2.0, 3.0], [3.0, 1.0, 2.0]];
        let tries: Vec<Vec<Figure>> =
            tries.iter().map(|values| values.map(Figure::observed).to_vec()).collect();
        let bands: Vec<_> =
            ranks(&tries, false).iter().map(|r| r.map(|r| (r.rank, r.low, r.high))).collect();
        assert_eq!(bands, [Some((1, 1, 3)), Some((2, 2, 3)), Some((3, 1, 3))]);
    }
}
