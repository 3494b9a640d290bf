//! Spatial look-ups over immutable values, built once.

mod atlas;
mod communes;
mod facilities;
mod join;
mod national;
mod nearest;
mod neighbours;
mod search;
mod shape;
mod study;

pub use atlas::Atlas;
pub use communes::{CommuneIndex, bounds};
pub use facilities::{FacilityIndex, standing_at};
pub use join::locate_all;
pub use national::NationalIndex;
pub use nearest::NearestGrid;
pub use neighbours::neighbours;
pub use search::{Entry, NameIndex};
pub use shape::{Bounds, Shape, cross_from, edges, ring_area, ring_surrounds};
pub use study::{CENSUS_SOURCE, Demand, DemandCell, Study, StudyCommune};
