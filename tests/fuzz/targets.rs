//! One entry for each parser of what a user or a service gives. Shared by the fuzzers
//! (`make fuzz`) and by `tests/corpus.rs`, which replays the corpus in the ordinary tests.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::io::{Cursor, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{LazyLock, Mutex, PoisonError};
use std::time::Duration;

use jiff::{Timestamp, Zoned};
use maillage::import::draft::{Answers, Draft, Request, draft};
use maillage::import::geocode::{
    AddressAsked, AddressFile, AddressService, Clock, FileLimits, Geocoder, ServiceOptions,
};
use maillage::import::list::{read_commune_list, read_list};
use maillage::import::official::{self, Content, Dataset, Given, Scale, Scope};
use maillage::import::table::{Tables, read_tables};
use maillage::import::{Context, Input, Places, portrait, read};
use maillage::store::{ImportEntry, Store};
use maillage::territory::{CommuneCode, France, Register};

use super::support::{PLACE, creche, four_squares, register as register_of, territory};

/// A parser, given bytes: it must end, soon and in bounded memory, without a panic.
pub type Target = fn(&[u8]);

/// All of them by name.
pub const TARGETS: [(&str, Target); 14] = [
    ("list", list),
    ("xlsx_archive", xlsx_archive),
    ("xlsx_sheet", xlsx_sheet),
    ("geojson", geojson),
    ("communes", communes),
    ("official", official),
    ("facility_base", facility_base),
    ("parquet", parquet),
    ("portrait", portrait),
    ("address_file", address_file),
    ("address_service", address_service),
    ("answers", answers),
    ("import", import),
    ("register", register),
];

/// Runs a target for a fuzzer, which would end at each panic, those too that the crate catches and
/// makes a refusal of: here they are told, and only what comes out of the target ends it.
#[allow(dead_code, clippy::print_stderr, reason = "the replay does without")]
pub fn told(target: Target, bytes: &[u8]) {
    static TELL: std::sync::Once = std::sync::Once::new();
    TELL.call_once(|| std::panic::set_hook(Box::new(|panic| eprintln!("{panic}"))));
    target(bytes);
}

static FRANCE: LazyLock<France> = LazyLock::new(four_squares);

fn context() -> Context<'static> {
    Context::new(&FRANCE, territory(PLACE))
}

fn scope() -> Scope<'static> {
    Scope::communes(&FRANCE, FRANCE.communes.iter().map(|commune| commune.code))
}

fn content(bytes: &[u8]) -> Content {
    Content::Bytes(bytes.to_vec().into())
}

fn tables(bytes: &[u8]) -> Option<Tables<'_>> {
    read_tables("liste.csv", bytes).map_err(|error| error.to_string()).ok()
}

/// Text of any layout as a list of services. Every line that is not blank is accounted for.
pub fn list(bytes: &[u8]) {
    let Some(tables) = tables(bytes) else { return };
    let list = read_list(&tables, "liste.csv", &context());
    // Line 0 holds the headings of a feature collection, which has none; a feature may be empty.
    let rows = tables.tables.iter().flat_map(|table| &table.rows);
    let rows = rows.filter(|row| row.line > 0 && row.cells.iter().any(|cell| !cell.is_empty()));
    let rows = rows.count();
    assert!(list.lines.len() >= rows, "{} lines of {rows} rows", list.lines.len());
}

/// The archive of a workbook.
pub fn xlsx_archive(bytes: &[u8]) {
    list(bytes);
}

/// The parts of a workbook, told apart by a form feed: its first sheet, its shared strings, its
/// styles.
pub fn xlsx_sheet(bytes: &[u8]) {
    let mut parts = bytes.split(|&byte| byte == 0x0c);
    let mut part = || parts.next().unwrap_or_default();
    list(&workbook(part(), part(), part()));
}

