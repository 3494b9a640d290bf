//! The base as CSV.

use super::Found;
use super::columns::Column;
use super::service::{self, Facility};
use crate::import::official::OfficialError;
use crate::import::official::content::Text;
use crate::import::official::rows::Rows;
use std::borrow::Cow;

/// Reads the rows that are wanted.
pub(super) fn read(text: Text<'_>, found: &mut Found<'_>) -> Result<(), OfficialError> {
    let mut rows = Rows::open(text)?;
    let [kind, commune] = rows.heading().need("BPE", ["typequ", "depcom"])?;
    let places = Column::ALL.map(|column| rows.heading().find(column.name()));
    while let Some((row, whole)) = rows.next()? {
        found.tally.read += 1;
        if !whole {
            found.tally.dropped += 1;
            found.remarks.ragged(row.line, row.quote());
            continue;
        }
        let code = row.bytes(kind);
        if service::kind(code).is_none() || !found.wants(code, row.bytes(commune)) {
            continue;
        }
        let cells = places.map(|at| at.map_or(Cow::Borrowed(""), |at| row.text(at)));
        found.keep(&Facility { cells, line: row.line })?;
    }
    Ok(())
}
