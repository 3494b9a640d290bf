//! What is different between the register on disk and a new one, row by row.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use rusqlite::Connection;

use super::error::Cause;
use super::field::Field;
use super::ranks;
use super::read::{Stored, each_row, row_print};
use super::rows::Rows;
use super::table::{Table, print_of};
use crate::shares::{in_threads, share_of};
use crate::territory::Register;

/// What becomes of the rows of one part of the register.
pub(super) struct Difference<'a, R: Rows> {
    items: Vec<R::Item<'a>>,
    ranks: Vec<i64>,
    found: Vec<Found>,
    gone: Vec<Gone>,
    /// The fingerprint of the rows as stored.
    pub before: u64,
    /// The fingerprint of the rows as they will be.
    pub after: u64,
}

/// What the file has of an item.
enum Found {
    Nothing,
    Same { fid: i64, rank: Option<i64> },
    Other { fid: i64, rank: Option<i64>, fields: Vec<Field<'static>> },
}

struct Gone {
    table: &'static Table,
    fid: i64,
    rank: Option<i64>,
    fields: Vec<Field<'static>>,
}

/// A row that is added (nothing before), changed, or gone (nothing after).
pub(super) struct RowChange<'c, 'f> {
    pub table: &'static Table,
    pub fid: Option<i64>,
    pub before: Option<&'c [Field<'static>]>,
    pub after: Option<&'c [Field<'f>]>,
    /// The rank before and after.
    pub ranks: (Option<i64>, i64),
}

/// Values by fingerprint.
type Prints<T> = HashMap<u64, T, BuildHasherDefault<AsItIs>>;

/// The hash of a fingerprint: a keyed hash already.
#[derive(Default)]
struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = self.0.rotate_left(8) ^ u64::from(byte);
        }
    }

    fn write_u64(&mut self, print: u64) {
        self.0 = print;
    }
}

/// What is known of the new rows before the stored ones are seen.
struct Wanted {
    /// Where a row that is named so is in the list. Of several rows with one name the first of the
    /// list goes with the first of the file, and so on.
    named: Prints<usize>,
    prints: Vec<u64>,
}

impl<'a, R: Rows> Difference<'a, R> {
    pub fn find(connection: &Connection, register: &'a Register) -> Result<Self, Cause> {
        let items = R::items(register);
        let wanted = wanted::<R>(&items, has_rows::<R>(connection)?)?;
        let mut found: Vec<Found> = items.iter().map(|_| Found::Nothing).collect();
        let (mut gone, mut before) = (Vec::new(), 0_u64);
        let mut seen = Prints::default();
        for table in R::TABLES {
            each_row(connection, table, |Stored { fid, rank, fields }| {
                let print = print_of(&*fields);
                before = before.wrapping_add(row_print(table, print, rank));
                let name = nth_name(&mut seen, table.key_print(fields));
                let owned = |fields: &mut Vec<Field<'_>>| {
                    fields.drain(..).map(Field::into_owned).collect::<Vec<_>>()
                };
                match wanted.named.get(&name) {
                    Some(&at) if wanted.prints[at] == print => {
                        found[at] = Found::Same { fid, rank };
                    }
                    Some(&at) => found[at] = Found::Other { fid, rank, fields: owned(fields) },
                    None => gone.push(Gone { table, fid, rank, fields: owned(fields) }),
                }
                Ok(())
            })?;
        }
        let ranks = ranks_of::<R>(&items, &found);
        let after = items.iter().zip(&ranks).zip(&wanted.prints).map(|((&item, &rank), &print)| {
            row_print(&R::TABLES[R::table(item)], print, Some(rank))
        });
        let after = after.fold(0, u64::wrapping_add);
        Ok(Self { items, ranks, found, gone, before, after })
    }

    /// Whether the file has it all already.
    pub fn is_empty(&self) -> bool {
        let same = |(found, rank): (&Found, &i64)| matches!(found, Found::Same { rank: Some(stored), .. } if stored == rank);
        self.gone.is_empty() && self.found.iter().zip(&self.ranks).all(same)
    }

    /// Shows each change: first what is gone, then the rest in the order of the list.
    pub fn each(
        &self,
        mut show: impl FnMut(RowChange<'_, '_>) -> Result<(), Cause>,
    ) -> Result<(), Cause> {
        for Gone { table, fid, rank, fields } in &self.gone {
            let (fid, before) = (Some(*fid), Some(&fields[..]));
            show(RowChange { table, fid, before, after: None, ranks: (*rank, 0) })?;
        }
        let mut after = Vec::new();
        for ((&item, found), &rank) in self.items.iter().zip(&self.found).zip(&self.ranks) {
            let (fid, stored, before) = match found {
                Found::Same { rank: Some(stored), .. } if *stored == rank => continue,
                Found::Nothing => (None, None, None),
                Found::Same { fid, rank } => (Some(*fid), *rank, None),
                Found::Other { fid, rank, fields } => (Some(*fid), *rank, Some(&fields[..])),
            };
            after.clear();
            R::write(item, &mut after);
            let table = &R::TABLES[R::table(item)];
            show(RowChange { table, fid, before, after: Some(&after), ranks: (stored, rank) })?;
        }
        Ok(())
    }

    /// The items that stay as they are, with their `fid`.
    pub fn kept(&self) -> impl Iterator<Item = (i64, R::Item<'a>)> {
        self.items.iter().zip(&self.found).zip(&self.ranks).filter_map(|((&item, found), rank)| {
            match found {
                Found::Same { fid, rank: Some(stored) } if stored == rank => Some((*fid, item)),
                _ => None,
            }
        })
    }
}

