//! What an import could not decide by itself.

use serde::{Deserialize, Serialize};

/// A question on one line of a list, waiting for a person.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Question {
    /// Names it within an import: the line's key, then what is asked, such as `0:8:0/commune`.
    pub key: String,
    /// The line it is about, as [`Place`].
    pub place: Place,
    /// The name of the service, or the words that were read for one.
    pub subject: String,
    /// What was found, as a kebab-case word that does not change.
    pub code: String,
    /// Why it is doubtful, in French.
    pub reason: String,
    /// What can be done, in French.
    pub remedy: String,
    /// The very words that raised it.
    pub quote: String,
    /// Answers to choose from, the likely one first. None is chosen.
    pub answers: Vec<Choice>,
    /// What else may be given than one of `answers`.
    pub free: Free,
    /// Whether the service is left out until it is answered. Otherwise it is kept in its most
    /// careful reading.
    pub blocking: bool,
}

/// An answer that can be chosen.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Choice {
    /// What is sent back: a commune code, a kind, `lon,lat`, `merge:ID`, `keep`, `leave-out`…
    pub value: String,
    /// How it is put to a person, in French.
    pub label: String,
    /// Whether the evidence speaks for it.
    pub likely: bool,
}

/// What a person may give beyond the choices.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Free {
    /// Nothing else.
    Nothing,
    /// A commune code.
    Commune,
    /// A text, such as a name.
    Text,
    /// A position, as `lon,lat`.
    Position,
    /// A number of places.
    Number,
}

/// A place in a file, as a person would look it up.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    /// The name of the file, or of the pasted text.
    pub file: String,
    /// The sheet of a workbook.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub sheet: Option<String>,
    /// The line, counted from 1; 0 speaks of the whole file.
    pub line: u32,
    /// The cell: a heading, or the letters of a column.
    #[serde(skip_serializing_if = "Option::is_none", default)]
    pub cell: Option<String>,
}

/// A question that outlives its import, in the register: waiting, or answered and not to be asked
/// again of the same line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Review {
    /// The territory the list was imported for.
    pub territory: String,
    /// The id of the list's source.
    pub source: String,
    /// The line as read.
    pub text: String,
    /// The question.
    pub question: Question,
    /// The answer, once somebody gave it.
    #[serde(default)]
    pub answer: Option<String>,
}
