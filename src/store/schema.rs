//! What a register is made of, and how an empty one is made.

use std::path::Path;

use rusqlite::{Connection, params};

use super::error::Cause;
use super::rows::{SPATIAL, tables};
use super::{spatial_index, undone};

/// The layout that this program reads and writes, in `maillage_meta`.
pub(super) const LAYOUT: i64 = 2;

/// `GPKG`, at byte 68 of the file.
pub(super) const APPLICATION_ID: i32 = 0x4750_4B47;
/// GeoPackage 1.4.0.
const USER_VERSION: i32 = 10_400;

/// The tables that every GeoPackage has (OGC 12-128r19, annex C).
const CORE: &str = "
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL,
  definition TEXT NOT NULL,
  description TEXT
);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY,
  data_type TEXT NOT NULL,
  identifier TEXT UNIQUE,
  description TEXT DEFAULT '',
  last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE,
  min_y DOUBLE,
  max_x DOUBLE,
  max_y DOUBLE,
  srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL,
  column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL,
  srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL,
  m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name),
  CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id)
);
CREATE TABLE gpkg_extensions (
  table_name TEXT,
  column_name TEXT,
  extension_name TEXT NOT NULL,
  definition TEXT NOT NULL,
  scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name)
);";

const WGS_84: &str = r#"GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]"#;

/// Our own tables that are no part of the register proper. `maillage_meta` is what tells a
/// register from any other GeoPackage; it is not listed in `gpkg_contents`.
const OWN: &str = "
CREATE TABLE maillage_meta (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL);
CREATE TABLE perimeters (
  \"fid\" INTEGER PRIMARY KEY NOT NULL,
  \"geom\" MULTIPOLYGON,
  \"facility\" TEXT NOT NULL,
  \"commune\" TEXT NOT NULL,
  \"name\" TEXT
);
CREATE TABLE geocodes (
  \"fid\" INTEGER PRIMARY KEY NOT NULL,
  \"key\" TEXT NOT NULL UNIQUE,
  \"answer\" TEXT NOT NULL,
  \"fetched_on\" DATE NOT NULL
);
CREATE TABLE imports (
  \"fid\" INTEGER PRIMARY KEY NOT NULL,
  \"at\" DATETIME NOT NULL,
  \"version\" INTEGER NOT NULL,
  \"files\" TEXT NOT NULL,
  \"territory\" TEXT,
  \"counts\" TEXT NOT NULL,
  \"added\" INTEGER NOT NULL,
  \"changed\" INTEGER NOT NULL,
  \"gone\" INTEGER NOT NULL,
  \"program\" TEXT NOT NULL
);
";

/// Name, kind of contents, title and description of the tables of `OWN`.
const OWN_CONTENTS: [[&str; 4]; 4] = [
    [
        "perimeters",
        "features",
        "Périmètres",
        "Les communes que sert chaque service. Dessinés d’après la colonne perimeter des services\u{a0}: c’est elle qu’il faut modifier.",
    ],
    [
        "geocodes",
        "attributes",
        "Adresses déjà cherchées",
        "Réponses gardées d’un service d’adresses.",
    ],
    ["imports", "attributes", "Imports", "Chaque import\u{a0}: quand, quels fichiers."],
    [
        "journal",
        "attributes",
        "Journal",
        "Chaque changement\u{a0}: par quel import, avant, après. La vue reconstitue ce que disait une ligne ajoutée, sauf sa position, qui est dans la couche\u{a0}; rien n’y figure si un autre programme a retiré ou remplacé la ligne.",
    ],
];

/// What an existing file of a layout must have to be read: each table with its columns.
pub(super) fn expected(layout: i64) -> impl Iterator<Item = (&'static str, Vec<&'static str>)> {
    let parts = tables().map(|table| {
        let columns = table.columns.iter().map(|column| column.name);
        (table.name, ["fid", "rank"].into_iter().chain(columns).collect())
    });
    let own = [
        ("maillage_meta", vec!["name", "value"]),
        ("perimeters", vec!["fid", "geom", "facility", "commune", "name"]),
        ("geocodes", vec!["fid", "key", "answer", "fetched_on"]),
        (
            "imports",
            vec![
                "fid",
                "at",
                "version",
                "files",
                "territory",
                "counts",
                "added",
                "changed",
                "gone",
                "program",
            ],
        ),
        if layout == 1 {
            let columns = ["fid", "at", "import", "table", "row", "action", "before", "after"];
            ("journal", columns.to_vec())
        } else {
            let columns = ["fid", "import", "table", "row", "row_fid", "action", "before", "after"];
            ("changes", columns.to_vec())
        },
        ("gpkg_contents", vec!["table_name", "last_change", "min_x", "min_y", "max_x", "max_y"]),
    ];
    parts.chain(own)
}

