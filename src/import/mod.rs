//! Files to model: one file per dataset; defects of the data are values.

pub mod archive;
pub mod boundaries;
pub mod census;
pub mod cog;
pub mod download;
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
