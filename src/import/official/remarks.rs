//! What is said of a file: each kind of remark a few times with its line, then how many more.

use std::collections::BTreeMap;

use super::cog::Unknown;
use super::{Figures, Given, Scope};
use crate::territory::{CommuneCode, Place, Remark, Weight};

/// How many remarks of one kind are kept: a file that is wrong everywhere would bury the rest.
const MOST_OF_A_KIND: u64 = 20;

/// The remarks on one file.
#[derive(Debug)]
pub(super) struct Remarks {
    file: String,
    kept: Vec<Remark>,
    counts: BTreeMap<&'static str, u64>,
}

/// What is said, before it has a place.
pub(super) struct Said<'a> {
    pub(super) weight: Weight,
    pub(super) code: &'static str,
    pub(super) quote: String,
    pub(super) reason: &'a str,
    pub(super) remedy: &'a str,
}

impl Remarks {
    pub(super) fn new(file: &str) -> Self {
        Self { file: file.to_owned(), kept: Vec::new(), counts: BTreeMap::new() }
    }

    /// Says something of a line, or of the whole file where it is 0.
    pub(super) fn say(&mut self, line: u64, cell: Option<&str>, said: Said<'_>) {
        let count = self.counts.entry(said.code).or_default();
        *count += 1;
        if *count > MOST_OF_A_KIND {
            return;
        }
        let line = u32::try_from(line).unwrap_or(u32::MAX);
        let cell = cell.map(str::to_owned);
        self.kept.push(Remark {
            place: Place { file: self.file.clone(), sheet: None, line, cell },
            weight: said.weight,
            code: said.code.to_owned(),
            quote: said.quote,
            reason: said.reason.to_owned(),
            remedy: said.remedy.to_owned(),
        });
    }

    pub(super) fn ragged(&mut self, line: u64, quote: String) {
        self.say(
            line,
            None,
            Said {
                weight: Weight::Refused,
                code: "ragged-row",
                quote,
                reason: "La ligne n’a pas autant de cellules que l’en-tête.",
                remedy: "Reprendre le fichier d’origine.",
            },
        );
    }

    pub(super) fn wrong_number(&mut self, line: u64, column: &str, quote: String) {
        self.say(
            line,
            Some(column),
            Said {
                weight: Weight::Defect,
                code: "wrong-number",
                quote,
                reason: "Un nombre positif ou nul est attendu\u{a0}: la valeur reste inconnue.",
                remedy: "Vérifier la ligne dans le fichier d’origine.",
            },
        );
    }

    pub(super) fn duplicate(&mut self, line: u64, quote: String) {
        self.say(line, None, Said {
            weight: Weight::Defect,
            code: "duplicate-row",
            quote,
            reason: "La ligne répète une ligne déjà lue\u{a0}: elle n’est pas comptée deux fois.",
            remedy: "Vérifier que le fichier n’est pas fait de deux fichiers mis bout à bout.",
        });
    }

    /// The vintage that the user states, else the one that the file does. Empty where nobody does,
    /// which is said.
    pub(super) fn vintage(&mut self, given: &Given<'_>, stated: Option<String>) -> String {
        let vintage = given.vintage.map(str::to_owned).or(stated);
        vintage.unwrap_or_else(|| {
            self.unknown_vintage();
            String::new()
        })
    }

    fn unknown_vintage(&mut self) {
        self.say(
            0,
            None,
            Said {
                weight: Weight::Defect,
                code: "unknown-vintage",
                quote: self.file.clone(),
                reason: "Ni le fichier ni son nom ne disent le millésime.",
                remedy: "Rendre au fichier son nom d’origine, ou indiquer le millésime.",
            },
        );
    }

