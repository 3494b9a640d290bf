//! Sums against printed totals. Which rows a total adds up is told by its structure: the ages that
//! tile its own, the rows of its table, or the parts below it.

use std::collections::{BTreeSet, HashMap};

use super::{Finding, ask, cell, quoted};
use crate::import::portrait::number::{self, Value};
use crate::import::portrait::table::{Reading, Role, Row, Tables, Unit};

/// A total and the rows that it adds up.
#[derive(Debug)]
pub(super) struct Sum {
    pub(super) total: usize,
    pub(super) addends: Vec<usize>,
    /// Whether it may stand for more than the rows listed: « dont … ».
    open: bool,
}

/// The addends of every total.
pub(super) fn groups(tables: &Tables) -> Vec<Sum> {
    let mut known: HashMap<usize, usize> = HashMap::new();
    let mut sums = Vec::new();
    for (at, row) in tables.rows.iter().enumerate().filter(|(_, row)| row.role == Role::Total) {
        let addends = match row.ages {
            Some(ages) => by_age(tables, at, ages),
            None => by_block(tables, at, &known),
        };
        if let Some(first) = addends.iter().min() {
            known.insert(at, *first);
        }
        if addends.len() >= 2 {
            sums.push(Sum { total: at, addends, open: false });
        }
    }
    let mut parts: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, row) in tables.rows.iter().enumerate().filter(|(_, row)| row.role == Role::Part) {
        if let Some(parent) = row.parent {
            parts.entry(parent).or_default().push(at);
        }
    }
    let mut parts: Vec<_> = parts.into_iter().collect();
    parts.sort_unstable();
    sums.extend(parts.into_iter().map(|(total, addends)| Sum { total, addends, open: true }));
    sums
}

/// The rows right above whose ages tile those of the total.
fn by_age(tables: &Tables, total: usize, (from, to): (u8, u8)) -> Vec<usize> {
    let rows = &tables.rows;
    let mut found: Vec<(u8, u8, usize)> = Vec::new();
    for at in (0..total).rev().take_while(|at| rows[*at].table == rows[total].table) {
        match (rows[at].role, rows[at].ages) {
            (Role::Share | Role::Total, _) => {}
            (Role::Plain | Role::Part, Some((low, high))) if from <= low && high <= to => {
                found.push((low, high, at));
                if low == from {
                    break;
                }
            }
            _ => break,
        }
    }
    found.sort_unstable();
    let kinds: BTreeSet<Vec<&String>> =
        found.iter().map(|(_, _, at)| beside_ages(&rows[*at])).collect();
    let tiles = found.windows(2).all(|pair| pair[1].0 == pair[0].1 + 1)
        && found.first().is_some_and(|first| first.0 == from)
        && found.last().is_some_and(|last| last.1 == to);
    if !tiles || kinds.len() != 1 {
        return Vec::new();
    }
    let mut addends: Vec<usize> = found.into_iter().map(|(_, _, at)| at).collect();
    addends.sort_unstable();
    addends
}

/// What a row counts, apart from ages.
fn beside_ages(row: &Row) -> Vec<&String> {
    let numbered = |word: &&String| !word.starts_with(|c: char| c.is_ascii_digit());
    row.measure.full.iter().filter(numbered).collect()
}

/// The rows of the table above a bare « TOTAL », or those that count what the total names. A total
/// among them stands for its own rows.
fn by_block(tables: &Tables, total: usize, known: &HashMap<usize, usize>) -> Vec<usize> {
    let rows = &tables.rows;
    let what = &rows[total].measure.core;
    let bare = what.iter().all(|word| word == "general" || word == "montant");
    let mut found = Vec::new();
    let mut at = total;
    while at > 0 && rows[at - 1].block == rows[total].block {
        at -= 1;
        let row = &rows[at];
        if matches!(row.role, Role::Share | Role::Rate | Role::Band | Role::Part) {
            continue;
        }
        if !bare && !what.is_subset(&row.measure.core) {
            break;
        }
        if row.readings.iter().any(|reading| reading.year.is_some())
            && rows[total].caption == row.caption
            && crate::import::portrait::words::year(&row.label).is_some()
        {
            return Vec::new();
        }
        found.push(at);
        if row.role == Role::Total {
            let Some(first) = known.get(&at) else { return Vec::new() };
            at = *first;
        }
    }
    // A population or a number of households at the head of a table is no addend of its rows.
    while found.last().is_some_and(|first| heads_the_table(&rows[*first]) && found.len() > 2) {
        found.pop();
    }
    found.reverse();
    found
}

fn heads_the_table(row: &Row) -> bool {
    row.measure.core.len() == 1
        && ["population", "habitant", "menage", "allocataire"]
            .iter()
            .any(|word| row.measure.core.contains(*word))
}

/// The figure of a row in the column and unit of another.
pub(super) fn beside<'a>(row: &'a Row, like: &Reading) -> Option<&'a Reading> {
    row.readings.iter().find(|reading| {
        reading.column == like.column && reading.unit == like.unit && reading.zone == like.zone
    })
}

/// How the sum of a column compares to its total.
enum Column<'a> {
    Agrees { telling: bool },
    Differs { total: &'a Reading, sum: i128, decimals: u32 },
    Unknown,
}

