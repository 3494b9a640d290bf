//! Results to bytes: the rows that every format shares, then one file per format.

mod coverage;
mod csv;
mod facilities;
pub mod geojson;
mod row;
mod tile;
mod white_zones;

pub use coverage::coverage_rows;
pub use csv::to_csv;
pub use facilities::facility_row;
pub use row::{Row, number};
pub use tile::{InvalidTile, Layer, Tile};
pub use white_zones::white_zone_rows;
