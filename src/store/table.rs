//! What a table of the register looks like.

use std::borrow::Cow;
use std::cell::RefCell;
use std::hash::{BuildHasher, Hash, Hasher, RandomState};
use std::sync::LazyLock;

use super::field::Field;

/// The longest part of a name in the journal, in characters.
pub(super) const LONGEST_NAME: usize = 200;

/// A table that holds a part of the register, a row for each thing.
#[derive(Debug)]
pub(super) struct Table {
    pub name: &'static str,
    /// How a GIS lists it, in French.
    pub title: &'static str,
    /// Its columns, after `fid` and before `rank`.
    pub columns: &'static [Column],
    /// The places in `columns` of what names a row, also to the journal.
    pub key: &'static [usize],
}

/// A column of a [`Table`].
#[derive(Debug)]
pub(super) struct Column {
    pub name: &'static str,
    pub holds: Holds,
}

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    /// A point in EPSG:4326.
    Point,
    /// A text whose absence is an empty one.
    Text,
    /// A text that may be there and empty.
    Words,
    Integer,
    Boolean,
    Real,
    /// A day, as `2025-01-31`.
    Date,
}

pub(super) const fn column(name: &'static str, holds: Holds) -> Column {
    Column { name, holds }
}

impl Holds {
    fn sql(self) -> &'static str {
        match self {
            Self::Point => "POINT",
            Self::Text | Self::Words => "TEXT",
            Self::Integer => "INTEGER",
            Self::Boolean => "BOOLEAN",
            Self::Real => "DOUBLE",
            Self::Date => "DATE",
        }
    }
}

impl Table {
    /// Whether a map draws it.
    pub fn is_layer(&self) -> bool {
        self.columns.iter().any(|column| column.holds == Holds::Point)
    }

    pub fn create(&self) -> String {
        let columns = self.columns.iter().map(|c| format!("\"{}\" {}", c.name, c.holds.sql()));
        format!(
            "CREATE TABLE \"{}\" (\"fid\" INTEGER PRIMARY KEY NOT NULL, {}, \
             \"rank\" INTEGER)",
            self.name,
            columns.collect::<Vec<_>>().join(", ")
        )
    }

    /// `fid`, then the columns, then `rank`.
    pub fn select(&self) -> String {
        format!("SELECT \"fid\", {}, \"rank\" FROM main.\"{}\"", self.names(), self.name)
    }

    /// The columns, then `rank`, then the `fid`, which SQLite gives where there is none.
    pub fn insert(&self) -> String {
        let places = vec!["?"; self.columns.len() + 2].join(", ");
        format!(
            "INSERT INTO main.\"{}\" ({}, \"rank\", \"fid\") VALUES ({places})",
            self.name,
            self.names()
        )
    }

    /// The columns, then `rank`, then the `fid` of the row.
    pub fn update(&self) -> String {
        let set: Vec<_> = self.columns.iter().map(|c| format!("\"{}\" = ?", c.name)).collect();
        format!(
            "UPDATE main.\"{}\" SET {}, \"rank\" = ? WHERE \"fid\" = ?",
            self.name,
            set.join(", ")
        )
    }

    pub fn delete(&self) -> String {
        format!("DELETE FROM main.\"{}\" WHERE \"fid\" = ?", self.name)
    }

    fn names(&self) -> String {
        let names: Vec<_> = self.columns.iter().map(|c| format!("\"{}\"", c.name)).collect();
        names.join(", ")
    }

    /// How the journal names a row.
    pub fn row_name<'f>(&self, fields: &'f [Field<'_>]) -> Cow<'f, str> {
        if let [only] = self.key
            && let Field::Text(text) = &fields[*only]
            && text.len() <= LONGEST_NAME
        {
            return Cow::Borrowed(text);
        }
        let parts = self.key.iter().map(|&at| match &fields[at] {
            Field::Null => String::new(),
            Field::Text(text) => text.chars().take(LONGEST_NAME).collect(),
            Field::Integer(number) => number.to_string(),
            Field::Real(number) => number.to_string(),
            Field::Point(at) => format!("{} {}", at.lon, at.lat),
            Field::Blob(_) => "?".to_owned(),
        });
        Cow::Owned(parts.collect::<Vec<_>>().join(" / "))
    }

    /// A fingerprint of what names a row.
    pub fn key_print(&self, fields: &[Field<'_>]) -> u64 {
        let mut hasher = PRINTS.build_hasher();
        self.name.hash(&mut hasher);
        for &at in self.key {
            fields[at].hash(&mut hasher);
        }
        hasher.finish()
    }
}

/// Keyed anew in each run, so that no file can be made for its rows to look alike.
static PRINTS: LazyLock<RandomState> = LazyLock::new(RandomState::new);

/// A fingerprint, of use within this run of the program only.
pub(super) fn print_of(value: impl Hash) -> u64 {
    GATHERED.with_borrow_mut(|bytes| {
        bytes.clear();
        value.hash(&mut Gather(bytes));
        let mut hasher = PRINTS.build_hasher();
        hasher.write(bytes);
        hasher.finish()
    })
}

thread_local! {
    static GATHERED: RefCell<Vec<u8>> = const { RefCell::new(Vec::new()) };
}

/// Puts what is hashed side by side: many small pieces take a keyed hash longer than one long one.
struct Gather<'b>(&'b mut Vec<u8>);

impl Hasher for Gather<'_> {
    fn write(&mut self, bytes: &[u8]) {
        self.0.extend_from_slice(bytes);
    }

    fn finish(&self) -> u64 {
        PRINTS.hash_one(&*self.0)
    }
}
