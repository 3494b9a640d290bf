//! The register of the user, in its file.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use jiff::Timestamp;

use crate::import::draft::Draft;
use crate::store::{Cause, ImportEntry, ImportedFile, Store, StoreError, Version, Watch};
use crate::territory::{France, Register};

/// A register, and which state of its file it is.
#[derive(Debug, Default)]
pub struct OwnRegister {
    /// What the file holds; nothing where there is no file.
    pub register: Register,
    /// Its state.
    pub version: FileVersion,
}

/// A state of the file of a register.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct FileVersion(Option<Version>);

impl fmt::Display for FileVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(version) => version.fmt(f),
            None => f.write_str("0"),
        }
    }
}

/// The file of a register, which need not be there yet.
#[derive(Debug, Clone)]
pub struct RegisterFile {
    path: PathBuf,
    watch: Arc<Mutex<Watch>>,
}

/// Why an import was not committed. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum CommitError {
    /// The register is not any more the one that the draft was made from.
    #[error("the register has changed since it was read: import again")]
    Stale,
    /// It could not be written.
    #[error(transparent)]
    Failed(StoreError),
}

impl From<StoreError> for CommitError {
    fn from(error: StoreError) -> Self {
        if matches!(error.cause, Cause::Changed) { Self::Stale } else { Self::Failed(error) }
    }
}

impl RegisterFile {
    /// The file at `path`.
    #[must_use]
    pub fn new(path: PathBuf) -> Self {
        let watch = Arc::new(Mutex::new(Watch::new(&path)));
        Self { path, watch }
    }

    /// Where it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Reads it; an empty register where there is no file.
    ///
    /// # Errors
    /// Where it does not read.
    pub fn read(&self) -> Result<OwnRegister, StoreError> {
        match Store::open_read(&self.path).and_then(|store| store.read()) {
            Ok((register, version)) => {
                Ok(OwnRegister { register, version: FileVersion(Some(version)) })
            }
            Err(StoreError { cause: Cause::NotFound, .. }) => Ok(OwnRegister::default()),
            // An older layout is brought forward, a copy kept: that takes writing.
            Err(StoreError { cause: Cause::Older(_), .. }) => {
                let (register, version) = Store::open_or_create(&self.path)?.read()?;
                Ok(OwnRegister { register, version: FileVersion(Some(version)) })
            }
            Err(error) => Err(error),
        }
    }

    /// Whether it was committed to, replaced or removed since the last call.
    #[must_use]
    pub fn has_changed(&self) -> bool {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        watch.changed().unwrap_or_else(|cause| {
            tracing::warn!(%cause, "the register cannot be watched");
            false
        })
    }

    /// Writes what a draft would make of the register it was made from, whole or not at all.
    ///
    /// # Errors
    /// Where the register has changed since, or cannot be written.
    pub fn commit(
        &self,
        draft: &Draft,
        base: FileVersion,
        france: &France,
    ) -> Result<FileVersion, CommitError> {
        let mut store = Store::open_or_create(&self.path)?;
        let base = if let Some(version) = base.0 {
            version
        } else {
            let (register, version) = store.read()?;
            // Somebody made the file since: it has to be looked at first.
            if !register.sources.is_empty() {
                return Err(CommitError::Stale);
            }
            version
        };
        let committed = store.commit(&draft.register, &entry(draft), base, france)?;
        Ok(FileVersion(Some(committed.version)))
    }
}

fn entry(draft: &Draft) -> ImportEntry {
    let summary = draft.summary();
    let counts = [
        ("services", summary.services as u64),
        ("added", summary.added as u64),
        ("changed", summary.changed as u64),
        ("gone", summary.gone as u64),
        ("questions", summary.questions as u64),
        ("open", summary.open as u64),
        ("refused", summary.refused as u64),
        ("others", summary.others as u64),
        ("defects", summary.defects as u64),
        ("figures", summary.figures),
    ];
    ImportEntry {
        at: Timestamp::now(),
        files: draft
            .files
            .iter()
            .map(|file| ImportedFile {
                name: file.name.clone(),
                sha256: file.sha256.clone(),
                layout: file.layout.as_str().to_owned(),
            })
            .collect(),
        territory: Some(draft.territory.to_string()),
        counts: counts.into_iter().map(|(name, count)| (name.to_owned(), count)).collect(),
    }
}
