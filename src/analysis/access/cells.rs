//! Points sorted into square cells, row by row.

use crate::index::Bounds;
use crate::units::Projected;

/// The most cells along one side, to bound memory where points lie far apart.
const MOST_CELLS: f64 = 1024.0;

/// Points sorted into square cells: those of neighbouring cells of a row stand side by side.
#[derive(Debug)]
pub(super) struct Cells {
    origin: [f64; 2],
    size: f64,
    columns: usize,
    rows: usize,
    starts: Vec<u32>,
    /// The points by their place in what was given, cell after cell.
    pub(super) order: Vec<u32>,
}

impl Cells {
    /// Sorts points into cells of about `size` metres: a counting sort.
    pub(super) fn new<T>(points: &[(Projected, T)], size: f64) -> Self {
        let bounds = Bounds::around(points.iter().map(|(at, _)| *at));
        let extent = [0, 1].map(|axis| (bounds.high[axis] - bounds.low[axis]).max(0.0));
        let size = size.max(extent[0].max(extent[1]) / MOST_CELLS).max(1.0);
        let [columns, rows] = extent.map(|side| (side / size) as usize + 1);
        let mut cells = Self {
            origin: if points.is_empty() { [0.0; 2] } else { bounds.low },
            size,
            columns,
            rows,
            starts: vec![0; columns * rows + 1],
            order: vec![0; points.len()],
        };
        let of: Vec<u32> = points.iter().map(|(at, _)| cells.cell(*at) as u32).collect();
        for &cell in &of {
            cells.starts[cell as usize + 1] += 1;
        }
        for cell in 1..cells.starts.len() {
            cells.starts[cell] += cells.starts[cell - 1];
        }
        let mut next = cells.starts.clone();
        for (at, &cell) in of.iter().enumerate() {
            cells.order[next[cell as usize] as usize] = at as u32;
            next[cell as usize] += 1;
        }
        cells
    }

    fn cell(&self, point: Projected) -> usize {
        self.along(point.y, 1) * self.columns + self.along(point.x, 0)
    }

    /// A cast saturates: below the grid is cell 0, above it the last.
    fn along(&self, value: f64, axis: usize) -> usize {
        let count = if axis == 0 { self.columns } else { self.rows };
        (((value - self.origin[axis]) / self.size) as usize).min(count - 1)
    }

    /// The cells that hold points, as ranges of `order`.
    pub(super) fn groups(&self) -> Vec<std::ops::Range<usize>> {
        let ranges = self.starts.windows(2).map(|pair| pair[0] as usize..pair[1] as usize);
        ranges.filter(|range| !range.is_empty()).collect()
    }

    /// Runs of the sorted points that hold all within a box, and some more: one for each row.
    pub(super) fn runs(&self, bounds: &Bounds) -> impl Iterator<Item = std::ops::Range<usize>> {
        let (west, east) = (self.along(bounds.low[0], 0), self.along(bounds.high[0], 0));
        let (south, north) = (self.along(bounds.low[1], 1), self.along(bounds.high[1], 1));
        (south..=north).map(move |row| {
            let first = row * self.columns;
            self.starts[first + west] as usize..self.starts[first + east + 1] as usize
        })
    }
}
