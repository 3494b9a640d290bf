//! Each part of the register as rows of a table, one file each, and back.

mod cells;
mod children;
mod facilities;
mod indicators;
mod inventories;
mod mean_sizes;
mod reviews;
mod sources;

pub(super) use cells::Cells;
pub(super) use children::Children;
pub(super) use facilities::{Facilities, SPATIAL};
pub(super) use indicators::Indicators;
pub(super) use inventories::Inventories;
pub(super) use mean_sizes::MeanSizes;
pub(super) use reviews::Reviews;
pub(super) use sources::Sources;

use super::field::Field;
use super::stored_row::StoredRow;
use super::table::Table;
use crate::territory::{CommuneCode, Register};

/// A part of the register, kept in order.
pub(super) trait Rows {
    /// Where its rows go: one table or several.
    const TABLES: &'static [Table];
    /// What makes a row.
    type Item<'a>: Copy + Send + Sync;
    /// What a row makes.
    type Made;

    /// All of them, in the order that reading gives back.
    fn items(register: &Register) -> Vec<Self::Item<'_>>;

    /// The place in `TABLES` of the table for an item.
    fn table(_item: Self::Item<'_>) -> usize {
        0
    }

    /// What an item is ordered within: all of them, or those of its commune. Items of a group
    /// come one after the other.
    fn group(_item: Self::Item<'_>) -> Option<CommuneCode> {
        None
    }

    /// Adds the fields of an item, in the order of the columns.
    fn write<'a>(item: Self::Item<'a>, fields: &mut Vec<Field<'a>>);

    /// Takes a row; nothing where a defect was found.
    fn read(row: &mut StoredRow<'_, '_>) -> Option<Self::Made>;

    /// Puts what was read in its place.
    fn place(register: &mut Register, made: Vec<Self::Made>);
}

/// Runs the same for each part of the register, in the order of the file.
macro_rules! for_each_part {
    ($each:ident) => {
        $each!(Sources, Facilities, Inventories, Children, Cells, MeanSizes, Indicators, Reviews)
    };
}
pub(super) use for_each_part;

/// The tables of all parts.
pub(super) fn tables() -> impl Iterator<Item = &'static Table> {
    macro_rules! all {
        ($($part:ident),+) => { [$($part::TABLES),+].into_iter().flatten() };
    }
    for_each_part!(all)
}
