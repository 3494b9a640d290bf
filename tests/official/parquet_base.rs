//! The facility base as Parquet, whole and damaged.

use std::sync::Arc;

use maillage::import::official::{Content, Dataset, OfficialError};
use parquet::basic::{Compression, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, DoubleType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use proptest::prelude::*;

use crate::facilities::{read, rows};
use crate::{content, dataset, facility_base};

/// The rows as Parquet in groups of three: positions and capacities are numbers, a text `_Z` is
/// missing.
pub fn parquet(rows: &[Vec<String>], compression: Compression) -> Vec<u8> {
    let columns: Vec<&str> = facility_base::COLUMNS.split(';').collect();
    let fields = columns.iter().map(|column| match *column {
        "LONGITUDE" | "LATITUDE" => format!("optional double {column};"),
        "CAPACITE" => format!("optional int32 {column};"),
        _ => format!("optional binary {column} (STRING);"),
    });
    let schema = format!("message bpe {{ {} }}", fields.collect::<String>());
    let schema = Arc::new(parse_message_type(&schema).unwrap());
    let properties = WriterProperties::builder().set_compression(compression).build();
    let mut writer = SerializedFileWriter::new(Vec::new(), schema, Arc::new(properties)).unwrap();
    for group in rows.chunks(3) {
        let mut out = writer.next_row_group().unwrap();
        for (at, column) in columns.iter().enumerate() {
            let cells =
                group.iter().map(|row| Some(unquoted(&row[at])).filter(|text| text != "_Z"));
            let cells: Vec<Option<String>> = cells.collect();
            let levels: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
            let there = cells.iter().flatten();
            let mut writer = out.next_column().unwrap().unwrap();
            match *column {
                "LONGITUDE" | "LATITUDE" => {
                    let values: Vec<f64> = there.map(|text| text.parse().unwrap()).collect();
                    writer.typed::<DoubleType>().write_batch(&values, Some(&levels), None).unwrap();
                }
                "CAPACITE" => {
                    let values: Vec<i32> = there.map(|text| text.parse().unwrap()).collect();
                    writer.typed::<Int32Type>().write_batch(&values, Some(&levels), None).unwrap();
                }
                _ => {
                    let values: Vec<ByteArray> =
                        there.map(|text| ByteArray::from(text.as_str())).collect();
                    writer
                        .typed::<ByteArrayType>()
                        .write_batch(&values, Some(&levels), None)
                        .unwrap();
                }
            }
            writer.close().unwrap();
        }
        out.close().unwrap();
    }
    writer.into_inner().unwrap()
}

fn unquoted(cell: &str) -> String {
    let inside = cell.strip_prefix('"').and_then(|cell| cell.strip_suffix('"'));
    inside.unwrap_or(cell).replace("\"\"", "\"")
}

#[test]
fn parquet_and_csv_give_the_same_services() {
    let csv = read(&content(facility_base::csv(&rows())), &["99001"]).unwrap();
    for compression in
        [Compression::UNCOMPRESSED, Compression::SNAPPY, Compression::ZSTD(ZstdLevel::default())]
    {
        let bytes = parquet(&rows(), compression);
        assert_eq!(dataset("BPE24.parquet", &bytes).unwrap(), Some(Dataset::FacilityBase));
        let read = read(&content(bytes), &["99001"]).unwrap();
        // Rows are counted from 1, lines from the heading.
        let mut services = read.list.services;
        for service in &mut services {
            service.place.line += 1;
        }
        assert_eq!(services, csv.list.services, "{compression}");
        assert_eq!((read.rows_read, read.rows_kept, read.source.id), (7, 4, csv.source.id.clone()));
    }
}

#[test]
fn a_file_on_disk_reads_like_one_in_memory() {
    let bytes = parquet(&rows(), Compression::SNAPPY);
    let mut file = tempfile::tempfile().unwrap();
    std::io::Write::write_all(&mut file, &bytes).unwrap();
    let on_disk = read(&Content::File(file), &["99001"]).unwrap();
    let in_memory = read(&content(bytes), &["99001"]).unwrap();
    assert_eq!(on_disk.list.services, in_memory.list.services);
    assert_eq!(on_disk.source.sha256, in_memory.source.sha256);
}

#[test]
fn a_file_cut_short_is_refused() {
    let bytes = parquet(&rows(), Compression::SNAPPY);
    for length in [4, 8, 12, bytes.len() / 2, bytes.len() - 1] {
        let refused = read(&content(&bytes[..length]), &["99001"]).unwrap_err();
        let typed =
            matches!(refused, OfficialError::Parquet(_) | OfficialError::ParquetSize { .. });
        assert!(typed, "{length}: {refused}");
    }
}

#[test]
fn a_description_of_four_gibibytes_is_refused() {
    let mut bytes = parquet(&rows(), Compression::SNAPPY);
    let end = bytes.len();
    bytes[end - 8..end - 4].copy_from_slice(&[0xff; 4]);
    let refused = read(&content(bytes), &["99001"]).unwrap_err();
    assert!(matches!(refused, OfficialError::ParquetSize { .. }), "{refused}");
}

#[test]
fn a_table_without_the_columns_names_them() {
    let schema = Arc::new(parse_message_type("message m { required int32 a; }").unwrap());
    let writer = SerializedFileWriter::new(Vec::new(), schema, Arc::default()).unwrap();
    let bytes = writer.into_inner().unwrap();
    assert_eq!(dataset("other.parquet", &bytes).unwrap(), None);
    let refused = read(&content(bytes), &["99001"]).unwrap_err().to_string();
    assert!(refused.contains("typequ, depcom"), "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    #[test]
    fn a_damaged_file_is_read_or_refused(at in 0.0..1.0_f64, value in any::<u8>()) {
        let mut bytes = parquet(&rows()[..3], Compression::SNAPPY);
        let at = (at * bytes.len() as f64) as usize;
        bytes[at] = value;
        let _either = read(&content(bytes), &["99001"]);
    }
}
