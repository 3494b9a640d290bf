//! What a scenario would change, as rows, and the answers before and after it.

use serde_json::{Map, Value, json};

use super::answer::{Sources, head, notes, reached};
use super::evolution::evolution_row;
use super::{Answer, Row, access_answer, coverage_answer, white_zones_answer};
use crate::analysis::{Moment, Question, SCENARIO_SOURCE, Threshold, evolution};
use crate::index::{Atlas, Study, standing_at};
use crate::territory::{Change, Facility, Scenario};

/// An answer that is given before and after a scenario, beside what it changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Beside {
    /// Coverage rates.
    Coverage,
    /// White zones.
    WhiteZones,
    /// Access.
    Access,
}

/// What a scenario would change in a territory.
#[derive(Debug)]
pub struct ScenarioAnswer<'a> {
    /// The difference: a row per commune with each figure before, after and its change.
    pub difference: Answer<'a>,
    /// The answers asked for beside it, before and after.
    beside: [Map<String, Value>; 2],
}

impl ScenarioAnswer<'_> {
    /// All of it as one JSON object.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let Answer { head, communes, total, sources, source_line } = &self.difference;
        let rows: Vec<Value> = communes.iter().cloned().map(Row::into_json).collect();
        let rows = json!({ "communes": rows, "total": total.clone().into_json() });
        let mut answer = head.clone().with("difference", rows);
        for (side, beside) in ["before", "after"].into_iter().zip(&self.beside) {
            answer = answer.with(side, Value::Object(beside.clone()));
        }
        answer.with("sources", json!(sources)).with("source_line", source_line.as_str()).into_json()
    }
}

/// Measures a territory as it is and as a scenario would have it. `supposed` is `atlas` with the
/// changes of `scenario`.
#[must_use]
pub fn scenario_answer<'a>(
    [atlas, supposed]: [&'a Atlas; 2],
    study: &Study,
    scenario: &Scenario,
    (question, threshold): (&Question, &Threshold),
    beside: &[Beside],
) -> ScenarioAnswer<'a> {
    let [before, after] = [atlas, supposed].map(|atlas| Moment { atlas, study, at: question.at });
    let changed = evolution(&before, &after, question, threshold);
    let mut sources = Sources::new(supposed);
    for (moment, zones) in [before, after].iter().zip(&changed.zones) {
        sources = sources.from(moment.atlas).of(study, question).across_borders(zones);
    }
    let sources = sources.with("contours").with("cog-2026");
    let told = json!({
        "name": scenario.name(),
        "text": scenario.to_string(),
        "changes": changes([atlas, supposed], scenario),
    });
    let rows = study.communes.iter().zip(&changed.communes);
    let difference = Answer {
        head: reached(head(study, question), threshold).with("scenario", told),
        communes: rows
            .map(|(commune, row)| evolution_row(Row::of(commune.code, &commune.name), row))
            .collect(),
        total: evolution_row(Row::of(study.code, &study.name), &changed.total),
        source_line: sources.line(&notes(threshold)),
        sources: sources.0,
    };
    let beside = [atlas, supposed].map(|atlas| {
        let of = |asked: &Beside| match asked {
            Beside::Coverage => ("coverage", coverage_answer(atlas, study, question)),
            Beside::WhiteZones => {
                ("white_zones", white_zones_answer(atlas, study, question, threshold).0)
            }
            Beside::Access => ("access", access_answer(atlas, study, question, threshold)),
        };
        beside.iter().map(of).map(|(name, answer)| (name.to_owned(), answer.to_json())).collect()
    });
    ScenarioAnswer { difference, beside }
}

/// Each change with its service as it is and as it would be in the end.
fn changes([atlas, supposed]: [&Atlas; 2], scenario: &Scenario) -> Vec<Value> {
    let find = |atlas: &Atlas, id: &str| {
        let found = atlas.register.facilities.iter().find(|facility| facility.id == id);
        found.map(|facility| state(atlas, facility))
    };
    let told = (1..).zip(scenario.changes()).map(|(at, change)| {
        let opened = format!("{SCENARIO_SOURCE}-{at}");
        let (what, id) = match change {
            Change::Open(_) => ("open", &opened),
            Change::Close(closed) => ("close", &closed.id),
            Change::Move(moved) => ("move", &moved.id),
            Change::Resize(resized) => ("resize", &resized.id),
        };
        json!({ "what": what, "id": id, "before": find(atlas, id), "after": find(supposed, id) })
    });
    told.collect()
}

fn state(atlas: &Atlas, facility: &Facility) -> Value {
    let commune = atlas.france.commune(facility.commune);
    let place = standing_at(facility, &atlas.france);
    json!({
        "name": facility.name,
        "kind": facility.kind,
        "commune": facility.commune,
        "commune_name": commune.map(|commune| &commune.name),
        "capacity": facility.capacity,
        "lon": place.map(|place| place.lon),
        "lat": place.map(|place| place.lat),
        "precision": facility.precision,
    })
}
