//! Lists of services: what each line of a table says, and what is doubtful in it.

mod address;
mod ages;
mod amounts;
mod beside;
mod canonical;
mod cells;
mod delimited;
mod described;
mod geojson;
mod headings;
mod kinds;
mod located;
mod opening;
mod phrase;
mod phrases;
mod questions;
mod roles;
mod rows;
mod service;
mod synonyms;
pub mod words;

pub(super) use delimited::separate;
pub(super) use geojson::geojson_table;

use std::ops::Range;

use super::communes::{CommuneList, Resolver};
use super::listed::List;
use super::table::{Separation, Tables};
use crate::territory::{France, TerritoryCode};

/// What is known when a list is read.
#[derive(Debug)]
pub struct Context<'a> {
    /// Finds communes, for the territory that the list is of.
    pub resolver: Resolver<'a>,
}

impl<'a> Context<'a> {
    /// For lists of a territory.
    #[must_use]
    pub fn new(france: &'a France, territory: TerritoryCode) -> Self {
        Self { resolver: Resolver::new(france, territory) }
    }
}

/// Whether a text names a kind of service in its own words.
#[must_use]
pub fn names_a_kind(text: &str) -> bool {
    kinds::read_kind(text).what.is_some()
}

/// Reads the services of a file. Every line that is not blank is in `lines`, once.
///
/// The keys of the questions are `TABLE:LINE:PART/CODE`, tables counted from 0.
#[must_use]
pub fn read_list(tables: &Tables<'_>, name: &str, context: &Context<'_>) -> List {
    let mut list = List::default();
    let is_geojson = tables.separation == Separation::GeoJson;
    for (at, table) in tables.tables.iter().enumerate() {
        rows::read_table((at, table), name, context, is_geojson, &mut list);
    }
    for (line, note) in &tables.notes {
        list.remarks.push(rows::remark(name, *line, "reading", note));
    }
    list
}

/// Compares the names in a file, one a line or a cell, with the members of the territory. Words
/// before the first name and lines of prose are left out: a name has no full stop or colon and
/// at most ten words.
#[must_use]
pub fn read_commune_list(tables: &Tables<'_>, context: &Context<'_>) -> CommuneList {
    let cells = tables.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let names: Vec<String> = cells
        .map(|cell| cell.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|name| !name.contains(['.', ':', '(']) && name.split(' ').count() <= 10)
        .collect();
    let resolver = &context.resolver;
    let mut run = densest(names.iter().map(|name| resolver.member(name).is_some()));
    // A misspelt or foreign name at either end belongs to the list as well.
    let is_commune = |at: usize| {
        names
            .get(at)
            .is_some_and(|name| resolver.compare_communes([name.as_str()]).unknown.is_empty())
    };
    while is_commune(run.end) {
        run.end += 1;
    }
    while run.start > 0 && is_commune(run.start - 1) {
        run.start -= 1;
    }
    resolver.compare_communes(names[run].iter().map(String::as_str))
}

/// The run that holds the most members beyond others: in a whole act, the list of its communes,
/// and not the prose around it.
fn densest(members: impl Iterator<Item = bool>) -> Range<usize> {
    let (mut best, mut most) = (0..0, 0);
    let (mut start, mut sum) = (0, 0);
    for (at, is_member) in members.enumerate() {
        sum += if is_member { 1 } else { -1 };
        if sum > most {
            (best, most) = (start..at + 1, sum);
        }
        if sum <= 0 {
            (start, sum) = (at + 1, 0);
        }
    }
    best
}
