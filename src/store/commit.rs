//! Writes a new register: what differs, and a journal of it, in one transaction.

use rusqlite::{Connection, Transaction, TransactionBehavior, params};

use super::difference::{Difference, RowChange};
use super::error::{Cause, StoreError};
use super::geometry;
use super::journal::{self, Change, ImportEntry, Tally, instant};
use super::journal_rows::{self, Journal};
use super::layer_index::LayerIndex;
use super::open::{Store, journal_for};
use super::perimeters::Perimeters;
use super::read::{Version, number};
use super::rows::{
    Cells, Children, Facilities, Indicators, Inventories, MeanSizes, Reviews, Rows, Sources,
};
use super::writer::Writer;
use crate::territory::{France, Register};

/// What a commit did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Committed {
    /// The version of the register now.
    pub version: Version,
    /// The number of the import in the journal; nothing where there was nothing to write.
    pub import: Option<i64>,
    /// How many rows changed.
    pub tally: Tally,
}

impl Store {
    /// Makes `register` the register on disk, whole or not at all. Rows that stay the same are not
    /// touched; where all do, nothing is written.
    ///
    /// `base` is the version that `register` was made from, as [`Store::read`] gave it in this run
    /// of the program. `france` gives perimeters their shapes.
    ///
    /// # Errors
    /// [`Cause::Changed`] where the file is not at `base` any more, [`Cause::Unstorable`] where
    /// `register` would not come back as it is, or where the disk refuses.
    pub fn commit(
        &mut self,
        register: &Register,
        entry: &ImportEntry,
        base: Version,
        france: &France,
    ) -> Result<Committed, StoreError> {
        let committed = commit(&self.connection, register, (entry, base), france);
        self.tell(committed)
    }

    /// What [`Self::commit`] would change in the file as it is now. Nothing is written.
    ///
    /// # Errors
    /// Where `register` could not be written, or the disk refuses.
    pub fn difference(&self, register: &Register) -> Result<Vec<Change>, StoreError> {
        self.tell(difference(&self.connection, register))
    }
}

/// The differences of all parts.
struct Differences<'a> {
    sources: Difference<'a, Sources>,
    facilities: Difference<'a, Facilities>,
    inventories: Difference<'a, Inventories>,
    children: Difference<'a, Children>,
    cells: Difference<'a, Cells>,
    mean_sizes: Difference<'a, MeanSizes>,
    indicators: Difference<'a, Indicators>,
    reviews: Difference<'a, Reviews>,
}

macro_rules! each_part {
    ($differences:expr, $part:ident => $do:expr) => {{
        let Differences {
            sources,
            facilities,
            inventories,
            children,
            cells,
            mean_sizes,
            indicators,
            reviews,
        } = $differences;
        {
            let $part = sources;
            $do;
        }
        {
            let $part = facilities;
            $do;
        }
        {
            let $part = inventories;
            $do;
        }
        {
            let $part = children;
            $do;
        }
        {
            let $part = cells;
            $do;
        }
        {
            let $part = mean_sizes;
            $do;
        }
        {
            let $part = indicators;
            $do;
        }
        {
            let $part = reviews;
            $do;
        }
    }};
}

impl<'a> Differences<'a> {
    fn find(connection: &Connection, register: &'a Register) -> Result<Self, Cause> {
        Ok(Self {
            sources: Difference::find(connection, register)?,
            facilities: Difference::find(connection, register)?,
            inventories: Difference::find(connection, register)?,
            children: Difference::find(connection, register)?,
            cells: Difference::find(connection, register)?,
            mean_sizes: Difference::find(connection, register)?,
            indicators: Difference::find(connection, register)?,
            reviews: Difference::find(connection, register)?,
        })
    }

    /// The fingerprints of all rows, before and after.
    fn prints(&self) -> (u64, u64) {
        let (mut before, mut after) = (0_u64, 0_u64);
        each_part!(self, part => {
            before = before.wrapping_add(part.before);
            after = after.wrapping_add(part.after);
        });
        (before, after)
    }

    fn is_empty(&self) -> bool {
        let mut empty = true;
        each_part!(self, part => empty &= part.is_empty());
        empty
    }
}

fn difference(connection: &Connection, register: &Register) -> Result<Vec<Change>, Cause> {
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Deferred)?;
    let differences = Differences::find(&transaction, register)?;
    let mut changes = Vec::new();
    each_part!(&differences, part => part.each(|change| {
        changes.push(journal_rows::change(&change));
        Ok(())
    })?);
    Ok(changes)
}

