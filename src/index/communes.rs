//! Which commune holds a point.

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
            .filter(|&at| boundaries.covers(at, position))
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
