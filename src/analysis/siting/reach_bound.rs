//! How much any number of sites reaches at most: the Lagrangian bound of maximal covering.

use super::residual::Residual;
use super::search::{Budget, State};

/// Rounds of the bound at most.
const ROUNDS: usize = 800;

/// Rounds at most where the prices come from a problem that is nearly the same.
const FEWER_ROUNDS: usize = 120;

/// Rounds without a better bound after which steps are halved.
const PATIENCE: usize = 20;

/// The share of the latest choice in the running mean of choices.
const FRESH: f64 = 0.1;

/// The share of the rounds before in where the prices move: without it they swing to and fro.
const MEMORY: f64 = 0.6;

/// A bound, and what it was worked out from.
#[derive(Debug)]
pub(super) struct Priced {
    /// What no choice of columns passes.
    pub(super) bound: f64,
    /// The prices that it was found at.
    pub(super) prices: Prices,
    /// The candidates of the best choice met on the way, where it beats the floor.
    pub(super) picks: Option<Vec<usize>>,
    /// What each column earns at those prices.
    earned: Vec<f64>,
    /// How often each column was chosen, 0 to 1: close to the linear relaxation.
    chosen: Vec<f64>,
}

/// The price of each group of the instance, as a share of its weight.
#[derive(Debug, Clone)]
pub(super) struct Prices {
    pub(super) shares: Vec<f64>,
    /// Whether no bound has moved them yet.
    pub(super) is_first: bool,
}

/// At most so much is reached by `left` more columns: each group pays each site that reaches it
/// the same price, up to its weight; the sites that earn most are chosen, and the prices moved so
/// that the total is as small as possible. Stops as soon as `floor` is not passed any more.
pub(super) fn reach_bound(
    residual: &Residual,
    left: usize,
    prices: &Prices,
    floor: f64,
    budget: &mut Budget,
) -> Priced {
    let mut rounds = Rounds::new(residual, &prices.shares);
    let entries: u64 = residual.columns.iter().map(|(_, rows)| rows.len() as u64).sum();
    let mut floor = floor;
    let (mut scale, mut stalled) = (1.0_f64, 0);
    for _ in 0..if prices.is_first { ROUNDS } else { FEWER_ROUNDS } {
        budget.spend(2 * entries);
        let (bound, reached) = rounds.round(left, floor);
        floor = floor.max(reached);
        if rounds.keep(bound) {
            stalled = 0;
        } else {
            stalled += 1;
        }
        if stalled == PATIENCE {
            (scale, stalled) = (scale / 2.0, 0);
        }
        let closed = rounds.best.0 <= floor + super::most::ROUNDING;
        if closed || scale < 0.005 || !rounds.step(scale * (bound - floor)) {
            break;
        }
    }
    rounds.end(&prices.shares)
}

struct Rounds<'a> {
    residual: &'a Residual,
    prices: Vec<f64>,
    counts: Vec<f64>,
    /// Where the prices move: the slack of this round and, less and less, of those before.
    direction: Vec<f64>,
    chosen: Vec<f64>,
    picks: Option<Vec<usize>>,
    /// The smallest bound with its prices and what columns earned at them.
    best: (f64, Vec<f64>, Vec<f64>),
    earned: Vec<f64>,
}

impl<'a> Rounds<'a> {
    fn new(residual: &'a Residual, prices: &[f64]) -> Self {
        let prices: Vec<f64> =
            residual.rows.iter().map(|(groups, weight)| prices[groups[0]] * weight).collect();
        Self {
            residual,
            counts: vec![0.0; prices.len()],
            direction: vec![0.0; prices.len()],
            prices,
            chosen: vec![0.0; residual.columns.len()],
            picks: None,
            best: (f64::INFINITY, Vec::new(), Vec::new()),
            earned: Vec::new(),
        }
    }

