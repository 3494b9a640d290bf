//! A file read within bounds: unpacked size and length of a line.

use std::fs::File;
use std::io::{self, BufReader, Chain, Cursor, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;

/// What a bound was, in the error that a read gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Bound {
    #[error("the file is too large")]
    Size,
    #[error("a line is too long")]
    Line,
}

/// Fails once more than `size` bytes were read, or `line` bytes without a line end.
pub(super) struct Bounded<R> {
    inner: R,
    left: u64,
    line: usize,
    since_line: usize,
}

impl<R: Read> Bounded<R> {
    pub(super) fn new(inner: R, size: u64, line: usize) -> Self {
        Self { inner, left: size, line, since_line: 0 }
    }
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.left =
            self.left.checked_sub(read as u64).ok_or_else(|| io::Error::other(Bound::Size))?;
        for part in buffer[..read].split_inclusive(|&byte| byte == b'\n') {
            self.since_line += part.len();
            if self.since_line > self.line {
                return Err(io::Error::other(Bound::Line));
            }
            if part.ends_with(b"\n") {
                self.since_line = 0;
            }
        }
        Ok(read)
    }
}

/// Which bound an error of a read stands for.
pub(super) fn bound_of(error: &io::Error) -> Option<Bound> {
    error.get_ref()?.downcast_ref::<Bound>().copied()
}

/// The bytes of a file, unpacked where it begins as gzip does, whatever its name.
pub(super) fn unpacked(path: &Path) -> io::Result<Box<dyn Read>> {
    let mut file = File::open(path)?;
    let mut magic = Vec::with_capacity(2);
    Read::by_ref(&mut file).take(2).read_to_end(&mut magic)?;
    let packed = magic == [0x1f, 0x8b];
    let whole: Chain<Cursor<Vec<u8>>, File> = Cursor::new(magic).chain(file);
    let buffered = BufReader::with_capacity(1 << 16, whole);
    Ok(if packed { Box::new(MultiGzDecoder::new(buffered)) } else { Box::new(buffered) })
}
