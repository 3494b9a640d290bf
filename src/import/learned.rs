//! Figures that a file taught, whatever its kind.

use std::collections::HashMap;

use super::official::Figures;
use super::portrait::{Declared, Portrait};
use crate::territory::{AgeGroup, Cell, CommuneCode, Indicator, MeanSize, Source};

/// Figures, and where they come from.
#[derive(Debug, Default)]
pub struct Learned {
    /// What they are, in French.
    pub label: String,
    /// What was dropped or checked, in French.
    pub note: String,
    /// Rows kept.
    pub rows: u64,
    /// Children by age, by commune.
    pub children: HashMap<CommuneCode, Vec<AgeGroup>>,
    /// Children in 200 m cells, by commune.
    pub cells: HashMap<CommuneCode, Vec<Cell>>,
    /// Published figures on zones.
    pub indicators: Vec<Indicator>,
    /// Mean sizes of services.
    pub mean_sizes: Vec<MeanSize>,
    /// Structures and places that a document declares in all.
    pub declared: Vec<Declared>,
    /// Their sources.
    pub sources: Vec<Source>,
}

impl From<Figures> for Learned {
    fn from(figures: Figures) -> Self {
        Self {
            label: figures.source.short.clone(),
            note: format!(
                "{} lignes lues, {} retenues, {} écartées",
                figures.rows_read, figures.rows_kept, figures.rows_dropped
            ),
            rows: figures.rows_kept,
            children: figures.children,
            cells: figures.cells,
            indicators: figures.indicators,
            sources: vec![figures.source],
            ..Self::default()
        }
    }
}

impl Learned {
    /// What a portrait taught. `document` stands for figures that name no source of their own.
    #[must_use]
    pub fn of_portrait(portrait: Portrait, document: &Source) -> Self {
        let mut children: HashMap<CommuneCode, Vec<AgeGroup>> = HashMap::new();
        for (zone, group) in portrait.children {
            // A band of a département is no band of a commune.
            if let Ok(commune) = zone.parse() {
                children.entry(commune).or_default().push(group);
            }
        }
        let mut sources = portrait.sources;
        if !sources.iter().any(|source| source.id == document.id) {
            sources.push(document.clone());
        }
        Self {
            label: format!("Portrait\u{a0}: {}", document.short),
            note: format!("{} valeurs lues", portrait.indicators.len()),
            rows: portrait.indicators.len() as u64,
            children,
            indicators: portrait.indicators,
            mean_sizes: portrait.mean_sizes,
            declared: portrait.declared,
            sources,
            ..Self::default()
        }
    }
}
