//! Rates by mode of care as an answer.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::answer::{Answer, Sources};
use super::csv::plain_columns;
use super::french::decimal;
use super::modes_table::flat;
use super::{Row, to_csv};
use crate::analysis::{
    CareMode, FEW_CHILDREN, Fill, LeisureRow, Mode, ModeRow, Modes, ModesAsked, ModesOf,
    PublishedRate, Question, Reference, modes, under_three,
};
use crate::index::{Atlas, Study};
use crate::territory::{Ages, Kind};

/// Rates by mode: nested by zone for JSON, one row for each zone and mode for tables.
#[derive(Debug)]
pub struct ModesAnswer<'a> {
    /// The zones with their modes.
    pub answer: Answer<'a>,
    /// A row for each zone and mode.
    pub table: Vec<Row>,
}

impl ModesAnswer<'_> {
    /// A row for each zone and mode as CSV.
    ///
    /// # Errors
    /// See [`to_csv`].
    pub fn to_csv(&self) -> Result<Vec<u8>, ::csv::Error> {
        to_csv(&plain_columns(&self.table), &self.table, &self.answer.source_line)
    }
}

/// The rates of a territory by mode as an answer.
#[must_use]
pub fn modes_answer<'a>(atlas: &'a Atlas, study: &Study, asked: &ModesAsked) -> ModesAnswer<'a> {
    let measured = modes(atlas, study, asked);
    let named = study.communes.iter().map(|commune| named(commune.code.as_str(), &commune.name));
    let whole = named_whole(study);
    let zones = named.zip(&measured.communes);
    let origins = origins(atlas, study, asked);
    let communes: Vec<Row> = zones
        .clone()
        .zip(&origins)
        .map(|((row, zone), origin)| zone_row(row, zone, atlas, origin))
        .collect();
    let mut table: Vec<Row> = zones.flat_map(|(row, zone)| flat(&row, zone)).collect();
    table.extend(flat(&whole, &measured.total));
    let total = zone_row(whole, &measured.total, atlas, &Origin::sum(&origins));
    let sources = sources(atlas, study, asked, &measured);
    let line = sources.line(&notes(asked));
    let answer = Answer {
        head: head(atlas, study, asked, &measured),
        communes,
        total,
        source_line: line,
        sources: sources.0,
    };
    ModesAnswer { answer, table }
}

fn named(code: &str, name: &str) -> Row {
    Row::of(code, name)
}

fn named_whole(study: &Study) -> Row {
    named(&study.code.to_string(), &study.name)
}

fn head(atlas: &Atlas, study: &Study, asked: &ModesAsked, measured: &Modes<'_>) -> Row {
    let department = measured.department;
    Row::default()
        .with("territory", json!({ "code": study.code, "name": study.name }))
        .with("ages", under_three().to_string())
        .with("fill", if asked.fill == Fill::Mean { "mean" } else { "none" })
        .with("at", asked.at.to_string())
        .with("reference", asked.reference.to_string())
        .with(
            "department",
            json!({ "code": department, "name": atlas.france.department_name(department) }),
        )
}

fn notes(asked: &ModesAsked) -> Vec<String> {
    let reference = match asked.reference {
        Reference::Department => "référence\u{a0}: département".to_owned(),
        Reference::France => "référence\u{a0}: France".to_owned(),
        Reference::Target { mode, rate } => {
            format!("référence\u{a0}: {} places pour 100 enfants ({})", decimal(rate), label(mode))
        }
    };
    vec![reference, format!("registre au {}", asked.at.strftime("%d/%m/%Y"))]
}

/// The name of a mode, in French.
fn label(mode: CareMode) -> &'static str {
    match mode {
        CareMode::Global => "tous modes",
        CareMode::Eaje => "EAJE",
        CareMode::EajePsu => "EAJE PSU",
        CareMode::EajeHorsPsu => "EAJE hors PSU",
        CareMode::AssistantesMaternelles => "assistantes maternelles",
        CareMode::Ecole => "école à 2 ans",
        CareMode::GardeDomicile => "garde à domicile",
    }
}

/// The ids of the sources of the register's own figures of a zone.
#[derive(Default)]
struct Origin<'a> {
    places: BTreeSet<&'a str>,
    children: BTreeSet<&'a str>,
}

impl Origin<'_> {
    fn sum(parts: &[Self]) -> Self {
        Self {
            places: parts.iter().flat_map(|part| part.places.iter().copied()).collect(),
            children: parts.iter().flat_map(|part| part.children.iter().copied()).collect(),
        }
    }
}

