//! Services that serve a list of communes: who is covered by a perimeter, who by distance alone,
//! and what remains to be covered (*reste à couvrir*).

mod attributes;
mod frequency;
mod served;
mod total;

pub use attributes::Per;
pub use frequency::times_per_month;
pub use served::{CHILDMINDERS_PER_ANIMATOR, ServedBy};
pub use total::PerimeterTotal;

use super::decay::Decay;
use super::question::Question;
use super::white_zone_row::{Verdict, WhiteZoneRow};
use super::white_zones::{Threshold, WhiteZones, white_zones};
use crate::index::{Atlas, Study, StudyCommune};
use crate::territory::{Facility, Figure, Status};
use crate::units::Metres;

/// Who is served in a territory, and what remains.
#[derive(Debug)]
pub struct Perimeters<'a> {
    /// The services that stand in the territory or have a commune of it in their perimeter, in the
    /// order of the register.
    pub services: Vec<ServedBy<'a>>,
    /// One row per commune, in the order of their codes.
    pub communes: Vec<PerimeterRow<'a>>,
    /// The whole.
    pub total: PerimeterTotal,
    /// The white zones behind what is in reach.
    pub zones: WhiteZones<'a>,
}

/// How a commune is covered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Covered {
    /// It is in the perimeter of an open service.
    Perimeter,
    /// All its children are within the threshold of a service.
    Reach,
    /// Some of its children are within the threshold of a service.
    PartOfIt,
    /// It is in no perimeter, and nobody is within the threshold.
    Not,
    /// No perimeter is known to hold it, and not every service is known.
    NotDocumented,
    /// It is in no perimeter, and where its children live is secret.
    Secret,
}

impl Covered {
    /// The word used in answers and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Perimeter => "perimeter",
            Self::Reach => "reach",
            Self::PartOfIt => "partly",
            Self::Not => "none",
            Self::NotDocumented => "not-documented",
            Self::Secret => "secret",
        }
    }
}

/// A commune, and who serves it.
#[derive(Debug)]
pub struct PerimeterRow<'a> {
    /// How it is covered.
    pub covered: Covered,
    /// The open services whose perimeter holds it.
    pub services: Vec<&'a Facility>,
    /// How many times a month they come, together, where their frequencies are read.
    pub times_per_month: Figure,
    /// Its children.
    pub children: Figure,
    /// Those covered, by perimeter or within the threshold.
    pub children_covered: Figure,
    /// Those that remain.
    pub children_left: Figure,
}

/// Tells who is covered and what remains.
///
/// Units: communes, children. Covered and left add up to the children of each documented commune.
/// A perimeter holds whatever the inventory: it is said. That nobody serves a commune is only said
/// where the list of the kind is complete.
#[must_use]
pub fn perimeters<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
    within: Metres,
) -> Perimeters<'a> {
    // Nobody's places are asked for.
    let threshold = Threshold { within, reference: None, decay: Decay::default() };
    let zones = white_zones(atlas, study, question, &threshold);
    let serving = served::serving(atlas, study, question);
    let parts = study.communes.iter().zip(&zones.communes);
    let communes: Vec<PerimeterRow<'a>> =
        parts.map(|(commune, zone)| row(question, commune, zone, &serving)).collect();
    let services: Vec<ServedBy<'a>> =
        serving.into_iter().map(|facility| ServedBy::new(facility, study, question.ages)).collect();
    let total = PerimeterTotal::new(question.kind, &communes, &services);
    Perimeters { services, communes, total, zones }
}

fn row<'a>(
    question: &Question,
    commune: &StudyCommune,
    zone: &WhiteZoneRow,
    serving: &[&'a Facility],
) -> PerimeterRow<'a> {
    let services: Vec<&Facility> =
        serving.iter().copied().filter(|f| f.perimeter.contains(&commune.code)).collect();
    let children = commune.children(question.ages);
    let (covered, left) = match zone.verdict {
        _ if !services.is_empty() => (Covered::Perimeter, children.map(|_| 0.0)),
        Verdict::NotDocumented => (Covered::NotDocumented, Figure::NOT_DOCUMENTED),
        Verdict::Secret => (Covered::Secret, Figure::SECRET),
        Verdict::White => (Covered::Not, zone.white_children),
        Verdict::PartlyWhite => (Covered::PartOfIt, zone.white_children),
        Verdict::Covered | Verdict::Underserved => (Covered::Reach, zone.white_children),
    };
    PerimeterRow {
        covered,
        times_per_month: served::times_together(&services),
        services,
        children,
        children_covered: less(children, left),
        children_left: left,
    }
}

/// The children that do not remain, never below nothing by rounding.
fn less(children: Figure, left: Figure) -> Figure {
    match (children.value(), left.value()) {
        (Some(all), Some(rest)) => {
            let covered = (all - rest).max(0.0);
            let sure = |figure: Figure| matches!(figure.status(), Status::Observed | Status::Zero);
            if sure(children) && sure(left) {
                Figure::observed(covered)
            } else if children.status() == Status::LowerBound {
                Figure::at_least(covered)
            } else {
                Figure::estimated(covered)
            }
        }
        _ if children.status() == Status::Secret || left.status() == Status::Secret => {
            Figure::SECRET
        }
        _ => Figure::NOT_DOCUMENTED,
    }
}
