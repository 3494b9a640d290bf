//! Services: a layer of those with a position, a table of the others.

use std::collections::BTreeMap;
use std::fmt::Display;

use super::Rows;
use crate::store::field::Field;
use crate::store::stored_row::StoredRow;
use crate::store::table::{Column, Holds, Table, column};
use crate::store::words::Word;
use crate::territory::{Facility, Precision, Register};

pub(in crate::store) struct Facilities;

/// The layer that has a spatial index, and the column it is on.
pub(in crate::store) const SPATIAL: (&str, &str) = ("facilities", "geom");

const COLUMNS: [Column; 19] = [
    column("geom", Holds::Point),
    column("id", Holds::Text),
    column("name", Holds::Text),
    column("kind", Holds::Text),
    column("subtype", Holds::Text),
    column("capacity", Holds::Real),
    column("ages", Holds::Text),
    column("slots", Holds::Text),
    column("funding", Holds::Text),
    column("address", Holds::Text),
    column("postcode", Holds::Text),
    column("commune", Holds::Text),
    column("precision", Holds::Text),
    column("perimeter", Holds::Text),
    column("opened_on", Holds::Date),
    column("closed_on", Holds::Date),
    column("source", Holds::Text),
    column("attributes", Holds::Text),
    column("geocode", Holds::Text),
];

/// All but the geometry.
const WITHOUT_POSITION: &[Column] = {
    let [_geometry, others @ ..] = &COLUMNS;
    others
};

impl Rows for Facilities {
    const TABLES: &'static [Table] = &[
        Table { name: SPATIAL.0, title: "Services", columns: &COLUMNS, key: &[1] },
        Table {
            name: "facilities_without_position",
            title: "Services sans position",
            columns: WITHOUT_POSITION,
            key: &[0],
        },
    ];
    type Item<'a> = &'a Facility;
    type Made = Facility;

    fn items(register: &Register) -> Vec<&Facility> {
        register.facilities.iter().collect()
    }

    fn table(facility: &Facility) -> usize {
        usize::from(facility.position.is_none())
    }

    fn write<'a>(facility: &'a Facility, fields: &mut Vec<Field<'a>>) {
        fields.extend(facility.position.map(Field::Point));
        fields.extend([
            Field::text(&facility.id),
            Field::text(&facility.name),
            Field::text(facility.kind.as_str()),
            Field::maybe(facility.subtype, |subtype| Field::text(subtype.word())),
            Field::maybe(facility.capacity, Field::Real),
            Field::maybe(facility.ages, |ages| Field::made(ages.to_string())),
            Field::made(joined(facility.slots.iter().map(|slot| slot.word()))),
            Field::maybe(facility.funding, |funding| Field::text(funding.word())),
            Field::text(&facility.address),
            Field::text(&facility.postcode),
            Field::text(facility.commune.as_str()),
            Field::text(facility.precision.word()),
            Field::made(joined(&facility.perimeter)),
            Field::maybe(facility.opened_on, |day| Field::made(day.to_string())),
            Field::maybe(facility.closed_on, |day| Field::made(day.to_string())),
            Field::text(&facility.source),
            Field::made(attributes(&facility.attributes)),
            Field::maybe(facility.geocode.as_ref(), |found| Field::made(json(found))),
        ]);
    }

    fn read(row: &mut StoredRow<'_, '_>) -> Option<Facility> {
        let before = row.defects.len();
        let position = if row.table.is_layer() { row.position() } else { None };
        // Every field is read before any is judged, so that each defect is told.
        let id = row.need(|text| Some(text.to_owned()));
        let name = row.text();
        let kind = row.parse();
        let subtype = row.read(Word::from_word);
        let capacity = row.number(|places| places >= 0.0);
        let ages = row.read(|text| text.parse().ok());
        let slots = row.read(|text| split(text, Word::from_word)).unwrap_or_default();
        let funding = row.read(Word::from_word);
        let address = row.text();
        let postcode = row.text();
        let commune = row.parse();
        let precision = row.read(Word::from_word);
        let perimeter = row.read(|text| split(text, |c| c.parse().ok())).unwrap_or_default();
        let opened_on = row.read(|text| text.parse().ok());
        let closed_on = row.read(|text| text.parse().ok());
        let source = row.text();
        let attributes = row.read(|text| serde_json::from_str(text).ok()).unwrap_or_default();
        let geocode = row.read(|text| serde_json::from_str(text).ok());
        if row.defects.len() > before {
            return None;
        }
        // A row that another program added may have no precision.
        let (known, unknown) = (Precision::Exact, Precision::TownHall);
        let precision = precision.unwrap_or(if position.is_some() { known } else { unknown });
        let (id, kind, commune) = (id?, kind?, commune?);
        Some(Facility {
            id,
            name,
            kind,
            subtype,
            capacity,
            ages,
            slots,
            funding,
            address,
            postcode,
            commune,
            position,
            precision,
            perimeter,
            opened_on,
            closed_on,
            source,
            attributes,
            geocode,
        })
    }

    fn place(register: &mut Register, made: Vec<Facility>) {
        register.facilities = made;
    }
}

/// Words separated by `|`, as the canonical list has them.
fn joined(parts: impl IntoIterator<Item = impl Display>) -> String {
    let mut text = String::new();
    for part in parts {
        if !text.is_empty() {
            text.push('|');
        }
        text.push_str(&part.to_string());
    }
    text
}

fn split<T>(text: &str, read: impl Fn(&str) -> Option<T>) -> Option<Vec<T>> {
    text.split('|').map(|part| read(part.trim())).collect()
}

fn attributes(attributes: &BTreeMap<String, String>) -> String {
    if attributes.is_empty() { String::new() } else { json(attributes) }
}

fn json(value: &impl serde::Serialize) -> String {
    serde_json::to_string(value).expect("plain values of the model have a JSON form")
}
