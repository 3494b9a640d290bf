//! ALSH by band of ages and slot.

use super::ModesAsked;
use crate::analysis::coverage::rate_of;
use crate::analysis::coverage::{CoverageRow, coverage};
use crate::analysis::question::{Mode, Question};
use crate::index::{Atlas, Study, StudyCommune};
use crate::territory::{Ages, Completeness, Facility, Figure, Kind, Slot};

/// The bands of ages of the ALSH: children, and adolescents.
pub const LEISURE_AGES: [(u8, u8); 2] = [(3, 11), (11, 17)];

/// When an ALSH is open, as the rates part it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LeisureSlot {
    /// Before and after class.
    Periscolaire,
    /// Wednesday.
    Mercredi,
    /// The holidays within the year of school.
    PetitesVacances,
    /// The summer holidays.
    Ete,
}

impl LeisureSlot {
    /// The slots, in the order they are shown.
    pub const ALL: [Self; 4] =
        [Self::Periscolaire, Self::Mercredi, Self::PetitesVacances, Self::Ete];

    /// The word used in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Periscolaire => "periscolaire",
            Self::Mercredi => "mercredi",
            Self::PetitesVacances => "petites-vacances",
            Self::Ete => "ete",
        }
    }

    /// Whether a service is open in the slot, or nothing where its list does not say.
    ///
    /// *Extrascolaire* says all holidays. *Périscolaire* alone does not tell whether Wednesday is
    /// meant: since 2018 it counts as *périscolaire*, and lists go either way.
    #[must_use]
    pub fn is_open(self, facility: &Facility) -> Option<bool> {
        let has = |slot| facility.slots.contains(&slot);
        if facility.slots.is_empty() {
            return None;
        }
        match self {
            Self::Periscolaire => Some(has(Slot::Periscolaire)),
            Self::Mercredi if has(Slot::Mercredi) => Some(true),
            Self::Mercredi if has(Slot::Periscolaire) => None,
            Self::Mercredi => Some(false),
            Self::PetitesVacances => Some(has(Slot::PetitesVacances) || has(Slot::Extrascolaire)),
            Self::Ete => Some(has(Slot::Ete) || has(Slot::Extrascolaire)),
        }
    }
}

/// The ALSH of a zone for a band of ages in a slot.
#[derive(Debug, Clone, Copy)]
pub struct LeisureRow {
    /// The band.
    pub ages: Ages,
    /// The slot.
    pub slot: LeisureSlot,
    /// Services that are open in it.
    pub facilities: usize,
    /// Services of which nobody said whether they are.
    pub slot_unsaid: usize,
    /// Places of those that are; a capacity is taken to hold in each of the slots of its service.
    pub places: Figure,
    /// The children of the band.
    pub children: Figure,
    /// Places per 100 children.
    pub rate: Figure,
}

/// The rows of each commune and of the whole: for each band, each slot.
pub(super) fn rates(
    atlas: &Atlas,
    study: &Study,
    asked: &ModesAsked,
) -> (Vec<Vec<LeisureRow>>, Vec<LeisureRow>) {
    let mut communes: Vec<Vec<LeisureRow>> = study.communes.iter().map(|_| Vec::new()).collect();
    for (from, to) in LEISURE_AGES {
        let question = Question {
            kind: Kind::Alsh,
            ages: Ages::new(from, to).expect("the ages of the bands grow"),
            mode: Mode::All,
            fill: asked.fill,
            at: asked.at,
        };
        let measured = coverage(atlas, study, &question);
        for ((rows, commune), of) in
            communes.iter_mut().zip(&study.communes).zip(&measured.communes)
        {
            let slots = LeisureSlot::ALL;
            rows.extend(slots.map(|slot| row(atlas, &question, commune, (of, slot))));
        }
    }
    let count = LEISURE_AGES.len() * LeisureSlot::ALL.len();
    let total = (0..count).filter_map(|at| total(&communes, at)).collect();
    (communes, total)
}

fn row(
    atlas: &Atlas,
    question: &Question,
    commune: &StudyCommune,
    (of, slot): (&CoverageRow<'_>, LeisureSlot),
) -> LeisureRow {
    let said = |wanted| of.offers.iter().filter(move |o| slot.is_open(o.facility) == wanted);
    let (facilities, slot_unsaid) = (said(Some(true)).count(), said(None).count());
    let known = Figure::sum(said(Some(true)).map(|offer| offer.places));
    let places = match question.completeness(atlas, commune) {
        Completeness::NotDocumented if facilities + slot_unsaid == 0 => Figure::NOT_DOCUMENTED,
        Completeness::Complete if slot_unsaid == 0 => known,
        _ => Figure::at_least(known.value().unwrap_or(0.0)),
    };
    let rate = rate_of(places, of.children);
    let (ages, children) = (question.ages, of.children);
    LeisureRow { ages, slot, facilities, slot_unsaid, places, children, rate }
}

fn total(communes: &[Vec<LeisureRow>], at: usize) -> Option<LeisureRow> {
    let of = || communes.iter().filter_map(|rows| rows.get(at));
    let first = of().next()?;
    let places = Figure::sum(of().map(|row| row.places));
    let children = Figure::sum(of().map(|row| row.children));
    Some(LeisureRow {
        facilities: of().map(|row| row.facilities).sum(),
        slot_unsaid: of().map(|row| row.slot_unsaid).sum(),
        places,
        children,
        rate: rate_of(places, children),
        ..*first
    })
}