fn workbook(sheet: &[u8], strings: &[u8], styles: &[u8]) -> Vec<u8> {
    const NS: &str = "http://schemas.openxmlformats.org";
    let parts = [
        ("sheet1", "worksheets/sheet1", "worksheet"),
        ("s", "sharedStrings", "sharedStrings"),
        ("t", "styles", "styles"),
    ];
    let relations: String = parts
        .iter()
        .map(|(id, file, kind)| {
            format!(
                "<Relationship Id=\"{id}\" Target=\"{file}.xml\" \
                 Type=\"{NS}/officeDocument/2006/relationships/{kind}\"/>"
            )
        })
        .collect();
    let book = format!(
        "<workbook xmlns=\"{NS}/spreadsheetml/2006/main\" \
         xmlns:r=\"{NS}/officeDocument/2006/relationships\">\
         <sheets><sheet name=\"Liste\" sheetId=\"1\" r:id=\"sheet1\"/></sheets></workbook>"
    );
    let relations = format!(
        "<Relationships xmlns=\"{NS}/package/2006/relationships\">{relations}</Relationships>"
    );
    let options =
        zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let root = format!(
        "<Relationships xmlns=\"{NS}/package/2006/relationships\"><Relationship Id=\"a\" \
         Type=\"{NS}/officeDocument/2006/relationships/officeDocument\" \
         Target=\"xl/workbook.xml\"/></Relationships>"
    );
    for (name, bytes) in [
        ("_rels/.rels", root.as_bytes()),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/_rels/workbook.xml.rels", relations.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
        ("xl/sharedStrings.xml", strings),
        ("xl/styles.xml", styles),
    ] {
        archive.start_file(name, options).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap().into_inner()
}

/// A feature collection.
pub fn geojson(bytes: &[u8]) {
    list(bytes);
}

/// Names of communes, held against those of the territory.
pub fn communes(bytes: &[u8]) {
    let Some(tables) = tables(bytes) else { return };
    let found = read_commune_list(&tables, &context());
    // A name that is nearly that of a member is a proposal.
    let proposed: usize = found.proposals.iter().map(|(_, codes)| codes.len()).sum();
    assert!(found.exact.len() + found.missing.len() + proposed >= 3, "a member is forgotten");
}

/// An official file: recognised, and read as what it is taken for and as one that it may not be.
pub fn official(bytes: &[u8]) {
    const ALL: [Dataset; 6] = [
        Dataset::IrisPopulation,
        Dataset::AgePyramid,
        Dataset::Grid,
        Dataset::ChildcareRates(Scale::Epci),
        Dataset::ChildcarePlaces(Scale::Commune),
        Dataset::RuralZoning,
    ];
    let content = content(bytes);
    let given = Given { name: "base-2021.csv", content: &content, vintage: None };
    let recognised = official::recognise(&given).ok().flatten();
    let other = ALL[bytes.len() % ALL.len()];
    for dataset in recognised.into_iter().chain([other]) {
        if let Ok(figures) = official::read(dataset, &given, &scope(), &mut |_| {}) {
            assert!(figures.rows_read >= figures.rows_kept.saturating_add(figures.rows_dropped));
        }
    }
}

/// The facility base, be it text, packed or Parquet.
pub fn facility_base(bytes: &[u8]) {
    let content = content(bytes);
    let given = Given { name: "BPE24.csv", content: &content, vintage: None };
    let recognised = official::recognise(&given);
    let read = official::read_facility_base(&given, &scope(), &mut |_| {});
    if let (Ok(Some(_)), Ok(read)) = (recognised, read) {
        assert!(read.rows_read >= read.rows_kept);
    }
}

/// The same, for a corpus of Parquet files.
pub fn parquet(bytes: &[u8]) {
    facility_base(bytes);
}

/// The portrait of a convention.
pub fn portrait(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let _ = portrait::recognise(&text);
    let document = portrait::Document {
        file: "portrait.txt",
        id: "portrait",
        short: "Portrait",
        caf: "Caf",
        zone: &|heading| (heading.len() == 5).then(|| heading.to_owned()),
        usage: None,
    };
    let _either = portrait::read(&text, document);
}

fn asked() -> Vec<AddressAsked> {
    let one = |address: &str| AddressAsked {
        key: address.to_owned(),
        address: address.to_owned(),
        postcode: "99000".to_owned(),
        city: "Carré 1".to_owned(),
        commune: "99001".parse().ok(),
    };
    ["3 bis rue du Parc", "Place de la Mairie", "12 allée des Écoles"].map(one).to_vec()
}

/// A file of addresses.
pub fn address_file(bytes: &[u8]) {
    let mut file = tempfile::NamedTempFile::new().unwrap();
    file.write_all(bytes).unwrap();
    let communes: BTreeSet<CommuneCode> =
        ["99001", "78380", "78124"].into_iter().map(|code| code.parse().unwrap()).collect();
    let mut addresses = AddressFile::default();
    let read = addresses.add(file.path(), &communes, FileLimits::default(), &mut |_| {});
    if read.map_err(|error| error.in_french()).is_ok() {
        assert_eq!(addresses.locate(&asked(), &mut |_| {}).unwrap().len(), asked().len());
    }
}

/// The answer of an address service, as a table and as a collection.
pub fn address_service(bytes: &[u8]) {
    static BODY: Mutex<Vec<u8>> = Mutex::new(Vec::new());
    static TURN: Mutex<()> = Mutex::new(());
    static SERVICE: LazyLock<String> = LazyLock::new(|| {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let body = BODY.lock().unwrap_or_else(PoisonError::into_inner).clone();
                let _left = reply(stream, &body);
            }
        });
        url
    });
    let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
    bytes.clone_into(&mut BODY.lock().unwrap_or_else(PoisonError::into_inner));
    let options = ServiceOptions { timeout: Duration::from_secs(5), clock: Box::new(Still) };
    let service = AddressService::new(&SERVICE, options).unwrap();
    if let Ok(located) = service.locate(&asked(), &mut |_| {}) {
        assert_eq!(located.len(), asked().len());
    }
}

/// A clock that never waits.
struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        Timestamp::UNIX_EPOCH
    }

    fn sleep(&self, _duration: Duration) {}
}

