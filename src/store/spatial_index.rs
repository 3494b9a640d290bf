//! The R-tree of the layer of services (extension `gpkg_rtree_index` of the GeoPackage).
//!
//! Its triggers keep it right when another program edits the layer. They call functions that only
//! GIS programs have, so our own writes put them aside and keep the tree themselves.

use rusqlite::config::DbConfig;
use rusqlite::{Connection, params};

use super::error::Cause;
use super::rows::SPATIAL;
use crate::units::Wgs84;

const TREE: &str = "rtree_facilities_geom";

/// Makes the tree and its triggers.
pub(super) fn create(connection: &Connection) -> Result<(), Cause> {
    connection.execute_batch(&format!(
        "CREATE VIRTUAL TABLE \"{TREE}\" USING rtree(id, minx, maxx, miny, maxy)"
    ))?;
    create_triggers(connection)
}

pub(super) fn create_triggers(connection: &Connection) -> Result<(), Cause> {
    for (_, sql) in triggers() {
        connection.execute_batch(&sql)?;
    }
    Ok(())
}

pub(super) fn drop_triggers(connection: &Connection) -> Result<(), Cause> {
    for (name, _) in triggers() {
        connection.execute_batch(&format!("DROP TRIGGER IF EXISTS main.\"{name}\""))?;
    }
    Ok(())
}

/// The triggers by name, as the specification (1.4.0, annex F.3) and GDAL write them.
pub(super) fn triggers() -> impl Iterator<Item = (String, String)> {
    let (table, geom) = SPATIAL;
    let full =
        |row: &str| format!("({row}.\"{geom}\" NOTNULL AND NOT ST_IsEmpty({row}.\"{geom}\"))");
    let none = |row: &str| format!("({row}.\"{geom}\" ISNULL OR ST_IsEmpty({row}.\"{geom}\"))");
    let (new, old, no_new, no_old) = (full("NEW"), full("OLD"), none("NEW"), none("OLD"));
    let minmax = ["MinX", "MaxX", "MinY", "MaxY"].map(|f| format!("ST_{f}(NEW.\"{geom}\")"));
    let [min_x, max_x, min_y, max_y] = &minmax;
    let values = format!("INTO \"{TREE}\" VALUES (NEW.\"fid\", {})", minmax.join(", "));
    let delete = format!("DELETE FROM \"{TREE}\" WHERE id");
    let same = "OLD.\"fid\" = NEW.\"fid\"";
    let moved = "OLD.\"fid\" != NEW.\"fid\"";
    let of_geom = format!("UPDATE OF \"{geom}\" ON \"{table}\" WHEN {same} AND");
    let of_fid = format!("UPDATE ON \"{table}\" WHEN {moved} AND");
    [
        ("insert", format!(
            "INSERT ON \"{table}\" WHEN (new.\"{geom}\" NOT NULL AND NOT ST_IsEmpty(NEW.\"{geom}\")) \
             BEGIN INSERT OR REPLACE {values}; END"
        )),
        ("update6", format!(
            "{of_geom} {new} AND {old} BEGIN UPDATE \"{TREE}\" SET minx = {min_x}, maxx = {max_x}, \
             miny = {min_y}, maxy = {max_y} WHERE id = NEW.\"fid\"; END"
        )),
        ("update7", format!("{of_geom} {new} AND {no_old} BEGIN INSERT {values}; END")),
        ("update2", format!("{of_geom} {no_new} BEGIN {delete} = OLD.\"fid\"; END")),
        ("update5", format!(
            "{of_fid} {new} BEGIN {delete} = OLD.\"fid\"; INSERT OR REPLACE {values}; END"
        )),
        ("update4", format!("{of_fid} {no_new} BEGIN {delete} IN (OLD.\"fid\", NEW.\"fid\"); END")),
        ("delete", format!(
            "DELETE ON \"{table}\" WHEN old.\"{geom}\" NOT NULL BEGIN {delete} = OLD.\"fid\"; END"
        )),
    ]
    .into_iter()
    .map(|(what, rest)| {
        let name = format!("{TREE}_{what}");
        let sql = format!("CREATE TRIGGER \"{name}\" AFTER {rest}");
        (name, sql)
    })
}

/// Puts one position in place of what the tree has for a row.
pub(super) fn put(connection: &Connection, fid: i64, at: Wgs84) -> Result<(), Cause> {
    // The tree rounds a lower bound down and an upper bound up.
    connection
        .prepare_cached("INSERT OR REPLACE INTO main.rtree_facilities_geom VALUES (?, ?, ?, ?, ?)")?
        .execute(params![fid, at.lon, at.lon, at.lat, at.lat])?;
    Ok(())
}

pub(super) fn remove(connection: &Connection, fid: i64) -> Result<(), Cause> {
    connection
        .prepare_cached("DELETE FROM main.rtree_facilities_geom WHERE id = ?")?
        .execute([fid])?;
    Ok(())
}

/// The bytes of a cell: a row id, then four bounds.
const CELL: usize = 24;
/// The most cells in a node that SQLite itself would put there.
const MOST_CELLS: usize = 51;
const NODE: usize = 4 + MOST_CELLS * CELL;
/// The node that every search starts at.
const ROOT: i64 = 1;

