//! The words of a portrait: what a row measures, and of which ages.

use std::collections::BTreeSet;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// What a label measures: its words without those that say nothing of it.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Measure {
    /// The words outside brackets.
    pub(super) core: BTreeSet<String>,
    /// All words.
    pub(super) full: BTreeSet<String>,
}

/// Words that say nothing of what is counted; publishers are kept apart.
const IDLE: &[&str] = &[
    "nb", "nombre", "de", "des", "du", "la", "le", "les", "en", "et", "au", "aux", "par", "parmi",
    "avec", "sur", "pour", "une", "un", "dont", "total", "ensemble", "ans", "an", "ou", "moins",
    "insee", "caf", "cnaf", "global", "dans", "effectif",
];

/// Abbreviations that portraits use beside the word itself.
const SHORT: &[(&str, &str)] = &[
    ("enf", "enfant"),
    ("enft", "enfant"),
    ("enfnt", "enfant"),
    ("alloc", "allocataire"),
    ("pop", "population"),
    ("fam", "famille"),
    ("dep", "departement"),
    ("dept", "departement"),
];

/// Lower case without accents; apostrophes and dashes of one form; anything else a space.
pub(super) fn plain(text: &str) -> String {
    let letters = text.nfd().filter(|c| !is_combining_mark(*c)).flat_map(char::to_lowercase);
    letters
        .map(|c| match c {
            '–' | '—' | '‑' | '−' => '-',
            'œ' => 'o',
            c if c.is_alphanumeric() || "%€()-".contains(c) => c,
            _ => ' ',
        })
        .collect()
}

/// The words of a text, in plain letters: `nb enfants 0-2 ans`.
pub(super) fn words(text: &str) -> Vec<String> {
    let text = plain(text).replace(['(', ')'], " ");
    text.split_whitespace().map(str::to_owned).collect()
}

/// The same heading however it is accented or hyphenated.
pub(super) fn heading_key(text: &str) -> String {
    words(&text.replace(['-', '’', '\''], " ")).join(" ")
}

/// What a label measures.
pub(super) fn measure(label: &str) -> Measure {
    let mut found = Measure::default();
    let mut depth = 0u32;
    let mut word = String::new();
    for c in plain(label).chars().chain([' ']) {
        if c.is_alphanumeric() || c == '-' {
            word.push(c);
            continue;
        }
        if let Some(stem) = stem(&word) {
            if depth == 0 {
                found.core.insert(stem.clone());
            }
            found.full.insert(stem);
        }
        word.clear();
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    if let Some((from, to)) = ages(label) {
        let band = format!("{from}-{to}");
        for words in [&mut found.core, &mut found.full] {
            words.retain(|word| !word.bytes().all(|byte| byte.is_ascii_digit()));
            words.insert(band.clone());
        }
    }
    found
}

fn stem(word: &str) -> Option<String> {
    let word = word.trim_matches('-');
    let single = word.len() < 2 && !word.bytes().all(|byte| byte.is_ascii_digit());
    if word.is_empty() || single || IDLE.contains(&word) {
        return None;
    }
    let stem = if word.len() > 3 { word.trim_end_matches(['s', 'x']) } else { word };
    let full = SHORT.iter().find(|(short, _)| *short == stem).map(|(_, full)| *full);
    Some(full.unwrap_or(stem).to_owned())
}

/// The ages that a label names, both ends included: `0-2 ans`, `0 à 2 ans`, `moins de 25 ans`.
pub(super) fn ages(label: &str) -> Option<(u8, u8)> {
    let words = words(label);
    if !words.iter().any(|word| word == "ans") {
        return None;
    }
    let number = |text: &str| text.parse::<u8>().ok().filter(|age| *age <= 120);
    let band = |from: &str, to: &str| Some((number(from)?, number(to)?)).filter(|(a, b)| a <= b);
    words.iter().enumerate().find_map(|(at, word)| {
        let next = |by: usize| words.get(at + by).map_or("", String::as_str);
        if let Some(found) = word.split_once('-').and_then(|(from, to)| band(from, to)) {
            return Some(found);
        }
        if next(1) == "a" && next(3) == "ans" {
            return band(word, next(2));
        }
        let under = word == "moins" && next(1) == "de" && next(3) == "ans";
        under.then(|| number(next(2))).flatten().filter(|age| *age > 0).map(|age| (0, age - 1))
    })
}

/// Whether a label names ages and nothing else: `6-11 ans`.
pub(super) fn only_ages(label: &str) -> bool {
    ages(label).is_some() && measure(label).full.iter().all(|word| word.contains('-'))
}

/// A year that stands alone, as a heading or a label.
pub(super) fn year(text: &str) -> Option<&str> {
    let text = text.trim();
    let known = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
    (known && matches!(text.as_bytes(), [b'1', b'9', ..] | [b'2', b'0', ..])).then_some(text)
}

/// The denominator that a label names after its percent sign: `% des familles` → ` des familles`.
pub(super) fn share_of(label: &str) -> Option<&str> {
    let label = label.trim();
    let rest = label.strip_prefix("en ").or_else(|| label.strip_prefix("En ")).unwrap_or(label);
    rest.trim_start().strip_prefix('%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn abbreviations_measure_the_same() {
        let pairs = [
            ("Familles allocataires avec enfts 0-2 ans", "Nb familles alloc. avec enfants 0-2 ans"),
            ("Nb d'enfants 3-5 ans Insee", "Nb enfants 3-5 ans"),
            ("% de la pop.", "Population Insee"),
            ("Enfants de 0 à 2 ans", "Nb d'enfants 0-2 ans"),
        ];
        for (one, other) in pairs {
            assert_eq!(measure(one), measure(other), "{one}");
        }
        assert_eq!(measure("Nb (foyers) allocataires Caf").core.len(), 1);
        assert_ne!(measure("Nb enfnts 6-11 ans AEEH"), measure("Nb d'enfants 6-11 ans Insee"));
    }

    #[test]
    fn ages_are_read_in_every_wording() {
        assert_eq!(ages("Nb enfants 0-2 ans"), Some((0, 2)));
        assert_eq!(ages("Enfants de 3 à 5 ans"), Some((3, 5)));
        assert_eq!(ages("Total enfants de moins de 25 ans"), Some((0, 24)));
        assert_eq!(ages("Evolution en 6 ans (%)"), None);
        assert!(only_ages("12-15 ans") && !only_ages("Nb 16-19 ans NEET"));
    }
}
