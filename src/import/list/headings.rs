//! The columns of a list, by its own headings.

use super::kinds::read_kind;
use super::synonyms::SYNONYMS;
use super::words::plain;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Column {
    Id,
    Name,
    NameAddress,
    Kind,
    Subtype,
    Capacity,
    Ages,
    Slots,
    Funding,
    Address,
    Number,
    Street,
    Postcode,
    City,
    Insee,
    Lon,
    Lat,
    LatLon,
    Perimeter,
    Opened,
    Closed,
    Source,
    Precision,
}

/// The columns of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Columns {
    /// What each column holds; nothing where only the list knows.
    pub roles: Vec<Option<Column>>,
    /// The headings as written.
    pub headings: Vec<String>,
    /// Whether they are those of the canonical list: a wrong cell then refuses its row.
    pub canonical: bool,
}

impl Columns {
    /// How many columns are known.
    #[must_use]
    pub fn known(&self) -> usize {
        self.roles.iter().flatten().count()
    }

    /// Whether they are those of the common schema of open data (SCDL, équipements).
    #[must_use]
    pub fn is_scdl(&self) -> bool {
        self.headings.iter().any(|heading| plain(heading).starts_with("equip "))
    }

    /// Where a column stands.
    #[must_use]
    pub fn at(&self, column: Column) -> Option<usize> {
        self.roles.iter().position(|role| *role == Some(column))
    }
}

use Column::{
    Address, Ages, Capacity, City, Closed, Funding, Id, Insee, Kind, Lat, Lon, Name, NameAddress,
    Opened, Perimeter, Postcode, Precision, Slots, Source, Street, Subtype,
};

/// The headings of the canonical list.
const CANONICAL: [(&str, Column); 19] = [
    ("id", Id),
    ("name", Name),
    ("kind", Kind),
    ("subtype", Subtype),
    ("capacity", Capacity),
    ("ages", Ages),
    ("slots", Slots),
    ("funding", Funding),
    ("address", Address),
    ("postcode", Postcode),
    ("city", City),
    ("commune", Insee),
    ("lon", Lon),
    ("lat", Lat),
    ("perimeter", Perimeter),
    ("opened_on", Opened),
    ("closed_on", Closed),
    ("source", Source),
    ("precision", Precision),
];

/// The columns of a row of headings, or nothing where it is none: two known ones at least.
#[must_use]
pub fn columns_of<S: AsRef<str>>(cells: &[S]) -> Option<Columns> {
    let cells: Vec<&str> = cells.iter().map(AsRef::as_ref).collect();
    if cells.len() < 2 || cells.iter().any(|cell| cell.len() > 120) {
        return None;
    }
    let canonical = |cell: &&str| {
        let lower = cell.trim().to_lowercase();
        CANONICAL.iter().find(|(heading, _)| *heading == lower).map(|(_, column)| *column)
    };
    let mut roles: Vec<Option<Column>> = cells.iter().map(canonical).collect();
    let has = |roles: &[Option<Column>], column| roles.contains(&Some(column));
    let is_canonical = has(&roles, Name) && has(&roles, Kind);
    if !is_canonical {
        roles = cells.iter().map(|cell| synonym(&plain(cell))).collect();
        // A heading that is known to the letter goes before one that only holds a word of it.
        first_of_each(&mut roles);
        for (at, cell) in cells.iter().enumerate() {
            if roles[at].is_none() {
                roles[at] = loose(&plain(cell)).filter(|role| !roles.contains(&Some(*role)));
            }
        }
    }
    first_of_each(&mut roles);
    split_roles(&mut roles, &cells);
    let columns = Columns {
        roles,
        headings: cells.iter().map(|&cell| cell.to_owned()).collect(),
        canonical: is_canonical,
    };
    let data = cells.iter().any(|cell| cell.len() > 3 && cell.chars().all(|c| c.is_ascii_digit()));
    let blank = cells.iter().filter(|cell| !cell.is_empty()).count();
    let named = [Name, NameAddress, Kind, Address, Street]
        .iter()
        .any(|column| columns.at(*column).is_some());
    (columns.known() >= 2 && named && !data && columns.known() * 3 >= blank).then_some(columns)
}

fn synonym(heading: &str) -> Option<Column> {
    SYNONYMS.iter().find(|(_, words)| words.contains(&heading)).map(|(column, _)| *column)
}

/// What a heading means by a word in it.
fn loose(heading: &str) -> Option<Column> {
    // Free places change every day: they are no capacity.
    let free = ["dispo", "vacant", "libre", "occup"].iter().any(|word| heading.contains(word));
    if heading.is_empty() || free {
        return None;
    }
    let words: Vec<&str> = heading.split(' ').collect();
    let has = |word: &str| {
        words.iter().any(|other| *other == word || other.trim_end_matches('s') == word)
    };
    if words.len() > 7 {
        return None;
    }
    match () {
        () if has("adresse") && (has("nom") || has("intitule") || has("denomination")) => {
            Some(NameAddress)
        }
        () if has("mail") || has("courriel") || has("email") || has("web") => None,
        () if has("capacite") || has("agrement") || (has("place") && words.len() <= 4) => {
            Some(Capacity)
        }
        () if has("age") => Some(Ages),
        () if has("insee") => Some(Insee),
        () if has("postal") => Some(Postcode),
        () if has("type") || has("categorie") || has("nature") => Some(Kind),
        () if has("nom") || has("intitule") || has("denomination") => Some(Name),
        () if has("adresse") => Some(Address),
        () => None,
    }
}

/// A role belongs to the first column that has it.
fn first_of_each(roles: &mut [Option<Column>]) {
    for at in 1..roles.len() {
        if roles[at].is_some() && roles[..at].contains(&roles[at]) {
            roles[at] = None;
        }
    }
}

/// « Structure » beside « Nom » is a type; « Structures » holds names where there is no other.
fn split_roles(roles: &mut [Option<Column>], cells: &[&str]) {
    let structure = cells.iter().position(|cell| plain(cell).trim_end_matches('s') == "structure");
    let name = cells.iter().position(|cell| {
        let words = plain(cell);
        words == "nom" || words.starts_with("nom de") || words.starts_with("nom et adresse")
    });
    if let (Some(structure), Some(name)) = (structure, name)
        && !roles.contains(&Some(Kind))
        && structure != name
    {
        roles[structure] = Some(Kind);
        if roles[name].is_none() {
            roles[name] = Some(Name);
        }
    }
    // A heading that names a kind heads no column.
    for (role, cell) in roles.iter_mut().zip(cells) {
        if *role == Some(Name) && read_kind(cell).what.is_some() {
            *role = None;
        }
    }
}
