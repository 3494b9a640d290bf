//! The record of imports and of every change they made.

use std::borrow::Cow;
use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{CachedStatement, Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::difference::RowChange;
use super::error::{Cause, StoreError};
use super::field::Field;
use super::open::Store;

/// What an import tells of itself.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct ImportEntry {
    /// When.
    pub at: Timestamp,
    /// The files it read.
    pub files: Vec<ImportedFile>,
    /// The territory it was made for, where it was for one.
    pub territory: Option<String>,
    /// Whatever was counted, by name.
    pub counts: BTreeMap<String, u64>,
}

/// A file that an import read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ImportedFile {
    /// Its name, without the folder.
    pub name: String,
    /// SHA-256 of its bytes, in hexadecimal digits.
    pub sha256: String,
    /// What it was recognised as.
    pub layout: String,
}

/// An import as the register has it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Import {
    /// Its number.
    pub id: i64,
    /// What it told.
    #[serde(flatten)]
    pub entry: ImportEntry,
    /// The number of the version that it made.
    pub version: u64,
    /// What it changed.
    #[serde(flatten)]
    pub tally: Tally,
    /// The version of maillage that wrote it.
    pub program: String,
}

/// How many rows an import changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
pub struct Tally {
    /// Rows that were not there.
    pub added: u64,
    /// Rows that said something else.
    pub changed: u64,
    /// Rows that are not there any more.
    pub gone: u64,
}

/// What became of a row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Action {
    /// It was not there.
    Added,
    /// It said something else.
    Changed,
    /// It is not there any more.
    Gone,
}

impl Action {
    fn as_str(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Changed => "changed",
            Self::Gone => "gone",
        }
    }
}

/// A change of one row.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Change {
    /// The table.
    pub table: String,
    /// The row: the id of a service or source, else what names it, separated by ` / `.
    pub row: String,
    /// What became of it.
    pub action: Action,
    /// What it said: of a changed row only what differs, of one that is gone all but what was
    /// empty.
    pub before: Option<Value>,
    /// What it says: of a changed row only what differs, of an added one all but what is empty.
    pub after: Option<Value>,
}

impl Store {
    /// The imports, the latest first, at most `limit`.
    ///
    /// # Errors
    /// Where the disk refuses or an entry does not read.
    pub fn imports(&self, limit: u32) -> Result<Vec<Import>, StoreError> {
        self.tell(imports(&self.connection, limit))
    }

    /// What an import changed, in the order it was written, from the `skip`th on, at most `limit`.
    ///
    /// # Errors
    /// Where the disk refuses or a change does not read.
    pub fn changes(&self, import: i64, skip: u32, limit: u32) -> Result<Vec<Change>, StoreError> {
        self.tell(changes(&self.connection, [import, skip.into(), limit.into()]))
    }
}

fn imports(connection: &Connection, limit: u32) -> Result<Vec<Import>, Cause> {
    let mut statement = connection.prepare_cached(
        "SELECT fid, at, version, files, territory, counts, added, changed, gone, program \
         FROM main.imports ORDER BY fid DESC LIMIT ?",
    )?;
    let mut rows = statement.query([limit])?;
    let mut imports = Vec::new();
    while let Some(row) = rows.next()? {
        let (at, files, counts): (String, String, String) = (row.get(1)?, row.get(3)?, row.get(5)?);
        let refused = |column| Cause::Refused(format!("imports: {column} does not read"));
        let entry = ImportEntry {
            at: at.parse().map_err(|_no_time| refused("at"))?,
            files: serde_json::from_str(&files).map_err(|_no_json| refused("files"))?,
            territory: row.get(4)?,
            counts: serde_json::from_str(&counts).map_err(|_no_json| refused("counts"))?,
        };
        let count = |at| row.get::<_, i64>(at).map(i64::unsigned_abs);
        let tally = Tally { added: count(6)?, changed: count(7)?, gone: count(8)? };
        let (id, version, program) = (row.get(0)?, count(2)?, row.get(9)?);
        imports.push(Import { id, entry, version, tally, program });
    }
    Ok(imports)
}

