//! The bytes of a file, read once from end to end: counted, unpacked, and given a fingerprint.

use std::cell::Cell;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};

use bytes::Bytes;
use flate2::read::MultiGzDecoder;
use sha2::{Digest as _, Sha256};

use super::{OfficialError, archive};

/// No official file unpacks to more: the largest, the facility base, has 1.5 GB.
pub(super) const LARGEST: u64 = 8 << 30;

const ZIP: &[u8] = b"PK\x03\x04";
const GZIP: &[u8] = &[0x1f, 0x8b];

/// A file on disk, or bytes in memory.
#[derive(Debug)]
pub enum Content {
    /// On disk, open for reading.
    File(File),
    /// In memory.
    Bytes(Bytes),
}

/// A file as a user gives it.
#[derive(Debug)]
pub struct Given<'a> {
    /// Its name: some vintages stand only there.
    pub name: &'a str,
    /// What is in it.
    pub content: &'a Content,
    /// The vintage, where the user says so: it stands in for a name that does not tell.
    pub vintage: Option<&'a str>,
}

/// A thing that can be read and sought.
pub trait Source: Read + Seek {}
impl<T: Read + Seek> Source for T {}

impl Content {
    /// The content from its beginning.
    pub fn open(&self) -> Result<Box<dyn Source>, OfficialError> {
        Ok(match self {
            Self::File(file) => {
                let mut file = file.try_clone()?;
                file.seek(SeekFrom::Start(0))?;
                Box::new(file)
            }
            Self::Bytes(bytes) => Box::new(io::Cursor::new(bytes.clone())),
        })
    }

    /// The same content once more; the place of reading in a file is shared.
    pub(super) fn share(&self) -> Result<Self, OfficialError> {
        Ok(match self {
            Self::File(file) => Self::File(file.try_clone()?),
            Self::Bytes(bytes) => Self::Bytes(bytes.clone()),
        })
    }

    /// Its first bytes, as they stand.
    pub(super) fn head(&self, length: u64) -> Result<Vec<u8>, OfficialError> {
        let mut head = Vec::new();
        self.open()?.take(length).read_to_end(&mut head)?;
        Ok(head)
    }

    /// SHA-256 of all of it, in hexadecimal digits.
    pub fn sha256(&self) -> Result<String, OfficialError> {
        let mut hasher = Sha256::new();
        let mut open = self.open()?;
        let mut buffer = vec![0; 1 << 16];
        loop {
            match open.read(&mut buffer)? {
                0 => return Ok(hex(&hasher.finalize())),
                read => hasher.update(&buffer[..read]),
            }
        }
    }
}

/// A text being read, and what to tell of its progress.
pub(super) struct Text<'a> {
    pub(super) bytes: &'a mut dyn Read,
    pub(super) on_read: &'a mut dyn FnMut(),
}

/// What is done with a text.
pub(super) type Use<'a> = &'a mut dyn FnMut(Text<'_>) -> Result<(), OfficialError>;

/// Opens the text of a file, be it packed or not, gives it to `take`, and tells the fingerprint of
/// the file. `progress` hears how many bytes of the file itself were read.
pub(super) fn stream(
    given: &Given<'_>,
    progress: &mut dyn FnMut(u64),
    take: Use<'_>,
) -> Result<String, OfficialError> {
    let head = given.content.head(4)?;
    let count = Cell::new(0);
    let mut on_read = || progress(count.get());
    let counted = Counted { inner: given.content.open()?, count: &count };
    if head.starts_with(ZIP) {
        archive::stream(counted, &mut on_read, take)?;
        return given.content.sha256();
    }
    if head.starts_with(GZIP) {
        let mut bytes = Bounded { inner: MultiGzDecoder::new(counted), left: LARGEST };
        take(Text { bytes: &mut bytes, on_read: &mut on_read })?;
        return given.content.sha256();
    }
    let mut hashed =
        Hashed { inner: Bounded { inner: counted, left: LARGEST }, hasher: Sha256::new() };
    take(Text { bytes: &mut hashed, on_read: &mut on_read })?;
    // What a reader did not need is part of the file all the same.
    io::copy(&mut hashed, &mut io::sink())?;
    Ok(hex(&hashed.hasher.finalize()))
}

fn hex(digest: &[u8]) -> String {
    let digit = |half: u8| char::from_digit(u32::from(half), 16).unwrap_or('0');
    digest.iter().flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]).collect()
}

/// Counts what is read.
pub(super) struct Counted<'a, R> {
    inner: R,
    count: &'a Cell<u64>,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.count.set(self.count.get() + read as u64);
        Ok(read)
    }
}

impl<R: Seek> Seek for Counted<'_, R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.inner.seek(to)
    }
}

/// Refuses to give more than a number of bytes.
pub(super) struct Bounded<R> {
    pub(super) inner: R,
    pub(super) left: u64,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left = self.left.checked_sub(read as u64).ok_or_else(|| {
            io::Error::new(io::ErrorKind::FileTooLarge, OfficialError::TooLarge(LARGEST))
        })?;
        Ok(read)
    }
}

struct Hashed<R> {
    inner: R,
    hasher: Sha256,
}

impl<R: Read> Read for Hashed<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.hasher.update(&buffer[..read]);
        Ok(read)
    }
}
