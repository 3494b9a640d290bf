//! What kind of service some words name.

use super::phrase::Phrase;
use super::phrases::{BUILDINGS, GENERIC, PHRASES};
use super::words::plain;
use crate::territory::Kind::Alsh;
use crate::territory::Subtype::Ados;
use crate::territory::{Funding, Kind, Slot, Subtype};

/// What words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum What {
    /// A service of a kind.
    Kind(Kind),
    /// Something else, with what, in French.
    Other(&'static str),
    /// One of several kinds: only a person can say.
    Doubtful(&'static [Kind]),
}

/// What was read in some words.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Reading {
    /// What they name, by the first words that name something.
    pub what: Option<What>,
    /// Whether those words come first.
    pub leads: bool,
    /// Whether those words can be the name of a building as well, such as « école ».
    pub building: bool,
    /// The subtype.
    pub subtype: Option<Subtype>,
    /// When it is open.
    pub slots: Vec<Slot>,
    /// How it is funded.
    pub funding: Option<Funding>,
    /// The words beyond these: a proper name, where there are any.
    pub rest: String,
}

fn slots_of(word: &str) -> Option<Slot> {
    match word {
        "peri" | "periscolaire" | "periscolaires" => Some(Slot::Periscolaire),
        "extra" | "extrascolaire" | "extrascolaires" | "vacances" | "vacance" => {
            Some(Slot::Extrascolaire)
        }
        "mercredi" | "mercredis" => Some(Slot::Mercredi),
        _ => None,
    }
}

/// A word without the mark of the plural.
fn singular(word: &str) -> &str {
    if word.len() > 3 { word.strip_suffix(['s', 'x']).unwrap_or(word) } else { word }
}

/// Whether the phrase stands at `at`; how many words it has.
fn matches(words: &[&str], at: usize, phrase: &str) -> Option<usize> {
    let mut count = 0;
    for word in phrase.split(' ') {
        if singular(words.get(at + count)?) != singular(word) {
            return None;
        }
        count += 1;
    }
    Some(count)
}

/// Only what leads a line is looked at beyond this many words: nobody names a kind later.
const MAX_WORDS: usize = 60;

/// Reads the kind, subtype, slots and funding in some words. What comes first decides; what
/// stands in brackets only where nothing else does.
#[must_use]
pub fn read_kind(text: &str) -> Reading {
    let (outside, inside) = without_brackets(text);
    let mut reading = read_plain(&plain(&outside));
    if !inside.is_empty() {
        let within = read_plain(&plain(&inside));
        reading.what = reading.what.or(within.what);
        reading.subtype = reading.subtype.or(within.subtype);
        reading.funding = reading.funding.or(within.funding);
        for slot in within.slots {
            add(&mut reading.slots, slot);
        }
    }
    reading
}

/// What stands outside and inside of brackets.
fn without_brackets(text: &str) -> (String, String) {
    let (mut outside, mut inside, mut depth) = (String::new(), String::new(), 0_u32);
    for c in text.chars() {
        match c {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            c if depth > 0 => inside.push(c),
            c => outside.push(c),
        }
    }
    (outside, inside)
}

fn read_plain(text: &str) -> Reading {
    let words: Vec<&str> =
        text.split(' ').filter(|word| !word.is_empty()).take(MAX_WORDS).collect();
    let mut reading = Reading::default();
    let (mut rest, mut at) = (Vec::new(), 0);
    while at < words.len() {
        let found = PHRASES
            .iter()
            .filter_map(|phrase| Some((matches(&words, at, phrase.words)?, phrase)))
            .max_by_key(|(count, _)| *count);
        let count = found.map_or(1, |(count, _)| count);
        if let Some((_, phrase)) = found {
            take(&mut reading, phrase, at);
            if phrase.naming {
                rest.extend(&words[at..at + count]);
            }
        } else if !is_generic(words[at]) {
            rest.push(words[at]);
        }
        for word in &words[at..at + count] {
            take_word(&mut reading, word);
        }
        at += count;
    }
    let level = |names: [&str; 3]| words.iter().any(|word| names.contains(&singular(word)));
    let maternel = level(["maternel", "maternelle", "mater"]);
    let elementaire = level(["elementaire", "primaire", "elem"]);
    if reading.subtype.is_none() && reading.what.is_none_or(|what| what == What::Kind(Alsh)) {
        reading.subtype = match (maternel, elementaire) {
            (true, true) => Some(Subtype::MaternelElementaire),
            (true, false) => Some(Subtype::Maternel),
            (false, true) => Some(Subtype::Elementaire),
            _ => level(["ado", "adolescent", "preado"]).then_some(Ados),
        };
    }
    reading.rest = rest.join(" ");
    reading
}

