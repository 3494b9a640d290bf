//! Baselines: registers frozen on a day, to compare with.

use std::path::Path;
use std::sync::Arc;

use jiff::civil::Date;

use super::RegisterFile;
use crate::analysis::{BASELINE_SOURCE, baseline_day};
use crate::index::Atlas;
use crate::store::StoreError;

/// A register frozen on a day.
#[derive(Debug, Clone)]
pub struct Baseline {
    /// The name of its file, without its ending: what requests name it by.
    pub id: String,
    /// What it was frozen for.
    pub title: String,
    /// Its day.
    pub on: Date,
    /// What it holds.
    pub atlas: Arc<Atlas>,
}

/// Why a file is no baseline.
#[derive(Debug, thiserror::Error)]
pub enum BaselineError {
    /// It does not read as a register.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// It is a register, but of no day.
    #[error("{0} is no baseline: freeze one with `maillage baseline`")]
    Undated(String),
    /// There is no such file.
    #[error("there is no baseline at {0}")]
    Missing(String),
}

impl Baseline {
    /// Reads a baseline. It stands alone: nothing that is built in is laid under it.
    ///
    /// # Errors
    /// Where there is no file, or it is no register, or one that was not frozen.
    pub fn read(path: &Path, atlas: &Atlas) -> Result<Self, BaselineError> {
        let shown = || path.display().to_string();
        if !path.exists() {
            return Err(BaselineError::Missing(shown()));
        }
        let register = RegisterFile::new(path.to_owned()).read()?.register;
        let on = baseline_day(&register).ok_or_else(|| BaselineError::Undated(shown()))?;
        let title = register.source(BASELINE_SOURCE).map(|source| source.title.clone());
        let id = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
        Ok(Self {
            id: id.unwrap_or_default(),
            title: title.unwrap_or_default(),
            on,
            atlas: Arc::new(atlas.with_register(register)),
        })
    }
}
