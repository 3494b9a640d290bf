//! Notices that another program, or another part of this one, changed the register.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OpenFlags};

use super::error::{Cause, StoreError};
use super::guard;
use super::open::{at, tidy};

/// A look at a register that costs next to nothing: it is meant to be taken before each answer.
#[derive(Debug)]
pub struct Watch {
    path: PathBuf,
    seen: Option<Seen>,
}

#[derive(Debug)]
struct Seen {
    connection: Connection,
    file: FileId,
    data_version: i64,
}

/// Tells a file from another one that was put in its place.
type FileId = (u64, u64);

impl Watch {
    /// Watches the file at `path`, which need not exist yet.
    #[must_use]
    pub fn new(path: &Path) -> Self {
        Self { path: path.to_owned(), seen: None }
    }

    /// Whether the file was changed, replaced, made or removed since the last call. The first call
    /// says whether there is one.
    ///
    /// A change that changes nothing of the register (a kept address, a style) counts too.
    ///
    /// # Errors
    /// Where the file is no GeoPackage, or the disk refuses; the next call looks anew.
    pub fn changed(&mut self) -> Result<bool, StoreError> {
        self.look().map_err(at(&self.path))
    }

    fn look(&mut self) -> Result<bool, Cause> {
        let Some(file) = file_id(&self.path)? else { return Ok(self.seen.take().is_some()) };
        if let Some(seen) = self.seen.as_mut().filter(|seen| seen.file == file) {
            let now = data_version(&seen.connection)?;
            return Ok(std::mem::replace(&mut seen.data_version, now) != now);
        }
        self.seen = None;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE;
        let connection = guard::connect(&self.path, flags)?;
        let data_version = data_version(&connection)?;
        self.seen = Some(Seen { connection, file, data_version });
        Ok(true)
    }
}

impl Drop for Seen {
    fn drop(&mut self) {
        // The one that had it open longest is the one that can leave a single file.
        if self.connection.is_readonly("main").is_ok_and(|readonly| !readonly) {
            tidy(&self.connection);
        }
    }
}

fn data_version(connection: &Connection) -> Result<i64, Cause> {
    Ok(connection.prepare_cached("PRAGMA main.data_version")?.query_row([], |row| row.get(0))?)
}

fn file_id(path: &Path) -> Result<Option<FileId>, Cause> {
    match fs::metadata(path) {
        Ok(metadata) => Ok(Some(id_of(&metadata))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error.into()),
    }
}

#[cfg(unix)]
fn id_of(metadata: &fs::Metadata) -> FileId {
    use std::os::unix::fs::MetadataExt;
    (metadata.dev(), metadata.ino())
}

#[cfg(not(unix))]
fn id_of(_metadata: &fs::Metadata) -> FileId {
    (0, 0)
}
