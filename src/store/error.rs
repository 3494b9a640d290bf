//! Why the register on disk cannot be read or written.

use std::io;
use std::path::PathBuf;

use super::schema::LAYOUT;

/// The register at `path` cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{}: {cause}", path.display())]
pub struct StoreError {
    /// The file.
    pub path: PathBuf,
    /// Why.
    #[source]
    pub cause: Cause,
}

/// Why.
#[derive(Debug, thiserror::Error)]
pub enum Cause {
    /// There is no such file.
    #[error("there is no such file")]
    NotFound,
    /// The disk refused.
    #[error("the file system refuses")]
    Disk(#[from] io::Error),
    /// The file is no SQLite file, hence no GeoPackage.
    #[error("this is no GeoPackage")]
    NotSqlite,
    /// The file is an SQLite file or a GeoPackage, but no register.
    #[error("this file is no register of maillage: choose another name")]
    Foreign,
    /// The file is of a newer maillage.
    #[error(
        "the register has layout {0}, this maillage reads layout {LAYOUT}: use a newer maillage"
    )]
    Newer(i64),
    /// The file is of an older maillage, and is opened for reading only.
    #[error(
        "the register has layout {0}, this maillage reads layout {LAYOUT}: open it for writing once"
    )]
    Older(i64),
    /// The file is of so old a maillage that there is no way forward.
    #[error("the register has layout {0}, which this maillage cannot bring to layout {LAYOUT}")]
    TooOld(i64),
    /// Something in the file could run or hide what is not asked for, or a table is not as it
    /// should be.
    #[error("the register is refused: {0}")]
    Refused(String),
    /// The file is larger than a register can be.
    #[error("the register is refused: it holds more than {0} bytes")]
    TooLarge(u64),
    /// Rows hold what their columns do not allow. Nothing is left out silently, so nothing is read.
    #[error("{}", told(.0))]
    Invalid(Vec<Defect>),
    /// The register is not any more the one that the new one was made from.
    #[error("the register was changed in between: read it again")]
    Changed,
    /// The new register holds something that would not come back: a number that is none, a
    /// position off the globe, a service without an id.
    #[error("table {table}, row `{row}`: {column} cannot be {found}")]
    Unstorable {
        /// The table it would go to.
        table: &'static str,
        /// The row it would be.
        row: String,
        /// The column.
        column: &'static str,
        /// What would stand there.
        found: String,
    },
    /// Another program keeps the file locked.
    #[error("another program is writing to the register: try again")]
    Busy,
    /// The file is cut off or was altered.
    #[error("the register is damaged")]
    Damaged(#[source] rusqlite::Error),
    /// SQLite refused for another reason.
    #[error("the database refuses")]
    Sqlite(#[source] rusqlite::Error),
}

/// A row that does not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Defect {
    /// Its table.
    pub table: &'static str,
    /// Its `fid`.
    pub row: i64,
    /// The column.
    pub column: &'static str,
    /// What stands there, cut short.
    pub found: String,
}

impl std::fmt::Display for Defect {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { table, row, column, found } = self;
        write!(f, "table {table}, fid {row}: {column} cannot be {found}")
    }
}

/// How many defects a message names.
const TOLD: usize = 3;

fn told(defects: &[Defect]) -> String {
    let mut text: Vec<String> = defects.iter().take(TOLD).map(ToString::to_string).collect();
    if defects.len() > TOLD {
        text.push(format!("and {} more", defects.len() - TOLD));
    }
    text.join("; ")
}

impl From<rusqlite::Error> for Cause {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Busy,
            Some(ErrorCode::DatabaseCorrupt) => Self::Damaged(error),
            Some(ErrorCode::NotADatabase) => Self::NotSqlite,
            _ => Self::Sqlite(error),
        }
    }
}
