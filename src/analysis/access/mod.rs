//! Access with competition: places that a child can count on within a distance (2SFCA, E2SFCA).

mod cells;
mod sums;
mod weights;

use super::decay::Decay;
use crate::units::{Metres, Projected};
use sums::weighted_sums;

/// What two steps of floating catchments give.
#[derive(Debug, Clone, PartialEq)]
pub struct Access {
    /// The children that share each supply point, each with the weight of its distance.
    pub sharing: Vec<f64>,
    /// The places per child that each demand point can count on.
    pub per_child: Vec<f64>,
}

/// The places per child that each demand point can count on: the two-step floating catchment area
/// of Luo & Wang (2003), with the weights of Luo & Qi (2009) where `decay` is not binary.
///
/// Two steps: each supply point shares its places among all children within `within` of it, by
/// their weights; each demand point adds up the shares of the supply points within `within`, by
/// their weights. The bound is included in both. Unit: places per child, zero or more. Invariant:
/// Σ children × access = Σ places of the supply points with children in reach. The results are in
/// the order of `supply` and of `demand`.
#[must_use]
pub fn access(
    demand: &[(Projected, f64)],
    supply: &[(Projected, f64)],
    within: Metres,
    decay: &Decay,
) -> Access {
    let sharing = weighted_sums(supply, demand, within.get(), decay);
    let shares: Vec<(Projected, f64)> = supply
        .iter()
        .zip(&sharing)
        .filter(|(_, sharing)| **sharing > 0.0)
        .map(|(&(at, places), sharing)| (at, places / sharing))
        .collect();
    let per_child = weighted_sums(demand, &shares, within.get(), decay);
    Access { sharing, per_child }
}

#[cfg(test)]
mod tests;
