//! The cells of a row by what they hold.

use std::collections::BTreeMap;
use std::str::FromStr as _;

use super::amounts::read_number;
use super::headings::{Column, Columns};
use super::words::plain;
use crate::import::table::TableRow;
use crate::territory::{Ages, Funding, Kind, Slot, Subtype};

/// The words of the canonical column `slots`, as a refusal names them.
const SLOTS: &str = "periscolaire, mercredi, extrascolaire, petites-vacances, ete";

/// A row's cells by what they hold; empty where the list has no such column.
#[derive(Debug, Clone, Default)]
pub struct Cells<'a> {
    pub id: &'a str,
    pub name: &'a str,
    pub name_address: String,
    pub kind: &'a str,
    pub subtype: &'a str,
    pub capacity: &'a str,
    pub ages: &'a str,
    pub slots: &'a str,
    pub funding: &'a str,
    pub address: String,
    pub postcode: &'a str,
    pub city: &'a str,
    pub insee: &'a str,
    pub lon: &'a str,
    pub lat: &'a str,
    pub perimeter: &'a str,
    pub perimeter_more: Vec<&'a str>,
    pub opened: &'a str,
    pub closed: &'a str,
    pub source: &'a str,
    pub attributes: BTreeMap<String, String>,
}

/// Sorts the cells of a row by the columns of its table.
#[must_use]
pub fn sorted<'a>(row: &'a TableRow<'_>, columns: &Columns) -> Cells<'a> {
    let mut cells = Cells::default();
    let mut number = "";
    for (at, cell) in row.cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
        let cell = &**cell;
        // A separator inside of the last cell, which no quotes protect, makes cells of it.
        let last = columns.roles.len().saturating_sub(1);
        if at > last && columns.roles.get(last) == Some(&Some(Column::Perimeter)) {
            cells.perimeter_more.push(cell);
            continue;
        }
        match columns.roles.get(at).copied().flatten() {
            Some(Column::Id) => cells.id = cell,
            Some(Column::Name) => cells.name = cell,
            Some(Column::NameAddress) => cell.clone_into(&mut cells.name_address),
            Some(Column::Kind) => cells.kind = cell,
            Some(Column::Subtype) => cells.subtype = cell,
            Some(Column::Capacity) => cells.capacity = cell,
            Some(Column::Ages) => cells.ages = cell,
            Some(Column::Slots) => cells.slots = cell,
            Some(Column::Funding) => cells.funding = cell,
            Some(Column::Number) => number = cell,
            Some(Column::Address) => cell.clone_into(&mut cells.address),
            Some(Column::Street) if cells.address.is_empty() => cell.clone_into(&mut cells.address),
            Some(Column::Postcode) => cells.postcode = cell,
            Some(Column::City) => cells.city = cell,
            Some(Column::Insee) => cells.insee = cell,
            Some(Column::Lon) => cells.lon = cell,
            Some(Column::Lat) => cells.lat = cell,
            Some(Column::LatLon) => {
                if let Some((lat, lon)) = cell.split_once(',') {
                    (cells.lat, cells.lon) = (lat.trim(), lon.trim());
                }
            }
            Some(Column::Perimeter) => cells.perimeter = cell,
            Some(Column::Opened) => cells.opened = cell,
            Some(Column::Closed) => cells.closed = cell,
            Some(Column::Source) => cells.source = cell,
            Some(Column::Precision | Column::Street) | None => {
                let heading = columns.headings.get(at).map_or("", String::as_str);
                let name = if heading.is_empty() {
                    format!("colonne {}", at + 1)
                } else {
                    heading.to_owned()
                };
                cells.attributes.insert(name, cell.to_owned());
            }
        }
    }
    if !number.is_empty() {
        cells.address = [number, cells.address.as_str()].join(" ").trim().into();
    }
    cells
}

