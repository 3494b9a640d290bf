//! Where everything comes from.

use super::Rows;
use crate::store::field::Field;
use crate::store::stored_row::StoredRow;
use crate::store::table::{Holds, Table, column};
use crate::territory::{Register, Source};

pub(in crate::store) struct Sources;

impl Rows for Sources {
    const TABLES: &'static [Table] = &[Table {
        name: "sources",
        title: "Sources",
        columns: &[
            column("id", Holds::Text),
            column("publisher", Holds::Text),
            column("title", Holds::Text),
            column("vintage", Holds::Text),
            column("licence", Holds::Text),
            column("short", Holds::Text),
            column("package", Holds::Words),
            column("sha256", Holds::Words),
        ],
        key: &[0],
    }];
    type Item<'a> = &'a Source;
    type Made = Source;

    fn items(register: &Register) -> Vec<&Source> {
        register.sources.iter().collect()
    }

    fn write<'a>(source: &'a Source, fields: &mut Vec<Field<'a>>) {
        fields.extend([
            Field::text(&source.id),
            Field::text(&source.publisher),
            Field::text(&source.title),
            Field::text(&source.vintage),
            Field::text(&source.licence),
            Field::text(&source.short),
            Field::words(source.package.as_ref()),
            Field::words(source.sha256.as_ref()),
        ]);
    }

    fn read(row: &mut StoredRow<'_, '_>) -> Option<Source> {
        Some(Source {
            id: row.need(|text| Some(text.to_owned()))?,
            publisher: row.text(),
            title: row.text(),
            vintage: row.text(),
            licence: row.text(),
            short: row.text(),
            package: row.words(),
            sha256: row.words(),
        })
    }

    fn place(register: &mut Register, made: Vec<Source>) {
        register.sources = made;
    }
}
