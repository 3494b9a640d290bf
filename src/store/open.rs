//! Opens the file, and closes it as one that can be mailed.

use std::path::{Path, PathBuf};

use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::error::{Cause, StoreError};
use super::migrate::{MIGRATIONS, Migration, migrate};
use super::read::number;
use super::schema::LAYOUT;
use super::{guard, schema};

/// The name of a register's file unless the user gives another.
pub const DEFAULT_NAME: &str = "maillage.gpkg";

/// An open register.
///
/// While it is open for writing there may be files beside it: `-journal` during the first commit,
/// `-wal` and `-shm` from then on. When the last program closes it, one file is left.
#[derive(Debug)]
pub struct Store {
    pub(super) connection: Connection,
    pub(super) path: PathBuf,
    writes: bool,
}

impl Store {
    /// Opens the register at `path`, or makes an empty one. One of an older layout is brought
    /// forward, and a copy kept beside it, such as `maillage.gpkg.v1`.
    ///
    /// # Errors
    /// Where the file is no register, or one that is not safe to open, or of a newer maillage.
    /// It is left as it is.
    pub fn open_or_create(path: &Path) -> Result<Self, StoreError> {
        Self::open_with(path, MIGRATIONS).map_err(at(path))
    }

    /// Opens the register at `path` to read it. Nothing is written to it, unless what a killed
    /// program had begun has to be undone.
    ///
    /// # Errors
    /// As [`Self::open_or_create`]; also where there is none, or one of an older layout.
    pub fn open_read(path: &Path) -> Result<Self, StoreError> {
        Self::open_to_read(path).map_err(at(path))
    }

    pub(super) fn open_with(path: &Path, migrations: &[Migration]) -> Result<Self, Cause> {
        let connection = match guard::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE) {
            Err(Cause::NotFound) => {
                schema::create(path)?;
                guard::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?
            }
            connected => connected?,
        };
        let found = guard::layout(&connection)?;
        if found < LAYOUT {
            migrate(&connection, path, found, migrations)?;
        }
        guard::inspect(&connection, LAYOUT)?;
        if number(&connection)? > 0 {
            connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        }
        Ok(Self { connection, path: path.to_owned(), writes: true })
    }

    fn open_to_read(path: &Path) -> Result<Self, Cause> {
        let connection = match guard::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY) {
            // A program was killed: what it had begun is undone first.
            Err(Cause::Sqlite(error)) if error.sqlite_error_code() == Some(ErrorCode::ReadOnly) => {
                drop(guard::connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?);
                guard::connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?
            }
            connected => connected?,
        };
        match guard::layout(&connection)? {
            LAYOUT => {}
            older => return Err(Cause::Older(older)),
        }
        guard::inspect(&connection, LAYOUT)?;
        Ok(Self { connection, path: path.to_owned(), writes: false })
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Puts the path to a failure.
    pub(super) fn tell<T>(&self, result: Result<T, Cause>) -> Result<T, StoreError> {
        result.map_err(at(&self.path))
    }
}

pub(super) fn at(path: &Path) -> impl FnOnce(Cause) -> StoreError {
    move |cause| StoreError { path: path.to_owned(), cause }
}

impl Drop for Store {
    fn drop(&mut self) {
        if self.writes {
            tidy(&self.connection);
        }
    }
}

/// Makes ready for a commit. Where nothing was ever committed, all pages but a few are new: they are
/// written once, straight to the file, and the few are kept beside it meanwhile. A WAL would have
/// all of them written twice; it is kept where another program has the file open with one.
///
/// The journal of the few is cut to nothing at the end, which is on the disk before the commit is
/// reported; to delete it is not.
pub(super) fn journal_for(connection: &Connection, commits: u64) -> Result<(), Cause> {
    if commits > 0 {
        connection.pragma_update_and_check(None, "journal_mode", "WAL", |_| Ok(()))?;
        return Ok(());
    }
    connection.busy_timeout(std::time::Duration::ZERO)?;
    let alone = connection.pragma_update_and_check(None, "journal_mode", "TRUNCATE", |_| Ok(()));
    if let Err(error) = alone {
        tracing::debug!(%error, "the register is open elsewhere");
    }
    connection.busy_timeout(guard::PATIENCE)?;
    Ok(())
}

/// Leaves one file where nobody else has it open. Nothing is lost where this fails: whoever
/// opens it next finds the rest beside it.
pub(super) fn tidy(connection: &Connection) {
    let tidied = connection.busy_timeout(std::time::Duration::ZERO).and_then(|()| {
        connection.query_row("PRAGMA main.wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?;
        connection.pragma_update_and_check(None, "journal_mode", "DELETE", |_| Ok(()))
    });
    if let Err(error) = tidied {
        tracing::debug!(%error, "the register stays open elsewhere");
    }
}
