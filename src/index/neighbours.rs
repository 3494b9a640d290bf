//! Which communes share a boundary.

use std::collections::{BTreeSet, HashMap};

use super::Study;
use crate::territory::Boundaries;

/// The two ends of an edge, to the bit: communes of one source share their points.
type Edge = [[u64; 2]; 2];

/// For each commune of a study, the places of those it shares an edge with, in order. To meet at a
/// point is not to share a boundary.
#[must_use]
pub fn neighbours(boundaries: &Boundaries, study: &Study) -> Vec<Vec<usize>> {
    let mut edges: HashMap<Edge, Vec<usize>> = HashMap::new();
    for (place, commune) in study.communes.iter().enumerate() {
        for ring in boundaries.rings(commune.at) {
            let next = ring.iter().cycle().skip(1);
            for (from, to) in ring.iter().zip(next) {
                let mut edge = [from, to].map(|point| point.map(f64::to_bits));
                edge.sort_unstable();
                edges.entry(edge).or_default().push(place);
            }
        }
    }
    let mut found = vec![BTreeSet::new(); study.communes.len()];
    for places in edges.into_values() {
        for one in &places {
            found[*one].extend(places.iter().copied().filter(|other| other != one));
        }
    }
    found.into_iter().map(|places| places.into_iter().collect()).collect()
}
