//! Codes of files and the communes of today.

use std::collections::BTreeSet;

use crate::territory::{CommuneCode, France};

/// The most unknown codes that are kept to be counted.
const MOST_UNKNOWN: usize = 10_000;

/// Codes that name no commune of today, each once.
#[derive(Debug, Default)]
pub(super) struct Unknown(pub(super) BTreeSet<String>);

impl Unknown {
    /// The commune of a code: itself, or the one an arrondissement of Paris, Lyon or Marseille
    /// belongs to. Nothing where it names none of today; then it is noted.
    pub(super) fn commune(&mut self, france: &France, text: &str) -> Option<CommuneCode> {
        let found = commune_of(france, text);
        if found.is_none() && self.0.len() < MOST_UNKNOWN {
            self.0.insert(text.chars().take(20).collect());
        }
        found
    }
}

/// The commune of today that a code names.
pub(super) fn commune_of(france: &France, text: &str) -> Option<CommuneCode> {
    let code: CommuneCode = text.parse().ok()?;
    if france.commune_at(code).is_some() {
        return Some(code);
    }
    let whole = match text.parse::<u32>().ok()? {
        75_101..=75_120 => "75056",
        69_381..=69_389 => "69123",
        13_201..=13_216 => "13055",
        _ => return None,
    };
    let whole = whole.parse().ok()?;
    france.commune_at(whole).map(|_| whole)
}

/// The régions of 2016 by the départements they hold (loi n° 2015-29).
const REGIONS: [(&str, &[&str]); 18] = [
    ("01", &["971"]),
    ("02", &["972"]),
    ("03", &["973"]),
    ("04", &["974"]),
    ("06", &["976"]),
    ("11", &["75", "77", "78", "91", "92", "93", "94", "95"]),
    ("24", &["18", "28", "36", "37", "41", "45"]),
    ("27", &["21", "25", "39", "58", "70", "71", "89", "90"]),
    ("28", &["14", "27", "50", "61", "76"]),
    ("32", &["02", "59", "60", "62", "80"]),
    ("44", &["08", "10", "51", "52", "54", "55", "57", "67", "68", "88"]),
    ("52", &["44", "49", "53", "72", "85"]),
    ("53", &["22", "29", "35", "56"]),
    ("75", &["16", "17", "19", "23", "24", "33", "40", "47", "64", "79", "86", "87"]),
    ("76", &["09", "11", "12", "30", "31", "32", "34", "46", "48", "65", "66", "81", "82"]),
    ("84", &["01", "03", "07", "15", "26", "38", "42", "43", "63", "69", "73", "74"]),
    ("93", &["04", "05", "06", "13", "83", "84"]),
    ("94", &["2A", "2B"]),
];

/// The code of the région of a département.
pub(super) fn region_of(department: &str) -> Option<&'static str> {
    REGIONS.iter().find(|(_, held)| held.contains(&department)).map(|(region, _)| *region)
}
