//! A canonical list from its bytes to a committed register, beside SQLite inserting its rows: into a
//! plain table, and into a layer of points with its spatial index.
//!
//! The rows are SYNTHETIC: invented services around real town halls, always the same.

use std::fmt::Write as _;
use std::time::Instant;

use bytes::Bytes;
use maillage::import::draft::{Answers, Request, draft};
use maillage::import::{Context, Input, Places, read};
use maillage::index::{Atlas, locate_all};
use maillage::store::{ImportEntry, Store};
use maillage::territory::{France, Kind, Register, TerritoryCode};
use rusqlite::{Connection, ToSql};

use super::support;

/// How often each is run, in turn.
const RUNS: usize = 7;
const COLUMNS: [&str; 18] = [
    "id",
    "name",
    "kind",
    "subtype",
    "capacity",
    "ages",
    "slots",
    "funding",
    "address",
    "postcode",
    "city",
    "commune",
    "lon",
    "lat",
    "perimeter",
    "opened_on",
    "closed_on",
    "source",
];
/// Places in `COLUMNS` of what a table holds as a number.
const NUMBERS: [usize; 3] = [4, 12, 13];
const STAGES: [&str; 5] = ["read", "draft", "locate", "index", "commit"];

/// Prints how long the import of `rows` rows takes, stage by stage, and its ratio to the bare
/// insertion of the same rows. The rows lie in `communes` communes spread over the country.
pub fn compare(rows: usize, communes: usize) {
    let france = support::prepared_france();
    let text = list(&france, rows, communes);
    let cells = parsed(&text);
    assert_eq!(cells.len(), rows);
    let bytes = Bytes::from(text);
    let atlas = Atlas::new(france, Register::default());
    let mut stages = vec![Vec::new(); STAGES.len() + 3];
    for _ in 0..RUNS {
        let (bare, layer) = (insert(&cells), insert_layer(&cells));
        let taken = import(&bytes, &atlas, rows);
        let total = taken.iter().fold(Taken::default(), |sum, taken| sum.and(*taken));
        let each = taken.into_iter().chain([total, bare, layer]);
        stages.iter_mut().zip(each).for_each(|(stage, taken)| stage.push(taken));
    }
    println!("{rows} rows in {communes} communes, {:.1} MB", bytes.len() as f64 / 1e6);
    println!("            ms   of them on the processor");
    let names = STAGES.into_iter().chain(["total", "bare", "layer"]);
    let medians: Vec<[f64; 2]> = stages.iter().map(|stage| medians(stage)).collect();
    for (name, [wall, busy]) in names.zip(&medians) {
        println!("{name:>8} {wall:6.0} {busy:6.0}");
    }
    for (name, bare) in [("bare rows", 1), ("bare GeoPackage layer", 2)] {
        let ratio = |at: usize| medians[STAGES.len()][at] / medians[STAGES.len() + bare][at];
        println!("ratio to {name}: {:.2}, {:.2}", ratio(0), ratio(1));
    }
}

/// What something took, in milliseconds.
#[derive(Clone, Copy, Default)]
struct Taken {
    wall: f64,
    /// On all processors; zero where the system does not tell. A busy machine changes it little.
    busy: f64,
}

impl Taken {
    fn and(self, other: Self) -> Self {
        Self { wall: self.wall + other.wall, busy: self.busy + other.busy }
    }
}

struct Clock {
    wall: Instant,
    busy: f64,
}

impl Clock {
    fn start() -> Self {
        Self { wall: Instant::now(), busy: busy() }
    }

    /// Since the start or the last lap.
    fn lap(&mut self) -> Taken {
        let now = Self::start();
        let last = std::mem::replace(self, now);
        let wall = (self.wall - last.wall).as_secs_f64() * 1e3;
        Taken { wall, busy: self.busy - last.busy }
    }
}

/// User and system time of this process, in milliseconds.
fn busy() -> f64 {
    let Ok(stat) = std::fs::read_to_string("/proc/self/stat") else { return 0.0 };
    let fields = stat.rsplit(')').next().unwrap_or_default().split_whitespace();
    // In hundredths of a second.
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * 10.0
}

fn medians(taken: &[Taken]) -> [f64; 2] {
    let median = |mut values: Vec<f64>| {
        values.sort_unstable_by(f64::total_cmp);
        values[values.len() / 2]
    };
    [taken.iter().map(|t| t.wall).collect(), taken.iter().map(|t| t.busy).collect()].map(median)
}