/// Makes an empty register at `path`, whole or not at all: it is built beside and moved in.
/// Where another program made one meanwhile, that one stays.
pub(super) fn create(path: &Path) -> Result<(), Cause> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let mut builder = tempfile::Builder::new();
    builder.prefix(".maillage-").suffix(".gpkg");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        // As any file that a program saves: the umask takes its share.
        builder.permissions(std::fs::Permissions::from_mode(0o666));
    }
    let file = builder.tempfile_in(folder)?;
    let connection = Connection::open(file.path())?;
    // Nobody sees it before it is whole and on the disk.
    connection.execute_batch("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")?;
    fill(&connection)?;
    connection.close().map_err(|(_connection, error)| error)?;
    file.as_file().sync_all()?;
    match file.into_temp_path().persist_noclobber(path) {
        Ok(()) => Ok(()),
        Err(error) if error.error.kind() == std::io::ErrorKind::AlreadyExists => Ok(()),
        Err(error) => Err(error.error.into()),
    }
}

fn fill(connection: &Connection) -> Result<(), Cause> {
    connection.pragma_update(None, "application_id", APPLICATION_ID)?;
    connection.pragma_update(None, "user_version", USER_VERSION)?;
    connection.execute_batch("BEGIN")?;
    connection.execute_batch(CORE)?;
    let mut srs =
        connection.prepare("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)")?;
    let undefined = "undefined";
    srs.execute(params![
        "Undefined Cartesian SRS",
        -1,
        "NONE",
        -1,
        undefined,
        "undefined Cartesian coordinate reference system"
    ])?;
    srs.execute(params![
        "Undefined geographic SRS",
        0,
        "NONE",
        0,
        undefined,
        "undefined geographic coordinate reference system"
    ])?;
    srs.execute(params![
        "WGS 84 geodetic",
        4326,
        "EPSG",
        4326,
        WGS_84,
        "longitude/latitude coordinates in decimal degrees on the WGS 84 spheroid"
    ])?;
    drop(srs);
    connection.execute_batch(OWN)?;
    for table in tables() {
        connection.execute_batch(&table.create())?;
        let data_type = if table.is_layer() { "features" } else { "attributes" };
        list(connection, [table.name, data_type, table.title, ""], "POINT")?;
    }
    connection.execute_batch(undone::CHANGES)?;
    connection.execute_batch(&undone::view())?;
    for contents in OWN_CONTENTS {
        list(connection, contents, "MULTIPOLYGON")?;
    }
    spatial_index::create(connection)?;
    connection.execute(
        "INSERT INTO gpkg_extensions VALUES (?, ?, 'gpkg_rtree_index', \
         'http://www.geopackage.org/spec140/#extension_rtree', 'write-only')",
        [SPATIAL.0, SPATIAL.1],
    )?;
    connection
        .execute("INSERT INTO maillage_meta VALUES ('layout', ?), ('version', 0)", [LAYOUT])?;
    connection.execute_batch("COMMIT")?;
    Ok(())
}

/// Lists a table in `gpkg_contents`, and its geometries where it is a layer.
fn list(
    connection: &Connection,
    [name, data_type, title, description]: [&str; 4],
    geometry: &str,
) -> Result<(), Cause> {
    let layer = data_type == "features";
    connection.execute(
        "INSERT INTO gpkg_contents (table_name, data_type, identifier, description, srs_id) \
         VALUES (?, ?, ?, ?, ?)",
        params![name, data_type, title, description, layer.then_some(super::geometry::SRS)],
    )?;
    if layer {
        connection.execute(
            "INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', ?, ?, 0, 0)",
            params![name, geometry, super::geometry::SRS],
        )?;
    }
    Ok(())
}
