//! The tables of a portrait as read: sections, zones, rows and their figures.

use super::number::{Printed, Value};
use super::provenance::{self, Origin};
use super::words::Measure;

/// Everything that was read, before it is made into indicators or audited.
#[derive(Debug, Default)]
pub(super) struct Tables {
    /// Section 0 is what stands before the first title.
    pub(super) sections: Vec<Part>,
    /// The headings of zones, as first written.
    pub(super) zones: Vec<String>,
    pub(super) groups: Vec<Group>,
    pub(super) rows: Vec<Row>,
    pub(super) notes: Vec<Noted>,
}

/// A section.
#[derive(Debug, Default)]
pub(super) struct Part {
    pub(super) title: String,
    pub(super) line: u32,
}

/// Source lines that stand together, and so hold for the same rows.
#[derive(Debug, Default)]
pub(super) struct Group {
    pub(super) line: u32,
    pub(super) text: String,
    pub(super) origins: Vec<Origin>,
}

/// Something to remark that is no defect of the figures.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Noted {
    pub(super) line: u32,
    pub(super) kind: NoteKind,
    pub(super) quote: String,
}

/// What is worth a remark in how a table was read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NoteKind {
    /// The columns of two zones are also those of a count and its share.
    SharedColumns,
    /// No heading says which zone a column is of.
    ZoneUnsaid,
    /// A cell holds neither a figure nor a blank.
    NotUnderstood,
    /// A count and its share stand in one cell.
    TwoInOne,
}

/// A row of figures.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u32,
    pub(super) table: usize,
    /// Grows at every row of headings, within the document.
    pub(super) block: usize,
    pub(super) section: usize,
    pub(super) label: String,
    /// The row that this one is a part or a share of.
    pub(super) parent: Option<usize>,
    /// The title of its table, where a row needs one to be told apart.
    pub(super) caption: String,
    pub(super) role: Role,
    pub(super) ages: Option<(u8, u8)>,
    pub(super) measure: Measure,
    /// The source lines that hold for it.
    pub(super) group: Option<usize>,
    pub(super) readings: Vec<Reading>,
}

/// What a row is to its neighbours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Plain,
    Total,
    /// « dont … », « - … ».
    Part,
    /// « % des … »: a share of the row above.
    Share,
    /// « Taux … », « Part … », « … (%) »: a rate of its own.
    Rate,
    /// « 6-11 ans » below a rate.
    Band,
}

/// A figure of a row.
#[derive(Debug, Clone)]
pub(super) struct Reading {
    pub(super) column: usize,
    pub(super) zone: Option<usize>,
    pub(super) unit: Unit,
    /// The heading of its column.
    pub(super) heading: String,
    pub(super) value: Value,
    /// The vintage that a column or a row of years gives.
    pub(super) year: Option<String>,
}

/// The unit of a figure.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) enum Unit {
    Count,
    /// « Nb structures »
    Structures,
    /// « Nb places »
    Places,
    Percent,
    Euro,
    /// « Pour 100 enf. 0-2 ans »
    Per(String),
}

impl Unit {
    pub(super) fn is_count(&self) -> bool {
        matches!(self, Self::Count | Self::Structures | Self::Places)
    }
}

impl Reading {
    /// The printed number, where there is one.
    pub(super) fn printed(&self) -> Option<Printed> {
        match self.value {
            Value::Number(printed) => Some(printed),
            _ => None,
        }
    }

    /// A whole count, where it is one.
    pub(super) fn count(&self) -> Option<i64> {
        self.printed().filter(|_| self.unit.is_count())?.whole()
    }
}

impl Tables {
    /// The label of a row below that of its parent or of its table.
    pub(super) fn name(&self, row: &Row) -> String {
        match row.parent {
            Some(parent) => format!("{} – {}", self.rows[parent].label, row.label),
            None if row.caption.is_empty() => row.label.clone(),
            None => format!("{} – {}", row.caption, row.label),
        }
    }

    /// The source of a row, where its table names any.
    pub(super) fn origin(&self, row: &Row) -> Option<Origin> {
        let parent = row.parent.map_or("", |parent| self.rows[parent].label.as_str());
        provenance::choose(&row.label, parent, &self.groups[row.group?].origins)
    }

    /// The heading of a zone, or nothing.
    pub(super) fn zone(&self, zone: Option<usize>) -> &str {
        zone.and_then(|zone| self.zones.get(zone)).map_or("", String::as_str)
    }
}
