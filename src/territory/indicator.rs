//! Published figures on a zone, kept as they were published.

use serde::{Deserialize, Serialize};

use super::Figure;

/// A figure that a dataset or a document states of a zone.
#[derive(Debug, Clone, PartialEq)]
pub struct Indicator {
    /// The zone it speaks of: a territory code, a département as `dep-78`, a région as `reg-11`,
    /// or `FR`.
    pub zone: String,
    /// What is measured: the column of a dataset (`txcouv_eaje`), or the words of a document.
    pub name: String,
    /// Its unit, in words: `%`, `€`, `enfants`, `places pour 100 enfants`.
    pub unit: String,
    /// The value, or why there is none.
    pub value: Figure,
    /// The value in words, where it is no number, such as the class of a zoning.
    pub text: Option<String>,
    /// The vintage (millésime) of this very value: a document mixes several.
    pub vintage: String,
    /// The id of the source.
    pub source: String,
    /// Who may see it.
    pub usage: Usage,
}

/// Who may see a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Usage {
    /// Anyone.
    #[default]
    Public,
    /// Those bound by the convention it was handed over under (« usage interne »).
    Interne,
}
