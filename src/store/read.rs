//! Reads the whole register in one transaction.

use std::fmt;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, Transaction, TransactionBehavior};

use super::error::{Cause, Defect, StoreError};
use super::field::Field;
use super::guard::LARGEST;
use super::open::Store;
use super::rows::{
    Cells, Children, Facilities, Indicators, Inventories, MeanSizes, Reviews, Rows, Sources,
    for_each_part,
};
use super::stored_row::StoredRow;
use super::table::{Table, print_of};
use crate::territory::Register;

/// A state of the register: it grows with each commit, and differs after an edit by another
/// program. Of use within one run of the program.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Version {
    /// How many commits there were.
    pub number: u64,
    /// The sum of the fingerprints of all rows, in any order.
    pub(super) rows: u64,
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{:016x}", self.number, self.rows)
    }
}

impl Store {
    /// Reads the register, as last committed, with its version.
    ///
    /// Lists come back in their order. A commune with no group of children and no cell does not
    /// come back.
    ///
    /// # Errors
    /// Where a row does not read ([`Cause::Invalid`] names each), or the disk refuses.
    pub fn read(&self) -> Result<(Register, Version), StoreError> {
        self.tell(read(&self.connection))
    }
}

fn read(connection: &Connection) -> Result<(Register, Version), Cause> {
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Deferred)?;
    let mut register = Register::default();
    let mut reading = Reading { print: 0, defects: Vec::new() };
    let number = number(&transaction)?;
    macro_rules! read_each {
        ($($part:ident),+) => { $(reading.part::<$part>(&transaction, &mut register)?;)+ };
    }
    for_each_part!(read_each);
    if reading.defects.is_empty() {
        Ok((register, Version { number, rows: reading.print }))
    } else {
        Err(Cause::Invalid(reading.defects))
    }
}

/// How many commits there were.
pub(super) fn number(connection: &Connection) -> Result<u64, Cause> {
    let sql = "SELECT value FROM main.maillage_meta WHERE name = 'version'";
    let number = connection.prepare_cached(sql)?.query_row([], |row| row.get::<_, i64>(0))?;
    Ok(number.unsigned_abs())
}

struct Reading {
    print: u64,
    defects: Vec<Defect>,
}

impl Reading {
    fn part<R: Rows>(
        &mut self,
        connection: &Connection,
        register: &mut Register,
    ) -> Result<(), Cause> {
        let mut made = Vec::new();
        for (at, table) in R::TABLES.iter().enumerate() {
            each_row(connection, table, |stored| {
                self.print = self.print.wrapping_add(row_print(table, stored.print(), stored.rank));
                let mut row = StoredRow {
                    table,
                    fid: stored.fid,
                    fields: stored.fields,
                    next: 0,
                    defects: &mut self.defects,
                };
                // What another program added comes last.
                let order = (stored.rank.is_none(), stored.rank, at, stored.fid);
                if let Some(value) = R::read(&mut row) {
                    made.push((order, value));
                }
                Ok(())
            })?;
        }
        if !made.is_sorted_by_key(|(order, _)| *order) {
            made.sort_by_key(|(order, _)| *order);
        }
        R::place(register, made.into_iter().map(|(_, value)| value).collect());
        Ok(())
    }
}

/// The fingerprint of a row: what it says, and where it comes.
pub(super) fn row_print(table: &Table, fields: u64, rank: Option<i64>) -> u64 {
    print_of((table.name, fields, rank))
}

/// A row as the file has it.
pub(super) struct Stored<'s, 'f> {
    pub fid: i64,
    /// Nothing for a row that another program added.
    pub rank: Option<i64>,
    pub fields: &'s mut Vec<Field<'f>>,
}

impl Stored<'_, '_> {
    pub fn print(&self) -> u64 {
        print_of(&*self.fields)
    }
}

/// Shows `each` every row of a table.
pub(super) fn each_row(
    connection: &Connection,
    table: &'static Table,
    mut each: impl FnMut(Stored<'_, '_>) -> Result<(), Cause>,
) -> Result<(), Cause> {
    let mut statement = connection.prepare(&table.select())?;
    let mut rows = statement.query([])?;
    // A damaged file can show the same bytes as many rows.
    let mut bytes = 0;
    while let Some(row) = rows.next()? {
        let mut fields = Vec::with_capacity(table.columns.len());
        for (at, column) in table.columns.iter().enumerate() {
            let field = Field::stored(row.get_ref(at + 1)?, column.holds);
            bytes += field.size();
            fields.push(field);
        }
        if bytes > LARGEST {
            return Err(Cause::TooLarge(LARGEST));
        }
        let rank = match row.get_ref(table.columns.len() + 1)? {
            ValueRef::Integer(rank) => Some(rank),
            _ => None,
        };
        each(Stored { fid: row.get(0)?, rank, fields: &mut fields })?;
    }
    Ok(())
}
