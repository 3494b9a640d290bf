//! What some words name.

use super::kinds::What;
use crate::territory::{Kind, Subtype};

/// Words that name something.
pub struct Phrase {
    /// The words, plain.
    pub words: &'static str,
    /// What they name.
    pub what: What,
    /// The subtype that they tell.
    pub subtype: Option<Subtype>,
    /// Whether the words can be a proper name, such as « Club ado ».
    pub naming: bool,
}

/// Words that name a kind.
#[must_use]
pub const fn kind(words: &'static str, kind: Kind, subtype: Option<Subtype>) -> Phrase {
    Phrase { words, what: What::Kind(kind), subtype, naming: false }
}

/// Words that name a kind and can be a proper name.
#[must_use]
pub const fn naming(words: &'static str, subtype: Subtype) -> Phrase {
    Phrase { words, what: What::Kind(Kind::Alsh), subtype: Some(subtype), naming: true }
}

/// Words that name something else.
#[must_use]
pub const fn other(words: &'static str, label: &'static str) -> Phrase {
    Phrase { words, what: What::Other(label), subtype: None, naming: false }
}

/// Words that several kinds are called.
#[must_use]
pub const fn doubtful(words: &'static str, kinds: &'static [Kind]) -> Phrase {
    Phrase { words, what: What::Doubtful(kinds), subtype: None, naming: true }
}
