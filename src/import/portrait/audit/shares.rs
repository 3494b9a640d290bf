//! Shares against counts: n / whole is the printed percentage within its rounding.

use std::collections::HashMap;

use super::{Finding, ask, cell, quoted, whole};
use crate::import::portrait::number::{self, Printed, Value};
use crate::import::portrait::table::{Reading, Role, Row, Tables, Unit};
use crate::import::portrait::words::{self, Measure};

/// The most prints of one share that are compared.
const MOST_TWINS: usize = 8;

/// The count of a share.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    Known(i64),
    /// From 1 to one less.
    Secret(i64),
}

/// A printed percentage and the count it is of.
#[derive(Debug)]
pub(super) struct Share {
    /// The row of the count.
    pub(super) row: usize,
    /// The row of the percentage: the same, or one below.
    pub(super) at: usize,
    pub(super) zone: Option<usize>,
    pub(super) part: Part,
    pub(super) printed: Printed,
    pub(super) cell: String,
    /// The words that name the whole; none for a plain « % ».
    pub(super) of: Measure,
    /// The whole and its row, where it is known.
    pub(super) whole: Option<(i64, usize)>,
}

/// Every percentage that belongs to a count.
pub(super) fn collect(tables: &Tables) -> Vec<Share> {
    let mut shares = Vec::new();
    for (at, row) in tables.rows.iter().enumerate() {
        let count_row = match (row.role, row.parent) {
            (Role::Share, Some(parent)) => parent,
            (Role::Plain | Role::Total | Role::Part, _) => at,
            _ => continue,
        };
        for reading in row.readings.iter().filter(|reading| reading.unit == Unit::Percent) {
            let Some(printed) = reading.printed() else { continue };
            let Some(part) = part(&tables.rows[count_row], reading) else { continue };
            let words = if count_row == at { &reading.heading } else { &row.label };
            shares.push(Share {
                row: count_row,
                at,
                zone: reading.zone,
                part,
                printed,
                cell: cell(tables, reading),
                of: words::measure(words::share_of(words).unwrap_or_default()),
                whole: None,
            });
        }
    }
    whole::resolve(tables, &mut shares);
    shares
}

fn part(row: &Row, share: &Reading) -> Option<Part> {
    let mut counts = row.readings.iter();
    let count = counts.find(|count| count.zone == share.zone && count.unit == Unit::Count)?;
    match count.value {
        Value::Secret(bound) => Some(Part::Secret(bound)),
        _ => count.count().filter(|count| *count >= 0).map(Part::Known),
    }
}

/// Shares that their counts contradict. Where the same share is printed elsewhere with another
/// value, both are named.
pub(super) fn findings(tables: &Tables, shares: &[Share]) -> Vec<Finding> {
    let mut same: HashMap<_, Vec<&Share>> = HashMap::new();
    for share in shares.iter().filter(|share| share.whole.is_some()) {
        let measure = &tables.rows[share.row].measure;
        let key = (share.zone, measure, share.part, share.whole.map(|(whole, _)| whole));
        if let (Part::Known(_), false) = (share.part, measure.full.is_empty()) {
            let twins = same.entry((key.0, key.1, known(share.part), key.3)).or_default();
            if twins.len() < MOST_TWINS {
                twins.push(share);
            }
        }
    }
    let wrong = |share: &&Share| match (share.part, share.whole) {
        (Part::Known(part), Some((whole, _))) => !share.printed.is_share(part, whole),
        _ => false,
    };
    let finding = |share: &Share| {
        let measure = &tables.rows[share.row].measure;
        let key = (share.zone, measure, known(share.part), share.whole.map(|(whole, _)| whole));
        let twins = same.get(&key).map_or(&[][..], Vec::as_slice);
        let twin = twins.iter().find(|twin| twin.at != share.at && twin.printed != share.printed);
        finding(tables, share, twin.copied())
    };
    shares.iter().filter(wrong).map(finding).collect()
}

fn known(part: Part) -> i64 {
    match part {
        Part::Known(count) => count,
        Part::Secret(_) => -1,
    }
}

fn finding(tables: &Tables, share: &Share, twin: Option<&Share>) -> Finding {
    let (whole, whole_row) = share.whole.unwrap_or((1, share.row));
    let count = known(share.part);
    let decimals = share.printed.decimals;
    let printed = number::french(i128::from(share.printed.mantissa), decimals);
    let (row, of) = (&tables.rows[share.row], &tables.rows[whole_row]);
    let (part, all) = (number::french(count.into(), 0), number::french(whole.into(), 0));
    let exact = number::share(count, whole, decimals.max(1));
    let mut reason = format!(
        "{} compte {part}, soit {exact}\u{a0}% de {all} ({}, ligne {}), et non {printed}\u{a0}%.",
        quoted(&row.label),
        quoted(&of.label),
        of.line
    );
    let code = if let Some(twin) = twin {
        let other = number::french(i128::from(twin.printed.mantissa), twin.printed.decimals);
        let line = tables.rows[twin.at].line;
        reason = format!(
            "{reason} Le même chiffre porte deux pourcentages\u{a0}: {other}\u{a0}% ligne {line} et \
             {printed}\u{a0}% ici."
        );
        "two-percentages"
    } else {
        "share"
    };
    Finding {
        row: share.at,
        cell: share.cell.clone(),
        code,
        quote: format!("{}\u{a0}: {part} – {printed}\u{a0}%", row.label),
        reason,
        remedy: ask("lequel des chiffres est exact, le nombre ou le pourcentage"),
        rows: vec![share.at, share.row],
        zone: share.zone,
    }
}
