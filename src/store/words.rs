//! The words that stand for values in the file: those that serde gives them.

use crate::territory::{Completeness, Funding, Precision, Slot, Status, Subtype, Usage};

/// A value with a word.
pub(super) trait Word: Copy + PartialEq + 'static {
    const ALL: &'static [(Self, &'static str)];

    fn word(self) -> &'static str;

    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, name)| *name == word).map(|(value, _)| *value)
    }
}

macro_rules! words {
    ($type:ident: $($variant:ident $word:literal),+) => {
        impl Word for $type {
            const ALL: &'static [(Self, &'static str)] = &[$((Self::$variant, $word)),+];

            fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word),+
                }
            }
        }
    };
}

words!(Subtype: Collectif "collectif", MultiAccueil "multi-accueil", Familial "familial",
    Parental "parental", MicroCreche "micro-creche", JardinEnfants "jardin-enfants",
    Maternel "maternel", Elementaire "elementaire",
    MaternelElementaire "maternel-elementaire", Ados "ados");
words!(Slot: Periscolaire "periscolaire", Extrascolaire "extrascolaire", Mercredi "mercredi",
    PetitesVacances "petites-vacances", Ete "ete");
words!(Funding: Psu "psu", Paje "paje");
words!(Precision: Exact "exact", Street "street", TownHall "town-hall", None "none");
words!(Completeness: NotDocumented "not-documented", Partial "partial", Complete "complete");
words!(Usage: Public "public", Interne "interne");
words!(Status: Observed "observed", Estimated "estimated", LowerBound "lower-bound", Zero "zero",
    NotApplicable "not-applicable", NotDocumented "not-documented", Secret "secret");

#[cfg(test)]
mod tests {
    use serde::Serialize;

    use super::*;

    fn agree<T: Word + Serialize>() {
        for &(value, word) in T::ALL {
            assert_eq!(serde_json::to_value(value).unwrap(), word);
            assert_eq!(value.word(), word);
            assert!(T::from_word(word) == Some(value));
        }
        assert!(T::from_word("").is_none());
    }

    #[test]
    fn words_are_those_of_the_model() {
        agree::<Subtype>();
        agree::<Slot>();
        agree::<Funding>();
        agree::<Precision>();
        agree::<Completeness>();
        agree::<Usage>();
        agree::<Status>();
    }
}
