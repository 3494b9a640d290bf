//! Coverage rate (taux de couverture): places per 100 children.

use super::question::{Offer, Question};
use crate::index::{Atlas, Study, StudyCommune};
use crate::territory::{Ages, Completeness, Figure, Inventory, Kind, Status};

/// Below this many children a rate leaps with every birth, and is marked.
pub const FEW_CHILDREN: f64 = 20.0;

/// Places per this many children make a rate.
const PER: f64 = 100.0;

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
    let places = if has_places(question.kind) { places } else { without_places(&communes) };
    let total = CoverageRow {
        facilities: communes.iter().map(|row| row.facilities).sum(),
        places,
        children,
        rate: Figure::ratio(places, children, PER),
        offers: Vec::new(),
        declared: None,
    };
    Coverage { ages: question.ages, communes, total }
}

/// Whether a kind of service is measured in places. The others serve a perimeter.
#[must_use]
pub fn has_places(kind: Kind) -> bool {
    matches!(kind, Kind::Eaje | Kind::Alsh)
}

fn without_places(communes: &[CoverageRow<'_>]) -> Figure {
    let documented = communes.iter().any(|row| row.places.status() != Status::NotDocumented);
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
    let places = match (completeness, declared) {
        (Completeness::NotDocumented, _) if offers.is_empty() => Figure::NOT_DOCUMENTED,
        _ if !has_places(question.kind) => Figure::NOT_APPLICABLE,
        (Completeness::Complete, Some((_, places))) => Figure::observed(places),
        (Completeness::Complete, None) if unsaid == 0 => listed,
        // The list may miss some, or not say that they are of the mode: what is known is the
        // least there is.
        _ => Figure::at_least(listed.value().unwrap_or(0.0)),
    };
    let children = commune.children(question.ages);
    let rate = Figure::ratio(places, children, PER);
    let declared = declared.map(|(inventory, _)| inventory);
    CoverageRow { facilities: offers.len(), places, children, rate, offers, declared }
}
