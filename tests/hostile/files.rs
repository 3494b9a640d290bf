//! Lists and official files that are too large, broken, or no files at all.

use std::fs;
use std::io::Write;
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::Path;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;

use flate2::Compression;
use flate2::write::GzEncoder;

use crate::binary::Place;

/// The headings of an official file: residents by sex and age.
const PYRAMID: &str = "NIVGEO;CODGEO;LIBGEO;SEXE;AGED100;NB\n";
const GIGABYTE: u64 = 1 << 30;

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).unwrap();
    encoder.finish().unwrap()
}

/// `head`, then `block` so many times, then `tail`, packed one after the other: a text of any
/// length in a small file.
fn long(head: &str, (block, times): (&str, usize), tail: &str) -> Vec<u8> {
    let block = packed(block.as_bytes()).repeat(times);
    [packed(head.as_bytes()), block, packed(tail.as_bytes())].concat()
}

#[test]
fn a_gigabyte_of_nothing_is_refused() {
    let place = Place::new();
    let zeros = place.sparse("zeros.csv", b"", GIGABYTE);
    place.refuses(&[&zeros], &["zeros.csv", "octets", "Découpez"]);
    let list = place.sparse("liste.csv", b"Nom;Type;Commune\nA;RPE;Maule\n", GIGABYTE);
    place.refuses(&[&list], &["liste.csv", "octets"]);
    let official = place.sparse("TD_POP1B_2021.csv", PYRAMID.as_bytes(), GIGABYTE);
    place.refuses(&[&official], &["TD_POP1B_2021.csv"]);
}

#[test]
fn a_gigabyte_of_text_is_read_through_and_its_last_line_is_refused() {
    let place = Place::new();
    let rows = "COM;01001;L'Abergement;1;000;2.5\n".repeat(300_000);
    let broken = "COM;78380;\"Maule;1;000;2\nCOM;78380;Maule;1;001;2\n";
    let bytes = long(PYRAMID, (&rows, 110), broken);
    let official = place.file("TD_POP1B_2021.csv.gz", &bytes);
    place.refuses(&[&official], &["TD_POP1B_2021.csv.gz", "33000002"]);
}

#[test]
fn a_text_that_never_ends_is_refused() {
    let place = Place::new();
    let lines: fn(&mut dyn Write) = |out| {
        let lines = "Les Lutins;multi-accueil;3 rue du Parc;Maule\n".repeat(1_000);
        while out.write_all(lines.as_bytes()).is_ok() {}
    };
    let zeros: fn(&mut dyn Write) = |out| while out.write_all(&[0; 1 << 12]).is_ok() {};
    for endless in [lines, zeros] {
        let ended = place.unchanged(|| place.import(&[Path::new("-")], Some(endless)));
        ended.is_refused(&["64 MiB"], "endless");
    }
}

#[test]
fn a_million_columns_are_refused() {
    let place = Place::new();
    let columns = format!("Nom;Type\n{}\n", ";".repeat(1_000_000));
    place.refuses(
        &[&place.file("large.csv", columns.as_bytes())],
        &["large.csv, ligne 2", "500 colonnes"],
    );
    let columns = format!("{PYRAMID}{}\n", ";".repeat(1_000_000));
    place
        .refuses(&[&place.file("TD_POP1B_2021.csv", columns.as_bytes())], &["2021.csv", "ligne 2"]);
    let sparse = format!("Nom;Type\n{}", format!("a{}\n", ";".repeat(400)).repeat(150_000));
    place
        .refuses(&[&place.file("cellules.csv", sparse.as_bytes())], &["ligne", "4000000 cellules"]);
}

#[test]
fn a_cell_of_a_hundred_megabytes_is_refused() {
    let place = Place::new();
    let cell = format!("Nom;Type\n\"{}\";RPE\n", "x".repeat(200_000));
    place.refuses(&[&place.file("cellule.csv", cell.as_bytes())], &["cellule.csv, ligne 2"]);
    let bytes = long(PYRAMID, (&"7".repeat(10_000_000), 10), "\n");
    place.refuses(&[&place.file("TD_POP1B_2021.csv.gz", &bytes)], &["ligne 2"]);
}

