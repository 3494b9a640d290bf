//! The best sites, proven so, and the runners-up.

use super::fewest::fewest;
use super::instance::Instance;
use super::most::{ROUNDING, most};
use super::search::{Budget, Found, State};

/// How many runners-up are given.
pub const ALTERNATIVES: usize = 3;

/// How often what remains is parted at most.
const MOST_PARTED: usize = 24;

/// What is asked of new sites.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goal {
    /// The fewest that reach all that can be reached (LSCP).
    Everybody,
    /// So many that reach the most (MCLP).
    Most(usize),
}

/// A set of sites.
#[derive(Debug, Clone, PartialEq)]
pub struct SiteSet {
    /// The candidates, ascending.
    pub sites: Vec<usize>,
    /// The weight that they reach.
    pub reached: f64,
}

/// The best sites.
#[derive(Debug, Clone, PartialEq)]
pub struct Solution {
    /// The best set found.
    pub best: SiteSet,
    /// Whether no set is better: fewer sites, or more reached with as many.
    pub optimal: bool,
    /// What no set is better than: a number of sites for [`Goal::Everybody`], a weight for
    /// [`Goal::Most`].
    pub bound: f64,
    /// The next best sets, best first. None has a site that it could do without.
    pub alternatives: Vec<SiteSet>,
    /// Whether no set that is not given is better than one of these.
    pub alternatives_optimal: bool,
}

/// Finds the best sites and the runners-up within `budget` steps; a part of it is kept for the
/// runners-up.
///
/// Where `count` sites can reach all that can be reached, no more sites are given than that needs.
/// The same instance always has the same answer.
#[must_use]
pub fn solve(instance: &Instance, goal: Goal, budget: Budget) -> Solution {
    let free = vec![State::Free; instance.candidates()];
    let mut spent = budget.part(2);
    let fewest = Search { instance, goal: Goal::Everybody };
    let all = fewest.best(&free, None, &mut spent);
    let count = match goal {
        Goal::Most(count) => count,
        Goal::Everybody => return fewest.with_alternatives(all, budget),
    };
    if all.as_ref().is_none_or(|all| all.sites.len() <= count) {
        let mut solution = fewest.with_alternatives(all, budget);
        solution.alternatives.retain(|set| set.sites.len() <= count);
        (solution.bound, solution.optimal) = (solution.best.reached, true);
        return solution;
    }
    let search = Search { instance, goal };
    let found = search.best(&free, None, &mut spent);
    search.with_alternatives(found, budget)
}

struct Search<'a> {
    instance: &'a Instance,
    goal: Goal,
}

/// A part of all sets: those that agree with `fixed`, and the best of them.
struct Part {
    fixed: Vec<State>,
    found: Found,
    /// Whether its set may be given: it needs each of its sites.
    is_lean: bool,
}

