//! Places per 100 children under three by mode of care: as the Cnaf publishes them, and of the
//! register's own places, side by side and never in one ratio.

mod care;
mod leisure;
mod own;
mod published;
mod reference;

use jiff::civil::Date;

pub use care::CareMode;
pub use leisure::{LEISURE_AGES, LeisureRow, LeisureSlot};
pub use own::OwnRate;
pub use published::PublishedRate;
use published::PublishedZone;
pub use reference::{Reference, ReferenceRate};

use super::coverage::{PER, gap};
use super::question::Fill;
use crate::index::{Atlas, Study};
use crate::territory::{Ages, Figure};

/// What rates by mode are asked with.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ModesAsked {
    /// The day on which services are open; published figures of later years are left out.
    pub at: Date,
    /// What stands for an unknown capacity in the register.
    pub fill: Fill,
    /// What the rates are held against.
    pub reference: Reference,
}

/// The rates of a territory by mode.
#[derive(Debug)]
pub struct Modes<'a> {
    /// The département that it is compared with: that of most of its residents.
    pub department: &'a str,
    /// One zone per commune, in the order of their codes.
    pub communes: Vec<ModesOf<'a>>,
    /// The whole: its own published rates, and sums over sums of the register.
    pub total: ModesOf<'a>,
}

/// The rates of a zone.
#[derive(Debug)]
pub struct ModesOf<'a> {
    /// Its children under three as the register counts them.
    pub children: Figure,
    /// A row for each mode of care, in the order of [`CareMode::ALL`].
    pub modes: Vec<ModeRow<'a>>,
    /// A row for each band of ages and slot of the ALSH.
    pub leisure: Vec<LeisureRow>,
}

/// A mode of care in a zone.
#[derive(Debug)]
pub struct ModeRow<'a> {
    /// The mode.
    pub mode: CareMode,
    /// What is published of the zone.
    pub published: PublishedRate<'a>,
    /// What the register has there.
    pub own: OwnRate,
    /// What is published of the département, of the same vintage where there is one.
    pub department: PublishedRate<'a>,
    /// What is published of France, of the same vintage where there is one.
    pub france: PublishedRate<'a>,
    /// The rate it is held against.
    pub reference: ReferenceRate<'a>,
    /// Places missing to the reference, by what is published alone.
    pub published_gap: Figure,
    /// Places missing to the reference, by the register alone.
    pub own_gap: Figure,
}

/// The children of all modes of care: those under three.
#[must_use]
pub fn under_three() -> Ages {
    Ages::new(0, 2).expect("the ages grow")
}

/// Measures each commune and the whole.
///
/// Unit: places per 100 children. Range: zero or more, not clamped. No ratio, difference or gap is
/// made of a published figure and one of the register, nor of two vintages.
#[must_use]
pub fn modes<'a>(atlas: &'a Atlas, study: &Study, asked: &ModesAsked) -> Modes<'a> {
    let department = department_of(atlas, study);
    let (own, own_total) = own::rates(atlas, study, asked);
    let (leisure, leisure_total) = leisure::rates(atlas, study, asked);
    let children: Vec<Figure> = study.communes.iter().map(|c| c.children(under_three())).collect();
    let beside =
        [format!("dep-{department}"), "FR".to_owned()].map(|zone| PublishedZone::new(atlas, &zone));
    let zone = |zone: &str, children: Figure, own: Vec<OwnRate>, leisure: Vec<LeisureRow>| {
        let published = PublishedZone::new(atlas, zone);
        let row = |own| row(asked, &published, &beside, own);
        ModesOf { children, modes: own.into_iter().map(row).collect(), leisure }
    };
    let whole = Figure::sum(children.iter().copied());
    let parts = study.communes.iter().zip(children).zip(own.into_iter().zip(leisure));
    Modes {
        department,
        communes: parts
            .map(|((commune, children), (own, leisure))| {
                zone(commune.code.as_str(), children, own, leisure)
            })
            .collect(),
        total: zone(&study.code.to_string(), whole, own_total, leisure_total),
    }
}

fn row<'a>(
    asked: &ModesAsked,
    zone: &PublishedZone<'a>,
    [department, france]: &[PublishedZone<'a>; 2],
    own: OwnRate,
) -> ModeRow<'a> {
    let mode = own.mode;
    let published = PublishedRate::newest(zone, mode, asked.at);
    let beside = |zone| PublishedRate::beside(zone, mode, &published, asked.at);
    let (department, france) = (beside(department), beside(france));
    let reference = ReferenceRate::of(asked.reference, mode, &department, &france);
    let target = reference.rate.value();
    ModeRow {
        mode,
        published_gap: gap(published.places, published.children, target),
        own_gap: gap(own.places, own.children, target),
        published,
        own,
        department,
        france,
        reference,
    }
}

/// The département in which most residents of a territory live; of equal ones the first.
fn department_of<'a>(atlas: &'a Atlas, study: &Study) -> &'a str {
    let mut residents: Vec<(&str, u64)> = Vec::new();
    for commune in &study.communes {
        let official = &atlas.france.communes[commune.at];
        let (code, count) = (official.code.department(), official.population.unwrap_or(0));
        match residents.iter_mut().find(|(known, _)| *known == code) {
            Some((_, sum)) => *sum += u64::from(count),
            None => residents.push((code, u64::from(count))),
        }
    }
    let mut most = residents.first().copied().unwrap_or_default();
    for other in residents {
        if other.1 > most.1 {
            most = other;
        }
    }
    most.0
}
