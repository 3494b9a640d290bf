//! The portrait of a territory that a Caf joins to a convention: tables of figures with their
//! zones, sources and vintages, and an audit of their arithmetic. Nothing is repaired.
//!
//! Method and limits: `docs/methods/portrait.md`.

mod audit;
mod children;
mod figures;
mod layout;
mod lines;
mod notes;
mod number;
mod places;
mod provenance;
mod read;
mod recognise;
mod row;
mod sources;
mod table;
mod usage;
mod words;

use crate::import::listed::Line;
use crate::territory::{AgeGroup, Indicator, Kind, MeanSize, Place, Remark, Source, Usage};

pub use recognise::recognise;

/// The longest text that is read, in bytes.
pub const MAX_BYTES: usize = 4 << 20;
/// The most lines that are read.
pub const MAX_LINES: usize = 100_000;

/// A document to read, and what is known of it.
#[derive(Clone, Copy)]
pub struct Document<'a> {
    /// The name of the file, or of the pasted text, for [`Place`].
    pub file: &'a str,
    /// The id of the document as a source: the ids of its sources begin with it.
    pub id: &'a str,
    /// How a source line names the document: « CTG Carrières-sur-Seine ».
    pub short: &'a str,
    /// The Caf that « Caf » alone means: that of the département, « Caf de la Vienne ».
    pub caf: &'a str,
    /// The zone of a column heading as [`Indicator::zone`] writes it (`78124`, `dep-78`), or
    /// nothing where the heading is not sure: it is then kept as written.
    pub zone: &'a dyn Fn(&str) -> Option<String>,
    /// Who may see what is read, or nothing to look for the clause in the text.
    pub usage: Option<Usage>,
}

/// What was read.
#[derive(Debug, Clone, Default)]
pub struct Portrait {
    /// Every figure, in the order of the lines, repetitions left out.
    pub indicators: Vec<Indicator>,
    /// The sources that `indicators` and `children` refer to.
    pub sources: Vec<Source>,
    /// Defects of the document ([`Weight::Defect`](crate::territory::Weight)) and notes on how it
    /// was read.
    pub audit: Vec<Remark>,
    /// The titles of its sections, with their lines.
    pub sections: Vec<Section>,
    /// What each line was taken for: [`Other`](crate::import::listed::LineRole) for a row of
    /// figures, `Section` for titles and source lines.
    pub lines: Vec<Line>,
    /// Structures and places of a département by subtype.
    pub mean_sizes: Vec<MeanSize>,
    /// Structures and places declared in all, by kind.
    pub declared: Vec<Declared>,
    /// Children by age from the census, by zone. Bands of a zone never overlap.
    pub children: Vec<(String, AgeGroup)>,
    /// Who may see the figures that are not Insee's.
    pub usage: Usage,
}

/// A title.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// As written.
    pub title: String,
    /// Its line, from 1.
    pub line: u32,
}

/// How many structures and places a zone has of a kind, by the document's own count.
#[derive(Debug, Clone, PartialEq)]
pub struct Declared {
    /// The zone, as [`Indicator::zone`].
    pub zone: String,
    /// The kind.
    pub kind: Kind,
    /// Structures, where said.
    pub structures: Option<u32>,
    /// Places, where said.
    pub places: Option<f64>,
    /// The id of the source.
    pub source: String,
}

/// Why a text is not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PortraitError {
    /// It is too long.
    #[error("the text has {bytes} bytes, and {MAX_BYTES} are read at most")]
    TooLong {
        /// Its length.
        bytes: usize,
    },
    /// It has too many lines.
    #[error("the text has {lines} lines, and {MAX_LINES} are read at most")]
    TooManyLines {
        /// How many.
        lines: usize,
    },
}

/// Reads the tables of a portrait and audits them.
///
/// # Errors
/// Where the text passes [`MAX_BYTES`] or [`MAX_LINES`]. Anything shorter is read.
pub fn read(text: &str, document: Document<'_>) -> Result<Portrait, PortraitError> {
    if text.len() > MAX_BYTES {
        return Err(PortraitError::TooLong { bytes: text.len() });
    }
    let lines = text.lines().count();
    if lines > MAX_LINES {
        return Err(PortraitError::TooManyLines { lines });
    }
    let parted = lines::part(text);
    let (tables, roles) = read::read(&parted);
    let found = audit::audit(&tables, document.file);
    let mut audit = found.remarks;
    audit.extend(notes::notes(&tables, document.file));
    let mut portrait = Portrait {
        usage: document.usage.unwrap_or_else(|| usage::clause(text)),
        ..Portrait::default()
    };
    figures::fill(&mut portrait, &tables, document, &found.leaking);
    audit.sort_by(|a, b| (a.place.line, &a.code).cmp(&(b.place.line, &b.code)));
    portrait.audit = audit;
    let sections = tables.sections.into_iter().filter(|section| section.line > 0);
    portrait.sections =
        sections.map(|section| Section { title: section.title, line: section.line }).collect();
    let roled = parted.into_iter().zip(roles);
    portrait.lines = roled
        .map(|(line, role)| Line { sheet: None, number: line.number, text: line.text.into(), role })
        .collect();
    Ok(portrait)
}

fn place(file: &str, line: u32, cell: &str) -> Place {
    let cell = (!cell.is_empty()).then(|| cell.to_owned());
    Place { file: file.to_owned(), sheet: None, line, cell }
}
