//! The indicators. Each is a pure function of the territory, its indexes and its own parameters.

mod outside;
mod outside_shape;
mod reach;

pub use outside::Outside;
pub use reach::{Arc, Reach};
