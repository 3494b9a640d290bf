//! The smallest groups of neighbouring communes that have enough allocataires together.

use std::collections::BTreeSet;

use super::table::FEWEST_ALLOCATAIRES;
use crate::territory::CommuneCode;

/// The most groups that are looked at for one commune.
pub const MOST_GROUPS: usize = 200_000;

/// A commune as groups are made of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Households {
    /// Its code.
    pub code: CommuneCode,
    /// Its allocataires, where known: one that is not known can be in no group.
    pub allocataires: Option<u32>,
    /// The places of those it shares a boundary with.
    pub neighbours: Vec<usize>,
}

/// What is proposed for a commune below the threshold.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grouping {
    /// The commune.
    pub commune: CommuneCode,
    /// The group, itself in it, in the order of the codes; nothing where none clears the threshold
    /// or too many groups would have to be looked at.
    pub group: Option<Vec<CommuneCode>>,
}

/// For each commune with fewer than [`FEWEST_ALLOCATAIRES`], the connected group that has as many:
/// of the fewest communes, then of the fewest allocataires, then of the first codes.
///
/// Exact: groups are looked at by growing size, each once.
#[must_use]
pub fn groupings(communes: &[Households]) -> Vec<Grouping> {
    let below = |commune: &Households| {
        commune.allocataires.is_some_and(|count| i64::from(count) < FEWEST_ALLOCATAIRES)
    };
    let starts = (0..communes.len()).filter(|at| below(&communes[*at]));
    starts
        .map(|at| {
            let group = smallest(communes, at).map(|group| {
                let mut codes: Vec<CommuneCode> =
                    group.into_iter().map(|at| communes[at].code).collect();
                codes.sort_unstable();
                codes
            });
            Grouping { commune: communes[at].code, group }
        })
        .collect()
}

/// Groups of one size are grown from those of the size below.
fn smallest(communes: &[Households], start: usize) -> Option<BTreeSet<usize>> {
    let total = |group: &BTreeSet<usize>| -> i64 {
        group.iter().filter_map(|at| communes[*at].allocataires).map(i64::from).sum()
    };
    let mut groups: BTreeSet<BTreeSet<usize>> = BTreeSet::from([BTreeSet::from([start])]);
    let mut seen = 0;
    while !groups.is_empty() {
        let enough = groups.iter().filter(|group| total(group) >= FEWEST_ALLOCATAIRES);
        let codes = |group: &BTreeSet<usize>| -> BTreeSet<CommuneCode> {
            group.iter().map(|at| communes[*at].code).collect()
        };
        if let Some(best) = enough.min_by_key(|group| (total(group), codes(group))) {
            return Some(best.clone());
        }
        let mut larger = BTreeSet::new();
        for group in &groups {
            let around = group.iter().flat_map(|at| &communes[*at].neighbours);
            for next in around.filter(|at| communes[**at].allocataires.is_some()) {
                if !group.contains(next) {
                    let mut grown = group.clone();
                    grown.insert(*next);
                    larger.insert(grown);
                }
            }
            seen += 1;
            if seen > MOST_GROUPS || larger.len() > MOST_GROUPS {
                return None;
            }
        }
        groups = larger;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Communes 99001… with synthetic counts.
    fn map(counts: &[Option<u32>], borders: &[(usize, usize)]) -> Vec<Households> {
        let neighbours = |at: usize| {
            let beside = |(a, b): &(usize, usize)| match () {
                () if *a == at => Some(*b),
                () if *b == at => Some(*a),
                () => None,
            };
            borders.iter().filter_map(beside).collect()
        };
        let commune = |(at, allocataires): (usize, &Option<u32>)| Households {
            code: format!("9900{}", at + 1).parse().unwrap(),
            allocataires: *allocataires,
            neighbours: neighbours(at),
        };
        counts.iter().enumerate().map(commune).collect()
    }

    fn groups(communes: &[Households]) -> Vec<Option<Vec<String>>> {
        let codes = |codes: Vec<CommuneCode>| codes.iter().map(ToString::to_string).collect();
        groupings(communes).into_iter().map(|found| found.group.map(codes)).collect()
    }

    #[test]
    fn the_smallest_group_has_the_fewest_communes_then_the_fewest_allocataires() {
        // A row 1 - 2 - 3 - 4, and 5 beside 1.
        let communes = map(
            &[Some(40), Some(150), Some(30), Some(20), Some(60)],
            &[(0, 1), (1, 2), (2, 3), (0, 4)],
        );
        let named = |codes: &[&str]| Some(codes.iter().map(|c| (*c).to_owned()).collect());
        assert_eq!(
            groups(&communes),
            [
                // 40 + 60 is exactly the threshold, and less than 40 + 150.
                named(&["99001", "99005"]),
                named(&["99002", "99003"]),
                // 20 + 30 is not enough, 4 is no neighbour of 2.
                named(&["99002", "99003", "99004"]),
                named(&["99001", "99005"]),
            ]
        );
    }

    #[test]
    fn a_commune_alone_or_beside_unknown_ones_has_no_group() {
        assert_eq!(groups(&map(&[Some(99), Some(500)], &[])), [None]);
        assert_eq!(groups(&map(&[Some(99), None], &[(0, 1)])), [None]);
        assert_eq!(groups(&map(&[Some(100)], &[])), [] as [Option<Vec<String>>; 0]);
    }
}
