//! The prepared file read again: whole it comes back as it was, altered it is refused.

use std::fs;
use std::path::Path;

use maillage::prepare::prepared::{self, PreparedError};
use maillage::prepare::prepared_folder::FRANCE;
use tempfile::TempDir;

use super::Place;

#[test]
fn a_country_read_and_written_again_is_the_same_file() {
    let place = Place::new();
    let (france, _) = place.build();
    let again = place.options.output.with_file_name("again");
    prepared::write(&france, &again).unwrap();
    assert_eq!(fs::read(&again).unwrap(), fs::read(place.file(FRANCE)).unwrap());
    assert!(prepared::check_header(&again).is_ok());
    assert!(prepared::write(&france, &again).is_err(), "nothing is overwritten");
}

#[test]
fn no_file_a_foreign_file_and_another_version_are_told_apart() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(FRANCE);
    let error = prepared::read(&path).unwrap_err();
    assert!(error.to_string().contains("run `maillage prepare`"), "{error}");
    fs::write(&path, "PK, something else altogether").unwrap();
    assert!(matches!(prepared::read(&path), Err(PreparedError::Foreign(_))));
    fs::write(&path, [b"MAILLAGE".as_slice(), &9_u32.to_le_bytes(), &[0; 64]].concat()).unwrap();
    let error = prepared::read(&path).unwrap_err();
    assert!(error.to_string().contains("use a newer maillage"), "{error}");
}

#[test]
fn every_cut_and_every_flipped_byte_of_the_prepared_file_is_an_error() {
    let place = Place::new();
    place.build();
    let whole = fs::read(place.file(FRANCE)).unwrap();
    let path = place.options.output.parent().unwrap().join("altered");
    let refused = |bytes: &[u8], what: &str, path: &Path| {
        fs::write(path, bytes).unwrap();
        assert!(prepared::read(path).is_err(), "{what}");
    };
    for length in 0..whole.len() {
        refused(&whole[..length], &format!("cut at {length}"), &path);
    }
    for at in 0..whole.len() {
        for mask in [0x01, 0x80, 0xFF] {
            let mut altered = whole.clone();
            altered[at] ^= mask;
            refused(&altered, &format!("byte {at} flipped by {mask:#x}"), &path);
        }
    }
    refused(&[whole.as_slice(), &[0; 16]].concat(), "sixteen more bytes", &path);
}
