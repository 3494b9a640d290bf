//! Writes rows of the tables of one part.

use std::collections::HashMap;

use rusqlite::{Connection, Statement};

use super::difference::RowChange;
use super::error::Cause;
use super::table::Table;

pub(super) struct Writer<'c> {
    connection: &'c Connection,
    tables: Vec<Statements<'c>>,
}

struct Statements<'c> {
    table: &'static str,
    /// The `fid` of the first row that is added; the others follow it.
    first: Option<i64>,
    insert: Statement<'c>,
    update: Statement<'c>,
    delete: Statement<'c>,
}

impl<'c> Writer<'c> {
    /// For tables of which the rows `given` were there at some time, the highest of each table.
    pub fn new(
        connection: &'c Connection,
        tables: &'static [Table],
        given: &HashMap<String, i64>,
    ) -> Result<Self, Cause> {
        let tables = tables.iter().map(|table| {
            let highest = format!("SELECT max(\"fid\") FROM main.\"{}\"", table.name);
            let highest: Option<i64> = connection.query_row(&highest, [], |row| row.get(0))?;
            let given = given.get(table.name).copied();
            Ok(Statements {
                table: table.name,
                first: given.and_then(|given| given.max(highest.unwrap_or(given)).checked_add(1)),
                insert: connection.prepare(&table.insert())?,
                update: connection.prepare(&table.update())?,
                delete: connection.prepare(&table.delete())?,
            })
        });
        Ok(Self { connection, tables: tables.collect::<Result<_, rusqlite::Error>>()? })
    }

    /// Writes a change, and gives the `fid` of the row.
    pub fn write(&mut self, change: &RowChange<'_, '_>) -> Result<i64, Cause> {
        let statements = self.tables.iter_mut().find(|known| known.table == change.table.name);
        let statements = statements.expect("a change is of a table of its part");
        let statement = match (change.after, change.fid) {
            (Some(_), None) => &mut statements.insert,
            (Some(_), Some(_)) => &mut statements.update,
            (None, _) => &mut statements.delete,
        };
        let mut place = 0;
        if let Some(fields) = change.after {
            for field in fields {
                place += 1;
                statement.raw_bind_parameter(place, field)?;
            }
            place += 1;
            statement.raw_bind_parameter(place, change.ranks.1)?;
        }
        let fid = change.fid.or_else(|| statements.first.take());
        statement.raw_bind_parameter(place + 1, fid)?;
        if statement.raw_execute()? != 1 {
            return Err(Cause::Refused(format!(
                "table {} does not keep its rows",
                change.table.name
            )));
        }
        Ok(change.fid.unwrap_or_else(|| self.connection.last_insert_rowid()))
    }
}
