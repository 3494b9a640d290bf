//! Bands of ages as people write them.

use std::sync::LazyLock;

use regex::Regex;

use super::words::short;
use crate::territory::{Ages, Kind};

/// `1 an 1/2`, `10 semaines`, `11`: a number, its half and its unit.
const AGE: &str =
    r"(\d{1,2})\s*(?:1/2|½)?\s*(ans?|mois|semaines?|sem\.?|mois\s*(?:1/2|½))?\s*(?:1/2|½|et demi)?";

static BAND: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(&format!(
        r"(?i)(?:^|[^\d/]){AGE}\s*(?:-|–|—|/|à|a|au|jusqu.\s*à|et)\s*{AGE}(?:$|[^\d/])"
    ))
    .expect("the pattern is well formed")
});
static UNDER: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:moins|-)\s*de\s*(\d{1,2})\s*ans|jusqu.\s*à\s*(\d{1,2})\s*ans")
        .expect("the pattern is well formed")
});
static OPEN: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?i)(?:dès|des|à partir de|a partir de|plus de|\+ de)\s*\d{1,2}\s*(?:ans|mois|semaines|sem)")
        .expect("the pattern is well formed")
});

/// What was read of ages.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct AgesRead {
    /// The band, where both ends are told.
    pub ages: Option<Ages>,
    /// The words that tell only where it begins, or that are not understood.
    pub left: String,
}

/// Reads a band of ages in completed years.
///
/// From birth or months to 3 years is up to the third birthday: 0-2. A band that begins at an age
/// in years holds both: « 3-11 ans » is 3-11. `unit` asks for « ans » somewhere, as free text has
/// other numbers.
#[must_use]
pub fn read_ages(text: &str, kind: Option<Kind>, unit: bool) -> AgesRead {
    let text = short(text, 400);
    if let Some(found) = BAND.captures(&text) {
        let whole = found.get(0).map_or("", |found| found.as_str()).to_lowercase();
        let part = |at: usize| found.get(at).map_or("", |found| found.as_str());
        let (low, high) = (part(1).parse::<u8>(), part(3).parse::<u8>());
        let (low_unit, high_unit) = (part(2).to_lowercase(), part(4).to_lowercase());
        let in_years = high_unit.starts_with("an");
        if let (Ok(low), Ok(high)) = (low, high)
            && (in_years || (!unit && high_unit.is_empty()) || whole.contains("ans"))
        {
            let months = low_unit.starts_with("mois") || low_unit.starts_with("sem");
            let from = if months { 0 } else { low };
            let birth = months || low == 0;
            let to = if birth && kind != Some(Kind::Evs) { high.saturating_sub(1) } else { high };
            if let Ok(ages) = Ages::new(from, to) {
                return AgesRead { ages: Some(ages), left: String::new() };
            }
        }
    }
    if let Some(found) = UNDER.captures(&text)
        && let Some(years) = found.get(1).or_else(|| found.get(2))
        && let Ok(years) = years.as_str().parse::<u8>()
        && let Ok(ages) = Ages::new(0, years.saturating_sub(1))
    {
        return AgesRead { ages: Some(ages), left: String::new() };
    }
    let left = if unit {
        OPEN.find(&text).map_or_else(String::new, |found| found.as_str().to_owned())
    } else {
        text.trim().to_owned()
    };
    AgesRead { ages: None, left }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ages_are_completed_years() {
        for (text, expected) in [
            ("10 semaines - 3 ans", Some("0-2")),
            ("2 mois 1/2 - 4 ans", Some("0-3")),
            ("0-3 ans", Some("0-2")),
            ("3-11ans", Some("3-11")),
            ("3-11 ans", Some("3-11")),
            ("de 3 à 12 ans", Some("3-12")),
            ("11/17 ans", Some("11-17")),
            ("11 – 17 ans", Some("11-17")),
            ("3 ans à 11 ans révolus", Some("3-11")),
            ("moins de 6 ans", Some("0-5")),
            ("dès 2 mois", None),
            ("à partir de 3 ans", None),
            ("33-35 rue des Vignes", None),
        ] {
            let read = read_ages(text, Some(Kind::Eaje), true).ages.map(String::from);
            assert_eq!(read.as_deref(), expected, "{text}");
        }
        let read = read_ages("ALSH 11 -17", Some(Kind::Alsh), false).ages;
        assert_eq!(read.map(String::from).as_deref(), Some("11-17"));
        assert_eq!(read_ages("dès 2 mois", None, false).left, "dès 2 mois");
    }
}
