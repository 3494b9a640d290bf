//! Capacities, dates and coordinates as people write them.

use std::sync::LazyLock;

use jiff::civil::Date;
use regex::Regex;

use super::words::{plain, short};
use crate::territory::Crs;
use crate::units::{Projected, Wgs84};

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is well formed")
}

static PLACES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?i)^(\d{1,5}(?:[.,]\d{1,2})?)\s*(?:places?|pl\.?|enfants|berceaux|agréments?)?$")
});
static NUMBER: LazyLock<Regex> = LazyLock::new(|| pattern(r"\d{1,5}"));
/// In free text « pl » is a square and « 3 places du marché » are squares as well.
static IN_TEXT: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)[(,;:–—-]?\s*\b(?:capacité|agrément|agréée? pour)\s*(?:de|:)?\s*(\d{1,4})(?:\s*(?:places|enfants|pl))?\)?|[(,;:–—-]?\s*\b(\d{1,4})\s*(?:places|berceaux)\b(?:\s*agréées)?\)?",
    )
});
/// « 1er septembre 2026 ».
static DATE_IN_WORDS: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)\b(\d{{1,2}})(?:er)?\s+({MONTHS})\s+(\d{{4}})\b")));
static DATE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"\b(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\b|\b(\d{4})-(\d{2})-(\d{2})\b")
});

/// The months, in a pattern, from January on.
pub const MONTHS: &str =
    "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[uû]t|septembre|octobre|novembre|d[ée]cembre";
/// How the months begin in plain words, from January on.
const MONTH_STARTS: [&str; 12] =
    ["jan", "fev", "mar", "avr", "mai", "juin", "juil", "aou", "sep", "oct", "nov", "dec"];

/// What was read of a number of places.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Capacity {
    /// The number, where it is beyond doubt.
    pub places: Option<f64>,
    /// Numbers to choose from, where it is not.
    pub choices: Vec<f64>,
    /// Words that give no number, such as « complet ».
    pub left: String,
}

/// Reads a cell of places. Zero is zero; no number is no number.
#[must_use]
pub fn read_capacity(text: &str) -> Capacity {
    let text = text.trim();
    if let Some(found) = PLACES.captures(text) {
        let places = found[1].replace(',', ".").parse().ok();
        return Capacity { places, ..Capacity::default() };
    }
    let silent = ["", "nc", "n c", "nr", "n r", "nd", "n d", "non communique", "x", "neant"];
    if silent.contains(&plain(text).as_str()) {
        return Capacity::default();
    }
    let short = short(text, 200);
    let numbers: Vec<f64> =
        NUMBER.find_iter(&short).filter_map(|found| found.as_str().parse().ok()).collect();
    let mut choices = numbers.clone();
    if short.contains('+') && numbers.len() > 1 {
        choices.insert(0, numbers.iter().sum());
    }
    choices.dedup();
    choices.truncate(6);
    Capacity { places: None, choices, left: text.to_owned() }
}

/// A number of places in free text, and the text without it.
#[must_use]
pub fn capacity_in(text: &str) -> (Option<f64>, String) {
    let Some(found) = IN_TEXT.captures(text) else { return (None, text.to_owned()) };
    let places = found.get(1).or_else(|| found.get(2)).and_then(|n| n.as_str().parse().ok());
    let whole = found.get(0).map_or(0..0, |whole| whole.range());
    (places, format!("{} {}", &text[..whole.start], &text[whole.end..]))
}

/// The first day that is written in a text: ISO 8601, day/month/year, or the month in words.
#[must_use]
pub fn read_date(text: &str) -> Option<Date> {
    let short = short(text, 200);
    let Some(found) = DATE.captures(&short) else { return date_in_words(&short) };
    let part = |at: usize| found.get(at).and_then(|part| part.as_str().parse::<i16>().ok());
    let (year, month, day) = match part(4) {
        Some(year) => (year, part(5)?, part(6)?),
        None => (part(3)?, part(2)?, part(1)?),
    };
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

fn date_in_words(text: &str) -> Option<Date> {
    let found = DATE_IN_WORDS.captures(text)?;
    let month = plain(&found[2]);
    let at = MONTH_STARTS.iter().position(|start| month.starts_with(start))?;
    Date::new(found[3].parse().ok()?, i8::try_from(at + 1).ok()?, found[1].parse().ok()?).ok()
}

/// A number with a decimal comma or point, spaces between thousands left out.
#[must_use]
pub fn read_number(text: &str) -> Option<f64> {
    if let Ok(plain) = text.parse::<f64>() {
        return Some(plain).filter(|number| number.is_finite());
    }
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    digits.replace(',', ".").parse().ok().filter(|number: &f64| number.is_finite())
}

/// A position from its two numbers: degrees, or Lambert-93 metres inside of the métropole.
#[must_use]
pub fn read_position(x: f64, y: f64) -> Option<Wgs84> {
    if x.abs() <= 180.0 && y.abs() <= 90.0 {
        return Some(Wgs84 { lon: x, lat: y });
    }
    let in_france = (0.0..1_300_000.0).contains(&x) && (6_000_000.0..7_200_000.0).contains(&y);
    in_france.then(|| Crs::Lambert93.unproject(Projected { x, y })).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_never_invented() {
        for (text, places, choices) in [
            ("24", Some(24.0), 0),
            ("24 places", Some(24.0), 0),
            ("24 pl.", Some(24.0), 0),
            ("0", Some(0.0), 0),
            ("complet", None, 0),
            ("NC", None, 0),
            ("n.c.", None, 0),
            ("20 + 4", None, 3),
            ("24-26", None, 2),
            ("60 (dont 20 mercredi)", None, 2),
        ] {
            let read = read_capacity(text);
            assert_eq!((read.places, read.choices.len()), (places, choices), "{text}");
        }
        assert_eq!(capacity_in("20 pl du Général de Gaulle").0, None);
        assert_eq!(capacity_in("6 rue X, 30 places").0, Some(30.0));
    }

    #[test]
    fn dates_and_positions_are_read_in_french_order() {
        let day = "2023-09-01".parse().ok();
        assert_eq!(read_date("ouvert le 01/09/2023"), day);
        assert_eq!(read_date("2023-09-01"), day);
        assert_eq!(read_date("1er septembre 2023"), day);
        assert_eq!(read_date("2 aout 2024"), "2024-08-02".parse().ok());
        assert_eq!(read_date("31/02/2023"), None);
        assert_eq!(read_date("septembre 2023"), None);
        let at = read_position(652_000.0, 6_862_000.0).unwrap();
        assert!((at.lon - 2.34).abs() < 0.1 && (at.lat - 48.85).abs() < 0.1);
        assert_eq!(read_number("48,85"), Some(48.85));
    }
}
