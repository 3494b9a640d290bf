//! The HTTP service, called without a port: what it answers, and how it refuses.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod answers;
mod base_map;
mod client;
mod country;
mod page_types;
mod provenance;
mod refusals;
mod scenario;
mod services;
#[path = "../support/mod.rs"]
mod support;
mod transport;