/// Five digits of a postcode or an INSEE code: a decimal point or a leading zero that a
/// spreadsheet lost are put right, and said.
#[must_use]
pub fn code(text: &str, what: &str, notes: &mut Vec<String>) -> String {
    if text.len() == 5 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return text.to_owned();
    }
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let whole = digits.strip_suffix(".0").or_else(|| digits.strip_suffix(",0")).unwrap_or(&digits);
    if whole.len() == 4 && whole.bytes().all(|byte| byte.is_ascii_digit()) {
        notes.push(format!("{what} «\u{a0}{text}\u{a0}» lu 0{whole}"));
        return format!("0{whole}");
    }
    whole.to_uppercase()
}

/// The exact words of the canonical list.
#[derive(Debug, Default)]
pub struct Exact {
    /// The kind.
    pub kind: Option<Kind>,
    /// The subtype.
    pub subtype: Option<Subtype>,
    /// The places.
    pub capacity: Option<f64>,
    /// The ages.
    pub ages: Option<Ages>,
    /// The slots.
    pub slots: Vec<Slot>,
    /// The funding.
    pub funding: Option<Funding>,
}

/// A cell that is not what its column says: its heading and what is expected, in French.
pub type Wrong = (&'static str, String);

/// Reads the exact words of a canonical row.
///
/// # Errors
/// At the first cell that is none of them.
pub fn exact(cells: &Cells<'_>) -> Result<Exact, Wrong> {
    let expected =
        |heading: &'static str, words: &str| (heading, format!("attendu\u{a0}: {words}"));
    if cells.name.is_empty() {
        return Err(expected("name", "un nom"));
    }
    let kind = Kind::from_str(cells.kind)
        .or_else(|_other| Kind::from_str(&cells.kind.to_lowercase()))
        .map_err(|_other| expected("kind", "eaje, rpe, laep, alsh ou evs"))?;
    let plain_subtype = if cells.subtype.is_empty() { String::new() } else { plain(cells.subtype) };
    let subtype = match plain_subtype.as_str() {
        "" => None,
        "collectif" => Some(Subtype::Collectif),
        "multi accueil" => Some(Subtype::MultiAccueil),
        "familial" => Some(Subtype::Familial),
        "parental" => Some(Subtype::Parental),
        "micro creche" => Some(Subtype::MicroCreche),
        "jardin enfants" => Some(Subtype::JardinEnfants),
        "maternel" => Some(Subtype::Maternel),
        "elementaire" => Some(Subtype::Elementaire),
        "maternel elementaire" => Some(Subtype::MaternelElementaire),
        "ados" => Some(Subtype::Ados),
        _ => return Err(expected("subtype", "un sous-type tel que multi-accueil ou maternel")),
    };
    let capacity = match cells.capacity {
        "" => None,
        text => Some(
            read_number(text)
                .filter(|places| *places >= 0.0)
                .ok_or_else(|| expected("capacity", "un nombre de places, ou rien"))?,
        ),
    };
    let ages = match cells.ages {
        "" => None,
        text => Some(text.parse().map_err(|_other| expected("ages", "deux âges tels que 3-11"))?),
    };
    let mut slots = Vec::new();
    for word in cells.slots.split('|').filter(|word| !word.is_empty()) {
        slots.push(match word {
            "periscolaire" => Slot::Periscolaire,
            "extrascolaire" => Slot::Extrascolaire,
            "mercredi" => Slot::Mercredi,
            "petites-vacances" => Slot::PetitesVacances,
            "ete" => Slot::Ete,
            _ => return Err(expected("slots", SLOTS)),
        });
    }
    let funding = match cells.funding {
        "" => None,
        "psu" => Some(Funding::Psu),
        "paje" => Some(Funding::Paje),
        _ => return Err(expected("funding", "psu ou paje")),
    };
    let located = !(cells.lon.is_empty() || cells.lat.is_empty());
    if !located && cells.insee.is_empty() && cells.address.is_empty() && cells.city.is_empty() {
        return Err(expected("commune", "une position, une commune ou une adresse"));
    }
    Ok(Exact { kind: Some(kind), subtype, capacity, ages, slots, funding })
}
