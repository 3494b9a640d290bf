//! Name, place, street, postcode and commune in one text.

use std::sync::LazyLock;

use regex::Regex;

use super::kinds::read_kind;
use super::words::{cleaned, plain};
use crate::import::communes::Resolver;

/// Words that begin a street wherever they stand.
const STRONG: &str = r"rue|avenue|av\.?|boulevard|bd|bld|blvd|place|pl\.?|allée|allee|chemin|impasse|route|rte|quai|square|ruelle|chaussée|chaussee|rond-point|faubourg|sentier|venelle|esplanade";
/// Words that begin a street behind a number or a separator only: names have them as well.
const WEAK: &str = r"cours|mail|villa|cité|cite|résidence|residence|bourg|le bourg|clos|zone|za|zac|zi|hameau|lieu-dit|lieudit|passage|sente|voie|lotissement|lot\.?|promenade|montée|côte|parc|parvis|traverse|domaine|grande rue|grand'rue|grand rue|rés\.?|ch\.?|imp\.?|all\.?|r\.";
const NUMBER: &str =
    r"\d{1,4}(?:\s?(?:bis|ter|quater|[a-d]))?(?:\s?[/-]\s?\d{1,4}(?:\s?(?:bis|ter))?)?";

fn pattern(text: &str) -> Regex {
    Regex::new(text).expect("the pattern is well formed")
}

/// A street with its number.
static NUMBERED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(&format!(r"(?i)(?:^|[\s,(:;/])({NUMBER}\s*,?\s+(?:(?:{STRONG}|{WEAK})(?:\s|$)))"))
});
/// A number at the start of a segment, whatever follows: « 12 le Petit Bois ».
static BARE_NUMBER: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)^{NUMBER}\s*,?\s+\p{{L}}")));
static UNNUMBERED: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)(?:^|[\s,(:])((?:{STRONG})\s+\S)")));
static WEAK_START: LazyLock<Regex> =
    LazyLock::new(|| pattern(&format!(r"(?i)^(?:{STRONG}|{WEAK})(?:\s|$)")));
static POSTCODE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"(?:^|[^\d])((?:\d{5})|(?:\d{2}\s\d{3}))(?:$|[^\d])"));
/// A hyphen with a blank on one side at least, or a dash.
static SEPARATOR: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"\s*[–—]\s*|\s+-\s*|\s*-\s+|\s*[•|]\s*|\s*:\s+|\s*\n\s*"));
/// What stands between two sites of one service.
static SITES: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)(?:\s+/\s*|\s*;\s*|\s+et\s+|\s*\(\s*ou\s+|\s+ou\s+|\s*\n\s*|\s+puis\s+|\s*\+\s*)(?:au\s+|à\s+)?",
    )
});
static PLACE: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:salle|mairie|école|ecole|groupe scolaire|gymnase|foyer|collège|centre culturel|maison des|locaux|ancienne?)\b",
    )
});
static MANAGER: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"(?i)^(?:association|asso\.?|gérée? par|géré par|gestion|gestionnaire|ccas|sivu|sivos|mutualité|adapei|ufcv|léo lagrange|ifac|mairie de|ville de)\b",
    )
});

/// A text taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parts {
    /// The words before any place or street, cleaned.
    pub name: String,
    /// Place and street.
    pub address: String,
    /// Whether there is a street in it.
    pub street: bool,
    /// Whether the street has a number.
    pub number: bool,
    /// The postcode.
    pub postcode: String,
    /// The commune as written.
    pub city: String,
    /// Who runs it, where a segment says so.
    pub manager: String,
    /// All words that stood where a name stands, for the kind they may tell.
    pub words: String,
}

/// The sites of a text: itself, or one text for each address that it holds.
#[must_use]
pub fn sites(text: &str) -> Vec<String> {
    let starts: Vec<usize> =
        NUMBERED.captures_iter(text).filter_map(|found| found.get(1)).map(|m| m.start()).collect();
    let mut cuts = Vec::new();
    for &start in starts.iter().skip(1) {
        let before = &text[..start];
        let found = SITES.find_iter(text).filter(|found| found.end() <= start).last();
        if let Some(found) = found
            && !text[found.end()..start].contains([',', '–'])
            && found.start() > 0
            && cuts.len() < 9
            && before.len() >= found.end()
        {
            cuts.push((found.start(), found.end()));
        }
    }
    let mut from = 0;
    let mut parts = Vec::new();
    for (start, end) in cuts {
        parts.push(text[from..start].to_owned());
        from = end;
    }
    parts.push(text[from..].to_owned());
    if parts.len() > 1 {
        parts = parts.iter().map(|part| part.trim().trim_end_matches(')').to_owned()).collect();
    }
    parts
}

/// Takes a text apart: name, place and street, postcode, commune.
#[must_use]
pub fn split(text: &str, resolver: &Resolver<'_>) -> Parts {
    let mut parts = Parts::default();
    let text = text.trim().trim_matches(['-', '–', '—', '•', '*', '▪']).trim();
    let rest = take_commune(text, &mut parts, resolver);
    let segments: Vec<&str> =
        SEPARATOR.split(&rest).map(str::trim).filter(|segment| !segment.is_empty()).collect();
    let mut places: Vec<String> = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        if parts.street {
            places.push(cleaned(segment));
            continue;
        }
        let start = street_start(segment, at > 0 || text.starts_with(segment));
        match start {
            Some((start, number)) => {
                let before = segment[..start].trim_end_matches([' ', ',', ':', '-', '(']);
                before_street(&mut parts, &mut places, before);
                places.push(cleaned(&segment[start..]));
                parts.street = true;
                parts.number = number;
            }
            None => {
                before_street(&mut parts, &mut places, segment);
            }
        }
    }
    parts.address = places.join(", ");
    parts
}

