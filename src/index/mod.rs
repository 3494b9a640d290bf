//! Spatial look-ups over immutable values, built once.

mod communes;
mod join;
mod nearest;
mod shape;

pub use communes::{CommuneIndex, bounds, covers};
pub use join::locate_all;
pub use nearest::NearestGrid;
pub use shape::{Bounds, Shape, cross_from, edges, ring_area, ring_surrounds};
