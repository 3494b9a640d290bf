//! What an address can be read as: a number, perhaps, and a street.

use super::words::{fold, street_key};

/// The most segments of an address that are read, so that a hostile text costs little.
const MOST_SEGMENTS: usize = 12;

/// A number in a street.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Number {
    /// The number; the first of `7/9`.
    pub(super) first: u32,
    /// The last of `7/9`, where several are given.
    pub(super) last: Option<u32>,
    /// `bis`, `ter`, `a`… in lower case, or nothing.
    pub(super) suffix: String,
}

/// One way to read an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Reading {
    /// The number, where it has one.
    pub(super) number: Option<Number>,
    /// The key of the street.
    pub(super) street: String,
}

/// The ways to read an address, the likely ones first.
///
/// The whole text comes first, then the parts between commas and dashes, since lists write the
/// name of the site before its street or the building after it. A text that begins with digits is
/// read with and without a number: « 8 mai 1945 » is a name.
pub(super) fn readings(address: &str) -> Vec<Reading> {
    let mut found = Vec::new();
    for segment in segments(address) {
        for reading in read(segment) {
            if !reading.street.is_empty() && !found.contains(&reading) {
                found.push(reading);
            }
        }
    }
    found
}

fn segments(address: &str) -> Vec<&str> {
    let parts = address.split([',', ';', '\n', '–', '—', '(', ')']);
    let parts = parts.flat_map(|part| part.split(" - "));
    let mut segments = vec![address];
    segments.extend(parts.filter(|part| part.len() < address.len()));
    // « Salle des fêtes 12 rue du Parc »: from the first number that follows a word.
    let digits = address.char_indices().find(|(at, c)| *at > 0 && c.is_ascii_digit());
    segments.extend(digits.map(|(at, _)| &address[at..]));
    segments.truncate(MOST_SEGMENTS);
    segments
}

/// Numbered readings first: with a suffix, then with the suffix left to the name.
fn read(segment: &str) -> Vec<Reading> {
    let segment = segment.trim();
    let mut readings = Vec::with_capacity(3);
    if let Some((first, rest)) = leading_number(segment) {
        let (last, rest) = range_end(rest);
        if let Some((suffix, street)) = leading_suffix(rest) {
            let number = Some(Number { first, last, suffix });
            readings.push(Reading { number, street: street_key(street) });
        }
        let number = Some(Number { first, last, suffix: String::new() });
        readings.push(Reading { number, street: street_key(rest) });
    }
    readings.push(Reading { number: None, street: street_key(segment) });
    readings
}

/// A number of up to five digits that a text begins with, and what follows.
fn leading_number(text: &str) -> Option<(u32, &str)> {
    let text = text.strip_prefix(['n', 'N']).and_then(|t| t.strip_prefix('°')).unwrap_or(text);
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    let number = text[..end].parse().ok().filter(|_| (1..=5).contains(&end))?;
    Some((number, &text[end..]))
}

/// The second number of `7/9`, `7-9`, `7 et 9`, `7 à 9`.
fn range_end(rest: &str) -> (Option<u32>, &str) {
    let after = rest.trim_start();
    let tail = ["/", "-", "–", "&", "et ", "à ", "a ", "ET ", "À "]
        .iter()
        .find_map(|sign| after.strip_prefix(sign))
        .and_then(|tail| leading_number(tail.trim_start()));
    match tail {
        Some((last, street)) => (Some(last), street),
        None => (None, rest),
    }
}

/// `bis`, `ter`, `quater`, `quinquies` or one letter, and the street that follows.
fn leading_suffix(rest: &str) -> Option<(String, &str)> {
    let text = rest.trim_start_matches([' ', '-', '.']);
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, street) = text.split_at(end);
    let suffix = fold(word);
    let elided = street.starts_with(['\'', '’']);
    // « 12 r. du Parc »: a rue, unless the letter touches the number.
    let type_of_street = suffix == "r" && text.len() != rest.len();
    let known = matches!(suffix.as_str(), "bis" | "ter" | "quater" | "quinquies")
        || (suffix.len() == 1 && !elided && !type_of_street);
    known.then_some((suffix, street))
}

