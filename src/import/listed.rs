//! A list as understood, before communes and positions are looked up.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::territory::{Ages, CommuneCode, Funding, Kind, Place, Question, Remark, Slot, Subtype};
use crate::units::Wgs84;

/// What one file holds.
#[derive(Debug, Clone, Default)]
pub struct List {
    /// The services, in the order of the lines. They are large, and moved from stage to stage.
    pub services: Vec<Box<Listed>>,
    /// Lines that name something else than a service of the five kinds, with what it is.
    pub others: Vec<Other>,
    /// Lines that are refused, and what is worth knowing of the rest.
    pub remarks: Vec<Remark>,
    /// What each line was taken for, in order, for the page to show beside the text.
    pub lines: Vec<Line>,
}

/// A service as a list gives it. An empty text is a missing value.
#[derive(Debug, Clone, PartialEq)]
pub struct Listed {
    /// Where it stands.
    pub place: Place,
    /// 0, or 1, 2… for the further services or sites of one line.
    pub part: u32,
    /// The whole line as read, cells joined with a space.
    pub text: Arc<str>,
    /// The id that the list itself gives, or nothing.
    pub id: String,
    /// Its name, cleaned; empty where the line has none.
    pub name: String,
    /// Its kind.
    pub kind: Kind,
    /// Its subtype.
    pub subtype: Option<Subtype>,
    /// Its places, or nothing where nobody said.
    pub capacity: Option<f64>,
    /// Its ages.
    pub ages: Option<Ages>,
    /// When it is open.
    pub slots: Vec<Slot>,
    /// How it is funded.
    pub funding: Option<Funding>,
    /// Number and street.
    pub address: String,
    /// Postcode.
    pub postcode: String,
    /// The commune as written.
    pub city: String,
    /// The INSEE code of the commune, where the list has a column for it.
    pub insee: String,
    /// Its position, where the list gives one.
    pub position: Option<Wgs84>,
    /// The communes it serves, as written: names or codes.
    pub perimeter: Vec<String>,
    /// First day of opening.
    pub opened_on: Option<Date>,
    /// First day it is no longer open.
    pub closed_on: Option<Date>,
    /// The source that the line itself names.
    pub source: String,
    /// Columns that are none of these.
    pub attributes: Arc<BTreeMap<String, String>>,
    /// What a person has to decide. Questions on communes, positions and doubles are added later.
    pub questions: Vec<Question>,
    /// What is worth knowing, in French, such as « sans numéro ».
    pub notes: Vec<String>,
}

/// A line that names something else than a service of the five kinds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Other {
    /// Where it stands.
    pub place: Place,
    /// The whole line as read.
    pub text: String,
    /// What it was taken for, in French, such as « médiathèque ».
    pub label: String,
}

/// What a line was taken for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// The sheet it stands in, in a workbook.
    pub sheet: Option<String>,
    /// Its number, from 1.
    pub number: u32,
    /// Its text.
    pub text: Arc<str>,
    /// What it was taken for.
    pub role: LineRole,
}

/// The parts a line can play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum LineRole {
    /// Column headings.
    Heading,
    /// A heading over the lines that follow, such as « ALSH Adolescents – 11 – 17 ans ».
    Section,
    /// One or several services.
    Service,
    /// Something else than a service of the five kinds.
    Other,
    /// Refused.
    Refused,
    /// Not part of the table: prose, notes, page numbers.
    Ignored,
}

/// What a list says of the commune of a service.
#[derive(Debug, Clone, Copy, Default)]
pub struct CommuneClue<'a> {
    /// The name as written, or nothing.
    pub name: &'a str,
    /// The postcode as written, or nothing.
    pub postcode: &'a str,
    /// The INSEE code as written, or nothing.
    pub insee: &'a str,
}

/// What was found for a [`CommuneClue`].
#[derive(Debug, Clone, PartialEq)]
pub enum CommuneFound {
    /// One commune, and what is worth knowing of how it was found, in French.
    Sure(CommuneCode, Vec<String>),
    /// Not sure enough: a question, whose `key`, `place` and `subject` are filled in by the caller.
    Doubtful(Box<Question>),
    /// Nothing was said of it.
    Silent,
}

impl<'a> CommuneClue<'a> {
    /// One text that is a code or a name.
    #[must_use]
    pub fn of_one(text: &'a str) -> Self {
        match text.parse::<CommuneCode>() {
            Ok(_) => Self { insee: text, ..Self::default() },
            Err(_) => Self { name: text, ..Self::default() },
        }
    }
}
