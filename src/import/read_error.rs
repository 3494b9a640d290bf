//! Why a file is refused as a whole.

use std::io;

use super::official::OfficialError;
use super::portrait::PortraitError;
use super::table::ReadListError;
use crate::territory::Place;

/// Why a file is refused as a whole.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// It cannot be read from the disk.
    #[error("{file}: {cause}")]
    Disk {
        /// The file.
        file: String,
        /// Why.
        #[source]
        cause: io::Error,
    },
    /// It does not read as a table.
    #[error(transparent)]
    List(#[from] ReadListError),
    /// It is an official file, and damaged.
    #[error("{file}: {cause}")]
    Official {
        /// The file.
        file: String,
        /// Why.
        #[source]
        cause: OfficialError,
    },
    /// It is a portrait, and too long.
    #[error("{file}: {cause}")]
    Portrait {
        /// The file.
        file: String,
        /// Why.
        #[source]
        cause: PortraitError,
    },
    /// Nothing in it was understood.
    #[error("{file}: neither services nor figures were found")]
    Nothing {
        /// The file.
        file: String,
    },
}

impl ReadError {
    /// Where, for a person to look it up.
    #[must_use]
    pub fn place(&self) -> Place {
        match self {
            Self::List(error) => error.place(),
            Self::Disk { file, .. }
            | Self::Official { file, .. }
            | Self::Portrait { file, .. }
            | Self::Nothing { file } => Place { file: file.clone(), ..Place::default() },
        }
    }

    /// What, why, and what can be done, in French.
    #[must_use]
    pub fn in_french(&self) -> String {
        match self {
            Self::Disk { file, cause } => format!("{file}\u{a0}: lecture impossible ({cause})."),
            Self::List(error) => error.to_string(),
            Self::Official { file, cause } => format!("{file}\u{a0}: {}", cause.in_french()),
            Self::Portrait { file, .. } => format!(
                "{file}\u{a0}: le texte est trop long pour un portrait. Ne collez que ses tableaux."
            ),
            Self::Nothing { file } => format!(
                "{file}\u{a0}: ni service, ni chiffre, ni nom de commune n’a été trouvé. \
                 Collez le tableau de l’annexe, ou donnez un fichier CSV, XLSX ou GeoJSON."
            ),
        }
    }
}
