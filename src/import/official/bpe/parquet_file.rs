//! The base as Parquet: two columns are read whole, to know which rows are wanted; of the others
//! only these rows.

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use parquet::column::reader::{ColumnReader, ColumnReaderImpl};
use parquet::data_type::{ByteArray, DataType};
use parquet::errors::ParquetError;
use parquet::file::metadata::RowGroupMetaData;
use parquet::file::reader::{
    ChunkReader, FileReader, Length as _, RowGroupReader, SerializedFileReader,
};

use super::columns::Column;
use super::guard::{Guarded, LastPage};
use super::service::{self, Facility};
use super::{Found, LONGEST_CELL};
use crate::import::official::OfficialError;
use crate::import::official::content::Content;

/// The largest description at the end of a file: 28 row groups of 100 columns take 400 KB.
const LARGEST_METADATA: u64 = 64 << 20;

/// Rows that are read at a time.
const BATCH: usize = 8_192;

/// The most rows of a file: the base has 2.9 million. A few bytes can stand for any number of rows.
const MOST_ROWS: u64 = 50_000_000;

/// The most services of the whole country in one row group: there are about 60,000 in all.
const MOST_OF_A_KIND: usize = 1_000_000;

type Cells = [Cow<'static, str>; Column::ALL.len()];

/// Whether the file has the columns of the base.
pub(super) fn has_columns(content: &Content) -> Result<bool, OfficialError> {
    guarded(|| {
        let (reader, _) = open(content)?;
        let places = places(&reader);
        Ok(places[Column::Typequ as usize].is_some() && places[Column::Depcom as usize].is_some())
    })
}

/// Reads the rows that are wanted, row group by row group.
pub(super) fn read(
    content: &Content,
    found: &mut Found<'_>,
    progress: &mut dyn FnMut(u64),
) -> Result<(), OfficialError> {
    guarded(|| {
        let (reader, page) = open(content)?;
        let places = places(&reader);
        let needed = [Column::Typequ, Column::Depcom];
        let names = needed.map(Column::name);
        let missing: Vec<&str> = needed
            .iter()
            .filter(|&&column| places[column as usize].is_none())
            .map(|column| column.name())
            .collect();
        if !missing.is_empty() {
            let (missing, expected) = (missing.join(", "), names.join(", "));
            return Err(OfficialError::MissingColumns { dataset: "BPE", missing, expected });
        }
        let rows = reader.metadata().file_metadata().num_rows();
        let groups = reader.metadata().row_groups().iter().map(RowGroupMetaData::num_rows);
        let rows = groups.fold(rows, i64::saturating_add).unsigned_abs();
        // Each row is counted twice: by the file and by its group.
        if rows > 2 * MOST_ROWS {
            let (size, limit) = (rows / 2, MOST_ROWS);
            return Err(OfficialError::ParquetSize { what: "a number of rows", size, limit });
        }
        let mut bytes = 0_u64;
        for at in 0..reader.num_row_groups() {
            let group = Group { rows: &*reader.get_row_group(at)?, page: &page };
            read_group(&group, &places, found)?;
            let size = reader.metadata().row_group(at).compressed_size();
            bytes = bytes.saturating_add(u64::try_from(size).unwrap_or(0));
            progress(bytes);
        }
        Ok(())
    })
}

/// The reader of a damaged file may panic: that is a refusal like another.
fn guarded<T>(read: impl FnOnce() -> Result<T, OfficialError>) -> Result<T, OfficialError> {
    catch_unwind(AssertUnwindSafe(read))
        .unwrap_or_else(|_| Err(ParquetError::General("its parts do not agree".to_owned()).into()))
}

fn open(content: &Content) -> Result<(SerializedFileReader<Guarded>, LastPage), OfficialError> {
    let file = Guarded::new(content.share()?);
    let length = file.len();
    if length < 12 {
        return Err(ParquetError::EOF("the file is cut short".to_owned()).into());
    }
    let footer = file.get_bytes(length - 8, 4)?;
    let metadata = u32::from_le_bytes(footer[..4].try_into().unwrap_or([0; 4]));
    let metadata = u64::from(metadata);
    if metadata > LARGEST_METADATA {
        let limit = LARGEST_METADATA;
        return Err(OfficialError::ParquetSize { what: "a description", size: metadata, limit });
    }
    let page = file.last_page();
    Ok((SerializedFileReader::new(file)?, page))
}

/// Where each column stands. Lists of values are none of this base.
fn places(reader: &SerializedFileReader<Guarded>) -> [Option<usize>; Column::ALL.len()] {
    let schema = reader.metadata().file_metadata().schema_descr();
    Column::ALL.map(|wanted| {
        schema.columns().iter().position(|column| {
            column.name().eq_ignore_ascii_case(wanted.name()) && column.max_rep_level() == 0
        })
    })
}

/// A row group, and where its pages were last read.
struct Group<'a> {
    rows: &'a dyn RowGroupReader,
    page: &'a LastPage,
}

impl Group<'_> {
    fn column(&self, at: usize) -> Result<ColumnReader, OfficialError> {
        self.page.forget();
        Ok(self.rows.get_column_reader(at)?)
    }
}

