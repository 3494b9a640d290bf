//! Lists of services, from the seeds' annexes to files made to do harm.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::print_stderr, reason = "scores are shown")]
#![allow(
    clippy::format_push_string,
    clippy::single_match_else,
    clippy::too_many_lines,
    reason = "test data is built and scored in one place"
)]

#[path = "../support/mod.rs"]
mod support;

mod annexes;
mod beside;
mod communes;
mod hostile;
mod layouts;
mod read;
mod tables;
