//! The file holds what the `GeoPackage` specification asks for.

use maillage::territory::Register;

use super::support::{Place, commit, full, placed};

fn strings(place: &Place, sql: &str) -> Vec<String> {
    let connection = rusqlite::Connection::open(&place.path).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
}

#[test]
fn the_file_is_a_geopackage_with_every_layer_listed() {
    let place = Place::with(&full());
    assert_eq!(place.ask::<i64>("PRAGMA application_id"), 0x4750_4B47);
    assert_eq!(place.ask::<i64>("PRAGMA user_version"), 10_400);
    assert_eq!(place.ask::<String>("PRAGMA integrity_check"), "ok");
    assert!(strings(&place, "PRAGMA foreign_key_check").is_empty());
    assert_eq!(
        strings(&place, "SELECT srs_id || '' FROM gpkg_spatial_ref_sys ORDER BY srs_id"),
        ["-1", "0", "4326"]
    );
    let layers = "SELECT table_name FROM gpkg_contents WHERE data_type = 'features' \
                  AND srs_id = 4326 ORDER BY 1";
    assert_eq!(strings(&place, layers), ["cells", "facilities", "perimeters"]);
    let geometries = "SELECT table_name || ' ' || geometry_type_name || ' ' || srs_id \
                      FROM gpkg_geometry_columns WHERE z = 0 AND m = 0 ORDER BY 1";
    assert_eq!(
        strings(&place, geometries),
        ["cells POINT 4326", "facilities POINT 4326", "perimeters MULTIPOLYGON 4326"]
    );
    let attributes =
        "SELECT table_name FROM gpkg_contents WHERE data_type = 'attributes' ORDER BY 1";
    assert_eq!(
        strings(&place, attributes),
        [
            "children",
            "facilities_without_position",
            "geocodes",
            "imports",
            "indicators",
            "inventories",
            "journal",
            "mean_sizes",
            "reviews",
            "sources",
        ]
    );
    // Requirement 150: a primary key of type INTEGER in each; a view has it as its first column.
    let without_key = "SELECT table_name FROM gpkg_contents c WHERE NOT EXISTS (SELECT 1 FROM \
                       pragma_table_info(c.table_name) WHERE type = 'INTEGER' AND (pk = 1 OR \
                       (c.table_name = 'journal' AND cid = 0 AND name = 'fid')))";
    assert!(strings(&place, without_key).is_empty());
    // Requirement 15: the form of `last_change`.
    let wrong_time = "SELECT last_change FROM gpkg_contents WHERE last_change NOT GLOB \
        '[0-9][0-9][0-9][0-9]-[0-1][0-9]-[0-3][0-9]T[0-2][0-9]:[0-5][0-9]:[0-5][0-9].[0-9][0-9][0-9]Z'";
    assert_eq!(strings(&place, wrong_time), [] as [String; 0]);
}

#[test]
fn extents_hold_what_is_drawn_and_perimeters_have_their_shapes() {
    let place = Place::with(&full());
    let extents = "SELECT table_name || ' ' || min_x || ' ' || min_y || ' ' || max_x || ' ' || max_y \
                   FROM gpkg_contents WHERE data_type = 'features' ORDER BY 1";
    assert_eq!(
        strings(&place, extents),
        [
            "cells 2.05 48.05 2.05 48.05",
            "facilities 2.0123456789 48.01 2.02 48.054321",
            "perimeters 2.0 48.0 2.2 48.1",
        ]
    );
    let drawn = "SELECT facility || ' ' || commune || ' ' || name || ' ' || length(geom) \
                 FROM perimeters ORDER BY 1";
    // 8 bytes of header, 32 of envelope, 9 + 9 + 4 of counts, five points.
    assert_eq!(strings(&place, drawn), ["c 78124 Carrières 142", "c 78146 Chatou 142"]);
    let mut register = full();
    register.facilities.retain(|facility| facility.position.is_none());
    commit(&place, &register).unwrap();
    assert_eq!(strings(&place, "SELECT facility FROM perimeters"), [] as [String; 0]);
    let none =
        "SELECT count(*) FROM gpkg_contents WHERE table_name = 'facilities' AND min_x IS NULL";
    assert_eq!(place.ask::<i64>(none), 1);
}

#[test]
fn the_spatial_index_holds_every_point_however_it_was_built() {
    let of = |count: u32| {
        let at = |n: u32| (f64::from(n * 7919 % 10_007) / 100.0, f64::from(n % 83) - 41.3);
        let facilities = (0..count).map(|n| {
            let (lon, lat) = at(n);
            placed(&n.to_string(), lon, lat)
        });
        Register { facilities: facilities.collect(), ..Register::default() }
    };
    let place = Place::new();
    // Empty, one node, two levels, three levels, one by one, anew, and all gone.
    for count in [0, 1, 51, 1100, 5000, 5001, 4000, 20, 0] {
        commit(&place, &of(count)).unwrap();
        assert_eq!(place.ask::<String>("SELECT rtreecheck('rtree_facilities_geom')"), "ok");
        let held = place.ask::<i64>("SELECT count(*) FROM rtree_facilities_geom");
        assert_eq!(held, i64::from(count));
        let outside = place.ask::<i64>(
            "SELECT count(*) FROM facilities f LEFT JOIN rtree_facilities_geom r ON r.id = f.fid \
             WHERE r.id IS NULL",
        );
        assert_eq!(outside, 0);
        let found = place.ask::<i64>(
            "SELECT count(*) FROM rtree_facilities_geom WHERE minx <= 20 AND maxx >= 10",
        );
        let inside = of(count).facilities.into_iter().filter_map(|f| f.position);
        let inside = inside.filter(|at| (10.0..=20.0).contains(&at.lon)).count();
        assert_eq!(usize::try_from(found), Ok(inside));
    }
    assert_eq!(place.ask::<i64>("SELECT count(*) FROM sqlite_schema WHERE type = 'trigger'"), 7);
}

#[test]
fn one_file_is_left_when_the_last_one_closes_it() {
    let place = Place::with(&full());
    let folder = place.path.parent().unwrap();
    let names: Vec<_> =
        std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().file_name()).collect();
    assert_eq!(names, ["maillage.gpkg"]);
    // Bytes 18 and 19 of the header: 1 is a rollback journal, 2 a WAL.
    assert_eq!(std::fs::read(&place.path).unwrap()[18..20], [1, 1]);
}
