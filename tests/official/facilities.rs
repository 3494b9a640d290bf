use maillage::import::official::{
    Content, Facilities, Given, OfficialError, Scope, read_facility_base,
};
use maillage::territory::{CommuneCode, Crs, Kind, Subtype};

use crate::facility_base::{self, row};
use crate::support::{at, four_squares};
use crate::{content, zip};

pub const BASE: &str = "BPE24.csv";

pub fn read(content: &Content, communes: &[&str]) -> Result<Facilities, OfficialError> {
    let france = four_squares();
    let communes = communes.iter().map(|code| code.parse::<CommuneCode>().unwrap());
    let given = Given { name: BASE, content, vintage: None };
    read_facility_base(&given, &Scope::communes(&france, communes), &mut |_| {})
}

/// A crèche in 99001 and things around it.
pub fn rows() -> Vec<Vec<String>> {
    let creche = [
        ("AN", "2024"),
        ("NOMRS", "LES PETITS LOUPS"),
        ("NUMVOIE", "0012"),
        ("INDREP", "B"),
        ("TYPVOIE", "RUE"),
        ("LIBVOIE", "DES ECOLES"),
        ("CODPOS", "99000"),
        ("DEPCOM", "99001"),
        ("LIBCOM", "Carré 1"),
        ("TYPEQU", "D502"),
        ("SIRET", "12345678900011"),
        ("CAPACITE_D_ACCUEIL", "5"),
        ("CAPACITE", "24"),
        ("INDIC_CAPA", "1"),
        ("LONGITUDE", "1.65"),
        ("LATITUDE", "48.25"),
        ("QUALITE_XY", "B"),
        ("EPSG", "2154"),
        ("QUALITE_GEOLOC", "11"),
        ("QP2024", "QN07801M"),
    ];
    let but = |changes: &[(&'static str, &'static str)]| {
        let mut cells: Vec<_> = changes.to_vec();
        cells.extend(creche);
        row(&cells)
    };
    vec![
        row(&creche),
        but(&[("DEPCOM", "99002")]),
        but(&[("TYPEQU", "C108")]),
        but(&[("TYPEQU", "D507")]),
        but(&[("TYPEQU", "D509"), ("INDIC_CAPA", "0"), ("QUALITE_GEOLOC", "33")]),
        but(&[("TYPEQU", "D506"), ("NOMRS", "\"L'ARBRE; \"\"LE GRAND\"\"\""), ("CAPACITE", "0")]),
        but(&[("TYPEQU", "D505"), ("QUALITE_XY", "A"), ("QUALITE_GEOLOC", "12")]),
    ]
}

#[test]
fn services_for_families_of_the_communes_are_kept_and_nothing_else() {
    let read = read(&content(facility_base::csv(&rows())), &["99001"]).unwrap();
    let kinds: Vec<(Kind, Option<Subtype>, Option<f64>, bool)> = read
        .list
        .services
        .iter()
        .map(|s| (s.kind, s.subtype, s.capacity, s.position.is_some()))
        .collect();
    let expected = [
        (Kind::Eaje, None, Some(24.0), true),
        (Kind::Eaje, Some(Subtype::MicroCreche), None, false),
        (Kind::Evs, None, None, true),
        (Kind::Alsh, None, Some(24.0), true),
    ];
    assert_eq!(kinds, expected);
    let creche = &read.list.services[0];
    assert_eq!(
        (creche.address.as_str(), creche.name.as_str()),
        ("12 B RUE DES ECOLES", "LES PETITS LOUPS")
    );
    assert_eq!(
        (creche.insee.as_str(), creche.postcode.as_str(), creche.place.line),
        ("99001", "99000", 2)
    );
    assert_eq!(creche.attributes["SIRET"], "12345678900011");
    assert!(creche.notes.is_empty());
    assert_eq!(read.list.services[2].name, "L'ARBRE; \"LE GRAND\"");
    assert_eq!(read.list.services[3].notes.len(), 2);
    assert_eq!((read.rows_read, read.rows_kept), (7, 4));
    assert_eq!(
        (read.source.id.as_str(), read.source.short.as_str()),
        ("insee-bpe-2024", "Insee, BPE 2024")
    );
}

