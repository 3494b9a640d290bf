//! Ten tables as conventions word them, written before their reader, scored field by field.

use std::collections::HashMap;
use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use maillage::import::list::Context;
use maillage::import::list::words::plain;
use maillage::import::listed::Listed;

use crate::read::{commune, context, list, word};

/// A workbook of one sheet with these rows, as text cells.
pub fn workbook(rows: &[Vec<&str>]) -> Vec<u8> {
    workbook_of(rows, "")
}

/// The same, with what follows the rows in the sheet. `=12` is a formula with that value.
pub fn workbook_of(rows: &[Vec<&str>], behind: &str) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut entry = |name: &str, text: &str| {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    };
    let types = "http://schemas.openxmlformats.org";
    entry("[Content_Types].xml", &format!("<Types xmlns=\"{types}/package/2006/content-types\"/>"));
    entry(
        "_rels/.rels",
        &format!(
            "<Relationships xmlns=\"{types}/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{types}/officeDocument/2006/relationships/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
        ),
    );
    entry(
        "xl/workbook.xml",
        &format!(
            "<workbook xmlns=\"{types}/spreadsheetml/2006/main\" xmlns:r=\"{types}/officeDocument/2006/relationships\"><sheets><sheet name=\"Liste\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>"
        ),
    );
    entry(
        "xl/_rels/workbook.xml.rels",
        &format!(
            "<Relationships xmlns=\"{types}/package/2006/relationships\"><Relationship Id=\"rId1\" Type=\"{types}/officeDocument/2006/relationships/worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"
        ),
    );
    let mut sheet = format!("<worksheet xmlns=\"{types}/spreadsheetml/2006/main\"><sheetData>");
    for (row, number) in rows.iter().zip(1..) {
        sheet += &format!("<row r=\"{number}\">");
        for (cell, letter) in row.iter().zip('A'..='Z').filter(|(cell, _)| !cell.is_empty()) {
            let at = format!("{letter}{number}");
            if let Some(value) = cell.strip_prefix('=') {
                sheet += &format!("<c r=\"{at}\"><f>{value}+0</f><v>{value}</v></c>");
                continue;
            }
            sheet += &match cell.parse::<f64>() {
                Ok(value) => format!("<c r=\"{at}\"><v>{value:.1}</v></c>"),
                Err(_) => {
                    let text = cell.replace('&', "&amp;");
                    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
                }
            };
        }
        sheet += "</row>";
    }
    sheet += &format!("</sheetData>{behind}</worksheet>");
    entry("xl/worksheets/sheet1.xml", &sheet);
    zip.finish().unwrap().into_inner()
}

fn field(listed: &Listed, name: &str, context: &Context<'_>) -> String {
    match name {
        "name" => listed.name.clone(),
        "kind" => word(listed.kind),
        "subtype" => word(listed.subtype),
        "capacity" => word(listed.capacity),
        "ages" => word(listed.ages),
        "slots" => word(&listed.slots),
        "funding" => word(listed.funding),
        "address" => listed.address.clone(),
        "postcode" => listed.postcode.clone(),
        "commune" => commune(listed, context).0.unwrap_or_default(),
        "perimeter" => listed.perimeter.join("|"),
        "opened_on" => word(listed.opened_on),
        other => panic!("no field {other}"),
    }
}

/// A name with or without the words of its kind before it is the same.
fn agrees(name: &str, got: &str, expected: &str) -> bool {
    let (got_words, expected_words) = (plain(got), plain(expected));
    match name {
        "name" => {
            got_words == expected_words
                || got_words.ends_with(&format!(" {expected_words}"))
                || expected_words.ends_with(&format!(" {got_words}"))
        }
        "slots" => {
            let sorted = |text: &str| {
                let mut parts: Vec<String> = text.split('|').map(str::to_owned).collect();
                parts.sort_unstable();
                parts
            };
            sorted(got) == sorted(expected)
        }
        "address" | "perimeter" => got_words == expected_words,
        _ => got == expected,
    }
}

