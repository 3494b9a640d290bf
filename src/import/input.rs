//! What is given to an import: a file on disk, or bytes.

use std::fs::File;
use std::io;
use std::path::Path;

use bytes::Bytes;

use super::official::Content;

/// The longest name that is kept, in characters.
const LONGEST_NAME: usize = 200;

/// A file or a pasted text, with the name it is called by.
#[derive(Debug)]
pub struct Input {
    /// Its name, without folders.
    pub name: String,
    /// What is in it.
    pub content: Content,
}

impl Input {
    /// Bytes under a name. A path in the name is cut off: it names nothing here.
    #[must_use]
    pub fn bytes(name: &str, bytes: Bytes) -> Self {
        Self::pasted(name.rsplit(['\\', '/']).next().unwrap_or_default(), bytes)
    }

    /// A pasted text, and what it is called.
    #[must_use]
    pub fn pasted(name: &str, bytes: Bytes) -> Self {
        let name = name.chars().filter(|letter| !letter.is_control()).take(LONGEST_NAME).collect();
        Self { name, content: Content::Bytes(bytes) }
    }

    /// A file on disk.
    ///
    /// # Errors
    /// Where it cannot be opened, or is no regular file: a folder, a pipe, a device.
    pub fn file(path: &Path) -> io::Result<Self> {
        // Asked before it is opened: to open a pipe waits for who writes to it.
        let found = std::fs::metadata(path)?;
        if found.is_dir() {
            return Err(io::Error::other("it is a folder"));
        }
        if !found.is_file() {
            return Err(io::Error::other("it is no file that ends; `-` reads standard input"));
        }
        let file = File::open(path)?;
        let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
        Ok(Self { name, content: Content::File(file) })
    }

    /// Its length in bytes.
    ///
    /// # Errors
    /// Where the file system does not tell.
    pub fn length(&self) -> io::Result<u64> {
        match &self.content {
            Content::File(file) => Ok(file.metadata()?.len()),
            Content::Bytes(bytes) => Ok(bytes.len() as u64),
        }
    }
}
