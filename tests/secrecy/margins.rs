//! Tables with margins and shares, and what can be told of them by enumeration alone: it shares no
//! code with the engine. Synthetic.

use maillage::analysis::secrecy::{Cell, Derived, Item, Printed, Relation, Table};

/// `SplitMix64`.
pub struct Random(pub u64);
impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }
    pub fn count(&mut self, n: u64) -> i64 {
        i64::try_from(self.below(n)).unwrap()
    }
    pub fn below(&mut self, n: u64) -> u64 {
        self.next() % n
    }
}

/// A table of counts with totals of rows, columns and all, and shares of some counts in per cent
/// of the total of their row.
#[derive(Debug, Clone)]
pub struct Margins {
    pub rows: usize,
    pub columns: usize,
    pub counts: Vec<i64>,
    /// Row, column, mantissa with one decimal.
    pub shares: Vec<(usize, usize, i64)>,
}

/// What an enumeration looks for.
struct Sought<'a> {
    reach: i64,
    fits: &'a dyn Fn(usize, i64) -> bool,
    shown: &'a [(usize, usize, i64)],
    wanted: (usize, i64),
}

impl Margins {
    pub fn random(random: &mut Random, most: usize) -> Self {
        let rows = 2 + random.below(most as u64 - 1) as usize;
        let columns = 2 + random.below(most as u64 - 1) as usize;
        let high = [3, 6, 12, 40][random.below(4) as usize];
        let mut counts: Vec<i64> = (0..rows * columns).map(|_| random.count(high + 1)).collect();
        if random.below(3) == 0 {
            counts[0] = 0;
        }
        let mut shares = Vec::new();
        for row in 0..rows {
            let base: i64 = counts[row * columns..(row + 1) * columns].iter().sum();
            for column in 0..columns {
                if base > 0 && random.below(4) == 0 {
                    let printed = (2000 * counts[row * columns + column] + base) / (2 * base);
                    shares.push((row, column, printed));
                }
            }
        }
        Self { rows, columns, counts, shares }
    }

    /// Counts, then totals of rows, of columns, of all.
    fn figures(&self, counts: &[i64]) -> Vec<i64> {
        let at = |row: usize, column: usize| counts[row * self.columns + column];
        let rows = (0..self.rows).map(|r| (0..self.columns).map(|c| at(r, c)).sum());
        let columns = (0..self.columns).map(|c| (0..self.rows).map(|r| at(r, c)).sum());
        counts.iter().copied().chain(rows).chain(columns).chain([counts.iter().sum()]).collect()
    }

    pub fn table(&self) -> Table {
        let (n, figures) = (self.counts.len(), self.figures(&self.counts));
        let (row_at, column_at, all) = (n, n + self.rows, n + self.rows + self.columns);
        let mut relations = Vec::new();
        for row in 0..self.rows {
            let parts: Vec<usize> = (0..self.columns).map(|c| row * self.columns + c).collect();
            relations.push(Relation::total(row_at + row, &parts));
        }
        for column in 0..self.columns {
            let parts: Vec<usize> = (0..self.rows).map(|r| r * self.columns + column).collect();
            relations.push(Relation::total(column_at + column, &parts));
        }
        relations.push(Relation::total(all, &(row_at..column_at).collect::<Vec<_>>()));
        relations.push(Relation::total(all, &(column_at..all).collect::<Vec<_>>()));
        let derived = self.shares.iter().map(|&(row, column, mantissa)| {
            let part = row * self.columns + column;
            Derived::ratio(part, row_at + row, 100, Printed { mantissa, decimals: 1 }).unwrap()
        });
        let derived = derived.collect();
        let cells = figures.iter().map(|value| Cell::counted(*value, 1)).collect();
        Table { cells, relations, derived }
    }

    /// Whether counts up to `reach` above the true ones exist that fit all that is shown, with
    /// `figure` = `value`.
    fn exists(&self, blanked: &[Item], reasons: bool, figure: usize, value: i64) -> bool {
        let truth = self.figures(&self.counts);
        let hidden: Vec<bool> = (0..truth.len())
            .map(|at| (1..=4).contains(&truth[at]) || blanked.contains(&Item::Cell(at)))
            .collect();
        let fits = |at: usize, value: i64| match (hidden[at], reasons, truth[at]) {
            (false, _, true_value) => value == true_value,
            (true, false, _) => value >= 1,
            (true, true, 1..=4) => (1..=4).contains(&value),
            (true, true, _) => value >= 5,
        };
        let shown: Vec<(usize, usize, i64)> = self
            .shares
            .iter()
            .enumerate()
            .filter(|(at, _)| !blanked.contains(&Item::Derived(*at)))
            .map(|(_, share)| *share)
            .collect();
        // Near the truth first, then further away.
        [9, 40, 120].into_iter().any(|reach| {
            let sought = Sought { reach, fits: &fits, shown: &shown, wanted: (figure, value) };
            self.search(0, &mut vec![0; self.counts.len()], &sought)
        })
    }

