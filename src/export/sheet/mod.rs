//! Sheets for paper and slides: what is known of a territory on one page, drawn without a browser.

mod a4;
mod bar;
mod communes;
mod curve;
mod facts;
mod fixed_map;
mod foot;
mod format;
mod head;
mod legend;
mod logos;
mod map;
mod missing;
mod near;
mod palette;
mod parts;
mod pdf;
mod render;
mod roles;
mod sentence;
mod services;
mod shapes;
mod slide;
mod svg;
mod table;
mod text;
mod words;

use jiff::civil::Date;

pub use format::{InvalidSheetFormat, SheetFormat};
pub use logos::{LARGEST_LOGO, Logo, LogoError, Logos};
pub use render::{Drawing, DrawingError};

use crate::analysis::{Question, Threshold};
use crate::index::{Atlas, Study};
use crate::territory::{CommuneCode, France, TerritoryCode};
use facts::{Facts, Subject};

/// What a sheet is drawn on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum SheetSize {
    /// A4 portrait, black and greys.
    #[default]
    A4,
    /// 16:9, in colour.
    Slide,
    /// The map alone, in colour.
    Map,
}

/// How a sheet is made out, beside what it is about.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// What it is drawn on.
    pub size: SheetSize,
    /// The day on which the Caf validated the figures, where it has.
    pub validated_on: Option<Date>,
    /// The logos of both parties.
    pub logos: &'a Logos,
}

/// A territory measured once, to be drawn on as many sheets as are asked for.
#[derive(Debug)]
pub struct Sheets<'a>(Facts<'a>);

impl<'a> Sheets<'a> {
    /// Measures a territory.
    #[must_use]
    pub fn new(
        atlas: &'a Atlas,
        study: &'a Study,
        question: Question,
        threshold: Threshold,
    ) -> Self {
        Self(Facts::new(atlas, study, question, threshold))
    }

    /// The sheet of the whole.
    #[must_use]
    pub fn whole(&self, asked: &Asked<'_>) -> Drawing {
        draw(Subject { facts: &self.0, at: None }, asked)
    }

    /// The sheet of one of its communes; nothing where it has no such commune.
    #[must_use]
    pub fn commune(&self, code: CommuneCode, asked: &Asked<'_>) -> Option<Drawing> {
        let at = self.0.study.communes.iter().position(|commune| commune.code == code)?;
        Some(draw(Subject { facts: &self.0, at: Some(at) }, asked))
    }

    /// The communes that it has, in the order of their codes.
    pub fn communes(&self) -> impl Iterator<Item = CommuneCode> {
        self.0.study.communes.iter().map(|commune| commune.code)
    }
}

fn draw(subject: Subject<'_>, asked: &Asked<'_>) -> Drawing {
    let (body, size, palette, pixels, stated) = match asked.size {
        SheetSize::A4 => {
            let body = a4::draw(subject, asked);
            (body, a4::SIZE, palette::PRINT, [2480, 3508], ["210mm", "297mm"])
        }
        SheetSize::Slide => {
            let body = slide::draw(subject, asked);
            (body, slide::SIZE, palette::SCREEN, [1920, 1080], ["1920", "1080"])
        }
        SheetSize::Map => {
            let body = fixed_map::draw(subject);
            (body, fixed_map::SIZE, palette::SCREEN, [1920, 1440], ["960", "720"])
        }
    };
    let title = match asked.size {
        SheetSize::Map => fixed_map::title(&subject),
        _ => format!("{}, {}", subject.name(), head::title(&subject).to_lowercase()),
    };
    let said = sentence::sentence(&subject);
    let description = format!("{said} {}", subject.source_line());
    Drawing { title, description, size, pixels, stated, palette, body }
}

/// The territory that a sheet is measured in, and the commune that it is about: that of a commune
/// is measured in its EPCI, where it has one, so that both say the same.
#[must_use]
pub fn studied(france: &France, code: TerritoryCode) -> (TerritoryCode, Option<CommuneCode>) {
    let TerritoryCode::Commune(commune) = code else { return (code, None) };
    let epci = france.commune(commune).and_then(|commune| commune.epci);
    (epci.map_or(code, TerritoryCode::Epci), Some(commune))
}

/// Millimetres in points.
fn mm(millimetres: f64) -> f64 {
    millimetres * 72.0 / 25.4
}
