//! Addresses from files: BAN and BAL, whole, dirty and hostile.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use flate2::Compression;
use flate2::write::GzEncoder;
use maillage::import::geocode::{
    AddressAsked, AddressFile, AddressFileError, FileLimits, Geocoder, Judged, judge,
};
use maillage::territory::{AnswerType, CommuneCode, Geocode, Precision};
use maillage::units::Wgs84;
use proptest::prelude::*;
use tempfile::TempDir;

use super::asked;

const COMMUNES: [&str; 6] = ["78380", "78233", "79191", "79315", "75056", "31591"];

fn data(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/geocode").join(name)
}

fn communes(codes: &[&str]) -> BTreeSet<CommuneCode> {
    codes.iter().map(|code| code.parse().unwrap()).collect()
}

fn add(path: &Path, limits: FileLimits) -> Result<AddressFile, AddressFileError> {
    let mut file = AddressFile::default();
    file.add(path, &communes(&COMMUNES), limits, &mut |_| {})?;
    Ok(file)
}

fn ban() -> AddressFile {
    add(&data("ban-78.csv"), FileLimits::default()).unwrap()
}

fn answers(file: &AddressFile, asked: &AddressAsked) -> Vec<Geocode> {
    file.locate(std::slice::from_ref(asked), &mut |_| {}).unwrap()[0].answers().to_vec()
}

fn at_maule(address: &str) -> (String, AnswerType, Wgs84) {
    let found = answers(&ban(), &asked(address, "78580", "78380"));
    assert_eq!(found.len(), 1, "{address}: {found:?}");
    (found[0].label.clone(), found[0].answer, found[0].position)
}

fn point(lon: f64, lat: f64) -> Wgs84 {
    Wgs84 { lon, lat }
}

/// A file in a folder that lives as long as it.
fn written(name: &str, content: &[u8]) -> (TempDir, PathBuf) {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, content).unwrap();
    (folder, path)
}

fn packed(content: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(content).unwrap();
    encoder.finish().unwrap()
}

fn refused(content: &[u8], limits: FileLimits) -> AddressFileError {
    let (_folder, path) = written("adresses.csv", content);
    let error = add(&path, limits).unwrap_err();
    assert!(error.in_french().contains("adresses.csv"), "{}", error.in_french());
    error
}

#[test]
fn a_number_is_found_however_its_street_is_spelt() {
    let bis = (
        "3 bis Rue du Clos Noyon 78580 Maule".to_owned(),
        AnswerType::Housenumber,
        point(1.8404, 48.9004),
    );
    for address in [
        "3 bis Rue du Clos Noyon",
        "3bis, r. du Clos-Noyon",
        "3 B RUE DU CLOS NOYON",
        "Espace Noyon, 3 bis rue Clos Noyon",
        "3 BIS rue du clos  noyon (1er étage)",
    ] {
        assert_eq!(at_maule(address), bis, "{address}");
    }
    let square = "5 Place du Général de Gaulle 78580 Maule";
    assert_eq!(at_maule("5 pl Gal de Gaulle").0, square);
    assert_eq!(at_maule("2 rond point des eclairs").0, "2 Rond-Point des Éclairs 78580 Maule");
}

#[test]
fn the_entrance_is_taken_where_a_number_has_several_points() {
    assert_eq!(at_maule("3 rue du Clos Noyon").2, point(1.84031, 48.90031));
}

#[test]
fn a_range_stands_at_its_first_number_else_at_its_last() {
    assert_eq!(at_maule("7/9 rue du Clos Noyon").0, "7 Rue du Clos Noyon 78580 Maule");
    assert_eq!(at_maule("9/11 rue du Clos Noyon").0, "11 Rue du Clos Noyon 78580 Maule");
}

#[test]
fn a_street_without_the_number_stands_at_a_listed_door() {
    let street = "Rue du Clos Noyon 78580 Maule".to_owned();
    // Doors 1, 3, 3 bis, 7, 11: the middle one is 3 bis.
    let middle = (street.clone(), AnswerType::Street, point(1.8404, 48.9004));
    assert_eq!(at_maule("rue du Clos Noyon"), middle);
    assert_eq!(at_maule("25 rue du Clos Noyon"), middle);
    // A door of the same number stands for one with another suffix.
    assert_eq!(
        at_maule("7 ter rue du Clos Noyon"),
        (street, AnswerType::Street, point(1.8407, 48.9007))
    );
    let one = asked("25 rue du Clos Noyon", "78580", "78380");
    let judged = judge(&one, &answers(&ban(), &one), &|_| true);
    assert!(matches!(judged, Judged::Sure(_, Precision::Street)));
}

#[test]
fn aliases_and_places_with_a_name_are_found() {
    assert_eq!(at_maule("5 place du Marché").0, "5 Place du Marché 78580 Maule");
    let place = at_maule("Les Bourbiers");
    assert_eq!((place.0.as_str(), place.1), ("Les Bourbiers 78580 Maule", AnswerType::Locality));
}