/// Totals that their rows contradict, and parts above their whole.
pub(super) fn findings(tables: &Tables, sums: &[Sum]) -> Vec<Finding> {
    let mut found = Vec::new();
    for sum in sums {
        let total = &tables.rows[sum.total];
        let columns: Vec<Column<'_>> =
            total.readings.iter().map(|reading| compare(tables, sum, reading)).collect();
        let telling =
            columns.iter().filter(|column| matches!(column, Column::Agrees { telling: true }));
        let proven = !sum.open || (telling.count() >= 2 && sum.addends.len() >= 2);
        for column in columns {
            if let (Column::Differs { total, sum: added, decimals }, true) = (column, proven) {
                found.push(differs(tables, sum, total, (added, decimals)));
            }
        }
        if sum.open && !proven {
            found.extend(above_the_whole(tables, sum));
        }
    }
    found
}

fn compare<'a>(tables: &Tables, sum: &Sum, total: &'a Reading) -> Column<'a> {
    let Some(printed) = total.printed() else { return Column::Unknown };
    let rows = &tables.rows;
    let counted = rows[sum.total].readings.iter().any(|reading| {
        reading.zone == total.zone && reading.unit.is_count() && reading.count().is_some()
    });
    if (total.unit == Unit::Percent && (counted || sum.open)) || matches!(total.unit, Unit::Per(_))
    {
        return Column::Unknown;
    }
    let parts: Option<Vec<_>> =
        sum.addends.iter().map(|row| beside(&rows[*row], total)?.printed()).collect();
    let Some(parts) = parts else { return Column::Unknown };
    let finest = parts.iter().map(|part| part.decimals).chain([printed.decimals]).max();
    let decimals = finest.unwrap_or(0);
    let added: i128 = parts.iter().map(|part| part.at(decimals)).sum();
    let gap = (added - printed.at(decimals)).abs();
    let rounded = if total.unit == Unit::Percent { parts.len() as i128 + 1 } else { 0 };
    if 2 * gap <= rounded {
        let nonzero = parts.iter().filter(|part| part.mantissa != 0).count();
        Column::Agrees { telling: nonzero >= 2 }
    } else {
        Column::Differs { total, sum: added, decimals }
    }
}

fn differs(tables: &Tables, sum: &Sum, total: &Reading, added: (i128, u32)) -> Finding {
    let row = &tables.rows[sum.total];
    let printed = total.printed().map_or((0, 0), |p| (i128::from(p.mantissa), p.decimals));
    let (first, last) = (sum.addends[0], sum.addends[sum.addends.len() - 1]);
    let unit = if total.unit == Unit::Euro { "\u{a0}€" } else { "" };
    let shown = number::french(printed.0, printed.1);
    let (from, to) = (tables.rows[first].line, tables.rows[last].line);
    Finding {
        row: sum.total,
        cell: cell(tables, total),
        code: "sum",
        quote: format!("{}\u{a0}: {shown}{unit}", row.label),
        reason: format!(
            "Le total imprimé de {} est {shown}{unit}, et la somme des lignes {from} à {to} est \
             {}{unit}.",
            quoted(&row.label),
            number::french(added.0, added.1)
        ),
        remedy: ask("quel chiffre est exact, le total ou l’une des lignes"),
        rows: sum.addends.iter().copied().chain([sum.total]).collect(),
        zone: total.zone,
    }
}

fn above_the_whole(tables: &Tables, sum: &Sum) -> Vec<Finding> {
    let whole = &tables.rows[sum.total];
    let mut found = Vec::new();
    for at in &sum.addends {
        let row = &tables.rows[*at];
        for reading in row.readings.iter().filter(|reading| reading.unit.is_count()) {
            let Some(total) = beside(whole, reading).and_then(Reading::count) else { continue };
            let Some(part) = reading.count().filter(|part| *part > total) else { continue };
            let (part, all) = (number::french(part.into(), 0), number::french(total.into(), 0));
            found.push(Finding {
                row: *at,
                cell: cell(tables, reading),
                code: "part-above-whole",
                quote: format!("{}\u{a0}: {part}", row.label),
                reason: format!(
                    "{} compte {part}, plus que {} dont c’est une partie\u{a0}: {all} (ligne {}).",
                    quoted(&row.label),
                    quoted(&whole.label),
                    whole.line
                ),
                remedy: ask("lequel des deux chiffres est exact"),
                rows: vec![*at, sum.total],
                zone: reading.zone,
            });
        }
    }
    found
}

/// The secret figures of a column, and what the others leave for them.
pub(super) fn left_for_secrets(
    tables: &Tables,
    sum: &Sum,
    total: &Reading,
) -> Option<(Vec<(usize, i64)>, i64)> {
    let mut left = total.count().filter(|_| !sum.open)?;
    let mut secrets = Vec::new();
    for at in &sum.addends {
        let reading = beside(&tables.rows[*at], total)?;
        match reading.value {
            Value::Secret(bound) => secrets.push((*at, bound)),
            _ => left = left.checked_sub(reading.count()?)?,
        }
    }
    (!secrets.is_empty()).then_some((secrets, left))
}
