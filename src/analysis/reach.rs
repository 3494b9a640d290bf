//! What lies within a distance of a service: the union of equal discs, by its exact outline.

use std::collections::HashSet;
use std::f64::consts::{FRAC_PI_2, TAU};

use rstar::primitives::{GeomWithData, Rectangle};
use rstar::{AABB, RTree};

use crate::index::{Bounds, NearestGrid};
use crate::units::{Metres, Projected};

/// Centres closer than this are one disc, in metres: a thousandth of a millimetre, far below what
/// a position can mean and far above what rounding does to one.
const SAME_PLACE: f64 = 1e-6;

/// All that lies within a distance of at least one of the centres, the bound included.
///
/// The outline of a union of equal discs follows, on each circle, the part that is nearer to its
/// own centre than to any other: its Voronoi cell. So only Delaunay neighbours can cover a part of
/// a circle, and one triangulation gives the whole outline, exactly, as arcs.
#[derive(Debug)]
pub struct Reach {
    radius: f64,
    nearest: NearestGrid,
    outline: RTree<GeomWithData<Rectangle<[f64; 2]>, Arc>>,
}

/// A part of the outline, run through counter-clockwise around its centre; at most a quarter
/// circle, between two multiples of 90 degrees, so that its ends are the corners of its box.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Arc {
    /// The centre of the disc.
    pub centre: Projected,
    /// Its radius in metres.
    pub radius: f64,
    /// Where it starts, in radians.
    pub from: f64,
    /// Where it ends, in radians: above `from`.
    pub to: f64,
    /// The point at `from`.
    pub start: Projected,
    /// The point at `to`.
    pub end: Projected,
    /// The point half-way.
    pub middle: Projected,
    /// The box around it.
    pub bounds: Bounds,
}

/// The point of a circle at an angle, in radians.
pub(super) fn on_circle(centre: Projected, radius: f64, angle: f64) -> Projected {
    let (sine, cosine) = angle.sin_cos();
    Projected { x: centre.x + radius * cosine, y: centre.y + radius * sine }
}

impl Arc {
    /// The arc between two angles of at most a quarter circle.
    #[must_use]
    pub fn new(centre: Projected, radius: f64, from: f64, to: f64) -> Self {
        let [start, end, middle] =
            [from, to, f64::midpoint(from, to)].map(|angle| on_circle(centre, radius, angle));
        let bounds = Bounds::around([start, end]);
        Self { centre, radius, from, to, start, end, middle, bounds }
    }

    /// The point at an angle, in radians.
    #[must_use]
    pub fn point(&self, angle: f64) -> Projected {
        on_circle(self.centre, self.radius, angle)
    }
}

impl Reach {
    /// Draws the outline around `centres`, in whatever order they come.
    #[must_use]
    pub fn new(centres: &[Projected], radius: Metres) -> Self {
        let mut centres = centres.to_vec();
        centres.sort_by(|a, b| a.x.total_cmp(&b.x).then(a.y.total_cmp(&b.y)));
        let mut seen = HashSet::with_capacity(centres.len());
        let rounded = |v: f64| (v / SAME_PLACE).round() as i64;
        centres.retain(|centre| seen.insert((rounded(centre.x), rounded(centre.y))));
        let radius = radius.get();
        let boxes = outline(&centres, radius).into_iter().map(|arc| {
            GeomWithData::new(Rectangle::from_corners(arc.bounds.low, arc.bounds.high), arc)
        });
        Self {
            radius,
            outline: RTree::bulk_load(boxes.collect()),
            nearest: NearestGrid::new(&centres),
        }
    }

    /// How far beyond the reach a point lies, in metres: 0 or less within it.
    #[must_use]
    pub fn beyond(&self, point: Projected) -> f64 {
        self.nearest.nearest_squared(point).sqrt() - self.radius
    }

    /// The arcs of the outline whose boxes meet `bounds`.
    pub fn arcs_in(&self, bounds: &Bounds) -> impl Iterator<Item = &Arc> {
        let envelope = AABB::from_corners(bounds.low, bounds.high);
        self.outline.locate_in_envelope_intersecting(envelope).map(|found| &found.data)
    }
}

