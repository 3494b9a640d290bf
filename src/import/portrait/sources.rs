//! The sources that a portrait repeats, each with an id below that of the document.

use std::collections::HashSet;

use super::provenance::Origin;
use super::{Document, words};
use crate::territory::Source;

/// The sources named so far.
#[derive(Default)]
pub(super) struct Sources {
    pub(super) all: Vec<Source>,
    ids: HashSet<String>,
}

impl Sources {
    /// The id of a source, which is added where it is new; that of the document where none is named.
    pub(super) fn id(
        &mut self,
        document: Document<'_>,
        origin: Option<&Origin>,
        vintage: &str,
    ) -> String {
        let Some(origin) = origin else { return document.id.to_owned() };
        let words = words::words(&format!("{} {vintage}", origin.publisher));
        let slug = words.join("-").replace(['%', '€'], "");
        let id = format!("{}/{slug}", document.id);
        if self.ids.insert(id.clone()) {
            let gap = if vintage.is_empty() { "" } else { " " };
            let publisher = of_the_department(&origin.publisher, document.caf);
            let own = if origin.certain {
                format!("{publisher}{gap}{vintage}")
            } else {
                of_the_department(&origin.text, document.caf)
            };
            self.all.push(Source {
                id: id.clone(),
                publisher,
                title: format!(
                    "Chiffres repris dans un portrait de territoire ({})",
                    document.short
                ),
                vintage: vintage.to_owned(),
                licence: String::new(),
                short: format!("{own}, dans {}", document.short),
                package: None,
                sha256: None,
            });
        }
        id
    }
}

/// Words in which « Caf » alone is given its whole name: where that of a département follows, it has
/// one.
fn of_the_department(words: &str, caf: &str) -> String {
    let mut parts = words.split_inclusive([' ', ',', ';']).peekable();
    let mut named = String::new();
    while let Some(part) = parts.next() {
        let is_caf = part.get(..3).is_some_and(|start| start.eq_ignore_ascii_case("caf"));
        let rest = if is_caf { &part[3..] } else { part };
        let is_alone = is_caf && (rest.is_empty() || rest.starts_with([' ', ',', ';']));
        let has_name = rest == " " && names_a_department(parts.clone());
        named.push_str(if is_alone && !has_name { caf } else { &part[..part.len() - rest.len()] });
        named.push_str(rest);
    }
    named
}

/// « des Yvelines », « de la Vienne », « d’Eure-et-Loir », but not « du 31/12/2022 ».
fn names_a_department<'a>(words: impl Iterator<Item = &'a str>) -> bool {
    let mut words = words.map(str::trim_end);
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    match words.next() {
        Some("de" | "des" | "du") => words
            .find(|word| *word != "la")
            .is_some_and(|word| capital(word.trim_start_matches("l’").trim_start_matches("l'"))),
        Some(word) => {
            ["d’", "d'"].iter().any(|short| word.strip_prefix(short).is_some_and(capital))
        }
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use super::of_the_department;

    #[test]
    fn only_the_word_alone_is_completed() {
        let caf = "Caf de la Vienne";
        let told = of_the_department("Insee RP2019 ; Caf au 31/12/2022, Caf", caf);
        assert_eq!(told, "Insee RP2019 ; Caf de la Vienne au 31/12/2022, Caf de la Vienne");
        assert_eq!(of_the_department("Cnaf 2020", caf), "Cnaf 2020");
        assert_eq!(of_the_department("CAF du 31/12/2022", caf), "Caf de la Vienne du 31/12/2022");
        assert_eq!(of_the_department("CAFAT", caf), "CAFAT");
    }

    #[test]
    fn a_caf_with_the_name_of_its_department_keeps_it() {
        for whole in
            ["Caf des Yvelines", "CAF de la Vienne, 2022", "Caf d’Eure-et-Loir", "CAF de l’Ain"]
        {
            assert_eq!(of_the_department(whole, "Caf des Yvelines"), whole);
        }
    }
}
