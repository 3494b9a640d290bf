//! Official files, from their bytes to figures.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "../support/mod.rs"]
mod support;

mod children;
mod facilities;
mod facility_base;
mod figures;
mod hostile;
mod parquet_base;

use std::path::Path;

use maillage::import::official::{
    Content, Dataset, Figures, Given, OfficialError, Scope, read, recognise,
};
use maillage::territory::{CommuneCode, France};

/// The bytes of a test file.
fn file(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/official");
    std::fs::read(folder.join(name)).unwrap()
}

fn content(bytes: impl Into<Vec<u8>>) -> Content {
    Content::Bytes(bytes.into().into())
}

/// Recognises bytes.
fn dataset(name: &str, bytes: &[u8]) -> Result<Option<Dataset>, OfficialError> {
    recognise(&Given { name, content: &content(bytes), vintage: None })
}

/// Recognises bytes and reads their figures for some communes.
fn figures(
    france: &France,
    communes: &[&str],
    name: &str,
    bytes: &[u8],
) -> Result<Figures, OfficialError> {
    let content = content(bytes);
    let given = Given { name, content: &content, vintage: None };
    let dataset = recognise(&given)?.expect("the file is recognised");
    let communes = communes.iter().map(|code| code.parse::<CommuneCode>().unwrap());
    read(dataset, &given, &Scope::communes(france, communes), &mut |_| {})
}

/// The codes and lines of the remarks.
fn said(figures: &Figures) -> Vec<(&str, u32)> {
    figures.remarks.iter().map(|remark| (remark.code.as_str(), remark.place.line)).collect()
}

/// An archive with these files.
fn zip(files: &[(&str, &[u8])]) -> Vec<u8> {
    use std::io::Write as _;
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in files {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}
