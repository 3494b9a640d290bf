//! Published figures on zones.

use super::Rows;
use crate::store::field::Field;
use crate::store::stored_row::StoredRow;
use crate::store::table::{Holds, Table, column};
use crate::store::words::Word;
use crate::territory::{Figure, Indicator, Register, Status};

pub(in crate::store) struct Indicators;

impl Rows for Indicators {
    const TABLES: &'static [Table] = &[Table {
        name: "indicators",
        title: "Indicateurs publiés",
        columns: &[
            column("zone", Holds::Text),
            column("name", Holds::Text),
            column("unit", Holds::Text),
            column("status", Holds::Text),
            column("value", Holds::Real),
            column("text", Holds::Words),
            column("vintage", Holds::Text),
            column("source", Holds::Text),
            column("usage", Holds::Text),
        ],
        key: &[0, 1, 6, 7],
    }];
    type Item<'a> = &'a Indicator;
    type Made = Indicator;

    fn items(register: &Register) -> Vec<&Indicator> {
        register.indicators.iter().collect()
    }

    fn write<'a>(indicator: &'a Indicator, fields: &mut Vec<Field<'a>>) {
        fields.extend([
            Field::text(&indicator.zone),
            Field::text(&indicator.name),
            Field::text(&indicator.unit),
            Field::text(indicator.value.status().word()),
            Field::maybe(indicator.value.value(), Field::Real),
            Field::words(indicator.text.as_ref()),
            Field::text(&indicator.vintage),
            Field::text(&indicator.source),
            Field::text(indicator.usage.word()),
        ]);
    }

    fn read(row: &mut StoredRow<'_, '_>) -> Option<Indicator> {
        let (zone, name, unit) = (row.text(), row.text(), row.text());
        let status = row.need(Word::from_word);
        let value = match status {
            Some(Status::NotApplicable | Status::NotDocumented | Status::Secret) => {
                // A number under « secret » would be one that nobody may see.
                row.number(|_| false)
            }
            Some(Status::Zero) => row.need_number(|value| value == 0.0),
            _ => row.need_number(|_| true),
        };
        let figure = figure(status, value);
        let text = row.words();
        let (vintage, source) = (row.text(), row.text());
        // Whatever is not marked public stays inside.
        let usage = row.need(Word::from_word);
        Some(Indicator { zone, name, unit, value: figure?, text, vintage, source, usage: usage? })
    }

    fn place(register: &mut Register, made: Vec<Indicator>) {
        register.indicators = made;
    }
}

fn figure(status: Option<Status>, value: Option<f64>) -> Option<Figure> {
    Some(match status? {
        Status::NotApplicable => Figure::NOT_APPLICABLE,
        Status::NotDocumented => Figure::NOT_DOCUMENTED,
        Status::Secret => Figure::SECRET,
        Status::Observed | Status::Zero => Figure::observed(value?),
        Status::Estimated => Figure::estimated(value?),
        Status::LowerBound => Figure::at_least(value?),
    })
}