/// The sources of the EAJE and of the children of each commune.
fn origins<'a>(atlas: &'a Atlas, study: &'a Study, asked: &ModesAsked) -> Vec<Origin<'a>> {
    let question = question(asked, Kind::Eaje, under_three());
    let offers = question.offers_of(atlas, study).into_iter();
    let communes = study.communes.iter().zip(offers);
    communes
        .map(|(commune, offers)| {
            let declared = question.declared(atlas, commune, &offers);
            let mut places: BTreeSet<&str> =
                offers.iter().map(|offer| offer.facility.source.as_str()).collect();
            places.extend(offers.iter().filter_map(|o| o.filled).map(|size| size.source.as_str()));
            places.extend(declared.map(|(inventory, _)| inventory.source.as_str()));
            let children = commune.children_sources(under_three()).into_iter().collect();
            Origin { places, children }
        })
        .collect()
}

/// Sources with their vintages, for a value that shows where it comes from.
fn with_vintages(atlas: &Atlas, ids: &BTreeSet<&str>) -> Vec<Value> {
    let vintage = |id: &str| atlas.source(id).map(|source| source.vintage.as_str());
    ids.iter().map(|id| json!({ "id": id, "vintage": vintage(id) })).collect()
}

fn zone_row(named: Row, zone: &ModesOf<'_>, atlas: &Atlas, origin: &Origin<'_>) -> Row {
    let modes: Vec<Value> = zone.modes.iter().map(mode_json).collect();
    let leisure: Vec<Value> = zone.leisure.iter().map(leisure_json).collect();
    let [global, eaje, ..] = zone.modes.as_slice() else { return named };
    named
        .with_figure("children", zone.children)
        .with("few_children", zone.children.value().is_some_and(|count| count < FEW_CHILDREN))
        .with_figure("published_rate", global.published.rate)
        .with("published_vintage", global.published.vintage())
        .with_figure("register_eaje_places", eaje.own.places)
        .with_figure("register_eaje_rate", eaje.own.rate)
        .with("register_places_sources", with_vintages(atlas, &origin.places))
        .with("register_children_sources", with_vintages(atlas, &origin.children))
        .with("modes", modes)
        .with("leisure", leisure)
}

fn mode_json(row: &ModeRow<'_>) -> Value {
    let own = Row::default()
        .with("facilities", row.own.facilities)
        .with("funding_unsaid", row.own.funding_unsaid)
        .with_figure("places", row.own.places)
        .with_figure("children", row.own.children)
        .with_figure("rate", row.own.rate)
        .with_figure("gap", row.own_gap)
        .with("usage", "public");
    let published = published(&row.published).with_figure("gap", row.published_gap);
    let beside = |other: &PublishedRate<'_>| {
        published_rate(other)
            .with("same_vintage", row.published.year().map(|year| Some(year) == other.year()))
            .with("points_above", row.published.points_above(other))
            .into_json()
    };
    let reference = Row::default()
        .with_figure("rate", row.reference.rate)
        .with("vintage", row.reference.from.map(|from| from.vintage.as_str()))
        .with("source", row.reference.from.map(|from| from.source.as_str()));
    Row::default()
        .with("mode", row.mode.as_str())
        .with("label", label(row.mode))
        .with("published", published.into_json())
        .with("register", own.into_json())
        .with("department", beside(&row.department))
        .with("france", beside(&row.france))
        .with("reference", reference.into_json())
        .into_json()
}

fn published_rate(published: &PublishedRate<'_>) -> Row {
    Row::default()
        .with_figure("rate", published.rate)
        .with("vintage", published.vintage())
        .with("source", published.rate_from.map(|from| from.source.as_str()))
        .with("usage", published.rate_from.map(|_| "public"))
}

fn published(published: &PublishedRate<'_>) -> Row {
    published_rate(published)
        .with_figure("places", published.places)
        .with("places_vintage", published.places_from.map(|from| from.vintage.as_str()))
        .with("places_source", published.places_from.map(|from| from.source.as_str()))
        .with_figure("children", published.children)
}

fn leisure_json(row: &LeisureRow) -> Value {
    Row::default()
        .with("ages", row.ages.to_string())
        .with("slot", row.slot.as_str())
        .with("facilities", row.facilities)
        .with("slot_unsaid", row.slot_unsaid)
        .with_figure("places", row.places)
        .with_figure("children", row.children)
        .with_figure("rate", row.rate)
        .into_json()
}

fn sources<'a>(
    atlas: &'a Atlas,
    study: &Study,
    asked: &ModesAsked,
    measured: &Modes<'_>,
) -> Sources<'a> {
    let mut sources = Sources::new(atlas).of(study, &question(asked, Kind::Eaje, under_three()));
    for (from, to) in crate::analysis::LEISURE_AGES {
        let ages = Ages::new(from, to).expect("the ages of the bands grow");
        sources = sources.of(study, &question(asked, Kind::Alsh, ages));
    }
    for row in measured.communes.iter().chain([&measured.total]).flat_map(|zone| &zone.modes) {
        let published = [&row.published, &row.department, &row.france];
        published.iter().flat_map(|rate| rate.sources()).for_each(|id| sources.add(id));
    }
    sources.with("cog-2026")
}

fn question(asked: &ModesAsked, kind: Kind, ages: Ages) -> Question {
    Question { kind, ages, mode: Mode::All, fill: asked.fill, at: asked.at }
}
