//! Results to bytes: the rows that every format shares, then one file per format.

mod answer;
mod coverage;
mod csv;
mod draft;
mod evolution;
mod facilities;
pub mod geojson;
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
pub use evolution::evolution_answer;
pub use facilities::{FacilitiesAnswer, FacilitiesAsked, facilities_answer, facility_row};
pub use ranking::ranking_answer;
pub use row::{Row, number};
pub use siting::{SitingAnswer, siting_answer};
pub use territory::territory_answer;
pub use text::to_text;
pub use tile::{InvalidTile, Layer, Tile};
pub use white_zones::white_zone_rows;
