//! The import as a whole: from files to a register that is committed, read back and served.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(
    clippy::format_push_string,
    clippy::type_complexity,
    reason = "bodies and cases are written where they are used"
)]

#[path = "../support/mod.rs"]
mod support;

mod acts;
mod command;
mod corrected;
mod figures;
mod given;
mod http;
mod live;
mod places;
