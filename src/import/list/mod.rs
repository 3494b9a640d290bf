//! Lists of services: what each line of a table says, and what is doubtful in it.

mod address;
mod ages;
mod amounts;
mod beside;
mod canonical;
mod cells;
mod commune_list;
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

pub use commune_list::read_commune_list;
pub(super) use delimited::separate;
pub(super) use geojson::geojson_table;

use super::communes::Resolver;
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
