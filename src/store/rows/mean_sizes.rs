//! Mean sizes of services.

use super::Rows;
use crate::store::field::Field;
use crate::store::stored_row::StoredRow;
use crate::store::table::{Holds, Table, column};
use crate::store::words::Word;
use crate::territory::{MeanSize, Register};

pub(in crate::store) struct MeanSizes;

impl Rows for MeanSizes {
    const TABLES: &'static [Table] = &[Table {
        name: "mean_sizes",
        title: "Tailles moyennes",
        columns: &[
            column("department", Holds::Text),
            column("subtype", Holds::Text),
            column("structures", Holds::Real),
            column("places", Holds::Real),
            column("source", Holds::Text),
        ],
        key: &[0, 1],
    }];
    type Item<'a> = &'a MeanSize;
    type Made = MeanSize;

    fn items(register: &Register) -> Vec<&MeanSize> {
        register.mean_sizes.iter().collect()
    }

    fn write<'a>(size: &'a MeanSize, fields: &mut Vec<Field<'a>>) {
        fields.extend([
            Field::text(&size.department),
            Field::text(size.subtype.word()),
            Field::Real(size.structures),
            Field::Real(size.places),
            Field::text(&size.source),
        ]);
    }

    fn read(row: &mut StoredRow<'_, '_>) -> Option<MeanSize> {
        let department = row.text();
        let subtype = row.need(Word::from_word);
        let (structures, places) = (row.need_number(|_| true), row.need_number(|_| true));
        let source = row.text();
        Some(MeanSize {
            department,
            subtype: subtype?,
            structures: structures?,
            places: places?,
            source,
        })
    }

    fn place(register: &mut Register, made: Vec<MeanSize>) {
        register.mean_sizes = made;
    }
}