#[test]
fn nothing_is_guessed() {
    for (address, postcode, commune) in [
        ("3 rue du Clos Noyer", "78580", "78380"),
        ("3 place du Clos Noyon", "78580", "78380"),
        ("3 rue du Clos", "78580", "78380"),
        ("19 rue Bernard Deniau", "78580", "78380"),
        ("19 rue Bernard Deniau", "78810", ""),
        ("", "78580", "78380"),
        ("Maule", "78580", "78380"),
    ] {
        assert_eq!(answers(&ban(), &asked(address, postcode, commune)), [], "{address}");
    }
}

#[test]
fn two_streets_of_one_name_in_one_commune_are_doubtful() {
    let one = asked("4 rue de l’église", "79000", "79191");
    let found = answers(&ban(), &one);
    assert_eq!((found.len(), found[0].gap), (2, Some(0.0)));
    assert_eq!(found[0].label, "4 Rue de l'Église 79000 Niort (Sainte-Pezenne)");
    assert!(matches!(judge(&one, &found, &|_| true), Judged::Doubtful { .. }));
}

#[test]
fn the_former_commune_or_the_number_tells_two_streets_of_one_name_apart() {
    let named = AddressAsked {
        city: "Souché".to_owned(),
        ..asked("4 rue de l’église", "79000", "79191")
    };
    let numbered = asked("6 rue de l’église", "79000", "79191");
    let former = asked("4 rue de l’église", "79000", "79315");
    for one in [named, numbered] {
        let found = answers(&ban(), &one);
        assert!(found[0].label.ends_with("(Souché)"), "{found:?}");
        assert!(matches!(judge(&one, &found, &|_| true), Judged::Sure(_, Precision::Exact)));
    }
    // Asked by its own code, where the commune it is part of now is not asked.
    let mut file = AddressFile::default();
    let only = communes(&["79315"]);
    file.add(&data("ban-78.csv"), &only, FileLimits::default(), &mut |_| {}).unwrap();
    let found = answers(&file, &former);
    assert_eq!((found.len(), found[0].commune.as_str()), (1, "79315"));
}

#[test]
fn the_addresses_of_an_arrondissement_are_those_of_its_commune() {
    let one = asked("10 rue Hector Malot", "75012", "75056");
    let found = answers(&ban(), &one);
    assert!(matches!(judge(&one, &found, &|_| true), Judged::Sure(_, Precision::Exact)));
}

#[test]
fn only_the_communes_asked_are_kept() {
    let mut file = AddressFile::default();
    let mut kept = 0;
    let only = communes(&["78233"]);
    file.add(&data("ban-78.csv"), &only, FileLimits::default(), &mut |n| kept = n).unwrap();
    assert_eq!(kept, 1);
    let knows = |code: &str| file.knows(code.parse().unwrap());
    assert!(knows("78233") && !knows("78380"));
}

#[test]
fn both_bal_formats_are_read() {
    for name in ["bal-1.4.csv", "bal-1.5.csv"] {
        let file = add(&data(name), FileLimits::default()).unwrap();
        let found = answers(&file, &asked("9 rue des 3 places", "", "31591"));
        assert_eq!(found.len(), 1, "{name}");
        assert_eq!(found[0].label, "9 Rue des 3 Places, Escoulis");
        assert_eq!(found[0].position, point(1.028_392, 43.111_637));
        assert_eq!((found[0].score, found[0].gap), (1.0, None));
    }
}

#[test]
fn a_street_or_place_without_numbers_is_read_from_a_bal() {
    let rows = "cle_interop,commune_insee,voie_nom,numero,suffixe,commune_nom,long,lat,position\n\
                78380_a_99999,78380,Les Bourbiers,99999,,Maule,1.84,48.91,segment\n\
                78380_b_99999,78380,Rue Neuve,99999,,Maule,1.85,48.92,segment\n";
    let (_folder, path) = written("bal.csv", rows.as_bytes());
    let file = add(&path, FileLimits::default()).unwrap();
    let kind = |address| answers(&file, &asked(address, "", "78380"))[0].answer;
    assert_eq!(
        (kind("les Bourbiers"), kind("rue neuve")),
        (AnswerType::Locality, AnswerType::Street)
    );
}

#[test]
fn gzip_a_mark_of_bytes_and_windows_1252_are_read() {
    let plain = std::fs::read_to_string(data("ban-78.csv")).unwrap();
    let western = encoding_rs::WINDOWS_1252.encode(&plain).0.into_owned();
    for content in [packed(plain.as_bytes()), format!("\u{feff}{plain}").into_bytes(), western] {
        let (_folder, path) = written("adresses.csv", &content);
        let file = add(&path, FileLimits::default()).unwrap();
        let found = answers(&file, &asked("2 rond-point des éclairs", "78580", "78380"));
        assert_eq!(found[0].label, "2 Rond-Point des Éclairs 78580 Maule");
    }
}

