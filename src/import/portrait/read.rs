//! Lines to tables: headings apply to the rows below, source lines to the rows above.

use super::layout::{Heads, Layout, heads};
use super::lines::{Parted, Shape, source_words};
use super::provenance;
use super::row;
use super::table::{Group, NoteKind, Noted, Part, Tables, Unit};
use super::words;
use crate::import::listed::LineRole;

/// A document has a column for one or two zones; one of all communes of an EPCI has some dozens.
const MOST_ZONES: usize = 200;
/// The most sources that one table is given.
const MOST_ORIGINS: usize = 32;
/// The most notes on how tables were read.
const MOST_NOTES: usize = 500;
/// The longest line of words that may stand for the title of a table.
const LONGEST_CAPTION: usize = 160;

/// Where the reading stands.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) tables: Tables,
    pub(super) roles: Vec<LineRole>,
    pub(super) layout: Layout,
    /// Whether `layout` was read and not refuted since.
    headed: bool,
    /// Headings whose table has had no figure yet, as indexes of `roles`.
    waiting: Vec<usize>,
    /// The last zones of this section, for a table that has none of its own.
    section_zones: Vec<String>,
    /// « Pour 100 enf. 0-2 ans ».
    pub(super) per: Option<Unit>,
    /// The last line of words.
    pub(super) prose: String,
    pub(super) table: usize,
    pub(super) block: usize,
    /// Whether a row of figures was read since the table began.
    pub(super) running: bool,
    /// Rows that no source line followed yet.
    pending: Vec<usize>,
    above: Option<usize>,
    last_was_source: bool,
}

/// Reads every table of a text. The roles go with the lines, one each.
pub(super) fn read(lines: &[Parted]) -> (Tables, Vec<LineRole>) {
    let mut reader = Reader::default();
    reader.tables.sections.push(Part::default());
    for line in lines {
        reader.roles.push(LineRole::Ignored);
        reader.take(line);
        if line.shape != Shape::Blank {
            reader.last_was_source = line.shape == Shape::Source;
        }
    }
    reader.settle();
    (reader.tables, reader.roles)
}

impl Reader {
    fn take(&mut self, line: &Parted) {
        let label = line.cells.first().map_or("", String::as_str);
        match line.shape {
            Shape::Source => self.source(line),
            Shape::Title => {
                self.settle();
                self.end_table();
                self.section_zones.clear();
                self.prose.clear();
                let title = label.to_owned();
                self.tables.sections.push(Part { title, line: line.number });
                self.mark(LineRole::Section);
            }
            Shape::Prose => {
                self.end_table();
                let caption = label.len() <= LONGEST_CAPTION && !label.starts_with(['*', '(']);
                self.prose = if caption { label.to_owned() } else { String::new() };
            }
            Shape::Caption if self.running => {
                let per = words::words(label).starts_with(&["pour".to_owned(), "100".to_owned()]);
                self.per = per.then(|| Unit::Per(label.to_owned()));
                self.mark(LineRole::Section);
            }
            Shape::Blank | Shape::Rule | Shape::Caption => {}
            Shape::Headings => self.headings(line),
            Shape::Figures => self.figures(line),
        }
    }

    fn mark(&mut self, role: LineRole) {
        if let Some(last) = self.roles.last_mut() {
            *last = role;
        }
    }

    fn end_table(&mut self) {
        self.running = false;
        self.headed = false;
        self.layout = Layout::default();
        self.waiting.clear();
        self.per = None;
        self.table += 1;
    }

