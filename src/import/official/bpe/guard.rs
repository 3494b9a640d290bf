//! A bound on what the pages of a Parquet file claim, checked before room is made for them.
//!
//! The reader makes room for as many bytes and values as a page header says. So each header is
//! looked at first: they are read through `get_read`, from their first byte. A page itself may be
//! read through it too: what lies within the page of the last header is no header.

use std::fs::File;
use std::io::{BufReader, Cursor, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use bytes::Bytes;
use parquet::errors::{ParquetError, Result};
use parquet::file::reader::{ChunkReader, Length};

use crate::import::official::content::Content;

/// The largest page, unpacked. Writers aim at 1 MiB; some put a column of 120,000 rows in one page.
const LARGEST_PAGE: u64 = 64 << 20;

/// The most values of a dictionary: each takes 32 bytes of room.
const LARGEST_DICTIONARY: u64 = 4 << 20;

/// What ends every Parquet file: a length and `PAR1`.
const FOOTER: u64 = 8;

/// The longest header of a page: least and greatest values of a text column stand in it.
const LONGEST_HEADER: u64 = 1 << 16;

/// The bytes of a Parquet file, whose pages are of a real size.
pub(super) struct Guarded {
    content: Content,
    page: LastPage,
}

/// Where the page behind the last header begins.
#[derive(Debug, Clone, Default)]
pub(super) struct LastPage(Arc<AtomicU64>);

impl LastPage {
    /// Forgets it: another column begins, and columns of a hostile file may overlap.
    pub(super) fn forget(&self) {
        self.0.store(0, Ordering::Relaxed);
    }
}

impl Guarded {
    pub(super) fn new(content: Content) -> Self {
        Self { content, page: LastPage::default() }
    }

    pub(super) fn last_page(&self) -> LastPage {
        self.page.clone()
    }
}

impl Length for Guarded {
    fn len(&self) -> u64 {
        match &self.content {
            Content::File(file) => file.metadata().map_or(0, |metadata| metadata.len()),
            Content::Bytes(bytes) => bytes.len() as u64,
        }
    }
}

impl ChunkReader for Guarded {
    type T = Box<dyn Read>;

    fn get_read(&self, start: u64) -> Result<Self::T> {
        let mut reader: Box<dyn Read> = match &self.content {
            Content::File(file) => Box::new(BufReader::new(at(file, start)?)),
            Content::Bytes(bytes) => Box::new(Cursor::new(part(bytes, start)?)),
        };
        let mut head = Vec::new();
        reader.by_ref().take(LONGEST_HEADER).read_to_end(&mut head)?;
        let page = self.page.0.swap(0, Ordering::Relaxed);
        if start + FOOTER != self.len() && start != page {
            let header = check(&head)?;
            // A page of no bytes ends where it begins, where the next header may stand.
            if header.packed > 0 {
                self.page.0.store(start + header.length as u64, Ordering::Relaxed);
            }
        }
        Ok(Box::new(Cursor::new(head).chain(reader)))
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        let end = start.checked_add(length as u64).filter(|&end| end <= self.len());
        if end.is_none() {
            return Err(ParquetError::EOF("a part lies beyond the end of the file".to_owned()));
        }
        match &self.content {
            Content::Bytes(bytes) => Ok(part(bytes, start)?.slice(..length)),
            Content::File(file) => {
                let mut buffer = Vec::with_capacity(length);
                at(file, start)?.take(length as u64).read_to_end(&mut buffer)?;
                if buffer.len() == length {
                    Ok(buffer.into())
                } else {
                    Err(ParquetError::EOF("the file is cut short".to_owned()))
                }
            }
        }
    }
}

fn at(file: &File, start: u64) -> Result<File> {
    let mut file = file.try_clone()?;
    file.seek(SeekFrom::Start(start))?;
    Ok(file)
}

fn part(bytes: &Bytes, start: u64) -> Result<Bytes> {
    let start = usize::try_from(start).ok().filter(|&start| start <= bytes.len());
    let start = start.ok_or_else(|| ParquetError::EOF("a part lies beyond the end".to_owned()))?;
    Ok(bytes.slice(start..))
}

/// What is needed of the header of a page.
struct Header {
    /// Its own length.
    length: usize,
    /// The size of its page in the file.
    packed: u64,
}

/// Reads the header of a page, in Thrift's compact protocol: the kind of page, the unpacked and
/// the packed size, a checksum or not, then a structure that begins with the number of values.
/// Refuses what no real file holds.
fn check(head: &[u8]) -> Result<Header> {
    let damaged = || ParquetError::General("a page header is damaged".to_owned());
    let (numbers, length) = numbers(head).ok_or_else(damaged)?;
    let [kind, unpacked, packed, values] = numbers;
    // A dictionary is page type 2. Each of its values takes a byte at least.
    let too_many = kind == 2 && (values > LARGEST_DICTIONARY || values > unpacked);
    if unpacked > LARGEST_PAGE || too_many {
        let claim = format!("a page claims {unpacked} bytes and {values} values");
        return Err(ParquetError::General(claim));
    }
    Ok(Header { length, packed })
}

/// The first three numbers of a header, the first of the structure in it, and where it all ends.
fn numbers(head: &[u8]) -> Option<([u64; 4], usize)> {
    let mut left = head;
    let (mut outer, mut values, mut depth) = (Vec::new(), None, 1);
    while depth > 0 {
        let field = byte(&mut left)?;
        match field & 15 {
            0 => depth -= 1,
            // True and false stand in the field itself.
            1 | 2 => {}
            INTEGER => {
                let number = integer(&mut left)?;
                // Real writers number the fields by steps: a field of another form is refused.
                match depth {
                    _ if field >> 4 == 0 => return None,
                    1 => outer.push(number),
                    2 if values.is_none() => values = Some(number),
                    _ => {}
                }
            }
            6 => drop(integer(&mut left)?),
            8 => {
                let length = integer_of(&mut left)?;
                left = left.get(usize::try_from(length).ok()?..)?;
            }
            12 => depth += 1,
            // Page headers hold neither lists nor maps nor fractions.
            _ => return None,
        }
    }
    let [kind, unpacked, packed] = *outer.first_chunk()?;
    Some(([kind, unpacked, packed, values?], head.len() - left.len()))
}

const INTEGER: u8 = 5;

fn byte(left: &mut &[u8]) -> Option<u8> {
    let (&first, rest) = left.split_first()?;
    *left = rest;
    Some(first)
}

/// A number of 7 bits a byte.
fn integer_of(left: &mut &[u8]) -> Option<u64> {
    let mut value = 0;
    for shift in (0..63).step_by(7) {
        let next = byte(left)?;
        value |= u64::from(next & 0x7f) << shift;
        if next & 0x80 == 0 {
            return Some(value);
        }
    }
    None
}

/// A signed number; a negative one counts as a huge one, for no size is negative.
fn integer(left: &mut &[u8]) -> Option<u64> {
    let value = integer_of(left)?;
    Some(if value & 1 == 0 { value >> 1 } else { u64::MAX })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_a_real_size_passes_and_one_of_two_gibibytes_does_not() {
        // Data page (0), 100 bytes unpacked, 50 packed, then a structure with 10 values.
        let real = [0x15, 0x00, 0x15, 0xc8, 0x01, 0x15, 0x64, 0x2c, 0x15, 0x14, 0x00, 0x00];
        assert!(check(&real).is_ok());
        let huge =
            [0x15, 0x00, 0x15, 0xfe, 0xff, 0xff, 0xff, 0x0f, 0x15, 0x64, 0x2c, 0x15, 0x14, 0, 0];
        assert!(check(&huge).is_err());
        // A dictionary (2) of 100 bytes with 2^30 values.
        let many = [
            0x15, 0x04, 0x15, 0xc8, 0x01, 0x15, 0x64, 0x4c, 0x15, 0x80, 0x80, 0x80, 0x80, 0x08, 0,
            0,
        ];
        assert!(check(&many).is_err());
        for cut in 0..real.len() {
            assert!(check(&real[..cut]).is_err());
        }
    }
}
