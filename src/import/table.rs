//! Rows of cells, as every tabular file gives them: pasted text, CSV, XLSX, GeoJSON.

use std::borrow::Cow;

use super::list::{geojson_table, separate};
use super::text::{Charset, decode};
use super::xlsx::read_workbook;
use crate::territory::Place;

/// The most bytes a list may have: a hundred times the longest that a planner has.
pub const MAX_BYTES: usize = 64 << 20;
/// The most rows of a list.
pub const MAX_ROWS: usize = 200_000;
/// The most columns of a list.
pub const MAX_COLUMNS: usize = 500;
/// The most cells of a list, empty ones between others included: an empty one takes 24 bytes.
pub const MAX_CELLS: usize = 4_000_000;
/// The most bytes of a cell.
pub const MAX_CELL: usize = 100_000;
/// The most sheets of a workbook.
pub const MAX_SHEETS: usize = 50;

/// A table, or a sheet of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table<'t> {
    /// The name of the sheet, in a workbook.
    pub sheet: Option<String>,
    /// Its rows, blank ones left out.
    pub rows: Vec<TableRow<'t>>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableRow<'t> {
    /// Its line in the file or its row in the sheet, counted from 1. A row that runs over several
    /// lines has the number of its first.
    pub line: u32,
    /// Its cells, trimmed of blanks at both ends: parts of the file where it holds them so.
    pub cells: Vec<Cow<'t, str>>,
}

/// A file as tables.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tables<'t> {
    /// The encoding it was read in.
    pub charset: Charset,
    /// How its cells were told apart.
    pub separation: Separation,
    /// Its tables: one, or one for each sheet.
    pub tables: Vec<Table<'t>>,
    /// What was done on the way, in French, each with its line.
    pub notes: Vec<(u32, String)>,
}

/// How the cells of a file are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Separation {
    /// They are not: each line is one cell.
    #[default]
    Lines,
    /// By this character.
    Character(char),
    /// By two or more spaces.
    Spaces,
    /// A workbook.
    Workbook,
    /// A GeoJSON feature collection: its properties.
    GeoJson,
}

/// Why a file cannot be read as a list.
#[derive(Debug, thiserror::Error)]
pub enum ReadListError {
    /// More bytes than [`MAX_BYTES`].
    #[error("{file} : {bytes} octets, au plus {MAX_BYTES} sont lus. Découpez le fichier.")]
    TooLarge {
        /// The file.
        file: String,
        /// Its bytes.
        bytes: usize,
    },
    /// It holds a NUL, as no text does.
    #[error("{file}, ligne {line} : ce n’est pas du texte. Enregistrez la liste en CSV ou XLSX.")]
    NotText {
        /// The file.
        file: String,
        /// The line.
        line: usize,
    },
    /// A bound is passed.
    #[error("{file}{}, ligne {line}, {cell} : plus de {limit} {what}.", sheet_words(.sheet.as_deref()))]
    Bound {
        /// The file.
        file: String,
        /// The sheet.
        sheet: Option<String>,
        /// The line.
        line: usize,
        /// The cell, such as « colonne 3 »; « toutes » where it is the line.
        cell: String,
        /// The bound.
        limit: usize,
        /// What it counts, in French.
        what: &'static str,
    },
    /// A workbook that does not read.
    #[error("{file}{} : classeur illisible ({detail}). Enregistrez-le à nouveau en .xlsx.", sheet_words(.sheet.as_deref()))]
    Workbook {
        /// The file.
        file: String,
        /// The sheet.
        sheet: Option<String>,
        /// What is wrong.
        detail: String,
    },
    /// A workbook of an older or other format.
    #[error(
        "{file} : les classeurs .xls et .ods ne sont pas lus. Enregistrez-le en .xlsx ou .csv."
    )]
    OtherWorkbook {
        /// The file.
        file: String,
    },
    /// A workbook that would inflate too far.
    #[error(
        "{file} : le classeur décompressé dépasse {limit} octets ou se décompresse plus de {ratio} fois. Il est refusé."
    )]
    Bomb {
        /// The file.
        file: String,
        /// The most bytes.
        limit: u64,
        /// The highest ratio.
        ratio: u64,
    },
    /// JSON that is no feature collection.
    #[error("{file}, ligne {line} : ce n’est pas une FeatureCollection GeoJSON ({detail}).")]
    GeoJson {
        /// The file.
        file: String,
        /// The line.
        line: usize,
        /// What is wrong.
        detail: String,
    },
}

