//! The most weight that a number of sites reaches: the maximal covering location problem (MCLP;
//! Church & `ReVelle` 1974), solved by a Lagrangian bound, and branch and bound.

use super::instance::Instance;
use super::reach_bound::{Priced, Prices, reach_bound};
use super::residual::Residual;
use super::search::{Budget, Found, State};

/// The set of `count` sites that reaches the most and agrees with `fixed`, where one reaches more
/// than `floor`; of fewer sites where there are no more candidates.
///
/// The bound is what it reaches when the search ended, more when the budget did first.
pub(super) fn most(
    instance: &Instance,
    count: usize,
    fixed: &[State],
    floor: f64,
    budget: &mut Budget,
) -> Option<Found> {
    let nothing = f64::NEG_INFINITY;
    let mut search = Search { instance, count, floor, best: None, open: nothing, budget };
    let shares = instance.reached_by.iter().map(|by| 1.0 / by.len() as f64).collect();
    let prices = Prices { shares, is_first: true };
    search.explore(fixed.to_vec(), prices, f64::INFINITY);
    let open = search.open;
    let sites = search.best?;
    let objective = instance.covered(&sites);
    Some(Found { sites, objective, bound: objective.max(open) })
}

/// Weights that differ by less are equal: what remains is rounding. A millionth of a child.
pub(super) const ROUNDING: f64 = 1e-6;

struct Search<'a> {
    instance: &'a Instance,
    count: usize,
    /// Only sets that reach more are of interest: what the best one reaches, once there is one.
    floor: f64,
    best: Option<Vec<usize>>,
    /// The most that a part of the search left unexplored could reach.
    open: f64,
    budget: &'a mut Budget,
}

impl Search<'_> {
    fn explore(&mut self, mut states: Vec<State>, mut prices: Prices, mut known: f64) {
        loop {
            let taken = taken(&states);
            if taken.len() > self.count {
                return;
            }
            let residual = Residual::new(self.instance, &states, self.budget);
            let left = (self.count - taken.len()).min(residual.columns.len());
            self.offer(taken.clone(), &residual, left);
            if left == 0 || residual.quick_bound(left) <= self.floor + ROUNDING {
                return;
            }
            let priced = reach_bound(&residual, left, &prices, self.floor, self.budget);
            if let Some(picks) = &priced.picks {
                self.take(taken.iter().copied().chain(picks.iter().copied()).collect());
            }
            known = known.min(priced.bound).min(residual.base + residual.open());
            if known <= self.floor + ROUNDING {
                return;
            }
            // Each decided candidate leaves a smaller problem, with a better bound.
            if self.decide(&residual, &priced, left, &mut states) {
                prices = priced.prices;
                continue;
            }
            let Some(candidate) = priced.most_torn(&residual) else { return };
            for state in [State::In, State::Out] {
                if self.budget.is_spent() {
                    self.open = self.open.max(known);
                    return;
                }
                let mut branch = states.clone();
                branch[candidate] = state;
                self.explore(branch, priced.prices.clone(), known);
            }
            return;
        }
    }

    /// Completes the sites taken so far greedily.
    fn offer(&mut self, mut sites: Vec<usize>, residual: &Residual, left: usize) {
        sites.extend(residual.greedy(left));
        self.take(sites);
    }

    fn take(&mut self, mut sites: Vec<usize>) {
        sites.sort_unstable();
        sites.dedup();
        let reached = self.instance.covered(&sites);
        if sites.len() <= self.count && reached > self.floor + ROUNDING {
            self.floor = reached;
            self.best = Some(sites);
        }
    }

    /// Decides the candidates whose other choice the bound already rules out. Tells whether there
    /// was one.
    fn decide(
        &self,
        residual: &Residual,
        priced: &Priced,
        left: usize,
        states: &mut [State],
    ) -> bool {
        let mut decided = false;
        if self.budget.is_spent() {
            return false;
        }
        for ((candidate, _), (state, loss)) in residual.columns.iter().zip(priced.losses(left)) {
            if priced.bound - loss <= self.floor + ROUNDING {
                states[*candidate] = state;
                decided = true;
            }
        }
        decided
    }
}

fn taken(states: &[State]) -> Vec<usize> {
    (0..states.len()).filter(|&at| states[at] == State::In).collect()
}
