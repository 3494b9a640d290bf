//! The services near a place, by kind.

use std::collections::HashMap;

use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use super::Bounds;
use crate::territory::{Crs, Facility, France, Kind};
use crate::units::{Projected, Wgs84};

/// An R-tree of services for each kind and projection. A service stands where its list puts it,
/// else at the town hall of its commune.
#[derive(Debug, Default)]
pub struct FacilityIndex {
    trees: HashMap<(Crs, Kind), Tree>,
    by_kind: HashMap<Kind, Vec<usize>>,
}

type Tree = RTree<GeomWithData<[f64; 2], usize>>;

/// Where a service stands, drawn or measured: its own position, else its commune's town hall.
#[must_use]
pub fn standing_at(facility: &Facility, france: &France) -> Option<Wgs84> {
    let hall = || france.commune(facility.commune)?.town_hall.as_ref().map(|hall| hall.position);
    facility.position.or_else(hall)
}

impl FacilityIndex {
    /// Indexes the services that stand anywhere.
    #[must_use]
    pub fn new(facilities: &[Facility], france: &France) -> Self {
        let mut points: HashMap<(Crs, Kind), Vec<_>> = HashMap::new();
        let mut by_kind: HashMap<Kind, Vec<usize>> = HashMap::new();
        for (at, facility) in facilities.iter().enumerate() {
            by_kind.entry(facility.kind).or_default().push(at);
            let crs = Crs::of(facility.commune);
            if let Some(point) = standing_at(facility, france).and_then(|place| crs.project(place))
            {
                let point = GeomWithData::new([point.x, point.y], at);
                points.entry((crs, facility.kind)).or_default().push(point);
            }
        }
        let trees =
            points.into_iter().map(|(key, points)| (key, RTree::bulk_load(points))).collect();
        Self { trees, by_kind }
    }

    /// The places in the list of all services of a kind, wherever they stand.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> &[usize] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The services of a kind in a box, in the order of the list.
    #[must_use]
    pub fn within(&self, crs: Crs, kind: Kind, bounds: &Bounds) -> Vec<(usize, Projected)> {
        let Some(tree) = self.trees.get(&(crs, kind)) else { return Vec::new() };
        let envelope = AABB::from_corners(bounds.low, bounds.high);
        let mut found: Vec<_> = tree
            .locate_in_envelope(envelope)
            .map(|point| (point.data, Projected { x: point.geom()[0], y: point.geom()[1] }))
            .collect();
        found.sort_unstable_by_key(|(at, _)| *at);
        found
    }

    /// The services of a kind from the nearest on.
    pub fn nearest(
        &self,
        crs: Crs,
        kind: Kind,
        from: Projected,
    ) -> impl Iterator<Item = (usize, Projected)> {
        let tree = self.trees.get(&(crs, kind));
        tree.into_iter()
            .flat_map(move |tree| tree.nearest_neighbor_iter([from.x, from.y]))
            .map(|point| (point.data, Projected { x: point.geom()[0], y: point.geom()[1] }))
    }
}