/// What stands for a question about a field.
fn asked(listed: &Listed, name: &str, context: &Context<'_>) -> bool {
    let on = |codes: &[&str]| listed.questions.iter().any(|q| codes.contains(&q.code.as_str()));
    match name {
        "kind" | "subtype" | "slots" => on(&["unsure-kind"]),
        "capacity" => on(&["unsure-capacity"]),
        "commune" | "postcode" => commune(listed, context).1.is_some(),
        "name" => on(&["no-name"]),
        "address" => on(&["no-street"]),
        "perimeter" => on(&["unsure-perimeter"]),
        _ => false,
    }
}

struct Score {
    right: usize,
    asked: usize,
    wrong: Vec<String>,
}

fn score(file: &Path) -> (String, Score) {
    let stem = file.file_stem().unwrap().to_string_lossy().into_owned();
    let sidecar = fs::read_to_string(file.with_file_name(format!("{stem}.expected.csv"))).unwrap();
    let (head, table) = sidecar.split_once('\n').unwrap();
    let options: HashMap<&str, &str> =
        head.trim_start_matches('#').split(' ').filter_map(|part| part.split_once('=')).collect();
    let mut bytes = fs::read(file).unwrap();
    if file.extension().is_some_and(|extension| extension == "tsv") {
        let text = String::from_utf8(bytes).unwrap();
        let rows: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
        bytes = workbook(&rows);
    }
    let context = context(options["territory"]);
    let read = list(&stem, &bytes, options["territory"]);
    let mut score = Score { right: 0, asked: 0, wrong: vec![] };
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let headings = reader.headers().unwrap().clone();
    let expected: Vec<csv::StringRecord> = reader.records().map(Result::unwrap).collect();
    if read.others.len().to_string() != options["others"] {
        score.wrong.push(format!("{} others: {:?}", read.others.len(), read.others));
    }
    if read.services.len() > expected.len() {
        score.wrong.push(format!("{} services", read.services.len()));
    }
    let mut left: Vec<&Listed> = read.services.iter().map(AsRef::as_ref).collect();
    for row in &expected {
        let fits = |listed: &&Listed, strict: bool| {
            agrees("name", &listed.name, &row[0])
                && (!strict || agrees("address", &listed.address, &row[7]))
        };
        let at = (left
            .iter()
            .position(|l| fits(l, true) && agrees("subtype", &word(l.subtype), &row[2])))
        .or_else(|| left.iter().position(|listed| fits(listed, false)));
        let Some(at) = at else {
            let names: Vec<&str> = left.iter().map(|listed| listed.name.as_str()).collect();
            for heading in &headings {
                score.wrong.push(format!("{}: {heading}: not found among {names:?}", &row[0]));
            }
            continue;
        };
        let listed = left.remove(at);
        for (name, expected) in headings.iter().zip(row) {
            let expected = match name {
                "commune" if expected != "?" => {
                    context.resolver.member(expected).unwrap().to_string()
                }
                _ => expected.to_owned(),
            };
            let got = field(listed, name, &context);
            if asked(listed, name, &context) && (expected == "?" || !agrees(name, &got, &expected))
            {
                score.asked += 1;
                score.right += usize::from(expected == "?");
            } else if agrees(name, &got, &expected) || (expected == "?" && got.is_empty()) {
                score.right += 1;
            } else {
                score.wrong.push(format!("{}: {name}: `{got}`, expected `{expected}`", &row[0]));
            }
        }
    }
    (stem, score)
}

#[test]
fn ten_tables_written_first_are_understood_at_95_percent_of_their_fields() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/lists/tables");
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| !path.to_string_lossy().ends_with(".expected.csv"))
        .collect();
    files.sort();
    assert_eq!(files.len(), 10);
    let (mut right, mut total, mut report) = (0, 0, String::new());
    for file in &files {
        let (name, score) = score(file);
        let fields = score.right + score.wrong.len() + score.asked;
        report += &format!(
            "{name}: {} of {fields} right, {} asked, {} wrong\n",
            score.right,
            score.asked,
            score.wrong.len()
        );
        for wrong in &score.wrong {
            report += &format!("    {wrong}\n");
        }
        right += score.right;
        total += fields;
    }
    let share =
        100.0 * f64::from(u32::try_from(right).unwrap()) / f64::from(u32::try_from(total).unwrap());
    eprintln!("{report}all: {right} of {total}, {share:.1} %");
    assert!(share >= 95.0, "{report}{share:.1} %");
}
