//! Rows of a delimited text in bounded memory.
//!
//! The `csv` crate keeps a whole record however long it is; its engine `csv-core` writes to buffers
//! of a size given to it. So a quote that is never closed ends in a refusal, not in all the memory.

use std::borrow::Cow;

use super::OfficialError;
use super::content::Text;

/// The longest record: a row of the facility base has about 500 bytes.
const LONGEST_RECORD: usize = 1 << 20;

/// The most cells in a row: the facility base has about 100.
const MOST_COLUMNS: usize = 4_096;

const BUFFER: usize = 1 << 18;

/// The rows of a text, one at a time.
pub(super) struct Rows<'a> {
    text: Text<'a>,
    input: Vec<u8>,
    at: usize,
    end: usize,
    core: csv_core::Reader,
    output: Vec<u8>,
    ends: Vec<usize>,
    heading: Heading,
}

/// The headings of a table, in lower case.
#[derive(Debug, Clone, Default)]
pub(super) struct Heading(pub(super) Vec<String>);

impl Heading {
    /// The place of a column, by its name in lower case; the first of several.
    pub(super) fn find(&self, name: &str) -> Option<usize> {
        self.0.iter().position(|heading| heading == name)
    }

    /// The place of the first of some columns that is there.
    pub(super) fn find_any(&self, names: &[&str]) -> Option<usize> {
        names.iter().find_map(|name| self.find(name))
    }

    /// The places of columns that have to be there; `a|b` is one under either name.
    pub(super) fn need<const N: usize>(
        &self,
        dataset: &'static str,
        columns: [&str; N],
    ) -> Result<[usize; N], OfficialError> {
        let found = columns.map(|names| self.find_any(&names.split('|').collect::<Vec<_>>()));
        let missing: Vec<&str> = columns
            .iter()
            .zip(&found)
            .filter(|(_, at)| at.is_none())
            .map(|(name, _)| *name)
            .collect();
        if !missing.is_empty() {
            let missing = missing.join(", ");
            return Err(OfficialError::MissingColumns {
                dataset,
                missing,
                expected: columns.join(", "),
            });
        }
        Ok(found.map(Option::unwrap_or_default))
    }
}

/// A row.
#[derive(Clone, Copy)]
pub(super) struct Row<'a> {
    cells: &'a [u8],
    ends: &'a [usize],
    /// The line it begins on, from 1.
    pub(super) line: u64,
}

impl<'a> Row<'a> {
    /// The bytes of a cell; nothing past the end of the row.
    pub(super) fn bytes(&self, at: usize) -> &'a [u8] {
        let from = at.checked_sub(1).map_or(Some(0), |before| self.ends.get(before).copied());
        let (Some(from), Some(&to)) = (from, self.ends.get(at)) else { return &[] };
        self.cells[from..to].trim_ascii()
    }

    /// The text of a cell.
    pub(super) fn text(&self, at: usize) -> Cow<'a, str> {
        decode(self.bytes(at))
    }

    /// All of it, for a person to find it again: its cells joined with a semicolon, not all of a
    /// long one.
    pub(super) fn quote(&self) -> String {
        let cells: Vec<_> = (0..self.ends.len().min(8)).map(|at| self.text(at)).collect();
        cells.join(";").chars().take(120).collect()
    }
}

/// UTF-8, else Windows-1252, which has a meaning for every byte.
pub(super) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    match std::str::from_utf8(bytes) {
        Ok(text) => Cow::Borrowed(text),
        Err(_) => encoding_rs::WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

impl<'a> Rows<'a> {
    /// Reads the headings of a text.
    pub(super) fn open(text: Text<'a>) -> Result<Self, OfficialError> {
        let mut rows = Self {
            text,
            input: vec![0; BUFFER],
            at: 0,
            end: 0,
            core: csv_core::Reader::new(),
            output: vec![0; LONGEST_RECORD],
            ends: vec![0; MOST_COLUMNS],
            heading: Heading::default(),
        };
        rows.fill()?;
        let delimiter = delimiter(&rows.input[..rows.end]);
        rows.core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        let Some((length, columns, line)) = rows.advance()? else {
            return Err(OfficialError::Empty);
        };
        let row = rows.row(length, columns, line);
        let names = (0..columns).map(|at| row.text(at).trim_matches('\u{feff}').to_lowercase());
        rows.heading = Heading(names.collect());
        Ok(rows)
    }

    /// The headings.
    pub(super) fn heading(&self) -> &Heading {
        &self.heading
    }

    /// The next row, and whether it has as many cells as there are headings.
    pub(super) fn next(&mut self) -> Result<Option<(Row<'_>, bool)>, OfficialError> {
        let Some((length, columns, line)) = self.advance()? else { return Ok(None) };
        let whole = columns == self.heading.0.len();
        if !whole && self.output[..length].contains(&b'\n') {
            return Err(OfficialError::BrokenQuote { line });
        }
        Ok(Some((self.row(length, columns, line), whole)))
    }

    fn row(&self, length: usize, columns: usize, line: u64) -> Row<'_> {
        Row { cells: &self.output[..length], ends: &self.ends[..columns], line }
    }

    /// Reads a record to the buffers: its length, its number of cells, its line.
    fn advance(&mut self) -> Result<Option<(usize, usize, u64)>, OfficialError> {
        use csv_core::ReadRecordResult::{End, InputEmpty, OutputEndsFull, OutputFull, Record};
        let (mut length, mut columns) = (0, 0);
        let line = self.core.line();
        loop {
            if self.at == self.end {
                self.fill()?;
            }
            let (result, read, written, ended) = self.core.read_record(
                &self.input[self.at..self.end],
                &mut self.output[length..],
                &mut self.ends[columns..],
            );
            self.at += read;
            length += written;
            columns += ended;
            match result {
                InputEmpty => {}
                Record => return Ok(Some((length, columns, line))),
                End => return Ok(None),
                OutputFull => {
                    return Err(OfficialError::RecordTooLong { line, limit: LONGEST_RECORD });
                }
                OutputEndsFull => {
                    return Err(OfficialError::TooManyColumns { line, limit: MOST_COLUMNS });
                }
            }
        }
    }

    fn fill(&mut self) -> Result<(), OfficialError> {
        self.at = 0;
        self.end = loop {
            match self.text.bytes.read(&mut self.input) {
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => {}
                read => break read?,
            }
        };
        if self.input[..self.end].contains(&0) {
            return Err(OfficialError::NulBytes);
        }
        (self.text.on_read)();
        Ok(())
    }
}

/// The delimiter: the most frequent of the three in the first line. A tie goes to the semicolon.
pub(super) fn delimiter(head: &[u8]) -> u8 {
    let first = head.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let count = |delimiter: u8| first.split(|&byte| byte == delimiter).count();
    // The last of equals is chosen.
    [b'\t', b',', b';'].into_iter().max_by_key(|&delimiter| count(delimiter)).unwrap_or(b';')
}