#[test]
fn a_position_in_metres_is_read_in_the_projection_of_its_row() {
    let door = at(2_000.0, 3_000.0);
    let there = Crs::Lambert93.project(door).unwrap();
    let (x, y) = (there.x.to_string(), there.y.to_string());
    let mut cells = vec![
        ("TYPEQU", "D504"),
        ("DEPCOM", "99001"),
        ("LAMBERT_X", x.as_str()),
        ("LAMBERT_Y", y.as_str()),
        ("EPSG", "2154"),
        ("QUALITE_XY", "B"),
        ("QUALITE_GEOLOC", "11"),
        ("LONGITUDE", ""),
        ("LATITUDE", ""),
    ];
    let place = |cells: &[(&str, &str)]| {
        let read = read(&content(facility_base::csv(&[row(cells)])), &["99001"]).unwrap();
        read.list.services[0].position
    };
    let found = place(&cells).unwrap();
    assert!((found.lon - door.lon).abs() < 1e-9 && (found.lat - door.lat).abs() < 1e-9);
    // In an unknown projection it stands nowhere.
    cells.insert(0, ("EPSG", "27572"));
    assert_eq!(place(&cells), None);
}

#[test]
fn the_words_for_a_bad_position_of_older_files_count_too() {
    for (column, text) in [
        ("QUALITE_XY", "M"),
        ("QUALITE_XY", "Mauvaise"),
        ("QUALITE_XY", "Non géolocalisé"),
        ("QUALITE_GEOLOC", "33"),
    ] {
        let mut cells = vec![(column, text), ("LONGITUDE", "2.0"), ("LATITUDE", "48.0")];
        cells.extend([("TYPEQU", "D503"), ("DEPCOM", "99001")]);
        let read = read(&content(facility_base::csv(&[row(&cells)])), &["99001"]).unwrap();
        assert_eq!(read.list.services[0].position, None, "{text}");
        assert_eq!(read.list.services[0].notes.len(), 2);
    }
}

#[test]
fn an_archive_reads_like_its_table() {
    let csv = facility_base::csv(&rows());
    let packed = zip(&[("BPE24.csv", &csv)]);
    let (plain, packed) = (read(&content(csv), &["99001"]), read(&content(packed), &["99001"]));
    assert_eq!(plain.unwrap().list.services, packed.unwrap().list.services);
}

#[test]
fn a_generated_base_keeps_what_its_rows_say() {
    let mut csv = Vec::new();
    facility_base::write(2_000, &mut csv).unwrap();
    let codes: Vec<String> = csv::ReaderBuilder::new()
        .delimiter(b';')
        .from_reader(csv.as_slice())
        .records()
        .map(|record| record.unwrap()[15].to_owned())
        .collect();
    let wanted = |code: &String| {
        ["D502", "D503", "D504", "D505", "D506", "D508", "D509"].contains(&code.as_str())
    };
    assert!(codes.iter().any(wanted) && codes.iter().any(|code| code == "D507"));
    // None of its communes is on the synthetic map.
    let read = read(&content(csv), &["99001"]).unwrap();
    assert_eq!((read.rows_read, read.rows_kept, read.rows_dropped), (2_000, 0, 0));
}

#[test]
fn a_row_with_an_endless_cell_is_left_out() {
    let name = "A".repeat(100_000);
    let cells = [("TYPEQU", "D502"), ("DEPCOM", "99001"), ("NOMRS", name.as_str())];
    let read = read(&content(facility_base::csv(&[row(&cells)])), &["99001"]).unwrap();
    assert_eq!((read.list.services.len(), read.rows_dropped), (0, 1));
    assert_eq!(read.list.remarks[0].code, "cell-too-long");
}
