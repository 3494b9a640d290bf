//! Where a figure comes from: the one place for provenance.

use serde::{Deserialize, Serialize};

/// A dataset or an act that figures were read from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Source {
    /// The name that values refer to, such as `filosofi-2021`.
    pub id: String,
    /// Who publishes it.
    pub publisher: String,
    /// Its title.
    pub title: String,
    /// Its vintage (millésime) or date.
    pub vintage: String,
    /// The licence it is published under.
    pub licence: String,
    /// How a source line names it, such as `Insee, Filosofi 2021`.
    pub short: String,
    /// The package and version it was read from, where it was read from one.
    #[serde(default)]
    pub package: Option<String>,
    /// SHA-256 of that package or file, in hexadecimal digits.
    #[serde(default)]
    pub sha256: Option<String>,
}

/// The line that goes below every map, table and file, in French typography: the sources in the
/// order given, each once, then what else the figures stand on, such as the threshold.
#[must_use]
pub fn source_line<'a>(sources: impl IntoIterator<Item = &'a Source>, notes: &[String]) -> String {
    let mut names: Vec<&str> = Vec::new();
    for source in sources {
        if !names.contains(&source.short.as_str()) {
            names.push(&source.short);
        }
    }
    let label = if names.len() == 1 { "Source" } else { "Sources" };
    names.extend(notes.iter().map(String::as_str));
    format!("{label}\u{a0}: {}", names.join("\u{202f}; "))
}
