#![no_main]

#[path = "../../support/mod.rs"]
mod support;
#[path = "../targets.rs"]
#[allow(dead_code, reason = "one target uses one entry")]
mod targets;

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| targets::told(targets::answers, bytes));
