//! Which commune holds a point.

use robust::{Coord, orient2d};
use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::territory::Boundaries;
use crate::units::Wgs84;

/// An R-tree over the bounding boxes of the communes.
#[derive(Debug)]
pub struct CommuneIndex(RTree<GeomWithData<Rectangle<[f64; 2]>, u32>>);

impl CommuneIndex {
    /// Indexes every commune that has a boundary.
    #[must_use]
    pub fn new(boundaries: &Boundaries) -> Self {
        let boxes = (0..boundaries.len()).filter_map(|at| {
            let [low, high] = bounds(boundaries, at)?;
            let at = u32::try_from(at).expect("there are fewer than 2^32 communes");
            Some(GeomWithData::new(Rectangle::from_corners(low, high), at))
        });
        Self(RTree::bulk_load(boxes.collect()))
    }

    /// The place of the commune that covers `position`: planar in degrees, borders included, the
    /// smallest code where several do (communes stand in the order of their codes).
    #[must_use]
    pub fn locate(&self, boundaries: &Boundaries, position: Wgs84) -> Option<usize> {
        let point = [position.lon, position.lat];
        self.0
            .locate_all_at_point(point)
            .map(|found| found.data as usize)
            .filter(|&at| covers(boundaries, at, point))
            .min()
    }

    /// The places of the communes whose boxes meet the box from `low` to `high`, in degrees, in
    /// the order of their codes.
    #[must_use]
    pub fn meeting(&self, low: [f64; 2], high: [f64; 2]) -> Vec<usize> {
        let mut found: Vec<usize> = self
            .0
            .locate_in_envelope_intersecting(AABB::from_corners(low, high))
            .map(|found| found.data as usize)
            .collect();
        found.sort_unstable();
        found
    }
}

/// The box around a commune, or nothing where it has no boundary.
#[must_use]
pub fn bounds(boundaries: &Boundaries, at: usize) -> Option<[[f64; 2]; 2]> {
    let points = boundaries.points(at);
    let mut found = [*points.first()?; 2];
    let [low, high] = &mut found;
    for point in points {
        for axis in [0, 1] {
            low[axis] = if point[axis] < low[axis] { point[axis] } else { low[axis] };
            high[axis] = if point[axis] > high[axis] { point[axis] } else { high[axis] };
        }
    }
    Some(found)
}

/// Whether the commune at `at` covers `point`, border included. Exact: the side of an edge is
/// decided with adaptive arithmetic.
#[must_use]
pub fn covers(boundaries: &Boundaries, at: usize, point: [f64; 2]) -> bool {
    let mut inside = false;
    for ring in boundaries.rings(at) {
        match ring_parity(ring, point) {
            Parity::Border => return true,
            Parity::Odd => inside = !inside,
            Parity::Even => {}
        }
    }
    inside
}

enum Parity {
    Even,
    Odd,
    Border,
}

/// How often a ray from `point` to the east crosses an open ring.
fn ring_parity(ring: &[[f64; 2]], [px, py]: [f64; 2]) -> Parity {
    let Some(&[mut ax, mut ay]) = ring.last() else { return Parity::Even };
    let (mut odd, mut a_above) = (false, ay > py);
    for &[bx, by] in ring {
        // Half-open in latitude, so that a vertex on the ray counts once.
        let b_above = by > py;
        if a_above != b_above {
            if px < ax.min(bx) {
                odd = !odd;
            } else if px <= ax.max(bx) {
                let side = orient2d(at(ax, ay), at(bx, by), at(px, py));
                if side == 0.0 {
                    return Parity::Border;
                }
                odd ^= (side > 0.0) == b_above;
            }
        } else if (ay == py || by == py) && touches([ax, ay], [bx, by], [px, py]) {
            return Parity::Border;
        }
        [ax, ay] = [bx, by];
        a_above = b_above;
    }
    if odd { Parity::Odd } else { Parity::Even }
}

/// Whether a point lies on an edge that the half-open rule leaves out: a flat one, or one that
/// ends at the ray.
fn touches([ax, ay]: [f64; 2], [bx, by]: [f64; 2], [px, py]: [f64; 2]) -> bool {
    (ay == py && by == py && px >= ax.min(bx) && px <= ax.max(bx))
        || (ay == py && ax == px)
        || (by == py && bx == px)
}

fn at(x: f64, y: f64) -> Coord<f64> {
    Coord { x, y }
}
