//! Files made to do harm: a typed refusal, or rows.

use std::io::{Cursor, Write as _};

use maillage::import::list::read_list;
use maillage::import::table::{MAX_BYTES, ReadListError, read_tables};
use proptest::prelude::*;

use crate::read::context;
use crate::tables::workbook;

#[test]
fn what_passes_a_bound_is_refused_by_name() {
    let big = vec![b'a'; MAX_BYTES + 1];
    assert!(matches!(read_tables("a", &big), Err(ReadListError::TooLarge { .. })));
    let cell = format!("a;b\n\"{}\";c\n", "x".repeat(200_000));
    assert!(matches!(read_tables("a", cell.as_bytes()), Err(ReadListError::Bound { .. })));
    let columns = ";".repeat(1_000_000);
    let error = read_tables("a", format!("{columns}\n{columns}").as_bytes()).unwrap_err();
    assert!(error.to_string().contains("500 colonnes"), "{error}");
    let rows = "a;b\n".repeat(200_001);
    assert!(matches!(read_tables("a", rows.as_bytes()), Err(ReadListError::Bound { .. })));
    assert!(matches!(read_tables("a", b"a;b\nc\0"), Err(ReadListError::NotText { line: 2, .. })));
    let nested = format!("{{\"type\":{}", "[".repeat(100_000));
    assert!(matches!(read_tables("a", nested.as_bytes()), Err(ReadListError::GeoJson { .. })));
}

#[test]
fn a_bomb_and_a_truncated_workbook_are_refused() {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    zip.start_file("xl/worksheets/sheet1.xml", zip::write::SimpleFileOptions::default()).unwrap();
    let zeros = vec![b' '; 1 << 20];
    for _ in 0..140 {
        zip.write_all(&zeros).unwrap();
    }
    let bomb = zip.finish().unwrap().into_inner();
    assert!(matches!(read_tables("a", &bomb), Err(ReadListError::Bomb { .. })));
    let whole = workbook(&[vec!["Nom", "Type"], vec!["A", "ALSH"]]);
    assert!(read_tables("a", &whole).is_ok());
    for end in [4, 100, whole.len() / 2, whole.len() - 1] {
        assert!(read_tables("a", &whole[..end]).is_err(), "{end}");
    }
}

#[test]
fn quotes_that_never_close_cost_no_more_than_their_bytes() {
    let text = "a;b\n".to_owned() + &"\"x;".repeat(400).repeat(200);
    let started = std::time::Instant::now();
    let _ = read_tables("a", text.as_bytes());
    assert!(started.elapsed().as_secs() < 10);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, ..ProptestConfig::default() })]

    #[test]
    fn arbitrary_bytes_never_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        if let Ok(tables) = read_tables("p", &bytes) {
            let _ = read_list(&tables, "p", &context("78124"));
        }
    }

    #[test]
    fn arbitrary_texts_never_panic(text in "(?s)[ \\-–,;|\t\n\"'(/)«»:0-9a-zé]{0,300}|.{0,200}") {
        if let Ok(tables) = read_tables("p", text.as_bytes()) {
            let _ = read_list(&tables, "p", &context("200034130"));
        }
    }

    #[test]
    fn a_damaged_workbook_never_panics(at in 0_usize..2_000, byte in any::<u8>()) {
        let mut whole = workbook(&[vec!["Nom", "Type"], vec!["A", "ALSH"]]);
        let at = at % whole.len();
        whole[at] = byte;
        let _ = read_tables("p", &whole);
    }
}
