//! Which commune holds each of many points: one pass over the polygons.

use super::{bounds, covers};
use crate::territory::Boundaries;
use crate::units::Wgs84;

/// Cells along each side of the grid that the points are sorted into: about one point a cell for
/// the 100 000 facilities of a national list.
const CELLS: usize = 350;

/// The place of the commune that covers each point, as [`CommuneIndex::locate`] finds it.
///
/// For a batch this is several times faster than a look-up per point: each polygon is read once
/// and asked only about the points in its box.
///
/// [`CommuneIndex::locate`]: super::CommuneIndex::locate
#[must_use]
pub fn locate_all(boundaries: &Boundaries, points: &[Wgs84]) -> Vec<Option<u32>> {
    let mut found = vec![None; points.len()];
    let Some(grid) = PointGrid::new(points) else { return found };
    for commune in 0..boundaries.len() {
        let Some([low, high]) = bounds(boundaries, commune) else { continue };
        let code = u32::try_from(commune).expect("there are fewer than 2^32 communes");
        for (first, last) in grid.runs(low, high) {
            for &(id, point) in &grid.points[first..last] {
                // Communes come in the order of their codes: the first to cover a point wins.
                let open = found[id as usize].is_none()
                    && point[0] >= low[0]
                    && point[0] <= high[0]
                    && point[1] >= low[1]
                    && point[1] <= high[1];
                if open && covers(boundaries, commune, point) {
                    found[id as usize] = Some(code);
                }
            }
        }
    }
    found
}

/// Points sorted by the cell they fall in, row by row.
struct PointGrid {
    low: [f64; 2],
    per_degree: [f64; 2],
    starts: Vec<u32>,
    points: Vec<(u32, [f64; 2])>,
}

impl PointGrid {
    fn new(points: &[Wgs84]) -> Option<Self> {
        let finite = || points.iter().filter(|p| p.lon.is_finite() && p.lat.is_finite());
        let first = finite().next()?;
        let (mut low, mut high) = ([first.lon, first.lat], [first.lon, first.lat]);
        for point in finite() {
            low = [low[0].min(point.lon), low[1].min(point.lat)];
            high = [high[0].max(point.lon), high[1].max(point.lat)];
        }
        let per_degree = [0, 1].map(|axis| CELLS as f64 / (high[axis] - low[axis]).max(1e-9));
        let mut grid = Self { low, per_degree, starts: vec![0; CELLS * CELLS + 1], points: vec![] };
        let cells: Vec<usize> = points.iter().map(|p| grid.cell([p.lon, p.lat])).collect();
        for &cell in &cells {
            grid.starts[cell + 1] += 1;
        }
        for cell in 1..grid.starts.len() {
            grid.starts[cell] += grid.starts[cell - 1];
        }
        let mut next = grid.starts.clone();
        grid.points = vec![(0, [0.0; 2]); points.len()];
        for (id, (&cell, point)) in cells.iter().zip(points).enumerate() {
            let id = u32::try_from(id).expect("a batch has fewer than 2^32 points");
            grid.points[next[cell] as usize] = (id, [point.lon, point.lat]);
            next[cell] += 1;
        }
        Some(grid)
    }

    fn axis(&self, value: f64, axis: usize) -> usize {
        // A cast saturates, and NaN is 0: such a point is in no box and stays unanswered.
        (((value - self.low[axis]) * self.per_degree[axis]) as usize).min(CELLS - 1)
    }

    fn cell(&self, [lon, lat]: [f64; 2]) -> usize {
        self.axis(lat, 1) * CELLS + self.axis(lon, 0)
    }

    /// The runs of points in the cells that the box from `low` to `high` meets, a run a row.
    fn runs(&self, low: [f64; 2], high: [f64; 2]) -> impl Iterator<Item = (usize, usize)> {
        let (west, east) = (self.axis(low[0], 0), self.axis(high[0], 0));
        (self.axis(low[1], 1)..=self.axis(high[1], 1)).map(move |row| {
            let row = row * CELLS;
            (self.starts[row + west] as usize, self.starts[row + east + 1] as usize)
        })
    }
}