fn commit(
    connection: &Connection,
    register: &Register,
    (entry, base): (&ImportEntry, Version),
    france: &France,
) -> Result<Committed, Cause> {
    journal_for(connection, base.number)?;
    let transaction = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    if number(&transaction)? != base.number {
        return Err(Cause::Changed);
    }
    let differences = Differences::find(&transaction, register)?;
    let (before, after) = differences.prints();
    if before != base.rows {
        return Err(Cause::Changed);
    }
    let perimeters = Perimeters::find(&transaction, register, france)?;
    let mut committed = Committed { version: base, import: None, tally: Tally::default() };
    if !differences.is_empty() {
        committed = write(&transaction, &differences, entry, base)?;
        committed.version.rows = after;
    }
    if !perimeters.is_empty() {
        perimeters.write(&transaction, france)?;
        touch(&transaction, "perimeters", &instant(entry.at))?;
    }
    if committed.import.is_some() || !perimeters.is_empty() {
        set_bounds(&transaction, register, perimeters.bounds)?;
        transaction.commit()?;
    }
    Ok(committed)
}

fn write(
    transaction: &Transaction<'_>,
    differences: &Differences<'_>,
    entry: &ImportEntry,
    base: Version,
) -> Result<Committed, Cause> {
    let number = base.number + 1;
    let import = journal::begin(transaction, entry, number.cast_signed())?;
    let mut journal = Journal::new(transaction, import)?;
    let kept = differences.facilities.kept();
    let mut index = LayerIndex::new(
        transaction,
        kept.filter_map(|(fid, facility)| Some((fid, facility.position?))).collect(),
    );
    each_part!(differences, part => {
        write_part(transaction, part, &mut journal, &mut index)?;
    });
    index.finish()?;
    let tables = super::rows::tables().map(|table| table.name);
    for table in tables.chain(["journal", "imports"]) {
        touch(transaction, table, &instant(entry.at))?;
    }
    journal::end(transaction, import, journal.tally)?;
    transaction.execute(
        "UPDATE main.maillage_meta SET value = ? WHERE name = 'version'",
        [number.cast_signed()],
    )?;
    let version = Version { number, ..base };
    Ok(Committed { version, import: Some(import), tally: journal.tally })
}

fn write_part<R: Rows>(
    connection: &Connection,
    difference: &Difference<'_, R>,
    journal: &mut Journal<'_>,
    index: &mut LayerIndex<'_>,
) -> Result<(), Cause> {
    if difference.is_empty() {
        return Ok(());
    }
    // No statement on the layer can be made while its triggers are there.
    for table in R::TABLES {
        index.before(table)?;
    }
    let mut writer = Writer::new(connection, R::TABLES, &journal.given)?;
    difference.each(|change: RowChange<'_, '_>| {
        let fid = writer.write(&change)?;
        index.note(&change, fid);
        journal.note(&change, fid)
    })
}

fn touch(connection: &Connection, table: &str, at: &str) -> Result<(), Cause> {
    let sql = "UPDATE main.gpkg_contents SET last_change = ? WHERE table_name = ?";
    connection.prepare_cached(sql)?.execute([at, table])?;
    Ok(())
}

/// The extents by which a GIS zooms to a layer.
fn set_bounds(
    connection: &Connection,
    register: &Register,
    perimeters: Option<[f64; 4]>,
) -> Result<(), Cause> {
    let around = |points: Vec<[f64; 2]>| (!points.is_empty()).then(|| geometry::bounds(&points));
    let facilities = register.facilities.iter().filter_map(|facility| facility.position);
    let cells = register.cells.values().flatten().map(|cell| cell.centre);
    for (layer, bounds) in [
        ("facilities", around(facilities.map(|at| [at.lon, at.lat]).collect())),
        ("cells", around(cells.map(|at| [at.lon, at.lat]).collect())),
        ("perimeters", perimeters),
    ] {
        let [west, east, south, north] = bounds.map_or([None; 4], |bounds| bounds.map(Some));
        connection.execute(
            "UPDATE main.gpkg_contents SET min_x = ?, max_x = ?, min_y = ?, max_y = ? \
             WHERE table_name = ?",
            params![west, east, south, north, layer],
        )?;
    }
    Ok(())
}
