//! How often a service comes, out of the words of a list.

use crate::territory::normalised;

/// Weeks in a month: 52 ÷ 12. Weeks of closing are not known, so the figure is an estimate.
const WEEKS: f64 = 52.0 / 12.0;

/// The longest text that is read; a longer one is prose.
const LONGEST: usize = 200;

/// The words of a frequency, each with how many times a month it says.
const WORDS: [(&str, f64); 14] = [
    ("hebdomadaire", WEEKS),
    ("bihebdomadaire", 2.0 * WEEKS),
    ("bimensuel", 2.0),
    ("bimensuelle", 2.0),
    ("mensuel", 1.0),
    ("mensuelle", 1.0),
    ("bimestriel", 0.5),
    ("bimestrielle", 0.5),
    ("trimestriel", 1.0 / 3.0),
    ("trimestrielle", 1.0 / 3.0),
    ("semestriel", 1.0 / 6.0),
    ("semestrielle", 1.0 / 6.0),
    ("annuel", 1.0 / 12.0),
    ("annuelle", 1.0 / 12.0),
];

const DAYS: [&str; 7] = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"];

const ORDINALS: [&str; 14] = [
    "1er",
    "premier",
    "2e",
    "2eme",
    "2nd",
    "deuxieme",
    "second",
    "3e",
    "3eme",
    "troisieme",
    "4e",
    "4eme",
    "quatrieme",
    "dernier",
];

/// What may be counted: « 2 fois », « 3 demi-journées », « 1 séance ».
const TIMES: [&str; 8] =
    ["fois", "seance", "permanence", "journee", "jour", "matinee", "matin", "ouverture"];

/// Times a month, where the words tell in one way only: « hebdomadaire », « 2 fois par mois »,
/// « tous les 15 jours », « les mardis et jeudis », « 1er et 3e mardi du mois ».
///
/// Range: more than 0, at most 62. Anything else is nothing: the words themselves stay.
#[must_use]
pub fn times_per_month(text: &str) -> Option<f64> {
    if text.len() > LONGEST {
        return None;
    }
    let plain = normalised(text);
    let words: Vec<&str> = plain.split(' ').collect();
    // « 1 à 2 fois », « ou » : two answers are none.
    if words.contains(&"ou") || is_range(&words) {
        return None;
    }
    let every_other = plain.contains("une semaine sur deux")
        || plain.contains("1 semaine sur 2")
        || words.windows(2).any(|two| {
            singular(two[0]) == "semaine" && matches!(singular(two[1]), "paire" | "impaire")
        });
    let per_week = if every_other { 0.5 } else { 1.0 } * WEEKS;
    let told = one_word(&words);
    let narrowed = is_narrowed(&words, every_other);
    let found = every(&words)
        .or_else(|| counted(&words))
        .or_else(|| of_the_month(&words))
        .or_else(|| days(&words).filter(|_| !narrowed).map(|days| days * per_week))
        .or_else(|| every_other.then_some(per_week))
        .or(told);
    // « Hebdomadaire (mardi et jeudi) » says two things.
    let agrees = |times: &f64| told.is_none_or(|told| told == *times);
    found.filter(|times| *times > 0.0 && *times <= 62.0).filter(agrees)
}

/// Whether other words pick among the days that are named: « un mardi par mois », « du lundi au
/// vendredi ».
fn is_narrowed(words: &[&str], every_other: bool) -> bool {
    let is_day = |word: &str| DAYS.contains(&singular(word));
    let span =
        |three: &[&str]| matches!(three[1], "a" | "au") && is_day(three[0]) && is_day(three[2]);
    words.iter().any(|word| ORDINALS.contains(word) || matches!(*word, "par" | "mois"))
        || (words.contains(&"sur") && !every_other)
        || words.windows(3).any(span)
}

fn is_range(words: &[&str]) -> bool {
    words.windows(3).any(|three| {
        matches!(three[1], "a" | "et") && number(three[0]).is_some() && number(three[2]).is_some()
    })
}

/// « tous les mois », « toutes les 2 semaines », « tous les 15 jours ».
fn every(words: &[&str]) -> Option<f64> {
    let at = words.windows(2).position(|two| matches!(two, ["tous" | "toutes", "les"]))?;
    let rest = &words[at + 2..];
    let (count, unit) = match rest {
        [first, unit, ..] if number(first).is_some() => (number(first)?, *unit),
        [unit, ..] => (1.0, *unit),
        [] => return None,
    };
    let fortnight = matches!(unit, "jour" | "jours") && count == 15.0;
    let once = if fortnight { Some(WEEKS / 2.0) } else { per_month(unit).map(|t| t / count) };
    // « 2 fois tous les 15 jours ».
    let before = words[..at].windows(2).find(|two| TIMES.contains(&singular(two[1])));
    Some(once? * before.map_or(Some(1.0), |two| number(two[0]))?)
}

