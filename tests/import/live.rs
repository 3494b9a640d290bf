//! A server that goes on while its register changes under it.

use maillage::api::RegisterFile;
use maillage::territory::Kind;

use crate::given::{Import, LIST, SQUARES};
use crate::http::Served;
use crate::support::PLACE;

fn facilities(served: &Served) -> usize {
    let path = format!("/api/territories/{PLACE}/facilities?at=2026-11-22");
    served.get(&path)["features"].as_array().unwrap().len()
}

#[test]
fn a_commit_of_another_program_shows_with_the_next_request() {
    let served = Served::new();
    assert_eq!(facilities(&served), 0);
    // Another program: it shares nothing with the server but the path.
    let path = served.folder.path().join("maillage.gpkg");
    let other = RegisterFile::new(path.clone());
    let first = Import::into_squares().of("liste.csv", LIST);
    let version = other.read().unwrap().version;
    let version = other.commit(&first, version, &SQUARES).unwrap();
    assert_eq!(facilities(&served), 3);

    let longer = format!("{LIST}RPE;Le Relais;4 rue Haute;Carré 3;\n");
    let second = Import::into_squares().after(&first).of("liste.csv", &longer);
    other.commit(&second, version, &SQUARES).unwrap();
    assert_eq!(facilities(&served), 4);

    std::fs::remove_file(&path).unwrap();
    assert_eq!(facilities(&served), 0, "without a file there is nothing of one's own");
}

#[test]
fn a_register_that_breaks_leaves_the_last_picture_standing() {
    let served = Served::new();
    let path = served.folder.path().join("maillage.gpkg");
    let file = RegisterFile::new(path.clone());
    let draft = Import::into_squares().of("liste.csv", LIST);
    file.commit(&draft, file.read().unwrap().version, &SQUARES).unwrap();
    assert_eq!(facilities(&served), 3);
    let broken = served.folder.path().join("broken");
    std::fs::write(&broken, "this is no register").unwrap();
    std::fs::rename(&broken, &path).unwrap();
    assert_eq!(facilities(&served), 3);
    assert_eq!(served.get("/api/health")["status"], "ok");
}

#[test]
fn what_comes_back_from_the_file_is_what_was_drafted() {
    let folder = tempfile::tempdir().unwrap();
    let file = RegisterFile::new(folder.path().join("maillage.gpkg"));
    let draft = Import::into_squares().of("liste.csv", LIST);
    file.commit(&draft, file.read().unwrap().version, &SQUARES).unwrap();
    let read = file.read().unwrap();
    assert_eq!(read.register, draft.register);
    assert_eq!(read.register.facilities[2].kind, Kind::Alsh);
    assert_eq!(read.register.facilities[2].capacity, None, "NC is unknown, not nothing");

    let again = Import::into_squares().after(&draft).of("liste.csv", LIST);
    let version = file.commit(&again, read.version, &SQUARES).unwrap();
    assert_eq!(version, read.version, "the same list makes no new version");
}
