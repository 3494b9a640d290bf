//! Published figures on a territory: cleared ones only, with unit, zone, vintage and source.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::csv::plain_columns;
use super::row::number;
use super::{Row, french, to_csv};
use crate::analysis::secrecy::{
    Clearance, Cleared, ClearedFigure, Grouping, Households, Reason, allocataires_of, groupings,
};
use crate::index::{Atlas, Study, neighbours};
use crate::territory::{CommuneCode, Source, Status, Usage, source_line};

/// Published figures on a territory, ready for any format.
#[derive(Debug)]
pub struct IndicatorsAnswer<'a> {
    head: Row,
    rows: Vec<Row>,
    /// Who is below the threshold is told to those only who see the counts.
    groupings: Option<Vec<Grouping>>,
    sources: Vec<&'a Source>,
    source_line: String,
}

/// The figures on a territory, its communes, its départements and France that `usage` may see.
#[must_use]
pub fn indicators_answer<'a>(
    atlas: &'a Atlas,
    study: &Study,
    clearance: &Clearance,
    usage: Usage,
) -> IndicatorsAnswer<'a> {
    let cleared: Cleared<'a> = clearance.of_zones(atlas, |zone| is_of(study, zone), usage);
    let sources = sources(atlas, &cleared);
    let blanked = |figure: &&ClearedFigure<'_>| figure.value().status() == Status::Secret;
    let rows: Vec<Row> = cleared.figures().iter().map(|figure| row(atlas, figure)).collect();
    let head = Row::default()
        .with("territory", json!({ "code": study.code, "name": study.name }))
        .with("usage", usage_word(usage))
        .with("blanked", cleared.figures().iter().filter(blanked).count())
        .with("withheld", cleared.withheld())
        .with("optimal", clearance.is_optimal());
    let notes = [rule_note(&cleared)];
    let source_line = source_line(sources.iter().copied(), &notes);
    let groupings = (usage == Usage::Interne).then(|| groupings(&households(atlas, study)));
    IndicatorsAnswer { head, rows, groupings, sources, source_line }
}

/// Whether figures on a zone are shown with a territory: its own, of its communes, of its
/// départements and of France.
fn is_of(study: &Study, zone: &str) -> bool {
    let department = |commune: &CommuneCode| {
        zone.strip_prefix("dep-").is_some_and(|code| code == commune.department())
    };
    zone == "FR"
        || zone == study.code.to_string()
        || study.communes.iter().any(|c| c.code.as_str() == zone || department(&c.code))
}

fn row(atlas: &Atlas, figure: &ClearedFigure<'_>) -> Row {
    let reason = figure.reason();
    Row::default()
        .with("zone", figure.zone())
        .with("zone_name", zone_name(atlas, figure.zone()))
        .with("name", figure.name())
        .with("unit", figure.unit())
        .with("value", number(figure.value()))
        .with_status("status", figure.value().status())
        .with("text", figure.text())
        .with("reason", reason.map(Reason::kind))
        .with("rule", reason.map(Reason::rule))
        .with("vintage", figure.vintage())
        .with("source", figure.source())
        .with("usage", usage_word(figure.usage()))
}

fn zone_name(atlas: &Atlas, zone: &str) -> Option<String> {
    let name = match zone.strip_prefix("dep-") {
        Some(department) => Some(atlas.france.department_name(department)),
        None if zone == "FR" => Some("France"),
        None => zone.parse().ok().and_then(|code| atlas.france.name_of(code)),
    };
    name.map(str::to_owned)
}

fn usage_word(usage: Usage) -> &'static str {
    match usage {
        Usage::Public => "public",
        Usage::Interne => "interne",
    }
}

fn rule_note(cleared: &Cleared<'_>) -> String {
    let class = match cleared.usage() {
        Usage::Public => "usage public",
        Usage::Interne => "usage interne, ne pas céder",
    };
    format!("secret statistique appliqué (moins de 5, moins de 100 allocataires), {class}")
}

fn sources<'a>(atlas: &'a Atlas, cleared: &Cleared<'a>) -> Vec<&'a Source> {
    let mut found: Vec<&Source> = Vec::new();
    for figure in cleared.figures() {
        let source = atlas.source(figure.source());
        found.extend(source.filter(|source| !found.contains(source)));
    }
    // It says which communes there are, and what they are called.
    found.extend(atlas.source("cog-2026"));
    found
}

fn households(atlas: &Atlas, study: &Study) -> Vec<Households> {
    let codes: Vec<CommuneCode> = study.communes.iter().map(|commune| commune.code).collect();
    let counts = allocataires_of(&atlas.register, &codes);
    let beside = neighbours(&atlas.france.boundaries, study);
    let all = codes.into_iter().zip(counts).zip(beside);
    all.map(|((code, allocataires), neighbours)| Households { code, allocataires, neighbours })
        .collect()
}

impl IndicatorsAnswer<'_> {
    /// The answer as one JSON object.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let rows: Vec<Value> = self.rows.iter().cloned().map(Row::into_json).collect();
        let mut answer = self.head.clone().with("indicators", rows);
        if let Some(groupings) = &self.groupings {
            let group =
                |found: &Grouping| json!({ "commune": found.commune, "group": found.group });
            answer = answer.with("groupings", groupings.iter().map(group).collect::<Vec<_>>());
        }
        answer
            .with("sources", json!(self.sources))
            .with("source_line", self.source_line.as_str())
            .into_json()
    }

    /// The figures as CSV.
    ///
    /// # Errors
    /// See [`to_csv`].
    pub fn to_csv(&self) -> Result<Vec<u8>, ::csv::Error> {
        to_csv(&plain_columns(&self.rows), &self.rows, &self.source_line)
    }

    /// The figures as lines for a terminal, in French, the source line below them.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let said = |column: &str| row.columns().get(column).and_then(Value::as_str);
            let reason = match (said("reason"), said("rule")) {
                (Some(kind), Some(rule)) => format!("\u{a0}({kind}, {rule})"),
                _ => String::new(),
            };
            // Writing to a string cannot fail.
            let _ = writeln!(
                text,
                "{} | {} | {}{reason} | {} | {} | {}",
                said("zone_name").or(said("zone")).unwrap_or_default(),
                said("name").unwrap_or_default(),
                shown(row),
                said("unit").unwrap_or_default(),
                said("vintage").unwrap_or_default(),
                said("source").unwrap_or_default(),
            );
        }
        for found in self.groupings.iter().flatten() {
            let group = found.group.as_ref().map_or_else(
                || "aucun groupe de communes voisines n’y suffit".to_owned(),
                |codes| codes.iter().map(CommuneCode::as_str).collect::<Vec<_>>().join(" + "),
            );
            let _ = writeln!(text, "moins de 100 allocataires\u{a0}: {}, {group}", found.commune);
        }
        text + "\n" + &self.source_line + "\n"
    }
}

/// A value with the mark of its status.
fn shown(row: &Row) -> String {
    let column = |name: &str| row.columns().get(name);
    let status = column("status").and_then(Value::as_str).unwrap_or_default();
    match (column("text").and_then(Value::as_str), column("value").and_then(Value::as_f64)) {
        (Some(text), _) => text.to_owned(),
        (None, value) => french::with_mark(status, value.map(french::decimal)),
    }
}
