//! A file read within bounds: unpacked size and length of a line.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::bufread::MultiGzDecoder;

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
    let mut file = BufReader::with_capacity(1 << 16, File::open(path)?);
    let packed = file.fill_buf()?.starts_with(&[0x1f, 0x8b]);
    Ok(if packed { Box::new(MultiGzDecoder::new(file)) } else { Box::new(file) })
}
