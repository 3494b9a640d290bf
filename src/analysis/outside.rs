//! The part of a commune that lies outside a reach: its exact area and its shape.

use super::reach::{Arc, Reach};
use crate::index::{Bounds, Shape, cross_from, edges};
use crate::units::{Projected, SquareMetres};

/// The boundary of `shape` minus `reach`, in pieces, the outside part always on their left.
#[derive(Debug)]
pub struct Outside<'a> {
    origin: Projected,
    /// Rings of the commune that lie outside the reach as a whole.
    pub(super) rings: Vec<&'a [Projected]>,
    /// Runs of the commune's boundary outside the reach, between two crossings.
    pub(super) runs: Vec<Vec<Projected>>,
    /// Parts of the outline of the reach inside the commune, run through clockwise.
    pub(super) arcs: Vec<ArcPiece>,
}

/// A part of an arc with its ends as the crossings that made it have them, so that the runs that
/// meet it there end in the very same numbers.
#[derive(Debug, Clone, Copy)]
pub(super) struct ArcPiece {
    pub(super) centre: Projected,
    pub(super) radius: f64,
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) start: Projected,
    pub(super) end: Projected,
}

/// Where an edge of the commune meets an arc of the outline.
#[derive(Debug, Clone, Copy)]
struct Crossing {
    ring: usize,
    arc: usize,
    /// How far along the ring: the number of the edge and the share of it.
    along: f64,
    angle: f64,
    point: Projected,
}

impl<'a> Outside<'a> {
    /// Cuts `shape` along the outline of `reach`.
    #[must_use]
    pub fn new(shape: &'a Shape, reach: &Reach) -> Self {
        let [x, y] = shape.bounds().low;
        let mut outside =
            Self { origin: Projected { x, y }, rings: vec![], runs: vec![], arcs: vec![] };
        let arcs: Vec<&Arc> = reach.arcs_in(shape.bounds()).collect();
        if arcs.is_empty() {
            // No outline in the box: the reach holds all of the commune or nothing of it.
            if shape.rings().first().is_some_and(|ring| is_outside(ring, reach)) {
                outside.rings = shape.rings().iter().map(Vec::as_slice).collect();
            }
            return outside;
        }
        let mut crossings = Vec::new();
        for (at, arc) in arcs.iter().enumerate() {
            for (ring, points) in shape.rings().iter().enumerate() {
                cross(points, arc, |along, angle, point| {
                    crossings.push(Crossing { ring, arc: at, along, angle, point });
                });
            }
        }
        crossings.sort_by(|a, b| a.ring.cmp(&b.ring).then(a.along.total_cmp(&b.along)));
        for (ring, points) in shape.rings().iter().enumerate() {
            outside.add_runs(points, part(&crossings, |crossing| crossing.ring.cmp(&ring)), reach);
        }
        crossings.sort_by(|a, b| a.arc.cmp(&b.arc).then(a.angle.total_cmp(&b.angle)));
        for (at, arc) in arcs.iter().enumerate() {
            outside.add_arc_pieces(arc, part(&crossings, |crossing| crossing.arc.cmp(&at)), shape);
        }
        outside
    }

    /// Splits a ring at its crossings. Each run is asked on its own whether it is outside: nothing
    /// hangs on counting crossings, so a touch or a corner on the outline spoils nothing.
    fn add_runs(&mut self, ring: &'a [Projected], crossings: &[Crossing], reach: &Reach) {
        if crossings.is_empty() {
            if is_outside(ring, reach) {
                self.rings.push(ring);
            }
            return;
        }
        let next = crossings.iter().cycle().skip(1);
        for (at, (from, to)) in crossings.iter().zip(next).take(crossings.len()).enumerate() {
            // Where two arcs meet on the boundary, both cross it there; only the last crossing
            // leads around to the first.
            if from.along == to.along && at + 1 < crossings.len() {
                continue;
            }
            let run = run_between(ring, from, to);
            if longest(run.windows(2)).is_some_and(|edge| lies_outside(edge, reach)) {
                self.runs.push(run);
            }
        }
    }

    fn add_arc_pieces(&mut self, arc: &Arc, crossings: &[Crossing], shape: &Shape) {
        let mut from = (arc.from, arc.start);
        let cuts = crossings.iter().map(|crossing| (crossing.angle, crossing.point));
        for to in cuts.chain([(arc.to, arc.end)]) {
            let middle = if crossings.is_empty() {
                arc.middle
            } else {
                arc.point(f64::midpoint(from.0, to.0))
            };
            if to.0 > from.0 && shape.contains(middle) {
                self.arcs.push(ArcPiece {
                    centre: arc.centre,
                    radius: arc.radius,
                    from: from.0,
                    to: to.0,
                    start: to.1,
                    end: from.1,
                });
            }
            from = to;
        }
    }

    /// The area in m², by Green's theorem along the pieces: exact but for rounding.
    #[must_use]
    pub fn area(&self) -> SquareMetres {
        let open = |run: &[Projected]| {
            run.windows(2).map(|w| cross_from(self.origin, w[0], w[1])).sum::<f64>()
        };
        let rings: f64 = self
            .rings
            .iter()
            .flat_map(|ring| edges(ring))
            .map(|(a, b)| cross_from(self.origin, a, b))
            .sum();
        let runs: f64 = self.runs.iter().map(|run| open(run)).sum();
        let arcs: f64 = self.arcs.iter().map(|piece| swept(piece, self.origin)).sum();
        // Rounding may leave a hair below nothing.
        SquareMetres(((rings + runs - arcs) / 2.0).max(0.0))
    }
}

