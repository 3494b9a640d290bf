//! From published figures to the table that the engine guards: cells, and what links them.

use std::collections::{BTreeSet, HashMap};

use super::rules::{Read, Unit, Zone};
use super::table::{Cell, Derived, Relation, SMALL, Standing, Table};
use super::{changes, shares, totals};
use crate::territory::{France, Status};

/// The table of a register, and which of its figures stands where.
pub(super) struct Linked {
    pub(super) table: Table,
    /// The cell of each figure that is one.
    pub(super) cells: Vec<Option<usize>>,
    /// The figure of each of [`Table::derived`].
    pub(super) derived: Vec<usize>,
    /// Figures that go with a count: shares of an unknown whole or that their counts contradict,
    /// amounts. They are blanked with it.
    pub(super) followers: Vec<(usize, usize)>,
    /// Figures that tell a small count which is not published itself.
    pub(super) telling: Vec<usize>,
}

/// Counts that may be held against each other: of one zone and one wording.
pub(super) type Groups = HashMap<(String, BTreeSet<String>), Vec<usize>>;

pub(super) fn link(all: &[Read<'_>], france: &France) -> Linked {
    let mut table = Table::default();
    let mut cells: Vec<Option<usize>> = Vec::with_capacity(all.len());
    for read in all {
        let cell = cell(read);
        cells.push(cell.map(|_| table.cells.len()));
        table.cells.extend(cell);
    }
    let groups = groups(all, &cells);
    totals::add(all, &cells, &groups, france, &mut table);
    let (mut derived, mut followers) = shares::add(all, &cells, &mut table);
    changes::add(all, &cells, &groups, &mut table, (&mut derived, &mut followers));
    table.drop_broken();
    Linked { table, cells, derived, followers, telling: shares::small_by_means(all) }
}

/// A figure as a cell, where it is a count that is known or blanked.
fn cell(read: &Read<'_>) -> Option<Cell> {
    if read.unit != Unit::Count || read.name.share_of.is_some() || read.name.is_change {
        return None;
    }
    let value = read.count();
    let blanked = read.indicator.value.status() == Status::Secret;
    if value.is_none() && !blanked {
        return None;
    }
    let standing = match (read.covered, read.cleared, value) {
        (true, Zone::Few | Zone::Unknown, _) => Standing::Zone,
        (true, Zone::Clear, Some(0)) | (false, _, Some(_)) => Standing::Fixed,
        (true, Zone::Clear, None | Some(1..=SMALL)) => Standing::Small,
        (true, Zone::Clear, Some(_)) => Standing::Free { cost: read.cost(), covered: true },
        // Blanked by another publisher, by rules of its own.
        (false, _, None) => Standing::Withheld,
    };
    Some(Cell { value, standing })
}

fn groups(all: &[Read<'_>], cells: &[Option<usize>]) -> Groups {
    let mut groups = Groups::new();
    for (at, read) in all.iter().enumerate().filter(|(at, _)| cells[*at].is_some()) {
        let key = (read.indicator.zone.clone(), read.name.words.clone());
        groups.entry(key).or_default().push(at);
    }
    groups
}

/// Adds a relation that the values known do not contradict.
pub(super) fn push(table: &mut Table, relation: Relation) {
    if !table.relations.contains(&relation) {
        table.relations.push(relation);
    }
}

/// Adds a printed figure, and gives it the standing of a figure that may be blanked.
pub(super) fn push_derived(table: &mut Table, derived: Derived, read: &Read<'_>) {
    let standing = match (read.covered, read.cleared) {
        (true, Zone::Clear) => Standing::Free { cost: read.cost() - 1, covered: false },
        (true, _) => Standing::Zone,
        (false, _) => Standing::Fixed,
    };
    table.derived.push(Derived { standing, ..derived });
}
