//! What an import would make of the register: everything it read, what is doubtful and why, and
//! the register as it would be.

mod answers;
mod build;
mod candidate;
mod covering;
mod doubles;
mod intake;
mod known;
mod outcome;
mod questions;
mod whereabouts;

pub use answers::{Answers, Edit, Gone};
pub use build::{DraftError, Request, draft};
pub use candidate::{Candidate, Change};
pub use questions::InvalidAnswer;

use super::listed::{Line, Other};
use crate::territory::{
    Completeness, Facility, Kind, Question, Register, Remark, Source, TerritoryCode,
};

/// An import before it is committed.
#[derive(Debug)]
pub struct Draft {
    /// The territory it was made for.
    pub territory: TerritoryCode,
    /// What each file was taken for.
    pub files: Vec<FileRead>,
    /// The services, in the order of the lines.
    pub services: Vec<Candidate>,
    /// The questions on them, answered or not.
    pub questions: Vec<Asked>,
    /// Lines that name something else.
    pub others: Vec<Other>,
    /// What was refused, what the documents have wrong, and what is worth knowing.
    pub remarks: Vec<Remark>,
    /// Services that the same list named before, and no longer names.
    pub gone: Vec<Facility>,
    /// Whether the decision on those is still open.
    pub gone_is_open: bool,
    /// What is claimed of each kind.
    pub inventories: Vec<Claim>,
    /// Official figures read.
    pub figures: Vec<FiguresRead>,
    /// The register as it would be; questions that are open wait in its reviews.
    pub register: Register,
}

/// What a list no longer names.
#[derive(Debug)]
struct Settled {
    gone: Vec<Facility>,
    gone_is_open: bool,
}

/// A file, and what it was taken for.
#[derive(Debug, Clone)]
pub struct FileRead {
    /// Its name.
    pub name: String,
    /// What it was taken for.
    pub layout: Layout,
    /// How it was read, in French: encoding, separator, sheets.
    pub how: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// What each line was taken for; empty for official files.
    pub lines: Vec<Line>,
    /// The source that its values refer to.
    pub source: Source,
}

/// The layouts that are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// A list of services: canonical, annex, spreadsheet, SCDL or GeoJSON.
    Facilities,
    /// The permanent database of facilities.
    Bpe,
    /// A dataset of Insee, Cnaf or the State.
    Official,
    /// The portrait tables of a convention.
    Portrait,
    /// Nothing but names of communes.
    Communes,
}

/// A question, and its answer so far.
#[derive(Debug, Clone)]
pub struct Asked {
    /// The question.
    pub question: Question,
    /// The key of the service.
    pub service: String,
    /// The line as read.
    pub text: String,
    /// The answer.
    pub answer: Option<String>,
}

/// What is claimed of a kind.
#[derive(Debug, Clone, Copy)]
pub struct Claim {
    /// The kind.
    pub kind: Kind,
    /// How many services of it the draft holds.
    pub count: usize,
    /// What was claimed; nothing where nobody answered yet.
    pub completeness: Option<Completeness>,
}

/// What was read of an official file.
#[derive(Debug, Clone)]
pub struct FiguresRead {
    /// What it is, in French.
    pub label: String,
    /// Rows kept.
    pub rows: u64,
    /// Communes it speaks of.
    pub communes: usize,
    /// What was dropped or checked, in French.
    pub note: String,
}

/// The counts of a draft.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, serde::Serialize)]
pub struct Summary {
    /// Services read.
    pub services: usize,
    /// Those without an open question.
    pub understood: usize,
    /// Those with one.
    pub doubtful: usize,
    /// Lines refused.
    pub refused: usize,
    /// Lines that name something else.
    pub others: usize,
    /// Defects of the documents.
    pub defects: usize,
    /// Services that the register has not.
    pub added: usize,
    /// Services that the register has otherwise.
    pub changed: usize,
    /// Services that the register has just so.
    pub unchanged: usize,
    /// Services that the same list no longer names.
    pub gone: usize,
    /// Questions, answered or not.
    pub questions: usize,
    /// Questions without an answer.
    pub open: usize,
    /// Rows of official figures.
    pub figures: u64,
}

impl Layout {
    /// The word used in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Facilities => "facilities",
            Self::Bpe => "bpe",
            Self::Official => "official",
            Self::Portrait => "portrait",
            Self::Communes => "communes",
        }
    }

    /// What it is called in French.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::Facilities => "liste de services",
            Self::Bpe => "base permanente des équipements (Insee)",
            Self::Official => "données officielles",
            Self::Portrait => "portrait de territoire",
            Self::Communes => "liste de communes",
        }
    }
}

impl Draft {
    /// Its counts.
    #[must_use]
    pub fn summary(&self) -> Summary {
        use crate::territory::Weight;
        let kept = || self.services.iter().filter(|service| !service.left_out);
        let change = |change| kept().filter(|service| service.change == change).count();
        let weight = |weight| self.remarks.iter().filter(|r| r.weight == weight).count();
        let doubtful = kept().filter(|service| service.is_open).count();
        Summary {
            services: kept().count(),
            understood: kept().count() - doubtful,
            doubtful,
            refused: weight(Weight::Refused),
            others: self.others.len(),
            defects: weight(Weight::Defect),
            added: change(Change::Added),
            changed: change(Change::Changed),
            unchanged: change(Change::Unchanged),
            gone: self.gone.len(),
            questions: self.questions.len(),
            open: self.open().count() + usize::from(self.gone_is_open),
            figures: self.figures.iter().map(|figures| figures.rows).sum(),
        }
    }

    /// The questions that nobody answered.
    pub fn open(&self) -> impl Iterator<Item = &Asked> {
        self.questions.iter().filter(|asked| asked.answer.is_none())
    }
}
