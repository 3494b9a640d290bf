//! Access with competition: places that a child can count on within a distance (2SFCA).

use rstar::RTree;
use rstar::primitives::GeomWithData;

use crate::units::{Metres, Projected};

/// The places per child that each demand point has within reach (Luo & Wang 2003).
///
/// Two steps: each supply point shares its places among all children within `within` of it; each
/// demand point adds up the shares of the supply points within `within`, the bound included in
/// both. Unit: places per child, zero or more. Invariant: Σ children × access = Σ places of the
/// supply points with children in reach. The result is in the order of `demand`.
#[must_use]
pub fn access(
    demand: &[(Projected, f64)],
    supply: &[(Projected, f64)],
    within: Metres,
) -> Vec<f64> {
    let points = |of: &[(Projected, f64)]| {
        RTree::bulk_load(
            of.iter().map(|&(at, weight)| GeomWithData::new([at.x, at.y], weight)).collect(),
        )
    };
    let squared = within.get() * within.get();
    let children = points(demand);
    let ratios: Vec<(Projected, f64)> = supply
        .iter()
        .filter_map(|&(at, places)| {
            let near = children.locate_within_distance([at.x, at.y], squared);
            let sharing: f64 = near.map(|point| point.data).sum();
            (sharing > 0.0).then_some((at, places / sharing))
        })
        .collect();
    let ratios = points(&ratios);
    let reached = |at: Projected| ratios.locate_within_distance([at.x, at.y], squared);
    demand.iter().map(|&(at, _)| reached(at).map(|ratio| ratio.data).sum()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(x: f64) -> Projected {
        Projected { x, y: 0.0 }
    }

    /// Children at 0, 1 and 2 km, services at 0 and 2 km, reach 1 km: the service at 0 is shared
    /// by 200 children, so is the one at 2 km.
    #[test]
    fn a_place_is_shared_by_all_in_reach_and_the_bound_is_in() {
        let demand = [(at(0.0), 100.0), (at(1000.0), 100.0), (at(2000.0), 100.0)];
        let supply = [(at(0.0), 10.0), (at(2000.0), 10.0)];
        let access = access(&demand, &supply, Metres::try_from(1000.0).unwrap());
        assert_eq!(access, [0.05, 0.1, 0.05]);
        let places: f64 = demand.iter().zip(&access).map(|((_, children), a)| children * a).sum();
        assert!((places - 20.0).abs() < 1e-12);
    }

    #[test]
    fn a_service_without_children_in_reach_gives_nothing() {
        let metres = Metres::try_from(500.0).unwrap();
        assert_eq!(access(&[(at(0.0), 10.0)], &[(at(900.0), 5.0)], metres), [0.0]);
    }
}
