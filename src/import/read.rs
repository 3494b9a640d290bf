//! Tells what a file is, and has it read.

use std::collections::BTreeSet;
use std::io::{self, Read as _};

use bytes::Bytes;

use super::commune_names::compared;
use super::draft::{FileRead, Layout, Request};
use super::learned::Learned;
use super::list::{read_commune_list, read_list};
use super::list_source::{list_source, stem};
use super::listed::{Line, LineRole, List};
use super::official::{self, Content, Dataset, Given, OfficialError, Scope};
use super::portrait;
use super::read_error::ReadError;
use super::table::{MAX_BYTES, Tables, read_tables};
use super::text::{self, Charset};
use super::{Input, prose};
use crate::territory::{CommuneCode, Remark, Source, caf_of, normalised};

/// What one file holds.
#[derive(Debug)]
pub struct ReadFile {
    /// What it was taken for.
    pub file: FileRead,
    /// Its services.
    pub list: List,
    /// Its figures, where it has some.
    pub learned: Option<Learned>,
    /// What is wrong with it, or worth knowing, beyond its lists.
    pub remarks: Vec<Remark>,
}

/// Reads files, each recognised by what it holds. `list` names the list where there is one file.
/// `progress` hears how many bytes of a large file were read.
///
/// # Errors
/// At the first file that is refused as a whole.
pub fn read(
    inputs: &[Input],
    list: Option<&str>,
    request: &Request<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<Vec<ReadFile>, ReadError> {
    let list = list.filter(|_| inputs.len() == 1);
    inputs.iter().map(|input| read_one(input, list, request, progress)).collect()
}

fn read_one(
    input: &Input,
    list: Option<&str>,
    request: &Request<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<ReadFile, ReadError> {
    let disk = |cause| ReadError::Disk { file: input.name.clone(), cause };
    let official = |cause| ReadError::Official { file: input.name.clone(), cause };
    let given = Given { name: &input.name, content: &input.content, vintage: None };
    match official::recognise(&given) {
        Ok(Some(Dataset::FacilityBase)) => {
            facility_base(&given, request, progress).map_err(official)
        }
        Ok(Some(dataset)) => figures(dataset, &given, request, progress).map_err(official),
        // Only official files come as Parquet or gzip, and no workbook has as large a directory.
        Err(
            error @ (OfficialError::Parquet(_)
            | OfficialError::ParquetSize { .. }
            | OfficialError::ArchiveDirectory { .. }),
        ) => Err(official(error)),
        // A workbook is an archive too, and no official file: who reads lists says what it is.
        Ok(None) | Err(_) => {
            let bytes = bytes_of(input).map_err(disk)?;
            document(&input.name, &bytes, list, request)
        }
    }
}

/// The bytes of a list; one more than a list may have where there are more.
fn bytes_of(input: &Input) -> io::Result<Bytes> {
    if let Content::Bytes(bytes) = &input.content {
        return Ok(bytes.slice(..bytes.len().min(MAX_BYTES + 1)));
    }
    let mut bytes = Vec::new();
    let opened = input.content.open().map_err(io::Error::other)?;
    opened.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes.into())
}

fn scope<'a>(request: &Request<'a>) -> Scope<'a> {
    Scope::of(request.france, request.territory)
        .unwrap_or_else(|| Scope::communes(request.france, []))
}

