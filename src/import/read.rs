//! Tells what a file is, and has it read.

use std::collections::BTreeSet;
use std::io::{self, Read as _};

use bytes::Bytes;

use super::communes::{CommuneList, Resolver};
use super::draft::{FileRead, Layout, Request};
use super::learned::Learned;
use super::list::{Context, read_commune_list, read_list};
use super::listed::{Line, LineRole, List};
use super::official::{self, Content, Dataset, Given, OfficialError, Scope};
use super::portrait::{self, PortraitError};
use super::table::{MAX_BYTES, ReadListError, Separation, Tables, read_tables};
use super::{Input, prose, text};
use crate::territory::{
    CommuneCode, France, Place, Remark, Source, TerritoryCode, Weight, normalised, slug,
};

/// What one file holds.
#[derive(Debug)]
pub struct ReadFile {
    /// What it was taken for.
    pub file: FileRead,
    /// Its services.
    pub lists: Vec<List>,
    /// Its figures.
    pub learned: Vec<Learned>,
    /// What is wrong with it, or worth knowing, beyond its lists.
    pub remarks: Vec<Remark>,
}

/// Why a file is refused as a whole.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It cannot be read from the disk.
    #[error("{file}: {cause}")]
    Disk {
        /// The file.
        file: String,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// It does not read as a table.
    #[error(transparent)]
    List(#[from] ReadListError),
    /// It is an official file, and damaged.
    #[error("{file}: {cause}")]
    Official {
        /// The file.
        file: String,
        /// Why.
        #[source]
        cause: OfficialError,
    },
    /// It is a portrait, and too long.
    #[error("{file}: {cause}")]
    Portrait {
        /// The file.
        file: String,
        /// Why.
        #[source]
        cause: PortraitError,
    },
    /// Nothing in it was understood.
    #[error("{file}: neither services nor figures were found")]
    Nothing {
        /// The file.
        file: String,
    },
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
        // Only official files come as Parquet or gzip.
        Err(error @ (OfficialError::Parquet(_) | OfficialError::ParquetSize { .. })) => {
            Err(official(error))
        }
        // A workbook is an archive too, and no official file: who reads lists says what it is.
        Ok(None) | Err(_) => {
            let bytes = bytes_of(input).map_err(disk)?;
            document(&input.name, &bytes.into(), list, request)
        }
    }
}