#[test]
fn what_is_no_text_is_refused() {
    let place = Place::new();
    let nul = place.file("nul.csv", b"Nom;Type;Commune\nA;RPE;Maule\nB\0;RPE;Maule\n");
    place.refuses(&[&nul], &["nul.csv, ligne 3", "texte"]);
    let wide = |text: &str, mark: &[u8]| -> Vec<u8> {
        mark.iter().copied().chain(text.encode_utf16().flat_map(u16::to_le_bytes)).collect()
    };
    let text = "Nom;Type;Commune\nRPE été;RPE;Maule\n";
    place.refuses(&[&place.file("sans.csv", &wide(text, b""))], &["sans.csv, ligne 1"]);
    let quotes =
        place.file("TD_POP1B_2021.csv", format!("{PYRAMID}COM;\"78380;M\n1;2\n").as_bytes());
    place.refuses(&[&quotes], &["ligne 2"]);
    // With its mark, UTF-16 is text.
    let marked = place.file("avec.csv", &wide(text, b"\xff\xfe"));
    let ended = place.import(&[&marked], None);
    assert_eq!(ended.code, Some(0), "{}", ended.messages);
    assert!(ended.out.contains("UTF-16") && ended.out.contains("1 service lu"), "{}", ended.out);
}

#[test]
fn an_archive_that_is_cut_short_is_refused() {
    let place = Place::new();
    let rows = format!("{PYRAMID}{}", "COM;78380;Maule;1;000;2\n".repeat(50_000));
    let gz = packed(rows.as_bytes());
    place.refuses(&[&place.file("TD_POP1B_2021.csv.gz", &gz[..gz.len() - 20])], &["2021.csv.gz"]);
    place.refuses(&[&place.file("peu.csv.gz", &gz[..6])], &["peu.csv.gz"]);
    let mut parquet = b"PAR1".to_vec();
    parquet.extend([0x15; 3_000]);
    place.refuses(&[&place.file("BPE24.parquet", &parquet)], &["BPE24.parquet", "Parquet"]);
}

