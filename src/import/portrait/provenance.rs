//! Which source and vintage a value has: « Sources : Insee, RP2019, Caf au 31/12/2022 ».

use super::words;

/// One source of a source line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Origin {
    /// `Insee`, `Caf`, `Cnaf`…, or several where the row does not say which.
    pub(super) publisher: String,
    /// The vintage as written: `RP2019`, `31/12/2022`; empty where none is.
    pub(super) vintage: String,
    /// The words of the source line.
    pub(super) text: String,
    /// The line they stand on.
    pub(super) line: u32,
    /// Whether one source was told apart.
    pub(super) certain: bool,
}

/// Publishers of figures on families, as source lines name them.
const PUBLISHERS: &[(&str, &str)] = &[
    ("insee", "Insee"),
    ("caf", "Caf"),
    ("cnaf", "Cnaf"),
    ("msa", "MSA"),
    ("drees", "Drees"),
    ("onape", "Onape"),
    ("pmi", "PMI"),
    ("cpam", "Cpam"),
    ("dares", "Dares"),
    ("depp", "Depp"),
];

/// Words of a row that only one publisher counts.
const TELLS: &[(&str, &str)] = &[
    ("allocataire", "Caf"),
    ("rsa", "Caf"),
    ("ppa", "Caf"),
    ("aah", "Caf"),
    ("aeeh", "Caf"),
    ("ajpp", "Caf"),
    ("apl", "Caf"),
    ("al", "Caf"),
    ("psu", "Caf"),
    ("eaje", "Caf"),
];

/// The sources of a line, each with its vintage.
pub(super) fn origins(text: &str, line: u32) -> Vec<Origin> {
    let mut found: Vec<Origin> = Vec::new();
    for part in text.split([',', ';']).map(|part| part.trim().trim_end_matches('.')) {
        if let Some((publisher, rest)) = named(part) {
            found.push(Origin {
                publisher: publisher.to_owned(),
                vintage: rest,
                text: part.to_owned(),
                line,
                certain: true,
            });
        } else if let Some(last) = found.last_mut().filter(|_| !part.is_empty()) {
            let gap = if last.vintage.is_empty() { "" } else { " " };
            last.vintage = format!("{}{gap}{part}", last.vintage);
            last.text = format!("{}, {part}", last.text);
        }
    }
    for origin in &mut found {
        let vintage = origin.vintage.trim_start_matches(['-', '–', ' ']);
        let vintage = vintage.strip_prefix("au ").unwrap_or(vintage);
        origin.vintage = vintage.strip_prefix("Taux ").unwrap_or(vintage).trim().to_owned();
    }
    found
}

fn named(part: &str) -> Option<(&'static str, String)> {
    let (first, rest) = part.split_once([' ', '\u{a0}']).unwrap_or((part, ""));
    let key = words::words(first).concat();
    let publisher = PUBLISHERS.iter().find(|(name, _)| *name == key)?.1;
    Some((publisher, rest.trim().to_owned()))
}

/// Every publisher that the words of a row name outright.
pub(super) fn publishers(label: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = Vec::new();
    for word in words::words(label) {
        let named = PUBLISHERS.iter().find(|(name, _)| *name == word).map(|(_, name)| *name);
        found.extend(named.filter(|name| !found.contains(name)));
    }
    found
}

/// The source of a row among those of its section. A publisher that the row names comes first,
/// then a word that the source line shares with it, then words that one publisher counts.
pub(super) fn choose(label: &str, parent: &str, among: &[Origin]) -> Option<Origin> {
    if among.len() < 2 {
        return among.first().cloned();
    }
    let both = format!("{parent} {label}");
    let words = words::measure(&both).full;
    let mut kept: Vec<&Origin> = Vec::new();
    let said = publishers(&both);
    // A population is Insee's; a share of it may be anyone's.
    let people = words::words(label).first().is_some_and(|word| word == "population");
    if said.is_empty() {
        let shared = |origin: &&Origin| shares_a_word(origin, label);
        kept.extend(among.iter().filter(shared));
        if kept.is_empty() {
            let tells = |origin: &&Origin| {
                let tells = |(word, name): &(&str, &str)| {
                    *name == origin.publisher && words.contains(*word)
                };
                TELLS.iter().any(tells) || (origin.publisher == "Insee" && people)
            };
            kept.extend(among.iter().filter(tells));
        }
    } else {
        kept.extend(among.iter().filter(|origin| said.contains(&origin.publisher.as_str())));
    }
    match kept[..] {
        [one] => Some(one.clone()),
        [] => Some(whole(among.iter())),
        _ => Some(whole(kept.into_iter())),
    }
}

/// Whether a row begins with a word of a source line, such as « Taux » of « Cnaf, Taux 2020 ».
fn shares_a_word(origin: &Origin, label: &str) -> bool {
    let label = words::words(label);
    let own = words::words(&origin.text);
    let first = label.first().filter(|word| word.len() > 3);
    first.is_some_and(|first| own.iter().skip(1).any(|word| word == first))
}

/// The whole source line, where a row does not say which of its sources it has.
fn whole<'a>(among: impl Iterator<Item = &'a Origin>) -> Origin {
    let all: Vec<&Origin> = among.collect();
    let mut publishers: Vec<&str> = Vec::new();
    for origin in &all {
        if !publishers.contains(&origin.publisher.as_str()) {
            publishers.push(&origin.publisher);
        }
    }
    let texts: Vec<&str> = all.iter().map(|origin| origin.text.as_str()).collect();
    Origin {
        publisher: publishers.join(", "),
        vintage: texts.join(" ; "),
        text: texts.join(" ; "),
        line: all.first().map_or(0, |origin| origin.line),
        certain: false,
    }
}

/// The years that a vintage names: `RP2019` and `31/12/2022` have one each.
pub(super) fn years(vintage: &str) -> Vec<&str> {
    let parts = vintage.split(|c: char| !c.is_ascii_digit());
    parts.filter(|part| words::year(part).is_some()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_source_line_parts_into_sources_with_their_vintage() {
        let read = origins("Insee, RP2019, Caf au 31/12/2022", 7);
        let pairs: Vec<_> = read.iter().map(|o| (o.publisher.as_str(), &*o.vintage)).collect();
        assert_eq!(pairs, [("Insee", "RP2019"), ("Caf", "31/12/2022")]);
        assert_eq!(origins("Cnaf, Taux 2020", 1)[0].vintage, "2020");
        assert_eq!(origins("Caf", 1)[0].vintage, "");
        assert_eq!(years("RP2019 ; 31/12/2022"), ["2019", "2022"]);
    }

    #[test]
    fn the_row_says_which_source_it_has_or_keeps_the_whole_line() {
        let among = origins("Insee RP2019, Caf au 31/12/2022, Cnaf, Taux 2020", 1);
        let vintage = |label| choose(label, "", &among).unwrap().vintage;
        assert_eq!(vintage("Population Insee"), "RP2019");
        assert_eq!(vintage("Nb (foyers) allocataires RSA"), "31/12/2022");
        assert_eq!(vintage("Taux de couverture global d'accueil"), "2020");
        assert!(vintage("Prepare (taux plein)").contains("RP2019 ; Caf"));
        assert!(vintage("Part de la population sous le seuil").contains("RP2019 ; Caf"));
        assert!(vintage("Nb enfants 0-2 ans").contains("RP2019 ; Caf"));
        assert!(!choose("Nb enfants 0-2 ans", "", &among).unwrap().certain);
    }
}
