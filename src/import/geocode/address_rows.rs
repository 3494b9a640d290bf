//! The rows of a file of addresses: BAN by département, BAL 1.3 to 1.5, places with a name.

use std::borrow::Cow;
use std::collections::HashMap;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use csv::ByteRecord;

use crate::units::Wgs84;

use super::address_file_error::AddressFileError;
use super::batch::is_on_earth;
use super::bounded::{Bound, Bounded, bound_of, unpacked};

/// The number that a BAL gives to a street or place without one.
const NO_NUMBER: u32 = 99_999;

/// The most bytes of text in a row that is kept; a real one has some 150. A longer one is no
/// address and is left out.
const LONGEST_ROW: usize = 1024;

/// The bounds within which a file is read.
#[derive(Debug, Clone, Copy)]
pub struct FileLimits {
    /// The most bytes, unpacked. The addresses of the whole country have some 5 GB.
    pub bytes: u64,
    /// The most bytes of a line; a real one has some 300, thousands where it lists parcels.
    pub line: usize,
    /// The most addresses kept: Paris has some 150 000.
    pub addresses: usize,
}

impl Default for FileLimits {
    fn default() -> Self {
        Self { bytes: 8 << 30, line: 64 << 10, addresses: 2_000_000 }
    }
}

/// One address, or a street or place without a number.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct AddressRow {
    /// Names the street within the commune, where the file does.
    pub(super) street_id: String,
    pub(super) number: Option<u32>,
    pub(super) suffix: String,
    pub(super) street: String,
    /// Other names of the street.
    pub(super) aliases: Vec<String>,
    /// A place with a name beside the street.
    pub(super) locality: String,
    pub(super) postcode: String,
    pub(super) commune: String,
    pub(super) city: String,
    pub(super) old_commune: String,
    pub(super) old_city: String,
    /// What the point is: `entrée`, `segment`…
    pub(super) point: String,
    pub(super) position: Wgs84,
}

impl AddressRow {
    /// How many bytes of text it holds.
    fn text(&self) -> usize {
        let names = [&self.street, &self.locality, &self.city, &self.old_city, &self.suffix];
        let codes =
            [&self.postcode, &self.commune, &self.old_commune, &self.street_id, &self.point];
        names.into_iter().chain(codes).chain(&self.aliases).map(String::len).sum()
    }
}

/// Where each column stands.
struct Columns {
    number: Option<usize>,
    street: usize,
    commune: usize,
    lon: usize,
    lat: usize,
    other: HashMap<&'static str, usize>,
}

/// The columns that may be missing, by their names in BAN and BAL.
const OTHER: &[&[&str]] = &[
    &["id", "cle_interop"],
    &["rep", "suffixe"],
    &["alias"],
    &["nom_afnor"],
    &["nom_ld", "lieudit_complement_nom"],
    &["code_postal"],
    &["nom_commune", "commune_nom"],
    &["code_insee_ancienne_commune", "commune_deleguee_insee"],
    &["nom_ancienne_commune", "commune_deleguee_nom"],
    &["type_position", "position"],
];

/// Reads the rows of the communes that `wanted` keeps, given the code of the commune and that of
/// the former one. Rows without a position are left out.
pub(super) fn read_rows(
    path: &Path,
    limits: FileLimits,
    wanted: &dyn Fn(&str, &str) -> bool,
    keep: &mut dyn FnMut(AddressRow) -> bool,
) -> Result<(), AddressFileError> {
    let failed = |source| read_error(path, source);
    let bounded = Bounded::new(unpacked(path).map_err(failed)?, limits.bytes, limits.line);
    let mut bytes = BufReader::with_capacity(1 << 16, bounded);
    let mut heading = Vec::new();
    bytes.read_until(b'\n', &mut heading).map_err(failed)?;
    let separator = if heading.contains(&b';') { b';' } else { b',' };
    let marked = heading.starts_with(b"\xef\xbb\xbf");
    let mut heading = io::Cursor::new(heading);
    heading.set_position(if marked { 3 } else { 0 });
    let mut reader =
        csv::ReaderBuilder::new().delimiter(separator).from_reader(heading.chain(bytes));
    let row_error = |error| csv_error(path, error);
    let columns = Columns::of(path, reader.byte_headers().map_err(row_error)?)?;
    let old_commune = columns.other.get("code_insee_ancienne_commune").copied();
    let mut record = ByteRecord::new();
    while reader.read_byte_record(&mut record).map_err(row_error)? {
        let commune = cell(&record, Some(columns.commune));
        let old = cell(&record, old_commune);
        if !wanted(commune.trim(), old.trim()) {
            continue;
        }
        let row = columns.row(&record);
        if row.is_some_and(|row| !keep(row)) {
            let path = path.to_owned();
            return Err(AddressFileError::TooLarge { path, what: "too many addresses" });
        }
    }
    Ok(())
}

