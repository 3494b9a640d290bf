//! What a user has to the model: lists of services and official figures. Defects of the data are
//! values.

mod builtin;
mod facility_list;
pub mod geocode;
pub mod listed;
pub mod portrait;
pub mod table;

pub use builtin::builtin_register;
pub use facility_list::{ListError, read_facilities};