/// Reads a request to its end and answers it.
fn reply(mut stream: TcpStream, body: &[u8]) -> std::io::Result<()> {
    let (mut request, mut buffer) = (Vec::new(), [0; 8192]);
    loop {
        let text = String::from_utf8_lossy(&request).to_lowercase();
        if let Some((head, rest)) = text.split_once("\r\n\r\n") {
            let length = head.lines().find_map(|line| line.strip_prefix("content-length: "));
            if rest.len() >= length.map_or(0, |length| length.parse().unwrap_or(0)) {
                break;
            }
        }
        match stream.read(&mut buffer)? {
            0 => break,
            read => request.extend_from_slice(&buffer[..read]),
        }
    }
    write!(
        stream,
        "HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: {}\r\n\r\n",
        body.len()
    )?;
    stream.write_all(body)
}

const DOUBTFUL: &str = "Nom;Type;Adresse;Commune;Capacité;Âges\n\
    Les Lutins;crèche;3 rue du Parc;Carré 1;20;0-3\n\
    Les Lutins;multi-accueil;3 rue du Parc;Carre 1;20 à 25;\n\
    Accueil;ALSH ?;;Carré 9;;3-11\n\
    RAM Pomme;RPE;5 place;99003;;\n";

/// Makes a draft for the synthetic place.
fn draft_of(bytes: &[u8], answers: &Answers, register: &Register) -> Option<Draft> {
    let context = context();
    let request = Request {
        france: &FRANCE,
        territory: territory(PLACE),
        context: &context,
        register,
        answers,
    };
    let input = Input::bytes("liste 2025.csv", bytes.to_vec().into());
    let files = read(&[input], None, &request, &mut |_| {})
        .map_err(|error| (error.in_french(), error.place()))
        .ok()?;
    let draft = draft(files, request, &Places::none()).ok()?;
    let _counts = draft.summary();
    let _shown = maillage::export::draft_text(&draft, &FRANCE);
    let _page = maillage::export::draft_json(&draft, &FRANCE, "1", 100);
    Some(draft)
}

/// Answers to the questions of a list, as JSON.
pub fn answers(bytes: &[u8]) {
    let Ok(answers) = serde_json::from_slice::<Answers>(bytes) else { return };
    let register = register_of(vec![creche("a", "99001", 5_000.0, 5_000.0, Some(20.0))]);
    let _either = draft_of(DOUBTFUL.as_bytes(), &answers, &register);
}

/// A whole import: read, drafted, committed, read back, and imported again.
pub fn import(bytes: &[u8]) {
    let Some(first) = draft_of(bytes, &Answers::default(), &Register::default()) else { return };
    let folder = tempfile::tempdir().unwrap();
    let mut store = Store::open_or_create(&folder.path().join("maillage.gpkg")).unwrap();
    let (_, base) = store.read().unwrap();
    let entry = ImportEntry { at: Timestamp::UNIX_EPOCH, ..ImportEntry::default() };
    store.commit(&first.register, &entry, base, &FRANCE).unwrap();
    let (kept, _) = store.read().unwrap();
    let again = draft_of(bytes, &Answers::default(), &kept).unwrap();
    assert_eq!(again.summary().services, first.summary().services);
    // What waits for an answer is not in the register.
    let waits = again.services.iter().filter(|s| s.is_blocked && !s.left_out).count();
    assert!(again.summary().added <= waits, "a list that is imported again adds nothing");
}

thread_local! {
    /// A register, to be damaged.
    static REGISTER: RefCell<Option<Vec<u8>>> = const { RefCell::new(None) };
}

fn register_file() -> Vec<u8> {
    let make = || {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("maillage.gpkg");
        let mut store = Store::open_or_create(&path).unwrap();
        let (_, base) = store.read().unwrap();
        let at = Zoned::default().timestamp();
        let entry = ImportEntry { at, ..ImportEntry::default() };
        let register = register_of(vec![creche("a", "99001", 5_000.0, 5_000.0, Some(20.0))]);
        store.commit(&register, &entry, base, &FRANCE).unwrap();
        drop(store);
        std::fs::read(path).unwrap()
    };
    REGISTER.with_borrow_mut(|register| register.get_or_insert_with(make).clone())
}

/// A register: SQL run on it by another program, or five bytes for each damage: where, and what.
pub fn register(bytes: &[u8]) {
    let mut whole = register_file();
    let sql = std::str::from_utf8(bytes).ok().filter(|text| text.starts_with("--"));
    if sql.is_none() {
        for patch in bytes.chunks_exact(5) {
            let at = u32::from_le_bytes([patch[0], patch[1], patch[2], patch[3]]) as usize;
            let length = whole.len();
            whole[at % length] ^= patch[4];
        }
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("maillage.gpkg");
    std::fs::write(&path, &whole).unwrap();
    if let Some(sql) = sql {
        let other = rusqlite::Connection::open(&path).unwrap();
        let _either = other.execute_batch(sql);
    }
    let _read = Store::open_read(&path).and_then(|store| store.read());
    let written = Store::open_or_create(&path).and_then(|mut store| {
        let (register, base) = store.read()?;
        let entry = ImportEntry { at: Timestamp::UNIX_EPOCH, ..ImportEntry::default() };
        store.commit(&register, &entry, base, &FRANCE)
    });
    let _told = written.map_err(|error| error.to_string());
}
