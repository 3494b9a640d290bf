//! What an added row said: what it says now, with its later changes undone.

use rusqlite::types::ValueRef;
use rusqlite::{Connection, params};
use serde_json::{Map, Value};

use super::error::Cause;
use super::field::Field;
use super::journal::refused;
use super::journal_rows::full;
use super::rows::tables;
use super::table::{Column, Holds, LONGEST_NAME, Table};

/// What the row `name` of a table said when it was added as `row_fid`, by the change `since`.
pub(super) fn added(
    connection: &Connection,
    (table, name): (&str, &str),
    row_fid: i64,
    since: i64,
) -> Result<Option<Value>, Cause> {
    let Some(table) = tables().find(|known| known.name == table) else { return Ok(None) };
    let mut said = Map::new();
    let undone = undo(connection, &mut said, (table, name), [row_fid, since])?;
    let Some(is_gone) = undone else { return Ok(None) };
    if !is_gone {
        let Some(now) = row(connection, table, row_fid)?.filter(|(named, _)| named == name) else {
            return Ok(None);
        };
        now.1.into_iter().for_each(|(column, value)| {
            said.entry(column).or_insert(value);
        });
    }
    said.retain(|column, value| column != "rank" && !value.is_null());
    Ok(Some(Value::Object(said)))
}

/// What was there before each later change, the earliest of each column; whether the last of them
/// took the row away. Nothing where another program had put another row in its place: before its
/// first change, such a row has no rank.
fn undo(
    connection: &Connection,
    said: &mut Map<String, Value>,
    (table, name): (&Table, &str),
    [row_fid, since]: [i64; 2],
) -> Result<Option<bool>, Cause> {
    let mut statement = connection.prepare_cached(
        "SELECT action, before FROM main.changes WHERE \"table\" = ? AND row_fid = ? \
         AND \"row\" = ? AND fid > ? AND action <> 'added' ORDER BY fid",
    )?;
    let mut rows = statement.query(params![table.name, row_fid, name, since])?;
    while let Some(row) = rows.next()? {
        let before: Option<String> = row.get(1)?;
        let before: Map<String, Value> = before
            .map_or(Ok(Map::new()), |text| serde_json::from_str(&text))
            .map_err(|_no_json| refused("before"))?;
        if before.get("rank").is_some_and(Value::is_null) {
            return Ok(None);
        }
        for (column, value) in before {
            said.entry(column).or_insert(value);
        }
        if row.get_ref(0)?.as_str().is_ok_and(|action| action == "gone") {
            return Ok(Some(true));
        }
    }
    Ok(Some(false))
}

/// The name of a row, and what it says.
type Named = (String, Map<String, Value>);

/// A row as it is now, unless another program added it: only ours have a rank.
fn row(connection: &Connection, table: &'static Table, fid: i64) -> Result<Option<Named>, Cause> {
    let sql = format!("{} WHERE \"fid\" = ?", table.select());
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([fid])?;
    let Some(row) = rows.next()? else { return Ok(None) };
    if row.get_ref(table.columns.len() + 1)? == ValueRef::Null {
        return Ok(None);
    }
    let mut fields = Vec::with_capacity(table.columns.len());
    for (at, column) in table.columns.iter().enumerate() {
        fields.push(Field::stored(row.get_ref(at + 1)?, column.holds));
    }
    let mut text = Vec::new();
    full(&mut text, table, &fields);
    let now = serde_json::from_slice(&text).unwrap_or_default();
    Ok(Some((table.row_name(&fields).into_owned(), now)))
}

/// The changes, and where the later ones of a row are found.
pub(super) const CHANGES: &str = "
CREATE TABLE changes (
  \"fid\" INTEGER PRIMARY KEY NOT NULL,
  \"import\" INTEGER NOT NULL,
  \"table\" TEXT NOT NULL,
  \"row\" TEXT NOT NULL,
  \"row_fid\" INTEGER,
  \"action\" TEXT NOT NULL,
  \"before\" TEXT,
  \"after\" TEXT
);
CREATE INDEX changes_undo ON changes (\"table\", \"row_fid\") WHERE action <> 'added';";

/// A view of them for people: with the moment, and with what added rows said, where it is known.
/// Positions are left to the layers: SQLite alone does not read them.
pub(super) fn view() -> String {
    let rows: Vec<String> = tables().map(shown).collect();
    format!(
        "CREATE VIEW journal AS \
         SELECT c.fid, i.at, c.import, c.\"table\", c.\"row\", c.action, c.before, \
         CASE WHEN c.action <> 'added' OR c.after IS NOT NULL THEN c.after \
         ELSE (WITH later AS ({LATER}) SELECT nullif(json_patch(json_patch('{{}}', \
         CASE WHEN EXISTS (SELECT 1 FROM later WHERE json_type(before, '$.rank') = 'null') THEN NULL \
         WHEN EXISTS (SELECT 1 FROM later WHERE action = 'gone') THEN '{{}}' {} END), \
         ({FIRST})), '{{}}')) END AS after \
         FROM changes c LEFT JOIN imports i ON i.fid = c.import",
        rows.join(" ")
    )
}

/// The changes of an added row up to the one that took it away.
const LATER: &str = "SELECT u.fid, u.action, u.before FROM changes u \
    WHERE u.\"table\" = c.\"table\" AND u.row_fid = c.row_fid AND u.\"row\" = c.\"row\" \
    AND u.action <> 'added' AND u.fid > c.fid AND u.fid <= coalesce((SELECT min(g.fid) \
    FROM changes g WHERE g.\"table\" = c.\"table\" AND g.row_fid = c.row_fid \
    AND g.action <> 'added' AND g.action = 'gone' AND g.fid > c.fid), 9223372036854775807)";

/// The earliest value of each column before a later change.
const FIRST: &str = "SELECT coalesce(json_group_object(key, \
    CASE WHEN type IN ('array', 'object') THEN json(value) ELSE value END), '{}') FROM \
    (SELECT m.key, m.value, m.type, row_number() OVER (PARTITION BY m.key ORDER BY later.fid) nth \
    FROM later, json_each(later.before) m) WHERE nth = 1 AND key <> 'rank'";

/// A row of a table as JSON, where it is ours and has the name that the change tells.
fn shown(table: &Table) -> String {
    let columns = table.columns.iter().filter(|column| column.holds != Holds::Point);
    let members: Vec<_> = columns
        .map(|Column { name, holds }| match holds {
            Holds::Text => format!("'{name}', nullif(\"{name}\", '')"),
            _ => format!("'{name}', \"{name}\""),
        })
        .collect();
    let key = table.key.iter().map(|&at| &table.columns[at]);
    let named: Vec<_> = key
        .map(|Column { name, holds }| match holds {
            // What comes before the first separator.
            Holds::Point => "substr(c.\"row\", 1, instr(c.\"row\", ' / ') - 1)".to_owned(),
            _ => format!("substr(coalesce(\"{name}\", ''), 1, {LONGEST_NAME})"),
        })
        .collect();
    format!(
        "WHEN c.\"table\" = '{0}' THEN (SELECT json_object({1}) FROM \"{0}\" \
         WHERE fid = c.row_fid AND \"rank\" IS NOT NULL AND c.\"row\" = {2})",
        table.name,
        members.join(", "),
        named.join(" || ' / ' || ")
    )
}
