//! The record of imports and of every change they made.

use std::collections::BTreeMap;

use jiff::Timestamp;
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::error::{Cause, StoreError};
use super::open::Store;
use super::undone;

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
    pub(super) fn as_str(self) -> &'static str {
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
    /// An added row is not written twice: what it said is what it says now, with its later changes
    /// undone; nothing where another program has taken it away.
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
        "SELECT fid, \"table\", \"row\", row_fid, action, before, after FROM main.changes \
         WHERE import = ? ORDER BY fid LIMIT ? OFFSET ?",
    )?;
    let mut rows = statement.query([import, limit, skip])?;
    let mut changes = Vec::new();
    while let Some(row) = rows.next()? {
        let action = match row.get_ref(4)?.as_str() {
            Ok("added") => Action::Added,
            Ok("changed") => Action::Changed,
            Ok("gone") => Action::Gone,
            _ => return Err(refused("action")),
        };
        let (table, name) = (row.get::<_, String>(1)?, row.get::<_, String>(2)?);
        let mut after = value(row.get(6)?, "after")?;
        if let (Action::Added, None, Some(row_fid)) = (action, &after, row.get(3)?) {
            after = undone::added(connection, (&table, &name), row_fid, row.get(0)?)?;
        }
        let before = value(row.get(5)?, "before")?;
        changes.push(Change { table, row: name, action, before, after });
    }
    Ok(changes)
}

pub(super) fn refused(column: &str) -> Cause {
    Cause::Refused(format!("journal: {column} does not read"))
}

fn value(text: Option<String>, column: &str) -> Result<Option<Value>, Cause> {
    let read = text.map(|text| serde_json::from_str(&text)).transpose();
    read.map_err(|_no_json| refused(column))
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
