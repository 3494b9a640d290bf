//! Coverage rate (taux de couverture): places per 100 children.

use super::question::{Offer, Question};
use crate::index::{Atlas, Study, StudyCommune};
use crate::territory::{Ages, Completeness, Figure, Inventory, Kind, Status};

/// Below this many children a rate leaps with every birth, and is marked.
pub const FEW_CHILDREN: f64 = 20.0;

/// Places per this many children make a rate.
pub(super) const PER: f64 = 100.0;

/// The coverage of a territory.
#[derive(Debug)]
pub struct Coverage<'a> {
    /// The ages of the children.
    pub ages: Ages,
    /// One row per commune, in the order of their codes.
    pub communes: Vec<CoverageRow<'a>>,
    /// The whole: sums over sums, never a mean of rates.
    pub total: CoverageRow<'a>,
}

/// The coverage of a commune or of the whole.
#[derive(Debug)]
pub struct CoverageRow<'a> {
    /// Services that count.
    pub facilities: usize,
    /// Their places.
    pub places: Figure,
    /// The children they are for.
    pub children: Figure,
    /// Places per 100 children; it may pass 100, and does not apply where there are no children.
    pub rate: Figure,
    /// The services behind the places.
    pub offers: Vec<Offer<'a>>,
    /// The total that a document declares, where it stands for the capacities.
    pub declared: Option<&'a Inventory>,
}

impl CoverageRow<'_> {
    /// Whether there are so few children that the rate says little.
    #[must_use]
    pub fn has_few_children(&self) -> bool {
        self.children.value().is_some_and(|children| children < FEW_CHILDREN)
    }
}

/// Measures the coverage of each commune and of the whole.
///
/// Unit: places per 100 children. Range: zero or more, not clamped. A commune without a list of its
/// services is not documented; one whose complete list names none has zero.
#[must_use]
pub fn coverage<'a>(atlas: &'a Atlas, study: &Study, question: &Question) -> Coverage<'a> {
    let offers = question.offers_of(atlas, study);
    let unsaid = question.funding_unsaid(atlas, study);
    let communes: Vec<_> = study
        .communes
        .iter()
        .zip(offers.into_iter().zip(unsaid))
        .map(|(commune, (offers, unsaid))| row(atlas, question, commune, offers, unsaid))
        .collect();
    let places = Figure::sum(communes.iter().map(|row| row.places));
    let children = Figure::sum(communes.iter().map(|row| row.children));
    let places = if has_places(question.kind) {
        places
    } else {
        whole_places(communes.iter().map(|row| row.places))
    };
    let total = CoverageRow {
        facilities: communes.iter().map(|row| row.facilities).sum(),
        places,
        children,
        rate: rate_of(places, children),
        offers: Vec::new(),
        declared: None,
    };
    Coverage { ages: question.ages, communes, total }
}

/// Places missing to a reference in places per 100 children: max(0, reference ÷ 100 × children −
/// places).
///
/// Where places are known in part only, what is missing is at most the difference: it is not
/// documented, unless what is known is enough. Nothing is said without a reference.
#[must_use]
pub fn gap(places: Figure, children: Figure, reference: Option<f64>) -> Figure {
    use Status::{Estimated, LowerBound, NotApplicable, Secret};
    let Some(reference) = reference else { return Figure::NOT_DOCUMENTED };
    let missing = places.value().zip(children.value());
    let missing = missing.map(|(known, all)| (reference / PER * all - known).max(0.0));
    match (places.status(), children.status(), missing) {
        (Secret, ..) | (_, Secret, _) => Figure::SECRET,
        (NotApplicable, ..) | (_, NotApplicable, _) => Figure::NOT_APPLICABLE,
        (_, _, None) | (LowerBound, LowerBound, _) => Figure::NOT_DOCUMENTED,
        (LowerBound, _, Some(missing)) if missing > 0.0 => Figure::NOT_DOCUMENTED,
        (_, LowerBound, Some(missing)) => Figure::at_least(missing),
        (Estimated, ..) | (_, Estimated, _) => Figure::estimated(missing.unwrap_or_default()),
        (_, _, Some(missing)) => Figure::observed(missing),
    }
}

