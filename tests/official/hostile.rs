//! Files that are broken or meant to break: a refusal, soon, in bounded memory.

use std::io::Write as _;

use maillage::import::official::OfficialError;

use crate::support::four_squares;
use crate::{dataset, figures, file, zip};

const IRIS: &str = "base-ic-evol-struct-pop-2021-SYNTHETIC.CSV";

fn refused(bytes: &[u8]) -> OfficialError {
    figures(&four_squares(), &["99001"], IRIS, bytes).unwrap_err()
}

fn after_the_heading(rest: &[u8]) -> Vec<u8> {
    let mut bytes = file(IRIS);
    bytes.extend_from_slice(rest);
    bytes
}

#[test]
fn a_million_columns_are_refused_or_not_recognised() {
    let row = after_the_heading(&b";".repeat(1_000_000));
    assert!(matches!(refused(&row), OfficialError::TooManyColumns { line: 10, .. }));
    let heading = b"P21_POP0002;".repeat(1_000_000);
    assert_eq!(dataset("wide.csv", &heading).unwrap(), None);
}

#[test]
fn a_cell_of_a_hundred_megabytes_is_refused() {
    let long = after_the_heading(&vec![b'7'; 100_000_000]);
    assert!(matches!(refused(&long), OfficialError::RecordTooLong { line: 10, .. }));
}

#[test]
fn a_quote_that_is_never_closed_is_refused() {
    let rows = "990040001;99004;Z;5;1;1;1;1;1;1;1;1;1;1;1;1\n";
    let short = format!("990040000;\"99004;Z\n{rows}");
    assert!(matches!(
        refused(&after_the_heading(short.as_bytes())),
        OfficialError::BrokenQuote { line: 10 }
    ));
    let long = format!("990040000;\"99004;Z\n{}", rows.repeat(40_000));
    assert!(matches!(
        refused(&after_the_heading(long.as_bytes())),
        OfficialError::RecordTooLong { line: 10, .. }
    ));
}

#[test]
fn nul_bytes_and_utf_16_are_refused() {
    assert!(matches!(refused(&after_the_heading(b"a\0b\n")), OfficialError::NulBytes));
    let wide: Vec<u8> =
        String::from_utf8(file(IRIS)).unwrap().encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(dataset("utf16.csv", &wide).unwrap(), None);
}

#[test]
fn a_row_with_a_cell_too_many_or_too_few_is_left_out_with_its_line() {
    let read = figures(&four_squares(), &["99001"], IRIS, &after_the_heading(b"1;2\n")).unwrap();
    let ragged = read.remarks.iter().find(|remark| remark.code == "ragged-row").unwrap();
    assert_eq!((ragged.place.line, ragged.quote.as_str(), read.rows_dropped), (10, "1;2", 2));
}

#[test]
fn a_file_wrong_on_every_line_is_told_in_a_few_remarks() {
    let read =
        figures(&four_squares(), &["99001"], IRIS, &after_the_heading(&b"1;2\n".repeat(50_000)));
    let read = read.unwrap();
    assert!(read.remarks.len() < 40 && read.rows_dropped == 50_001);
    assert!(read.remarks.iter().any(|remark| remark.reason.starts_with("49980 autres lignes")));
}

#[test]
fn archives_cut_short_are_refused() {
    let packed = zip(&[(IRIS, &file(IRIS))]);
    for length in [10, packed.len() / 2, packed.len() - 5] {
        let error = dataset(IRIS, &packed[..length]).unwrap_err();
        assert!(matches!(error, OfficialError::Archive(_)), "{length}: {error}");
    }
    let mut gzip = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    gzip.write_all(&file(IRIS)).unwrap();
    let gzip = gzip.finish().unwrap();
    assert!(figures(&four_squares(), &["99001"], IRIS, &gzip).is_ok());
    let error = dataset(IRIS, &gzip[..gzip.len() - 20]).unwrap_err();
    assert!(matches!(error, OfficialError::Read(_)), "{error}");
}

#[test]
fn a_bomb_is_stopped_by_its_first_record() {
    let bomb = zip(&[(IRIS, &after_the_heading(&vec![b' '; 300_000_000]))]);
    assert!(bomb.len() < 1_000_000);
    assert!(matches!(refused(&bomb), OfficialError::RecordTooLong { .. }));
}

#[test]
fn missing_columns_are_named_with_those_expected() {
    let error = refused(b"IRIS;P21_POP0002;P21_POP0305\n1;2;3\n").to_string();
    assert!(error.contains("com") && error.contains("iris, com"), "{error}");
    let error = refused(b"IRIS;COM;P21_POP0002;P21_POP0305\n1;2;3;4\n").to_string();
    assert!(error.contains("p21_pop0610, p21_pop1117, p21_pop1824"), "{error}");
    assert!(dataset("empty.csv", b"").unwrap().is_none());
}
