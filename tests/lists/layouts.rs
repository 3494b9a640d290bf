//! Canonical lists, GeoJSON, and what every list keeps.

use maillage::import::list::read_list;
use maillage::import::listed::LineRole;
use maillage::import::table::{Separation, read_tables};
use maillage::territory::Kind;
use proptest::prelude::*;

use crate::read::{context, list};

#[test]
fn a_wrong_cell_refuses_its_row_and_no_other() {
    let text = "kind;name;commune;capacity;couleur\neaje;A;78380;12;bleu\neaje;B;78380;-3;\n\
                mam;C;78380;;\nalsh;D;;;\nrpe;E;78049;;\n";
    let read = list("a.csv", text.as_bytes(), "200034130");
    let names: Vec<&str> = read.services.iter().map(|listed| listed.name.as_str()).collect();
    assert_eq!(names, ["A", "E"]);
    assert_eq!(read.services[0].attributes["couleur"], "bleu");
    let cells: Vec<(u32, &str)> = read
        .remarks
        .iter()
        .map(|remark| (remark.place.line, remark.place.cell.as_deref().unwrap()))
        .collect();
    assert_eq!(cells, [(3, "capacity"), (4, "kind"), (5, "commune")]);
}

#[test]
fn the_creches_of_a_city_keep_their_place_and_capacity_unknown() {
    let text = include_bytes!("../data/lists/niort_creches_excerpt.geojson");
    let read = list("niort.geojson", text, "79191");
    let first = &read.services[0];
    assert_eq!(first.name, "Crèche multiaccueil Tom Pouce");
    assert_eq!((first.kind, first.capacity), (Kind::Eaje, None));
    assert_eq!(first.address, "25 RUE VOLTAIRE");
    assert_eq!((first.postcode.as_str(), first.id.as_str()), ("79000", "790191-04020201-004"));
    assert!((first.position.unwrap().lon + 0.454_888).abs() < 1e-4);
}

#[test]
fn what_the_program_exports_comes_back() {
    let text = r#"{"type":"FeatureCollection","features":[{"type":"Feature","geometry":
        {"type":"Point","coordinates":[1.86,48.92]},"properties":{"id":"a","name":"A","kind":"alsh",
        "subtype":"maternel","capacity":30.0,"ages":"3-5","slots":"mercredi|periscolaire",
        "funding":null,"address":"1 rue X","postcode":"78580","commune":"78049","lon":1.86,
        "lat":48.92,"perimeter":["78049"],"opened_on":"2020-09-01","closed_on":null,"source":"s",
        "precision":"exact"}},{"type":"Feature","geometry":{"type":"Point","coordinates":[1.8,48.9]},
        "properties":{"name":"B","kind":"rpe","commune":"78049","precision":"town-hall"}}]}"#;
    let read = list("a.geojson", text.as_bytes(), "200034130");
    assert_eq!(read.services.len(), 2, "{:?}", read.remarks);
    let first = &read.services[0];
    assert_eq!((first.capacity, first.insee.as_str()), (Some(30.0), "78049"));
    assert_eq!((first.perimeter.len(), first.slots.len(), first.position.is_some()), (1, 2, true));
    assert_eq!(read.services[1].position, None, "a town hall is no door");
}

#[test]
fn separators_and_encodings_are_told() {
    let tables = read_tables("a", b"Nom;Type;Commune\nL'\xe9t\xe9;ALSH;Maule\n").unwrap();
    assert_eq!(tables.charset.name(), "Windows-1252");
    assert_eq!(tables.separation, Separation::Character(';'));
    let tables = read_tables("a", b"Nom;Type\n\"ouvert;ALSH\nB;RPE\n").unwrap();
    assert_eq!(tables.tables[0].rows.len(), 3);
    assert_eq!(tables.tables[0].rows[1].cells, ["\"ouvert", "ALSH"]);
}

#[test]
fn a_hundred_thousand_canonical_rows_are_read_in_seconds_even_unoptimised() {
    let mut text = "name,kind,capacity,address,postcode,commune\n".to_owned();
    for number in 0..100_000 {
        text += &format!("Crèche {number},eaje,{},{number} rue du Pont,78580,78380\n", number % 60);
    }
    let started = std::time::Instant::now();
    let read = list("a.csv", text.as_bytes(), "200034130");
    eprintln!("100 000 canonical rows: {:?}", started.elapsed());
    assert_eq!((read.services.len(), read.lines.len()), (100_000, 100_001));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn every_line_that_is_not_blank_is_accounted_for(
        lines in prop::collection::vec(
            prop::sample::select(vec![
                "EAJE", "Multi-accueil\tLes Lutins – 3 rue X – 78580 Maule", "\tClub Ado", "", "  ",
                "Total 12", "Séjours\tNéant", "\"", "78580", "Maule", "3 rue du Pont",
                "TYPE DE STRUCTURE\tNOM ET ADRESSE", "ANNEXE 3 - Pilotage", "CLAS", "((((", "a\tb\tc",
            ]), 0..20),
    ) {
        let text = lines.join("\n");
        let tables = read_tables("p", text.as_bytes()).unwrap();
        let context = context("200034130");
        let read = read_list(&tables, "p", &context);
        let rows: Vec<u32> = tables.tables[0].rows.iter().map(|row| row.line).collect();
        let mut told: Vec<u32> = read.lines.iter().map(|line| line.number).collect();
        told.sort_unstable();
        prop_assert_eq!(rows, told);
        let services: Vec<u32> = read.services.iter().map(|l| l.place.line).collect();
        for line in read.lines.iter().filter(|line| line.role == LineRole::Other) {
            prop_assert!(read.others.iter().any(|other| other.place.line <= line.number));
            prop_assert!(!services.contains(&line.number));
        }
    }
}