fn facility_base(
    given: &Given<'_>,
    request: &Request<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<ReadFile, OfficialError> {
    let read = official::read_facility_base(given, &scope(request), progress)?;
    let how = format!(
        "{} lignes lues, {} retenues, {} écartées",
        read.rows_read, read.rows_kept, read.rows_dropped
    );
    Ok(ReadFile {
        file: file_read(given.name, Layout::Bpe, how, read.source),
        list: read.list,
        learned: None,
        remarks: Vec::new(),
    })
}

fn figures(
    dataset: Dataset,
    given: &Given<'_>,
    request: &Request<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<ReadFile, OfficialError> {
    let mut figures = official::read(dataset, given, &scope(request), progress)?;
    let remarks = std::mem::take(&mut figures.remarks);
    let source = figures.source.clone();
    Ok(ReadFile {
        file: file_read(given.name, Layout::Official, source.title.clone(), source),
        list: List::default(),
        learned: Some(Learned::from(figures)),
        remarks,
    })
}

fn file_read(name: &str, layout: Layout, how: String, source: Source) -> FileRead {
    let sha256 = source.sha256.clone().unwrap_or_default();
    FileRead { name: name.to_owned(), layout, how, sha256, lines: Vec::new(), source }
}

/// A list, a portrait, both (a whole act), or names of communes.
fn document(
    name: &str,
    bytes: &Bytes,
    list: Option<&str>,
    request: &Request<'_>,
) -> Result<ReadFile, ReadError> {
    let tables = read_tables(name, bytes)?;
    // Official files are streamed as they stand, and nobody publishes them so: a list it is not.
    if tables.charset == Charset::Utf16 && is_official(name, bytes) {
        return Err(ReadError::Official { file: name.to_owned(), cause: OfficialError::NulBytes });
    }
    // The fingerprint is that of what was read: the file may grow meanwhile.
    let content = Content::Bytes(bytes.clone());
    let source = list_source(list.unwrap_or(stem(name)), &content, &request.register.sources);
    let mut read = ReadFile {
        file: file_read(name, Layout::Facilities, tables.told(), source),
        list: List::default(),
        learned: None,
        remarks: Vec::new(),
    };
    let plain = (bytes.len() <= portrait::MAX_BYTES)
        .then(|| text::decode(name, bytes).ok())
        .flatten()
        .map(|(text, _)| text)
        .filter(|text| portrait::recognise(text));
    let mut services = read_list(&tables, name, request.context);
    prose::leave_prose(&mut services, name, request.context);
    let Some(text) = plain else {
        if services.services.is_empty() && services.others.is_empty() {
            return communes(read, &tables, request);
        }
        read.list = services;
        return Ok(read);
    };
    let learned = read_portrait(name, &text, &mut read, request)?;
    leave_to_portrait(&mut services, &read.file.lines);
    if services.services.is_empty() {
        read.file.layout = Layout::Portrait;
    } else {
        read.file.lines.clear();
        read.list = services;
    }
    read.learned = Some(learned);
    Ok(read)
}

/// Whether a text has the headings of an official file once it is decoded.
fn is_official(name: &str, bytes: &Bytes) -> bool {
    text::decode(name, bytes)
        .is_ok_and(|(text, _)| official::recognise_heading(text.as_bytes()).is_some())
}

/// Words between two rows of figures this near belong to the portrait: notes, legends, headings.
const PORTRAIT_GAP: u32 = 15;

/// Takes the lines of a portrait out of what a reader of lists made of them.
fn leave_to_portrait(list: &mut List, portrait: &[Line]) {
    let figures: BTreeSet<u32> = portrait
        .iter()
        .filter(|line| line.role != LineRole::Ignored)
        .map(|line| line.number)
        .collect();
    let near = |line: u32| {
        let before = figures.range(line.saturating_sub(PORTRAIT_GAP)..=line).next().is_some();
        before && figures.range(line..=line.saturating_add(PORTRAIT_GAP)).next().is_some()
    };
    list.others.retain(|other| !near(other.place.line));
    list.remarks.retain(|remark| !near(remark.place.line));
    list.services.retain(|service| !near(service.place.line));
    for line in list.lines.iter_mut().filter(|line| near(line.number)) {
        line.role = LineRole::Other;
    }
}

/// Reads the portrait in a text.
fn read_portrait(
    name: &str,
    text: &str,
    read: &mut ReadFile,
    request: &Request<'_>,
) -> Result<Learned, ReadError> {
    let caf = caf(request);
    let document = portrait::Document {
        file: name,
        caf: &caf,
        id: &read.file.source.id,
        short: &read.file.source.short,
        zone: &|heading| zone(heading, request),
        usage: None,
    };
    let portrait = portrait::read(text, document)
        .map_err(|cause| ReadError::Portrait { file: name.to_owned(), cause })?;
    read.file.lines.clone_from(&portrait.lines);
    read.remarks.extend(portrait.audit.iter().cloned());
    Ok(Learned::of_portrait(portrait, &read.file.source))
}

/// The Caf of the territory; the bare word where it lies in several départements.
fn caf(request: &Request<'_>) -> String {
    let mut communes = request.france.communes_of(request.territory).iter();
    let first = communes.next().map(CommuneCode::department);
    let one = first.filter(|first| communes.all(|code| code.department() == *first));
    one.and_then(caf_of).unwrap_or_else(|| "Caf".to_owned())
}

/// The zone that a heading names: the territory, one of its communes, or a département.
fn zone(heading: &str, request: &Request<'_>) -> Option<String> {
    let france = request.france;
    let key = normalised(heading);
    if france.name_of(request.territory).is_some_and(|name| normalised(name) == key) {
        return Some(request.territory.to_string());
    }
    if let Some(code) = request.context.resolver.member(heading) {
        return Some(code.to_string());
    }
    let mut departments = france.departments.iter().filter(|d| normalised(&d.name) == key);
    departments.next().map(|department| format!("dep-{}", department.code))
}

/// Names of communes, held against those of the territory.
fn communes(
    mut read: ReadFile,
    tables: &Tables<'_>,
    request: &Request<'_>,
) -> Result<ReadFile, ReadError> {
    let found = read_commune_list(tables, request.context);
    if found.exact.is_empty() {
        return Err(ReadError::Nothing { file: read.file.name });
    }
    read.file.layout = Layout::Communes;
    read.remarks = compared(&read.file.name, &found, request);
    Ok(read)
}