/// One row in four has no position, one in fifty a perimeter.
fn list(france: &France, rows: usize, communes: usize) -> String {
    let mut numbers = support::Draws::new(20_260_101);
    let homes: Vec<_> = france
        .communes
        .iter()
        .filter(|c| c.town_hall.is_some() && !c.postcodes.is_empty())
        .collect();
    let step = homes.len() as f64 / communes as f64;
    let streets =
        ["rue de la République", "avenue Jean-Jaurès", "place de l’Église", "rue du Moulin"];
    let names =
        ["Les Petits Lutins", "La Ruche", "Pierre et le Loup", "À petits pas", "Arc-en-ciel"];
    let mut text = COLUMNS.join(",") + "\n";
    for n in 0..rows {
        let home = homes[((numbers.unit() * communes as f64).floor() * step) as usize];
        let hall = home.town_hall.as_ref().unwrap().position;
        let kind = Kind::ALL[n % 5];
        let (subtype, ages, slots, funding) = match kind {
            Kind::Eaje => ("multi-accueil", "0-3", "", "psu"),
            Kind::Alsh => ("maternel-elementaire", "3-11", "periscolaire|mercredi", ""),
            _ => ("", "", "", ""),
        };
        let (name, street) = (names[n / 5 % 5], streets[n / 25 % 4]);
        let capacity =
            if n % 3 > 0 { (numbers.unit() * 60.0).floor().to_string() } else { String::new() };
        let place = if n % 4 == 0 {
            ",".to_owned()
        } else {
            let [lon, lat] = [hall.lon, hall.lat].map(|at| at + numbers.between(-0.01, 0.01));
            format!("{lon:.6},{lat:.6}")
        };
        let served = if n % 50 == 1 { home.code.as_str() } else { "" };
        writeln!(
            text,
            "liste-2025-{n:06},{name} {n},{},{subtype},{capacity},{ages},{slots},{funding},{} {street},\
             {},{},{},{place},{served},2019-09-01,,liste-2025",
            kind.as_str(),
            1 + n % 200,
            home.postcodes[0],
            home.name,
            home.code,
        )
        .unwrap();
    }
    text
}

enum Cell {
    Null,
    Text(String),
    Number(f64),
}

impl Cell {
    fn value(&self) -> &dyn ToSql {
        match self {
            Self::Null => &rusqlite::types::Null,
            Self::Text(text) => text,
            Self::Number(number) => number,
        }
    }
}

fn parsed(text: &str) -> Vec<Vec<Cell>> {
    let rows = csv::Reader::from_reader(text.as_bytes()).into_records();
    let cell = |(at, text): (usize, &str)| match text {
        "" => Cell::Null,
        _ if NUMBERS.contains(&at) => Cell::Number(text.parse().unwrap()),
        _ => Cell::Text(text.to_owned()),
    };
    rows.map(|row| row.unwrap().iter().enumerate().map(cell).collect()).collect()
}

/// One transaction with the settings of the store into a plain table, and nothing else.
fn insert(rows: &[Vec<Cell>]) -> Taken {
    let folder = tempfile::tempdir().unwrap();
    let mut clock = Clock::start();
    let connection = Connection::open(folder.path().join("bare.sqlite")).unwrap();
    connection
        .execute_batch(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; \
             BEGIN; CREATE TABLE facilities (fid INTEGER PRIMARY KEY, {})",
            COLUMNS
                .map(|name| format!("{name} TEXT"))
                .join(", ")
                .replace("lon TEXT", "lon REAL")
                .replace("lat TEXT", "lat REAL")
                .replace("capacity TEXT", "capacity REAL")
        ))
        .unwrap();
    let places = vec!["?"; COLUMNS.len()].join(", ");
    let mut insert =
        connection.prepare(&format!("INSERT INTO facilities VALUES (NULL, {places})")).unwrap();
    for row in rows {
        for (at, cell) in row.iter().enumerate() {
            insert.raw_bind_parameter(at + 1, cell.value()).unwrap();
        }
        insert.raw_execute().unwrap();
    }
    drop(insert);
    connection.execute_batch("COMMIT").unwrap();
    clock.lap()
}

