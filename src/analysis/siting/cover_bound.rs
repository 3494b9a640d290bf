//! How many sites any cover needs at least: the Lagrangian bound of set covering.

use super::search::Budget;

/// Rounds of the bound at most. More seldom raise it by a whole site.
const ROUNDS: usize = 120;

/// Rounds without a better bound after which steps are halved.
const PATIENCE: usize = 8;

/// What rounding may add to a bound.
const ROUNDING: f64 = 1e-6;

/// At least so many candidates are needed to cover all rows: each group has a price, a candidate
/// that earns more than its own cost of 1 is taken, and the prices are moved so that the total is
/// as large as possible (Held & Karp 1971). Stops as soon as `wanted` is reached.
pub(super) fn cover_bound(
    rows: &[Vec<usize>],
    candidates: usize,
    wanted: f64,
    budget: &mut Budget,
) -> usize {
    let entries: u64 = rows.iter().map(|row| row.len() as u64).sum();
    let mut widths = vec![0.0_f64; candidates];
    rows.iter().flatten().for_each(|&candidate| widths[candidate] += 1.0);
    // A feasible start: no candidate earns more than its cost.
    let start = |row: &Vec<usize>| {
        let widest = row.iter().map(|&candidate| widths[candidate]).fold(1.0, f64::max);
        1.0 / widest
    };
    let mut prices: Vec<f64> = rows.iter().map(start).collect();
    let (mut best, mut scale, mut stalled) = (0.0_f64, 1.0_f64, 0);
    for _ in 0..ROUNDS {
        budget.spend(2 * entries);
        let mut costs = vec![1.0_f64; candidates];
        for (row, price) in rows.iter().zip(&prices) {
            for &candidate in row {
                costs[candidate] -= price;
            }
        }
        let bound =
            prices.iter().sum::<f64>() + costs.iter().map(|cost| cost.min(0.0)).sum::<f64>();
        if bound > best + ROUNDING {
            (best, stalled) = (bound, 0);
        } else {
            stalled += 1;
        }
        if stalled == PATIENCE {
            (scale, stalled) = (scale / 2.0, 0);
        }
        let slack = |row: &Vec<usize>| {
            1.0 - row.iter().filter(|&&candidate| costs[candidate] < 0.0).count() as f64
        };
        let slacks: Vec<f64> = rows.iter().map(slack).collect();
        let norm: f64 = slacks.iter().map(|slack| slack * slack).sum();
        if (best - ROUNDING).ceil() >= wanted || norm == 0.0 || scale < 0.01 {
            break;
        }
        let step = scale * (wanted - bound).max(0.1) / norm;
        for (price, slack) in prices.iter_mut().zip(&slacks) {
            *price = (*price + step * slack).max(0.0);
        }
    }
    (best - ROUNDING).ceil().max(0.0) as usize
}
