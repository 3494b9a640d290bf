//! Files to model: one file per dataset; defects of the data are values.

mod builtin;
mod facility_list;

pub use builtin::builtin_register;
pub use facility_list::{ListError, read_facilities};