/// What stands before a street: the name first, then who runs it and the places it is in.
fn before_street(parts: &mut Parts, places: &mut Vec<String>, words: &str) {
    // « ALSH péri et extra – La Ruche »: what only tells the kind is not the name.
    let only_kind = !parts.name.is_empty()
        && read_kind(&parts.name).rest.is_empty()
        && places.is_empty()
        && !PLACE.is_match(words)
        && !MANAGER.is_match(words);
    let is_name = parts.name.is_empty() || (only_kind && !cleaned(words).is_empty());
    // « Les Bleuets, Maison des associations »: the name ends at the first comma.
    let (name, further) = match words.split_once(", ") {
        Some((name, further)) if is_name && !name.contains('(') => (name, further),
        _ if is_name => (words, ""),
        _ => ("", words),
    };
    if is_name {
        parts.name = cleaned(name);
        parts.words = format!("{} {}", parts.words, parts.name);
    }
    let further = words_of_place(further);
    if further.is_empty() {
        return;
    }
    if MANAGER.is_match(&further) && parts.manager.is_empty() {
        parts.manager = further;
    } else {
        places.push(further);
    }
}

/// Number and street in an address, without the place before them.
#[must_use]
pub fn numbered_street(address: &str) -> Option<&str> {
    let found = NUMBERED.captures(address)?.get(1)?;
    Some(&address[found.start()..])
}

/// Whether a text begins as an address does.
#[must_use]
pub fn begins_as_address(text: &str) -> bool {
    WEAK_START.is_match(text)
        || NUMBERED.captures(text).and_then(|found| found.get(1)).is_some_and(|m| m.start() == 0)
}

/// The postcode in a text, and whether it begins and ends with it.
#[must_use]
pub fn postcode_in(text: &str) -> Option<(bool, bool)> {
    let text = text.trim();
    let found = POSTCODE.captures_iter(text).filter_map(|found| found.get(1)).last()?;
    Some((found.start() == 0, text[found.end()..].trim_matches([' ', '-', '–']).is_empty()))
}

fn words_of_place(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").trim_matches([',', '-', ' ']).to_owned()
}

/// Where a street begins in a segment, and whether it has a number.
fn street_start(segment: &str, at_start: bool) -> Option<(usize, bool)> {
    if let Some(found) = NUMBERED.captures(segment).and_then(|found| found.get(1)) {
        return Some((found.start(), true));
    }
    if at_start && WEAK_START.is_match(segment) {
        return Some((0, false));
    }
    if at_start && BARE_NUMBER.is_match(segment) && !plain(segment).contains(" ans") {
        return Some((0, true));
    }
    let comma = segment.match_indices(',').map(|(at, _)| at + 1);
    for at in comma {
        let tail = segment[at..].trim_start();
        if WEAK_START.is_match(tail) || BARE_NUMBER.is_match(tail) {
            let number = tail.starts_with(|c: char| c.is_ascii_digit());
            return Some((segment.len() - tail.len(), number));
        }
    }
    UNNUMBERED.captures_iter(segment).filter_map(|found| found.get(1)).find_map(|found| {
        let before = plain(&segment[..found.start()]);
        let last = before.rsplit(' ').next().unwrap_or_default();
        let joined =
            ["de", "du", "des", "la", "le", "les", "l", "d", "a", "au", "ma", "notre", "en"];
        (!joined.contains(&last)).then_some((found.start(), false))
    })
}

/// Takes the postcode and the commune off the end of a text; what is left.
fn take_commune(text: &str, parts: &mut Parts, resolver: &Resolver<'_>) -> String {
    if let Some(found) = POSTCODE.captures_iter(text).filter_map(|found| found.get(1)).last() {
        let before = text[..found.start()].trim_end();
        let boxed = ["BP", "CS", "bp", "cs"].iter().any(|words| before.ends_with(words));
        if !boxed {
            parts.postcode = found.as_str().replace(' ', "");
            let after = text[found.end()..].trim_start_matches([' ', '-', '–', '—', ',', ':']);
            let mut rest = SEPARATOR.splitn(after, 2);
            parts.city = cleaned(rest.next().unwrap_or_default().trim_end_matches(')'));
            if let Some((city, _)) = parts.city.clone().split_once(['(', ',', ';']) {
                city.trim().clone_into(&mut parts.city);
            }
            if parts.city.is_empty() {
                // « Maule 78580 »: the commune may stand before its postcode.
                if let Some((start, city)) = resolver.trailing(before) {
                    parts.city = city;
                    return cut(before, start);
                }
            }
            let further = rest.next().unwrap_or_default();
            let cut = cut(before, before.len());
            return if further.is_empty() { cut } else { format!("{cut} – {further}") };
        }
    }
    let bare = text.trim_end_matches([')', '.', ' ']);
    if let Some((start, city)) = resolver.trailing(bare) {
        parts.city = city;
        return cut(bare, start);
    }
    text.to_owned()
}

/// A text up to `end`, without the separator or the « à » that ends it.
fn cut(text: &str, end: usize) -> String {
    let before = text[..end].trim_end_matches([' ', '-', '–', '—', ',', '(', ':']);
    before.strip_suffix(" à").or_else(|| before.strip_suffix(" a")).unwrap_or(before).to_owned()
}