#[test]
fn rows_without_a_position_are_left_out() {
    let rows = "commune_insee;voie_nom;numero;long;lat\n78380;Rue A;1;;\n78380;Rue A;2;east;48\n\
                78380;Rue A;3;200;48\n78380;Rue A;x;1.8;48.9\n78380;;4;1.8;48.9\n78380;Rue A;5;1.8;48.9\n";
    let (_folder, path) = written("bal.csv", rows.as_bytes());
    let file = add(&path, FileLimits::default()).unwrap();
    let found = answers(&file, &asked("5 rue A", "", "78380"));
    assert_eq!((found.len(), found[0].answer), (1, AnswerType::Housenumber));
    assert_eq!(answers(&file, &asked("1 rue A", "", "78380"))[0].answer, AnswerType::Street);
}

#[test]
fn a_file_that_is_none_of_addresses_is_refused() {
    let limits = FileLimits::default();
    for content in ["", "nom;adresse\nA;B\n", "\0\0\0\0", "<html></html>"] {
        let error = refused(content.as_bytes(), limits);
        assert!(matches!(error, AddressFileError::Column { .. }), "{error}");
    }
    for missing in ["numero_", "commune_insee", "long", "lat", "voie_nom"] {
        let heading = "commune_insee;voie_nom;numero_;long;lat\n".replace(missing, "x");
        let (_folder, path) = written("bal.csv", heading.as_bytes());
        assert_eq!(add(&path, limits).is_err(), missing != "numero_", "{missing}");
    }
    let ragged = refused(b"commune_insee;voie_nom;long;lat\n78380;Rue A\n", limits);
    assert!(matches!(ragged, AddressFileError::Row { .. }), "{ragged}");
    let missing = add(Path::new("/nonexistent/adresses.csv"), limits).unwrap_err();
    assert!(matches!(missing, AddressFileError::Read { .. }), "{missing}");
}

#[test]
fn a_packed_bomb_is_refused_within_bounds() {
    let line = refused(&packed(&vec![b'a'; 50 << 20]), FileLimits::default());
    assert!(matches!(line, AddressFileError::TooLarge { what: "a line too long", .. }), "{line}");
    let quoted = [b"commune_insee;voie_nom;long;lat\n\"".to_vec(), vec![b'\n'; 9 << 20]].concat();
    let limits = FileLimits { bytes: 8 << 20, ..FileLimits::default() };
    let cell = refused(&packed(&quoted), limits);
    assert!(matches!(cell, AddressFileError::TooLarge { what: "too many bytes", .. }), "{cell}");
    let row = b"78380;Rue A;1.8;48.9\n".repeat(11);
    let many = [b"commune_insee;voie_nom;long;lat\n".to_vec(), row].concat();
    let limits = FileLimits { addresses: 10, ..FileLimits::default() };
    let too_many = refused(&many, limits);
    assert!(matches!(too_many, AddressFileError::TooLarge { what: "too many addresses", .. }));
}

#[test]
fn a_row_of_endless_text_is_left_out() {
    let long = "a".repeat(2000);
    let rows = format!(
        "commune_insee;voie_nom;numero;long;lat\n78380;Rue {long};1;1.8;48.9\n78380;Rue B;1;1.8;48.9\n"
    );
    let (_folder, path) = written("bal.csv", rows.as_bytes());
    let mut kept = 0;
    let mut file = AddressFile::default();
    file.add(&path, &communes(&COMMUNES), FileLimits::default(), &mut |n| kept = n).unwrap();
    assert_eq!(kept, 1);
}

#[test]
fn a_broken_archive_is_refused() {
    let whole = packed(&std::fs::read(data("ban-78.csv")).unwrap());
    let error = refused(&whole[..whole.len() / 2], FileLimits::default());
    assert!(matches!(error, AddressFileError::Read { .. }), "{error}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn any_bytes_are_a_file_or_a_refusal(content in prop::collection::vec(any::<u8>(), 0..400)) {
        let (_folder, path) = written("adresses.csv", &content);
        let _ = add(&path, FileLimits::default());
    }

    #[test]
    fn any_rows_are_read_or_refused(rows in "[0-9a-zé;,\"\n. -]{0,200}") {
        let content = format!("commune_insee;voie_nom;numero;long;lat\n{rows}");
        let (_folder, path) = written("adresses.csv", content.as_bytes());
        let _ = add(&path, FileLimits::default());
    }

    #[test]
    fn case_and_accents_do_not_change_what_is_found(upper in prop::collection::vec(any::<bool>(), 24)) {
        let written: String = "2 rond-point des éclairs"
            .chars()
            .zip(&upper)
            .flat_map(|(c, &up)| if up { c.to_uppercase().collect::<Vec<_>>() } else { vec![c] })
            .collect();
        let expected = at_maule("2 Rond-Point des Éclairs");
        prop_assert_eq!(at_maule(&written), expected.clone());
        prop_assert_eq!(at_maule(&written.replace(['é', 'É'], "e")), expected);
    }
}
