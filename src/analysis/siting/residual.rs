//! What is left to reach once some candidates are decided.

use std::collections::BTreeMap;

use super::instance::{Instance, first_of_largest};
use super::search::{Budget, State};
use super::set::Set;

/// The groups that no site reaches yet and that a free candidate could, and these candidates.
#[derive(Debug)]
pub(super) struct Residual {
    /// What the sites taken so far reach.
    pub(super) base: f64,
    /// The groups of the instance and their weight, of each row: those that the same columns reach.
    pub(super) rows: Vec<(Vec<usize>, f64)>,
    /// The candidate of the instance and its rows, of each column.
    pub(super) columns: Vec<(usize, Vec<usize>)>,
}

impl Residual {
    /// Leaves out groups that are reached or lost, and candidates that add nothing or that another
    /// one can always stand for; of equals the first stays.
    pub(super) fn new(instance: &Instance, states: &[State], budget: &mut Budget) -> Self {
        let mut base = 0.0;
        let mut rows = Vec::new();
        let mut row_of = vec![usize::MAX; instance.groups()];
        for (group, reached_by) in instance.reached_by.iter().enumerate() {
            budget.spend(reached_by.len() as u64);
            if reached_by.iter().any(|&candidate| states[candidate] == State::In) {
                base += instance.weights[group];
            } else if reached_by.iter().any(|&candidate| states[candidate] == State::Free) {
                row_of[group] = rows.len();
                rows.push((vec![group], instance.weights[group]));
            }
        }
        let free = (0..states.len()).filter(|&at| states[at] == State::Free);
        let column = |candidate: usize| {
            let open = instance.reaches[candidate].iter().map(|&group| row_of[group]);
            (candidate, open.filter(|&row| row != usize::MAX).collect::<Vec<_>>())
        };
        let columns = free.map(column).filter(|(_, rows)| !rows.is_empty()).collect();
        let mut residual = Self { base, rows, columns };
        residual.drop_dominated(budget);
        residual.merge_rows();
        residual
    }

    fn drop_dominated(&mut self, budget: &mut Budget) {
        let sets: Vec<Set> =
            self.columns.iter().map(|(_, rows)| Set::of(self.rows.len(), rows)).collect();
        let sizes: Vec<usize> = self.columns.iter().map(|(_, rows)| rows.len()).collect();
        let words = sets.first().map_or(0, Set::words);
        let mut pairs = 0;
        let mut stays = |at: usize| {
            !(0..sets.len()).any(|other| {
                let wider = sizes[other] > sizes[at] || (sizes[other] == sizes[at] && other < at);
                pairs += u64::from(wider);
                wider && sets[at].is_subset(&sets[other])
            })
        };
        let kept: Vec<bool> = (0..sets.len()).map(&mut stays).collect();
        budget.spend(pairs * words);
        let mut kept = kept.into_iter();
        self.columns.retain(|_| kept.next().unwrap_or(true));
    }

    /// Makes one of the rows that the same columns reach; rows that none reaches are left out.
    fn merge_rows(&mut self) {
        let mut reached_by = vec![Vec::new(); self.rows.len()];
        for (column, (_, rows)) in self.columns.iter().enumerate() {
            for &row in rows {
                reached_by[row].push(column);
            }
        }
        let mut merged: BTreeMap<Vec<usize>, (Vec<usize>, f64)> = BTreeMap::new();
        for (columns, (groups, weight)) in reached_by.into_iter().zip(self.rows.drain(..)) {
            if !columns.is_empty() {
                let row = merged.entry(columns).or_default();
                row.0.extend(groups);
                row.1 += weight;
            }
        }
        self.columns.iter_mut().for_each(|(_, rows)| rows.clear());
        for (row, columns) in merged.keys().enumerate() {
            for &column in columns {
                self.columns[column].1.push(row);
            }
        }
        self.rows = merged.into_values().collect();
    }

    /// What a column adds to the sites taken so far.
    fn gain(&self, column: usize) -> f64 {
        self.columns[column].1.iter().fold(0.0, |sum, &row| sum + self.rows[row].1)
    }

    /// What all columns together would add.
    pub(super) fn open(&self) -> f64 {
        self.rows.iter().fold(0.0, |sum, row| sum + row.1)
    }

    /// What `left` more sites reach at most: as if no two of them reached the same.
    pub(super) fn quick_bound(&self, left: usize) -> f64 {
        let mut gains: Vec<f64> = (0..self.columns.len()).map(|column| self.gain(column)).collect();
        gains.sort_unstable_by(|a, b| b.total_cmp(a));
        self.base + gains.iter().take(left).sum::<f64>()
    }

    /// `left` more candidates, each the one that then adds most; of equals the first.
    pub(super) fn greedy(&self, left: usize) -> Vec<usize> {
        let mut covered = vec![false; self.rows.len()];
        let mut picks = Vec::with_capacity(left);
        for _ in 0..left {
            let gain = |(_, rows): &(usize, Vec<usize>)| {
                let new = rows.iter().filter(|&&row| !covered[row]);
                new.fold(0.0, |sum, &row| sum + self.rows[row].1)
            };
            let best = first_of_largest(self.columns.iter().map(gain));
            let Some((column, _)) = best.filter(|(_, gain)| *gain > 0.0) else { break };
            for &row in &self.columns[column].1 {
                covered[row] = true;
            }
            picks.push(self.columns[column].0);
        }
        picks
    }
}