/// What a node of the tree points at: a row or another node, with its bounds.
#[derive(Clone, Copy)]
struct Entry {
    id: i64,
    /// West, east, south, north.
    bounds: [f32; 4],
}

/// Builds the tree anew out of all rows, packed: one by one takes ten times longer.
///
/// Nodes are written as SQLite's R-tree reads them; `rtreecheck` holds them to that in the tests.
pub(super) fn rebuild(connection: &Connection, rows: &[(i64, Wgs84)]) -> Result<(), Cause> {
    // The nodes may only be written from within the transaction that also puts them in order.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, false)?;
    let built = write_nodes(connection, rows);
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    built
}

fn write_nodes(connection: &Connection, rows: &[(i64, Wgs84)]) -> Result<(), Cause> {
    // A tree of its own page size and no row: what is left of the old one goes with it.
    connection.execute_batch(&format!(
        "DROP TABLE main.\"{TREE}\"; \
         CREATE VIRTUAL TABLE main.\"{TREE}\" USING rtree(id, minx, maxx, miny, maxy); \
         DELETE FROM main.\"{TREE}_node\""
    ))?;
    let mut node =
        connection.prepare(&format!("INSERT INTO main.\"{TREE}_node\" VALUES (?, ?)"))?;
    let mut row_at =
        connection.prepare(&format!("INSERT INTO main.\"{TREE}_rowid\" VALUES (?, ?)"))?;
    let mut parent_at =
        connection.prepare(&format!("INSERT INTO main.\"{TREE}_parent\" VALUES (?, ?)"))?;
    let mut entries: Vec<Entry> =
        rows.iter().map(|&(id, at)| Entry { id, bounds: box_of(at) }).collect();
    let (mut depth, mut next) = (0_u16, ROOT + 1);
    let mut home = Vec::new();
    loop {
        let is_root = entries.len() <= MOST_CELLS;
        if !is_root {
            pack(&mut entries);
        }
        let mut above = Vec::new();
        if entries.is_empty() {
            node.execute(params![ROOT, node_bytes(0, &[])])?;
        }
        let nodes = entries.chunks(if is_root { MOST_CELLS } else { fill(entries.len()) });
        for cells in nodes {
            let number = if is_root { ROOT } else { next };
            next += i64::from(!is_root);
            node.execute(params![number, node_bytes(if is_root { depth } else { 0 }, cells)])?;
            for cell in cells {
                if depth == 0 {
                    home.push((cell.id, number));
                } else {
                    parent_at.execute([cell.id, number])?;
                }
            }
            above.push(Entry { id: number, bounds: around(cells) });
        }
        if is_root {
            break;
        }
        entries = above;
        depth += 1;
    }
    // In the order of the ids, so that the table is written from one end to the other.
    home.sort_unstable();
    for (fid, number) in home {
        row_at.execute([fid, number])?;
    }
    Ok(())
}

/// How many cells go in each node, so that the last is not nearly empty: SQLite wants a third.
fn fill(count: usize) -> usize {
    count.div_ceil(count.div_ceil(MOST_CELLS))
}

/// Puts entries that lie near each other side by side: in columns, then by latitude (STR).
fn pack(entries: &mut [Entry]) {
    let nodes = entries.len().div_ceil(MOST_CELLS);
    let columns = (nodes as f64).sqrt().ceil() as usize;
    let size = fill(entries.len()) * nodes.div_ceil(columns);
    entries.sort_unstable_by(|a, b| a.bounds[0].total_cmp(&b.bounds[0]));
    for column in entries.chunks_mut(size) {
        column.sort_unstable_by(|a, b| a.bounds[2].total_cmp(&b.bounds[2]));
    }
}

fn node_bytes(depth: u16, cells: &[Entry]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(NODE);
    bytes.extend(depth.to_be_bytes());
    bytes.extend((cells.len() as u16).to_be_bytes());
    for cell in cells {
        bytes.extend(cell.id.to_be_bytes());
        for bound in cell.bounds {
            bytes.extend(bound.to_be_bytes());
        }
    }
    bytes.resize(NODE, 0);
    bytes
}

fn around(cells: &[Entry]) -> [f32; 4] {
    let start = [f32::INFINITY, f32::NEG_INFINITY, f32::INFINITY, f32::NEG_INFINITY];
    cells.iter().fold(start, |[west, east, south, north], Entry { bounds: [w, e, s, n], .. }| {
        [west.min(*w), east.max(*e), south.min(*s), north.max(*n)]
    })
}

/// Rounded outwards: a box in single precision must hold the position.
fn box_of(at: Wgs84) -> [f32; 4] {
    let down = |value: f64| {
        let near = value as f32;
        if f64::from(near) > value { near.next_down() } else { near }
    };
    let up = |value: f64| {
        let near = value as f32;
        if f64::from(near) < value { near.next_up() } else { near }
    };
    [down(at.lon), up(at.lon), down(at.lat), up(at.lat)]
}
