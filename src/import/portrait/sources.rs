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
            let publisher =
                if origin.publisher == "Caf" { document.caf } else { &origin.publisher };
            let own = if origin.certain {
                format!("{publisher}{gap}{vintage}")
            } else {
                origin.text.clone()
            };
            self.all.push(Source {
                id: id.clone(),
                publisher: publisher.to_owned(),
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
