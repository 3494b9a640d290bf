//! Files that are no register, or one that means harm.

use std::fs;

use maillage::store::{Cause, Store};

use super::support::{Place, full, read, refused};

#[test]
fn what_is_no_geopackage_is_named_and_left_as_it_is() {
    for content in [&b""[..], b"id;name\n", b"SQLite format 3\0", &[0; 5000]] {
        let place = Place::new();
        fs::write(&place.path, content).unwrap();
        assert!(matches!(refused(&place), Cause::NotSqlite));
        assert_eq!(fs::read(&place.path).unwrap(), content);
    }
    let place = Place::new();
    assert!(matches!(Store::open_read(&place.path).unwrap_err().cause, Cause::NotFound));
    assert!(!place.path.exists());
}

#[test]
fn another_database_or_geopackage_is_foreign() {
    let place = Place::new();
    place.sql("CREATE TABLE maillage_meta (name, value)");
    assert!(matches!(refused(&place), Cause::Foreign));
    let place = Place::new();
    place.sql("PRAGMA application_id = 0x47504B47; CREATE TABLE gpkg_contents (table_name)");
    assert!(matches!(refused(&place), Cause::Foreign));
    let error = Store::open_read(&place.path).unwrap_err().to_string();
    assert!(error.contains("maillage.gpkg: ") && error.contains("no register"), "{error}");
}

#[test]
fn a_newer_register_is_refused_and_left_as_it_is() {
    let place = Place::with(&full());
    place.sql("UPDATE maillage_meta SET value = 3 WHERE name = 'layout'");
    let before = fs::read(&place.path).unwrap();
    assert!(matches!(refused(&place), Cause::Newer(3)));
    assert_eq!(fs::read(&place.path).unwrap(), before);
}

#[test]
fn whatever_runs_or_hides_in_the_schema_is_refused() {
    for sql in [
        "CREATE TRIGGER t AFTER INSERT ON facilities BEGIN DELETE FROM sources; END",
        "CREATE TRIGGER t AFTER UPDATE ON gpkg_contents BEGIN DELETE FROM facilities; END",
        "CREATE TRIGGER t AFTER INSERT ON changes BEGIN SELECT randomblob(1000000000); END",
        "DROP TRIGGER rtree_facilities_geom_delete; CREATE TRIGGER rtree_facilities_geom_delete \
         AFTER DELETE ON facilities BEGIN DELETE FROM sources; END",
        "ALTER TABLE sources RENAME TO s; CREATE VIEW sources AS SELECT * FROM s",
        "DROP TABLE sources; CREATE VIRTUAL TABLE sources USING rtree(fid, a, b)",
        "DROP TABLE sources; CREATE TABLE sources (fid INTEGER PRIMARY KEY, rank)",
        "DROP TABLE reviews",
        "DROP TABLE reviews; CREATE TABLE reviews (fid INTEGER PRIMARY KEY, rank, territory, \
         source, text TEXT UNIQUE ON CONFLICT IGNORE, question)",
        "DROP TABLE reviews; CREATE TABLE reviews (fid INTEGER PRIMARY KEY, rank, territory, \
         source, text, question AS (hex(zeroblob(100000000))))",
    ] {
        let place = Place::with(&full());
        place.sql(sql);
        let before = fs::read(&place.path).unwrap();
        let cause = refused(&place);
        assert!(matches!(cause, Cause::Refused(_)), "{sql}: {cause:?}");
        assert_eq!(fs::read(&place.path).unwrap(), before);
    }
}

#[test]
fn what_other_programs_add_beside_is_left_alone() {
    let place = Place::with(&full());
    place.sql(
        "CREATE TABLE layer_styles (id INTEGER PRIMARY KEY, styleQML TEXT); \
         CREATE TRIGGER t AFTER INSERT ON layer_styles BEGIN DELETE FROM layer_styles; END; \
         CREATE VIEW mine AS SELECT * FROM facilities; \
         CREATE TABLE gpkg_ogr_contents(table_name TEXT PRIMARY KEY, feature_count INTEGER); \
         CREATE TRIGGER \"trigger_insert_feature_count_facilities\" AFTER INSERT ON \"facilities\" \
         BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count + 1 \
         WHERE lower(table_name) = lower('facilities'); END",
    );
    assert_eq!(read(&place), full());
}

#[test]
fn a_blob_beyond_the_bound_is_refused_in_bounded_memory() {
    let place = Place::with(&full());
    place.sql("UPDATE sources SET title = zeroblob(300000000)");
    let cause = refused(&place);
    assert!(matches!(cause, Cause::Sqlite(_) | Cause::TooLarge(_)), "{cause:?}");
}

#[test]
fn a_file_cut_off_or_overwritten_anywhere_never_panics() {
    let place = Place::with(&full());
    let whole = fs::read(&place.path).unwrap();
    let mut state = 42_u64;
    for _ in 0..200 {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let at = (state >> 33) as usize % whole.len();
        let mut bytes = whole.clone();
        if state & 1 << 20 == 0 {
            bytes.truncate(at);
        } else {
            let end = (at + 64).min(bytes.len());
            bytes[at..end].fill((state >> 10) as u8);
        }
        fs::write(&place.path, &bytes).unwrap();
        // Whatever still reads is a register; the rest is told. Either way nothing breaks.
        let _ = Store::open_read(&place.path).and_then(|store| store.read());
    }
}