fn sheet_words(sheet: Option<&str>) -> String {
    sheet.map_or_else(String::new, |sheet| format!(", feuille « {sheet} »"))
}

/// Reads a file as tables, whatever it is: text, CSV, XLSX or GeoJSON.
///
/// # Errors
/// Where it passes a bound, is no text, or is a workbook that does not read.
pub fn read_tables<'t>(name: &str, bytes: &'t [u8]) -> Result<Tables<'t>, ReadListError> {
    if bytes.len() > MAX_BYTES {
        return Err(ReadListError::TooLarge { file: name.to_owned(), bytes: bytes.len() });
    }
    if bytes.starts_with(b"PK\x03\x04") {
        let (tables, notes) = read_workbook(name, bytes)?;
        return Ok(Tables { separation: Separation::Workbook, tables, notes, ..Tables::default() });
    }
    if bytes.starts_with(&[0xD0, 0xCF, 0x11, 0xE0]) {
        return Err(ReadListError::OtherWorkbook { file: name.to_owned() });
    }
    let (text, charset) = decode(name, bytes)?;
    if text.trim_start().starts_with('{') {
        let (table, notes) = geojson_table(name, &text)?;
        let separation = Separation::GeoJson;
        return Ok(Tables { charset, separation, tables: vec![table], notes });
    }
    let (separation, table, notes) = match &text {
        Cow::Borrowed(text) => separate(name, text)?,
        Cow::Owned(text) => {
            let (separation, table, notes) = separate(name, text)?;
            (separation, table.into_owned(), notes)
        }
    };
    Ok(Tables { charset, separation, tables: vec![table], notes })
}

impl Table<'_> {
    fn into_owned(self) -> Table<'static> {
        let owned = |row: TableRow<'_>| {
            let cells = row.cells.into_iter().map(|cell| Cow::Owned(cell.into_owned()));
            TableRow { line: row.line, cells: cells.collect() }
        };
        Table { sheet: self.sheet, rows: self.rows.into_iter().map(owned).collect() }
    }
}

impl Tables<'_> {
    /// How they were read, in French.
    #[must_use]
    pub fn told(&self) -> String {
        let tables = self;
        let separated = match tables.separation {
            Separation::Lines => "une ligne par service".to_owned(),
            Separation::Character('\t') => "colonnes séparées par des tabulations".to_owned(),
            Separation::Character(character) => format!("colonnes séparées par « {character} »"),
            Separation::Spaces => "colonnes séparées par des espaces".to_owned(),
            Separation::Workbook => {
                let sheets = tables.tables.len();
                return format!("classeur, {sheets} feuille{}", if sheets < 2 { "" } else { "s" });
            }
            Separation::GeoJson => "GeoJSON".to_owned(),
        };
        format!("{}, {separated}", tables.charset.name())
    }
}

impl ReadListError {
    /// Where, for a person to look it up.
    #[must_use]
    pub fn place(&self) -> Place {
        let error = self;
        let place =
            |file: &String, sheet: &Option<String>, line: usize, cell: Option<String>| Place {
                file: file.clone(),
                sheet: sheet.clone(),
                line: u32::try_from(line).unwrap_or(u32::MAX),
                cell,
            };
        match error {
            ReadListError::TooLarge { file, .. }
            | ReadListError::OtherWorkbook { file }
            | ReadListError::Bomb { file, .. } => place(file, &None, 0, None),
            ReadListError::NotText { file, line } | ReadListError::GeoJson { file, line, .. } => {
                place(file, &None, *line, None)
            }
            ReadListError::Bound { file, sheet, line, cell, .. } => {
                place(file, sheet, *line, Some(cell.clone()))
            }
            ReadListError::Workbook { file, sheet, .. } => place(file, sheet, 0, None),
        }
    }
}
