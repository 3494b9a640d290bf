//! Whether whole numbers within bounds satisfy linear rows: the general simplex method in exact
//! fractions (Dutertre and de Moura, 2006) with Bland's rule, then branching on what is not whole.

use std::cmp::Ordering;

use super::fraction::{Exhausted, Fraction};

/// How deep the search for whole numbers branches.
const DEEPEST: usize = 400;

/// The most cells of a tableau, which is kept twice: 64 MB each time. A larger one is given up.
pub(super) const MOST_CELLS: usize = 2_000_000;

/// Steps that may still be made. A pivot takes as many as it reads or changes cells of the tableau,
/// showing figures as many as their rows have terms, and as the rows they move.
#[derive(Debug, Clone, Copy)]
pub(super) struct Budget(pub(super) u64);

impl Budget {
    pub(super) fn spend(&mut self, steps: usize) -> Result<(), Exhausted> {
        let left = self.0.checked_sub(steps as u64);
        self.0 = left.unwrap_or(0);
        left.map(|_| ()).ok_or(Exhausted)
    }
}

/// Bounds, both included.
pub(super) type Bounds = (Option<i64>, Option<i64>);

/// Variables: first those of the question, then one for each row of it.
#[derive(Debug, Clone)]
pub(super) struct Simplex {
    asked: usize,
    bounds: Vec<Bounds>,
    values: Vec<Fraction>,
    /// The variable of each row of the tableau.
    basic: Vec<usize>,
    /// The variable of each column.
    free: Vec<usize>,
    /// The column of each variable that has one.
    columns: Vec<Option<usize>>,
    tableau: Vec<Vec<Fraction>>,
    /// Variables that many rows multiply, with those rows: what shares are taken of.
    hubs: Vec<(usize, Vec<usize>)>,
}

impl Simplex {
    /// Variables from where they start, and rows of factors over them. Nothing is bounded yet.
    pub(super) fn new(start: &[i64], rows: &[&[(usize, i64)]]) -> Result<Self, Exhausted> {
        let asked = start.len();
        if asked.saturating_mul(rows.len()) > MOST_CELLS {
            return Err(Exhausted);
        }
        let mut values: Vec<Fraction> = start.iter().map(|value| Fraction::whole(*value)).collect();
        let mut tableau = Vec::with_capacity(rows.len());
        for row in rows {
            let mut factors = vec![Fraction::ZERO; asked];
            let mut sum = Fraction::ZERO;
            for &(at, factor) in *row {
                factors[at] = factors[at].plus(Fraction::whole(factor))?;
                sum = sum.plus(values[at].times(Fraction::whole(factor))?)?;
            }
            tableau.push(factors);
            values.push(sum);
        }
        let columns = (0..asked).map(Some).chain(rows.iter().map(|_| None)).collect();
        Ok(Self {
            asked,
            bounds: vec![(None, None); values.len()],
            values,
            basic: (asked..asked + rows.len()).collect(),
            free: (0..asked).collect(),
            columns,
            tableau,
            hubs: hubs(asked, rows),
        })
    }

    pub(super) fn bounds(&self, variable: usize) -> Bounds {
        self.bounds[variable]
    }

    /// The value of a variable after a question was answered with yes.
    pub(super) fn value(&self, variable: usize) -> Result<i64, Exhausted> {
        self.values[variable].floor()
    }

    /// Bounds a variable anew. Gives how many rows were gone through.
    pub(super) fn bound(&mut self, variable: usize, bounds: Bounds) -> Result<usize, Exhausted> {
        self.bounds[variable] = bounds;
        let Some(column) = self.columns[variable] else { return Ok(0) };
        let Some(bound) = self.broken(variable)? else { return Ok(0) };
        let step = bound.minus(self.values[variable])?;
        self.values[variable] = bound;
        for (row, basic) in self.tableau.iter().zip(&self.basic) {
            if !row[column].is_zero() {
                self.values[*basic] = self.values[*basic].plus(row[column].times(step)?)?;
            }
        }
        Ok(self.basic.len())
    }

    /// The bound that the value of a variable breaks.
    fn broken(&self, variable: usize) -> Result<Option<Fraction>, Exhausted> {
        let (low, high) = self.bounds[variable];
        let value = self.values[variable];
        for (bound, wrong) in [(low, Ordering::Less), (high, Ordering::Greater)] {
            if let Some(bound) = bound.map(Fraction::whole)
                && value.compare(bound)? == wrong
            {
                return Ok(Some(bound));
            }
        }
        Ok(None)
    }

    /// Whether whole numbers fit all bounds; they are then the values.
    pub(super) fn is_feasible(&mut self, budget: &mut Budget) -> Result<bool, Exhausted> {
        let crossed = |&(low, high): &Bounds| matches!((low, high), (Some(l), Some(h)) if l > h);
        if self.bounds.iter().any(crossed) {
            return Ok(false);
        }
        self.branch(budget, 0)
    }

