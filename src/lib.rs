//! maillage: which family services a French territory has, for how many children, and where they
//! are missing.
//!
//! Data flows down this list, and no module imports a module below it
//! (`tests/architecture.rs` holds it to that).

mod shares;

pub mod units;

pub mod territory;

pub mod prepare;

pub mod import;

pub mod store;

pub mod index;

pub mod analysis;

pub mod export;

pub mod api;

pub mod cli;
