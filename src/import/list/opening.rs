//! When a service opens or closes, in the words of a line.

use std::sync::{Arc, LazyLock};

use jiff::civil::Date;
use regex::Regex;

use super::amounts::{MONTHS, read_date};
use crate::import::listed::Listed;

/// What stands between the word and its date. « Ouvert du … au … » is a season, not an opening.
const BETWEEN: &str = r"(?:[\s:,]|prévue?|depuis|dès|en|le|à\s+partir\s+d[eu]|à\s+compter\s+d[eu]|pour|au|fin|début|courant|mi-|(?:à\s+)?la\s+rentrée(?:\s+de)?|rentrée(?:\s+de)?){1,8}";

static TOLD: LazyLock<Regex> = LazyLock::new(|| {
    let date = format!(
        r"(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{4}}|\d{{4}}-\d{{2}}-\d{{2}}|(?:\d{{1,2}}(?:er)?\s+)?(?:{MONTHS})\s+\d{{4}}|20\d{{2}})\b"
    );
    Regex::new(&format!(
        r"(?i)[\s,;(–—-]*\b(?:(ouverture|ouverte?|ouvre)|(fermeture|fermée?|ferme))\b{BETWEEN}({date})\s*\)?"
    ))
    .expect("the pattern is well formed")
});

/// What a line says of its opening and closing.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Opening {
    /// First day of opening.
    pub opened_on: Option<Date>,
    /// First day it is no longer open.
    pub closed_on: Option<Date>,
    /// Words that give no day, behind what they are about: « ouverture » or « fermeture ».
    pub left: Vec<(&'static str, String)>,
}

/// Takes opening and closing out of a text. Only a whole date is one: a month gives no day.
#[must_use]
pub fn opening_in(text: &str) -> (Opening, String) {
    let mut opening = Opening::default();
    let (mut rest, mut from) = (String::with_capacity(text.len()), 0);
    for found in TOLD.captures_iter(text) {
        let (Some(whole), Some(words)) = (found.get(0), found.get(3)) else { continue };
        rest.push_str(&text[from..whole.start()]);
        rest.push(' ');
        from = whole.end();
        let date = read_date(words.as_str());
        let opens = found.get(1).is_some();
        let told = if opens { &mut opening.opened_on } else { &mut opening.closed_on };
        if date.is_some() && told.is_none() {
            *told = date;
        } else {
            let what = if opens { "ouverture" } else { "fermeture" };
            opening.left.push((what, words.as_str().to_owned()));
        }
    }
    rest.push_str(&text[from..]);
    (opening, if from == 0 { text.to_owned() } else { rest.trim().to_owned() })
}

impl Opening {
    /// Puts what the line says where no column has said it.
    pub fn tell(self, listed: &mut Listed) {
        listed.opened_on = listed.opened_on.or(self.opened_on);
        listed.closed_on = listed.closed_on.or(self.closed_on);
        for (what, words) in self.left {
            listed.notes.push(format!(
                "{what}\u{a0}: «\u{a0}{words}\u{a0}» ne donne pas le jour, non reprise"
            ));
            Arc::make_mut(&mut listed.attributes).entry(what.to_owned()).or_insert(words);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_whole_date_is_an_opening() {
        for (text, opened, closed, left, rest) in [
            ("Les Lutins (ouverture septembre 2026)", None, None, 1, "Les Lutins"),
            ("Les Lutins – fermée depuis le 31/08/2024", None, Some("2024-08-31"), 0, "Les Lutins"),
            (
                "Les Lutins, ouverture le 1er mars 2025 – 3 rue X",
                Some("2025-03-01"),
                None,
                0,
                "Les Lutins – 3 rue X",
            ),
            ("Ouverture prévue en 2026 : 3 rue X", None, None, 1, ": 3 rue X"),
            (
                "Club ouvert du 01/07/2024 au 31/08/2024",
                None,
                None,
                0,
                "Club ouvert du 01/07/2024 au 31/08/2024",
            ),
            ("Fermé le mercredi", None, None, 0, "Fermé le mercredi"),
            ("fermeture le 31/02/2024", None, None, 1, ""),
        ] {
            let (read, kept) = opening_in(text);
            let day = |text: Option<&str>| text.map(|text| text.parse::<Date>().unwrap());
            assert_eq!((read.opened_on, read.closed_on), (day(opened), day(closed)), "{text}");
            assert_eq!((read.left.len(), kept.as_str()), (left, rest), "{text}");
        }
    }
}
