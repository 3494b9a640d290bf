//! The model: plain values, without files, HTTP or indexes.

mod boundaries;
mod caf;
mod children;
mod code;
mod commune;
mod commune_code;
mod covers;
mod crs;
mod facility;
mod figure;
mod france;
mod geocode;
mod indicator;
mod kind;
mod register;
mod remark;
mod review;
mod scenario;
mod siren;
mod source;
mod vintage;
mod words;

pub use boundaries::Boundaries;
pub use caf::caf_of;
pub use children::{IRIS_BANDS, SINGLE_YEARS, Trust, by_trust, newest_cells};
pub use code::{InvalidTerritoryCode, TerritoryCode};
pub use commune::{
    Census, Commune, Department, Epci, FormerCommune, FormerStatus, TownHall, TownHallStatus,
};
pub use commune_code::{CommuneCode, InvalidCommuneCode};
pub use crs::Crs;
pub use facility::{Facility, Funding, Precision, Slot, Subtype, Terms};
pub use figure::{Figure, FigureSum, Status};
pub use france::France;
pub use geocode::{AnswerType, Geocode};
pub use indicator::{Indicator, Usage};
pub use kind::{Ages, InvalidAges, InvalidKind, Kind};
pub use register::{AgeGroup, Cell, Completeness, Inventory, MeanSize, Register, children_of};
pub use remark::{Remark, Weight};
pub use review::{Choice, Free, Place, Question, Review};
pub use scenario::{
    Change, InvalidScenario, MOST_CHANGES, Moved, Named, Opened, Resized, Scenario,
};
pub use siren::{InvalidSiren, Siren};
pub use source::{Source, source_line};
pub use vintage::year_of;
pub use words::{normalised, slug};
