//! Rates by mode, perimeters, duties, and the statistics of a real portrait.

#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

mod command;
mod duties;
mod modes;
mod perimeters;
mod portrait_statistics;
#[path = "../support/mod.rs"]
mod support;
