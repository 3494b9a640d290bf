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

/// Reads the services of a file. Every line that is not blank is in `lines`, once.
///
/// The keys of the questions are `TABLE:LINE:PART/CODE`, tables counted from 0.
#[must_use]
pub fn read_list(tables: &Tables, name: &str, context: &Context<'_>) -> List {
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
pub fn read_commune_list(tables: &Tables, context: &Context<'_>) -> CommuneList {
    let cells = tables.tables.iter().flat_map(|table| &table.rows).flat_map(|row| &row.cells);
    let names: Vec<String> = cells
        .map(|cell| cell.trim_matches(|c: char| !c.is_alphanumeric()).to_owned())
        .filter(|name| !name.contains(['.', ':', '(']) && name.split(' ').count() <= 10)
        .collect();
    context.resolver.compare_communes(names.iter().map(String::as_str))
}
