//! A register may come by mail: what is looked at before its tables are read.

use std::fs;
use std::io;
use std::path::Path;
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::limits::Limit;
use rusqlite::{Connection, OpenFlags};

use super::error::Cause;
use super::schema::{APPLICATION_ID, LAYOUT, expected};
use super::spatial_index;

/// The longest text, blob or row, in bytes: the largest commune has polygons of a tenth of it.
const LONGEST: i32 = 16 << 20;

/// The largest file, in bytes: ten times a register of all services and cells of the country.
pub(super) const LARGEST: u64 = 2 << 30;

/// The first bytes of every SQLite file.
const HEADER: u64 = 100;

/// How long another program may keep the file locked.
pub(super) const PATIENCE: Duration = Duration::from_secs(10);

/// Looks at a file from outside. It is not opened: to close it again would drop every lock that
/// this process holds on it, those of a commit under way included.
fn check_file(path: &Path) -> Result<(), Cause> {
    let metadata = fs::metadata(path).map_err(|error| match error.kind() {
        io::ErrorKind::NotFound => Cause::NotFound,
        _ => Cause::Disk(error),
    })?;
    if !metadata.is_file() || metadata.len() < HEADER {
        return Err(Cause::NotSqlite);
    }
    if metadata.len() > LARGEST {
        return Err(Cause::TooLarge(LARGEST));
    }
    Ok(())
}

/// Opens a GeoPackage so that nothing in it is believed: no function of its schema runs that could
/// do harm, nothing is longer than a bound, its inner tables cannot be written.
pub(super) fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Cause> {
    check_file(path)?;
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_limit(Limit::SQLITE_LIMIT_LENGTH, LONGEST)?;
    connection.set_limit(Limit::SQLITE_LIMIT_ATTACHED, 1)?;
    connection.busy_timeout(PATIENCE)?;
    let id = connection.query_row("PRAGMA main.application_id", [], |row| row.get::<_, i32>(0))?;
    if id != APPLICATION_ID {
        return Err(Cause::Foreign);
    }
    // FULL: what was reported as kept is kept, even where the power fails. Keys between tables
    // are ours to hold; what a file declares could delete rows.
    connection.execute_batch(
        "PRAGMA cell_size_check = ON; PRAGMA mmap_size = 0; PRAGMA synchronous = FULL; \
         PRAGMA foreign_keys = OFF; PRAGMA recursive_triggers = OFF; PRAGMA cache_size = -65536",
    )?;
    Ok(connection)
}

/// The layout of a register.
pub(super) fn layout(connection: &Connection) -> Result<i64, Cause> {
    if kind_of(connection, "maillage_meta")?.as_deref() != Some("table") {
        return Err(Cause::Foreign);
    }
    let read = connection.query_row(
        "SELECT value FROM main.maillage_meta WHERE name = 'layout'",
        [],
        |row| row.get::<_, i64>(0),
    );
    let found = read.map_err(|error| match error {
        rusqlite::Error::QueryReturnedNoRows | rusqlite::Error::InvalidColumnType(..) => {
            Cause::Foreign
        }
        other => other.into(),
    })?;
    if found > LAYOUT { Err(Cause::Newer(found)) } else { Ok(found) }
}

fn kind_of(connection: &Connection, table: &str) -> Result<Option<String>, Cause> {
    let sql = "SELECT type FROM main.sqlite_schema WHERE name = ? COLLATE NOCASE";
    let mut statement = connection.prepare_cached(sql)?;
    let mut rows = statement.query([table])?;
    Ok(match rows.next()? {
        Some(row) => row.get(0)?,
        None => None,
    })
}

/// Refuses tables of a layout that are none, and triggers that are not those of a GeoPackage.
pub(super) fn inspect(connection: &Connection, layout: i64) -> Result<(), Cause> {
    for (table, columns) in expected(layout) {
        inspect_table(connection, table, &columns)?;
    }
    inspect_triggers(connection, layout)
}

fn inspect_table(connection: &Connection, table: &str, columns: &[&str]) -> Result<(), Cause> {
    let sql =
        "SELECT type, coalesce(sql, '') FROM main.sqlite_schema WHERE name = ? COLLATE NOCASE";
    let found = connection
        .prepare_cached(sql)?
        .query_row([table], |row| Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?)));
    let (kind, sql) = match found {
        Err(rusqlite::Error::QueryReturnedNoRows) => {
            return Err(Cause::Refused(format!("table {table} is missing")));
        }
        other => other?,
    };
    // A view or a virtual table runs something when it is read.
    if kind != "table" || plain(&sql).starts_with("create virtual") {
        return Err(Cause::Refused(format!("{table} is no plain table")));
    }
    // `OR IGNORE` and the like would drop rows without a word.
    if plain(&sql).contains("on conflict") {
        return Err(Cause::Refused(format!("table {table} resolves conflicts by itself")));
    }
    let mut statement = connection
        .prepare_cached("SELECT name FROM pragma_table_xinfo(?, 'main') WHERE hidden = 0")?;
    let names: Vec<String> =
        statement.query_map([table], |row| row.get(0))?.collect::<Result<_, _>>()?;
    match columns.iter().find(|column| !names.iter().any(|name| name == *column)) {
        Some(column) => Err(Cause::Refused(format!("table {table} has no plain column {column}"))),
        None => Ok(()),
    }
}

/// A trigger runs when we write. Those of the spatial index and those by which GDAL counts rows
/// are known word for word; on tables that we never write, none can run.
fn inspect_triggers(connection: &Connection, layout: i64) -> Result<(), Cause> {
    let sql = "SELECT name, tbl_name, coalesce(sql, '') FROM main.sqlite_schema \
               WHERE type = 'trigger'";
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    let known: Vec<_> = spatial_index::triggers().map(|(_, sql)| plain(&sql)).collect();
    while let Some(row) = rows.next()? {
        let (name, table): (String, String) = (row.get(0)?, row.get(1)?);
        let sql = plain(&row.get::<_, String>(2)?);
        let is_known =
            known.contains(&sql) || sql == counting(&table, true) || sql == counting(&table, false);
        if !is_known && is_written(&table, layout) {
            return Err(Cause::Refused(format!(
                "trigger {} on {table} is not one of a GeoPackage",
                name.chars().take(60).collect::<String>()
            )));
        }
    }
    Ok(())
}

/// A trigger by which GDAL counts the rows of a table.
fn counting(table: &str, insert: bool) -> String {
    let (what, event, sign) =
        if insert { ("insert", "INSERT", '+') } else { ("delete", "DELETE", '-') };
    plain(&format!(
        "CREATE TRIGGER \"trigger_{what}_feature_count_{table}\" AFTER {event} ON \"{table}\" \
         BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count {sign} 1 \
         WHERE lower(table_name) = lower('{table}'); END"
    ))
}

/// Whether one of our writes can reach a table.
fn is_written(table: &str, layout: i64) -> bool {
    let table = table.to_lowercase();
    table.starts_with("gpkg_")
        || table.starts_with("rtree_")
        || expected(layout).any(|(name, _)| name == table)
}

/// SQL without what makes no difference: case, quotes of names, spaces.
fn plain(sql: &str) -> String {
    let mut text = String::with_capacity(sql.len());
    for word in sql.to_lowercase().replace('"', "").split_whitespace() {
        let glued =
            text.is_empty() || text.ends_with([',', ';', '(']) || word.starts_with([',', ';', ')']);
        if !glued {
            text.push(' ');
        }
        text.push_str(word);
    }
    text.replace(", ", ",").replace("; ", ";")
}
