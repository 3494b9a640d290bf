//! The model: plain values, without files, HTTP or indexes.

mod boundaries;
mod code;
mod commune;
mod commune_code;
mod crs;
mod france;
mod siren;
mod source;

pub use boundaries::Boundaries;
pub use code::{InvalidTerritoryCode, TerritoryCode};
pub use commune::{Census, Commune, Department, Epci, TownHall, TownHallStatus};
pub use commune_code::{CommuneCode, InvalidCommuneCode};
pub use crs::Crs;
pub use france::France;
pub use siren::{InvalidSiren, Siren};
pub use source::{Source, source_line};
