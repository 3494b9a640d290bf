//! Ranking of communes from worst to best, with how far each rank hangs on what was chosen.

mod composite;
mod criterion;
mod flips;
mod inequality;
mod ranks;

pub use criterion::{Criterion, InvalidWeights, Weights};
pub use flips::{FLIPS_UP_TO, Flip};
pub use inequality::gini;
pub use ranks::Rank;

use super::coverage::{CoverageRow, coverage, gap};
use super::question::Question;
use super::white_zones::{Threshold, WhiteZones, white_zones};
use crate::index::{Atlas, Study};
use crate::territory::Figure;
use crate::units::Metres;
use composite::composite;
use flips::flips;
use ranks::ranks;

/// The stability band of a rank tries these shares of the threshold too.
pub const THRESHOLD_STEPS: [f64; 8] = [0.8, 0.85, 0.9, 0.95, 1.05, 1.1, 1.15, 1.2];

/// And each weight of a composite at these shares of itself, in every combination.
pub const WEIGHT_STEPS: [f64; 3] = [1.0, 0.75, 1.25];

/// What communes are ranked by.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct RankedBy {
    /// The measure.
    pub criterion: Criterion,
    /// The weights of a composite.
    pub weights: Weights,
}

/// The communes of a territory from worst to best.
#[derive(Debug)]
pub struct Ranking<'a> {
    /// One row per commune, in the order of their codes.
    pub communes: Vec<RankedRow>,
    /// Where the communes stand among `communes`, from worst to best; those without a rank last.
    pub order: Vec<usize>,
    /// The whole: no rank, sums of the rows.
    pub total: Measures,
    /// Gini index of the places that a child can count on, over the children of the communes: 0
    /// where all have as many, towards 1 the more unequal.
    pub gini: Figure,
    /// Share of the children out of reach, 0 to 1.
    pub share_out_of_reach: Figure,
    /// The white zones at the threshold, which it stands on.
    pub zones: WhiteZones<'a>,
}

/// What communes can be ranked by.
#[derive(Debug, Clone, Copy)]
pub struct Measures {
    /// The children they are for.
    pub children: Figure,
    /// Children out of reach.
    pub out_of_reach: Figure,
    /// Places missing to the reference.
    pub gap: Figure,
    /// Places per 100 children.
    pub rate: Figure,
}

/// A commune among the others.
#[derive(Debug)]
pub struct RankedRow {
    /// What it is measured by.
    pub measures: Measures,
    /// The value that it is ranked by: children, places, places per 100 children, or a score from 0
    /// (best) to 100 (worst).
    pub value: Figure,
    /// Its rank, where its value is known.
    pub rank: Option<Rank>,
    /// From which threshold on it stands how.
    pub flips: Vec<Flip>,
}

/// Ranks the communes of a territory, 1 being the worst.
///
/// A commune whose value is missing, secret or only a lower bound has no rank. Equal values share
/// the better number: 1, 2, 2, 4. The band of a rank is the lowest and the highest that it takes
/// at the thresholds of [`THRESHOLD_STEPS`] and, for a composite, the weights of
/// [`WEIGHT_STEPS`]; it holds the rank.
#[must_use]
pub fn ranking<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
    threshold: &Threshold,
    by: &RankedBy,
) -> Ranking<'a> {
    let covered = coverage(atlas, study, question);
    let zones = white_zones(atlas, study, question, threshold);
    let measured = |row: &CoverageRow<'_>, out_of_reach: Figure| Measures {
        children: row.children,
        out_of_reach,
        gap: gap(row.places, row.children, threshold.reference),
        rate: row.rate,
    };
    let rows = || covered.communes.iter();
    let at = |zones: &WhiteZones<'_>| -> Vec<Measures> {
        let outs = zones.communes.iter().map(|zone| zone.white_children);
        rows().zip(outs).map(|(row, out)| measured(row, out)).collect()
    };
    let own = at(&zones);
    let steps = if by.depends_on_threshold() { &THRESHOLD_STEPS[..] } else { &[] };
    let others = steps
        .iter()
        .map(|&step| at(&white_zones(atlas, study, question, &stretched(threshold, step))));
    let tries: Vec<Vec<Figure>> = std::iter::once(own.clone())
        .chain(others)
        .flat_map(|measures| by.weightings().map(move |weights| by.values(&measures, weights)))
        .collect();
    let ranked = ranks(&tries, by.criterion.low_is_bad());
    let flips = flips(atlas, study, question, threshold, &zones);
    let communes: Vec<RankedRow> = own
        .into_iter()
        .zip(ranked)
        .zip(flips)
        .enumerate()
        .map(|(at, ((measures, rank), flips))| RankedRow {
            measures,
            value: tries[0][at],
            rank,
            flips,
        })
        .collect();
    let mut order: Vec<usize> = (0..communes.len()).collect();
    order.sort_by_key(|&at| communes[at].rank.map_or(usize::MAX, |rank| rank.rank));
    let total = measured(&covered.total, zones.total.white_children);
    Ranking {
        order,
        gini: gini(zones.communes.iter().map(|row| (row.access, row.children))),
        share_out_of_reach: Figure::ratio(total.out_of_reach, total.children, 1.0),
        total: Measures { gap: Figure::sum(communes.iter().map(|row| row.measures.gap)), ..total },
        communes,
        zones,
    }
}

fn stretched(threshold: &Threshold, step: f64) -> Threshold {
    let within = Metres::try_from(threshold.within.get() * step).unwrap_or(threshold.within);
    Threshold { within, ..*threshold }
}

impl RankedBy {
    /// Whether another threshold can change a rank.
    #[must_use]
    pub fn depends_on_threshold(&self) -> bool {
        match self.criterion {
            Criterion::OutOfReach => true,
            Criterion::Composite => self.weights.out_of_reach > 0.0,
            Criterion::Gap | Criterion::Rate => false,
        }
    }

    fn weightings(&self) -> impl Iterator<Item = Weights> + use<> {
        let (weights, steps) = (self.weights, WEIGHT_STEPS);
        let count = if self.criterion == Criterion::Composite { 27 } else { 1 };
        (0..count).map(move |n: usize| Weights {
            out_of_reach: weights.out_of_reach * steps[n % 3],
            gap: weights.gap * steps[n / 3 % 3],
            rate: weights.rate * steps[n / 9],
        })
    }

    /// The values that communes are ranked by.
    fn values(&self, measures: &[Measures], weights: Weights) -> Vec<Figure> {
        match self.criterion {
            Criterion::OutOfReach => measures.iter().map(|of| of.out_of_reach).collect(),
            Criterion::Gap => measures.iter().map(|of| of.gap).collect(),
            Criterion::Rate => measures.iter().map(|of| of.rate).collect(),
            Criterion::Composite => composite(measures, weights),
        }
    }
}
