//! What a zip archive claims of its directory, looked at before any of it is read.

use std::io::{self, Read, Seek, SeekFrom};

/// The most bytes behind the record that ends an archive: its comment.
const LONGEST_COMMENT: u64 = u16::MAX as u64;
const END: &[u8] = b"PK\x05\x06";
const END_LENGTH: usize = 22;
/// The record of large archives and the pointer to it, both before `END`.
const LARGE_END: &[u8] = b"PK\x06\x06";
const LARGE_END_LENGTH: usize = 56;
const POINTER: &[u8] = b"PK\x06\x07";
const POINTER_LENGTH: usize = 20;

/// The size of a directory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Directory {
    /// How many files it lists.
    pub entries: u64,
    /// Its bytes.
    pub size: u64,
}

/// The most that any record at the end of an archive claims: a reader may take any of them, the
/// record of a large archive or the plain one behind it.
/// Endless where a record of a large archive is not where archives have it.
pub(super) fn claimed(file: &mut (impl Read + Seek)) -> io::Result<Directory> {
    let length = file.seek(SeekFrom::End(0))?;
    let before = (LARGE_END_LENGTH + POINTER_LENGTH + END_LENGTH) as u64;
    let start = length.saturating_sub(LONGEST_COMMENT + 4 + before);
    file.seek(SeekFrom::Start(start))?;
    let mut tail = Vec::new();
    file.take(LONGEST_COMMENT + 4 + before).read_to_end(&mut tail)?;
    let ends =
        (0..tail.len().saturating_sub(END_LENGTH - 1)).filter(|&at| tail[at..].starts_with(END));
    let claims = ends.map(|at| {
        let end = &tail[at..];
        let pointer = at.checked_sub(POINTER_LENGTH).map(|at| &tail[at..]);
        let pointer = pointer.filter(|pointer| pointer.starts_with(POINTER));
        // With a pointer, a number that is all ones stands in the record of a large archive.
        let told = |place, bytes| {
            let number = number(end, place, bytes);
            (pointer.is_none() || number != u64::MAX >> (64 - 8 * bytes)).then_some(number)
        };
        let plain = Directory {
            entries: told(10, 2).unwrap_or(0),
            size: told(12, 4).unwrap_or(0).max(up_to(start + at as u64, told(16, 4))),
        };
        let large = pointer.map(|pointer| large(&tail, start, at, number(pointer, 8, 8)));
        largest(plain, large.unwrap_or_default())
    });
    Ok(claims.fold(Directory::default(), largest))
}

fn largest(a: Directory, b: Directory) -> Directory {
    Directory { entries: a.entries.max(b.entries), size: a.size.max(b.size) }
}

/// The bytes of a directory that ends where the record behind it begins: as many are read, whatever
/// the record says of its size.
fn up_to(record: u64, directory: Option<u64>) -> u64 {
    directory.map_or(0, |directory| record.saturating_sub(directory))
}

/// What the record of a large archive claims, which has to stand before the pointer to it.
fn large(tail: &[u8], start: u64, end: usize, points_at: u64) -> Directory {
    let endless = Directory { entries: u64::MAX, size: u64::MAX };
    let Some(at) = end.checked_sub(POINTER_LENGTH + LARGE_END_LENGTH) else { return endless };
    let record = &tail[at..];
    if !record.starts_with(LARGE_END) || points_at != start + at as u64 {
        return endless;
    }
    let size = number(record, 40, 8).max(up_to(points_at, Some(number(record, 48, 8))));
    Directory { entries: number(record, 32, 8), size }
}

/// A number of so many bytes, the lowest first.
fn number(record: &[u8], at: usize, bytes: usize) -> u64 {
    record[at..at + bytes].iter().rev().fold(0, |number, &byte| number << 8 | u64::from(byte))
}
