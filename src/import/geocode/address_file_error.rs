//! Why a file of addresses cannot be read.

use std::io;
use std::path::PathBuf;

/// Why a file of addresses cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum AddressFileError {
    /// It cannot be opened or read, or what is packed is broken.
    #[error("cannot read {}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// What happened.
        #[source]
        source: io::Error,
    },
    /// Its heading is not that of a file of addresses.
    #[error("{} has no column {column}", .path.display())]
    Column {
        /// The file.
        path: PathBuf,
        /// The names of the column that is missing.
        column: &'static str,
    },
    /// A row does not read as one.
    #[error("{}: a row does not read as one", .path.display())]
    Row {
        /// The file.
        path: PathBuf,
        /// What is wrong with it.
        #[source]
        source: csv::Error,
    },
    /// It is larger than any file of addresses.
    #[error("{}: {what}", .path.display())]
    TooLarge {
        /// The file.
        path: PathBuf,
        /// What is too large.
        what: &'static str,
    },
}

impl AddressFileError {
    /// What happened and what can be done, in French.
    #[must_use]
    pub fn in_french(&self) -> String {
        match self {
            Self::Read { path, .. } => format!(
                "Le fichier d’adresses {} ne se lit pas. Téléchargez-le à nouveau.",
                path.display()
            ),
            Self::Column { path, column } => format!(
                "{} n’est pas un fichier d’adresses\u{a0}: il n’a pas de colonne {column}. Donnez \
                 un fichier de la BAN ou une BAL.",
                path.display()
            ),
            Self::Row { path, .. } => format!(
                "Une ligne du fichier d’adresses {} n’a pas le bon nombre de colonnes. \
                 Téléchargez-le à nouveau.",
                path.display()
            ),
            Self::TooLarge { path, .. } => format!(
                "Le fichier d’adresses {} est trop grand. Donnez celui du département.",
                path.display()
            ),
        }
    }
}
