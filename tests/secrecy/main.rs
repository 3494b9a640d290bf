//! Statistical secrecy: the engine, the attacker, and the gate that figures leave by.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod carrieres;
mod http;
mod laws;
mod leaks;
mod margins;
mod published;
