//! The list of communes in a file, such as an act with its prose or a table with other columns.

use std::collections::HashSet;
use std::ops::Range;

use super::Context;
use crate::import::communes::CommuneList;
use crate::import::table::Tables;

/// Fewer cells than this say nothing of what their column holds.
const FEW: usize = 3;

/// A name, and the column it stands in.
type Placed = (usize, String);

/// Compares the names in a file, some in each row, with the members of the territory. Words before
/// the first name, lines of prose and other columns are left out: a name has no digit, full stop or
/// colon and at most ten words, and a column of names has few that are no member or stand twice.
#[must_use]
pub fn read_commune_list(tables: &Tables<'_>, context: &Context<'_>) -> CommuneList {
    let resolver = &context.resolver;
    let is_member = |name: &str| resolver.member(name).is_some();
    let rows = tables.tables.iter().flat_map(|table| &table.rows);
    let rows: Vec<Vec<Placed>> =
        rows.map(|row| names_of(&row.cells)).filter(|row| !row.is_empty()).collect();
    let mut run = densest(rows.iter().map(|row| {
        let members = row.iter().filter(|(_, name)| is_member(name)).count();
        // What stands beside a name is another column.
        if members > 0 { members.cast_signed() } else { -row.len().cast_signed() }
    }));
    // A misspelt or foreign name at either end belongs to the list as well.
    let is_commune =
        |name: &str| !has_digit(name) && resolver.compare_communes([name]).unknown.is_empty();
    let has_commune =
        |at: usize| rows.get(at).is_some_and(|row| row.iter().any(|(_, name)| is_commune(name)));
    while has_commune(run.end) {
        run.end += 1;
    }
    while run.start > 0 && has_commune(run.start - 1) {
        run.start -= 1;
    }
    let rows = &rows[run];
    let columns = rows.iter().flatten().map(|(column, _)| column + 1).max().unwrap_or(0);
    let of_names: Vec<bool> =
        (0..columns).map(|column| holds_names(rows, column, is_member)).collect();
    let names = rows.iter().flatten();
    let names = names.filter(|(column, name)| of_names[*column] && !has_digit(name));
    resolver.compare_communes(names.map(|(_, name)| name.as_str()))
}

fn names_of(cells: &[impl AsRef<str>]) -> Vec<Placed> {
    let trimmed =
        cells.iter().map(|cell| cell.as_ref().trim_matches(|c: char| !c.is_alphanumeric()));
    trimmed
        .enumerate()
        .filter(|(_, name)| !name.is_empty())
        .filter(|(_, name)| !name.contains(['.', ':', '(']) && name.split(' ').count() <= 10)
        .map(|(column, name)| (column, name.to_owned()))
        .collect()
}

/// A code, a postcode, a population: no name has any.
fn has_digit(name: &str) -> bool {
    name.contains(|c: char| c.is_ascii_digit())
}

/// Whether at least half the cells of a column are members, each once.
fn holds_names(rows: &[Vec<Placed>], column: usize, is_member: impl Fn(&str) -> bool) -> bool {
    let cells = || rows.iter().flatten().filter(|(at, _)| *at == column).map(|(_, name)| name);
    let members: HashSet<&String> = cells().filter(|name| is_member(name)).collect();
    let count = cells().count();
    count < FEW || members.len() * 2 >= count
}

/// The run that holds the most members beyond others: in a whole act, the list of its communes,
/// and not the prose around it.
fn densest(weights: impl Iterator<Item = isize>) -> Range<usize> {
    let (mut best, mut most) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    for (at, weight) in weights.enumerate() {
        sum += weight;
        if sum > most {
            (best, most) = (start..at + 1, sum);
        }
        if sum <= 0 {
            (start, sum) = (at + 1, 0);
        }
    }
    best
}
