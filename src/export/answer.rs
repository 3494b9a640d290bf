//! Whole answers: rows with their head and provenance, ready for any format.

use ::geojson::Geometry;
use serde_json::{Value, json};

use super::access::decay_note;
use super::csv::plain_columns;
use super::french::decimal;
use super::{Row, access_rows, coverage_rows, geojson, to_csv, white_zone_rows};
use crate::analysis::{
    Coverage, Fill, Mode, PROFILE_STEP, Question, SCENARIO_SOURCE, Threshold, WhiteZones, coverage,
    white_zones,
};
use crate::index::{Atlas, Study};
use crate::territory::{Source, source_line};
use crate::units::Metres;

/// An answer on a territory.
#[derive(Debug)]
pub struct Answer<'a> {
    /// What was asked.
    pub head: Row,
    /// A row per commune.
    pub communes: Vec<Row>,
    /// The whole.
    pub total: Row,
    /// What the figures come from.
    pub sources: Vec<&'a Source>,
    /// The line to show below them.
    pub source_line: String,
}

impl Answer<'_> {
    /// The answer as one JSON object.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let rows = self.communes.iter().cloned().map(Row::into_json).collect::<Vec<_>>();
        self.metadata(Some(rows))
    }

    /// The rows and the total as CSV.
    ///
    /// # Errors
    /// See [`to_csv`].
    pub fn to_csv(&self) -> Result<Vec<u8>, ::csv::Error> {
        let rows: Vec<Row> = self.communes.iter().chain([&self.total]).cloned().collect();
        to_csv(&plain_columns(&rows), &rows, &self.source_line)
    }

    pub(super) fn metadata(&self, communes: Option<Vec<Value>>) -> Value {
        let mut answer = self.head.clone();
        if let Some(communes) = communes {
            answer = answer.with("communes", communes);
        }
        answer
            .with("total", self.total.clone().into_json())
            .with("sources", json!(self.sources))
            .with("source_line", self.source_line.as_str())
            .into_json()
    }

    /// The communes with their boundaries as GeoJSON.
    #[must_use]
    pub fn to_commune_geojson(&self, atlas: &Atlas, study: &Study) -> String {
        let of = |row: &Row| {
            let code = row.columns().get("code").and_then(Value::as_str)?;
            study.communes.iter().find(|commune| commune.code.as_str() == code)
        };
        let rows = self.communes.iter().filter_map(|row| Some((of(row)?, row)));
        let features = rows.map(|(commune, row)| {
            let boundary = geojson::commune(&atlas.france.boundaries, commune.at);
            geojson::feature(row.clone(), boundary, &self.source_line)
        });
        geojson::collection(features.collect(), self.metadata(None))
    }

    /// The white zones as GeoJSON: a feature for each commune that has one; the figures of all
    /// communes stand in the metadata.
    #[must_use]
    pub fn to_white_zone_geojson(&self, study: &Study, zones: &WhiteZones<'_>) -> String {
        let shapes = self.communes.iter().enumerate().filter_map(|(at, row)| {
            let polygons = zones.polygons(study, at, drawn_within());
            let geometry: Geometry = geojson::projected(&polygons, study)?;
            let mut row = row.clone();
            row.remove("profile");
            Some(geojson::feature(row, Some(geometry), &self.source_line))
        });
        let features = shapes.collect();
        let rows = self.communes.iter().cloned().map(Row::into_json).collect();
        geojson::collection(features, self.metadata(Some(rows)))
    }
}

/// How far a drawn white zone may stray from the exact one.
fn drawn_within() -> Metres {
    Metres::try_from(1.0).expect("a metre is a length")
}

/// The coverage of a territory as an answer.
#[must_use]
pub fn coverage_answer<'a>(atlas: &'a Atlas, study: &Study, question: &Question) -> Answer<'a> {
    let measured: Coverage<'_> = coverage(atlas, study, question);
    let (communes, total) = coverage_rows(study, &measured);
    let sources = Sources::new(atlas).of(study, question).with("cog-2026");
    Answer {
        head: head(study, question),
        communes,
        total,
        source_line: sources.line(&[]),
        sources: sources.0,
    }
}

/// The white zones of a territory as an answer, with the zones themselves to draw.
#[must_use]
pub fn white_zones_answer<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
    threshold: &Threshold,
) -> (Answer<'a>, WhiteZones<'a>) {
    let zones = white_zones(atlas, study, question, threshold);
    let (communes, total) = white_zone_rows(atlas, study, question, &zones);
    let sources = Sources::new(atlas)
        .of(study, question)
        .across_borders(&zones)
        .with("contours")
        .with("cog-2026");
    let head = reached(head(study, question), threshold)
        .with("histogram", json!({ "step": PROFILE_STEP, "children": zones.total.profile.0 }))
        .with("position_status", if zones.is_at_a_hall() { "estimated" } else { "observed" })
        .with("neighbours_documented", zones.neighbours_known());
    let source_line = sources.line(&notes(threshold));
    (Answer { head, communes, total, source_line, sources: sources.0 }, zones)
}

