//! One street of a file, with its numbers.

use crate::territory::{AnswerType, CommuneCode, Geocode};
use crate::units::Wgs84;

use super::address_rows::AddressRow;
use super::reading::{Number, Reading, same_suffix};
use super::words::{street_key, type_and_name};

/// The id of the files as a source.
pub(super) const SOURCE: &str = "ban";

/// The score of an address found whole: the names are the same.
const FOUND: f64 = 1.0;

/// The score where the street is found but not the number: above [`super::SURE_SCORE`],
/// since the street is sure, and far enough below [`FOUND`] that a street of the same name with
/// the number comes first.
const WITHOUT_NUMBER: f64 = 0.80;

/// What a point is, the nearest to the door first.
const POINTS: &[&str] = &[
    "entrée",
    "entree",
    "délivrance postale",
    "bâtiment",
    "cage d'escalier",
    "logement",
    "parcelle",
    "segment",
    "service technique",
];

/// A street, or a place with a name.
#[derive(Debug, Clone)]
pub(super) struct ListedStreet {
    pub(super) name: String,
    pub(super) aliases: Vec<String>,
    pub(super) postcode: String,
    pub(super) old_city: String,
    city: String,
    commune: String,
    is_place: bool,
    doors: Vec<Door>,
    unnumbered: Vec<Wgs84>,
}

#[derive(Debug, Clone)]
struct Door {
    number: u32,
    suffix: String,
    rank: usize,
    position: Wgs84,
}

impl ListedStreet {
    pub(super) fn street(row: &AddressRow, commune: CommuneCode) -> Self {
        // Where a former commune is asked, the answer lies in it.
        let former = row.old_commune == commune.as_str();
        Self {
            name: row.street.clone(),
            aliases: Vec::new(),
            postcode: row.postcode.clone(),
            old_city: row.old_city.clone(),
            city: row.city.clone(),
            commune: if former { row.old_commune.clone() } else { row.commune.clone() },
            is_place: row.number.is_none() && type_and_name(&street_key(&row.street)).0.is_none(),
            doors: Vec::new(),
            unnumbered: Vec::new(),
        }
    }

    pub(super) fn place(row: &AddressRow, commune: CommuneCode) -> Self {
        Self { name: row.locality.clone(), is_place: true, ..Self::street(row, commune) }
    }

    pub(super) fn add(&mut self, row: AddressRow) {
        for alias in row.aliases {
            if !self.aliases.contains(&alias) {
                self.aliases.push(alias);
            }
        }
        let Some(number) = row.number else { return self.add_unnumbered(row.position) };
        let rank = POINTS.iter().position(|&point| point == row.point).unwrap_or(POINTS.len());
        self.is_place = false;
        self.doors.push(Door { number, suffix: row.suffix, rank, position: row.position });
    }

    pub(super) fn add_unnumbered(&mut self, position: Wgs84) {
        self.unnumbered.push(position);
    }

    /// Sorts the doors and keeps the best point of each.
    pub(super) fn settle(&mut self) {
        self.doors
            .sort_by(|a, b| (a.number, &a.suffix, a.rank).cmp(&(b.number, &b.suffix, b.rank)));
        self.doors.dedup_by(|a, b| a.number == b.number && a.suffix == b.suffix);
    }

    /// The answer to a reading that names this street.
    ///
    /// A number that is not listed gives the street: at the door of that number with another
    /// suffix, else at the middle one of its doors in the order of their numbers. It is always a
    /// listed point, never one computed between two.
    pub(super) fn answer(&self, reading: &Reading) -> Geocode {
        let name = self.named_as(&reading.street);
        let Some(number) = &reading.number else {
            return self.answer_of(self.kind(), name.to_owned(), self.middle(), FOUND);
        };
        if let Some(door) = self.door(number) {
            let suffix =
                if door.suffix.is_empty() { String::new() } else { format!(" {}", door.suffix) };
            let named = format!("{}{suffix} {name}", door.number);
            return self.answer_of(AnswerType::Housenumber, named, door.position, FOUND);
        }
        let same = self.doors.iter().find(|door| door.number == number.first);
        let position = same.map_or_else(|| self.middle(), |door| door.position);
        self.answer_of(self.kind(), name.to_owned(), position, WITHOUT_NUMBER)
    }

    /// The door of a number, else of the last one of a range.
    fn door(&self, number: &Number) -> Option<&Door> {
        [Some(number.first), number.last].into_iter().flatten().find_map(|wanted| {
            let mut doors = self.doors.iter().filter(move |door| door.number == wanted);
            let exact = doors.clone().find(|door| door.suffix == number.suffix);
            exact.or_else(|| doors.find(|door| same_suffix(&door.suffix, &number.suffix)))
        })
    }

    fn kind(&self) -> AnswerType {
        if self.is_place { AnswerType::Locality } else { AnswerType::Street }
    }

    /// The point of the street itself, else its middle door.
    fn middle(&self) -> Wgs84 {
        let own = self.unnumbered.get(self.unnumbered.len().saturating_sub(1) / 2);
        let door = self.doors.get(self.doors.len().saturating_sub(1) / 2).map(|door| door.position);
        own.copied().or(door).expect("a street is made of a row, which has a position")
    }

    /// The name of the street under which it was asked.
    fn named_as(&self, key: &str) -> &str {
        let names = std::iter::once(&self.name).chain(&self.aliases);
        names.into_iter().find(|name| street_key(name) == key).unwrap_or(&self.name)
    }

    fn answer_of(&self, answer: AnswerType, name: String, position: Wgs84, score: f64) -> Geocode {
        let mut label = name;
        let town = [self.postcode.as_str(), self.city.as_str()];
        let town: Vec<&str> = town.into_iter().filter(|part| !part.is_empty()).collect();
        if !town.is_empty() {
            label.push_str(if self.postcode.is_empty() { ", " } else { " " });
            label.push_str(&town.join(" "));
        }
        if !self.old_city.is_empty() {
            label.extend([" (", self.old_city.as_str(), ")"]);
        }
        Geocode {
            by: SOURCE.to_owned(),
            label,
            answer,
            score,
            gap: None,
            position,
            postcode: self.postcode.clone(),
            commune: self.commune.clone(),
        }
    }
}
