//! Changes by others are noticed, without waiting.

use std::fs;
use std::time::Instant;

use maillage::store::{Store, Watch};
use maillage::territory::Register;

use super::support::{Place, commit, full, read};

#[test]
fn a_commit_a_foreign_edit_and_a_replaced_file_are_noticed_once() {
    let place = Place::new();
    let mut watch = Watch::new(&place.path);
    assert!(!watch.changed().unwrap(), "there is no file");
    commit(&place, &full()).unwrap();
    assert!(watch.changed().unwrap(), "there is one");
    assert!(!watch.changed().unwrap());
    commit(&place, &Register::default()).unwrap();
    assert!(watch.changed().unwrap(), "a commit");
    while watch.changed().unwrap() {}
    place.sql("UPDATE gpkg_contents SET description = 'x' WHERE table_name = 'cells'");
    assert!(watch.changed().unwrap(), "an edit");
    while watch.changed().unwrap() {}

    let other = Place::with(&full());
    fs::rename(&other.path, &place.path).unwrap();
    assert!(watch.changed().unwrap(), "another file");
    assert!(!watch.changed().unwrap());
    assert_eq!(read(&place), full());
    fs::remove_file(&place.path).unwrap();
    assert!(watch.changed().unwrap(), "none any more");
    assert!(!watch.changed().unwrap());
}

#[test]
fn who_watches_neither_hinders_a_commit_nor_leaves_files() {
    let place = Place::with(&full());
    let mut watch = Watch::new(&place.path);
    watch.changed().unwrap();
    let reader = Store::open_read(&place.path).unwrap();
    commit(&place, &Register::default()).unwrap();
    assert!(watch.changed().unwrap());
    assert_eq!(reader.read().unwrap().0, Register::default());
    drop((reader, watch));
    let files = fs::read_dir(place.path.parent().unwrap()).unwrap().count();
    assert_eq!(files, 1);
}

#[test]
fn a_look_costs_next_to_nothing() {
    let place = Place::with(&full());
    let store = Store::open_or_create(&place.path).unwrap();
    let mut watch = Watch::new(&place.path);
    watch.changed().unwrap();
    // The fastest of many: what else the machine does is not measured.
    let fastest = (0..200).map(|_| {
        let start = Instant::now();
        watch.changed().unwrap();
        start.elapsed()
    });
    let fastest = fastest.min().unwrap();
    drop(store);
    assert!(fastest.as_micros() < 50, "{fastest:?}");
}
