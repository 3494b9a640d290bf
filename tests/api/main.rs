//! The HTTP service, called without a port: what it answers, and how it refuses.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod answers;
mod base_map;
mod client;
mod country;
#[path = "../import/given.rs"]
#[allow(
    dead_code,
    clippy::format_push_string,
    reason = "the types of the page need a part of it; a test may write as it likes"
)]
mod given;
mod page_types;
mod pdf;
mod poor_sheets;
mod provenance;
mod refusals;
mod scenario;
mod services;
mod sheets;
#[path = "../support/mod.rs"]
mod support;
mod together;
mod transport;
