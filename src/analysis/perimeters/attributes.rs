//! What lists say of a service beyond the columns of the model, by their own headings.

use crate::territory::{Facility, normalised};

/// Headings of how often a service comes or opens.
const FREQUENCY: [&str; 5] =
    ["frequence", "frequency", "periodicite", "frequence d ouverture", "rythme"];

/// Headings of full-time equivalents of animators.
const ANIMATORS: [&str; 6] = [
    "etp",
    "etp animateur",
    "etp animateurs",
    "etp d animation",
    "nb etp",
    "equivalents temps plein",
];

/// Headings of the childminders that a relay is for.
const CHILDMINDERS: [&str; 8] = [
    "assistantes maternelles",
    "assistants maternels",
    "nb assistantes maternelles",
    "nb assistants maternels",
    "nombre d assistantes maternelles",
    "nombre d assistants maternels",
    "assistantes maternelles agreees",
    "childminders",
];

/// Headings of opening hours, by the time they are counted over.
const HOURS: [(Per, &[&str]); 3] = [
    (Per::Week, &["heures par semaine", "heures hebdomadaires", "hours per week"]),
    (Per::Month, &["heures par mois", "heures mensuelles", "hours per month"]),
    (Per::Year, &["heures par an", "heures annuelles", "heures ouverture", "hours per year"]),
];

/// The most of anything that a cell is believed to count: more is a mistake of the list.
const MOST: f64 = 100_000.0;

/// The time that opening hours are counted over. They are never converted: a service that opens
/// two hours a week does not open a hundred and four a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Per {
    /// A week of opening.
    Week,
    /// A month of opening.
    Month,
    /// A year.
    Year,
}

impl Per {
    /// The word used in answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }
}

/// How often a service opens, in the words of its list.
pub(super) fn frequency(facility: &Facility) -> Option<&str> {
    text(facility, &FREQUENCY)
}

/// Full-time equivalents of animators.
pub(super) fn animators(facility: &Facility) -> Option<f64> {
    text(facility, &ANIMATORS).and_then(number)
}

/// Childminders that a relay is for.
pub(super) fn childminders(facility: &Facility) -> Option<f64> {
    text(facility, &CHILDMINDERS).and_then(number)
}

/// Opening hours, and the time they are counted over.
pub(super) fn hours(facility: &Facility) -> Option<(f64, Per)> {
    HOURS
        .iter()
        .find_map(|(per, headings)| Some((text(facility, headings).and_then(number)?, *per)))
}

fn text<'a>(facility: &'a Facility, headings: &[&str]) -> Option<&'a str> {
    let fits = |heading: &str| headings.contains(&normalised(heading).as_str());
    let found =
        facility.attributes.iter().find(|(heading, cell)| fits(heading) && !cell.trim().is_empty());
    found.map(|(_, cell)| cell.trim())
}

/// A plain number, with a comma or a point; anything else, such as « environ 40 », is not read.
fn number(text: &str) -> Option<f64> {
    let plain: String =
        text.chars().filter(|c| !matches!(c, ' ' | '\u{a0}' | '\u{202f}')).collect();
    let is_plain = plain.bytes().all(|b| b.is_ascii_digit() || matches!(b, b',' | b'.'));
    let number = plain.replace(',', ".").parse::<f64>().ok().filter(|_| is_plain)?;
    (0.0..=MOST).contains(&number).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn plain_numbers_only_are_read() {
        assert_eq!(number("1,5"), Some(1.5));
        assert_eq!(number("0.8"), Some(0.8));
        assert_eq!(number("1\u{202f}240"), Some(1240.0));
        for text in ["", "environ 40", "2 ETP", "-1", "1e9", "NaN", "1.2.3", ","] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
