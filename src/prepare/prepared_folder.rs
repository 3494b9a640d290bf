//! The folder of the prepared country, always whole: it is built beside and swapped in at once.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::pinned::Pinned;
use super::prepared::{self, WriteError};
use super::report::PrepareReport;
use crate::territory::France;

/// The country.
pub const FRANCE: &str = "france.maillage";
/// The defects that were met.
pub const REPORT: &str = "report.json";
/// What the country was built from.
pub const STAMP: &str = "prepared.toml";

/// Why the prepared country cannot be put in place.
#[derive(Debug, thiserror::Error)]
pub enum FolderError {
    /// The folder holds files of somebody else, which would be lost.
    #[error("{} holds {other}, which maillage did not make: choose another folder", .path.display())]
    Foreign {
        /// The folder.
        path: PathBuf,
        /// One of the files.
        other: String,
    },
    /// The country cannot be written.
    #[error("cannot write the prepared country")]
    Write(#[from] WriteError),
    /// The disk refused.
    #[error("cannot use {}", .path.display())]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// What a prepared country was built from.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Stamp {
    /// The version of maillage, as what it does with the packages may change with it.
    maillage: String,
    layout: u32,
    packages: Pinned,
}

impl Stamp {
    fn of(pinned: &Pinned) -> Self {
        Self {
            maillage: env!("CARGO_PKG_VERSION").to_owned(),
            layout: prepared::VERSION,
            packages: pinned.clone(),
        }
    }
}

/// Whether `folder` holds a country built by this version from exactly these packages.
#[must_use]
pub fn is_up_to_date(folder: &Path, pinned: &Pinned) -> bool {
    let stamp = fs::read_to_string(folder.join(STAMP)).ok();
    let stamp: Option<Stamp> = stamp.and_then(|text| toml::from_str(&text).ok());
    stamp == Some(Stamp::of(pinned))
        && folder.join(REPORT).is_file()
        && prepared::check_header(&folder.join(FRANCE)).is_ok()
}

/// Puts the folder of an interrupted swap back, and refuses a folder of somebody else.
///
/// # Errors
/// Where the folder holds other files than maillage makes, or the disk refuses.
pub fn recover(folder: &Path) -> Result<(), FolderError> {
    let previous = previous(folder);
    if !exists(folder)? && exists(&previous)? {
        fs::rename(&previous, folder).map_err(|source| disk(folder, source))?;
    }
    refuse_foreign(folder)
}

/// Writes the country, its report and its stamp, then swaps the folder in.
///
/// Until the very end the previous folder stays as it is; one that an interruption moved aside is
/// put back by [`recover`].
///
/// # Errors
/// Where the disk refuses; the previous folder is then in place.
pub fn replace(
    folder: &Path,
    france: &France,
    report: &PrepareReport,
    pinned: &Pinned,
) -> Result<(), FolderError> {
    let parent = match folder.parent() {
        Some(parent) if parent != Path::new("") => parent,
        _ => Path::new("."),
    };
    fs::create_dir_all(parent).map_err(|source| disk(parent, source))?;
    let made = tempfile::Builder::new().prefix(".prepare-").tempdir_in(parent);
    let temporary = made.map_err(|source| disk(parent, source))?;
    let new = temporary.path().join("prepared");
    fs::create_dir(&new).map_err(|source| disk(&new, source))?;

    prepared::write(france, &new.join(FRANCE))?;
    let json = serde_json::to_vec_pretty(report).expect("a report has only text keys");
    write(&new.join(REPORT), &json)?;
    let stamp = toml::to_string(&Stamp::of(pinned)).expect("a stamp is a plain table");
    write(&new.join(STAMP), stamp.as_bytes())?;
    sync(&new)?;
    swap(&new, folder)?;
    sync(parent)
}

fn swap(new: &Path, folder: &Path) -> Result<(), FolderError> {
    let previous = previous(folder);
    refuse_foreign(&previous)?;
    if exists(&previous)? {
        fs::remove_dir_all(&previous).map_err(|source| disk(&previous, source))?;
    }
    let had_one = exists(folder)?;
    if had_one {
        fs::rename(folder, &previous).map_err(|source| disk(folder, source))?;
    }
    if let Err(source) = fs::rename(new, folder) {
        if had_one {
            fs::rename(&previous, folder).map_err(|source| disk(&previous, source))?;
        }
        return Err(disk(folder, source));
    }
    if had_one {
        fs::remove_dir_all(&previous).map_err(|source| disk(&previous, source))?;
    }
    Ok(())
}

fn refuse_foreign(folder: &Path) -> Result<(), FolderError> {
    let entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(disk(folder, source)),
    };
    for entry in entries {
        let name = entry.map_err(|source| disk(folder, source))?.file_name();
        if ![FRANCE, REPORT, STAMP].iter().any(|ours| name == *ours) {
            let (path, other) = (folder.to_owned(), name.to_string_lossy().into_owned());
            return Err(FolderError::Foreign { path, other });
        }
    }
    Ok(())
}

/// Where the folder is moved while its successor takes its place.
fn previous(folder: &Path) -> PathBuf {
    let mut name = folder.file_name().unwrap_or_default().to_owned();
    name.push(".previous");
    folder.with_file_name(name)
}

fn exists(path: &Path) -> Result<bool, FolderError> {
    path.try_exists().map_err(|source| disk(path, source))
}

fn write(path: &Path, bytes: &[u8]) -> Result<(), FolderError> {
    let written = File::create_new(path).and_then(|mut file| {
        file.write_all(bytes)?;
        file.sync_all()
    });
    written.map_err(|source| disk(path, source))
}

/// Waits until the names in a folder are on the disk, where the system can.
fn sync(folder: &Path) -> Result<(), FolderError> {
    if cfg!(unix) {
        let synced = File::open(folder).and_then(|folder| folder.sync_all());
        synced.map_err(|source| disk(folder, source))?;
    }
    Ok(())
}

fn disk(path: &Path, source: io::Error) -> FolderError {
    FolderError::Disk { path: path.to_owned(), source }
}
