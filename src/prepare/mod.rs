//! The pinned official packages to one file: the country, prepared once.

pub mod archive;
pub mod boundaries;
pub mod census;
pub mod cog;
pub mod download;
pub mod france;
mod members;
pub mod packages;
pub mod pinned;
mod pipeline;
pub mod prepared;
pub mod prepared_folder;
pub mod report;
pub mod rings;
pub mod town_halls;
pub mod wkb;

pub use pipeline::{Outcome, PrepareError, PrepareOptions, Stage, Step, prepare};