/// Whether two suffixes name the same door: equal, or one the initial of the other.
pub(super) fn same_suffix(one: &str, other: &str) -> bool {
    fn whole(suffix: &str) -> &str {
        match suffix {
            "b" => "bis",
            "t" => "ter",
            "q" => "quater",
            _ => suffix,
        }
    }
    whole(one) == whole(other)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn first(address: &str) -> (u32, Option<u32>, String, String) {
        let reading = readings(address).remove(0);
        let number =
            reading.number.unwrap_or(Number { first: 0, last: None, suffix: String::new() });
        (number.first, number.last, number.suffix, reading.street)
    }

    fn expect(
        number: u32,
        last: Option<u32>,
        suffix: &str,
        street: &str,
    ) -> (u32, Option<u32>, String, String) {
        (number, last, suffix.to_owned(), street.to_owned())
    }

    #[test]
    fn numbers_suffixes_and_ranges_are_read() {
        assert_eq!(first("19 Rue Bernard Deniau"), expect(19, None, "", "rue bernard deniau"));
        assert_eq!(first("3 bis, rue du Clos"), expect(3, None, "bis", "rue clos"));
        assert_eq!(first("3bis rue du Clos"), expect(3, None, "bis", "rue clos"));
        assert_eq!(first("3B rue du Clos"), expect(3, None, "b", "rue clos"));
        assert_eq!(first("3 T rue du Clos"), expect(3, None, "t", "rue clos"));
        assert_eq!(first("7/9 rue du Clos"), expect(7, Some(9), "", "rue clos"));
        assert_eq!(first("7-9 rue du Clos"), expect(7, Some(9), "", "rue clos"));
        assert_eq!(first("7 et 9 rue du Clos"), expect(7, Some(9), "", "rue clos"));
        assert_eq!(first("12 r. du Parc"), expect(12, None, "", "rue parc"));
        assert_eq!(first("12 l’Orée"), expect(12, None, "", "oree"));
        assert_eq!(first("n° 4 place Dunant"), expect(4, None, "", "place dunant"));
        assert_eq!(first("Place Henri Dunant"), expect(0, None, "", "place henri dunant"));
    }

    #[test]
    fn a_date_is_also_read_as_a_name() {
        let streets = readings("8 mai 1945").into_iter().map(|r| (r.number.is_some(), r.street));
        assert!(streets.collect::<Vec<_>>().contains(&(false, "8 mai 1945".to_owned())));
    }

    #[test]
    fn the_street_is_found_behind_a_site_and_before_a_building() {
        for address in [
            "Espace Colombier, 12 rue du Parc",
            "Salle des fêtes 12 rue du Parc",
            "12 rue du Parc, bâtiment B",
            "Maison de l’enfance – 12 rue du Parc",
            "Mairie - 12 rue du Parc",
        ] {
            let wanted = Reading {
                number: Some(Number { first: 12, last: None, suffix: String::new() }),
                street: "rue parc".to_owned(),
            };
            assert!(readings(address).contains(&wanted), "{address}: {:?}", readings(address));
        }
    }

    #[test]
    fn suffixes_are_the_same_as_their_initials() {
        assert!(same_suffix("b", "bis") && same_suffix("ter", "t") && same_suffix("", ""));
        assert!(!same_suffix("", "bis") && !same_suffix("a", "bis"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_and_case_and_accents_do_not_matter(address in "\\PC{0,60}") {
            prop_assert!(readings(&address).len() <= 3 * MOST_SEGMENTS);
        }

        #[test]
        fn upper_case_reads_as_lower_case(address in "[0-9]{0,3} ?(bis)? (rue|pl\\.|bd) [a-zéèàç' -]{1,20}") {
            prop_assert_eq!(readings(&address.to_uppercase()), readings(&address));
        }
    }
}
