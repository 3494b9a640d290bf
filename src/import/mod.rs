//! Files to model: one file per dataset; defects of the data are values.

pub mod archive;
pub mod boundaries;
mod builtin;
pub mod census;
pub mod cog;
pub mod download;
mod facility_list;
pub mod france;
pub mod packages;
pub mod pinned;
pub mod prepare;
pub mod prepared;
pub mod prepared_folder;
pub mod report;
pub mod rings;
pub mod town_halls;
pub mod wkb;

pub use builtin::builtin_register;
pub use facility_list::{ListError, read_facilities};
