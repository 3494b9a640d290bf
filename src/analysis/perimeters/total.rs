//! How far the coverage of a territory has come.

use super::attributes::Per;
use super::served::{CHILDMINDERS_PER_ANIMATOR, ServedBy};
use super::{Covered, PerimeterRow};
use crate::territory::{Figure, Kind, Status};

/// The whole of a territory, and what remains to be covered.
#[derive(Debug)]
pub struct PerimeterTotal {
    /// All communes.
    pub communes: usize,
    /// Communes in a perimeter.
    pub by_perimeter: usize,
    /// Communes in no perimeter, all of whose children are within the threshold.
    pub by_reach: usize,
    /// Communes some of whose children are.
    pub partly: usize,
    /// Communes of which it is not known.
    pub not_documented: usize,
    /// Communes of which it is secret.
    pub secret: usize,
    /// Communes covered: by perimeter or reach; at least so many where some are not documented.
    pub covered: Figure,
    /// Communes left, in part or as a whole; at least so many where some are not documented.
    pub left: Figure,
    /// All children.
    pub children: Figure,
    /// Children covered.
    pub children_covered: Figure,
    /// Children left.
    pub children_left: Figure,
    /// Opening hours per 100 children of the territory, and the time they are counted over; where
    /// every service says its hours over the same time.
    pub hours_per_100: (Figure, Option<Per>),
    /// Childminders, where every relay says.
    pub childminders: Figure,
    /// Full-time animators, where every relay says.
    pub animators: Figure,
    /// Childminders per full-time animator: sum over sum.
    pub per_animator: Figure,
    /// Full-time animators missing to one for every 70 childminders.
    pub animators_missing: Figure,
}

impl PerimeterTotal {
    pub(super) fn new(
        kind: Kind,
        communes: &[PerimeterRow<'_>],
        services: &[ServedBy<'_>],
    ) -> Self {
        let count = |covered| communes.iter().filter(|row| row.covered == covered).count();
        let [by_perimeter, by_reach, partly, none, not_documented, secret] = [
            Covered::Perimeter,
            Covered::Reach,
            Covered::PartOfIt,
            Covered::Not,
            Covered::NotDocumented,
            Covered::Secret,
        ]
        .map(count);
        let known = |count: usize| match not_documented + secret {
            0 => Figure::observed(count as f64),
            all if all == communes.len() => Figure::NOT_DOCUMENTED,
            _ => Figure::at_least(count as f64),
        };
        let children = Figure::sum(communes.iter().map(|row| row.children));
        let of_relays = |part: fn(&ServedBy<'_>) -> Figure| match kind {
            // No relay known is not no relay.
            Kind::Rpe if services.is_empty() && not_documented > 0 => Figure::NOT_DOCUMENTED,
            Kind::Rpe => {
                // A list that is not complete may miss a relay.
                let unknown = (not_documented > 0).then_some(Figure::NOT_DOCUMENTED);
                Figure::sum(services.iter().map(part).chain(unknown))
            }
            _ => Figure::NOT_APPLICABLE,
        };
        let childminders = of_relays(|service| service.childminders);
        let animators = of_relays(|service| service.animators);
        let (minders, full_time) = (exact(childminders), exact(animators));
        Self {
            communes: communes.len(),
            by_perimeter,
            by_reach,
            partly,
            not_documented,
            secret,
            covered: known(by_perimeter + by_reach),
            left: known(partly + none),
            children,
            children_covered: Figure::sum(communes.iter().map(|row| row.children_covered)),
            children_left: Figure::sum(communes.iter().map(|row| row.children_left)),
            hours_per_100: hours_per_100(services, children, not_documented == 0),
            per_animator: match kind {
                Kind::Rpe => Figure::ratio(minders, full_time, 1.0),
                _ => Figure::NOT_APPLICABLE,
            },
            animators_missing: missing(minders, full_time),
            childminders,
            animators,
        }
    }

    /// Share of the children that are covered, from 0 to 1.
    #[must_use]
    pub fn progress(&self) -> Figure {
        Figure::ratio(self.children_covered, self.children, 1.0)
    }

    /// Share of the communes that are covered, from 0 to 1.
    #[must_use]
    pub fn progress_in_communes(&self) -> Figure {
        Figure::ratio(self.covered, Figure::observed(self.communes as f64), 1.0)
    }
}

/// A sum of which no part is missing.
fn exact(sum: Figure) -> Figure {
    if sum.status() == Status::LowerBound { Figure::NOT_DOCUMENTED } else { sum }
}

/// max(0, childminders ÷ 70 − animators).
fn missing(childminders: Figure, animators: Figure) -> Figure {
    match (childminders.value(), animators.value()) {
        (Some(minders), Some(full_time)) => {
            Figure::observed((minders / CHILDMINDERS_PER_ANIMATOR - full_time).max(0.0))
        }
        _ if childminders == Figure::NOT_APPLICABLE => Figure::NOT_APPLICABLE,
        _ => Figure::NOT_DOCUMENTED,
    }
}

fn hours_per_100(
    services: &[ServedBy<'_>],
    children: Figure,
    all_listed: bool,
) -> (Figure, Option<Per>) {
    let said: Vec<(f64, Per)> = services.iter().filter_map(|service| service.hours).collect();
    let Some(&(_, per)) = said.first() else { return (Figure::NOT_DOCUMENTED, None) };
    if said.iter().any(|(_, other)| *other != per) {
        return (Figure::NOT_DOCUMENTED, None);
    }
    let hours = said.iter().map(|(hours, _)| hours).sum::<f64>();
    let all_said = all_listed && said.len() == services.len();
    let sum = if all_said { Figure::observed(hours) } else { Figure::at_least(hours) };
    (Figure::ratio(sum, children, 100.0), Some(per))
}
