//! One field of a row, on its way to the file or from it.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};

use rusqlite::ToSql;
use rusqlite::types::{ToSqlOutput, Value, ValueRef};

use super::geometry::{self, Point};
use super::table::Holds;
use crate::units::Wgs84;

/// A field. Two are equal where they say the same, however a program wrote it.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Field<'a> {
    Null,
    Integer(i64),
    Real(f64),
    Text(Cow<'a, str>),
    Point(Wgs84),
    /// What is none of these: it is refused when it is read.
    Blob(Cow<'a, [u8]>),
}

impl<'a> Field<'a> {
    /// A text whose absence is an empty one.
    pub fn text(text: &'a str) -> Self {
        if text.is_empty() { Self::Null } else { Self::Text(Cow::Borrowed(text)) }
    }

    /// A text made for the file; absent where it is empty.
    pub fn made(text: String) -> Self {
        if text.is_empty() { Self::Null } else { Self::Text(Cow::Owned(text)) }
    }

    /// A value, or nothing.
    pub fn maybe<T>(value: Option<T>, field: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Null, field)
    }

    /// A text that may be there and empty.
    pub fn words(words: Option<&'a String>) -> Self {
        Self::maybe(words, |words| Self::Text(Cow::Borrowed(words)))
    }

    /// What the file holds in a column.
    pub fn stored(value: ValueRef<'a>, holds: Holds) -> Self {
        match value {
            ValueRef::Null => Self::Null,
            ValueRef::Integer(number) => Self::Integer(number),
            ValueRef::Real(number) => Self::Real(number),
            ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
                Ok("") if holds != Holds::Words => Self::Null,
                Ok(text) => Self::Text(Cow::Borrowed(text)),
                Err(_not_utf8) => Self::Blob(Cow::Borrowed(bytes)),
            },
            ValueRef::Blob(bytes) if holds == Holds::Point => match geometry::read_point(bytes) {
                Some(Point::At(position)) => Self::Point(position),
                Some(Point::Empty) => Self::Null,
                None => Self::Blob(Cow::Borrowed(bytes)),
            },
            ValueRef::Blob(bytes) => Self::Blob(Cow::Borrowed(bytes)),
        }
    }

    pub fn into_owned(self) -> Field<'static> {
        match self {
            Self::Null => Field::Null,
            Self::Integer(number) => Field::Integer(number),
            Self::Real(number) => Field::Real(number),
            Self::Text(text) => Field::Text(Cow::Owned(text.into_owned())),
            Self::Point(position) => Field::Point(position),
            Self::Blob(bytes) => Field::Blob(Cow::Owned(bytes.into_owned())),
        }
    }

    /// Whether a file can hold it: a number that is none would come back as nothing.
    pub fn is_storable(&self) -> bool {
        match self {
            Self::Real(number) => number.is_finite(),
            Self::Point(at) => at.lon.abs() <= 180.0 && at.lat.abs() <= 90.0,
            _ => true,
        }
    }

    /// What it takes in memory, in bytes, more or less.
    pub fn size(&self) -> u64 {
        let long = match self {
            Self::Text(text) => text.len(),
            Self::Blob(bytes) => bytes.len(),
            _ => 0,
        };
        16 + long as u64
    }

    /// How it is shown where it is wrong, cut short.
    pub fn excerpt(&self) -> String {
        match self {
            Self::Null => "empty".to_owned(),
            Self::Integer(number) => format!("`{number}`"),
            Self::Real(number) => format!("`{number}`"),
            Self::Text(text) => format!("`{}`", text.chars().take(40).collect::<String>()),
            Self::Point(at) => format!("`{} {}`", at.lon, at.lat),
            Self::Blob(bytes) => format!("a blob of {} bytes", bytes.len()),
        }
    }
}

impl Hash for Field<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        std::mem::discriminant(self).hash(state);
        // Adding 0 makes -0 the 0 that it equals.
        let bits = |number: f64| (number + 0.0).to_bits();
        match self {
            Self::Null => {}
            Self::Integer(number) => number.hash(state),
            Self::Real(number) => bits(*number).hash(state),
            Self::Text(text) => text.hash(state),
            Self::Point(at) => (bits(at.lon), bits(at.lat)).hash(state),
            Self::Blob(bytes) => bytes.hash(state),
        }
    }
}

impl ToSql for Field<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::Null => ToSqlOutput::Owned(Value::Null),
            Self::Integer(number) => ToSqlOutput::Owned(Value::Integer(*number)),
            Self::Real(number) => ToSqlOutput::Owned(Value::Real(*number)),
            Self::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Self::Point(at) => ToSqlOutput::Owned(Value::Blob(geometry::point(*at).into())),
            Self::Blob(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}
