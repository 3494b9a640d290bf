//! Which demand each candidate site reaches.

use std::collections::BTreeMap;

/// Demand points and candidate sites, with who reaches whom. Points that the very same candidates
/// reach are one group: no set of sites can tell them apart.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    /// The weight of each group.
    pub(super) weights: Vec<f64>,
    /// The candidates that reach each group, ascending.
    pub(super) reached_by: Vec<Vec<usize>>,
    /// The groups that each candidate reaches, ascending.
    pub(super) reaches: Vec<Vec<usize>>,
    /// The weight that no candidate reaches.
    unreachable: f64,
}

impl Instance {
    /// Groups demand points, each with the candidates below `candidates` that reach it, ascending,
    /// and its weight. Points without weight demand nothing.
    #[must_use]
    pub fn new(candidates: usize, points: impl IntoIterator<Item = (Vec<usize>, f64)>) -> Self {
        let mut points: Vec<(Vec<usize>, f64)> =
            points.into_iter().filter(|(_, weight)| *weight > 0.0).collect();
        // Added up in one order, so that the order of the points does not matter.
        points.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)));
        let mut groups: BTreeMap<Vec<usize>, f64> = BTreeMap::new();
        for (reached_by, weight) in points {
            *groups.entry(reached_by).or_default() += weight;
        }
        let unreachable = groups.remove(&Vec::new()).unwrap_or(0.0);
        let mut reaches = vec![Vec::new(); candidates];
        for (group, reached_by) in groups.keys().enumerate() {
            for &candidate in reached_by {
                reaches[candidate].push(group);
            }
        }
        let (reached_by, weights) = groups.into_iter().unzip();
        Self { weights, reached_by, reaches, unreachable }
    }

    /// How many candidates there are.
    #[must_use]
    pub fn candidates(&self) -> usize {
        self.reaches.len()
    }

    /// How many groups a candidate reaches.
    #[must_use]
    pub fn groups(&self) -> usize {
        self.weights.len()
    }

    /// The weight that at least one candidate reaches.
    #[must_use]
    pub fn reachable(&self) -> f64 {
        self.weights.iter().fold(0.0, |sum, weight| sum + weight)
    }

    /// The weight that no candidate reaches.
    #[must_use]
    pub fn unreachable(&self) -> f64 {
        self.unreachable
    }

    /// The weight that a candidate reaches by itself.
    #[must_use]
    pub fn alone(&self, candidate: usize) -> f64 {
        self.reaches[candidate].iter().fold(0.0, |sum, &group| sum + self.weights[group])
    }

    /// The weight that a set of candidates reaches, each group once.
    #[must_use]
    pub fn covered(&self, sites: &[usize]) -> f64 {
        self.ranked(sites).into_iter().fold(0.0, |sum, (_, gain)| sum + gain)
    }

    /// Sites from the one that adds most on, each with what it adds to those before it; of equals
    /// the first candidate.
    #[must_use]
    pub fn ranked(&self, sites: &[usize]) -> Vec<(usize, f64)> {
        let mut covered = vec![false; self.weights.len()];
        let mut left = sites.to_vec();
        left.sort_unstable();
        left.dedup();
        let mut ranked = Vec::with_capacity(left.len());
        while !left.is_empty() {
            let gains = left.iter().map(|&site| self.gain(site, &covered));
            let (at, gain) = first_of_largest(gains).unwrap_or((0, 0.0));
            let site = left.remove(at);
            for &group in &self.reaches[site] {
                covered[group] = true;
            }
            ranked.push((site, gain));
        }
        ranked
    }

    fn gain(&self, site: usize, covered: &[bool]) -> f64 {
        let new = self.reaches[site].iter().filter(|&&group| !covered[group]);
        new.fold(0.0, |sum, &group| sum + self.weights[group])
    }
}

/// The largest value and its place, the first of equals.
pub(super) fn first_of_largest(values: impl Iterator<Item = f64>) -> Option<(usize, f64)> {
    values.enumerate().fold(None, |best, (at, value)| match best {
        Some((_, largest)) if largest >= value => best,
        _ => Some((at, value)),
    })
}
