//! What a percentage is a share of: by the words that name it, else by what most of a column
//! agrees with.

use std::collections::HashMap;

use super::shares::{Part, Share};
use crate::import::portrait::table::{Tables, Unit};
use crate::import::portrait::words::Measure;

/// The fewest shares that have to agree with a whole that no words name, to prove another wrong.
const FEWEST_AGREEING: usize = 3;

/// A count that a share may be of.
struct Candidate<'a> {
    row: usize,
    count: i64,
    measure: &'a Measure,
}

type Candidates<'a> = HashMap<(usize, Option<usize>), Vec<Candidate<'a>>>;

/// Finds the whole of every share.
pub(super) fn resolve(tables: &Tables, shares: &mut [Share]) {
    let candidates = candidates(tables);
    let mut unnamed: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, share) in shares.iter_mut().enumerate() {
        let key = (tables.rows[share.row].section, share.zone);
        let Some(among) = candidates.get(&key) else { continue };
        share.whole = named(share, among);
        if share.whole.is_none() {
            let block = share.of.core.is_empty().then_some(tables.rows[share.row].block);
            unnamed.entry((key, share.of.clone(), block)).or_default().push(at);
        }
    }
    for ((key, _, _), group) in unnamed {
        if let Some(whole) = voted(shares, &group, &candidates[&key]) {
            for at in group {
                shares[at].whole = Some(whole);
            }
        }
    }
}

fn candidates(tables: &Tables) -> Candidates<'_> {
    let mut found: Candidates<'_> = HashMap::new();
    for (at, row) in tables.rows.iter().enumerate() {
        for reading in row.readings.iter().filter(|reading| reading.unit == Unit::Count) {
            if let Some(count) = reading.count().filter(|count| *count > 0) {
                let among = found.entry((row.section, reading.zone)).or_default();
                among.push(Candidate { row: at, count, measure: &row.measure });
            }
        }
    }
    found
}

/// The one count whose label has the words of the share, and no others outside brackets.
fn named(share: &Share, among: &[Candidate<'_>]) -> Option<(i64, usize)> {
    if share.of.core.is_empty() {
        return None;
    }
    let fits = |candidate: &&Candidate<'_>| {
        candidate.row != share.row
            && share.of.core.is_subset(&candidate.measure.full)
            && candidate.measure.core.is_subset(&share.of.full)
    };
    let mut fitting = among.iter().filter(fits);
    let first = fitting.next()?;
    fitting.all(|other| other.count == first.count).then_some((first.count, first.row))
}

/// The count that nearly all shares of a group agree with.
fn voted(shares: &[Share], group: &[usize], among: &[Candidate<'_>]) -> Option<(i64, usize)> {
    let telling = |share: &&Share| matches!(share.part, Part::Known(part) if part > 0);
    let pairs: Vec<&Share> = group.iter().map(|at| &shares[*at]).filter(telling).collect();
    let agreeing = |candidate: &Candidate<'_>| {
        let agrees = |share: &&&Share| match share.part {
            Part::Known(part) => {
                share.row != candidate.row && share.printed.is_share(part, candidate.count)
            }
            Part::Secret(_) => false,
        };
        pairs.iter().filter(agrees).count()
    };
    let (best, votes) = among
        .iter()
        .map(|candidate| (candidate, agreeing(candidate)))
        .max_by_key(|(candidate, votes)| (*votes, std::cmp::Reverse(candidate.row)))?;
    let others = pairs.iter().filter(|share| share.row != best.row).count();
    let enough = votes >= FEWEST_AGREEING && 4 * votes >= 3 * others;
    enough.then_some((best.count, best.row))
}
