//! Telling a portrait from a list of services.

use super::lines;
use super::read;
use super::table::{Role, Unit};

/// The fewest rows of figures that make a portrait.
const FEWEST_ROWS: usize = 4;

/// Whether a text holds the tables of a portrait.
///
/// At least four rows of figures stand below headings of zones or years, and two of these signs
/// are there: a line of sources; shares or rates; a total, or ages. A list of services has none of
/// such rows: its cells are words and addresses.
#[must_use]
pub fn recognise(text: &str) -> bool {
    if text.len() > super::MAX_BYTES || text.lines().count() > super::MAX_LINES {
        return false;
    }
    let (tables, _) = read::read(&lines::part(text));
    let rows = &tables.rows;
    if rows.len() < FEWEST_ROWS {
        return false;
    }
    let shares = rows.iter().any(|row| {
        matches!(row.role, Role::Share | Role::Rate)
            || row.readings.iter().any(|reading| matches!(reading.unit, Unit::Percent | Unit::Euro))
    });
    let parts = rows.iter().any(|row| row.role == Role::Total || row.ages.is_some());
    let signs = [!tables.groups.is_empty(), shares, parts];
    signs.into_iter().filter(|sign| *sign).count() >= 2
}
