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

/// Words in which « Caf » alone is given its whole name.
fn of_the_department(words: &str, caf: &str) -> String {
    let parts = words.split_inclusive([' ', ',', ';']);
    let named = parts.map(|part| match part.strip_prefix("Caf") {
        Some(rest) if rest.is_empty() || rest.starts_with([' ', ',', ';']) => {
            format!("{caf}{rest}")
        }
        _ => part.to_owned(),
    });
    named.collect()
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
    }
}
