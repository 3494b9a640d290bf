//! What a published figure counts, by its name: words, ages, and what a share is taken of.

use std::collections::BTreeSet;

use crate::territory::normalised;

/// Words that say nothing of what is counted.
const IDLE: &[&str] = &[
    "nb", "nombre", "de", "des", "du", "d", "la", "le", "les", "l", "en", "et", "au", "aux", "par",
    "parmi", "avec", "sur", "pour", "une", "un", "dont", "total", "ensemble", "ans", "an", "ou",
    "moins", "insee", "caf", "cnaf", "global", "dans", "effectif", "general", "montant",
    "montants", "verse", "verses", "titre", "n",
];

/// Abbreviations that portraits use beside the word itself.
const SHORT: &[(&str, &str)] = &[
    ("enf", "enfant"),
    ("enft", "enfant"),
    ("enfnt", "enfant"),
    ("alloc", "allocataire"),
    ("pop", "population"),
    ("fam", "famille"),
];

/// Words for what a count has become since another year.
const CHANGE: &[&str] = &[
    "evolution",
    "variation",
    "progression",
    "croissance",
    "difference",
    "ecart",
    "hausse",
    "baisse",
    "augmentation",
    "diminution",
];

/// Stems that say nothing more beside one of those.
const BESIDE_CHANGE: &[&str] = &["tau", "entre", "depui", "annuel", "annuelle", "point"];

/// A name taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Name {
    /// What is counted, outside brackets and apart from ages.
    pub(super) words: BTreeSet<String>,
    /// The same with the words in brackets.
    pub(super) full: BTreeSet<String>,
    /// Ages, both included.
    pub(super) ages: Option<(u8, u8)>,
    /// What a share says to be taken of.
    pub(super) share_of: Option<Box<Name>>,
    /// « Total », « Ensemble », and no other word.
    pub(super) is_bare_total: bool,
    /// Whether it is the change of a count between two years; `words` are those of the count.
    pub(super) is_change: bool,
    /// The name of the row that this one is a part of.
    pub(super) parent: Option<String>,
}

/// Takes a name apart: `row`, `row – % of what`, or `row – part of it`.
pub(super) fn name(text: &str) -> Name {
    let mut parts: Vec<&str> = text.split(" – ").map(str::trim).collect();
    let percent = |part: &&str| part.trim_start_matches("en ").starts_with('%');
    let share_of = parts.last().copied().filter(percent).map(|part| {
        parts.pop();
        let of = part.trim_start_matches("en ").trim_start_matches('%');
        Box::new(plain(of))
    });
    let own = parts.join(" ");
    let parent = (parts.len() > 1).then(|| parts[..parts.len() - 1].join(" – "));
    Name { share_of, parent, ..plain(&own) }
}

fn plain(text: &str) -> Name {
    let (outside, all) = (without_brackets(text), normalised(text));
    let outside = normalised(&outside);
    let ages = ages(&outside).or_else(|| ages(&all));
    let mut words = stems(&outside);
    let is_change = words.iter().any(|word| CHANGE.contains(&word.as_str()));
    if is_change {
        words.retain(|word| {
            !CHANGE.contains(&word.as_str()) && !BESIDE_CHANGE.contains(&word.as_str())
        });
    }
    let first = outside.split(' ').next().unwrap_or_default();
    let is_bare_total = words.is_empty() && ages.is_none() && matches!(first, "total" | "ensemble");
    let full = stems(&all);
    Name { full, words, ages, share_of: None, is_bare_total, is_change, parent: None }
}

fn without_brackets(text: &str) -> String {
    let mut depth = 0_u32;
    let mut outside = String::new();
    for letter in text.chars() {
        match letter {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ if depth == 0 => outside.push(letter),
            _ => {}
        }
    }
    outside
}

fn stems(text: &str) -> BTreeSet<String> {
    let words = text.split(' ').filter(|word| {
        let number = word.bytes().all(|byte| byte.is_ascii_digit());
        !word.is_empty() && !number && word.len() > 1 && !IDLE.contains(word)
    });
    words
        .map(|word| {
            let stem = if word.len() > 3 { word.trim_end_matches(['s', 'x']) } else { word };
            let full = SHORT.iter().find(|(short, _)| *short == stem).map(|(_, full)| *full);
            full.unwrap_or(stem).to_owned()
        })
        .collect()
}

/// The ages in normalised words: `0 2 ans`, `0 a 2 ans`, `moins de 25 ans`.
fn ages(text: &str) -> Option<(u8, u8)> {
    let words: Vec<&str> = text.split(' ').collect();
    let number = |at: usize| words.get(at)?.parse::<u8>().ok().filter(|age| *age <= 120);
    words.iter().enumerate().filter(|(_, word)| **word == "ans").find_map(|(at, _)| {
        let last = number(at.checked_sub(1)?)?;
        let before = |by: usize| at.checked_sub(by);
        let close = before(2).and_then(number);
        let apart = before(2).filter(|at| words[*at] == "a").and(before(3).and_then(number));
        let under = before(2).filter(|at| words[*at] == "de").and(before(3));
        if under.is_some_and(|at| words[at] == "moins") && last > 0 {
            return Some((0, last - 1));
        }
        close.or(apart).filter(|from| *from <= last).map(|from| (from, last))
    })
}

/// The years that a vintage names: `RP2019` and `31/12/2022` have one each.
pub(super) fn years(vintage: &str) -> BTreeSet<String> {
    let parts = vintage.split(|letter: char| !letter.is_ascii_digit());
    let year = |part: &&str| part.len() == 4 && (part.starts_with("19") || part.starts_with("20"));
    parts.filter(year).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_is_counted_of_which_ages_and_of_what_a_share_is() {
        let found = name("Nb enfnts 0-2 ans AEEH");
        assert_eq!(found.ages, Some((0, 2)));
        let other = name("Total enfants 6-17 ans avec AEEH (alloc. d'éducation)");
        assert_eq!(other.words, found.words);
        assert_eq!(other.ages, Some((6, 17)));
        let share = name("Nb (foyers) allocataires RSA – % des (foyers) allocataires");
        assert_eq!(share.share_of.unwrap().words, name("Nb (foyers) allocataires Caf").words);
        assert!(name("Total").is_bare_total && !name("Total enfants").is_bare_total);
        assert_eq!(name("Total enfants de moins de 25 ans").ages, Some((0, 24)));
        assert_eq!(name("Enfants de 3 à 5 ans").ages, Some((3, 5)));
        assert_eq!(years("Insee, RP2019 ; Caf au 31/12/2022").len(), 2);
    }
}
