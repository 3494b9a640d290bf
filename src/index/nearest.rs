//! Nearest of many points, in bulk: a uniform grid.

use crate::index::Bounds;
use crate::units::Projected;

/// Points per cell. Services cluster in towns, so cells far smaller than the mean spacing pay:
/// measured, a quarter is best and 2 is five times slower.
const POINTS_PER_CELL: f64 = 0.25;

/// The most cells along one side, to bound memory when points lie far apart.
const MOST_CELLS: f64 = 2048.0;

/// Points sorted into square cells.
#[derive(Debug)]
pub struct NearestGrid {
    origin: [f64; 2],
    size: f64,
    columns: usize,
    rows: usize,
    starts: Vec<u32>,
    points: Vec<Projected>,
}

impl NearestGrid {
    /// Sorts the points; their order does not matter.
    #[must_use]
    pub fn new(points: &[Projected]) -> Self {
        let bounds = Bounds::around(points.iter().copied());
        if points.is_empty() {
            let starts = vec![0; 2];
            return Self {
                origin: [0.0; 2],
                size: 1.0,
                columns: 1,
                rows: 1,
                starts,
                points: vec![],
            };
        }
        let extent = [0, 1].map(|axis| (bounds.high[axis] - bounds.low[axis]).max(1.0));
        let count = points.len() as f64 / POINTS_PER_CELL;
        let longest = extent[0].max(extent[1]);
        let size = (extent[0] * extent[1] / count).sqrt().max(longest / MOST_CELLS).max(1.0);
        let [columns, rows] = extent.map(|side| (side / size) as usize + 1);
        let mut grid = Self {
            origin: bounds.low,
            size,
            columns,
            rows,
            starts: vec![0; columns * rows + 1],
            points: vec![],
        };
        grid.fill(points);
        grid
    }

    /// A counting sort: count, sum up, place.
    fn fill(&mut self, points: &[Projected]) {
        let cells: Vec<usize> = points
            .iter()
            .map(|&point| {
                let [column, row] = self.cell(point);
                row * self.columns + column
            })
            .collect();
        for &cell in &cells {
            self.starts[cell + 1] += 1;
        }
        for cell in 1..self.starts.len() {
            self.starts[cell] += self.starts[cell - 1];
        }
        let mut next = self.starts.clone();
        self.points = vec![points[0]; points.len()];
        for (&cell, &point) in cells.iter().zip(points) {
            self.points[next[cell] as usize] = point;
            next[cell] += 1;
        }
    }

    fn cell(&self, point: Projected) -> [usize; 2] {
        let along = |value: f64, origin: f64, count: usize| {
            // A cast saturates: below the grid is cell 0, above it the last.
            (((value - origin) / self.size) as usize).min(count - 1)
        };
        [along(point.x, self.origin[0], self.columns), along(point.y, self.origin[1], self.rows)]
    }

    /// The squared distance in m² from `from` to the nearest point, or infinity without any.
    #[must_use]
    pub fn nearest_squared(&self, from: Projected) -> f64 {
        let mut best = f64::INFINITY;
        if self.points.is_empty() {
            return best;
        }
        let [column, row] = self.cell(from);
        let mut ring = 1;
        loop {
            best = self.search_ring(from, [column, row], ring, best);
            let across = self.searched(from.x - self.origin[0], column, ring, self.columns);
            let along = self.searched(from.y - self.origin[1], row, ring, self.rows);
            let reached = across.min(along);
            if best <= reached * reached || reached.is_infinite() {
                return best;
            }
            ring += 1;
        }
    }

    /// How far the searched block reaches at least, to either side of `at` along one axis; to
    /// infinity past the grid.
    fn searched(&self, at: f64, cell: usize, ring: usize, count: usize) -> f64 {
        let side = |cell: usize| cell as f64 * self.size;
        let below = if cell < ring { f64::INFINITY } else { at - side(cell - ring) };
        let above =
            if cell + ring + 1 >= count { f64::INFINITY } else { side(cell + ring + 1) - at };
        below.min(above).max(0.0)
    }

    /// The 3 × 3 block for ring 1, then only the border of each wider block.
    fn search_ring(
        &self,
        from: Projected,
        [column, row]: [usize; 2],
        ring: usize,
        best: f64,
    ) -> f64 {
        let west = column.saturating_sub(ring);
        let east = (column + ring).min(self.columns - 1);
        let mut best = best;
        for y in row.saturating_sub(ring)..=(row + ring).min(self.rows - 1) {
            if ring == 1 || y + ring == row || y == row + ring {
                best =
                    self.search_run(from, y * self.columns + west, y * self.columns + east, best);
                continue;
            }
            if column >= ring {
                best =
                    self.search_run(from, y * self.columns + west, y * self.columns + west, best);
            }
            if column + ring < self.columns {
                best =
                    self.search_run(from, y * self.columns + east, y * self.columns + east, best);
            }
        }
        best
    }

    /// Cells of one row lie side by side, and so do their points.
    fn search_run(&self, from: Projected, first: usize, last: usize, best: f64) -> f64 {
        let run = self.starts[first] as usize..self.starts[last + 1] as usize;
        self.points[run].iter().fold(best, |best, point| {
            let (dx, dy) = (point.x - from.x, point.y - from.y);
            best.min(dx * dx + dy * dy)
        })
    }
}
