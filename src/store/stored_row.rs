//! Takes a stored row apart, and says what does not read.

use std::str::FromStr;

use super::error::Defect;
use super::field::Field;
use super::table::Table;
use crate::units::Wgs84;

/// How many defects are kept: more would not be read.
const MOST_DEFECTS: usize = 100;

/// A row, taken field by field in the order of the columns.
pub(super) struct StoredRow<'r, 'f> {
    pub table: &'static Table,
    pub fid: i64,
    pub fields: &'r mut Vec<Field<'f>>,
    pub next: usize,
    pub defects: &'r mut Vec<Defect>,
}

impl StoredRow<'_, '_> {
    fn take(&mut self) -> Field<'_> {
        let at = self.next;
        self.next += 1;
        std::mem::replace(&mut self.fields[at], Field::Null)
    }

    fn wrong(&mut self, found: String) {
        let column = self.table.columns[self.next - 1].name;
        if self.defects.len() < MOST_DEFECTS {
            self.defects.push(Defect { table: self.table.name, row: self.fid, column, found });
        }
    }

    /// A text that may be missing.
    pub fn words(&mut self) -> Option<String> {
        let found = match self.take() {
            Field::Null => return None,
            Field::Text(text) => return Some(text.into_owned()),
            other => other.excerpt(),
        };
        self.wrong(found);
        None
    }

    /// A text whose absence is an empty one.
    pub fn text(&mut self) -> String {
        self.words().unwrap_or_default()
    }

    /// What `read` makes of a text, where there is one.
    pub fn read<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let found = match self.take() {
            Field::Null => return None,
            Field::Text(text) => match read(&text) {
                Some(value) => return Some(value),
                None => Field::Text(text).excerpt(),
            },
            other => other.excerpt(),
        };
        self.wrong(found);
        None
    }

    /// The same, where one must be.
    pub fn need<T>(&mut self, read: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        if self.fields[self.next] == Field::Null {
            self.next += 1;
            self.wrong(Field::Null.excerpt());
            return None;
        }
        self.read(read)
    }

    /// A text that must be a code.
    pub fn parse<T: FromStr>(&mut self) -> Option<T> {
        self.need(|text| text.parse().ok())
    }

    /// A number that `allowed` allows, where there is one.
    pub fn number(&mut self, allowed: impl Fn(f64) -> bool) -> Option<f64> {
        let found = match self.take() {
            Field::Null => return None,
            Field::Real(number) if number.is_finite() && allowed(number) => return Some(number),
            Field::Integer(number) if allowed(number as f64) => return Some(number as f64),
            other => other.excerpt(),
        };
        self.wrong(found);
        None
    }

    /// A number that must be there.
    pub fn need_number(&mut self, allowed: impl Fn(f64) -> bool) -> Option<f64> {
        if self.fields[self.next] == Field::Null {
            self.next += 1;
            self.wrong(Field::Null.excerpt());
            return None;
        }
        self.number(allowed)
    }

    /// A whole number, where there is one.
    pub fn whole<T: TryFrom<i64>>(&mut self) -> Option<T> {
        let found = match self.take() {
            Field::Null => return None,
            Field::Integer(number) => match number.try_into() {
                Ok(number) => return Some(number),
                Err(_out_of_bounds) => Field::Integer(number).excerpt(),
            },
            other => other.excerpt(),
        };
        self.wrong(found);
        None
    }

    /// A position, where there is one.
    pub fn position(&mut self) -> Option<Wgs84> {
        let found = match self.take() {
            Field::Null => return None,
            Field::Point(position) => return Some(position),
            other => other.excerpt(),
        };
        self.wrong(found);
        None
    }
}