/// Twice the area that the ray from `origin` sweeps along an arc, counter-clockwise.
fn swept(piece: &ArcPiece, origin: Projected) -> f64 {
    let (x, y) = (piece.centre.x - origin.x, piece.centre.y - origin.y);
    // The piece runs clockwise: it starts where the arc ends.
    let (dx, dy) = (piece.start.x - piece.end.x, piece.start.y - piece.end.y);
    piece.radius * piece.radius * (piece.to - piece.from) + x * dy - y * dx
}

/// The crossings that `order` finds equal, out of those sorted by it.
fn part(crossings: &[Crossing], order: impl Fn(&Crossing) -> std::cmp::Ordering) -> &[Crossing] {
    let first = crossings.partition_point(|crossing| order(crossing).is_lt());
    let count = crossings[first..].partition_point(|crossing| order(crossing).is_eq());
    &crossings[first..first + count]
}

/// What lies this close to the end of an edge or of an arc is at its end, in metres: where two
/// arcs and an edge meet in one point, rounding must not let all three pass each other by. Found
/// twice, a crossing does no harm.
const AT_AN_END: f64 = 1e-6;

/// Finds the crossings of a ring with an arc: how far along, at what angle, at which point.
fn cross(ring: &[Projected], arc: &Arc, mut found: impl FnMut(f64, f64, Projected)) {
    let Bounds { low, high } = arc.bounds.grown(AT_AN_END);
    let mut b = ring[ring.len() - 1];
    for (edge, &point) in ring.iter().enumerate() {
        let a = std::mem::replace(&mut b, point);
        let apart = (a.x < low[0] && b.x < low[0])
            || (a.x > high[0] && b.x > high[0])
            || (a.y < low[1] && b.y < low[1])
            || (a.y > high[1] && b.y > high[1]);
        if apart {
            continue;
        }
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let (fx, fy) = (a.x - arc.centre.x, a.y - arc.centre.y);
        let (qa, qb) = (dx * dx + dy * dy, fx * dx + fy * dy);
        // The distance of the line from the centre, rather than a difference of large squares.
        let off = fx * dy - fy * dx;
        let within = arc.radius * arc.radius * qa - off * off;
        if qa == 0.0 || within <= 0.0 {
            continue;
        }
        let root = within.sqrt();
        let (off_edge, off_arc) = (AT_AN_END / qa.sqrt(), AT_AN_END / arc.radius);
        for share in [(-qb - root) / qa, (-qb + root) / qa] {
            if !(-off_edge..=1.0 + off_edge).contains(&share) {
                continue;
            }
            let share = share.clamp(0.0, 1.0);
            let point = Projected { x: a.x + share * dx, y: a.y + share * dy };
            let angle = angle_near(arc, point);
            if (arc.from - off_arc..=arc.to + off_arc).contains(&angle) {
                found(edge as f64 + share, angle.clamp(arc.from, arc.to), point);
            }
        }
    }
}

/// The angle of a point as seen from the centre, in the turn that the arc lies in.
fn angle_near(arc: &Arc, point: Projected) -> f64 {
    use std::f64::consts::{PI, TAU};
    let angle = (point.y - arc.centre.y).atan2(point.x - arc.centre.x);
    let middle = f64::midpoint(arc.from, arc.to);
    if angle < middle - PI { angle + TAU } else { angle }
}

/// The points from one crossing to the next along a ring. Edge 0 is the one that closes the ring,
/// so it ends at point 0.
fn run_between(ring: &[Projected], from: &Crossing, to: &Crossing) -> Vec<Projected> {
    let count = ring.len();
    let first = from.along.floor() as usize % count;
    let last = to.along.floor() as usize % count;
    let wraps = to.along <= from.along;
    let steps = if wraps { last + count - first } else { last - first };
    let mut run = vec![from.point];
    run.extend((0..steps).map(|step| ring[(first + step) % count]));
    run.push(to.point);
    run
}

/// Whether a ring that the outline does not cross lies outside the reach.
fn is_outside(ring: &[Projected], reach: &Reach) -> bool {
    let closing = [ring[ring.len() - 1], ring[0]];
    longest(ring.windows(2).chain([&closing[..]])).is_some_and(|edge| lies_outside(edge, reach))
}

/// The longest of these edges; nothing where none has a length.
fn longest<'e>(edges: impl Iterator<Item = &'e [Projected]>) -> Option<&'e [Projected]> {
    let square = |edge: &[Projected]| {
        let (dx, dy) = (edge[1].x - edge[0].x, edge[1].y - edge[0].y);
        dx * dx + dy * dy
    };
    edges.max_by(|a, b| square(a).total_cmp(&square(b))).filter(|edge| square(edge) > 0.0)
}

/// Whether an edge lies outside, told by its middle, or by another point of it where that one sits
/// on the outline: the edge may touch it.
fn lies_outside(edge: &[Projected], reach: &Reach) -> bool {
    let point = |share: f64| Projected {
        x: edge[0].x + share * (edge[1].x - edge[0].x),
        y: edge[0].y + share * (edge[1].y - edge[0].y),
    };
    let mut beyond = [0.5, 0.3, 0.8].into_iter().map(|share| reach.beyond(point(share)));
    beyond.find(|beyond| beyond.abs() > AT_AN_END).is_some_and(|beyond| beyond > 0.0)
}
