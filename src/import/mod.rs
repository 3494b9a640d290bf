//! Files to model: one file per dataset; defects of the data are values.

pub mod download;
pub mod packages;
pub mod pinned;