/// A zip archive of nothing but a directory: `entries` of 46 bytes, said in both kinds of record.
fn directory(entries: u32, claimed: u64, large: bool) -> Vec<u8> {
    let mut bytes = b"PK\x03\x04".to_vec();
    bytes.resize(64, 0);
    let start = bytes.len() as u32;
    let mut entry = b"PK\x01\x02".to_vec();
    entry.resize(46, 0);
    bytes.extend(entry.repeat(entries as usize));
    let (end, size) = (bytes.len() as u64, u64::from(entries) * 46);
    if large {
        bytes.extend(b"PK\x06\x06");
        bytes.extend(44_u64.to_le_bytes());
        bytes.extend([45, 0, 45, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
        for number in [claimed, claimed, size, u64::from(start)] {
            bytes.extend(number.to_le_bytes());
        }
        bytes.extend(b"PK\x06\x07\0\0\0\0");
        bytes.extend(end.to_le_bytes());
        bytes.extend(1_u32.to_le_bytes());
    }
    let count = if large { u16::MAX } else { claimed as u16 };
    bytes.extend(b"PK\x05\x06\0\0\0\0");
    bytes.extend([count.to_le_bytes(), count.to_le_bytes()].concat());
    bytes.extend([(size as u32).to_le_bytes(), start.to_le_bytes()].concat());
    bytes.extend([0, 0]);
    bytes
}

#[test]
fn an_archive_with_a_huge_directory_is_refused_before_it_is_read() {
    let place = Place::new();
    for (name, bytes) in [
        ("plein.zip", directory(60_000, 60_000, false)),
        ("grand.zip", directory(2_000_000, 2_000_000, true)),
        ("faux.zip", directory(10, u64::MAX, true)),
        ("faux.xlsx", directory(10, u64::MAX, true)),
    ] {
        place.refuses(&[&place.file(name, &bytes)], &[name, "table des matières"]);
    }
    // The real directory, and another one in the comment.
    let mut two = directory(60_000, 60_000, false);
    let length = two.len();
    two[length - 2..].copy_from_slice(&22_u16.to_le_bytes());
    two.extend(&directory(0, 0, false)[64..]);
    place.refuses(&[&place.file("deux.zip", &two)], &["deux.zip", "table des matières"]);
    // The real count in the plain record, and a record of a large archive that hides it.
    let mut hidden = directory(60_000, 10, true);
    let counts = hidden.len() - 14;
    hidden[counts..counts + 4].copy_from_slice(&[60_000_u16.to_le_bytes(); 2].concat());
    place.refuses(&[&place.file("caché.zip", &hidden)], &["caché.zip", "table des matières"]);
    // Few entries with long comments, and a size that is none.
    for large in [false, true] {
        let mut long = directory(60_000, 10, large);
        let size = long.len() - 10;
        long[size..size + 4].copy_from_slice(&46_u32.to_le_bytes());
        if large {
            let size = long.len() - 22 - 20 - 56 + 40;
            long[size..size + 8].copy_from_slice(&46_u64.to_le_bytes());
        }
        place.refuses(&[&place.file("long.zip", &long)], &["long.zip", "table des matières"]);
    }
}

#[test]
fn json_that_is_nested_deep_is_refused() {
    let place = Place::new();
    for open in
        ["[", "{\"a\":", "{\"features\":[", "{\"type\":\"FeatureCollection\",\"features\":["]
    {
        let deep = format!("{{\"features\":[{{\"properties\":{{\"a\":{}", open.repeat(100_000));
        place.refuses(&[&place.file("deep.geojson", deep.as_bytes())], &["deep.geojson, ligne 1"]);
    }
    let zeros =
        format!("{{\"features\":[{{\"properties\":{{\"a\":[0{}]}}}}]}}", ",0".repeat(20_000_000));
    place.refuses(&[&place.file("zeros.geojson", zeros.as_bytes())], &["zeros.geojson, ligne 1"]);
    let many = format!("{{\"features\":[{{}}{}]}}", ",{}".repeat(10_000_000));
    place.refuses(&[&place.file("many.geojson", many.as_bytes())], &["200000 entités"]);
}

#[test]
fn what_is_no_file_is_refused() {
    let place = Place::new();
    fs::create_dir(place.path("dossier")).unwrap();
    place.refuses(&[&place.path("dossier")], &["dossier", "folder"]);
    place.refuses(&[&place.path("absent.csv")], &["absent.csv"]);
    place.refuses(&[Path::new("/dev/zero")], &["/dev/zero", "no file that ends"]);
    symlink("nowhere", place.path("lien.csv")).unwrap();
    place.refuses(&[&place.path("lien.csv")], &["lien.csv"]);
    symlink("boucle.csv", place.path("boucle.csv")).unwrap();
    place.refuses(&[&place.path("boucle.csv")], &["boucle.csv"]);
    if Command::new("mkfifo").arg(place.path("tuyau")).status().is_ok_and(|made| made.success()) {
        place.refuses(&[&place.path("tuyau")], &["tuyau", "no file that ends"]);
    }
    let secret = place.file("secret.csv", b"Nom;Type;Commune\nA;RPE;Maule\n");
    fs::set_permissions(&secret, fs::Permissions::from_mode(0o000)).unwrap();
    // The administrator reads everything.
    if fs::File::open(&secret).is_err() {
        place.refuses(&[&secret], &["secret.csv"]);
    }
    symlink("liste.csv", place.path("bon.csv")).unwrap();
    assert_eq!(place.import(&[&place.path("bon.csv")], None).code, Some(0));
}

#[test]
fn of_several_files_one_is_bad_and_nothing_is_written() {
    let place = Place::new();
    let good = place.file("bon.csv", b"Nom;Type;Commune\nLAEP Nord;LAEP;Maule\n");
    let bad = place.file("mauvais.csv", b"Nom;Type\nA\0;RPE\n");
    for files in [[&good, &bad], [&bad, &good]] {
        place.refuses(&files.map(std::path::PathBuf::as_path), &["mauvais.csv, ligne 2"]);
    }
    assert_eq!(place.import(&[&good], None).code, Some(0));
}

#[test]
fn a_file_that_grows_is_read_to_some_end() {
    let place = Place::new();
    let path = place.file("croit.csv", b"Nom;Type;Commune\n");
    let ended = AtomicBool::new(false);
    let imported = thread::scope(|scope| {
        scope.spawn(|| {
            let mut file = fs::File::options().append(true).open(&path).unwrap();
            let lines = "Les Lutins;multi-accueil;Maule\n".repeat(100);
            while !ended.load(Ordering::Relaxed) && file.metadata().unwrap().len() < GIGABYTE / 8 {
                file.write_all(lines.as_bytes()).unwrap();
            }
        });
        let imported = place.import(&[&path], None);
        ended.store(true, Ordering::Relaxed);
        imported
    });
    assert!(matches!(imported.code, Some(0 | 1)), "{}", imported.messages);
    assert!(!imported.messages.contains("panicked"), "{}", imported.messages);
}

#[test]
fn a_list_of_one_name_is_read_in_time() {
    let place = Place::new();
    let lines = "Les Lutins;multi-accueil;3 rue du Parc;Maule\n".repeat(20_000);
    let list = place.file("un.csv", format!("Nom;Type;Adresse;Commune\n{lines}").as_bytes());
    let ended = place.import(&[&list], None);
    assert_eq!(ended.code, Some(0), "{}", ended.messages);
}
