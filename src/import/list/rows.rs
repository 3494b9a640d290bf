//! The rows of a table in their order: headings, sections, services, and what is none of these.

use std::borrow::Cow;
use std::sync::Arc;

use super::Context;
use super::address::postcode_in;
use super::beside;
use super::cells::{Cells, sorted};
use super::headings::{Columns, columns_of};
use super::kinds::read_kind;
use super::service::{Outcome, Section, Service};
use super::words::{plain, short};
use crate::import::listed::{Line, LineRole, List, Other};
use crate::import::table::{Table, TableRow};
use crate::shares::{in_threads, share_of};
use crate::territory::{Place, Remark, Weight};

/// A remark that is worth knowing.
#[must_use]
pub fn remark(file: &str, line: u32, code: &str, reason: &str) -> Remark {
    Remark {
        place: Place { file: file.to_owned(), line, ..Place::default() },
        weight: Weight::Note,
        code: code.to_owned(),
        quote: String::new(),
        reason: reason.to_owned(),
        remedy: String::new(),
    }
}

/// A table on its way into the list.
#[derive(Debug)]
pub struct Reader<'a, 'l> {
    at: usize,
    file: &'a str,
    pub(super) table: &'a Table<'a>,
    pub(super) context: &'a Context<'a>,
    list: &'l mut List,
    pub(super) columns: Option<Columns>,
    /// Whether the table was a GeoJSON file.
    is_geojson: bool,
    pub(super) section: Section,
    started: bool,
    pub(super) ended: bool,
}

