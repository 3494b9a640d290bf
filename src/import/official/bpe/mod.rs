//! The permanent database of facilities (base permanente des équipements, BPE, Insee): the services
//! for families of some communes out of the 2.8 million rows of the country.

mod columns;
mod delimited;
mod guard;
mod parquet_file;
mod position;
mod service;

use super::content::Content;
use super::remarks::{Remarks, Said, Tally, open_licence, with_vintage};
use super::{Given, OfficialError, Scope};
use crate::import::listed::List;
use crate::territory::{Source, Weight};

use columns::Column;
use service::Facility;

/// The longest cell, in bytes: in Parquet a few bytes can repeat a long one any number of times.
const LONGEST_CELL: usize = 512;

/// What a Parquet file begins with.
pub(super) const PARQUET: &[u8] = b"PAR1";

/// The most services that are kept: the whole country has about 60,000.
const MOST_SERVICES: usize = 100_000;

/// The services of some communes.
#[derive(Debug, Clone)]
pub struct Facilities {
    /// The services, with what is worth knowing of each; what is wrong with rows is in its remarks.
    pub list: List,
    /// Where they come from, with the fingerprint of the file.
    pub source: Source,
    /// Rows of data that were read.
    pub rows_read: u64,
    /// Those that are services of the communes.
    pub rows_kept: u64,
    /// Those left out for what is wrong with them; the others are other facilities.
    pub rows_dropped: u64,
}

/// Reads the services of the communes of `scope`, from CSV (packed or not) or Parquet. For reach
/// across a border, `scope` holds the neighbouring communes too.
///
/// # Errors
/// Where the file is damaged, too large in one of its parts, or lacks a column.
pub fn read_facility_base(
    given: &Given<'_>,
    scope: &Scope<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<Facilities, OfficialError> {
    let mut found = Found::new(given, scope);
    let sha256 = if given.content.head(4)? == PARQUET {
        parquet_file::read(given.content, &mut found, progress)?;
        given.content.sha256()?
    } else {
        super::content::stream(given, progress, &mut |text| delimited::read(text, &mut found))?
    };
    let Found { mut list, remarks, tally, year, .. } = found;
    let vintage = given.vintage.map_or(year, str::to_owned);
    list.remarks = remarks.into_list();
    let title = "base permanente des équipements";
    let mut source = open_licence(with_vintage("insee-bpe", &vintage), "Insee", title, &vintage);
    format!("Insee, BPE {vintage}").trim_end().clone_into(&mut source.short);
    source.sha256 = Some(sha256);
    let Tally { read, kept, dropped } = tally;
    Ok(Facilities { list, source, rows_read: read, rows_kept: kept, rows_dropped: dropped })
}

/// Whether a Parquet file is this base.
pub(super) fn is_facility_base(content: &Content) -> Result<bool, OfficialError> {
    parquet_file::has_columns(content)
}

/// What was found so far.
struct Found<'a> {
    file: &'a str,
    scope: &'a Scope<'a>,
    list: List,
    remarks: Remarks,
    tally: Tally,
    /// The vintage that the rows themselves state.
    year: String,
}

impl<'a> Found<'a> {
    fn new(given: &Given<'a>, scope: &'a Scope<'a>) -> Self {
        let (remarks, tally) = (Remarks::new(given.name), Tally::default());
        let year = String::new();
        Self { file: given.name, scope, list: List::default(), remarks, tally, year }
    }

    /// Whether a row is a service for families in a commune that is asked for.
    fn wants(&self, kind: &[u8], commune: &[u8]) -> bool {
        service::kind(kind).is_some() && {
            let code = std::str::from_utf8(commune).unwrap_or_default();
            super::cog::commune_of(self.scope.france, code)
                .is_some_and(|commune| self.scope.wants(commune))
        }
    }

    /// Keeps a row that is wanted.
    fn keep(&mut self, facility: &Facility<'_>) -> Result<(), OfficialError> {
        if self.list.services.len() == MOST_SERVICES {
            return Err(OfficialError::TooManyServices(MOST_SERVICES));
        }
        if facility.cells.iter().any(|cell| cell.len() > LONGEST_CELL) {
            self.tally.dropped += 1;
            self.remarks.say(
                facility.line,
                None,
                Said {
                    weight: Weight::Refused,
                    code: "cell-too-long",
                    quote: facility.text(Column::Siret).chars().take(20).collect(),
                    reason: "Une cellule dépasse 512 caractères\u{a0}: la ligne est écartée.",
                    remedy: "Reprendre le fichier d’origine.",
                },
            );
            return Ok(());
        }
        if self.year.is_empty() {
            facility.text(Column::An).clone_into(&mut self.year);
        }
        self.tally.kept += 1;
        let capacity = facility.text(Column::Capacite);
        if let Some(service) = facility.listed(self.file) {
            if service.capacity.is_none() && facility.states_capacity() {
                self.remarks.wrong_number(facility.line, "CAPACITE", capacity.to_owned());
            }
            self.list.services.push(Box::new(service));
        }
        Ok(())
    }
}
