//! Edits by other programs, right and wrong.

use maillage::store::Cause;
use maillage::territory::{Precision, Register};
use maillage::units::Wgs84;

use super::support::{Place, commit, facility, full, placed, read, refused};

/// A point as another program may write it: big-endian, with an envelope.
fn big_endian(lon: f64, lat: f64) -> String {
    let mut bytes = b"GP\0\x02".to_vec();
    bytes.extend(4326_i32.to_be_bytes());
    for number in [lon, lon, lat, lat] {
        bytes.extend(number.to_be_bytes());
    }
    bytes.push(0);
    bytes.extend(1_u32.to_be_bytes());
    bytes.extend(lon.to_be_bytes());
    bytes.extend(lat.to_be_bytes());
    bytes.iter().map(|byte| format!("{byte:02x}")).collect::<Vec<_>>().concat()
}

/// SQLite alone has no `ST_` functions: another program brings them. Here the index stays aside.
const ASIDE: &str = "DROP TRIGGER rtree_facilities_geom_insert; \
    DROP TRIGGER rtree_facilities_geom_update6; DROP TRIGGER rtree_facilities_geom_update7; \
    DROP TRIGGER rtree_facilities_geom_update5; DROP TRIGGER rtree_facilities_geom_update4; \
    DROP TRIGGER rtree_facilities_geom_update2; DROP TRIGGER rtree_facilities_geom_delete;";

#[test]
fn edits_of_texts_numbers_and_points_are_read_back() {
    let place = Place::with(&full());
    let point = big_endian(2.5, 48.5);
    place.sql(&format!(
        "{ASIDE} UPDATE facilities SET name = 'Les Lutins', capacity = 12, address = '', \
         geom = x'{point}' WHERE id = 'd'; \
         INSERT INTO facilities (geom, id, kind, commune) VALUES (x'{point}', 'e', 'rpe', '78124'); \
         DELETE FROM facilities_without_position WHERE id = 'b'; \
         ALTER TABLE facilities ADD COLUMN notes TEXT;"
    ));
    let edited = read(&place);
    let ids: Vec<_> = edited.facilities.iter().map(|f| &f.id[..]).collect();
    assert_eq!(ids, ["c", "a", "d", "e"], "a row of another program comes last");
    let (d, e) = (&edited.facilities[2], &edited.facilities[3]);
    assert_eq!((&d.name[..], d.capacity), ("Les Lutins", Some(12.0)));
    assert_eq!(d.position, Some(Wgs84 { lon: 2.5, lat: 48.5 }));
    assert_eq!((e.position, e.precision), (d.position, Precision::Exact));
    let tidied = commit(&place, &edited).unwrap();
    assert_eq!(tidied.tally.changed, 1, "the new row gets its rank and precision");
    assert_eq!(commit(&place, &edited).unwrap().import, None);
    assert_eq!(read(&place), edited);
}

#[test]
fn wrong_values_are_named_with_table_row_and_column_and_nothing_is_lost() {
    for (sql, table, column) in [
        (
            "UPDATE facilities_without_position SET kind = 'mam'",
            "facilities_without_position",
            "kind",
        ),
        (
            "UPDATE facilities_without_position SET commune = NULL",
            "facilities_without_position",
            "commune",
        ),
        (
            "UPDATE facilities_without_position SET commune = '1004'",
            "facilities_without_position",
            "commune",
        ),
        ("UPDATE facilities SET capacity = 'douze'", "facilities", "capacity"),
        ("UPDATE facilities SET capacity = -1", "facilities", "capacity"),
        ("UPDATE facilities SET opened_on = '01/02/2025'", "facilities", "opened_on"),
        ("UPDATE facilities SET attributes = '[1'", "facilities", "attributes"),
        ("UPDATE children SET age_to = 99", "children", "age_to"),
        ("UPDATE children SET count = 'douze'", "children", "count"),
        ("UPDATE indicators SET usage = NULL", "indicators", "usage"),
        ("UPDATE indicators SET value = 3 WHERE status = 'secret'", "indicators", "value"),
        ("UPDATE cells SET geom = x'4750'", "cells", "geom"),
        ("UPDATE reviews SET question = '{}'", "reviews", "question"),
        ("UPDATE sources SET title = x'ff'", "sources", "title"),
    ] {
        let place = Place::with(&full());
        place.sql(&format!("{ASIDE} {sql}"));
        let Cause::Invalid(defects) = refused(&place) else { panic!("{sql}") };
        assert!(!defects.is_empty());
        assert!(defects.iter().all(|d| (d.table, d.column) == (table, column)), "{defects:?}");
        assert!(commit(&place, &Register::default()).is_err(), "no row is lost");
    }
}

#[test]
fn a_service_that_moves_between_layer_and_table_keeps_its_place() {
    let of = |facilities| Register { facilities, ..Register::default() };
    let place = Place::with(&of(vec![facility("a"), facility("b"), facility("c")]));
    for register in [
        of(vec![facility("a"), placed("b", 2.0, 48.0), facility("c")]),
        of(vec![placed("a", 2.0, 48.0), facility("b"), placed("c", 2.1, 48.0)]),
    ] {
        commit(&place, &register).unwrap();
        assert_eq!(read(&place), register);
    }
}
