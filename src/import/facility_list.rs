//! Facility lists in the canonical CSV layout.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::Deserialize;

use crate::territory::{Ages, CommuneCode, Facility, Funding, Kind, Precision, Slot, Subtype};
use crate::units::Wgs84;

/// Why a canonical list cannot be read. The row is counted from 1, the heading being row 1.
#[derive(Debug, thiserror::Error)]
pub enum ListError {
    /// A row does not read as one.
    #[error("{list}: {source}")]
    Row {
        /// The list.
        list: String,
        /// What is wrong with it.
        source: csv::Error,
    },
    /// A cell does not hold what its column says.
    #[error("{list}, row {row}: {detail}")]
    Cell {
        /// The list.
        list: String,
        /// The row.
        row: u64,
        /// What is wrong with it.
        detail: String,
    },
}

/// One row, as text: an empty cell is a missing value.
#[derive(Debug, Deserialize)]
struct Row {
    id: String,
    name: String,
    kind: Kind,
    subtype: Option<Subtype>,
    capacity: Option<f64>,
    ages: Option<Ages>,
    slots: String,
    funding: Option<Funding>,
    address: String,
    postcode: String,
    commune: CommuneCode,
    lon: Option<f64>,
    lat: Option<f64>,
    perimeter: String,
    opened_on: Option<Date>,
    closed_on: Option<Date>,
    source: String,
}

/// Reads a canonical list: comma separated, UTF-8, headings in any order.
///
/// # Errors
/// At the first row that does not read.
pub fn read_facilities(list: &str, text: &str) -> Result<Vec<Facility>, ListError> {
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let rows = reader.deserialize::<Row>().zip(2..);
    rows.map(|(row, number)| {
        let row = row.map_err(|source| ListError::Row { list: list.to_owned(), source })?;
        facility(row).map_err(|detail| ListError::Cell {
            list: list.to_owned(),
            row: number,
            detail,
        })
    })
    .collect()
}

fn facility(row: Row) -> Result<Facility, String> {
    if row.capacity.is_some_and(|places| !(places.is_finite() && places >= 0.0)) {
        return Err("capacity: a number of places, zero or more, is expected".to_owned());
    }
    let position = match (row.lon, row.lat) {
        (Some(lon), Some(lat)) if lon.abs() <= 180.0 && lat.abs() <= 90.0 => {
            Some(Wgs84 { lon, lat })
        }
        (None, None) => None,
        _ => return Err("lon, lat: both in degrees, or both empty, are expected".to_owned()),
    };
    Ok(Facility {
        precision: if position.is_some() { Precision::Exact } else { Precision::TownHall },
        position,
        slots: parts(&row.slots, "slots", slot)?,
        perimeter: parts(&row.perimeter, "perimeter", |text| text.parse().ok())?,
        id: row.id,
        name: row.name,
        kind: row.kind,
        subtype: row.subtype,
        capacity: row.capacity,
        ages: row.ages,
        funding: row.funding,
        address: row.address,
        postcode: row.postcode,
        commune: row.commune,
        opened_on: row.opened_on,
        closed_on: row.closed_on,
        source: row.source,
        attributes: BTreeMap::new(),
        geocode: None,
    })
}

/// The parts of a cell, separated by `|`.
fn parts<T>(cell: &str, column: &str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    let texts = cell.split('|').filter(|text| !text.is_empty());
    texts
        .map(|text| read(text).ok_or_else(|| format!("{column}: `{text}` is not understood")))
        .collect()
}

fn slot(text: &str) -> Option<Slot> {
    match text {
        "periscolaire" => Some(Slot::Periscolaire),
        "extrascolaire" => Some(Slot::Extrascolaire),
        "mercredi" => Some(Slot::Mercredi),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "id,name,kind,subtype,capacity,ages,slots,funding,address,postcode,city,\
                        commune,lon,lat,perimeter,opened_on,closed_on,source\n";

    #[test]
    fn an_empty_capacity_stays_unknown() {
        let text = format!("{HEAD}a,A,eaje,,,,,,,,,78124,,,,,,test\n");
        let read = read_facilities("test", &text).unwrap();
        assert_eq!((read[0].capacity, read[0].precision), (None, Precision::TownHall));
    }

    #[test]
    fn a_wrong_cell_is_named_with_its_row() {
        for (row, part) in [
            ("a,A,eaje,,-3,,,,,,,78124,,,,,,test", "capacity"),
            ("a,A,eaje,,NaN,,,,,,,78124,,,,,,test", "capacity"),
            ("a,A,eaje,,,,,,,,,78124,2.0,,,,,test", "lon, lat"),
            ("a,A,alsh,,,,noon,,,,,78124,,,,,,test", "slots"),
            ("a,A,rpe,,,,,,,,,78124,,,7812,,,test", "perimeter"),
            ("a,A,mam,,,,,,,,,78124,,,,,,test", "eaje"),
        ] {
            let error = read_facilities("test", &format!("{HEAD}{row}\n")).unwrap_err().to_string();
            assert!(error.contains(part) && error.contains("test"), "{error}");
        }
    }
}