/// Reads a table into the list.
pub fn read_table(
    (at, table): (usize, &Table<'_>),
    file: &str,
    context: &Context<'_>,
    is_geojson: bool,
    list: &mut List,
) {
    let before = list.services.len();
    let first = table.rows.iter().position(|row| columns_of(&row.cells).is_some());
    let mut reader = Reader {
        at,
        file,
        table,
        context,
        list,
        columns: None,
        is_geojson,
        section: Section::default(),
        started: first.is_none(),
        ended: false,
    };
    let mut row = 0;
    while row < table.rows.len() {
        let is_canonical = reader.columns.as_ref().is_some_and(|columns| columns.canonical);
        if is_canonical {
            reader.share_out(row);
            break;
        }
        row += reader.row(row);
    }
    beside::note_contacts(&list.services[before..], &mut list.remarks);
    beside::note_shared_sites(&mut list.services[before..]);
}

impl Reader<'_, '_> {
    /// Reads the canonical rows from `from` on: each stands for itself, and is what its cells say.
    fn share_out(&mut self, from: usize) {
        let (at, file, table, context) = (self.at, self.file, self.table, self.context);
        let is_geojson = self.is_geojson;
        let columns = &self.columns;
        let rows = &table.rows[from..];
        let shares = rows.chunks(share_of(rows.len()));
        let lists = in_threads(shares, |rows| {
            let mut list = List::default();
            list.services.reserve(rows.len());
            list.lines.reserve(rows.len());
            let mut reader = Reader {
                at,
                file,
                table,
                context,
                list: &mut list,
                columns: columns.clone(),
                section: Section::default(),
                started: true,
                ended: false,
                is_geojson,
            };
            for row in rows {
                let text = joined(&row.cells);
                if !text.is_empty() {
                    reader.service(row, text, 1);
                }
            }
            list
        });
        for mut list in lists {
            self.list.services.append(&mut list.services);
            self.list.others.append(&mut list.others);
            self.list.remarks.append(&mut list.remarks);
            self.list.lines.append(&mut list.lines);
        }
    }

    /// Reads the row at `at`, and the rows that continue it; how many these are.
    fn row(&mut self, at: usize) -> usize {
        let row = &self.table.rows[at];
        let text = joined(&row.cells);
        if text.is_empty() {
            return 1;
        }
        if let Some(columns) = columns_of(&row.cells) {
            self.columns = Some(columns);
            (self.started, self.ended) = (true, false);
            self.section = Section::default();
            self.line(row.line, text, LineRole::Heading);
            return 1;
        }
        if !self.started || self.ended || self.is_outside(row, &text) {
            self.line(row.line, text, LineRole::Ignored);
            return 1;
        }
        if plain(&text).starts_with("total") || plain(&text).starts_with("sous total") {
            let note = "ligne de total, non lue comme un service";
            self.note(row.line, "total-row", &text, note);
            self.line(row.line, text, LineRole::Ignored);
            return 1;
        }
        if self.section(row, &text) {
            self.line(row.line, text, LineRole::Section);
            return 1;
        }
        let mut whole = row.clone();
        let mut count = 1;
        while let Some(next) = self.table.rows.get(at + count)
            && count < 4
            && self.continues(&whole, next)
        {
            append(&mut whole, next);
            count += 1;
        }
        if count > 1 {
            let lines = format!("lignes {} à {} réunies", row.line, row.line + count as u32 - 1);
            self.note(row.line, "joined-lines", &joined(&whole.cells), &lines);
        }
        let role = self.service(&whole, joined(&whole.cells), count);
        for next in &self.table.rows[at + 1..at + count] {
            self.line(next.line, joined(&next.cells), role);
        }
        count
    }

    fn line(&mut self, number: u32, text: impl Into<Arc<str>>, role: LineRole) {
        let sheet = self.table.sheet.clone();
        self.list.lines.push(Line { sheet, number, text: text.into(), role });
    }

    fn place(&self, line: u32) -> Place {
        Place { file: self.file.to_owned(), sheet: self.table.sheet.clone(), line, cell: None }
    }

    fn note(&mut self, line: u32, code: &str, quote: &str, reason: &str) {
        let place = self.place(line);
        let quote = short(quote, 200);
        self.list.remarks.push(Remark { place, quote, ..remark(self.file, line, code, reason) });
    }

    /// Reads a row as services.
    fn service(&mut self, row: &TableRow<'_>, text: String, count: usize) -> LineRole {
        let text: Arc<str> = text.into();
        let place = self.place(row.line);
        let guessed;
        let columns = if let Some(columns) = &self.columns {
            columns
        } else {
            guessed = Columns::default();
            &guessed
        };
        let cells = if self.columns.is_some() { sorted(row, columns) } else { unheaded(row) };
        let service = Service {
            place,
            text: &text,
            cells,
            table: self.at,
            canonical: columns.canonical,
            coded: columns.canonical || self.is_geojson || columns.is_scdl(),
            resolver: &self.context.resolver,
        };
        let outcome = service.read(&mut self.section);
        let role = match outcome {
            Outcome::Canonical(service) => {
                self.list.services.push(service);
                LineRole::Service
            }
            Outcome::Services(services) => {
                self.list.services.extend(services.into_iter().map(Box::new));
                LineRole::Service
            }
            Outcome::Other(label) => {
                let place = self.place(row.line);
                self.list.others.push(Other { place, text: text.as_ref().to_owned(), label });
                LineRole::Other
            }
            Outcome::Refused(heading, reason) => {
                let mut place = self.place(row.line);
                place.cell = Some(heading.to_owned());
                self.list.remarks.push(Remark {
                    place,
                    weight: Weight::Refused,
                    quote: short(&text, 200),
                    remedy: "Corrigez la cellule et importez de nouveau la liste.".into(),
                    ..remark(self.file, row.line, "wrong-cell", &reason)
                });
                LineRole::Refused
            }
            Outcome::Unread => {
                self.note(row.line, "not-a-service", &text, "ligne non lue comme un service");
                LineRole::Ignored
            }
        };
        // A row joined with the next ones shows its own words only.
        let own = (count > 1)
            .then(|| self.table.rows.iter().find(|other| other.line == row.line))
            .flatten();
        let shown = own.map_or(text, |own| joined(&own.cells).into());
        self.line(row.line, shown, role);
        role
    }
}

/// Whether a cell says that there is nothing.
#[must_use]
pub fn is_nothing(cell: &str) -> bool {
    matches!(plain(cell).as_str(), "neant" | "aucun" | "aucune" | "sans objet" | "so" | "")
}

pub(super) fn joined(cells: &[Cow<'_, str>]) -> String {
    let mut text = String::with_capacity(cells.iter().map(|cell| cell.len() + 1).sum());
    for cell in cells.iter().filter(|cell| !cell.is_empty()) {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(cell);
    }
    text
}

/// Puts the one cell of `next` behind the last cell of `row`.
fn append(row: &mut TableRow<'_>, next: &TableRow<'_>) {
    let cell = next.cells.iter().find(|cell| !cell.is_empty());
    let last = row.cells.iter_mut().rev().find(|cell| !cell.is_empty());
    if let (Some(last), Some(cell)) = (last, cell) {
        let last = last.to_mut();
        last.push(' ');
        last.push_str(cell);
    }
}

/// The cells of a table without headings: the first that leads with a kind is the type.
fn unheaded<'a>(row: &'a TableRow<'_>) -> Cells<'a> {
    let filled: Vec<&str> =
        row.cells.iter().map(|cell| &**cell).filter(|cell| !cell.is_empty()).collect();
    let kind = filled
        .iter()
        .position(|cell| filled.len() > 1 && read_kind(cell).leads && postcode_in(cell).is_none());
    let rest: Vec<&str> = filled
        .iter()
        .enumerate()
        .filter(|(at, _)| Some(*at) != kind)
        .map(|(_, cell)| *cell)
        .collect();
    Cells {
        kind: kind.map_or("", |at| filled[at]),
        name_address: rest.join(" – "),
        ..Cells::default()
    }
}
