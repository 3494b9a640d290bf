//! The words of a sheet: those of the page (`web/src/words`).

use jiff::civil::Date;

use crate::analysis::Verdict;
use crate::export::french;
use crate::territory::{Ages, Figure, Kind, Status};
use crate::units::Metres;

/// No-break space.
pub(super) const HARD: char = '\u{a0}';

/// One service of a kind.
pub(super) fn one(kind: Kind) -> &'static str {
    match kind {
        Kind::Eaje => "crèche",
        Kind::Rpe => "relais petite enfance",
        Kind::Laep => "lieu d’accueil enfants-parents",
        Kind::Alsh => "accueil de loisirs",
        Kind::Evs => "espace de vie sociale",
    }
}

/// Several services of a kind.
pub(super) fn many(kind: Kind) -> &'static str {
    match kind {
        Kind::Eaje => "crèches",
        Kind::Rpe => "relais petite enfance",
        Kind::Laep => "lieux d’accueil enfants-parents",
        Kind::Alsh => "accueils de loisirs",
        Kind::Evs => "espaces de vie sociale",
    }
}

/// A word that follows the gender of a kind.
pub(super) fn agreed(kind: Kind, feminine: &'static str, other: &'static str) -> &'static str {
    if kind == Kind::Eaje { feminine } else { other }
}

/// One service with its article: « d’une crèche », « d’un relais ».
pub(super) fn of_one(kind: Kind) -> String {
    format!("d’{} {}", agreed(kind, "une", "un"), one(kind))
}

/// The kind in full, as a heading of a row.
pub(super) fn heading(kind: Kind) -> &'static str {
    match kind {
        Kind::Eaje => "Crèches (EAJE)",
        Kind::Rpe => "Relais petite enfance (RPE)",
        Kind::Laep => "Accueil enfants-parents (LAEP)",
        Kind::Alsh => "Accueils de loisirs (ALSH)",
        Kind::Evs => "Espaces de vie sociale (EVS)",
    }
}

/// The children of a band: « enfants de moins de 3 ans ».
pub(super) fn aged(ages: Ages, count: f64) -> String {
    let children = plural(count, "enfant", "enfants");
    match ages.bounds() {
        (0, to) => format!("{children} de moins de {}{HARD}ans", to + 1),
        (from, to) => format!("{children} de {from} à {to}{HARD}ans"),
    }
}

/// A band in short: « 0-2 ans ».
pub(super) fn short_ages(ages: Ages) -> String {
    format!("{ages}{HARD}ans")
}

/// In French 0 and 1 take the singular, and 1,5 too.
pub(super) fn plural<'a>(count: f64, one: &'a str, many: &'a str) -> &'a str {
    if count.abs() < 2.0 { one } else { many }
}

/// A whole number and what it counts.
pub(super) fn count(count: usize, one: &str, many: &str) -> String {
    let number = count as f64;
    format!("{}{HARD}{}", french::whole(number), plural(number, one, many))
}

/// A distance as it was asked: « 3 km », « 0,8 km ».
pub(super) fn kilometres(metres: Metres) -> String {
    format!("{}{HARD}km", french::decimal((metres.get() / 10.0).round() / 100.0))
}

/// A distance to a tenth of a kilometre.
pub(super) fn about(metres: f64) -> String {
    format!("{}{HARD}km", tenths(metres / 1000.0))
}

/// A number with so many decimals.
pub(super) fn fixed(number: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", number.abs());
    let (whole, part) = text.split_once('.').unwrap_or((&text, ""));
    let whole = french::whole(whole.parse().unwrap_or(0.0));
    let zero = text.bytes().all(|digit| matches!(digit, b'0' | b'.'));
    let sign = if number < 0.0 && !zero { "\u{2212}" } else { "" };
    if part.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole},{part}") }
}

/// A number with one decimal.
pub(super) fn tenths(number: f64) -> String {
    fixed(number, 1)
}

/// The mark before a figure and its narrow space.
pub(super) fn mark(status: Status) -> &'static str {
    french::mark(status.as_str())
}

/// A figure with its mark and so many decimals; nothing at all is a bare 0.
pub(super) fn figure(figure: Figure, decimals: usize) -> String {
    let number = figure.value().map(|value| fixed(value, decimals));
    let nothing = |number: &String| {
        let is_bound = matches!(figure.status(), Status::Zero | Status::LowerBound);
        is_bound && *number == fixed(0.0, decimals)
    };
    let number = number.map(|number| if nothing(&number) { "0".to_owned() } else { number });
    french::with_mark(figure.status().as_str(), number)
}

/// Decimals of a number of places: none where it is whole.
pub(super) fn places_decimals(places: Figure) -> usize {
    places.value().map_or(0, |value| usize::from(value.fract() != 0.0))
}

/// How a commune stands, in words.
pub(super) fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Covered => "couverte",
        Verdict::Underserved => "sous-dotée",
        Verdict::PartlyWhite => "en partie blanche",
        Verdict::White => "zone blanche",
        Verdict::NotDocumented => "non renseigné",
        Verdict::Secret => "secret",
    }
}

/// A name behind « à »: the article of the name is contracted.
pub(super) fn at_place(name: &str) -> String {
    match name.split_once(' ') {
        Some(("Le", rest)) => format!("au {rest}"),
        Some(("Les", rest)) => format!("aux {rest}"),
        _ => format!("à {name}"),
    }
}

/// A day as it is written: 22/11/2026.
pub(super) fn day(day: Date) -> String {
    day.strftime("%d/%m/%Y").to_string()
}

/// The first names, and how many others there are.
pub(super) fn some_of(names: &[&str], most: usize) -> String {
    if names.len() > most {
        let others = french::whole((names.len() - most) as f64);
        return format!("{} et {others} autres", names[..most].join(", "));
    }
    listed(names)
}

/// Names with « et » before the last.
pub(super) fn listed(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first @ .., last] => format!("{} et {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_on_the_page() {
        assert_eq!(figure(Figure::estimated(1_336.24), 1), "≈\u{202f}1\u{202f}336,2");
        assert_eq!(figure(Figure::at_least(0.0), 1), "≥\u{202f}0");
        assert_eq!(figure(Figure::observed(0.0), 1), "0");
        assert_eq!(figure(Figure::NOT_DOCUMENTED, 1), "n.\u{a0}d.");
        assert_eq!(fixed(-0.04, 1), "0,0");
        assert_eq!(fixed(-0.06, 1), "\u{2212}0,1");
    }

    #[test]
    fn articles_are_contracted() {
        assert_eq!(at_place("Le Pecq"), "au Pecq");
        assert_eq!(at_place("Les Alluets-le-Roi"), "aux Alluets-le-Roi");
        assert_eq!(at_place("La Celle"), "à La Celle");
        assert_eq!(at_place("Lesches"), "à Lesches");
        assert_eq!(aged("0-2".parse().unwrap(), 608.0), "enfants de moins de 3\u{a0}ans");
        assert_eq!(aged("3-11".parse().unwrap(), 1.0), "enfant de 3 à 11\u{a0}ans");
        assert_eq!(some_of(&["A", "B", "C", "D"], 2), "A, B et 2 autres");
        assert_eq!(some_of(&["A", "B"], 2), "A et B");
    }
}
