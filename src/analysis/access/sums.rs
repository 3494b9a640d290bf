//! Sums over all points within a distance, by weight: the inner loop of the floating catchments.
//!
//! No table of pairs is kept. Queries are taken cell by cell; the sources within reach of a cell
//! are copied once into contiguous buffers, over which every query of the cell runs without a
//! branch, so that the compiler makes vector instructions of it. To measure a distance again costs
//! no more than to read it, and a change of weights is a new run.

use std::ops::Range;

use super::cells::Cells;
use super::weights::Weights;
use crate::analysis::decay::{Decay, MOST_STEPS};
use crate::index::Bounds;
use crate::units::Projected;

/// Cells of queries are two thirds of the threshold wide, those of sources a third: measured on
/// 5.8 million pairs, smaller cells lose on short runs and larger ones on distances out of reach.
const QUERY_CELL: f64 = 2.0 / 3.0;
const SOURCE_CELL: f64 = 1.0 / 3.0;

/// Sums kept side by side.
const LANES: usize = 4;

/// From this many queries and sources on, a second thread pays for its start.
const TWO_THREADS_FROM: usize = 20_000;

/// For each of `queries`, the sum over `sources` within `within` of weight × value, the bound
/// included.
pub(super) fn weighted_sums(
    queries: &[(Projected, f64)],
    sources: &[(Projected, f64)],
    within: f64,
    decay: &Decay,
) -> Vec<f64> {
    if queries.is_empty() || sources.is_empty() {
        return vec![0.0; queries.len()];
    }
    let cells = Cells::new(sources, within * SOURCE_CELL);
    let sorted = |part: fn(&(Projected, f64)) -> f64| -> Vec<f64> {
        cells.order.iter().map(|&at| part(&sources[at as usize])).collect()
    };
    let (x, y) = (sorted(|source| source.0.x), sorted(|source| source.0.y));
    let value = sorted(|source| source.1);
    let search = Search { cells, x, y, value, within, weights: Weights::new(decay, within) };
    let asked = Cells::new(queries, within * QUERY_CELL);
    let groups = asked.groups();
    let every = |step: usize, from: usize| {
        let mut near = Near::default();
        let mut sums = Vec::new();
        for group in groups.iter().skip(from).step_by(step) {
            search.group(queries, &asked.order[group.clone()], &mut near, &mut sums);
        }
        sums
    };
    let threads = if queries.len() + sources.len() < TWO_THREADS_FROM { 1 } else { 2 };
    let parts = if threads == 1 {
        vec![every(1, 0)]
    } else {
        std::thread::scope(|scope| {
            let other = scope.spawn(|| every(2, 1));
            let own = every(2, 0);
            vec![own, other.join().expect("a sum does not panic")]
        })
    };
    let mut parts: Vec<_> = parts.into_iter().map(Vec::into_iter).collect();
    let mut result = vec![0.0; queries.len()];
    for (at, group) in groups.iter().enumerate() {
        let sums = parts[at % threads].by_ref();
        for (&query, sum) in asked.order[group.clone()].iter().zip(sums) {
            result[query as usize] = sum;
        }
    }
    result
}

struct Search<'a> {
    cells: Cells,
    x: Vec<f64>,
    y: Vec<f64>,
    value: Vec<f64>,
    within: f64,
    weights: Weights<'a>,
}

/// The sources within reach of a cell of queries.
#[derive(Default)]
struct Near {
    x: Vec<f64>,
    y: Vec<f64>,
    value: Vec<f64>,
}

impl Near {
    fn clear(&mut self) {
        self.x.clear();
        self.y.clear();
        self.value.clear();
    }

    fn add(&mut self, search: &Search<'_>, run: Range<usize>) {
        self.x.extend_from_slice(&search.x[run.clone()]);
        self.y.extend_from_slice(&search.y[run.clone()]);
        self.value.extend_from_slice(&search.value[run]);
    }

    /// Fills up to whole lanes with sources of nothing, infinitely far.
    fn fill_up(&mut self) {
        let whole = self.x.len().next_multiple_of(LANES);
        self.x.resize(whole, f64::INFINITY);
        self.y.resize(whole, f64::INFINITY);
        self.value.resize(whole, 0.0);
    }
}

impl Search<'_> {
    /// The sums of the queries of one cell, in their order.
    fn group(
        &self,
        queries: &[(Projected, f64)],
        of: &[u32],
        near: &mut Near,
        sums: &mut Vec<f64>,
    ) {
        let position = |&at: &u32| queries[at as usize].0;
        let bounds = Bounds::around(of.iter().map(position)).grown(self.within);
        near.clear();
        self.cells.runs(&bounds).for_each(|run| near.add(self, run));
        near.fill_up();
        let positions = of.iter().map(position);
        match &self.weights {
            Weights::Discs { squared, more, count: 1 } => {
                sums.extend(positions.map(|from| in_discs::<1>(near, from, squared, more)));
            }
            Weights::Discs { squared, more, count: 2 | 3 } => {
                sums.extend(positions.map(|from| in_discs::<3>(near, from, squared, more)));
            }
            Weights::Discs { squared, more, .. } => {
                let all = |from| in_discs::<MOST_STEPS>(near, from, squared, more);
                sums.extend(positions.map(all));
            }
            Weights::Smooth { decay, within } => {
                sums.extend(positions.map(|from| smooth(near, from, decay, *within)));
            }
        }
    }
}

/// The first `N` discs: what lies in each is added up, then weighed.
fn in_discs<const N: usize>(
    near: &Near,
    from: Projected,
    squared: &[f64; MOST_STEPS],
    more: &[f64; MOST_STEPS],
) -> f64 {
    let (mut sums, mut bounds) = ([[0.0; LANES]; N], [0.0; N]);
    bounds.copy_from_slice(&squared[..N]);
    let (xs, _) = near.x.as_chunks::<LANES>();
    let (ys, _) = near.y.as_chunks::<LANES>();
    let (values, _) = near.value.as_chunks::<LANES>();
    for ((x, y), value) in xs.iter().zip(ys).zip(values) {
        let distance: [f64; LANES] = std::array::from_fn(|lane| {
            let (dx, dy) = (x[lane] - from.x, y[lane] - from.y);
            dx * dx + dy * dy
        });
        for (sums, bound) in sums.iter_mut().zip(bounds) {
            for lane in 0..LANES {
                // A mask and no branch: this is what the compiler makes vectors of.
                let mask = 0_u64.wrapping_sub(u64::from(distance[lane] <= bound));
                sums[lane] += f64::from_bits(value[lane].to_bits() & mask);
            }
        }
    }
    sums.iter().zip(more).map(|(lanes, more)| more * lanes.iter().sum::<f64>()).sum()
}

fn smooth(near: &Near, from: Projected, decay: &Decay, within: f64) -> f64 {
    let squared = within * within;
    let mut sum = 0.0;
    for ((x, y), value) in near.x.iter().zip(&near.y).zip(&near.value) {
        let (dx, dy) = (x - from.x, y - from.y);
        let distance = dx * dx + dy * dy;
        if distance <= squared {
            sum += value * decay.weight(distance.sqrt(), within);
        }
    }
    sum
}
