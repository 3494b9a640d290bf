//! Answers as text for a terminal, with the marks of the field.

use serde_json::Value;

use super::{Answer, Row};

/// The columns of an answer as an aligned table, the source line below it.
#[must_use]
pub fn to_text(answer: &Answer<'_>, columns: &[&str]) -> String {
    let rows: Vec<&Row> = answer.communes.iter().chain([&answer.total]).collect();
    rows_to_text(&rows, columns, &answer.source_line)
}

/// The columns of any rows that have a code and a name as an aligned table, the source line below.
#[must_use]
pub fn rows_to_text(rows: &[&Row], columns: &[&str], source_line: &str) -> String {
    let head = ["code", "name"].iter().chain(columns).map(|&column| column.to_owned()).collect();
    let lines: Vec<Vec<String>> =
        [head].into_iter().chain(rows.iter().map(|row| cells(row, columns))).collect();
    let widths: Vec<usize> = (0..columns.len() + 2)
        .map(|at| lines.iter().map(|line| line[at].chars().count()).max().unwrap_or(0))
        .collect();
    let mut text = String::new();
    for line in &lines {
        for (at, (cell, width)) in line.iter().zip(&widths).enumerate() {
            let gap = " ".repeat(width - cell.chars().count());
            // Names stand to the left, figures to the right.
            let (before, after) = if at < 2 { ("", gap.as_str()) } else { (gap.as_str(), "") };
            text.extend([before, cell, after, "  "]);
        }
        text.truncate(text.trim_end().len());
        text.push('\n');
    }
    text + "\n" + source_line + "\n"
}

fn cells(row: &Row, columns: &[&str]) -> Vec<String> {
    let named = ["code", "name"].iter().map(|column| plain(row, column));
    named.chain(columns.iter().map(|column| marked(row, column))).collect()
}

fn plain(row: &Row, column: &str) -> String {
    match row.columns().get(column) {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Null) | None => String::new(),
        Some(value) => value.to_string(),
    }
}

/// A figure with the mark of its status; words and counts as they are.
fn marked(row: &Row, column: &str) -> String {
    let status = row.columns().get(&format!("{column}_status")).or_else(|| {
        let of_the_row = matches!(column, "rate" | "access" | "white_area_km2" | "white_share");
        row.columns().get("status").filter(|_| of_the_row)
    });
    // Parts that add up are shown so that they still do.
    let shown = row.columns().get("displayed").and_then(|shown| shown.get(column));
    let value = match shown.or_else(|| row.columns().get(column)).and_then(Value::as_f64) {
        Some(value) if matches!(column, "white_share" | "cumulative_share") => {
            format!("{:.1} %", value * 100.0)
        }
        Some(value) if column == "facilities" || column.starts_with("rank") => format!("{value}"),
        Some(value) if column.ends_with("population") => format!("{value:.0}"),
        Some(value) => format!("{value:.1}"),
        None => {
            return absent(status.and_then(Value::as_str))
                .map_or_else(|| plain(row, column), str::to_owned);
        }
    };
    let value = value.replace('.', ",").replace('-', "\u{2212}");
    match status.and_then(Value::as_str) {
        Some("estimated") => format!("≈ {value}"),
        Some("lower-bound") => format!("≥ {value}"),
        Some("zero") => "0".to_owned(),
        _ => value,
    }
}

/// What stands for a value that is not there.
fn absent(status: Option<&str>) -> Option<&'static str> {
    match status? {
        "not-applicable" => Some("n. a."),
        "secret" => Some("s"),
        _ => Some("n. d."),
    }
}