/// The same rows as a GeoPackage has them: the position as a geometry, and an R-tree of it.
fn insert_layer(rows: &[Vec<Cell>]) -> Taken {
    let [lon, lat] = ["lon", "lat"].map(|name| COLUMNS.iter().position(|c| *c == name).unwrap());
    let others: Vec<usize> = (0..COLUMNS.len()).filter(|at| ![lon, lat].contains(at)).collect();
    let names: Vec<&str> = others.iter().map(|&at| COLUMNS[at]).collect();
    let folder = tempfile::tempdir().unwrap();
    let mut clock = Clock::start();
    let connection = Connection::open(folder.path().join("layer.sqlite")).unwrap();
    connection
        .execute_batch(&format!(
            "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -65536; \
             BEGIN; CREATE TABLE facilities (fid INTEGER PRIMARY KEY, geom POINT, {} TEXT); \
             CREATE VIRTUAL TABLE rtree_facilities_geom USING rtree(id, minx, maxx, miny, maxy)",
            names.join(" TEXT, ").replace("capacity TEXT", "capacity REAL")
        ))
        .unwrap();
    let places = vec!["?"; others.len()].join(", ");
    let mut insert =
        connection.prepare(&format!("INSERT INTO facilities VALUES (NULL, ?, {places})")).unwrap();
    let mut index = connection
        .prepare("INSERT INTO rtree_facilities_geom VALUES (?1, ?2, ?2, ?3, ?3)")
        .unwrap();
    for (row, fid) in rows.iter().zip(1_i64..) {
        let at = if let (Cell::Number(lon), Cell::Number(lat)) = (&row[lon], &row[lat]) {
            let point = [lon.to_le_bytes(), lat.to_le_bytes()].concat();
            let header = [&b"GP\0\x01"[..], &4326_i32.to_le_bytes(), &[1, 1, 0, 0, 0]].concat();
            insert.raw_bind_parameter(1, [header, point].concat()).unwrap();
            Some((*lon, *lat))
        } else {
            insert.raw_bind_parameter(1, rusqlite::types::Null).unwrap();
            None
        };
        for (place, &column) in others.iter().enumerate() {
            insert.raw_bind_parameter(place + 2, row[column].value()).unwrap();
        }
        insert.raw_execute().unwrap();
        if let Some((lon, lat)) = at {
            index.execute((fid, lon, lat)).unwrap();
        }
    }
    drop((insert, index));
    connection.execute_batch("COMMIT").unwrap();
    clock.lap()
}

/// How long each stage takes.
fn import(bytes: &Bytes, atlas: &Atlas, rows: usize) -> [Taken; 5] {
    let folder = tempfile::tempdir().unwrap();
    let france = &atlas.france;
    let territory: TerritoryCode = "200034130".parse().unwrap();
    let mut clock = Clock::start();
    let context = Context::new(france, territory);
    let (before, answers) = (Register::default(), Answers::default());
    let request =
        Request { france, territory, context: &context, register: &before, answers: &answers };
    let input = Input::bytes("liste-2025.csv", bytes.clone());
    let files = read(&[input], None, &request, &mut |_| {}).unwrap();
    let reading = clock.lap();
    let draft = draft(files, request, &Places::none()).unwrap();
    let drafting = clock.lap();
    assert_eq!(draft.services.len(), rows);
    let register = draft.register;
    let facilities = &register.facilities;
    let points: Vec<_> = facilities.iter().filter_map(|facility| facility.position).collect();
    let found = locate_all(&france.boundaries, &points);
    let communes = facilities.iter().filter(|f| f.position.is_some()).map(|f| f.commune);
    let inside = communes
        .zip(&found)
        .filter(|&(code, at)| at.is_some_and(|at| france.communes[at as usize].code == code));
    assert!(inside.count() > points.len() / 2);
    let locating = clock.lap();
    let indexed = atlas.with_register(register);
    let indexing = clock.lap();
    let mut store = Store::open_or_create(&folder.path().join("maillage.gpkg")).unwrap();
    let base = store.read().unwrap().1;
    let entry = ImportEntry::default();
    let committed = store.commit(&indexed.register, &entry, base, france).unwrap();
    let committing = clock.lap();
    assert!(committed.tally.added as usize >= rows);
    [reading, drafting, locating, indexing, committing]
}
