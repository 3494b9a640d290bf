//! Legal duties as an answer.

use serde_json::{Value, json};

use super::Row;
use super::answer::{Answer, Sources};
use super::french::whole;
use crate::analysis::{
    Authority, Competence, DUTIES, Due, Duties, DutiesError, NEAR_LINE, Relay, SCHEME_LINE,
    TRANSFER_ARTICLE, duties,
};
use crate::index::{Atlas, Study};
use crate::territory::Figure;
use jiff::civil::Date;

/// The source of the populations.
const POPULATION_SOURCE: &str = "cog-2026";

/// The articles as a source line names them.
const LAW: &str = "CASF, art. L. 214-1-3, L. 214-2, L. 214-2-1 et D. 214-10-1";

/// The duties that fall on a territory as an answer.
///
/// # Errors
/// See [`duties`].
pub fn duties_answer<'a>(
    atlas: &'a Atlas,
    study: &Study,
    competence: Competence,
    at: Date,
) -> Result<Answer<'a>, DutiesError> {
    let measured = duties(atlas, study, competence, at)?;
    let mut sources = Sources::new(atlas).with(POPULATION_SOURCE);
    for relay in measured.authorities.iter().flat_map(|authority| &authority.relays) {
        sources.add(&relay.source);
    }
    let communes = study.communes.iter().zip(&measured.communes).map(|(commune, &(own, at))| {
        let named = Row::of(commune.code, &commune.name);
        let authority = &measured.authorities[at];
        authority_columns(named.with_figure("population", own), authority)
    });
    let vintage = atlas.source(POPULATION_SOURCE).map(|source| source.vintage.as_str());
    let own = competence == Competence::Communes;
    let notes = [LAW.to_owned(), format!("population municipale, au {}", at.strftime("%d/%m/%Y"))];
    Ok(Answer {
        head: Row::default()
            .with("territory", json!({ "code": study.code, "name": study.name }))
            .with("competence", if own { "communes" } else { "transferred" })
            .with("at", at.to_string())
            .with("population_kind", "municipale")
            .with("population_vintage", vintage)
            .with("duties", DUTIES.map(|duty| duty_json(&duty)).to_vec())
            .with("transfer_article", if own { None } else { Some(TRANSFER_ARTICLE) })
            .with("findings", findings(&measured)),
        communes: communes.collect(),
        total: total_row(study, &measured),
        source_line: sources.line(&notes),
        sources: sources.0,
    })
}

fn duty_json(duty: &crate::analysis::Duty) -> Value {
    json!({
        "duty": duty.name, "asks": duty.asks, "above": duty.above, "since": duty.since.to_string(),
        "article": duty.article, "note": duty.note,
    })
}

fn authority_columns(row: Row, authority: &Authority<'_>) -> Row {
    let relays: Vec<Value> = authority
        .relays
        .iter()
        .map(|relay| json!({ "id": relay.id, "name": relay.name, "commune": relay.commune }))
        .collect();
    let mut row = row
        .with("authority_code", authority.code.to_string())
        .with("authority_name", authority.name)
        .with_figure("counted_population", authority.population)
        .with("near_line", authority.near);
    for (duty, due) in DUTIES.iter().zip(authority.duties) {
        row = row.with(&duty.name.replace('-', "_"), due_word(due));
    }
    row.with("relay_found", relay_word(authority.relay)).with("relays", relays)
}

fn total_row(study: &Study, measured: &Duties<'_>) -> Row {
    let named = Row::of(study.code, &study.name);
    let row = named.with_figure("population", measured.population);
    if let [one] = measured.authorities.as_slice() {
        return authority_columns(row, one);
    }
    let count = |fits: &dyn Fn(&Authority<'_>) -> bool| {
        measured.authorities.iter().filter(|authority| fits(authority)).count()
    };
    let mut row = row.with("authorities", measured.authorities.len());
    for (at, duty) in DUTIES.iter().enumerate() {
        let due = count(&|authority| authority.duties[at] == Due::Due);
        row = row.with(&format!("{}_due", duty.name.replace('-', "_")), due);
    }
    row.with("relay_missing", count(&|authority| authority.relay == Relay::Missing))
        .with("relay_not_documented", count(&|authority| authority.relay == Relay::NotDocumented))
}

fn due_word(due: Due) -> &'static str {
    match due {
        Due::Due => "due",
        Due::NotDue => "not-due",
        Due::NotInForce => "not-in-force",
        Due::NotDocumented => "not-documented",
    }
}

fn relay_word(relay: Relay) -> &'static str {
    match relay {
        Relay::Present => "present",
        Relay::Missing => "missing",
        Relay::NotDocumented => "not-documented",
        Relay::NotDue => "not-due",
    }
}

/// What a reader should know first, in French: who lacks a relay, of whom it is not known, and who
/// stands just below a line.
fn findings(measured: &Duties<'_>) -> Vec<Value> {
    let mut said = Vec::new();
    for authority in &measured.authorities {
        let residents = residents(authority.population);
        let mut say = |sentence: String| {
            said.push(json!({ "code": authority.code.to_string(), "sentence": sentence }));
        };
        let (name, article) = (authority.name, DUTIES[3].article);
        match authority.relay {
            Relay::Missing => say(format!(
                "{name} ({residents}) passe {} habitants et la liste complète de ses RPE n’en \
                 compte aucun, alors qu’un RPE est dû ({article}).",
                whole(f64::from(SCHEME_LINE)),
            )),
            Relay::NotDocumented => say(format!(
                "{name} ({residents})\u{a0}: non renseigné, aucune liste complète ne dit s’il y a \
                 un RPE ({article}).",
            )),
            Relay::Present | Relay::NotDue => {}
        }
        if let Some(line) = authority.near {
            say(format!(
                "{name} ({residents}) est à moins de {} % sous le seuil de {} habitants\u{a0}: \
                 vérifiez sa population totale, plus grande que la population municipale comptée \
                 ici.",
                whole(NEAR_LINE * 100.0),
                whole(f64::from(line)),
            ));
        }
    }
    said
}

fn residents(population: Figure) -> String {
    let count = population.value().map(whole);
    count.map_or_else(|| "population n. d.".to_owned(), |count| format!("{count} habitants"))
}
