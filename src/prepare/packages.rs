//! The pinned packages on the disk: checked, and fetched where they are missing.

use std::fmt::Write;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::download::{DownloadError, download};
use super::pinned::Package;

/// Why a package is not at hand.
#[derive(Debug, thiserror::Error)]
pub enum PackageError {
    /// The file is missing and nothing may be fetched.
    #[error(
        "{file} is missing: copy it into {}, or run without --offline to fetch it",
        .folder.display()
    )]
    Offline {
        /// The file.
        file: String,
        /// Where it should be.
        folder: PathBuf,
    },
    /// The file is there but is another one.
    #[error(
        "{} is not the pinned file: SHA-256 {expected} expected, {found} found; delete it and run again",
        .path.display()
    )]
    WrongChecksum {
        /// The file.
        path: PathBuf,
        /// The pinned SHA-256.
        expected: String,
        /// The SHA-256 of the file.
        found: String,
    },
    /// The registry gave another file than the pinned one; it was not kept.
    #[error(
        "the registry gave another {file} than the pinned one: SHA-256 {expected} expected, {found} found; nothing was kept"
    )]
    WrongDownload {
        /// The file.
        file: String,
        /// The pinned SHA-256.
        expected: String,
        /// The SHA-256 of what was fetched.
        found: String,
    },
    /// The registry's client ended well but left no such file.
    #[error("fetching {package} gave no file named {file}")]
    NotDelivered {
        /// The package.
        package: String,
        /// The file.
        file: String,
    },
    /// The package could not be fetched.
    #[error("cannot fetch {file}")]
    Download {
        /// The file.
        file: String,
        /// Why.
        source: DownloadError,
    },
    /// The disk refused.
    #[error("cannot use {}", .path.display())]
    Disk {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

/// The path of `package` in `folder`, its SHA-256 checked; fetched first where it is missing.
///
/// A fetched file is checked before it takes its name, so the folder never holds half of one.
///
/// # Errors
/// Where the file is missing and `offline`, cannot be fetched, or is not the pinned one.
pub fn obtain(package: &Package, folder: &Path, offline: bool) -> Result<PathBuf, PackageError> {
    let path = folder.join(&package.file);
    let exists = path.try_exists().map_err(|source| disk(&path, source))?;
    if exists {
        let found = sha256(&path)?;
        if found == package.sha256 {
            return Ok(path);
        }
        return Err(PackageError::WrongChecksum { path, expected: package.sha256.clone(), found });
    }
    if offline {
        let (file, folder) = (package.file.clone(), folder.to_owned());
        return Err(PackageError::Offline { file, folder });
    }
    fetch(package, folder, None)?;
    Ok(path)
}

/// Fetches a package with `client`, or with the ordinary one where it is `None`.
fn fetch(package: &Package, folder: &Path, client: Option<&str>) -> Result<(), PackageError> {
    fs::create_dir_all(folder).map_err(|source| disk(folder, source))?;
    let made = tempfile::Builder::new().prefix(".fetch-").tempdir_in(folder);
    let temporary = made.map_err(|source| disk(folder, source))?;
    let file = package.file.clone();
    download(package, temporary.path(), client)
        .map_err(|source| PackageError::Download { file: file.clone(), source })?;
    let fetched = temporary.path().join(&file);
    if !fetched.is_file() {
        return Err(PackageError::NotDelivered { package: package.name.clone(), file });
    }
    let found = sha256(&fetched)?;
    if found != package.sha256 {
        let expected = package.sha256.clone();
        return Err(PackageError::WrongDownload { file, expected, found });
    }
    let path = folder.join(&package.file);
    fs::rename(&fetched, &path).map_err(|source| disk(&path, source))
}

/// The SHA-256 of a file in lower-case hexadecimal digits.
///
/// # Errors
/// Where the file cannot be read.
pub fn sha256(path: &Path) -> Result<String, PackageError> {
    let failed = |source| disk(path, source);
    let mut file = File::open(path).map_err(failed)?;
    let mut hasher = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match file.read(&mut buffer).map_err(failed)? {
            0 => break,
            read => hasher.update(&buffer[..read]),
        }
    }
    Ok(hasher.finalize().iter().fold(String::with_capacity(64), |mut hex, byte| {
        write!(hex, "{byte:02x}").expect("writing to a string never fails");
        hex
    }))
}

fn disk(path: &Path, source: io::Error) -> PackageError {
    PackageError::Disk { path: path.to_owned(), source }
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use crate::prepare::pinned::Pinned;

    /// A client that delivers `delivered-1.0.whl` whatever it is asked for.
    const CLIENT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/fixtures/clients/delivers");
    const DELIVERED: &str = "delivered-1.0.whl";
    const CHECKSUM: &str = "ab326f16dec533ba65139949246581c016b9d4c77d0de0046e65f48e575372a3";

    fn package(file: &str, sha256: &str) -> Package {
        let (file, sha256) = (file.to_owned(), sha256.to_owned());
        Package { file, sha256, ..Pinned::embedded().boundaries }
    }

    fn names(folder: &Path) -> Vec<std::ffi::OsString> {
        let entries = fs::read_dir(folder).expect("the folder is there");
        entries.map(|entry| entry.expect("it can be read").file_name()).collect()
    }

    #[test]
    fn a_fetched_package_is_checked_and_then_takes_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let packages = folder.path().join("not/there/yet");
        let package = package(DELIVERED, CHECKSUM);
        fetch(&package, &packages, Some(CLIENT)).unwrap();
        assert_eq!(obtain(&package, &packages, true).unwrap(), packages.join(DELIVERED));
        assert_eq!(names(&packages), [DELIVERED]);
    }

    #[test]
    fn a_fetched_package_with_another_checksum_is_not_kept() {
        let folder = tempfile::tempdir().unwrap();
        let fetched = fetch(&package(DELIVERED, "another"), folder.path(), Some(CLIENT));
        let Err(PackageError::WrongDownload { found, .. }) = fetched else { panic!("{fetched:?}") };
        assert_eq!(found, CHECKSUM);
        assert!(names(folder.path()).is_empty());
    }

    #[test]
    fn a_client_that_delivers_something_else_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        let fetched = fetch(&package("expected.whl", CHECKSUM), folder.path(), Some(CLIENT));
        assert!(matches!(fetched, Err(PackageError::NotDelivered { .. })), "{fetched:?}");
        assert!(names(folder.path()).is_empty());
    }
}