impl Columns {
    fn of(path: &Path, heading: &ByteRecord) -> Result<Self, AddressFileError> {
        let names: Vec<String> = heading
            .iter()
            .map(|name| String::from_utf8_lossy(name).trim().to_lowercase())
            .collect();
        let find = |any: &[&str]| names.iter().position(|name| any.contains(&name.as_str()));
        let need = |any: &[&str], column| {
            find(any).ok_or_else(|| AddressFileError::Column { path: path.to_owned(), column })
        };
        let street = ["nom_voie", "voie_nom", "toponyme", "nom_lieu_dit"];
        Ok(Self {
            number: find(&["numero"]),
            street: need(&street, "nom_voie, voie_nom, toponyme")?,
            commune: need(&["code_insee", "commune_insee"], "code_insee, commune_insee")?,
            lon: need(&["lon", "long"], "lon, long")?,
            lat: need(&["lat"], "lat")?,
            other: OTHER.iter().filter_map(|any| Some((any[0], find(any)?))).collect(),
        })
    }

    /// Nothing where the row has no position, no street or a number that is none.
    fn row(&self, record: &ByteRecord) -> Option<AddressRow> {
        let text = |column| cell(record, column).trim().to_owned();
        let degrees = |column| text(Some(column)).parse::<f64>().ok();
        let position = Wgs84 { lon: degrees(self.lon)?, lat: degrees(self.lat)? };
        let number = match text(self.number).as_str() {
            "" => None,
            text => Some(text.parse::<u32>().ok()?).filter(|&number| number != NO_NUMBER),
        };
        let street = text(Some(self.street));
        let other = |name| text(self.other.get(name).copied());
        let aliases = [other("alias"), other("nom_afnor")];
        Some(AddressRow {
            street_id: street_id(&other("id")),
            number,
            suffix: other("rep").to_lowercase(),
            aliases: aliases.into_iter().filter(|alias| !alias.is_empty()).collect(),
            locality: other("nom_ld"),
            postcode: other("code_postal"),
            commune: text(Some(self.commune)),
            city: other("nom_commune"),
            old_commune: other("code_insee_ancienne_commune"),
            old_city: other("nom_ancienne_commune"),
            point: other("type_position").to_lowercase(),
            street,
            position,
        })
        .filter(|row| {
            !row.street.is_empty() && row.text() <= LONGEST_ROW && is_on_earth(row.position)
        })
    }
}

/// `78380_0450` of `78380_0450_00003_bis`: the street in the key of an address.
fn street_id(id: &str) -> String {
    let mut parts = id.split('_');
    match (parts.next(), parts.next(), parts.next()) {
        (Some(commune), Some(street), Some(_)) => format!("{commune}_{street}").to_lowercase(),
        _ => String::new(),
    }
}

fn cell(record: &ByteRecord, column: Option<usize>) -> Cow<'_, str> {
    decoded(column.and_then(|at| record.get(at)).unwrap_or_default())
}

/// UTF-8, as both formats want; what is not was written in Windows-1252, as spreadsheets do.
fn decoded(cell: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(cell).map_or_else(
        |_not_utf8| encoding_rs::WINDOWS_1252.decode_without_bom_handling(cell).0,
        Cow::Borrowed,
    )
}

fn csv_error(path: &Path, error: csv::Error) -> AddressFileError {
    if !error.is_io_error() {
        return AddressFileError::Row { path: path.to_owned(), source: error };
    }
    match error.into_kind() {
        csv::ErrorKind::Io(source) => read_error(path, source),
        kind => read_error(path, io::Error::other(format!("{kind:?}"))),
    }
}

fn read_error(path: &Path, source: io::Error) -> AddressFileError {
    let path = path.to_owned();
    match bound_of(&source) {
        Some(Bound::Size) => AddressFileError::TooLarge { path, what: "too many bytes" },
        Some(Bound::Line) => AddressFileError::TooLarge { path, what: "a line too long" },
        None => AddressFileError::Read { path, source },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_street_is_named_by_the_key_of_its_addresses() {
        assert_eq!(street_id("78380_0450_00003_bis"), "78380_0450");
        assert_eq!(street_id("0246e48c"), "");
    }

    #[test]
    fn cells_in_windows_1252_are_read() {
        assert_eq!(decoded(b"Rue des \xc9coles"), "Rue des Écoles");
        assert_eq!(decoded("Rue des Écoles".as_bytes()), "Rue des Écoles");
    }
}
