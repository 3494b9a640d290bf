//! A service and whom it serves.

use super::attributes::{Per, animators, childminders, frequency, hours};
use super::frequency::times_per_month;
use crate::analysis::question::Question;
use crate::index::{Atlas, Study};
use crate::territory::{Ages, CommuneCode, Facility, Figure, Kind};

/// Childminders that one full-time animator of an RPE is for, at most: the target of the Cnaf.
pub const CHILDMINDERS_PER_ANIMATOR: f64 = 70.0;

/// A service that serves the territory.
#[derive(Debug)]
pub struct ServedBy<'a> {
    /// The service.
    pub facility: &'a Facility,
    /// The communes of the territory in its perimeter.
    pub communes: Vec<CommuneCode>,
    /// Communes of its perimeter elsewhere.
    pub elsewhere: usize,
    /// The children of the communes it serves in the territory; not documented without a
    /// perimeter.
    pub children: Figure,
    /// How often it opens, in the words of the list.
    pub frequency: Option<&'a str>,
    /// How many times a month, where those words are read: an estimate, for weeks of closing are
    /// not known.
    pub times_per_month: Figure,
    /// Its opening hours, and the time they are counted over, where the list says.
    pub hours: Option<(f64, Per)>,
    /// The childminders it is for, where the list says.
    pub childminders: Figure,
    /// Its full-time animators, where the list says.
    pub animators: Figure,
    /// Childminders per full-time animator, for an RPE.
    pub per_animator: Figure,
}

impl<'a> ServedBy<'a> {
    pub(super) fn new(facility: &'a Facility, study: &Study, ages: Ages) -> Self {
        let mut served: Vec<_> =
            study.communes.iter().filter(|c| facility.perimeter.contains(&c.code)).collect();
        served.dedup_by_key(|commune| commune.code);
        let communes: Vec<CommuneCode> = served.iter().map(|commune| commune.code).collect();
        let mut beyond: Vec<CommuneCode> =
            facility.perimeter.iter().filter(|code| !communes.contains(code)).copied().collect();
        beyond.sort_unstable();
        beyond.dedup();
        let children = if facility.perimeter.is_empty() {
            Figure::NOT_DOCUMENTED
        } else {
            Figure::sum(served.iter().map(|commune| commune.children(ages)))
        };
        let said = |value: Option<f64>| value.map_or(Figure::NOT_DOCUMENTED, Figure::observed);
        let of_relay = |figure| {
            if facility.kind == Kind::Rpe { figure } else { Figure::NOT_APPLICABLE }
        };
        let (minders, animators) =
            (of_relay(said(childminders(facility))), of_relay(said(animators(facility))));
        Self {
            facility,
            communes,
            elsewhere: beyond.len(),
            children,
            frequency: frequency(facility),
            times_per_month: frequency_of(facility),
            hours: hours(facility),
            per_animator: of_relay(Figure::ratio(minders, animators, 1.0)),
            childminders: minders,
            animators,
        }
    }
}

fn frequency_of(facility: &Facility) -> Figure {
    frequency(facility).and_then(times_per_month).map_or(Figure::NOT_DOCUMENTED, Figure::estimated)
}

/// How many times a month several services come; at least that where one does not say.
pub(super) fn times_together(services: &[&Facility]) -> Figure {
    if services.is_empty() {
        return Figure::NOT_APPLICABLE;
    }
    Figure::sum(services.iter().map(|facility| frequency_of(facility)))
}

/// The open services that stand in the territory or serve one of its communes by perimeter.
pub(super) fn serving<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
) -> Vec<&'a Facility> {
    let inside = |code: &CommuneCode| {
        study.communes.binary_search_by_key(code, |commune| commune.code).is_ok()
    };
    let of_kind = atlas.facilities.of_kind(question.kind).iter();
    of_kind
        .map(|&at| &atlas.register.facilities[at])
        .filter(|facility| question.counts(facility))
        .filter(|f| inside(&f.commune) || f.perimeter.iter().any(inside))
        .collect()
}