impl Search<'_> {
    /// The best set that agrees with `fixed` and is no worse than `floor`.
    fn best(&self, fixed: &[State], floor: Option<f64>, budget: &mut Budget) -> Option<Found> {
        match self.goal {
            Goal::Everybody => {
                let limit = floor.map_or(usize::MAX, |floor| floor as usize + 1);
                fewest(self.instance, fixed, limit, budget)
            }
            Goal::Most(count) => {
                let floor = floor.map_or(f64::NEG_INFINITY, |floor| floor - 2.0 * ROUNDING);
                most(self.instance, count, fixed, floor, budget)
            }
        }
    }

    /// How bad a value is: the smaller the better.
    fn cost(&self, objective: f64) -> f64 {
        match self.goal {
            Goal::Everybody => objective,
            Goal::Most(_) => -objective,
        }
    }

    fn with_alternatives(&self, found: Option<Found>, budget: Budget) -> Solution {
        let free = vec![State::Free; self.instance.candidates()];
        let best = found.unwrap_or(Found { sites: vec![], objective: 0.0, bound: 0.0 });
        let (bound, is_best) = (best.bound, is_proven(&best));
        let mut spent = budget.part(2);
        let (others, alternatives_optimal) =
            self.next_best(Part { fixed: free, found: best.clone(), is_lean: true }, &mut spent);
        let set = |sites: Vec<usize>| SiteSet { reached: self.instance.covered(&sites), sites };
        let mut sets: Vec<SiteSet> = std::iter::once(best.sites).chain(others).map(set).collect();
        let worth = |set: &SiteSet| match self.goal {
            Goal::Everybody => set.sites.len() as f64,
            Goal::Most(_) => set.reached,
        };
        if !is_best {
            // The search for runners-up may have met a better set.
            sets.sort_by(|a, b| self.cost(worth(a)).total_cmp(&self.cost(worth(b))));
        }
        let best = sets.remove(0);
        Solution {
            optimal: (bound - worth(&best)).abs() <= ROUNDING,
            best,
            bound,
            alternatives: sets,
            alternatives_optimal: alternatives_optimal && is_best,
        }
    }

    /// The sets after the best one (Lawler 1972): what remains is parted by the first site of the
    /// last set that is left out, and the best set of all parts is the next one.
    fn next_best(&self, first: Part, budget: &mut Budget) -> (Vec<Vec<usize>>, bool) {
        let mut given: Vec<Vec<usize>> = Vec::new();
        let mut parts: Vec<Part> = Vec::new();
        let (mut last, mut proven) = (first, true);
        for _ in 0..MOST_PARTED {
            proven &= self.split(&last, &mut parts, ALTERNATIVES - given.len(), budget);
            if parts.is_empty() {
                return (given, proven);
            }
            last = parts.remove(0);
            proven &= is_proven(&last.found);
            if last.is_lean {
                given.push(last.found.sites.clone());
            }
            if given.len() == ALTERNATIVES {
                return (given, proven);
            }
        }
        (given, false)
    }

    /// Whether a set needs each of its sites. One of fewer sites than are asked for stands for sets
    /// with sites that add nothing.
    fn is_lean(&self, sites: &[usize]) -> bool {
        let needed = |site: &usize| {
            let rows = self.instance.reaches[*site].iter().map(|&at| &self.instance.reached_by[at]);
            rows.into_iter().any(|row| row.iter().filter(|by| sites.contains(by)).count() == 1)
        };
        let is_whole = match self.goal {
            Goal::Everybody => true,
            Goal::Most(count) => sites.len() == count,
        };
        is_whole && sites.iter().all(needed)
    }

    /// Parts what agrees with `last` without its set, and keeps the best parts in order, as far as
    /// the last one that is `wanted`.
    /// Tells whether the budget sufficed.
    fn split(
        &self,
        last: &Part,
        parts: &mut Vec<Part>,
        wanted: usize,
        budget: &mut Budget,
    ) -> bool {
        let mut fixed = last.fixed.clone();
        for &site in last.found.sites.iter().filter(|&&site| last.fixed[site] == State::Free) {
            if budget.is_spent() {
                return false;
            }
            fixed[site] = State::Out;
            let floor = last_wanted(parts, wanted).map(|at| parts[at].found.objective);
            if let Some(found) = self.best(&fixed, floor, budget) {
                let key = |part: &Part| (self.cost(part.found.objective), part.found.sites.clone());
                let is_lean = self.is_lean(&found.sites);
                let part = Part { fixed: fixed.clone(), found, is_lean };
                let own = key(&part);
                let at = parts.partition_point(|other| key(other) < own);
                parts.insert(at, part);
                if let Some(at) = last_wanted(parts, wanted) {
                    parts.truncate(at + 1);
                }
            }
            fixed[site] = State::In;
        }
        !budget.is_spent()
    }
}

/// Whether no set is better.
fn is_proven(found: &Found) -> bool {
    (found.bound - found.objective).abs() <= ROUNDING
}

/// Where the last of the `wanted` best sets that may be given is, if there are so many.
fn last_wanted(parts: &[Part], wanted: usize) -> Option<usize> {
    let lean = parts.iter().enumerate().filter(|(_, part)| part.is_lean);
    lean.map(|(at, _)| at).nth(wanted - 1)
}
