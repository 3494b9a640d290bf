//! The one table of a zip archive.

use std::io::{Read, Seek};
use std::path::Path;

use zip::ZipArchive;

use super::OfficialError;
use super::content::{Bounded, LARGEST, Text, Use};

/// The entries that are looked at. The publishers' archives hold two or three.
const MOST_ENTRIES: usize = 1_000;

/// What the names of tables end with.
const TABLES: [&str; 2] = ["csv", "txt"];

/// What the names of the tables beside the data begin with: their columns and codes explained.
const BESIDE: [&str; 4] = ["meta_", "varmod_", "dictionnaire", "__macosx"];

/// Streams the one table of an archive.
pub(super) fn stream(
    file: impl Read + Seek,
    on_read: &mut dyn FnMut(),
    take: Use<'_>,
) -> Result<(), OfficialError> {
    let mut archive = ZipArchive::new(file)?;
    let tables: Vec<usize> = (0..archive.len().min(MOST_ENTRIES))
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