fn read_group(
    group: &Group<'_>,
    places: &[Option<usize>; Column::ALL.len()],
    found: &mut Found<'_>,
) -> Result<(), OfficialError> {
    let place = |column: Column| places[column as usize].unwrap_or_default();
    let rows = rows_of(group.rows.metadata())?;
    let mut wanted: Vec<usize> = Vec::new();
    each(group, place(Column::Typequ), rows, &mut |at, kind| {
        if service::kind(kind.as_bytes()).is_some() && wanted.len() <= MOST_OF_A_KIND {
            wanted.push(at);
        }
    })?;
    if wanted.len() > MOST_OF_A_KIND {
        return Err(OfficialError::TooManyServices(MOST_OF_A_KIND));
    }
    let kinds = pick(group, place(Column::Typequ), &wanted)?;
    let communes = pick(group, place(Column::Depcom), &wanted)?;
    let rows_before = found.tally.read;
    found.tally.read += rows as u64;
    let here: Vec<bool> = kinds
        .iter()
        .zip(&communes)
        .map(|(kind, commune)| found.wants(kind.trim().as_bytes(), commune.trim().as_bytes()))
        .collect();
    let wanted: Vec<usize> =
        wanted.iter().zip(here).filter(|(_, here)| *here).map(|(&at, _)| at).collect();
    if wanted.is_empty() {
        return Ok(());
    }
    let mut facilities: Vec<Cells> =
        wanted.iter().map(|_| std::array::from_fn(|_| Cow::Borrowed(""))).collect();
    for column in Column::ALL {
        let Some(at) = places[column as usize] else { continue };
        for (facility, text) in facilities.iter_mut().zip(pick(group, at, &wanted)?) {
            facility[column as usize] = Cow::Owned(text);
        }
    }
    for (cells, at) in facilities.into_iter().zip(wanted) {
        found.keep(&Facility { cells, line: rows_before + at as u64 + 1 })?;
    }
    Ok(())
}

fn rows_of(group: &RowGroupMetaData) -> Result<usize, OfficialError> {
    let rows = usize::try_from(group.num_rows());
    rows.map_err(|_negative| ParquetError::General("a negative number of rows".to_owned()).into())
}

/// Goes through all values of a column.
fn each(
    group: &Group<'_>,
    column: usize,
    rows: usize,
    visit: &mut dyn FnMut(usize, &str),
) -> Result<(), OfficialError> {
    let mut reader = group.column(column)?;
    let mut texts = Vec::new();
    let mut at = 0;
    while at < rows {
        texts.clear();
        take(&mut reader, BATCH.min(rows - at), &mut texts)?;
        if texts.is_empty() {
            return Err(ParquetError::EOF("a column is cut short".to_owned()).into());
        }
        for text in &texts {
            visit(at, text.trim());
            at += 1;
        }
    }
    Ok(())
}

/// The values of a column in some rows, which grow.
fn pick(group: &Group<'_>, column: usize, wanted: &[usize]) -> Result<Vec<String>, OfficialError> {
    let mut reader = group.column(column)?;
    let mut texts = Vec::with_capacity(wanted.len());
    let mut at = 0;
    for &row in wanted {
        skip(&mut reader, row - at)?;
        take(&mut reader, 1, &mut texts)?;
        at = row + 1;
    }
    if texts.len() != wanted.len() {
        return Err(ParquetError::EOF("a column is cut short".to_owned()).into());
    }
    Ok(texts)
}

fn skip(reader: &mut ColumnReader, rows: usize) -> Result<(), OfficialError> {
    if rows == 0 {
        return Ok(());
    }
    match reader {
        ColumnReader::BoolColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::Int32ColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::Int64ColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::FloatColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::DoubleColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::ByteArrayColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::Int96ColumnReader(reader) => reader.skip_records(rows),
        ColumnReader::FixedLenByteArrayColumnReader(reader) => reader.skip_records(rows),
    }?;
    Ok(())
}

/// Appends the next values of a column as texts; one that is missing is empty.
fn take(
    reader: &mut ColumnReader,
    rows: usize,
    texts: &mut Vec<String>,
) -> Result<(), OfficialError> {
    match reader {
        ColumnReader::BoolColumnReader(reader) => {
            typed(reader, rows, texts, |value| u8::from(*value).to_string())
        }
        ColumnReader::Int32ColumnReader(reader) => typed(reader, rows, texts, i32::to_string),
        ColumnReader::Int64ColumnReader(reader) => typed(reader, rows, texts, i64::to_string),
        ColumnReader::FloatColumnReader(reader) => typed(reader, rows, texts, f32::to_string),
        ColumnReader::DoubleColumnReader(reader) => typed(reader, rows, texts, f64::to_string),
        ColumnReader::ByteArrayColumnReader(reader) => {
            typed(reader, rows, texts, |value: &ByteArray| text(value.data()))
        }
        ColumnReader::FixedLenByteArrayColumnReader(reader) => {
            typed(reader, rows, texts, |value| text(value.data()))
        }
        ColumnReader::Int96ColumnReader(_) => {
            Err(ParquetError::General("a column of times where none is expected".to_owned()).into())
        }
    }
}

fn text(bytes: &[u8]) -> String {
    crate::import::official::rows::decode(&bytes[..bytes.len().min(LONGEST_CELL + 1)]).into_owned()
}

fn typed<T: DataType>(
    reader: &mut ColumnReaderImpl<T>,
    rows: usize,
    texts: &mut Vec<String>,
    write: impl Fn(&T::T) -> String,
) -> Result<(), OfficialError> {
    let (mut levels, mut values) = (Vec::new(), Vec::new());
    let mut left = rows;
    while left > 0 {
        levels.clear();
        values.clear();
        let (records, _, read) = reader.read_records(left, Some(&mut levels), None, &mut values)?;
        if records == 0 {
            break;
        }
        left -= records.min(left);
        if levels.is_empty() {
            texts.extend(values.iter().map(&write));
            continue;
        }
        // A value is there where its level is the highest of the batch that has values.
        let present = i16::from(read != levels.len());
        let mut next = values.iter();
        for level in &levels {
            let value = if *level >= present { next.next() } else { None };
            texts.push(value.map_or_else(String::new, &write));
        }
    }
    Ok(())
}
