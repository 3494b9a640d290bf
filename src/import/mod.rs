//! What a user has to the model: lists of services and official figures. Defects of the data are
//! values.
//!
//! [`read`] tells what each file is and has it read, [`draft`] resolves communes and addresses,
//! asks what is doubtful and makes the register as it would be. Nothing here writes.

mod builtin;
mod commune_names;
pub mod communes;
pub mod draft;
pub mod geocode;
mod input;
pub mod learned;
pub mod list;
mod list_source;
pub mod listed;
pub mod official;
mod places;
pub mod portrait;
mod prose;
mod read;
mod read_error;
pub mod table;
pub mod text;
mod xlsx;
mod zip_directory;

pub use builtin::{BuiltinError, builtin_register};
pub use input::Input;
pub use list::Context;
pub use places::Places;
pub use read::{ReadFile, read};
pub use read_error::ReadError;
