//! Results to bytes: the rows that every format shares, then one file per format.

mod answer;
mod coverage;
mod csv;
mod draft;
mod duties;
mod evolution;
mod facilities;
mod french;
pub mod geojson;
mod modes;
mod modes_table;
mod perimeters;
mod ranking;
mod row;
mod siting;
mod territory;
mod text;
mod tile;
mod white_zones;

pub use answer::{Answer, coverage_answer, white_zones_answer};
pub use coverage::coverage_rows;
pub use csv::to_csv;
pub use draft::{MOST_READ, draft_json, draft_text};
pub use duties::duties_answer;
pub use evolution::evolution_answer;
pub use facilities::{FacilitiesAnswer, FacilitiesAsked, facilities_answer, facility_row};
pub use modes::{ModesAnswer, modes_answer};
pub use perimeters::perimeters_answer;
pub use ranking::ranking_answer;
pub use row::{Row, number};
pub use siting::{SitingAnswer, siting_answer};
pub use territory::territory_answer;
pub use text::{rows_to_text, to_text};
pub use tile::{InvalidTile, Layer, Tile};
pub use white_zones::white_zone_rows;
