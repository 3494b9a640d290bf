//! Official figures, as the publishers' files give them: recognised by their headings, streamed,
//! checked, and kept for the communes of a territory only.

mod archive;
pub mod bpe;
mod cell_name;
mod cnaf;
mod cog;
mod content;
mod error;
mod french;
mod frr;
mod grid;
mod iris;
mod numbers;
mod pyramid;
mod recognise;
mod remarks;
mod rows;
mod scope;

use std::collections::HashMap;

use crate::territory::{AgeGroup, Cell, CommuneCode, Indicator, Remark, Source};

pub use bpe::{Facilities, read_facility_base};
pub use cell_name::cell_centre;
pub use content::{Content, Given};
pub use error::OfficialError;
pub use recognise::{Dataset, Scale, recognise, recognise_heading};
pub use scope::Scope;

/// What an official file says of a territory.
#[derive(Debug, Clone)]
pub struct Figures {
    /// Children by age, by commune.
    pub children: HashMap<CommuneCode, Vec<AgeGroup>>,
    /// Children in 200 m cells, by commune.
    pub cells: HashMap<CommuneCode, Vec<Cell>>,
    /// Published figures on zones.
    pub indicators: Vec<Indicator>,
    /// Where all this comes from, with the fingerprint of the file.
    pub source: Source,
    /// What is wrong or worth knowing, in the order of the lines.
    pub remarks: Vec<Remark>,
    /// Rows of data that were read.
    pub rows_read: u64,
    /// Those that speak of the territory and were taken.
    pub rows_kept: u64,
    /// Those left out for what is wrong with them; the others speak of other places.
    pub rows_dropped: u64,
}

/// Reads an official file. `progress` hears how many bytes of the file were read so far.
///
/// # Errors
/// Where the file is damaged, too large in one of its parts, or lacks a column.
pub fn read(
    dataset: Dataset,
    given: &Given<'_>,
    scope: &Scope<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<Figures, OfficialError> {
    let read = match dataset {
        Dataset::IrisPopulation => iris::read,
        Dataset::AgePyramid => pyramid::read,
        Dataset::Grid => grid::read,
        Dataset::ChildcareRates(_) | Dataset::ChildcarePlaces(_) => cnaf::read,
        Dataset::RuralZoning => frr::read,
        Dataset::FacilityBase => return Err(OfficialError::NotFigures),
    };
    let mut figures = None;
    let sha256 = content::stream(given, progress, &mut |text| {
        figures = Some(read(dataset, given, scope, text)?);
        Ok(())
    })?;
    let mut figures: Figures = figures.ok_or(OfficialError::Empty)?;
    figures.source.sha256 = Some(sha256);
    Ok(figures)
}
