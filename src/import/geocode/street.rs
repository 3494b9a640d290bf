//! What the label of an answer says of its street.

use crate::territory::{AnswerType, Geocode};

use super::reading::{Number, Reading, readings, same_suffix};
use super::words::{street_key, type_and_name};

/// How alike two names of streets must be, without their type, to be one name misspelt: 0 to 1,
/// the share of letters that stay (Damerau-Levenshtein). Bound included.
///
/// « Félix Balet » and « Félix Ballet » are 0.92 alike, « Clos Noyo » and « Clos Noyon » 0.90.
const ALIKE: f64 = 0.85;

/// The same for each word, where there are as many: a long first name must not hide that the last
/// name is another. « Deniau » and « Denis » are 0.67 alike, « Balet » and « Ballet » 0.83.
const WORD_ALIKE: f64 = 0.75;

/// How the street of an answer compares with the street asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// Another street.
    Other,
    /// The same but for some letters, or for a type that one of them leaves out.
    Alike,
    /// The same words.
    Same,
}

/// The street or place that an answer names: its label without number, postcode and commune.
pub(super) fn street_of(answer: &Geocode) -> &str {
    let label = answer.label.as_str();
    let end = Some(answer.postcode.as_str())
        .filter(|postcode| !postcode.is_empty())
        .and_then(|postcode| label.rfind(postcode))
        .or_else(|| label.rfind(", "))
        .unwrap_or(label.len());
    label[..end].trim_end_matches([' ', ','])
}

/// The number and the key of the street that an answer names.
pub(super) fn named(answer: &Geocode) -> Reading {
    let name = street_of(answer);
    let unnumbered = || Reading { number: None, street: street_key(name) };
    if answer.answer != AnswerType::Housenumber {
        return unnumbered();
    }
    readings(name).into_iter().find(|r| r.number.is_some()).unwrap_or_else(unnumbered)
}

/// The reading of an address that is most like a street, and how alike they are.
pub(super) fn closest<'a>(asked: &'a [Reading], street: &str) -> (Likeness, Option<&'a Reading>) {
    let mut best = (Likeness::Other, None);
    for reading in asked {
        let likeness = compare(&reading.street, street);
        if best.1.is_none() || likeness > best.0 {
            best = (likeness, Some(reading));
        }
    }
    best
}

fn compare(one: &str, other: &str) -> Likeness {
    if one == other {
        return Likeness::Same;
    }
    let ((type_one, name_one), (type_other, name_other)) =
        (type_and_name(one), type_and_name(other));
    let types_differ = matches!((type_one, type_other), (Some(a), Some(b)) if a != b);
    // « Clos Noyon » may be a close, or the rue du Clos Noyon without its type.
    let alike = (!types_differ && like(name_one, name_other))
        || like(one, name_other)
        || like(name_one, other);
    if alike { Likeness::Alike } else { Likeness::Other }
}

fn like(one: &str, other: &str) -> bool {
    let alike = |(a, b): (&str, &str)| strsim::normalized_damerau_levenshtein(a, b);
    let words = || one.split(' ').zip(other.split(' '));
    let as_many = one.split(' ').count() == other.split(' ').count();
    alike((one, other)) >= ALIKE && (!as_many || words().all(|pair| alike(pair) >= WORD_ALIKE))
}

/// Whether the number of an answer is the one asked, or one of a range that was asked.
pub(super) fn same_number(asked: &Number, found: &Number) -> bool {
    let within = found.first == asked.first
        || asked.last.is_some_and(|last| (asked.first..=last).contains(&found.first));
    within && same_suffix(&asked.suffix, &found.suffix)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_their_type() {
        for (one, other, expected) in [
            ("rue clos noyon", "rue clos noyon", Likeness::Same),
            ("rue clos noyo", "rue clos noyon", Likeness::Alike),
            ("rue felix balet", "rue felix ballet", Likeness::Alike),
            ("clos noyon", "rue clos noyon", Likeness::Alike),
            ("place hotel ville", "rue hotel ville", Likeness::Other),
            ("rue bernard deniau", "rue bernard denis", Likeness::Other),
            ("rue clos pare", "rue clos parc", Likeness::Alike),
            ("rue parc", "rue gare", Likeness::Other),
        ] {
            assert_eq!(compare(one, other), expected, "{one} / {other}");
            assert_eq!(compare(other, one), expected, "{other} / {one}");
        }
    }
}