/// The bytes of a list; one more than a list may have where there are more.
fn bytes_of(input: &Input) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let opened = input.content.open().map_err(io::Error::other)?;
    opened.take(MAX_BYTES as u64 + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
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
        lists: vec![read.list],
        learned: Vec::new(),
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
        lists: Vec::new(),
        learned: vec![Learned::from(figures)],
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
    // The fingerprint is that of what was read: the file may grow meanwhile.
    let source = list_source(list.unwrap_or(name), &Content::Bytes(bytes.clone()));
    let mut read = ReadFile {
        file: file_read(name, Layout::Facilities, told(&tables), source),
        lists: Vec::new(),
        learned: Vec::new(),
        remarks: Vec::new(),
    };
    let plain = (bytes.len() <= portrait::MAX_BYTES)
        .then(|| text::decode(name, bytes).ok())
        .flatten()
        .map(|(text, _)| text)
        .filter(|text| portrait::recognise(text));
    let mut services = read_list(&tables, name, request.context);
    prose::leave_prose(&mut services);
    let Some(text) = plain else {
        if services.services.is_empty() && services.others.is_empty() {
            return communes(read, &tables, request);
        }
        read.lists.push(services);
        return Ok(read);
    };
    let learned = read_portrait(name, &text, &mut read, request)?;
    leave_to_portrait(&mut services, &read.file.lines);
    if services.services.is_empty() {
        read.file.layout = Layout::Portrait;
    } else {
        read.file.lines.clear();
        read.lists.push(services);
    }
    read.learned.push(learned);
    Ok(read)
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
    let document = portrait::Document {
        file: name,
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
    tables: &Tables,
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

fn compared(file: &str, found: &CommuneList, request: &Request<'_>) -> Vec<Remark> {
    let france = request.france;
    let name = |code: &CommuneCode| {
        let name = france.commune(*code).map_or("?", |commune| commune.name.as_str());
        format!("{name} ({code})")
    };
    let names = |codes: &[CommuneCode]| codes.iter().map(name).collect::<Vec<_>>().join(", ");
    let remark = |weight, code: &str, quote: &str, reason: String, remedy: &str| Remark {
        place: Place { file: file.to_owned(), ..Place::default() },
        weight,
        code: code.to_owned(),
        quote: quote.to_owned(),
        reason,
        remedy: remedy.to_owned(),
    };
    let told = format!(
        "{} noms lus comme membres, {} à l’orthographe douteuse, {} d’ailleurs, {} inconnus, {} membres absents.",
        found.exact.len(),
        found.proposals.len(),
        found.elsewhere.len(),
        found.unknown.len(),
        found.missing.len(),
    );
    let mut remarks = vec![remark(Weight::Note, "communes-compared", "", told, "")];
    remarks.extend(found.proposals.iter().map(|(quote, codes)| {
        let reason = format!(
            "« {quote} » n’est le nom d’aucun membre\u{a0}; proche de\u{a0}: {}.",
            names(codes)
        );
        remark(Weight::Defect, "commune-misspelt", quote, reason, "Corrigez le nom.")
    }));
    remarks.extend(found.elsewhere.iter().map(|(quote, codes)| {
        let of = |code: &CommuneCode| {
            let epci = france.commune(*code).and_then(|commune| commune.epci);
            let epci = epci.and_then(|siren| france.epci(siren)).map_or("aucun EPCI", |e| &e.name);
            format!("{} appartient à {epci}", name(code))
        };
        let reason = format!(
            "« {quote} » est hors du territoire\u{a0}: {}.",
            codes.iter().map(of).collect::<Vec<_>>().join(", ")
        );
        remark(
            Weight::Defect,
            "commune-elsewhere",
            quote,
            reason,
            "Retirez ce nom, ou vérifiez l’EPCI.",
        )
    }));
    remarks.extend(found.unknown.iter().map(|quote| {
        let reason = format!("« {quote} » n’est le nom d’aucune commune connue.");
        remark(Weight::Refused, "commune-unknown", quote, reason, "Vérifiez l’orthographe.")
    }));
    remarks.extend(found.missing.iter().map(|code| {
        let reason = format!("{} est membre du territoire et manque dans la liste.", name(code));
        remark(Weight::Defect, "commune-missing", "", reason, "Ajoutez ce nom.")
    }));
    remarks
}

/// A list as a source. Its name stays the same from one version to the next, without the extension
/// of its file.
fn list_source(name: &str, content: &Content) -> Source {
    let stem = match name.rsplit_once('.') {
        Some((stem, extension)) if extension.len() <= 8 && !extension.contains(' ') => stem,
        _ => name,
    };
    Source {
        id: slug(stem),
        publisher: "Liste importée".to_owned(),
        title: stem.to_owned(),
        vintage: date_in(stem).unwrap_or_else(|| "non datée".to_owned()),
        licence: "non précisée".to_owned(),
        short: stem.to_owned(),
        package: None,
        sha256: content.sha256().ok(),
    }
}

/// The date in a name, such as « acte du 19/12/2025 » or `liste-2025-12-19`, else its year.
fn date_in(name: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.');
    let words =
        || name.split(|c| !is_part(c)).map(|word| word.trim_matches(|c: char| !c.is_ascii_digit()));
    let date = |word: &str| {
        let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
        match parts.as_slice() {
            [day, month, year] if year.len() == 4 && day.len() <= 2 => {
                format!("{year}-{month:0>2}-{day:0>2}").parse::<jiff::civil::Date>().ok()
            }
            [year, month, day] if year.len() == 4 => {
                format!("{year}-{month:0>2}-{day:0>2}").parse().ok()
            }
            _ => None,
        }
    };
    let year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    words()
        .find_map(date)
        .map(|date| format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()))
        .or_else(|| words().find(|word| year(word)).map(str::to_owned))
}

impl ReadError {
    /// Where, for a person to look it up.
    #[must_use]
    pub fn place(&self) -> Place {
        match self {
            Self::List(error) => list_place(error),
            Self::Disk { file, .. }
            | Self::Official { file, .. }
            | Self::Portrait { file, .. }
            | Self::Nothing { file } => Place { file: file.clone(), ..Place::default() },
        }
    }

    /// What, why, and what can be done, in French.
    #[must_use]
    pub fn in_french(&self) -> String {
        match self {
            Self::Disk { file, cause } => format!("{file}\u{a0}: lecture impossible ({cause})."),
            Self::List(error) => error.to_string(),
            Self::Official { file, cause } => format!("{file}\u{a0}: {}", cause.in_french()),
            Self::Portrait { file, .. } => format!(
                "{file}\u{a0}: le texte est trop long pour un portrait. Ne collez que ses tableaux."
            ),
            Self::Nothing { file } => format!(
                "{file}\u{a0}: ni service, ni chiffre, ni nom de commune n’a été trouvé. \
                 Collez le tableau de l’annexe, ou donnez un fichier CSV, XLSX ou GeoJSON."
            ),
        }
    }
}

fn list_place(error: &ReadListError) -> Place {
    let place = |file: &String, sheet: &Option<String>, line: usize, cell: Option<String>| Place {
        file: file.clone(),
        sheet: sheet.clone(),
        line: u32::try_from(line).unwrap_or(u32::MAX),
        cell,
    };
    match error {
        ReadListError::TooLarge { file, .. }
        | ReadListError::OtherWorkbook { file }
        | ReadListError::Bomb { file, .. } => place(file, &None, 0, None),
        ReadListError::NotText { file, line } | ReadListError::GeoJson { file, line, .. } => {
            place(file, &None, *line, None)
        }
        ReadListError::Bound { file, sheet, line, cell, .. } => {
            place(file, sheet, *line, Some(cell.clone()))
        }
        ReadListError::Workbook { file, sheet, .. } => place(file, sheet, 0, None),
    }
}

/// How tables were read, in French.
fn told(tables: &Tables) -> String {
    let separated = match tables.separation {
        Separation::Lines => "une ligne par service".to_owned(),
        Separation::Character('\t') => "colonnes séparées par des tabulations".to_owned(),
        Separation::Character(character) => format!("colonnes séparées par « {character} »"),
        Separation::Spaces => "colonnes séparées par des espaces".to_owned(),
        Separation::Workbook => {
            let sheets = tables.tables.len();
            return format!("classeur, {sheets} feuille{}", if sheets < 2 { "" } else { "s" });
        }
        Separation::GeoJson => "GeoJSON".to_owned(),
    };
    format!("{}, {separated}", tables.charset.name())
}

impl<'a> Context<'a> {
    /// For lists of a territory.
    #[must_use]
    pub fn new(france: &'a France, territory: TerritoryCode) -> Self {
        Self { resolver: Resolver::new(france, territory) }
    }
}