/// « 2 fois par mois », « 1 séance par semaine », « une fois tous les 2 mois » is [`every`].
fn counted(words: &[&str]) -> Option<f64> {
    let at = words.iter().position(|word| TIMES.contains(&singular(word)))?;
    let before = if at > 0 && words[at - 1] == "demi" { at - 1 } else { at };
    let count = if before > 0 { number(words[before - 1])? } else { return None };
    let unit =
        words[at + 1..].iter().find(|word| !matches!(**word, "par" | "le" | "la" | "chaque"));
    per_month(unit?).map(|times| times * count)
}

/// « 1er et 3e mardi du mois ».
fn of_the_month(words: &[&str]) -> Option<f64> {
    let of_month = words.windows(2).any(|two| matches!(two, ["du" | "chaque", "mois"]));
    let ordinals = words.iter().filter(|word| ORDINALS.contains(word)).count();
    let named = days(words)?;
    // « les premiers mardi et jeudi » may be two or four.
    (of_month && ordinals > 0 && named == 1.0).then_some(ordinals as f64)
}

/// How many days of the week are named.
fn days(words: &[&str]) -> Option<f64> {
    let named = DAYS.iter().filter(|day| words.iter().any(|word| singular(word) == **day)).count();
    (named > 0).then_some(named as f64)
}

fn one_word(words: &[&str]) -> Option<f64> {
    let mut found = words
        .iter()
        .filter_map(|word| WORDS.iter().find(|(known, _)| known == word).map(|(_, times)| *times));
    found.next().filter(|_| found.next().is_none())
}

/// Times a month of once in a unit.
fn per_month(unit: &str) -> Option<f64> {
    Some(match singular(unit) {
        "semaine" => WEEKS,
        "quinzaine" => WEEKS / 2.0,
        "mois" | "moi" => 1.0,
        "trimestre" => 1.0 / 3.0,
        "semestre" => 1.0 / 6.0,
        "an" | "annee" => 1.0 / 12.0,
        _ => return None,
    })
}

fn number(word: &str) -> Option<f64> {
    let spelt = ["un", "deux", "trois", "quatre", "cinq", "six"];
    if word == "une" {
        return Some(1.0);
    }
    let known = spelt.iter().position(|known| *known == word).map(|at| at as f64 + 1.0);
    known.or_else(|| word.parse::<u8>().ok().filter(|n| *n > 0).map(f64::from))
}

/// A word without the mark of the plural.
fn singular(word: &str) -> &str {
    if word == "mois" || word == "fois" { word } else { word.strip_suffix('s').unwrap_or(word) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn words_of_lists_are_read() {
        for (text, times) in [
            ("Hebdomadaire", WEEKS),
            ("1 fois par semaine", WEEKS),
            ("une fois par mois", 1.0),
            ("2 fois / mois", 2.0),
            ("3 demi-journées par semaine", 3.0 * WEEKS),
            ("tous les 15 jours", WEEKS / 2.0),
            ("toutes les deux semaines", WEEKS / 2.0),
            ("une semaine sur deux", WEEKS / 2.0),
            ("Mardi matin, semaines paires", WEEKS / 2.0),
            ("mardi (semaine paire)", WEEKS / 2.0),
            ("mardi, une semaine sur deux", WEEKS / 2.0),
            ("tous les mardis et jeudis", 2.0 * WEEKS),
            ("mardi 9h30-11h30", WEEKS),
            ("1er et 3e mardi du mois", 2.0),
            ("le premier mercredi de chaque mois", 1.0),
            ("bimensuel", 2.0),
            ("bimestriel", 0.5),
            ("une fois tous les 2 mois", 0.5),
            ("2 fois tous les 15 jours", WEEKS),
            ("1 séance par trimestre", 1.0 / 3.0),
        ] {
            let read = times_per_month(text);
            assert!(read.is_some_and(|read| (read - times).abs() < 1e-12), "{text}: {read:?}");
        }
    }

    #[test]
    fn what_may_mean_two_things_is_left_as_words() {
        for text in [
            "",
            "selon les besoins",
            "1 à 2 fois par mois",
            "mensuel ou bimensuel",
            "sur rendez-vous",
            "les 1er mardi et jeudi du mois, mensuel ou plus",
            "0 fois par mois",
            "fois",
            "tous les",
            "hebdomadaire puis mensuel",
            "itinérant",
            "hebdomadaire (mardi et jeudi)",
            "1er mardi",
            "un mardi sur deux",
            "1 mercredi sur 2",
            "un mardi par mois",
            "deux mercredis par mois",
            "du lundi au vendredi",
            "lundi à vendredi",
            "mardi 1 semaine sur 3",
        ] {
            assert_eq!(times_per_month(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read_within_bounds_or_not_at_all(text in "\\PC{0,60}") {
            let read = times_per_month(&text);
            prop_assert!(read.is_none_or(|times| times > 0.0 && times <= 62.0));
        }

        #[test]
        fn words_in_any_order_do_no_harm(
            words in proptest::collection::vec(
                prop::sample::select(vec!["tous", "les", "2", "fois", "par", "mois", "demi",
                    "semaine", "mardi", "1er", "du", "a", "15", "jours"]), 0..8)
        ) {
            let _ = times_per_month(&words.join(" "));
        }
    }
}
