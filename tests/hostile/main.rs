//! Files made to do harm, given to the real binary: a refusal that says why, soon, in bounded
//! memory, and the register as it was, byte for byte.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]
#![allow(clippy::format_collect, clippy::format_push_string, reason = "test data is built")]

mod binary;
mod files;
mod formulas;
mod registers;
mod workbooks;
