//! The children of each cell in three parts, as the white zones of a territory found them.

use super::coverage::has_places;
use super::question::Question;
use super::three_parts::ThreeParts;
use super::white_zones::{Threshold, WhiteZones};
use crate::index::{DemandCell, Study};
use crate::territory::{Figure, Status};
use crate::units::Projected;

/// How the children of one cell stand.
#[derive(Debug, Clone, Copy)]
pub struct CellParts {
    /// The place of its commune among those of the study.
    pub commune: usize,
    /// Its centre.
    pub position: Projected,
    /// Whether the publisher imputed its children.
    pub imputed: bool,
    /// Its children.
    pub children: Figure,
    /// With a place, without one, out of reach.
    pub parts: ThreeParts,
}

/// The cells of the communes whose children are known by cell, commune after commune.
///
/// The parts of a commune's cells add up to those of the commune, up to rounding; a cell out of
/// reach of services whose places are unknown is sure even where its commune is a lower bound.
#[must_use]
pub fn cell_parts(
    study: &Study,
    question: &Question,
    threshold: &Threshold,
    zones: &WhiteZones<'_>,
) -> Vec<CellParts> {
    let mut all = Vec::new();
    for (at, commune) in study.communes.iter().enumerate() {
        if commune.has_cells(question.ages) {
            let cells = Cells { at, question, threshold, zones };
            // Every cell is a lot of its commune, in the same order.
            let each = commune.cells().iter().enumerate();
            all.extend(each.map(|(number, cell)| cells.part(number, cell)));
        }
    }
    all
}

/// The cells of one commune.
struct Cells<'a> {
    at: usize,
    question: &'a Question,
    threshold: &'a Threshold,
    zones: &'a WhiteZones<'a>,
}

impl Cells<'_> {
    fn part(&self, number: usize, cell: &DemandCell) -> CellParts {
        let (distance, count) = self.zones.distances().of(self.at)[number];
        let children = Figure::estimated(count);
        let out = self.out_of_reach(distance, count);
        CellParts {
            commune: self.at,
            position: cell.position,
            imputed: cell.imputed,
            children,
            parts: ThreeParts::new(children, out, self.with_place(number, count, out)),
        }
    }

    /// All or nobody; nobody where the commune has nobody out of reach, for a perimeter serves all
    /// of it, or all of its area is in reach.
    fn out_of_reach(&self, distance: f64, children: f64) -> Figure {
        match self.zones.communes[self.at].white_children {
            of_commune if of_commune.value().is_none() => of_commune,
            of_commune if of_commune.value() == Some(0.0) => Figure::observed(0.0),
            _ if distance > self.threshold.within.get() => Figure::estimated(children),
            _ => Figure::observed(0.0),
        }
    }

    fn with_place(&self, number: usize, children: f64, out: Figure) -> Figure {
        if out.value().is_none() {
            return out;
        }
        let of_commune = self.zones.communes[self.at].with_place;
        if !has_places(self.question.kind) || of_commune.status() == Status::Secret {
            return of_commune;
        }
        let lot = self.zones.distances().range(self.at).start + number;
        let catchment = self.zones.catchment();
        let with = children * catchment.per_child(lot..lot + 1)[0].min(1.0);
        if children > 0.0 && catchment.may_have_more(lot..lot + 1) {
            Figure::at_least(with)
        } else {
            Figure::estimated(with)
        }
    }
}