fn changes(connection: &Connection, [import, skip, limit]: [i64; 3]) -> Result<Vec<Change>, Cause> {
    let mut statement = connection.prepare_cached(
        "SELECT \"table\", \"row\", action, before, after FROM main.journal \
         WHERE import = ? ORDER BY fid LIMIT ? OFFSET ?",
    )?;
    let mut rows = statement.query([import, limit, skip])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let refused = |column| Cause::Refused(format!("journal: {column} does not read"));
        let value = |text: Option<String>, column| {
            let read = text.map(|text| serde_json::from_str(&text)).transpose();
            read.map_err(|_no_json| refused(column))
        };
        let action = match row.get_ref(2)?.as_str() {
            Ok("added") => Action::Added,
            Ok("changed") => Action::Changed,
            Ok("gone") => Action::Gone,
            _ => return Err(refused("action")),
        };
        changes.push(Change {
            table: row.get(0)?,
            row: row.get(1)?,
            action,
            before: value(row.get(3)?, "before")?,
            after: value(row.get(4)?, "after")?,
        });
    }
    Ok(changes)
}

/// Notes an import; its counts of rows come later. Gives its number.
pub(super) fn begin(
    connection: &Connection,
    entry: &ImportEntry,
    version: i64,
) -> Result<i64, Cause> {
    let json = |text: serde_json::Result<String>| text.expect("texts and counts have a JSON form");
    connection.execute(
        "INSERT INTO main.imports \
         (at, version, files, territory, counts, added, changed, gone, program) \
         VALUES (?, ?, ?, ?, ?, 0, 0, 0, ?)",
        params![
            instant(entry.at),
            version,
            json(serde_json::to_string(&entry.files)),
            entry.territory,
            json(serde_json::to_string(&entry.counts)),
            env!("CARGO_PKG_VERSION"),
        ],
    )?;
    Ok(connection.last_insert_rowid())
}

pub(super) fn end(connection: &Connection, import: i64, tally: Tally) -> Result<(), Cause> {
    connection.execute(
        "UPDATE main.imports SET added = ?, changed = ?, gone = ? WHERE fid = ?",
        params![
            tally.added.cast_signed(),
            tally.changed.cast_signed(),
            tally.gone.cast_signed(),
            import
        ],
    )?;
    Ok(())
}

/// A moment as a GeoPackage writes it: UTC, to the millisecond.
pub(super) fn instant(at: Timestamp) -> String {
    at.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()
}

/// Writes changes of one import.
pub(super) struct Journal<'c> {
    insert: CachedStatement<'c>,
    pub tally: Tally,
    texts: Texts,
}

impl<'c> Journal<'c> {
    pub fn new(connection: &'c Connection, at: Timestamp, import: i64) -> Result<Self, Cause> {
        let mut insert = connection.prepare_cached(
            "INSERT INTO main.journal (at, import, \"table\", \"row\", action, before, after) \
             VALUES (?, ?, ?, ?, ?, ?, ?)",
        )?;
        // These two stay from row to row.
        insert.raw_bind_parameter(1, instant(at))?;
        insert.raw_bind_parameter(2, import)?;
        Ok(Self { insert, tally: Tally::default(), texts: Texts::default() })
    }

    pub fn note(&mut self, change: &RowChange<'_, '_>) -> Result<(), Cause> {
        let action = self.texts.of(change);
        match action {
            Action::Added => self.tally.added += 1,
            Action::Changed => self.tally.changed += 1,
            Action::Gone => self.tally.gone += 1,
        }
        let (before, after) = (self.texts.before(), self.texts.after());
        self.insert.raw_bind_parameter(3, change.table.name)?;
        self.insert.raw_bind_parameter(4, row_name(change))?;
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
    fn of(&mut self, change: &RowChange<'_, '_>) -> Action {
        self.before.clear();
        self.after.clear();
        let columns = || change.table.columns.iter().map(|column| column.name);
        let full = |fields: &[Field<'_>], text: &mut Vec<u8>| {
            for (name, field) in columns().zip(fields).filter(|(_, field)| **field != Field::Null) {
                member(text, name, field);
            }
        };
        match (change.before, change.after, change.fid) {
            (Some(before), None, _) => {
                full(before, &mut self.before);
                Action::Gone
            }
            (_, Some(after), None) => {
                full(after, &mut self.after);
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
