//! What is worth knowing of how the tables were read.

use std::collections::BTreeMap;

use super::table::{NoteKind, Noted, Tables};
use super::{audit::quote, place};
use crate::territory::{Remark, Weight};

/// The most rows that a note names.
const NAMED: usize = 6;

/// Notes on the reading: columns, cells, and rows whose source is not sure.
pub(super) fn notes(tables: &Tables, file: &str) -> Vec<Remark> {
    let mut remarks: Vec<Remark> = tables.notes.iter().map(|noted| remark(noted, file)).collect();
    remarks.extend(unsure_vintages(tables, file));
    remarks
}

fn remark(noted: &Noted, file: &str) -> Remark {
    let (code, reason, remedy) = match noted.kind {
        NoteKind::SharedColumns => (
            "shared-columns",
            "Les mêmes colonnes servent à deux zones et à un nombre suivi de son pourcentage\u{a0}: \
             les lignes de nombres sont lues pour la première zone, les lignes de taux pour les deux.",
            "Vérifiez la zone des pourcentages de ce tableau.",
        ),
        NoteKind::ZoneUnsaid => (
            "zone-unsaid",
            "Aucun en-tête ne dit de quelle zone sont ces chiffres\u{a0}: la première zone de la \
             rubrique est retenue, s’il y en a une.",
            "Vérifiez la zone de ce tableau.",
        ),
        NoteKind::NotUnderstood => (
            "not-understood",
            "Une cellule de ce tableau n’est ni un chiffre, ni un blanc, ni «\u{a0}<5\u{a0}»\u{a0}: \
             elle n’est pas lue.",
            "Corrigez la cellule, ou laissez-la vide.",
        ),
        NoteKind::TwoInOne => (
            "two-in-one",
            "Un nombre et son pourcentage se trouvent dans une seule cellule\u{a0}: ils sont lus \
             séparément.",
            "",
        ),
    };
    Remark {
        place: place(file, noted.line, ""),
        weight: Weight::Note,
        code: code.to_owned(),
        quote: quote(&noted.quote),
        reason: reason.to_owned(),
        remedy: remedy.to_owned(),
    }
}

/// One note for each group of source lines that some rows do not choose from, and for each section
/// without sources.
fn unsure_vintages(tables: &Tables, file: &str) -> Vec<Remark> {
    let mut unsure: BTreeMap<(u32, bool), Vec<&str>> = BTreeMap::new();
    for row in &tables.rows {
        let key = match (tables.origin(row), row.group) {
            (Some(origin), Some(group)) if !origin.certain => (tables.groups[group].line, true),
            (Some(_), _) => continue,
            (None, _) => (tables.sections[row.section].line.max(1), false),
        };
        let named = unsure.entry(key).or_default();
        if !named.contains(&row.label.as_str()) && named.len() <= NAMED {
            named.push(&row.label);
        }
    }
    let remark = |((line, sourced), rows): ((u32, bool), Vec<&str>)| {
        let more = if rows.len() > NAMED { "…" } else { "" };
        let named: Vec<&str> = rows.iter().take(NAMED).copied().collect();
        let (code, reason) = if sourced {
            (
                "vintage-unsure",
                "Ces lignes ne disent pas laquelle des sources les donne\u{a0}: leur \
              millésime est la ligne de sources entière.",
            )
        } else {
            (
                "source-unsaid",
                "Aucune ligne de sources ne suit ces chiffres\u{a0}: leur millésime \
              n’est pas renseigné.",
            )
        };
        Remark {
            place: place(file, line, ""),
            weight: Weight::Note,
            code: code.to_owned(),
            quote: quote(&format!("{}{more}", named.join("\u{202f}; "))),
            reason: reason.to_owned(),
            remedy: "Demandez à la Caf la source et le millésime de chaque ligne.".to_owned(),
        }
    };
    unsure.into_iter().map(remark).collect()
}