    fn source(&mut self, line: &Parted) {
        let text = source_words(&line.cells[0]).unwrap_or_default();
        let mut origins = provenance::origins(text, line.number);
        origins.truncate(MOST_ORIGINS);
        self.end_table();
        self.prose.clear();
        if origins.is_empty() {
            return;
        }
        self.mark(LineRole::Section);
        let joined = self.last_was_source.then(|| self.tables.groups.last_mut()).flatten();
        if let Some(group) = joined {
            if group.origins.len() + origins.len() <= MOST_ORIGINS {
                group.text = format!("{} ; {text}", group.text);
                group.origins.extend(origins);
            }
            return;
        }
        let group = self.tables.groups.len();
        self.tables.groups.push(Group { line: line.number, text: text.to_owned(), origins });
        if self.pending.is_empty() {
            self.above = Some(group);
        }
        for row in self.pending.drain(..) {
            self.tables.rows[row].group = Some(group);
        }
    }

    /// Rows without a source line below have the one above, at the end of a section.
    fn settle(&mut self) {
        let above = self.above.take();
        for row in self.pending.drain(..) {
            self.tables.rows[row].group = above;
        }
    }

    fn headings(&mut self, line: &Parted) {
        let kind = heads(&line.cells);
        let known = |cell: &String| {
            let key = words::heading_key(cell);
            self.section_zones.iter().any(|zone| words::heading_key(zone) == key)
        };
        let mut filled = line.cells[1..].iter().filter(|cell| !cell.is_empty());
        let strange = kind == Heads::Zones && !line.cells[0].is_empty() && !filled.all(known);
        if self.running && strange {
            self.note(line, NoteKind::NotUnderstood);
            self.mark(LineRole::Refused);
            return;
        }
        if kind == Heads::Years && self.running {
            self.end_table();
        }
        if kind == Heads::Units && !self.headed {
            self.inherit_zones();
        }
        self.layout.read(&line.cells);
        self.headed = true;
        self.per = None;
        self.block += 1;
        self.waiting.push(self.roles.len() - 1);
        if self.running {
            self.settle_headings(line);
        }
    }

    fn inherit_zones(&mut self) {
        if self.section_zones.is_empty() {
            return;
        }
        let mut cells = vec![String::new()];
        cells.extend(self.section_zones.iter().cloned());
        self.layout.read(&cells);
    }

    fn figures(&mut self, line: &Parted) {
        if !self.headed {
            if self.section_zones.is_empty() {
                return;
            }
            self.inherit_zones();
            self.headed = true;
            self.block += 1;
        }
        self.running = true;
        self.settle_headings(line);
        self.mark(LineRole::Other);
        let from = self.tables.rows.len();
        row::read(self, line);
        self.pending.extend(from..self.tables.rows.len());
    }

    /// Headings count once a figure stands below them.
    fn settle_headings(&mut self, line: &Parted) {
        for at in self.waiting.drain(..) {
            self.roles[at] = LineRole::Heading;
        }
        if !self.layout.zones.is_empty() {
            self.section_zones.clone_from(&self.layout.zones);
        }
        if self.layout.shared {
            let tables = &self.tables;
            let noted = |noted: &Noted| {
                noted.kind == NoteKind::SharedColumns
                    && tables.sections.last().is_some_and(|section| noted.line >= section.line)
            };
            if !tables.notes.iter().rev().take_while(|note| note.line > 0).any(noted) {
                self.note(line, NoteKind::SharedColumns);
            }
        }
    }

    /// The number of a zone, by its heading.
    pub(super) fn zone(&mut self, heading: &str) -> Option<usize> {
        let key = words::heading_key(heading);
        let known = self.tables.zones.iter().position(|zone| words::heading_key(zone) == key);
        if known.is_none() && self.tables.zones.len() < MOST_ZONES {
            self.tables.zones.push(heading.to_owned());
            return Some(self.tables.zones.len() - 1);
        }
        known
    }

    /// The zone of a table without one: the first of its section.
    pub(super) fn section_zone(&self) -> Option<String> {
        self.section_zones.first().cloned()
    }

    pub(super) fn note(&mut self, line: &Parted, kind: NoteKind) {
        if self.tables.notes.len() >= MOST_NOTES {
            return;
        }
        let quote = line.cells.join(" ").trim().to_owned();
        self.tables.notes.push(Noted { line: line.number, kind, quote });
    }
}
