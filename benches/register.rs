//! The register on disk, beside SQLite inserting the same rows.

#![expect(clippy::unwrap_used, reason = "a measurement fails by panicking")]

use divan::Bencher;
use maillage::store::{ImportEntry, Store, Watch};
use maillage::territory::{Facility, France, Kind, Precision, Register};
use maillage::units::Wgs84;
use rusqlite::{Connection, params};
use tempfile::TempDir;

fn main() {
    divan::main();
}

const ROWS: usize = 100_000;

/// Splitmix64: the same numbers each time.
fn numbers() -> impl FnMut() -> f64 {
    let mut state = 42_u64;
    move || {
        state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = (state ^ (state >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) >> 11) as f64 / (1_u64 << 53) as f64
    }
}

fn register() -> &'static Register {
    static REGISTER: std::sync::OnceLock<Register> = std::sync::OnceLock::new();
    REGISTER.get_or_init(|| {
        let mut next = numbers();
        let facilities = (0..ROWS).map(|n| {
            let position = Wgs84 { lon: next() * 12.0 - 4.0, lat: next() * 8.0 + 42.5 };
            Facility {
                id: format!("liste-2025-{n:06}"),
                name: format!("Multi-accueil Les Petits Lutins {n}"),
                kind: Kind::ALL[n % 5],
                subtype: None,
                capacity: (n % 3 > 0).then(|| (next() * 60.0).floor()),
                ages: "0-3".parse().ok(),
                slots: Vec::new(),
                funding: None,
                address: format!("{} rue de la République", n % 200),
                postcode: format!("{:05}", n % 95_000),
                commune: format!("{:05}", n % 95_000).parse().unwrap(),
                position: Some(position),
                precision: Precision::Exact,
                perimeter: Vec::new(),
                opened_on: "2019-09-01".parse().ok(),
                closed_on: None,
                source: "liste-2025".to_owned(),
                attributes: std::sync::Arc::default(),
                geocode: None,
            }
        });
        Register { facilities: facilities.collect(), ..Register::default() }
    })
}

/// The 18 columns of the canonical list, one transaction, the same settings, nothing else.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn insert_bare_rows(bencher: Bencher<'_, '_>) {
    register();
    bencher.with_inputs(|| tempfile::tempdir().unwrap()).bench_values(|folder| {
        insert(&folder);
        folder
    });
}

fn insert(folder: &TempDir) {
    let connection = Connection::open(folder.path().join("bare.sqlite")).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; \
             BEGIN; CREATE TABLE facilities (fid INTEGER PRIMARY KEY, id TEXT, name TEXT, \
             kind TEXT, subtype TEXT, capacity REAL, ages TEXT, slots TEXT, funding TEXT, \
             address TEXT, postcode TEXT, city TEXT, commune TEXT, lon REAL, lat REAL, \
             perimeter TEXT, opened_on TEXT, closed_on TEXT, source TEXT)",
        )
        .unwrap();
    let mut insert = connection
        .prepare(
            "INSERT INTO facilities VALUES \
             (NULL, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .unwrap();
    for f in &register().facilities {
        let at = f.position.unwrap();
        let mut bind = |place, value: &dyn rusqlite::ToSql| {
            insert.raw_bind_parameter(place, value).unwrap();
        };
        let none: Option<&str> = None;
        let ages = f.ages.map(|ages| ages.to_string());
        let opened_on = f.opened_on.map(|day| day.to_string());
        let values: [&dyn rusqlite::ToSql; 18] = [
            &f.id,
            &f.name,
            &f.kind.as_str(),
            &none,
            &f.capacity,
            &ages,
            &none,
            &none,
            &f.address,
            &f.postcode,
            &none,
            &f.commune.as_str(),
            &at.lon,
            &at.lat,
            &none,
            &opened_on,
            &none,
            &f.source,
        ];
        for (place, value) in values.into_iter().enumerate() {
            bind(place + 1, value);
        }
        insert.raw_execute().unwrap();
    }
    drop(insert);
    connection.execute("COMMIT", params![]).unwrap();
}

/// The same rows with everything a register has: journal, spatial index, checks.
#[divan::bench(sample_count = 5, sample_size = 1)]
fn commit_to_an_empty_register(bencher: Bencher<'_, '_>) {
    register();
    bencher.with_inputs(opened).bench_values(|(mut store, folder)| {
        commit(&mut store);
        (store, folder)
    });
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn commit_the_same_again(bencher: Bencher<'_, '_>) {
    let (mut store, _folder) = opened();
    commit(&mut store);
    bencher.bench_local(|| commit(&mut store));
}

#[divan::bench(sample_count = 5, sample_size = 1)]
fn read_the_register(bencher: Bencher<'_, '_>) {
    let (mut store, _folder) = opened();
    commit(&mut store);
    bencher.bench_local(|| store.read().unwrap());
}

#[divan::bench]
fn look_whether_it_changed(bencher: Bencher<'_, '_>) {
    let (store, _folder) = opened();
    let mut watch = Watch::new(store.path());
    watch.changed().unwrap();
    bencher.bench_local(|| watch.changed().unwrap());
}

fn opened() -> (Store, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    (Store::open_or_create(&folder.path().join("maillage.gpkg")).unwrap(), folder)
}

fn commit(store: &mut Store) {
    // The version is read off an empty or a full register: only the latter takes time.
    let base = store.read().unwrap().1;
    store.commit(register(), &ImportEntry::default(), base, &France::default()).unwrap();
}
