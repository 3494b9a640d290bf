//! The arithmetic of a portrait: what its own figures contradict. Reported, never repaired.

mod given_back;
mod rates;
mod shares;
mod sums;
mod twice;
mod vintages;
mod whole;

use std::collections::{HashMap, HashSet};

use super::place;
use super::table::Tables;
use crate::territory::{Remark, Weight};

/// The most figures of a zone and section that are held against each other. A portrait has some
/// dozens.
const MOST_FIGURES: usize = 1_000;
/// The longest quote, in characters.
const LONGEST_QUOTE: usize = 300;
/// The code of a blanked value that other figures give back.
const GIVEN_BACK: &str = "secret-given-back";

/// A defect, and the rows that prove it.
#[derive(Debug, Clone)]
pub(super) struct Finding {
    pub(super) row: usize,
    pub(super) cell: String,
    pub(super) code: &'static str,
    pub(super) quote: String,
    pub(super) reason: String,
    pub(super) remedy: String,
    /// Every row that the reason speaks of.
    pub(super) rows: Vec<usize>,
    pub(super) zone: Option<usize>,
}

/// What the audit found.
pub(super) struct Audit {
    pub(super) remarks: Vec<Remark>,
    /// The rows whose figures give a blanked value back: they are not public.
    pub(super) leaking: HashSet<usize>,
}

/// Every defect of the figures, in French, each once.
pub(super) fn audit(tables: &Tables, file: &str) -> Audit {
    let mut per_section: HashMap<(usize, Option<usize>), usize> = HashMap::new();
    for row in &tables.rows {
        for reading in &row.readings {
            *per_section.entry((row.section, reading.zone)).or_default() += 1;
        }
    }
    let mut remarks: Vec<Remark> = Vec::new();
    let mut leaking = HashSet::new();
    if per_section.values().any(|figures| *figures > MOST_FIGURES) {
        remarks.push(too_long(file));
    } else {
        let shares = shares::collect(tables);
        let sums = sums::groups(tables);
        let mut findings = sums::findings(tables, &sums);
        fold(&mut findings, shares::findings(tables, &shares));
        fold(&mut findings, twice::findings(tables));
        fold(&mut findings, rates::findings(tables));
        findings.extend(given_back::findings(tables, &sums, &shares));
        findings.extend(vintages::findings(tables));
        let leaks = findings.iter().filter(|finding| finding.code == GIVEN_BACK);
        leaking.extend(leaks.flat_map(|leak| leak.rows.iter().copied().chain([leak.row])));
        remarks.extend(findings.into_iter().map(|finding| remark(tables, file, finding)));
    }
    Audit { remarks, leaking }
}

/// Adds findings, but those of a row that is already in one go with it: one wrong figure is
/// reported once.
fn fold(found: &mut Vec<Finding>, more: Vec<Finding>) {
    let mut told: HashMap<(usize, Option<usize>), usize> = HashMap::new();
    for (at, finding) in found.iter().enumerate() {
        for row in &finding.rows {
            told.entry((*row, finding.zone)).or_insert(at);
        }
    }
    for finding in more {
        if let Some(at) = told.get(&(finding.row, finding.zone)) {
            let first = &mut found[*at];
            first.reason = format!("{} De plus\u{a0}: {}", first.reason, finding.reason);
        } else {
            found.push(finding);
        }
    }
}

fn remark(tables: &Tables, file: &str, finding: Finding) -> Remark {
    Remark {
        place: place(file, tables.rows[finding.row].line, &finding.cell),
        weight: Weight::Defect,
        code: finding.code.to_owned(),
        quote: quote(&finding.quote),
        reason: finding.reason,
        remedy: finding.remedy,
    }
}

fn too_long(file: &str) -> Remark {
    Remark {
        place: place(file, 0, ""),
        weight: Weight::Note,
        code: "not-audited".to_owned(),
        quote: String::new(),
        reason: format!(
            "Une rubrique a plus de {MOST_FIGURES} chiffres d’une même zone\u{a0}: l’arithmétique du \
             document n’est pas contrôlée."
        ),
        remedy: "Importez le portrait rubrique par rubrique.".to_owned(),
    }
}

/// What to ask for; nothing is repaired.
pub(super) fn ask(what: &str) -> String {
    format!("Demandez {what}\u{202f}; rien n’a été corrigé.")
}

/// Words of the document, in French quotes.
pub(super) fn quoted(words: &str) -> String {
    let short: String = words.chars().take(80).collect();
    format!("«\u{a0}{short}\u{a0}»")
}

/// A quote of bearable length.
pub(super) fn quote(words: &str) -> String {
    if words.chars().count() <= LONGEST_QUOTE {
        return words.to_owned();
    }
    words.chars().take(LONGEST_QUOTE - 1).chain(['…']).collect()
}

/// The cell that a remark is about: its zone, else its heading.
pub(super) fn cell(tables: &Tables, reading: &super::table::Reading) -> String {
    let zone = tables.zone(reading.zone);
    let parts = [zone, reading.heading.as_str()];
    let said: Vec<&str> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    said.join(", ")
}
