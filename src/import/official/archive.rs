//! The one table of a zip archive.

use std::io::{Read, Seek};
use std::path::Path;

use zip::ZipArchive;

use super::OfficialError;
use super::content::{Bounded, LARGEST, Text, Use};
use crate::import::zip_directory::{self, Directory};

/// The most entries of an archive. The publishers' archives hold two or three; a workbook, which is
/// an archive too, is recognised behind this.
const MOST_ENTRIES: u64 = 2_000;

/// The most bytes of the directory that lists them.
const LARGEST_DIRECTORY: u64 = 2 << 20;

/// What the names of tables end with.
const TABLES: [&str; 2] = ["csv", "txt"];

/// What the names of the tables beside the data begin with: their columns and codes explained.
const BESIDE: [&str; 4] = ["meta_", "varmod_", "dictionnaire", "__macosx"];

/// Streams the one table of an archive.
pub(super) fn stream(
    mut file: impl Read + Seek,
    on_read: &mut dyn FnMut(),
    take: Use<'_>,
) -> Result<(), OfficialError> {
    let Directory { entries, size } = zip_directory::claimed(&mut file)?;
    if entries > MOST_ENTRIES || size > LARGEST_DIRECTORY {
        return Err(OfficialError::ArchiveDirectory { entries, limit: MOST_ENTRIES });
    }
    let mut archive = ZipArchive::new(file)?;
    let tables: Vec<usize> = (0..archive.len())
        .filter(|&at| {
            archive.name_for_index(at).and_then(Result::ok).is_some_and(|name| is_table(&name))
        })
        .collect();
    let &[table] = tables.as_slice() else { return Err(OfficialError::NotOneTable(tables.len())) };
    let mut bytes = Bounded { inner: archive.by_index(table)?, left: LARGEST };
    take(Text { bytes: &mut bytes, on_read })
}

fn is_table(name: &str) -> bool {
    let name = name.to_lowercase();
    let path = Path::new(&name);
    let last = path.file_name().and_then(|last| last.to_str()).unwrap_or_default();
    let extension = path.extension().and_then(|extension| extension.to_str());
    extension.is_some_and(|extension| TABLES.contains(&extension))
        && !BESIDE.iter().any(|beside| last.starts_with(beside) || name.starts_with(beside))
}