    /// Codes that name no commune of today.
    pub(super) fn unknown_communes(&mut self, unknown: &Unknown) {
        let count = unknown.0.len();
        if count == 0 {
            return;
        }
        let first: Vec<&str> = unknown.0.iter().take(5).map(String::as_str).collect();
        let reason = format!(
            "{count} {} aucune commune du code officiel géographique utilisé\u{a0}: communes \
             fusionnées depuis, ou zéro initial perdu.",
            if count == 1 { "code ne désigne" } else { "codes ne désignent" }
        );
        self.say(
            0,
            None,
            Said {
                weight: Weight::Note,
                code: "unknown-commune-codes",
                quote: first.join(", "),
                reason: &reason,
                remedy: "Rien à faire si ces codes sont hors du territoire.",
            },
        );
    }

    /// Communes asked for of which the file says nothing.
    pub(super) fn missing_communes(
        &mut self,
        scope: &Scope<'_>,
        has: impl Fn(CommuneCode) -> bool,
    ) {
        let missing: Vec<CommuneCode> = scope.named().filter(|&code| !has(code)).collect();
        if missing.is_empty() {
            return;
        }
        let named = missing.iter().take(20).map(|&code| {
            let name = scope.france.commune(code).map_or("", |commune| commune.name.as_str());
            format!("{name} ({code})")
        });
        let quote = named.collect::<Vec<_>>().join(", ");
        let reason = if missing.len() == 1 {
            "Le fichier ne dit rien d’une commune du territoire.".to_owned()
        } else {
            format!("Le fichier ne dit rien de {} communes du territoire.", missing.len())
        };
        self.say(
            0,
            None,
            Said {
                weight: Weight::Note,
                code: "communes-without-figures",
                quote,
                reason: &reason,
                remedy: "Les autres sources restent utilisées pour elles.",
            },
        );
    }

    /// All remarks in the order of the lines, with how many of each kind were left out.
    pub(super) fn into_list(mut self) -> Vec<Remark> {
        let more: Vec<(&str, u64)> = self
            .counts
            .iter()
            .filter(|(_, count)| **count > MOST_OF_A_KIND)
            .map(|(code, count)| (*code, count - MOST_OF_A_KIND))
            .collect();
        for (code, count) in more {
            let Some(like) = self.kept.iter().find(|remark| remark.code == code).cloned() else {
                continue;
            };
            let lines = if count == 1 { "autre ligne" } else { "autres lignes" };
            let reason = format!("{count} {lines} dans le même cas. {}", like.reason);
            let place = Place { file: self.file.clone(), ..Place::default() };
            self.kept.push(Remark { place, quote: String::new(), reason, ..like });
        }
        self.kept.sort_by_key(|remark| remark.place.line);
        self.kept
    }
}

/// Rows counted.
#[derive(Debug, Default)]
pub(super) struct Tally {
    pub(super) read: u64,
    pub(super) kept: u64,
    pub(super) dropped: u64,
}

impl Tally {
    /// Figures with nothing in them yet.
    pub(super) fn figures(&self, source: crate::territory::Source, remarks: Remarks) -> Figures {
        Figures {
            children: std::collections::HashMap::new(),
            cells: std::collections::HashMap::new(),
            indicators: Vec::new(),
            source,
            remarks: remarks.into_list(),
            rows_read: self.read,
            rows_kept: self.kept,
            rows_dropped: self.dropped,
        }
    }
}

/// A dataset under the open licence of the State.
pub(super) fn open_licence(
    id: String,
    publisher: &str,
    title: &str,
    vintage: &str,
) -> crate::territory::Source {
    let short = if vintage.is_empty() {
        format!("{publisher}, {title} (millésime inconnu)")
    } else {
        format!("{publisher}, {title} {vintage}")
    };
    crate::territory::Source {
        id,
        publisher: publisher.to_owned(),
        title: title.to_owned(),
        vintage: vintage.to_owned(),
        licence: "Licence Ouverte 2.0".to_owned(),
        short,
        package: None,
        sha256: None,
    }
}

/// The id of a dataset with its vintage.
pub(super) fn with_vintage(dataset: &str, vintage: &str) -> String {
    if vintage.is_empty() { dataset.to_owned() } else { format!("{dataset}-{vintage}") }
}