/// Whether the file has any row of this part.
fn has_rows<R: Rows>(connection: &Connection) -> Result<bool, Cause> {
    for table in R::TABLES {
        let sql = format!("SELECT EXISTS (SELECT 1 FROM main.\"{}\")", table.name);
        if connection.query_row(&sql, [], |row| row.get(0))? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Where nothing is stored, nothing is found by its name: `by_name` leaves the names out.
fn wanted<R: Rows>(items: &[R::Item<'_>], by_name: bool) -> Result<Wanted, Cause> {
    let room = if by_name { items.len() } else { 0 };
    let mut named = Prints::with_capacity_and_hasher(room, BuildHasherDefault::default());
    let mut prints = Vec::with_capacity(items.len());
    let mut seen = Prints::default();
    for (print, name) in all_prints::<R>(items, by_name)? {
        if by_name {
            named.insert(nth_name(&mut seen, name), prints.len());
        }
        prints.push(print);
    }
    Ok(Wanted { named, prints })
}

/// The fingerprints of rows and, with `by_name`, of their names; many rows are shared out among
/// threads.
fn all_prints<R: Rows>(items: &[R::Item<'_>], by_name: bool) -> Result<Vec<(u64, u64)>, Cause> {
    let shares = items.chunks(share_of(items.len()));
    let mut prints = Vec::with_capacity(items.len());
    for share in in_threads(shares, |share| prints_of::<R>(share, by_name)) {
        prints.extend(share?);
    }
    Ok(prints)
}

fn prints_of<R: Rows>(items: &[R::Item<'_>], by_name: bool) -> Result<Vec<(u64, u64)>, Cause> {
    let mut fields = Vec::new();
    let prints = items.iter().map(|&item| {
        fields.clear();
        R::write(item, &mut fields);
        let table = &R::TABLES[R::table(item)];
        check(table, &fields)?;
        let name = if by_name { table.key_print(&fields) } else { 0 };
        Ok((print_of(&fields), name))
    });
    prints.collect()
}

/// The fingerprint of a name, told apart from the same name seen before.
fn nth_name(seen: &mut Prints<u32>, name: u64) -> u64 {
    let times = seen.entry(name).and_modify(|times| *times += 1).or_insert(0);
    if *times == 0 { name } else { print_of((name, *times)) }
}

/// Refuses what would not come back.
fn check(table: &'static Table, fields: &[Field<'_>]) -> Result<(), Cause> {
    let wrong = fields.iter().position(|field| !field.is_storable());
    // A row that one column names has to have that name.
    let unnamed = match table.key {
        [only] if fields[*only] == Field::Null => Some(*only),
        _ => None,
    };
    match wrong.or(unnamed) {
        None => Ok(()),
        Some(at) => Err(Cause::Unstorable {
            table: table.name,
            row: table.row_name(fields).into_owned(),
            column: table.columns[at].name,
            found: fields[at].excerpt(),
        }),
    }
}

/// The ranks of all items: those that the file has wherever they still grow.
fn ranks_of<R: Rows>(items: &[R::Item<'_>], found: &[Found]) -> Vec<i64> {
    let known: Vec<Option<i64>> = found
        .iter()
        .map(|found| match found {
            Found::Nothing => None,
            Found::Same { rank, .. } | Found::Other { rank, .. } => *rank,
        })
        .collect();
    let mut ranks = Vec::with_capacity(items.len());
    let mut start = 0;
    for group in items.chunk_by(|&a, &b| R::group(a) == R::group(b)) {
        ranks.extend(ranks::assign(&known[start..start + group.len()]));
        start += group.len();
    }
    ranks
}
