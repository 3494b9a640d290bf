//! A draft of an import: as JSON for the page and for `--report`, as text for the terminal.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

use super::facility_row;
use crate::import::draft::{Asked, Candidate, Change, Draft};
use crate::index::standing_at;
use crate::territory::{Facility, France, Place, Remark, TerritoryCode, Weight};

/// The most items of a list that a person reads on a terminal or a page.
pub const MOST_READ: usize = 5_000;

/// A draft as JSON. `version` is that of the register it was held against. Of each long list it
/// holds the first `most`, and every service with an open question; the counts are of all.
#[must_use]
pub fn draft_json(draft: &Draft, france: &France, version: &str, most: usize) -> Value {
    let (certain, doubtful): (Vec<_>, Vec<_>) = draft
        .services
        .iter()
        .filter(|service| !service.left_out)
        .partition(|service| !service.is_open);
    let mut shown: Vec<&Candidate> =
        doubtful.into_iter().chain(certain.into_iter().take(most)).collect();
    shown.sort_by_key(|service| (&service.listed.place, service.listed.part));
    json!({
        "territory": {
            "code": draft.territory,
            "name": france.name_of(draft.territory),
            "kind": match draft.territory {
                TerritoryCode::Epci(_) => "epci",
                TerritoryCode::Commune(_) => "commune",
            },
        },
        "register": { "version": version },
        "summary": draft.summary(),
        "files": draft.files.iter().map(|file| json!({
            "name": file.name,
            "layout": file.layout.as_str(),
            "layout_label": file.layout.label(),
            "how": file.how,
            "sha256": file.sha256,
            "source": file.source,
            "lines_total": file.lines.len(),
            "lines": file.lines.iter().take(most).map(|line| json!({
                "sheet": line.sheet, "number": line.number, "text": line.text, "role": line.role,
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
        "services": shown.into_iter().map(|service| service_json(service, france)).collect::<Vec<_>>(),
        "questions": draft.questions.iter().take(most).map(question_json).collect::<Vec<_>>(),
        "others": draft.others.iter().take(most).map(|other| json!({
            "place": other.place, "text": other.text, "label": other.label,
        })).collect::<Vec<_>>(),
        "remarks": first_remarks(draft, most),
        "gone": draft.gone.iter().take(most).map(|facility| gone_json(facility, france)).collect::<Vec<_>>(),
        "gone_is_open": draft.gone_is_open,
        "inventories": draft.inventories.iter().map(|claim| json!({
            "kind": claim.kind, "count": claim.count, "completeness": claim.completeness,
        })).collect::<Vec<_>>(),
        "figures": draft.figures.iter().map(|figures| json!({
            "label": figures.label, "rows": figures.rows, "communes": figures.communes,
            "note": figures.note,
        })).collect::<Vec<_>>(),
    })
}

fn service_json(service: &Candidate, france: &France) -> Value {
    json!({
        "key": service.key,
        "place": service.listed.place,
        "text": service.listed.text,
        "state": if service.is_open { "doubtful" } else { "understood" },
        "change": service.change,
        "facility": facility_json(service, france),
        "geocode": service.geocode,
        "before": service.before.as_ref()
            .filter(|_| service.change == Change::Changed)
            .map(|before| placed(before, france)),
        "notes": service.listed.notes,
    })
}

/// The service, or what is known of it while its commune is not.
fn facility_json(service: &Candidate, france: &France) -> Value {
    if let Some(facility) = service.facility() {
        return placed(&facility, france);
    }
    let listed = &service.listed;
    json!({
        "id": null, "name": listed.name, "kind": listed.kind, "subtype": listed.subtype,
        "capacity": listed.capacity, "ages": listed.ages, "slots": "", "funding": listed.funding,
        "address": listed.address, "postcode": listed.postcode, "commune": null,
        "commune_name": null, "precision": "none", "lon": null, "lat": null, "perimeter": [],
        "opened_on": listed.opened_on, "closed_on": listed.closed_on, "source": service.source,
    })
}

fn placed(facility: &Facility, france: &France) -> Value {
    let (row, _) = facility_row(facility, france);
    let position = standing_at(facility, france);
    row.with("lon", position.map(|at| at.lon)).with("lat", position.map(|at| at.lat)).into_json()
}

fn question_json(asked: &Asked) -> Value {
    let mut fields = match serde_json::to_value(&asked.question) {
        Ok(Value::Object(fields)) => fields,
        _ => Map::new(),
    };
    fields.insert("service".to_owned(), asked.service.clone().into());
    fields.insert("text".to_owned(), asked.text.clone().into());
    fields.insert("answer".to_owned(), asked.answer.clone().into());
    Value::Object(fields)
}

fn gone_json(facility: &Facility, france: &France) -> Value {
    json!({
        "id": facility.id, "name": facility.name, "kind": facility.kind,
        "commune": facility.commune,
        "commune_name": france.commune(facility.commune).map(|commune| &commune.name),
    })
}

fn first_remarks(draft: &Draft, most: usize) -> Vec<&Remark> {
    let of = |weight| draft.remarks.iter().filter(move |r| r.weight == weight).take(most);
    of(Weight::Refused).chain(of(Weight::Defect)).chain(of(Weight::Note)).collect()
}

/// A draft as a report in French: what was read, what is doubtful and why, what was refused, and
/// what would change.
#[must_use]
pub fn draft_text(draft: &Draft, france: &France) -> String {
    let mut text = String::new();
    // Writing to a string cannot fail.
    let _ = write_report(&mut text, draft, france);
    text
}

fn write_report(out: &mut String, draft: &Draft, france: &France) -> std::fmt::Result {
    let name = france.name_of(draft.territory).unwrap_or_default();
    writeln!(out, "{name} ({})", draft.territory)?;
    for file in &draft.files {
        writeln!(out, "{}\u{a0}: {} ({})", file.name, file.layout.label(), file.how)?;
    }
    let sum = draft.summary();
    if sum.services > 0 || draft.figures.is_empty() {
        writeln!(
            out,
            "{}, {} à confirmer, {}, {}",
            counted(sum.services, "service lu", "services lus"),
            sum.open,
            counted(sum.others, "autre service", "autres services"),
            counted(sum.refused, "ligne refusée", "lignes refusées"),
        )?;
        writeln!(
            out,
            "registre\u{a0}: {}, {}, {}, {}",
            counted(sum.added, "ajouté", "ajoutés"),
            counted(sum.changed, "modifié", "modifiés"),
            counted(sum.unchanged, "inchangé", "inchangés"),
            counted(sum.gone, "disparu de la liste", "disparus de la liste"),
        )?;
    }
    for figures in &draft.figures {
        let communes = counted(figures.communes, "commune", "communes");
        writeln!(out, "{}\u{a0}: {communes}, {}", figures.label, figures.note)?;
    }
    section(out, "À confirmer", draft.open(), |out, asked| {
        let question = &asked.question;
        writeln!(out, "  {}\u{a0}: {}", located(&question.place), question.subject)?;
        writeln!(out, "    {} {}", question.reason, question.remedy)?;
        let choices: Vec<&str> = question.answers.iter().map(|c| c.label.as_str()).collect();
        if !choices.is_empty() {
            writeln!(out, "    réponses\u{a0}: {}", choices.join(" | "))?;
        }
        writeln!(out, "    clé\u{a0}: {}", question.key)
    })?;
    for (title, weight) in [
        ("Refusé", Weight::Refused),
        ("Défauts des documents", Weight::Defect),
        ("Notes", Weight::Note),
    ] {
        let remarks = draft.remarks.iter().filter(|remark| remark.weight == weight);
        section(out, title, remarks, |out, remark| {
            writeln!(out, "  {}\u{a0}: {} {}", located(&remark.place), remark.reason, remark.remedy)
        })?;
    }
    section(out, "Autres services", draft.others.iter(), |out, other| {
        writeln!(out, "  {}\u{a0}: {} ({})", located(&other.place), other.text, other.label)
    })?;
    let changed = draft.services.iter().filter(|s| !s.left_out && s.change == Change::Changed);
    section(out, "Modifiés", changed, |out, service| {
        writeln!(out, "  {}\u{a0}: {}", service.id, differences(service, france).join(", "))
    })?;
    section(out, "Disparus de la liste", draft.gone.iter(), |out, facility| {
        writeln!(out, "  {}\u{a0}: {}", facility.id, facility.name)
    })
}

/// A titled list, cut where it grows past what anybody reads.
fn section<T>(
    out: &mut String,
    title: &str,
    mut items: impl Iterator<Item = T>,
    mut write: impl FnMut(&mut String, T) -> std::fmt::Result,
) -> std::fmt::Result {
    let Some(first) = items.next() else { return Ok(()) };
    writeln!(out, "\n{title}")?;
    write(out, first)?;
    for item in items.by_ref().take(MOST_READ - 1) {
        write(out, item)?;
    }
    match items.count() {
        0 => Ok(()),
        more => writeln!(out, "  … et {more} de plus (tout est dans --report)"),
    }
}

fn located(place: &Place) -> String {
    let sheet = place.sheet.iter().map(|sheet| format!(", feuille {sheet}"));
    let line = (place.line > 0).then(|| format!(", ligne {}", place.line));
    let cell = place.cell.iter().map(|cell| format!(", {cell}"));
    std::iter::once(place.file.clone()).chain(sheet).chain(line).chain(cell).collect()
}

/// `0 ligne`, `1 ligne`, `2 lignes`.
fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count < 2 { one } else { many })
}

/// The columns that changed, with both values.
fn differences(service: &Candidate, france: &France) -> Vec<String> {
    let (Some(before), Some(now)) = (&service.before, service.facility()) else {
        return Vec::new();
    };
    let (before, now) = (placed(before, france), placed(&now, france));
    let columns = now.as_object().into_iter().flatten();
    columns
        .filter(|(column, value)| column.as_str() != "source" && before.get(column) != Some(value))
        .map(|(column, value)| {
            format!("{column} {} → {value}", before.get(column).unwrap_or(&Value::Null))
        })
        .collect()
}
