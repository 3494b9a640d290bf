//! Files inside packages, read in place: nothing is unpacked to the disk.

use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};

use flate2::read::GzDecoder;
use zip::ZipArchive;

/// No file read whole from a package is larger, in bytes; the largest is 9 MB.
const LARGEST_FILE: u64 = 256 << 20;

/// A package cannot be read: its checksum is right but its content is not what was pinned.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The package cannot be opened or read.
    #[error("cannot read {}", .path.display())]
    Open {
        /// The package.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The package is not a zip archive, or lacks a file.
    #[error("cannot read {entry} in {}", .path.display())]
    Zip {
        /// The package.
        path: PathBuf,
        /// The file in it.
        entry: String,
        /// Why.
        source: zip::result::ZipError,
    },
    /// The package lacks a file.
    #[error("{} holds no {entry}", .path.display())]
    MissingEntry {
        /// The package.
        path: PathBuf,
        /// The file it should hold.
        entry: String,
    },
    /// A file of the package is larger than anything expected.
    #[error("{entry} is larger than {LARGEST_FILE} bytes")]
    TooLarge {
        /// The file.
        entry: String,
    },
    /// A table cannot be read.
    #[error("cannot read the table {entry}")]
    Csv {
        /// The file.
        entry: String,
        /// Why.
        source: csv::Error,
    },
    /// A table lacks a column.
    #[error("the table {entry} has no column {column}")]
    MissingColumn {
        /// The file.
        entry: String,
        /// The column.
        column: String,
    },
    /// A JSON document is not as expected.
    #[error("{entry} is not as expected")]
    Json {
        /// The file.
        entry: String,
        /// Why.
        source: serde_json::Error,
    },
    /// A parquet table is not as expected.
    #[error("{entry} is not as expected")]
    Parquet {
        /// The file.
        entry: String,
        /// Why.
        source: parquet::errors::ParquetError,
    },
    /// A code is not one.
    #[error("{entry} names a territory by an impossible code: {detail}")]
    Code {
        /// The file.
        entry: String,
        /// What was read.
        detail: String,
    },
}

/// Opens a zip package such as a Python wheel.
pub(super) fn open_zip(path: &Path) -> Result<ZipArchive<BufReader<File>>, ReadError> {
    let file = open(path)?;
    ZipArchive::new(file).map_err(|source| ReadError::Zip {
        path: path.to_owned(),
        entry: "its directory".to_owned(),
        source,
    })
}

/// Reads one file of a zip package whole.
pub(super) fn read_zip_entry(path: &Path, entry: &str) -> Result<Vec<u8>, ReadError> {
    let mut archive = open_zip(path)?;
    let file = archive.by_name(entry).map_err(|source| zip_error(path, entry, source))?;
    read_whole(file, path, entry)
}

/// Reads the named files of a gzipped tar package whole, in the order of `entries`.
pub(super) fn read_tgz_entries<const N: usize>(
    path: &Path,
    entries: [&str; N],
) -> Result<[Vec<u8>; N], ReadError> {
    let failed = |source| ReadError::Open { path: path.to_owned(), source };
    let mut found: [Option<Vec<u8>>; N] = std::array::from_fn(|_| None);
    let mut archive = tar::Archive::new(GzDecoder::new(open(path)?));
    for file in archive.entries().map_err(failed)? {
        let file = file.map_err(failed)?;
        let name = file.path().map_err(failed)?.into_owned();
        if let Some(at) = entries.iter().position(|entry| Path::new(entry) == name) {
            found[at] = Some(read_whole(file, path, entries[at])?);
        }
    }
    if let Some(at) = found.iter().position(Option::is_none) {
        let entry = entries[at].to_owned();
        return Err(ReadError::MissingEntry { path: path.to_owned(), entry });
    }
    Ok(found.map(Option::unwrap_or_default))
}

/// The error of a file of a zip package.
pub(super) fn zip_error(path: &Path, entry: &str, source: zip::result::ZipError) -> ReadError {
    let (path, entry) = (path.to_owned(), entry.to_owned());
    match source {
        zip::result::ZipError::FileNotFound => ReadError::MissingEntry { path, entry },
        source => ReadError::Zip { path, entry, source },
    }
}

fn open(path: &Path) -> Result<BufReader<File>, ReadError> {
    let file = File::open(path);
    file.map(BufReader::new).map_err(|source| ReadError::Open { path: path.to_owned(), source })
}

fn read_whole(file: impl Read, path: &Path, entry: &str) -> Result<Vec<u8>, ReadError> {
    let mut bytes = Vec::new();
    file.take(LARGEST_FILE + 1)
        .read_to_end(&mut bytes)
        .map_err(|source| ReadError::Open { path: path.to_owned(), source })?;
    if bytes.len() as u64 > LARGEST_FILE {
        return Err(ReadError::TooLarge { entry: entry.to_owned() });
    }
    Ok(bytes)
}
