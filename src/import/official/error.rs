//! Why an official file is refused.

use std::io;

/// Why an official file is refused as a whole. Lines are counted from 1.
#[derive(Debug, thiserror::Error)]
pub enum OfficialError {
    /// It cannot be read, or its compression is damaged.
    #[error("the file cannot be read, or is cut short: {0}")]
    Read(#[from] io::Error),
    /// It is no sound zip archive.
    #[error("the archive is damaged or cut short: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// The directory of an archive claims more than any real one has.
    #[error("the archive claims to list {entries} files: at most {limit} are read")]
    ArchiveDirectory {
        /// The files it claims to list.
        entries: u64,
        /// The bound.
        limit: u64,
    },
    /// It is no sound Parquet file.
    #[error("the Parquet file is damaged: {0}")]
    Parquet(#[from] parquet::errors::ParquetError),
    /// A part of a Parquet file claims a size that no real file has.
    #[error("the Parquet file declares {what} of {size}: at most {limit} is read")]
    ParquetSize {
        /// What is too large.
        what: &'static str,
        /// Its size.
        size: u64,
        /// The bound.
        limit: u64,
    },
    /// The archive does not hold exactly one table.
    #[error("the archive holds {0} tables: exactly one is expected")]
    NotOneTable(usize),
    /// The file holds more than is read.
    #[error("the file unpacks to more than {0} bytes")]
    TooLarge(u64),
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It is not text.
    #[error("the file holds NUL bytes: it is not text, or it is UTF-16; save it as CSV in UTF-8")]
    NulBytes,
    /// A record is longer than any real one: most often a quote is never closed.
    #[error("line {line}: a record of more than {limit} bytes; a quote may not be closed")]
    RecordTooLong {
        /// Where it begins.
        line: u64,
        /// The bound.
        limit: usize,
    },
    /// A record has more cells than any real one.
    #[error("line {line}: more than {limit} cells in a row")]
    TooManyColumns {
        /// Where it begins.
        line: u64,
        /// The bound.
        limit: usize,
    },
    /// A quote runs over several lines and leaves a row without the cells it needs.
    #[error("line {line}: a quote is opened and not closed")]
    BrokenQuote {
        /// Where it begins.
        line: u64,
    },
    /// A column that the dataset always has is not there.
    #[error("the columns {missing} are missing; {dataset} has {expected}")]
    MissingColumns {
        /// What the file was taken for.
        dataset: &'static str,
        /// What is not there.
        missing: String,
        /// What is needed.
        expected: String,
    },
    /// It lists facilities, not figures.
    #[error("the permanent database of facilities is a list of services: read it as one")]
    NotFigures,
    /// More services than any territory has.
    #[error("more than {0} services are wanted: choose fewer communes")]
    TooManyServices(usize),
}
