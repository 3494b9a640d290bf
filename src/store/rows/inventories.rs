//! What the lists claim to hold.

use super::Rows;
use crate::store::field::Field;
use crate::store::stored_row::StoredRow;
use crate::store::table::{Holds, Table, column};
use crate::store::words::Word;
use crate::territory::{Inventory, Register};

pub(in crate::store) struct Inventories;

impl Rows for Inventories {
    const TABLES: &'static [Table] = &[Table {
        name: "inventories",
        title: "Inventaires",
        columns: &[
            column("territory", Holds::Text),
            column("kind", Holds::Text),
            column("completeness", Holds::Text),
            column("structures", Holds::Integer),
            column("places", Holds::Real),
            column("source", Holds::Text),
        ],
        key: &[0, 1],
    }];
    type Item<'a> = &'a Inventory;
    type Made = Inventory;

    fn items(register: &Register) -> Vec<&Inventory> {
        register.inventories.iter().collect()
    }

    fn write<'a>(inventory: &'a Inventory, fields: &mut Vec<Field<'a>>) {
        fields.extend([
            Field::made(inventory.territory.to_string()),
            Field::text(inventory.kind.as_str()),
            Field::text(inventory.completeness.word()),
            Field::maybe(inventory.structures, |count| Field::Integer(count.into())),
            Field::maybe(inventory.places, Field::Real),
            Field::text(&inventory.source),
        ]);
    }

    fn read(row: &mut StoredRow<'_, '_>) -> Option<Inventory> {
        let (territory, kind) = (row.parse(), row.parse());
        let completeness = row.need(Word::from_word);
        let structures = row.whole();
        let places = row.number(|_| true);
        let source = row.text();
        Some(Inventory {
            territory: territory?,
            kind: kind?,
            completeness: completeness?,
            structures,
            places,
            source,
        })
    }

    fn place(register: &mut Register, made: Vec<Inventory>) {
        register.inventories = made;
    }
}
