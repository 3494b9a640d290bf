//! The fewest sites that reach everybody: the location set covering problem (LSCP; Toregas et al.
//! 1971), solved by reductions, a Lagrangian bound, and branch and bound.

use super::cover_bound::cover_bound;
use super::instance::Instance;
use super::search::{Budget, Found, State};
use super::set::Set;

/// The smallest set of sites that reaches every group and agrees with `fixed`, where there is one
/// of fewer than `limit`.
///
/// The bound is its size when the search ended, less when the budget did first.
pub(super) fn fewest(
    instance: &Instance,
    fixed: &[State],
    limit: usize,
    budget: &mut Budget,
) -> Option<Found> {
    let mut search = Search { instance, limit, best: None, open: usize::MAX, budget };
    search.explore(fixed.to_vec(), 0);
    let (open, size) = (search.open, search.limit);
    let sites = search.best?;
    Some(Found { sites, objective: size as f64, bound: size.min(open) as f64 })
}

struct Search<'a> {
    instance: &'a Instance,
    /// Only sets of fewer sites are of interest: the size of the best one, once there is one.
    limit: usize,
    best: Option<Vec<usize>>,
    /// The least size that a part of the search left unexplored could hold.
    open: usize,
    budget: &'a mut Budget,
}

/// What is left to cover: rows of candidates, none a superset of another.
struct Core {
    rows: Vec<Vec<usize>>,
    taken: usize,
}

impl Search<'_> {
    fn explore(&mut self, mut states: Vec<State>, known: usize) {
        let Some(core) = self.reduce(&mut states) else { return };
        self.complete(&core, &states);
        if core.rows.is_empty() || core.taken + 1 >= self.limit {
            return;
        }
        let wanted = (self.limit - core.taken) as f64;
        let bound = cover_bound(&core.rows, states.len(), wanted, self.budget);
        let known = known.max(core.taken + bound);
        if known >= self.limit {
            return;
        }
        let Some(row) = core.rows.iter().min_by_key(|row| row.len()) else { return };
        for candidate in widest_first(row, &core) {
            if self.budget.is_spent() {
                self.open = self.open.min(known);
                return;
            }
            let mut with = states.clone();
            with[candidate] = State::In;
            self.explore(with, known);
            states[candidate] = State::Out;
        }
    }

    /// Takes what must be taken and leaves out what another candidate can always stand for; nothing
    /// where a group is out of everybody's reach.
    fn reduce(&mut self, states: &mut [State]) -> Option<Core> {
        loop {
            let taken = states.iter().filter(|&&state| state == State::In).count();
            let rows = self.minimal_rows(open_rows(self.instance, states)?, states.len());
            let forced: Vec<usize> =
                rows.iter().filter(|row| row.len() == 1).map(|row| row[0]).collect();
            for &candidate in &forced {
                states[candidate] = State::In;
            }
            if forced.is_empty() && !self.drop_dominated(&rows, states) {
                return Some(Core { rows, taken });
            }
        }
    }

    /// The rows that hold no other row: who covers that other one covers them.
    fn minimal_rows(&mut self, mut rows: Vec<Vec<usize>>, candidates: usize) -> Vec<Vec<usize>> {
        rows.sort_unstable_by(|a, b| (a.len(), a).cmp(&(b.len(), b)));
        rows.dedup();
        let mut minimal: Vec<Set> = Vec::new();
        rows.retain(|row| {
            let row = Set::of(candidates, row);
            self.budget.spend(minimal.len() as u64 * row.words() + 1);
            let keeps = !minimal.iter().any(|smaller| smaller.is_subset(&row));
            if keeps {
                minimal.push(row);
            }
            keeps
        });
        rows
    }

    /// Leaves out each candidate that reaches nothing that another one does not; of equals the
    /// first stays. Tells whether there was one.
    fn drop_dominated(&mut self, rows: &[Vec<usize>], states: &mut [State]) -> bool {
        let mut columns: Vec<(usize, Set)> = Vec::new();
        for candidate in (0..states.len()).filter(|&at| states[at] == State::Free) {
            columns.push((candidate, Set::new(rows.len())));
        }
        for (at, row) in rows.iter().enumerate() {
            for candidate in row {
                if let Ok(column) = columns.binary_search_by_key(candidate, |column| column.0) {
                    columns[column].1.insert(at);
                }
            }
        }
        let words = columns.first().map_or(0, |column| column.1.words());
        self.budget.spend((columns.len() * columns.len()) as u64 * words);
        let mut dropped = false;
        for (candidate, column) in &columns {
            let stands_for = |(other, wider): &(usize, Set)| {
                other != candidate
                    && states[*other] == State::Free
                    && column.is_subset(wider)
                    && (other < candidate || column != wider)
            };
            if columns.iter().any(stands_for) {
                states[*candidate] = State::Out;
                dropped = true;
            }
        }
        dropped
    }

    /// Completes the sites taken so far greedily: an upper bound.
    fn complete(&mut self, core: &Core, states: &[State]) {
        let mut sites: Vec<usize> =
            (0..states.len()).filter(|&at| states[at] == State::In).collect();
        let mut left: Vec<&Vec<usize>> = core.rows.iter().collect();
        while !left.is_empty() {
            let mut gains = vec![0_usize; states.len()];
            left.iter().flat_map(|row| row.iter()).for_each(|&candidate| gains[candidate] += 1);
            self.budget.spend(left.iter().map(|row| row.len() as u64).sum());
            let best = (0..gains.len()).rev().max_by_key(|&candidate| gains[candidate]);
            let Some(best) = best.filter(|&candidate| gains[candidate] > 0) else { return };
            sites.push(best);
            left.retain(|row| !row.contains(&best));
            if sites.len() >= self.limit {
                return;
            }
        }
        if sites.len() < self.limit {
            self.limit = sites.len();
            sites.sort_unstable();
            self.best = Some(sites);
        }
    }
}

/// The candidates of a row, from the one in most rows on; of equals the first.
fn widest_first(row: &[usize], core: &Core) -> Vec<usize> {
    let mut ordered = row.to_vec();
    let width = |candidate: &usize| core.rows.iter().filter(|r| r.contains(candidate)).count();
    ordered.sort_by_cached_key(|candidate| (std::cmp::Reverse(width(candidate)), *candidate));
    ordered
}

/// The groups that no site reaches yet, each as the free candidates that would; nothing where one
/// has none.
fn open_rows(instance: &Instance, states: &[State]) -> Option<Vec<Vec<usize>>> {
    let open = instance
        .reached_by
        .iter()
        .filter(|row| !row.iter().any(|&candidate| states[candidate] == State::In));
    let free = |row: &Vec<usize>| {
        let free: Vec<usize> =
            row.iter().copied().filter(|&candidate| states[candidate] == State::Free).collect();
        (!free.is_empty()).then_some(free)
    };
    open.map(free).collect()
}
