//! Rows as CSV for machines: comma, decimal point, UTF-8; one source per line.

use std::collections::HashSet;

use serde_json::Value;

use super::Row;

/// Writes rows under `columns`, and `source_line` in a last column, so that it survives a copy of
/// a part. Without a row there is no cell to hold that line: it stands alone under its heading.
///
/// # Errors
/// Never in memory; the signature is the writer's.
pub fn to_csv(columns: &[&str], rows: &[Row], source_line: &str) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(columns.iter().copied().chain(["source_line"]))?;
    let nothing = [Row::default()];
    for row in if rows.is_empty() { &nothing } else { rows } {
        let cells =
            columns.iter().map(|column| row.columns().get(*column).map_or_else(String::new, cell));
        writer.write_record(cells.chain([source_line.to_owned()]))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
}

/// The columns that a table can hold, of all rows: the whole may have its own. Lists and objects
/// stay in JSON and GeoJSON.
#[must_use]
pub fn plain_columns(rows: &[Row]) -> Vec<&str> {
    let is_nested = |value: &Value| matches!(value, Value::Array(_) | Value::Object(_));
    let nested =
        |column: &str| rows.iter().any(|row| row.columns().get(column).is_some_and(is_nested));
    let mut columns: Vec<&str> = Vec::new();
    let mut seen = HashSet::new();
    for column in rows.iter().flat_map(|row| row.columns().keys()) {
        if seen.insert(column) && !nested(column) {
            columns.push(column);
        }
    }
    columns
}

/// A cell. A text that a spreadsheet would run as a formula is given a leading apostrophe.
fn cell(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) if text.starts_with(['=', '+', '-', '@', '\t', '\r']) => {
            format!("'{text}")
        }
        Value::String(text) => text.clone(),
        other => other.to_string(),
    }
}
