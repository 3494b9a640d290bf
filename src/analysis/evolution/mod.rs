//! What changed between two moments: services, and the figures of each commune.

mod baseline;
mod facilities;

pub use baseline::{BASELINE_MARGIN, BASELINE_SOURCE, baseline, baseline_day};
pub use facilities::{Basis, FacilityChange, MOVED_FROM, What};

use jiff::civil::Date;

use super::coverage::{CoverageRow, coverage};
use super::question::Question;
use super::white_zone_row::{Verdict, WhiteZoneRow};
use super::white_zones::{Threshold, WhiteZones, white_zones};
use crate::index::{Atlas, Study};
use crate::territory::{Figure, Register, Status};

/// A territory as one register has it on one day.
#[derive(Debug, Clone, Copy)]
pub struct Moment<'a, 's> {
    /// The register and its look-ups.
    pub atlas: &'a Atlas,
    /// The territory made ready with it.
    pub study: &'s Study,
    /// The day.
    pub at: Date,
}

/// Whose children figures are measured over, where the two moments know different ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Population {
    /// Those of the earlier moment, for both: what changes is the offer alone.
    #[default]
    Before,
    /// Those of the later one, for both.
    After,
    /// Each its own: rates then change with the census, too.
    Each,
}

/// What changed.
#[derive(Debug)]
pub struct Evolution<'a> {
    /// The services that opened, closed, grew, shrank or moved, in the order of their ids.
    pub facilities: Vec<FacilityChange>,
    /// One row per commune, in the order of their codes.
    pub communes: Vec<EvolutionRow>,
    /// The whole.
    pub total: EvolutionRow,
    /// The white zones before and after, which the figures stand on.
    pub zones: [WhiteZones<'a>; 2],
}

/// A figure before and after.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Pair {
    /// At the earlier moment.
    pub before: Figure,
    /// At the later one.
    pub after: Figure,
}

/// What changed in a commune or in the whole.
#[derive(Debug)]
pub struct EvolutionRow {
    /// Services that count and stand there, before and after.
    pub facilities: [usize; 2],
    /// Their places.
    pub places: Pair,
    /// The children.
    pub children: Pair,
    /// Places per 100 children.
    pub rate: Pair,
    /// Children out of reach.
    pub out_of_reach: Pair,
    /// Children in reach with a place.
    pub with_place: Pair,
    /// Children in reach without a place.
    pub without_place: Pair,
    /// How it stands, before and after.
    pub verdicts: [Verdict; 2],
}

impl Pair {
    /// After less before: as sure as the less sure of the two. A difference to or from a lower
    /// bound is not documented, for it may go either way.
    #[must_use]
    pub fn difference(self) -> Figure {
        let either = |status| self.before.status() == status || self.after.status() == status;
        if either(Status::Secret) {
            return Figure::SECRET;
        }
        if either(Status::NotApplicable) && !either(Status::NotDocumented) {
            return Figure::NOT_APPLICABLE;
        }
        match self.before.value().zip(self.after.value()) {
            Some((before, after)) if !either(Status::LowerBound) => {
                let change = after - before;
                if either(Status::Estimated) {
                    Figure::estimated(change)
                } else {
                    Figure::observed(change)
                }
            }
            _ => Figure::NOT_DOCUMENTED,
        }
    }
}

/// Compares a territory at two moments. The day of `question` does not count: each moment has its
/// own.
///
/// The children are those that the moments have: [`same_children`] says beforehand whether they
/// differ, and [`with_children_of`] makes them the same.
#[must_use]
pub fn evolution<'a>(
    before: &Moment<'a, '_>,
    after: &Moment<'a, '_>,
    question: &Question,
    threshold: &Threshold,
) -> Evolution<'a> {
    let of = |moment: &Moment<'a, '_>| {
        let question = Question { at: moment.at, ..*question };
        let Moment { atlas, study, .. } = *moment;
        let covered = coverage(atlas, study, &question);
        let zones = white_zones(atlas, study, &question, threshold);
        let rows = covered.communes.iter().zip(&zones.communes);
        let sides: Vec<Side> = rows.map(|(row, zone)| Side::new(row, zone)).collect();
        (sides, Side::new(&covered.total, &zones.total), zones)
    };
    let ((from, from_total, earlier), (to, to_total, later)) = (of(before), of(after));
    Evolution {
        facilities: facilities::changes(before, after, question),
        communes: from.iter().zip(&to).map(|(from, to)| from.against(to)).collect(),
        total: from_total.against(&to_total),
        zones: [earlier, later],
    }
}

/// Whether two studies of one territory have the very same children of the ages asked for.
#[must_use]
pub fn same_children(before: &Study, after: &Study, question: &Question) -> bool {
    let ages = question.ages;
    before.communes.len() == after.communes.len()
        && before.communes.iter().zip(&after.communes).all(|(a, b)| {
            a.children_sources(ages) == b.children_sources(ages) && a.lots(ages) == b.lots(ages)
        })
}

/// A register with the children of another.
#[must_use]
pub fn with_children_of(register: &Register, other: &Register) -> Register {
    let mut register = register.clone();
    register.children.clone_from(&other.children);
    register.cells.clone_from(&other.cells);
    let new = |source: &&crate::territory::Source| register.source(&source.id).is_none();
    let more: Vec<_> = other.sources.iter().filter(new).cloned().collect();
    register.sources.extend(more);
    register
}

/// One side of a row.
struct Side {
    facilities: usize,
    places: Figure,
    children: Figure,
    rate: Figure,
    out_of_reach: Figure,
    with_place: Figure,
    without_place: Figure,
    verdict: Verdict,
}

impl Side {
    fn new(row: &CoverageRow<'_>, zone: &WhiteZoneRow) -> Self {
        Self {
            facilities: row.facilities,
            places: row.places,
            children: row.children,
            rate: row.rate,
            out_of_reach: zone.white_children,
            with_place: zone.with_place,
            without_place: zone.without_place,
            verdict: zone.verdict,
        }
    }

    fn against(&self, after: &Self) -> EvolutionRow {
        let pair = |part: fn(&Self) -> Figure| Pair { before: part(self), after: part(after) };
        EvolutionRow {
            facilities: [self.facilities, after.facilities],
            places: pair(|side| side.places),
            children: pair(|side| side.children),
            rate: pair(|side| side.rate),
            out_of_reach: pair(|side| side.out_of_reach),
            with_place: pair(|side| side.with_place),
            without_place: pair(|side| side.without_place),
            verdicts: [self.verdict, after.verdict],
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_as_sure_as_the_less_sure_of_the_two() {
        let difference = |before, after| Pair { before, after }.difference();
        let seen = Figure::observed;
        assert_eq!(difference(seen(3.0), seen(5.0)), Figure::observed(2.0));
        assert_eq!(difference(seen(3.0), seen(3.0)).status(), Status::Zero);
        assert_eq!(difference(seen(3.0), Figure::estimated(1.0)), Figure::estimated(-2.0));
        assert_eq!(difference(Figure::at_least(3.0), seen(5.0)), Figure::NOT_DOCUMENTED);
        assert_eq!(difference(Figure::SECRET, seen(5.0)), Figure::SECRET);
        assert_eq!(difference(seen(1.0), Figure::NOT_APPLICABLE), Figure::NOT_APPLICABLE);
    }
}
