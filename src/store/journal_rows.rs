//! Writes the changes of an import: what cannot be known from the rows themselves.

use std::borrow::Cow;
use std::collections::HashMap;

use rusqlite::{CachedStatement, Connection};
use serde::Serialize;

use super::difference::RowChange;
use super::error::Cause;
use super::field::Field;
use super::journal::{Action, Change, Tally};
use super::table::Table;

/// Writes changes of one import.
pub(super) struct Journal<'c> {
    insert: CachedStatement<'c>,
    pub tally: Tally,
    /// The highest `fid` that it names of each table: none of them is given a second time, though
    /// another program took the row away.
    pub given: HashMap<String, i64>,
    texts: Texts,
}

impl<'c> Journal<'c> {
    pub fn new(connection: &'c Connection, import: i64) -> Result<Self, Cause> {
        let mut insert = connection.prepare_cached(
            "INSERT INTO main.changes \
             (import, \"table\", \"row\", row_fid, action, before, after) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?;
        // It stays from row to row.
        insert.raw_bind_parameter(1, import)?;
        let mut given = connection.prepare(
            "SELECT \"table\", max(row_fid) FROM main.changes WHERE row_fid IS NOT NULL GROUP BY 1",
        )?;
        let given = given
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<_, rusqlite::Error>>()?;
        Ok(Self { insert, tally: Tally::default(), given, texts: Texts::default() })
    }

    /// Notes what became of the row `fid`. What an added one says stands in its table already.
    pub fn note(&mut self, change: &RowChange<'_, '_>, fid: i64) -> Result<(), Cause> {
        let action = if change.fid.is_none() {
            self.texts.clear();
            Action::Added
        } else {
            self.texts.of(change)
        };
        match action {
            Action::Added => self.tally.added += 1,
            Action::Changed => self.tally.changed += 1,
            Action::Gone => self.tally.gone += 1,
        }
        let (before, after) = (self.texts.before(), self.texts.after());
        self.insert.raw_bind_parameter(2, change.table.name)?;
        self.insert.raw_bind_parameter(3, row_name(change))?;
        self.insert.raw_bind_parameter(4, fid)?;
        self.insert.raw_bind_parameter(5, action.as_str())?;
        self.insert.raw_bind_parameter(6, before)?;
        self.insert.raw_bind_parameter(7, after)?;
        self.insert.raw_execute()?;
        Ok(())
    }
}

/// A change for those who only look.
pub(super) fn change(change: &RowChange<'_, '_>) -> Change {
    let mut texts = Texts::default();
    let action = texts.of(change);
    let value = |text: Option<&str>| text.and_then(|text| serde_json::from_str(text).ok());
    Change {
        table: change.table.name.to_owned(),
        row: row_name(change).into_owned(),
        action,
        before: value(texts.before()),
        after: value(texts.after()),
    }
}

fn row_name<'c>(change: &RowChange<'c, '_>) -> Cow<'c, str> {
    change.after.map_or_else(
        || change.before.map(|fields| change.table.row_name(fields)).unwrap_or_default(),
        |fields| change.table.row_name(fields),
    )
}

/// Rows as JSON objects, in buffers used again and again.
#[derive(Default)]
struct Texts {
    before: Vec<u8>,
    after: Vec<u8>,
}

impl Texts {
    fn clear(&mut self) {
        self.before.clear();
        self.after.clear();
    }

    fn of(&mut self, change: &RowChange<'_, '_>) -> Action {
        self.clear();
        let columns = || change.table.columns.iter().map(|column| column.name);
        match (change.before, change.after, change.fid) {
            (Some(before), None, _) => {
                full(&mut self.before, change.table, before);
                if change.ranks.0.is_none() {
                    member(&mut self.before, "rank", &Field::Null);
                }
                Action::Gone
            }
            (_, Some(after), None) => {
                full(&mut self.after, change.table, after);
                Action::Added
            }
            (before, after, _) => {
                let pairs = before.into_iter().flatten().zip(after.into_iter().flatten());
                for (name, (before, after)) in columns().zip(pairs).filter(|(_, (b, a))| b != a) {
                    member(&mut self.before, name, before);
                    member(&mut self.after, name, after);
                }
                let (before, after) = change.ranks;
                if before != Some(after) {
                    member(&mut self.before, "rank", &before.map_or(Field::Null, Field::Integer));
                    member(&mut self.after, "rank", &Field::Integer(after));
                }
                Action::Changed
            }
        }
    }

    fn before(&self) -> Option<&str> {
        closed(&self.before)
    }

    fn after(&self) -> Option<&str> {
        closed(&self.after)
    }
}

/// Writes all of a row but what is empty.
pub(super) fn full(text: &mut Vec<u8>, table: &Table, fields: &[Field<'_>]) {
    let columns = table.columns.iter().zip(fields);
    for (column, field) in columns.filter(|(_, field)| **field != Field::Null) {
        member(text, column.name, field);
    }
}

/// A text of JSON, or nothing where it was not begun.
fn closed(text: &[u8]) -> Option<&str> {
    (!text.is_empty()).then(|| std::str::from_utf8(text).expect("JSON is UTF-8"))
}

fn member(text: &mut Vec<u8>, name: &str, field: &Field<'_>) {
    // The closing brace of the member before becomes the comma between the two.
    match text.last_mut() {
        None => text.push(b'{'),
        Some(brace) => *brace = b',',
    }
    word(text, name);
    text.push(b':');
    match field {
        Field::Null => text.extend_from_slice(b"null"),
        Field::Integer(number) => json(text, number),
        Field::Real(number) => json(text, number),
        Field::Text(value) => word(text, value),
        Field::Point(at) => json(text, &[at.lon, at.lat]),
        Field::Blob(bytes) => word(text, &format!("{} bytes", bytes.len())),
    }
    text.push(b'}');
}

/// A text as JSON: as it is where nothing in it has to be escaped, which is nearly always.
fn word(text: &mut Vec<u8>, word: &str) {
    let escaped = |byte: u8| byte < b' ' || byte == b'"' || byte == b'\\';
    // All bytes are looked at, many at a time, rather than one by one up to the first.
    if word.bytes().fold(false, |found, byte| found | escaped(byte)) {
        return json(text, word);
    }
    text.push(b'"');
    text.extend_from_slice(word.as_bytes());
    text.push(b'"');
}

fn json(text: &mut Vec<u8>, value: &(impl Serialize + ?Sized)) {
    serde_json::to_writer(text, value).expect("plain values have a JSON form");
}