/// The access of a territory as an answer.
#[must_use]
pub fn access_answer<'a>(
    atlas: &'a Atlas,
    study: &Study,
    question: &Question,
    threshold: &Threshold,
) -> Answer<'a> {
    let zones = white_zones(atlas, study, question, threshold);
    let (communes, total) = access_rows(atlas, study, question, &zones);
    let sources = Sources::new(atlas)
        .of(study, question)
        .across_borders(&zones)
        .with("contours")
        .with("cog-2026");
    let head = reached(head(study, question), threshold)
        .with("decay_width", threshold.decay.width(threshold.within.get()))
        .with("position_status", if zones.is_at_a_hall() { "estimated" } else { "observed" })
        .with("neighbours_documented", zones.neighbours_known());
    let source_line = sources.line(&notes(threshold));
    Answer { head, communes, total, source_line, sources: sources.0 }
}

/// What was asked beside the question: how far services reach.
pub(super) fn reached(head: Row, threshold: &Threshold) -> Row {
    head.with("within", threshold.within.get())
        .with("reference", threshold.reference)
        .with("decay", threshold.decay.to_string())
}

/// What a source line states beyond the sources.
pub(super) fn notes(threshold: &Threshold) -> Vec<String> {
    let weighed = decay_note(&threshold.decay, threshold.within.get());
    [distance_note(threshold.within)].into_iter().chain(weighed).collect()
}

/// The threshold as a source line states it, in French.
pub(super) fn distance_note(within: Metres) -> String {
    let km = (within.get() / 10.0).round() / 100.0;
    format!("seuil {} km à vol d’oiseau", decimal(km))
}

pub(super) fn head(study: &Study, question: &Question) -> Row {
    Row::default()
        .with("territory", json!({ "code": study.code, "name": study.name }))
        .with("kind", question.kind.as_str())
        .with("ages", question.ages.to_string())
        .with(
            "mode",
            match question.mode {
                Mode::All => "all",
                Mode::Psu => "psu",
                Mode::Paje => "paje",
            },
        )
        .with(
            "fill",
            match question.fill {
                Fill::None => "none",
                Fill::Mean => "mean",
            },
        )
        .with("at", question.at.to_string())
}

/// The sources that figures stand on, each once, in the order they were named.
pub(super) struct Sources<'a>(pub(super) Vec<&'a Source>, &'a Atlas);

impl<'a> Sources<'a> {
    /// None yet, unless what `atlas` knows is supposed: that comes first wherever it leads.
    pub(super) fn new(atlas: &'a Atlas) -> Self {
        Self(Vec::new(), atlas).with(SCENARIO_SOURCE)
    }

    /// Looks ids up in another atlas from here on.
    pub(super) fn from(self, atlas: &'a Atlas) -> Self {
        Self(self.0, atlas).with(SCENARIO_SOURCE)
    }

    pub(super) fn add(&mut self, id: &str) {
        let source = self.1.source(id);
        self.0.extend(source.filter(|source| !self.0.contains(source)));
    }

    /// Those of the services, of what fills unknown capacities, and of the children.
    pub(super) fn of(self, study: &Study, question: &Question) -> Self {
        self.of_services(study, question).of_children(study, question)
    }

    pub(super) fn of_services(mut self, study: &Study, question: &Question) -> Self {
        for (commune, offers) in study.communes.iter().zip(question.offers_of(self.1, study)) {
            for offer in &offers {
                self.add(&offer.facility.source);
            }
            for offer in &offers {
                offer.filled.into_iter().for_each(|size| self.add(&size.source));
            }
            if let Some((inventory, _)) = question.declared(self.1, commune, &offers) {
                self.add(&inventory.source);
            }
        }
        self
    }

    pub(super) fn of_children(mut self, study: &Study, question: &Question) -> Self {
        for commune in &study.communes {
            commune.children_sources(question.ages).into_iter().for_each(|id| self.add(id));
            commune.place_source(question.ages).into_iter().for_each(|id| self.add(id));
        }
        self
    }

    /// Those of the services and the children of neighbouring communes that share places.
    pub(super) fn across_borders(mut self, zones: &WhiteZones<'_>) -> Self {
        let catchment = zones.catchment();
        for service in &catchment.services {
            self.add(&service.facility.source);
        }
        catchment.neighbour_sources.iter().for_each(|id| self.add(id));
        self
    }

    /// One more, by its id.
    pub(super) fn with(mut self, id: &str) -> Self {
        self.add(id);
        self
    }

    pub(super) fn line(&self, notes: &[String]) -> String {
        source_line(self.0.iter().copied(), notes)
    }
}
