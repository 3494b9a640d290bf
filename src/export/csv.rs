//! Rows as CSV for machines: comma, decimal point, UTF-8; one source per line.

use serde_json::Value;

use super::Row;

/// Writes rows under the columns of the first, lists and objects left out, and `source_line` in a
/// last column, so that it survives a copy of a part.
///
/// # Errors
/// Never in memory; the signature is the writer's.
pub fn to_csv(rows: &[Row], source_line: &str) -> Result<Vec<u8>, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    let Some(first) = rows.first() else { return Ok(Vec::new()) };
    let nested = |column: &str| {
        rows.iter().any(|row| {
            matches!(row.columns().get(column), Some(Value::Array(_) | Value::Object(_)))
        })
    };
    let columns: Vec<&str> =
        first.columns().keys().map(String::as_str).filter(|column| !nested(column)).collect();
    writer.write_record(columns.iter().copied().chain(["source_line"]))?;
    for row in rows {
        let cells =
            columns.iter().map(|column| row.columns().get(*column).map_or_else(String::new, cell));
        writer.write_record(cells.chain([source_line.to_owned()]))?;
    }
    writer.into_inner().map_err(|error| error.into_error().into())
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
