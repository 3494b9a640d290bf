//! The children that no open service reaches, and the candidates that would.

use super::super::distances::Distances;
use super::super::question::Question;
use super::super::supply::Supply;
use super::candidates::Candidate;
use super::instance::Instance;
use crate::index::Study;
use crate::territory::{Figure, Status};
use crate::units::{Metres, Projected};

/// Who is out of reach now, lot by lot, and which candidates would reach them.
#[derive(Debug)]
pub(super) struct Demand<'a> {
    /// Where a new service may open.
    pub(super) candidates: Vec<Candidate<'a>>,
    /// The lots of children that nothing reaches.
    pub(super) lots: Vec<Lot>,
    /// The children whom an open service reaches already, or a perimeter serves.
    pub(super) reached: f64,
    /// The children of whom nobody knows where in their commune they live: neither cell nor town
    /// hall tells.
    pub(super) unplaced: Vec<(usize, f64)>,
    /// Whether the children of a commune are not all known.
    pub(super) some_unknown: bool,
}

/// Children at a place that nothing reaches.
#[derive(Debug)]
pub(super) struct Lot {
    /// Their commune, by its place in the study.
    pub(super) commune: usize,
    /// How many.
    pub(super) children: f64,
    /// The candidates that reach them, ascending.
    pub(super) reached_by: Vec<usize>,
}

impl<'a> Demand<'a> {
    /// Measures every lot of children against the services there are, then against the candidates.
    pub(super) fn new(
        study: &Study,
        question: &Question,
        supply: &Supply<'_>,
        candidates: Vec<Candidate<'a>>,
        within: Metres,
    ) -> Self {
        let distances = Distances::new(study, question, supply);
        let mut demand = Self {
            candidates,
            lots: Vec::new(),
            reached: 0.0,
            unplaced: Vec::new(),
            some_unknown: false,
        };
        for (at, commune) in study.communes.iter().enumerate() {
            let children = commune.children(question.ages);
            demand.some_unknown |= matches!(
                children.status(),
                Status::NotDocumented | Status::LowerBound | Status::Secret
            );
            let served = supply.serves_by_perimeter(commune.code);
            let places = &distances.demand()[distances.range(at)];
            if places.is_empty() {
                demand.place_nowhere(at, children, served);
            }
            for (&(position, children), (distance, _)) in places.iter().zip(distances.of(at)) {
                if served || *distance <= within.get() {
                    demand.reached += children;
                } else if children > 0.0 {
                    let reached_by = reaching(&demand.candidates, position, within);
                    demand.lots.push(Lot { commune: at, children, reached_by });
                }
            }
        }
        demand
    }

    /// Children without a place are reached by a perimeter alone.
    fn place_nowhere(&mut self, commune: usize, children: Figure, served: bool) {
        match children.value().filter(|&count| count > 0.0) {
            Some(count) if served => self.reached += count,
            Some(count) => self.unplaced.push((commune, count)),
            None => {}
        }
    }

    /// The problem to solve.
    pub(super) fn instance(&self) -> Instance {
        let points = self.lots.iter().map(|lot| (lot.reached_by.clone(), lot.children));
        Instance::new(self.candidates.len(), points)
    }
}

/// The candidates within `within`, the bound included. Measured as distances to open services are,
/// so that a service that opens at a site reaches exactly whom the site was said to.
fn reaching(candidates: &[Candidate<'_>], from: Projected, within: Metres) -> Vec<usize> {
    let distance = |site: Projected| {
        let (dx, dy) = (site.x - from.x, site.y - from.y);
        (dx * dx + dy * dy).sqrt()
    };
    let near = candidates.iter().enumerate().filter(|(_, c)| distance(c.place) <= within.get());
    near.map(|(candidate, _)| candidate).collect()
}