/// Whether a kind of service is measured in places. The others serve a perimeter.
#[must_use]
pub fn has_places(kind: Kind) -> bool {
    matches!(kind, Kind::Eaje | Kind::Alsh)
}

/// The places of a whole, of a kind that is not measured in places.
pub(super) fn whole_places(mut communes: impl Iterator<Item = Figure>) -> Figure {
    let documented = communes.any(|places| places.status() != Status::NotDocumented);
    if documented { Figure::NOT_APPLICABLE } else { Figure::NOT_DOCUMENTED }
}

fn row<'a>(
    atlas: &'a Atlas,
    question: &Question,
    commune: &StudyCommune,
    offers: Vec<Offer<'a>>,
    unsaid: usize,
) -> CoverageRow<'a> {
    let completeness = question.completeness(atlas, commune);
    let declared = question.declared(atlas, commune, &offers);
    let listed = Figure::sum(offers.iter().map(|offer| offer.places));
    let total = declared.map(|(_, places)| places);
    let listed = Listed { services: offers.len(), unsaid, places: listed };
    let places = listed_places(question.kind, completeness, total, listed);
    let children = commune.children(question.ages);
    let rate = rate_of(places, children);
    let declared = declared.map(|(inventory, _)| inventory);
    CoverageRow { facilities: offers.len(), places, children, rate, offers, declared }
}

/// What the list of a commune says of the services that count.
#[derive(Debug, Clone, Copy)]
pub(super) struct Listed {
    /// How many count.
    pub(super) services: usize,
    /// How many may count: nobody said their funding.
    pub(super) unsaid: usize,
    /// The places of those that count.
    pub(super) places: Figure,
}

/// What is known of the places of a commune, out of what its list claims and says, and of what a
/// document declares for it.
pub(super) fn listed_places(
    kind: Kind,
    completeness: Completeness,
    declared: Option<f64>,
    listed: Listed,
) -> Figure {
    match (completeness, declared) {
        (Completeness::NotDocumented, _) if listed.services == 0 => Figure::NOT_DOCUMENTED,
        _ if !has_places(kind) => Figure::NOT_APPLICABLE,
        (Completeness::Complete, Some(places)) => Figure::observed(places),
        (Completeness::Complete, None) if listed.unsaid == 0 => listed.places,
        // The list may miss some, or not say that they are of the mode: what is known is the
        // least there is.
        _ => Figure::at_least(listed.places.value().unwrap_or(0.0)),
    }
}

/// Places per 100 children.
pub(super) fn rate_of(places: Figure, children: Figure) -> Figure {
    Figure::ratio(places, children, PER)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_places_missing_are_the_target_less_the_places() {
        // 58 per 100 of 587 children are 340.46 places, of which 220 exist.
        let missing = gap(Figure::observed(220.0), Figure::observed(587.0), Some(58.0));
        assert!((missing.value().unwrap() - 120.46).abs() < 1e-9);
        let none = gap(Figure::observed(220.0), Figure::observed(587.0), Some(30.0));
        assert_eq!(none, Figure::observed(0.0));
    }

    #[test]
    fn what_is_not_known_is_never_a_shortage() {
        let children = Figure::observed(587.0);
        assert_eq!(gap(Figure::at_least(220.0), children, Some(58.0)), Figure::NOT_DOCUMENTED);
        assert_eq!(gap(Figure::at_least(220.0), children, Some(30.0)), Figure::observed(0.0));
        assert_eq!(gap(Figure::observed(1.0), children, None), Figure::NOT_DOCUMENTED);
        assert_eq!(gap(Figure::SECRET, children, Some(58.0)), Figure::SECRET);
        assert_eq!(
            gap(Figure::observed(1.0), Figure::at_least(10.0), Some(58.0)).status().as_str(),
            "lower-bound"
        );
    }

    proptest! {
        #[test]
        fn more_places_never_raise_what_is_missing(
            reference in 0.0..200.0_f64, places in 0.0..500.0_f64, more in 0.0..50.0_f64,
            children in 0.0..1000.0_f64,
        ) {
            let of = |places| {
                gap(Figure::observed(places), Figure::observed(children), Some(reference))
                    .value()
                    .unwrap()
            };
            prop_assert!(of(places) >= 0.0);
            prop_assert!(of(places + more) <= of(places));
        }
    }
}