fn take(reading: &mut Reading, phrase: &Phrase, at: usize) {
    if reading.what.is_none() {
        reading.what = Some(phrase.what);
        reading.leads = at <= 1;
        reading.building = matches!(phrase.what, What::Other(label) if BUILDINGS.contains(&label));
    }
    // « Accueil de loisirs … (service EVS) »: a later phrase only refines the same kind.
    if reading.what == Some(phrase.what) {
        reading.subtype = reading.subtype.or(phrase.subtype);
    }
}

fn take_word(reading: &mut Reading, word: &str) {
    if let Some(slot) = slots_of(word) {
        add(&mut reading.slots, slot);
    }
    match word {
        "psu" => reading.funding = Some(Funding::Psu),
        "paje" => reading.funding = Some(Funding::Paje),
        _ => {}
    }
}

fn add(slots: &mut Vec<Slot>, slot: Slot) {
    if !slots.contains(&slot) {
        slots.push(slot);
    }
}

fn is_generic(word: &str) -> bool {
    GENERIC.contains(&word)
        || GENERIC.contains(&singular(word))
        || slots_of(word).is_some()
        || matches!(
            word,
            "psu"
                | "paje"
                | "ados"
                | "ado"
                | "adolescents"
                | "maternels"
                | "maternelle"
                | "adolescent"
        )
        || word.chars().all(|c| c.is_ascii_digit())
        || (word.ends_with("ans") && word.starts_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::territory::Kind::{Eaje, Evs, Laep, Rpe};

    #[test]
    fn the_first_words_decide_and_brackets_come_last() {
        for (text, what) in [
            ("Accueil de loisirs J. Prévert (Service EVS)", What::Kind(Alsh)),
            ("Ludothèque – EVS de Carrières", What::Other("ludothèque")),
            ("Micro-crèches PAJE", What::Kind(Eaje)),
            ("L.A.E.P. « Le Petit Pont »", What::Kind(Laep)),
            ("Lieux d'accueil enfants-parents", What::Kind(Laep)),
            ("RAM", What::Kind(Rpe)),
            ("Centre socio-culturel", What::Kind(Evs)),
            ("Maison d'assistantes maternelles", What::Other("maison d’assistants maternels")),
            ("Maison de l'enfance", What::Doubtful(&[Eaje, Alsh, Rpe, Laep])),
        ] {
            assert_eq!(read_kind(text).what, Some(what), "{text}");
        }
        assert_eq!(read_kind("Accueil Jean de La Fontaine").what, None);
    }

    #[test]
    fn what_remains_is_the_name() {
        for (text, rest) in [
            ("ALSH péri et extra Maternel et Elémentaire", ""),
            ("Structures Extrascolaires", ""),
            ("ALSH périscolaires et extrascolaires – 3-11ans", ""),
            ("Adresse des différents lieux d'accueil", ""),
            ("Club Ado", "club ado"),
            ("Accueil de loisirs maternel Pierrots", "pierrots"),
        ] {
            assert_eq!(read_kind(text).rest, rest, "{text}");
        }
        let reading = read_kind("ALSH extra/péri Elémentaire");
        assert_eq!(reading.subtype, Some(Subtype::Elementaire));
        assert_eq!(reading.slots, [Slot::Extrascolaire, Slot::Periscolaire]);
    }
}
