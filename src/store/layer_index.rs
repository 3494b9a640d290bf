//! Keeps the spatial index right during a commit.

use rusqlite::Connection;

use super::difference::RowChange;
use super::error::Cause;
use super::field::Field;
use super::rows::SPATIAL;
use super::spatial_index;
use super::table::Table;
use crate::units::Wgs84;

/// From here on, and where a quarter of the rows change, building anew is faster than one by one.
const MANY: usize = 1000;

/// The changes of the layer, to be made to its index at the end.
pub(super) struct LayerIndex<'c> {
    connection: &'c Connection,
    /// Rows that stay as they are.
    kept: Vec<(i64, Wgs84)>,
    put: Vec<(i64, Wgs84)>,
    gone: Vec<i64>,
    triggers_aside: bool,
}

impl<'c> LayerIndex<'c> {
    pub fn new(connection: &'c Connection, kept: Vec<(i64, Wgs84)>) -> Self {
        Self { connection, kept, put: Vec::new(), gone: Vec::new(), triggers_aside: false }
    }

    /// Before a row of `table` is written.
    pub fn before(&mut self, table: &Table) -> Result<(), Cause> {
        if table.name == SPATIAL.0 && !self.triggers_aside {
            spatial_index::drop_triggers(self.connection)?;
            self.triggers_aside = true;
        }
        Ok(())
    }

    /// After it was written.
    pub fn note(&mut self, change: &RowChange<'_, '_>, fid: i64) {
        if change.table.name == SPATIAL.0 {
            match change.after.and_then(<[_]>::first) {
                Some(Field::Point(at)) => self.put.push((fid, *at)),
                _ => self.gone.push(fid),
            }
        }
    }

    pub fn finish(mut self) -> Result<(), Cause> {
        if !self.triggers_aside {
            return Ok(());
        }
        let changes = self.put.len() + self.gone.len();
        if changes > MANY && changes > self.kept.len() / 3 {
            self.kept.append(&mut self.put);
            spatial_index::rebuild(self.connection, &self.kept)?;
        } else {
            for fid in &self.gone {
                spatial_index::remove(self.connection, *fid)?;
            }
            for (fid, at) in &self.put {
                spatial_index::put(self.connection, *fid, *at)?;
            }
        }
        spatial_index::create_triggers(self.connection)
    }
}
