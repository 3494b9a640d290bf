//! The services near a place, by kind.

use std::collections::HashMap;
use std::thread::ScopedJoinHandle;

use rstar::primitives::GeomWithData;
use rstar::{AABB, RTree};

use super::Bounds;
use crate::territory::{CommuneCode, Crs, Facility, France, Kind};
use crate::units::{Projected, Wgs84};

/// An R-tree of services for each kind and projection. A service stands where its list puts it,
/// else at the town hall of its commune.
#[derive(Debug, Default)]
pub struct FacilityIndex {
    trees: HashMap<(Crs, Kind), Tree>,
    by_kind: HashMap<Kind, Vec<usize>>,
    /// Commune and place in the list, by commune, of all services of a kind.
    by_commune: HashMap<Kind, Vec<(CommuneCode, u32)>>,
}

/// From so many points on, a tree is built on a thread of its own.
const MANY: usize = 10_000;

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
        let mut by_commune: HashMap<Kind, Vec<(CommuneCode, u32)>> = HashMap::new();
        for (at, facility) in facilities.iter().enumerate() {
            by_kind.entry(facility.kind).or_default().push(at);
            let place = u32::try_from(at).expect("there are fewer than 2^32 services");
            by_commune.entry(facility.kind).or_default().push((facility.commune, place));
            let crs = Crs::of(facility.commune);
            if let Some(point) = standing_at(facility, france).and_then(|place| crs.project(place))
            {
                let point = GeomWithData::new([point.x, point.y], at);
                points.entry((crs, facility.kind)).or_default().push(point);
            }
        }
        for list in by_commune.values_mut() {
            list.sort_unstable();
        }
        let trees = std::thread::scope(|scope| {
            let work = points.into_iter().map(|(key, points)| {
                // A thread for each is worth it where there are many points only.
                if points.len() < MANY {
                    return Ok((key, RTree::bulk_load(points)));
                }
                Err(scope.spawn(move || (key, RTree::bulk_load(points))))
            });
            let work: Vec<_> = work.collect();
            let panicked = |panic| std::panic::resume_unwind(panic);
            work.into_iter()
                .map(|tree| tree.or_else(ScopedJoinHandle::join).unwrap_or_else(panicked))
                .collect()
        });
        Self { trees, by_kind, by_commune }
    }

    /// The places in the list of all services of a kind, wherever they stand.
    #[must_use]
    pub fn of_kind(&self, kind: Kind) -> &[usize] {
        self.by_kind.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// Commune and place in the list of all services of a kind, commune by commune in the order of
    /// their codes.
    #[must_use]
    pub fn by_commune(&self, kind: Kind) -> &[(CommuneCode, u32)] {
        self.by_commune.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The places in the list of the services of a kind that belong to a commune.
    pub fn of_commune(&self, kind: Kind, commune: CommuneCode) -> impl Iterator<Item = usize> {
        let all = self.by_commune(kind);
        let own = &all[all.partition_point(|(code, _)| *code < commune)..];
        own.iter().take_while(move |(code, _)| *code == commune).map(|(_, at)| *at as usize)
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