/// The exposed arcs of each circle.
fn outline(centres: &[Projected], radius: f64) -> Vec<Arc> {
    if radius == 0.0 {
        return Vec::new();
    }
    let neighbours = Neighbours::new(centres);
    let mut arcs = Vec::with_capacity(centres.len());
    let mut covered = Vec::new();
    for (at, &centre) in centres.iter().enumerate() {
        covered.clear();
        for &other in neighbours.of(at) {
            let other = centres[other as usize];
            let (dx, dy) = (other.x - centre.x, other.y - centre.y);
            let distance = (dx * dx + dy * dy).sqrt();
            if distance < 2.0 * radius {
                let half = (distance / (2.0 * radius)).acos();
                push_interval(&mut covered, dy.atan2(dx), half);
            }
        }
        covered.sort_by(|a: &(f64, f64), b| a.0.total_cmp(&b.0));
        let mut from = 0.0;
        for &(start, end) in &covered {
            push_quarters(&mut arcs, centre, radius, from, start);
            from = f64::max(from, end);
        }
        push_quarters(&mut arcs, centre, radius, from, TAU);
    }
    arcs
}

/// Adds the angles within `half` of `middle`, as one or two intervals of 0 to 2π.
fn push_interval(covered: &mut Vec<(f64, f64)>, middle: f64, half: f64) {
    let start = (middle - half).rem_euclid(TAU);
    let end = start + 2.0 * half;
    if end > TAU {
        covered.push((start, TAU));
        covered.push((0.0, end - TAU));
    } else {
        covered.push((start, end));
    }
}

/// Adds the arc between two angles, cut at the multiples of 90 degrees.
fn push_quarters(arcs: &mut Vec<Arc>, centre: Projected, radius: f64, from: f64, to: f64) {
    let mut from = from;
    while from < to {
        let quarter = ((from / FRAC_PI_2).floor() + 1.0) * FRAC_PI_2;
        let end = quarter.min(to);
        if end <= from {
            return;
        }
        arcs.push(Arc::new(centre, radius, from, end));
        from = end;
    }
}

/// The Delaunay neighbours of each centre; along a line, the ones before and after.
struct Neighbours {
    ends: Vec<u32>,
    of: Vec<u32>,
}

impl Neighbours {
    fn new(centres: &[Projected]) -> Self {
        let points: Vec<_> = centres.iter().map(|c| delaunator::Point { x: c.x, y: c.y }).collect();
        let delaunator::Triangulation { triangles, halfedges, .. } =
            delaunator::triangulate(&points);
        let mut pairs: Vec<(usize, usize)> = Vec::with_capacity(triangles.len() + 64);
        for (edge, &other_side) in halfedges.iter().enumerate() {
            let (a, b) = (triangles[edge], triangles[delaunator::next_halfedge(edge)]);
            pairs.push((a, b));
            // The triangle beyond names the pair the other way round; on the hull there is none.
            if other_side == delaunator::EMPTY {
                pairs.push((b, a));
            }
        }
        if triangles.is_empty() {
            // Fewer than three, or all on one line: sorted, they are neighbours in their order.
            let seconds = 1..centres.len();
            pairs = seconds.flat_map(|at| [(at - 1, at), (at, at - 1)]).collect();
        }
        let mut ends = vec![0_u32; centres.len() + 1];
        for &(a, _) in &pairs {
            ends[a + 1] += 1;
        }
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut next = ends.clone();
        let mut of = vec![0_u32; pairs.len()];
        for (a, b) in pairs {
            of[next[a] as usize] = u32::try_from(b).expect("there are fewer than 2^32 services");
            next[a] += 1;
        }
        Self { ends, of }
    }

    fn of(&self, at: usize) -> &[u32] {
        &self.of[self.ends[at] as usize..self.ends[at + 1] as usize]
    }
}
