//! How far children live from the nearest service.

use std::ops::Range;

use super::question::Question;
use super::supply::Supply;
use crate::index::{NearestGrid, Study};
use crate::units::Projected;

/// Where the children of a question live, and how far each lot is from the nearest service.
#[derive(Debug)]
pub struct Distances {
    demand: Vec<(Projected, f64)>,
    /// Distance in metres and children, point by point.
    points: Vec<(f64, f64)>,
    ends: Vec<usize>,
}

impl Distances {
    /// Measures every lot of children: cells where there are some, else all at the town hall.
    #[must_use]
    pub fn new(study: &Study, question: &Question, supply: &Supply<'_>) -> Self {
        let nearest = NearestGrid::new(&supply.positions);
        let mut distances = Self { demand: vec![], points: vec![], ends: vec![] };
        for commune in &study.communes {
            for (position, children) in commune.lots(question.ages) {
                distances.demand.push((position, children));
                distances.points.push((nearest.nearest_squared(position).sqrt(), children));
            }
            distances.ends.push(distances.points.len());
        }
        distances
    }

    /// The lots of all communes, one after the other.
    #[must_use]
    pub fn demand(&self) -> &[(Projected, f64)] {
        &self.demand
    }

    /// Where the lots of the commune at `at` stand among them.
    #[must_use]
    pub fn range(&self, at: usize) -> Range<usize> {
        at.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[at]
    }

    /// Distance in metres and children of each lot of the commune at `at`.
    #[must_use]
    pub fn of(&self, at: usize) -> &[(f64, f64)] {
        &self.points[self.range(at)]
    }
}
