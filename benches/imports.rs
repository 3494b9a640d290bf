//! A facility base against the bare `csv` crate on the same bytes, which are SYNTHETIC.
//!
//! `cargo bench --bench imports` measures 300,000 rows; `-- --rows 2800000` prints the rates of a
//! whole country once; `-- --canonical 100000` takes a canonical list of as many rows from its bytes
//! to a committed register, beside SQLite inserting the same rows.

#![expect(clippy::unwrap_used, reason = "a measurement fails by panicking")]
#![expect(clippy::print_stdout, reason = "a measurement prints")]

#[path = "imports/canonical.rs"]
mod canonical;
#[path = "../tests/official/facility_base.rs"]
#[expect(dead_code, reason = "the tests use the rest")]
mod facility_base;
#[path = "../tests/support/mod.rs"]
mod support;

use std::sync::OnceLock;
use std::time::Instant;

use bytes::Bytes;
use divan::Bencher;
use divan::counter::BytesCount;
use maillage::import::official::{Content, Given, Scope, read_facility_base};
use maillage::territory::{CommuneCode, France};

const ROWS: u64 = 300_000;

fn main() {
    let number = |name: &str| {
        let mut arguments = std::env::args().skip_while(|argument| argument != name);
        arguments.nth(1).map(|number| number.parse::<usize>().unwrap())
    };
    if let Some(rows) = number("--canonical") {
        canonical::compare(rows, number("--communes").unwrap_or(30_000));
    } else if let Some(rows) = number("--rows") {
        compare(rows as u64);
    } else {
        divan::main();
    }
}

fn base(rows: u64) -> Bytes {
    let mut bytes = Vec::new();
    facility_base::write(rows, &mut bytes).unwrap();
    bytes.into()
}

fn shared() -> &'static (Bytes, France) {
    static SHARED: OnceLock<(Bytes, France)> = OnceLock::new();
    SHARED.get_or_init(|| (base(ROWS), support::prepared_france()))
}

/// Rows of the bare crate: nothing is looked at.
fn bare(bytes: &[u8]) -> u64 {
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').from_reader(bytes);
    let mut record = csv::ByteRecord::new();
    let mut rows = 0;
    while reader.read_byte_record(&mut record).unwrap() {
        rows += 1;
    }
    rows
}

/// Rows and services, of a hundred communes of the Ain.
fn ours(bytes: &Bytes, france: &France) -> (u64, usize) {
    let communes = (1_001..1_101).filter_map(|code| format!("0{code}").parse::<CommuneCode>().ok());
    let content = Content::Bytes(bytes.clone());
    let given = Given { name: "BPE24.csv", content: &content, vintage: None };
    let read = read_facility_base(&given, &Scope::communes(france, communes), &mut |_| {}).unwrap();
    (read.rows_read, read.list.services.len())
}

#[divan::bench(sample_count = 10)]
fn facility_base_bare_csv(bencher: Bencher<'_, '_>) {
    let (bytes, _) = shared();
    bencher.counter(BytesCount::new(bytes.len())).bench(|| bare(bytes));
}

#[divan::bench(sample_count = 10)]
fn facility_base_imported(bencher: Bencher<'_, '_>) {
    let (bytes, france) = shared();
    bencher.counter(BytesCount::new(bytes.len())).bench(|| ours(bytes, france));
}

fn compare(rows: u64) {
    let (bytes, france) = (base(rows), support::prepared_france());
    let rate = |work: &dyn Fn() -> u64| {
        let start = Instant::now();
        assert_eq!(work(), rows);
        bytes.len() as f64 / 1e6 / start.elapsed().as_secs_f64()
    };
    let (csv, imported) = (rate(&|| bare(&bytes)), rate(&|| ours(&bytes, &france).0));
    println!("{rows} rows, {:.0} MB", bytes.len() as f64 / 1e6);
    println!("csv crate {csv:.0} MB/s, import {imported:.0} MB/s, ratio {:.2}", imported / csv);
}