    /// The bound at these prices, and what the sites that earn most really reach.
    fn round(&mut self, left: usize, floor: f64) -> (f64, f64) {
        let earn = |(_, rows): &(usize, Vec<usize>)| rows.iter().map(|&row| self.prices[row]).sum();
        self.earned = self.residual.columns.iter().map(earn).collect();
        let top = largest(&self.earned, left);
        let kept: f64 =
            self.residual.rows.iter().zip(&self.prices).map(|((_, w), price)| w - price).sum();
        let bound = self.residual.base + kept + top.iter().map(|&at| self.earned[at]).sum::<f64>();
        self.counts.fill(0.0);
        self.chosen.iter_mut().for_each(|share| *share *= 1.0 - FRESH);
        for &column in &top {
            self.chosen[column] += FRESH;
            for &row in &self.residual.columns[column].1 {
                self.counts[row] += 1.0;
            }
        }
        let hit = self.residual.rows.iter().zip(&self.counts).filter(|(_, count)| **count > 0.0);
        let reached = self.residual.base + hit.map(|((_, weight), _)| weight).sum::<f64>();
        if reached > floor {
            self.picks = Some(top.iter().map(|&column| self.residual.columns[column].0).collect());
        }
        (bound, reached)
    }

    fn keep(&mut self, bound: f64) -> bool {
        let better = bound < self.best.0;
        if better {
            self.best = (bound, self.prices.clone(), self.earned.clone());
        }
        better
    }

    /// Moves the prices: up where nobody reaches a group, down where several do. Tells whether any
    /// would move.
    fn step(&mut self, length: f64) -> bool {
        let slack = |((_, weight), price): (&(Vec<usize>, f64), &f64), count: f64| {
            if price < weight { count - 1.0 } else { (count - 1.0).max(0.0) }
        };
        let rows = || self.residual.rows.iter().zip(&self.prices);
        let slacks = rows().zip(&self.counts).map(|(row, count)| slack(row, *count));
        for (direction, slack) in self.direction.iter_mut().zip(slacks) {
            *direction = MEMORY * *direction + (1.0 - MEMORY) * slack;
        }
        let norm: f64 = self.direction.iter().map(|part| part * part).sum();
        if norm == 0.0 {
            return false;
        }
        let step = length / norm;
        for ((price, part), (_, weight)) in
            self.prices.iter_mut().zip(&self.direction).zip(&self.residual.rows)
        {
            *price = (*price - step * part).clamp(0.0, *weight);
        }
        true
    }

    fn end(self, before: &[f64]) -> Priced {
        let (bound, best, earned) = self.best;
        let mut prices = before.to_vec();
        for ((groups, weight), price) in self.residual.rows.iter().zip(&best) {
            for &group in groups {
                prices[group] = price / weight;
            }
        }
        let prices = Prices { shares: prices, is_first: false };
        Priced { bound, prices, picks: self.picks, earned, chosen: self.chosen }
    }
}

impl Priced {
    /// How the bound decides each column, and what it loses at least when that column is decided
    /// the other way: the `left` that earn most are in.
    pub(super) fn losses(&self, left: usize) -> Vec<(State, f64)> {
        let mut order = largest(&self.earned, self.earned.len());
        let beyond = order.split_off(left.min(order.len()));
        let last_in = order.last().map_or(0.0, |&at| self.earned[at]);
        let first_out = beyond.first().map_or(0.0, |&at| self.earned[at]);
        let mut losses = vec![(State::Free, 0.0); self.earned.len()];
        for &at in &order {
            losses[at] = (State::In, self.earned[at] - first_out);
        }
        for &at in &beyond {
            losses[at] = (State::Out, last_in - self.earned[at]);
        }
        losses
    }

    /// The candidate that the rounds were least decided about.
    pub(super) fn most_torn(&self, residual: &Residual) -> Option<usize> {
        let torn = |at: usize| self.chosen[at].min(1.0 - self.chosen[at]);
        let key = |&at: &usize| (torn(at), self.earned[at]);
        let columns = 0..residual.columns.len();
        let most = columns.reduce(|best, at| {
            let (own, other) = (key(&at), key(&best));
            if own.0 > other.0 || (own.0 == other.0 && own.1 > other.1) { at } else { best }
        });
        most.map(|column| residual.columns[column].0)
    }
}

/// The places of the `count` largest values, largest first; of equals the first.
fn largest(values: &[f64], count: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|&a, &b| values[b].total_cmp(&values[a]).then(a.cmp(&b)));
    order.truncate(count);
    order
}
