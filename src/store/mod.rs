//! The register on disk: one GeoPackage, read whole and written in one transaction.
//!
//! Any program that reads a GeoPackage opens it as it is. An edit made there is read back, and
//! noticed before a commit. What does not read is refused with table, row and column: nothing is
//! left out silently, so a commit never removes what it has not seen.

mod commit;
mod difference;
mod error;
mod field;
mod geocodes;
mod geometry;
mod guard;
mod journal;
mod journal_rows;
mod layer_index;
mod migrate;
mod open;
mod perimeters;
mod ranks;
mod read;
mod rows;
mod schema;
mod spatial_index;
mod stored_row;
mod table;
mod undone;
mod watch;
mod words;
mod writer;

pub use commit::Committed;
pub use error::{Cause, Defect, StoreError};
pub use geocodes::CachedAnswer;
pub use journal::{Action, Change, Import, ImportEntry, ImportedFile, Tally};
pub use open::{DEFAULT_NAME, Store};
pub use read::Version;
pub use watch::Watch;

#[cfg(test)]
mod tests_support {
    use crate::territory::{Facility, Kind, Precision};

    /// A service of which only the least is known.
    pub fn facility(id: &str) -> Facility {
        Facility {
            id: id.to_owned(),
            name: id.to_owned(),
            kind: Kind::Eaje,
            subtype: None,
            capacity: None,
            ages: None,
            slots: Vec::new(),
            funding: None,
            address: String::new(),
            postcode: String::new(),
            commune: "78124".parse().unwrap(),
            position: None,
            precision: Precision::TownHall,
            perimeter: Vec::new(),
            opened_on: None,
            closed_on: None,
            source: String::new(),
            attributes: std::sync::Arc::default(),
            geocode: None,
        }
    }
}
