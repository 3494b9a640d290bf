//! Workbooks that would inflate, or claim more than they hold.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use crate::binary::Place;

const NS: &str = "http://schemas.openxmlformats.org";

/// A workbook of one sheet.
fn workbook(rows: &str, strings: &str) -> Vec<u8> {
    let kinds = [("a", "worksheets/sheet1", "worksheet"), ("b", "sharedStrings", "sharedStrings")];
    let mut relations = String::new();
    for (id, file, kind) in kinds {
        write!(
            relations,
            "<Relationship Id=\"{id}\" Target=\"{file}.xml\" \
             Type=\"{NS}/officeDocument/2006/relationships/{kind}\"/>"
        )
        .unwrap();
    }
    archive(&[
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns=\"{NS}/package/2006/relationships\"><Relationship Id=\"a\" \
                 Type=\"{NS}/officeDocument/2006/relationships/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns=\"{NS}/spreadsheetml/2006/main\" \
                 xmlns:r=\"{NS}/officeDocument/2006/relationships\">\
                 <sheets><sheet name=\"Liste\" sheetId=\"1\" r:id=\"a\"/></sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns=\"{NS}/package/2006/relationships\">{relations}\
                 </Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet><sheetData>{rows}</sheetData></worksheet>"),
        ),
        ("xl/sharedStrings.xml", strings),
    ])
}

fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(text.as_bytes()).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

fn one_string(text: &str) -> String {
    format!("<sst uniqueCount=\"1\"><si><t>{text}</t></si></sst>")
}

#[test]
fn a_bomb_is_refused() {
    let place = Place::new();
    let spaces = " ".repeat(140 << 20);
    let bomb = workbook(&spaces, "<sst/>");
    assert!(bomb.len() < 1 << 20);
    place.refuses(&[&place.file("bombe.xlsx", &bomb)], &["bombe.xlsx", "décompresse"]);
    // A bomb in an archive in an archive: what is inside is never opened.
    let inner = String::from_utf8(vec![b'A'; 50 << 20]).unwrap();
    let once = archive(&[("xl/workbook.xml", &inner)]);
    let mut twice = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..40 {
        twice.start_file(format!("{at}.xlsx"), SimpleFileOptions::default()).unwrap();
        twice.write_all(&once).unwrap();
    }
    let twice = twice.finish().unwrap().into_inner();
    place.refuses(&[&place.file("double.xlsx", &twice)], &["double.xlsx"]);
}

#[test]
fn what_a_workbook_claims_takes_no_memory() {
    let place = Place::new();
    let row = "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>";
    for claim in ["40000000000", "99999999999999999999"] {
        let strings = one_string("x").replace("\"1\"", &format!("\"{claim}\""));
        let lies = place.file("ment.xlsx", &workbook(row, &strings));
        place.refuses(&[&lies], &["ment.xlsx"]);
    }
    let shared = "<row><c r=\"A1\"><f t=\"shared\" ref=\"A1:A9\" si=\"40000000000\">B1</f><v>1</v></c></row>";
    place.refuses(&[&place.file("formule.xlsx", &workbook(shared, "<sst/>"))], &["formule.xlsx"]);
}

#[test]
fn a_text_or_a_far_cell_repeated_without_end_is_refused() {
    let place = Place::new();
    let mut rows = String::new();
    for row in 1..=20_000 {
        write!(rows, "<row r=\"{row}\"><c t=\"s\"><v>0</v></c></row>").unwrap();
    }
    let text = workbook(&rows, &one_string(&"crèche ".repeat(10_000)));
    place.refuses(
        &[&place.file("texte.xlsx", &text)],
        &["texte.xlsx", "feuille « Liste »", "octets"],
    );
    let mut rows = String::new();
    for row in 1..=150_000 {
        write!(rows, "<row r=\"{row}\"><c r=\"SF{row}\"><v>1</v></c></row>").unwrap();
    }
    let far = workbook(&rows, "<sst/>");
    place.refuses(
        &[&place.file("loin.xlsx", &far)],
        &["feuille « Liste », ligne", "4000000 cellules"],
    );
}

#[test]
fn a_workbook_that_is_cut_short_is_refused() {
    let place = Place::new();
    let whole = workbook("<row><c><v>1</v></c></row>", "<sst/>");
    for end in [10, whole.len() / 2, whole.len() - 1] {
        place.refuses(&[&place.file("court.xlsx", &whole[..end])], &["court.xlsx"]);
    }
}
