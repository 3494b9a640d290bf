//! What a sheet stands on: measured once, for the whole and for each commune.

use super::words;
use crate::analysis::{
    Coverage, CoverageRow, Question, SCENARIO_SOURCE, Threshold, WhiteZoneRow, WhiteZones,
    coverage, white_zones,
};
use crate::export::answer::{Sources, notes};
use crate::index::{Atlas, Study, StudyCommune};
use crate::territory::{Completeness, Kind, TerritoryCode};

/// A territory measured.
#[derive(Debug)]
pub(super) struct Facts<'a> {
    pub(super) atlas: &'a Atlas,
    pub(super) study: &'a Study,
    pub(super) question: Question,
    pub(super) threshold: Threshold,
    pub(super) zones: WhiteZones<'a>,
    pub(super) coverage: Coverage<'a>,
}

/// What one sheet is about: the whole, or the commune at a place of the study.
#[derive(Debug, Clone, Copy)]
pub(super) struct Subject<'a> {
    pub(super) facts: &'a Facts<'a>,
    pub(super) at: Option<usize>,
}

impl<'a> Facts<'a> {
    pub(super) fn new(
        atlas: &'a Atlas,
        study: &'a Study,
        question: Question,
        threshold: Threshold,
    ) -> Self {
        let zones = white_zones(atlas, study, &question, &threshold);
        let coverage = coverage(atlas, study, &question);
        Self { atlas, study, question, threshold, zones, coverage }
    }

    /// Whether every service of the kind in a commune is known.
    pub(super) fn completeness(&self, commune: &StudyCommune) -> Completeness {
        self.question.completeness(self.atlas, commune)
    }

    /// Whether the edges of white zones are estimates.
    pub(super) fn is_estimated(&self) -> bool {
        self.zones.is_at_a_hall() || !self.zones.neighbours_known()
    }

    /// What the scenario is called whose changes are supposed, where some are.
    pub(super) fn scenario(&self) -> Option<&'a str> {
        let source = self.atlas.source(SCENARIO_SOURCE)?;
        source.short.split(',').next()
    }

    /// The other questions that the table of the five services asks.
    pub(super) fn questions(&self) -> Vec<Question> {
        let of = |kind: Kind, ages| Question { kind, ages, ..self.question };
        let ages = |text: &str| text.parse().unwrap_or(self.question.ages);
        Kind::ALL
            .into_iter()
            .flat_map(|kind| match kind {
                _ if kind == self.question.kind && kind != Kind::Alsh => vec![self.question],
                Kind::Alsh => vec![of(kind, ages("3-11")), of(kind, ages("11-17"))],
                _ => vec![of(kind, kind.default_ages())],
            })
            .collect()
    }
}

impl<'a> Subject<'a> {
    pub(super) fn zone(&self) -> &'a WhiteZoneRow {
        self.at.map_or(&self.facts.zones.total, |at| &self.facts.zones.communes[at])
    }

    pub(super) fn coverage(&self) -> &'a CoverageRow<'a> {
        self.at.map_or(&self.facts.coverage.total, |at| &self.facts.coverage.communes[at])
    }

    /// The commune, where it is one.
    pub(super) fn commune(&self) -> Option<&'a StudyCommune> {
        self.at.map(|at| &self.facts.study.communes[at])
    }

    /// The communes that it holds, by their places.
    pub(super) fn places(&self) -> std::ops::Range<usize> {
        self.at.map_or(0..self.facts.study.communes.len(), |at| at..at + 1)
    }

    pub(super) fn name(&self) -> &'a str {
        self.commune().map_or(&self.facts.study.name, |commune| &commune.name)
    }

    /// « à Andelu », or what a whole is called.
    pub(super) fn located(&self) -> String {
        match self.commune() {
            Some(commune) => words::at_place(&commune.name),
            None => "sur tout le territoire".to_owned(),
        }
    }

    /// Whether the study is an EPCI, of which the subject is the whole or a part.
    pub(super) fn is_in_epci(&self) -> bool {
        matches!(self.facts.study.code, TerritoryCode::Epci(_))
    }

    /// The line to show below it.
    pub(super) fn source_line(&self) -> String {
        let Facts { atlas, study, question, .. } = self.facts;
        let mut sources = Sources::new(atlas).of(study, question);
        if self.at.is_some() {
            for other in self.facts.questions() {
                sources = sources.of_services(study, &other);
            }
        }
        let sources = sources.across_borders(&self.facts.zones).with("contours").with("cog-2026");
        sources.line(&notes(&self.facts.threshold))
    }
}
