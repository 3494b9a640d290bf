//! The HTTP service, called without a port: what it answers, and how it refuses.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod answers;
mod base_map;
mod client;
mod country;
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
mod transport;