    fn search(&self, at: usize, counts: &mut Vec<i64>, sought: &Sought<'_>) -> bool {
        let Sought { reach, fits, shown, wanted } = *sought;
        let n = counts.len();
        if at > 0 && at.is_multiple_of(self.columns) {
            let row = at / self.columns - 1;
            let sum: i64 = counts[row * self.columns..at].iter().sum();
            if !fits(n + row, sum) || wanted.0 == n + row && wanted.1 != sum {
                return false;
            }
            for &(_, column, printed) in shown.iter().filter(|(of, ..)| *of == row) {
                let exact = 2000 * counts[row * self.columns + column];
                if exact < (2 * printed - 1) * sum || exact > (2 * printed + 1) * sum {
                    return false;
                }
            }
        }
        if at == n {
            let figures = self.figures(counts);
            return figures[wanted.0] == wanted.1
                && (n..figures.len()).all(|at| fits(at, figures[at]));
        }
        // The last of a row or a column whose total is shown is what is left.
        let (row, column) = (at / self.columns, at % self.columns);
        let is_shown = |figure: usize, total: i64| fits(figure, total) && !fits(figure, total + 1);
        let of_column: i64 = (0..self.rows).map(|r| self.counts[r * self.columns + column]).sum();
        let of_row: i64 = self.counts[row * self.columns..(row + 1) * self.columns].iter().sum();
        let above: i64 = (0..row).map(|r| counts[r * self.columns + column]).sum();
        let before: i64 = counts[row * self.columns..at].iter().sum();
        let (mut least, mut most) = (0, self.counts[at] + reach);
        if is_shown(n + row, of_row) && of_row != 4 {
            most = most.min(of_row - before);
            if column + 1 == self.columns {
                least = of_row - before;
            }
        }
        if is_shown(n + self.rows + column, of_column) && of_column != 4 {
            most = most.min(of_column - above);
            if row + 1 == self.rows {
                least = least.max(of_column - above);
            }
        }
        // The truth first: what fits is near it.
        let mut values: Vec<i64> = (least..=most).collect();
        values.sort_by_key(|value| (value - self.counts[at]).abs());
        for value in values {
            if fits(at, value) && (wanted.0 != at || wanted.1 == value) {
                counts[at] = value;
                if self.search(at + 1, counts, sought) {
                    return true;
                }
            }
        }
        counts[at] = 0;
        false
    }

    /// What each figure may be at most and at least when all but zeros is blanked: sums of what
    /// their parts may be, and what they leave for them.
    fn attainable(&self, reasons: bool) -> Vec<(i64, i64)> {
        let truth = self.figures(&self.counts);
        let mut found: Vec<(i64, i64)> = truth
            .iter()
            .map(|value| match (value, reasons) {
                (0, _) => (0, 0),
                (1..=4, true) => (1, 4),
                (_, true) => (5, 10_000),
                (_, false) => (1, 10_000),
            })
            .collect();
        let sums: Vec<(usize, Vec<usize>)> = self
            .table()
            .relations
            .iter()
            .map(|relation| {
                let (total, _) = *relation.terms.iter().find(|(_, factor)| *factor == -1).unwrap();
                (
                    total,
                    relation.terms.iter().map(|(at, _)| *at).filter(|at| *at != total).collect(),
                )
            })
            .collect();
        for _ in 0..10 {
            for (total, parts) in &sums {
                let low: i64 = parts.iter().map(|at| found[*at].0).sum();
                let high: i64 = parts.iter().map(|at| found[*at].1).sum();
                found[*total] = (found[*total].0.max(low), found[*total].1.min(high));
                for at in parts {
                    let (l, h) = found[*at];
                    let most = found[*total].1 - (low - l);
                    let least = found[*total].0 - (high - h);
                    found[*at] = (l.max(least), h.min(most));
                }
            }
        }
        found
    }

    /// Whether every value from 1 to 4 keeps as much of 1 to 4 as blanking everything gives it: all
    /// of it, but for totals of several that are not zero.
    pub fn is_protected(&self, blanked: &[Item]) -> bool {
        let truth = self.figures(&self.counts);
        let small = || (0..truth.len()).filter(|at| (1..=4).contains(&truth[*at]));
        [false, true].into_iter().all(|reasons| {
            let most = self.attainable(reasons);
            small().all(|at| {
                let needed = (1..=4).filter(|value| {
                    (!reasons && at < self.counts.len())
                        || (most[at].0..=most[at].1).contains(value)
                });
                needed.into_iter().all(|value| self.exists(blanked, reasons, at, value))
            })
        })
    }
}
