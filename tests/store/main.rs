//! The register on disk: round trips, other programs, hostile files, crashes.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod clients;
mod commits;
mod crash;
mod foreign;
mod geopackage;
mod hostile;
mod round_trip;
mod support;
mod watch;
