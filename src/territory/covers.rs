//! Whether a commune covers a position.

use robust::{Coord, orient2d};

use super::Boundaries;
use crate::units::Wgs84;

impl Boundaries {
    /// Whether the commune at `commune` covers a position, border included; planar in degrees.
    /// Exact: the side of an edge is decided with adaptive arithmetic.
    #[must_use]
    pub fn covers(&self, commune: usize, position: Wgs84) -> bool {
        let point = [position.lon, position.lat];
        let mut inside = false;
        for ring in self.rings(commune) {
            match ring_parity(ring, point) {
                Parity::Border => return true,
                Parity::Odd => inside = !inside,
                Parity::Even => {}
            }
        }
        inside
    }
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
