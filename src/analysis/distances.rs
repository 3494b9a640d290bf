//! How far children live from the nearest service.

use std::ops::Range;

use super::question::Question;
use super::supply::Supply;
use crate::index::{Demand, NearestGrid, Study, StudyCommune};
use crate::units::{Metres, Projected};

/// The width of a bar of the profile, in metres.
pub const PROFILE_STEP: f64 = 250.0;

/// The bars of the profile: up to 10 km, and one for all beyond.
pub const PROFILE_BARS: usize = 41;

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
            for (position, children) in lots(commune, question) {
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

fn lots(commune: &StudyCommune, question: &Question) -> Vec<(Projected, f64)> {
    if let Demand::Cells(cells) = &commune.children {
        let lot = |cell: &crate::index::DemandCell| {
            Some((cell.position, cell.children(question.ages).value()?))
        };
        return cells.iter().filter_map(lot).collect();
    }
    commune.hall.zip(commune.children(question.ages).value()).into_iter().collect()
}

/// Children by distance to the nearest service, in bars of 250 m; the last holds all beyond 10 km.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile(pub Vec<f64>);

impl Profile {
    /// Sorts lots into bars. A perimeter brings all of them within reach at once. A lot exactly on
    /// a bound belongs to the nearer bar, as it is within that distance.
    #[must_use]
    pub fn of(lots: &[(f64, f64)], in_perimeter: bool) -> Self {
        let mut bars = vec![0.0; PROFILE_BARS];
        for &(distance, children) in lots {
            let bar = if in_perimeter { 0.0 } else { (distance / PROFILE_STEP).ceil() - 1.0 };
            bars[(bar.max(0.0) as usize).min(PROFILE_BARS - 1)] += children;
        }
        Self(bars)
    }

    /// The sum of profiles, bar by bar.
    #[must_use]
    pub fn sum<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut bars = Vec::new();
        for part in parts {
            bars.resize(bars.len().max(part.0.len()), 0.0);
            for (bar, children) in bars.iter_mut().zip(&part.0) {
                *bar += children;
            }
        }
        Self(bars)
    }

    /// The distance within which every child is in reach.
    #[must_use]
    pub fn all_reached_at(lots: &[(f64, f64)]) -> Option<Metres> {
        let lived_in = lots.iter().filter(|(_, children)| *children > 0.0);
        let furthest = lived_in.map(|(distance, _)| *distance).max_by(f64::total_cmp)?;
        Metres::try_from(furthest).ok()
    }
}