    fn branch(&mut self, budget: &mut Budget, depth: usize) -> Result<bool, Exhausted> {
        if !self.relaxed(budget)? {
            return Ok(false);
        }
        let Some(fraction) = (0..self.asked).find(|at| !self.values[*at].is_whole()) else {
            return Ok(true);
        };
        if depth == DEEPEST {
            return Err(Exhausted);
        }
        budget.spend(self.asked)?;
        let split = self.open_hub().unwrap_or(fraction);
        let whole = self.bounds[split];
        let floor = self.values[split].floor()?;
        // One value at a time where much hangs on it, else its halves.
        let middle = if split == fraction { floor } else { floor - 1 };
        let mut parts = vec![(whole.0, Some(middle)), (Some(floor + 1), whole.1)];
        if split != fraction {
            parts.insert(0, (Some(floor), Some(floor)));
        }
        let mut found = false;
        for part in parts {
            if matches!(part, (Some(low), Some(high)) if low > high) {
                continue;
            }
            self.bound(split, part)?;
            let fits = self.branch(budget, depth + 1);
            self.bounds[split] = whole;
            found = fits?;
            if found {
                break;
            }
        }
        Ok(found)
    }

    /// A hub that rows in force speak of and that is not a single number yet.
    fn open_hub(&self) -> Option<usize> {
        let in_force = |row: &usize| self.bounds[*row] != (None, None);
        let open = |(hub, rows): &&(usize, Vec<usize>)| {
            let (low, high) = self.bounds[*hub];
            (low.is_none() || low != high) && rows.iter().any(in_force)
        };
        self.hubs.iter().find(open).map(|(hub, _)| *hub)
    }

    /// The same without asking for whole numbers.
    fn relaxed(&mut self, budget: &mut Budget) -> Result<bool, Exhausted> {
        loop {
            let mut worst: Option<(usize, usize, Fraction)> = None;
            for (row, &basic) in self.basic.iter().enumerate() {
                if worst.is_none_or(|(_, known, _)| basic < known)
                    && let Some(bound) = self.broken(basic)?
                {
                    worst = Some((row, basic, bound));
                }
            }
            let Some((row, basic, bound)) = worst else { return Ok(true) };
            let up = bound.compare(self.values[basic])? == Ordering::Greater;
            let Some(column) = self.entering(row, up)? else { return Ok(false) };
            budget.spend(self.work_of_a_pivot(row, column))?;
            self.pivot(row, column, bound)?;
        }
    }

    /// The first variable that can move that of a row up or down.
    fn entering(&self, row: usize, up: bool) -> Result<Option<usize>, Exhausted> {
        let mut best: Option<usize> = None;
        for (column, factor) in self.tableau[row].iter().enumerate() {
            let variable = self.free[column];
            if factor.is_zero() || best.is_some_and(|known| self.free[known] < variable) {
                continue;
            }
            let (low, high) = self.bounds[variable];
            let value = self.values[variable];
            let free = if factor.is_positive() == up {
                high.map_or(Ok(true), |high| {
                    Ok(value.compare(Fraction::whole(high))? == Ordering::Less)
                })?
            } else {
                low.map_or(Ok(true), |low| {
                    Ok(value.compare(Fraction::whole(low))? == Ordering::Greater)
                })?
            };
            if free {
                best = Some(column);
            }
        }
        Ok(best)
    }

    /// Rows that the column touches × what the row holds.
    fn work_of_a_pivot(&self, row: usize, column: usize) -> usize {
        let held = self.tableau[row].iter().filter(|factor| !factor.is_zero()).count();
        let touched = self.tableau.iter().filter(|other| !other[column].is_zero()).count();
        self.tableau.len() + self.free.len() + held * touched
    }

    /// Moves the variable of a row to `bound` by that of a column, and swaps the two.
    fn pivot(&mut self, row: usize, column: usize, bound: Fraction) -> Result<(), Exhausted> {
        let (leaving, entering) = (self.basic[row], self.free[column]);
        let inverse = self.tableau[row][column].inverse();
        let step = bound.minus(self.values[leaving])?.times(inverse)?;
        self.values[leaving] = bound;
        self.values[entering] = self.values[entering].plus(step)?;
        let mut turned = std::mem::take(&mut self.tableau[row]);
        for factor in &mut turned {
            if !factor.is_zero() {
                *factor = factor.times(inverse)?.negated();
            }
        }
        turned[column] = inverse;
        let held: Vec<usize> = (0..turned.len()).filter(|at| !turned[*at].is_zero()).collect();
        for (at, other) in self.tableau.iter_mut().enumerate().filter(|(at, _)| *at != row) {
            let factor = other[column];
            if factor.is_zero() {
                continue;
            }
            let basic = self.basic[at];
            self.values[basic] = self.values[basic].plus(factor.times(step)?)?;
            other[column] = Fraction::ZERO;
            for &at in &held {
                other[at] = other[at].plus(factor.times(turned[at])?)?;
            }
        }
        self.tableau[row] = turned;
        (self.basic[row], self.free[column]) = (entering, leaving);
        (self.columns[entering], self.columns[leaving]) = (None, Some(column));
        Ok(())
    }
}

/// The variables that rows multiply with more than one, below zero: the wholes of shares. Those of
/// the most rows come first.
fn hubs(asked: usize, rows: &[&[(usize, i64)]]) -> Vec<(usize, Vec<usize>)> {
    let mut found: Vec<(usize, Vec<usize>)> = (0..asked).map(|at| (at, Vec::new())).collect();
    for (row, terms) in rows.iter().enumerate() {
        for (at, _) in terms.iter().filter(|(_, factor)| *factor < -1) {
            found[*at].1.push(asked + row);
        }
    }
    found.retain(|(_, rows)| !rows.is_empty());
    found.sort_by_key(|(at, rows)| (std::cmp::Reverse(rows.len()), *at));
    found
}
