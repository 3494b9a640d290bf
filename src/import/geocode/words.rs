//! Words of street names, made comparable.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Abbreviations of the type of a street, where they begin its name.
const TYPES: &[(&str, &str)] = &[
    ("all", "allee"),
    ("allees", "allee"),
    ("av", "avenue"),
    ("ave", "avenue"),
    ("bd", "boulevard"),
    ("bld", "boulevard"),
    ("blvd", "boulevard"),
    ("boul", "boulevard"),
    ("ch", "chemin"),
    ("che", "chemin"),
    ("chem", "chemin"),
    ("crs", "cours"),
    ("fg", "faubourg"),
    ("fbg", "faubourg"),
    ("gde", "grande"),
    ("ham", "hameau"),
    ("imp", "impasse"),
    ("lot", "lotissement"),
    ("pass", "passage"),
    ("pl", "place"),
    ("r", "rue"),
    ("res", "residence"),
    ("rpt", "rondpoint"),
    ("rte", "route"),
    ("sq", "square"),
];

/// Abbreviations anywhere in a name.
const TITLES: &[(&str, &str)] = &[
    ("cdt", "commandant"),
    ("dr", "docteur"),
    ("fg", "faubourg"),
    ("fbg", "faubourg"),
    ("gal", "general"),
    ("mal", "marechal"),
    ("mgr", "monseigneur"),
    ("prof", "professeur"),
    ("st", "saint"),
    ("ste", "sainte"),
];

/// The types of street that are told apart: two names that differ in them are two streets.
const KNOWN_TYPES: &[&str] = &[
    "allee",
    "avenue",
    "boulevard",
    "chaussee",
    "chemin",
    "cite",
    "clos",
    "cour",
    "cours",
    "domaine",
    "esplanade",
    "faubourg",
    "grande",
    "hameau",
    "impasse",
    "lotissement",
    "mail",
    "passage",
    "place",
    "placette",
    "promenade",
    "quai",
    "residence",
    "rondpoint",
    "route",
    "rue",
    "ruelle",
    "sente",
    "sentier",
    "square",
    "traverse",
    "venelle",
    "villa",
    "voie",
];

/// Articles, which lists leave out or add.
const ARTICLES: &[&str] = &["d", "de", "des", "du", "l", "la", "le", "les"];

/// Lower case without accents, ligatures or punctuation, words apart by one space.
///
/// Folding twice changes nothing.
#[must_use]
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let letters = text.nfkd().flat_map(char::to_lowercase).collect::<String>();
    for letter in letters.nfkd().filter(|&letter| !is_combining_mark(letter)) {
        match letter {
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            'ß' => folded.push_str("ss"),
            _ if letter.is_alphanumeric() => folded.push(letter),
            _ if folded.ends_with(' ') || folded.is_empty() => {}
            _ => folded.push(' '),
        }
    }
    folded.truncate(folded.trim_end().len());
    folded
}

/// The name of a street, folded, abbreviations spelt out, articles left out.
///
/// Two spellings of one street have the same key: `R. de l’Église St-Jean` and
/// `rue de l'eglise Saint Jean`. The key of a key is itself.
#[must_use]
pub fn street_key(name: &str) -> String {
    let folded = fold(name);
    let words: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
    let last = words.len().saturating_sub(1);
    let kept = words.iter().enumerate().filter(|&(at, word)| at == last || !is_article(word));
    let mut key: Vec<&str> = Vec::with_capacity(words.len());
    for (_, word) in kept {
        let spelt = if key.is_empty() { spell(TYPES, word) } else { word };
        match (key.last(), spelt) {
            (Some(&"rond"), "point") if key.len() == 1 => key = vec!["rondpoint"],
            _ => key.push(spell(TITLES, spelt)),
        }
    }
    key.join(" ")
}

/// The type of street that a key begins with, and the rest; no type where it begins otherwise or
/// has nothing else.
#[must_use]
pub(super) fn type_and_name(key: &str) -> (Option<&str>, &str) {
    match key.split_once(' ') {
        Some((kind, name)) if KNOWN_TYPES.contains(&kind) => (Some(kind), name),
        _ => (None, key),
    }
}

fn is_article(word: &str) -> bool {
    ARTICLES.contains(&word)
}

fn spell<'a>(list: &[(&'static str, &'static str)], word: &'a str) -> &'a str {
    list.iter().find(|(short, _)| *short == word).map_or(word, |&(_, long)| long)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_spellings_of_one_street_have_one_key() {
        for (written, official) in [
            ("R. de l’Église St-Jean", "Rue de l'Église Saint-Jean"),
            ("pl Henri Dunant", "Place Henri Dunant"),
            ("Bd. des Écoles", "BOULEVARD DES ECOLES"),
            ("Av du Gal Leclerc", "Avenue du Général Leclerc"),
            ("Rond-point des Eclairs", "Rond point des Éclairs"),
            ("ch. Ste Anne", "Chemin Sainte-Anne"),
            ("all.  du Bœuf", "Allée du Boeuf"),
            ("rue Clos Noyon", "Rue du Clos Noyon"),
            ("Gde Rue", "Grande Rue"),
            ("RTE de Paris", "Route de Paris"),
            ("imp. du Fbg Sq", "Impasse du Faubourg Sq"),
        ] {
            assert_eq!(street_key(written), street_key(official), "{written}");
        }
    }

    #[test]
    fn streets_that_differ_have_different_keys() {
        for (one, other) in [
            ("Rue du Parc", "Place du Parc"),
            ("Allée L", "Allée D"),
            ("Rue Saint Jean", "Rue Sainte Jeanne"),
            ("Rue du Clos", "Rue du Clos Noyon"),
        ] {
            assert_ne!(street_key(one), street_key(other), "{one}");
        }
    }

    #[test]
    fn the_type_of_a_street_is_told_from_its_name() {
        assert_eq!(type_and_name("rue clos noyon"), (Some("rue"), "clos noyon"));
        assert_eq!(type_and_name("bourbiers"), (None, "bourbiers"));
        assert_eq!(type_and_name("place"), (None, "place"));
    }

    proptest! {
        #[test]
        fn the_key_of_a_key_is_itself(name in "\\PC{0,40}") {
            let key = street_key(&name);
            prop_assert_eq!(street_key(&key), key.clone());
            prop_assert_eq!(fold(&key), key);
        }

        #[test]
        fn words_of_streets_stay_idempotent(
            words in prop::collection::vec(
                prop::sample::select(vec![
                    "r", "rue", "la", "l", "de", "st", "ste", "rond", "point", "rond-point", "fg",
                    "all", "gde", "8", "mai", "écoles", "Œuvre", "pl", "bd", "É", "rpt",
                ]), 0..7)
        ) {
            let key = street_key(&words.join(" "));
            prop_assert_eq!(street_key(&key), key.clone());
        }

        #[test]
        fn case_does_not_change_a_key(name in "[a-zA-ZàâéèêëîïôùûüçÀÉÈÊÎÔÛÇ' -]{0,40}") {
            prop_assert_eq!(street_key(&name.to_uppercase()), street_key(&name.to_lowercase()));
        }
    }
}
