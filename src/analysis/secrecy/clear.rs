//! The decision on every published figure of a register, taken at once: answers on a part of it
//! never contradict each other.

use super::cleared::{Cleared, Reason};
use super::links::{Linked, link};
use super::rules::{Read, Unit, Zone, read};
use super::suppress::{STEPS, Suppression, suppress};
use super::table::{Item, SMALL};
use crate::index::Atlas;
use crate::territory::{Indicator, Status, Usage};

/// Which figures of a register are blanked, and why.
#[derive(Debug, Clone)]
pub struct Clearance {
    reasons: Vec<Option<Reason>>,
    optimal: bool,
    tells_reasons: bool,
}

impl Clearance {
    /// Decides on every published figure of an atlas. CPU work: at most [`STEPS`] for each
    /// search in a group of linked figures.
    #[must_use]
    pub fn new(atlas: &Atlas) -> Self {
        let all = read(&atlas.register);
        let linked = link(&all, &atlas.france);
        let found = suppress(&linked.table, STEPS);
        let reasons = reasons(&all, &linked, &found);
        Self { reasons, optimal: found.optimal, tells_reasons: found.told_by_reasons.is_empty() }
    }

    /// The figures on some zones for one class of readers. The atlas is the one decided on: of
    /// another, everything is blanked.
    #[must_use]
    pub fn of_zones<'a>(
        &self,
        atlas: &'a Atlas,
        zones: impl Fn(&str) -> bool,
        usage: Usage,
    ) -> Cleared<'a> {
        let same = atlas.register.indicators.len() == self.reasons.len();
        let of = |(at, indicator): (usize, &'a Indicator)| {
            let reason = if same { self.reasons[at] } else { Some(Reason::Derived) };
            (indicator, reason)
        };
        let figures = atlas.register.indicators.iter().enumerate();
        let figures = figures.filter(|(_, indicator)| zones(&indicator.zone)).map(of);
        Cleared::new(figures, usage, self.tells_reasons)
    }

    /// Whether it is proven that nothing less could be blanked.
    #[must_use]
    pub fn is_optimal(&self) -> bool {
        self.optimal
    }
}

fn reasons(all: &[Read<'_>], linked: &Linked, found: &Suppression) -> Vec<Option<Reason>> {
    let mut reasons: Vec<Option<Reason>> = all.iter().map(primary).collect();
    let mut figure_of = vec![0; linked.table.cells.len()];
    for (figure, cell) in linked.cells.iter().enumerate() {
        if let Some(cell) = *cell {
            figure_of[cell] = figure;
        }
    }
    for item in &found.secondary {
        let figure = match item {
            Item::Cell(cell) => figure_of[*cell],
            Item::Derived(at) => linked.derived[*at],
        };
        reasons[figure] = reasons[figure].or(Some(Reason::Secondary));
    }
    for (follower, count) in &linked.followers {
        if reasons[*count].is_some() && reasons[*follower].is_none() {
            reasons[*follower] = Some(Reason::Derived);
        }
    }
    for figure in &linked.telling {
        reasons[*figure] = reasons[*figure].or(Some(Reason::Derived));
    }
    // What nobody documented has nothing to hide, and is not called secret.
    for (reason, read) in reasons.iter_mut().zip(all) {
        if matches!(read.indicator.value.status(), Status::NotDocumented | Status::NotApplicable)
            && read.indicator.text.is_none()
        {
            *reason = None;
        }
    }
    reasons
}

/// The rules on a value by itself.
fn primary(read: &Read<'_>) -> Option<Reason> {
    let value = read.indicator.value;
    let secret = value.status() == Status::Secret;
    if !read.covered {
        return secret.then_some(Reason::Source);
    }
    let small = |value: f64| value > 0.0 && value < (SMALL + 1) as f64;
    match read.cleared {
        Zone::Few => Some(Reason::FewAllocataires),
        Zone::Unknown => Some(Reason::UnknownAllocataires),
        Zone::Clear if read.unit == Unit::Count && value.value().is_some_and(small) => {
            Some(Reason::Small)
        }
        Zone::Clear if secret && read.unit == Unit::Count => Some(Reason::Small),
        Zone::Clear => secret.then_some(Reason::Source),
    }
}
