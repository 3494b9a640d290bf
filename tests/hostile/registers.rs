//! Registers, answers and address files that mean harm.

use std::ffi::OsStr;
use std::path::Path;

use crate::binary::{Ended, Place};

fn import(place: &Place, option: &str, value: &Path) -> Ended {
    let list =
        place.file("autre.csv", b"Nom;Type;Adresse;Commune\nLAEP Nord;LAEP;3 rue du Parc;Maule\n");
    let words = ["import", "--territory", "200034130", option].map(OsStr::new);
    place.run(&[&words[..], &[value.as_os_str(), list.as_os_str()]].concat(), None)
}

#[test]
fn a_register_that_would_run_something_is_refused() {
    for sql in [
        "CREATE TRIGGER t AFTER INSERT ON changes BEGIN DELETE FROM facilities; END",
        "CREATE TRIGGER t AFTER UPDATE ON gpkg_contents BEGIN DELETE FROM facilities; END",
        "ALTER TABLE sources RENAME TO s; CREATE VIEW sources AS SELECT * FROM s",
    ] {
        let place = Place::new();
        let path = place.path("maillage.gpkg");
        rusqlite::Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let ended = place.unchanged(|| import(&place, "--register", &path));
        ended.is_refused(&["maillage.gpkg"], sql);
    }
}

#[test]
fn what_is_no_register_is_refused_and_left() {
    let place = Place::new();
    let whole = place.register();
    let cut = place.file("court.gpkg", &whole[..whole.len() / 2]);
    let zeros = place.sparse("zeros.gpkg", b"", 1 << 30);
    let list = place.file("liste.gpkg", b"Nom;Type\n");
    for path in [&cut, &zeros, &list] {
        let before = std::fs::metadata(path).unwrap().len();
        let ended = place.unchanged(|| import(&place, "--register", path));
        ended.is_refused(&[".gpkg"], &format!("{path:?}"));
        assert_eq!(std::fs::metadata(path).unwrap().len(), before);
    }
    for path in ["/dev/zero", "."] {
        import(&place, "--register", Path::new(path)).is_refused(&[path], path);
    }
}

#[test]
fn answers_that_are_none_are_refused() {
    let place = Place::new();
    let refuses = |path: &Path, says: &str| {
        let ended = place.unchanged(|| import(&place, "--answers", path));
        ended.is_refused(&[says], &format!("{path:?}"));
    };
    refuses(Path::new("/dev/zero"), "16 MiB");
    refuses(&place.sparse("zeros.json", b"", 1 << 30), "16 MiB");
    let deep = format!("{{\"questions\":{}", "[".repeat(100_000));
    refuses(&place.file("deep.json", deep.as_bytes()), "deep.json");
    let unknown = br#"{"questions":{"0:2:0/x":"y"},"edits":{"0:2:0":{"nam":"x"}}}"#;
    refuses(&place.file("unknown.json", unknown), "nam");
}

#[test]
fn an_address_file_that_is_none_is_refused() {
    let place = Place::new();
    let refuses = |path: &Path| {
        let ended = place.unchanged(|| import(&place, "--ban", path));
        ended.is_refused(&[&path.display().to_string()], "ban");
    };
    refuses(Path::new("/dev/zero"));
    refuses(&place.sparse("zeros.csv", b"id;numero;nom_voie;code_insee;lon;lat\n", 1 << 30));
    let wide = format!("id;numero;nom_voie;code_insee;lon;lat\n{}", ";".repeat(1_000_000));
    refuses(&place.file("large.csv", wide.as_bytes()));
    refuses(&place.file("court.csv.gz", &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1]));
}
