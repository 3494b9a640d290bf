//! The prepared country on the disk: one file that is read in milliseconds.
//!
//! Layout, all numbers little-endian:
//!
//! | bytes | what |
//! |---|---|
//! | 8 | `MAILLAGE` |
//! | 4 | version of the layout, `u32` |
//! | 4 | CRC-32 of the attributes, `u32` |
//! | 8 | length of the attributes, `u64` |
//! | … | the attributes: a `France` without coordinates, by postcard |
//! | … | zeros up to a multiple of 8 |
//! | 8 | number of coordinate pairs, `u64` |
//! | 4 | CRC-32 of the coordinates, `u32` |
//! | 4 | zero |
//! | … | the coordinates: longitude and latitude in degrees, `f64` each |

use std::fs::File;
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use crate::territory::France;

/// Raised whenever the layout or the attributes change.
pub const VERSION: u32 = 2;
const MAGIC: [u8; 8] = *b"MAILLAGE";
const HEADER: u64 = 24;
const COORDINATES_HEADER: u64 = 16;
const PAIR: u64 = 16;
const ALIGNMENT: u64 = 8;
const ZEROS: [u8; 8] = [0; 8];

/// Why the prepared country cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum PreparedError {
    /// There is none.
    #[error("{} does not exist: run `maillage prepare`", .0.display())]
    NotFound(PathBuf),
    /// The disk refused.
    #[error("cannot read {}", .path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file is something else.
    #[error("{} was not made by `maillage prepare`", .0.display())]
    Foreign(PathBuf),
    /// The file is of another version of maillage.
    #[error(
        "{} has layout {found}, this maillage reads layout {VERSION}: {}",
        .path.display(),
        if *.found > VERSION { "use a newer maillage" } else { "run `maillage prepare`" }
    )]
    OtherVersion {
        /// The file.
        path: PathBuf,
        /// Its layout.
        found: u32,
    },
    /// The file is cut off or was altered.
    #[error("{} is damaged ({reason}): delete it and run `maillage prepare`", .path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// What does not fit.
        reason: &'static str,
    },
}

/// The prepared country cannot be put into its file's form or onto the disk.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// The attributes cannot be serialised.
    #[error("cannot put the country into the form of its file")]
    Encode(#[from] postcard::Error),
    /// The disk refused.
    #[error("cannot write the country")]
    Disk(#[from] io::Error),
}

/// Writes `france` to a new file at `path` and waits until it is on the disk.
///
/// The same country gives the same bytes.
///
/// # Errors
/// Where the disk refuses.
pub fn write(france: &France, path: &Path) -> Result<(), WriteError> {
    let attributes = postcard::to_stdvec(france)?;
    let length = attributes.len() as u64;
    let pairs = france.boundaries.coordinates();
    let mut coordinates = Vec::with_capacity(pairs.len() * 16);
    for number in pairs.as_flattened() {
        coordinates.extend_from_slice(&number.to_le_bytes());
    }

    let mut file = BufWriter::new(File::create_new(path)?);
    file.write_all(&MAGIC)?;
    file.write_all(&VERSION.to_le_bytes())?;
    file.write_all(&crc32fast::hash(&attributes).to_le_bytes())?;
    file.write_all(&length.to_le_bytes())?;
    file.write_all(&attributes)?;
    file.write_all(&ZEROS[..padding(length)])?;
    file.write_all(&(pairs.len() as u64).to_le_bytes())?;
    file.write_all(&crc32fast::hash(&coordinates).to_le_bytes())?;
    file.write_all(&[0; 4])?;
    file.write_all(&coordinates)?;
    file.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()?;
    Ok(())
}

/// Reads the country that [`write()`] wrote.
///
/// # Errors
/// Where there is no such file, or it is not whole, or of another version. No size is believed
/// before it is held against the length of the file.
pub fn read(path: &Path) -> Result<France, PreparedError> {
    let mut file = PreparedFile::open(path)?;
    let header = file.header()?;

    let attributes = file.bytes(header.attributes)?;
    if crc32fast::hash(&attributes) != header.crc {
        return Err(file.damaged("checksum of the attributes"));
    }
    if file.bytes(padding(header.attributes) as u64)?.iter().any(|&byte| byte != 0) {
        return Err(file.damaged("padding"));
    }
    let pairs = u64::from_le_bytes(file.array()?);
    let crc = u32::from_le_bytes(file.array()?);
    if file.array()? != [0; 4] {
        return Err(file.damaged("padding"));
    }
    if pairs.checked_mul(PAIR) != Some(file.left) {
        return Err(file.damaged("number of coordinates"));
    }
    let coordinates = file.coordinates(crc)?;

    let france: France =
        postcard::from_bytes(&attributes).map_err(|_not_a_france| file.damaged("attributes"))?;
    let France { communes, boundaries, .. } = &france;
    if communes.len() != boundaries.len() || !communes.is_sorted_by(|a, b| a.code < b.code) {
        return Err(file.damaged("communes"));
    }
    let boundaries = france.boundaries.with_coordinates(coordinates);
    let boundaries = boundaries.map_err(|_coordinates| file.damaged("boundaries"))?;
    Ok(France { boundaries, ..france })
}

/// Checks that a file of this version is at `path`, without reading it all.
///
/// # Errors
/// As [`read`], but damage past the header goes unseen.
pub fn check_header(path: &Path) -> Result<(), PreparedError> {
    PreparedFile::open(path)?.header().map(|_| ())
}

struct Header {
    crc: u32,
    attributes: u64,
}

/// An open file and how many bytes of it are left.
struct PreparedFile<'a> {
    path: &'a Path,
    file: File,
    left: u64,
}

impl<'a> PreparedFile<'a> {
    fn open(path: &'a Path) -> Result<Self, PreparedError> {
        let failed = |source: io::Error| match source.kind() {
            io::ErrorKind::NotFound => PreparedError::NotFound(path.to_owned()),
            _ => PreparedError::Read { path: path.to_owned(), source },
        };
        let file = File::open(path).map_err(failed)?;
        let left = file.metadata().map_err(failed)?.len();
        Ok(Self { path, file, left })
    }

    fn header(&mut self) -> Result<Header, PreparedError> {
        let foreign = || PreparedError::Foreign(self.path.to_owned());
        if self.left < HEADER || self.array()? != MAGIC {
            return Err(foreign());
        }
        let found = u32::from_le_bytes(self.array()?);
        if found != VERSION {
            return Err(PreparedError::OtherVersion { path: self.path.to_owned(), found });
        }
        let crc = u32::from_le_bytes(self.array()?);
        let attributes = u64::from_le_bytes(self.array()?);
        let needed = attributes.checked_add(padding(attributes) as u64 + COORDINATES_HEADER);
        if needed.is_none_or(|needed| needed > self.left) {
            return Err(self.damaged("length of the attributes"));
        }
        Ok(Header { crc, attributes })
    }

    fn fill(&mut self, buffer: &mut [u8]) -> Result<(), PreparedError> {
        self.left =
            self.left.checked_sub(buffer.len() as u64).ok_or_else(|| self.damaged("cut off"))?;
        self.file.read_exact(buffer).map_err(|source| match source.kind() {
            io::ErrorKind::UnexpectedEof => self.damaged("cut off"),
            _ => PreparedError::Read { path: self.path.to_owned(), source },
        })
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], PreparedError> {
        let mut bytes = [0; N];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// The next `length` bytes; none are allocated that the file does not hold.
    fn bytes(&mut self, length: u64) -> Result<Vec<u8>, PreparedError> {
        if length > self.left {
            return Err(self.damaged("cut off"));
        }
        let length = usize::try_from(length).map_err(|_too_large| self.damaged("too large"))?;
        let mut bytes = vec![0; length];
        self.fill(&mut bytes)?;
        Ok(bytes)
    }

    /// What is left of the file, as coordinates whose checksum is `crc`.
    fn coordinates(&mut self, crc: u32) -> Result<Vec<[f64; 2]>, PreparedError> {
        let pairs = usize::try_from(self.left / PAIR);
        let pairs = pairs.map_err(|_too_large| self.damaged("too large"))?;
        let mut coordinates = vec![[0.0_f64; 2]; pairs];
        let bytes: &mut [u8] = bytemuck::cast_slice_mut(&mut coordinates);
        self.fill(bytes)?;
        if crc32fast::hash(bytes) != crc {
            return Err(self.damaged("checksum of the coordinates"));
        }
        for number in coordinates.as_flattened_mut() {
            *number = f64::from_bits(u64::from_le(number.to_bits()));
        }
        Ok(coordinates)
    }

    fn damaged(&self, reason: &'static str) -> PreparedError {
        PreparedError::Damaged { path: self.path.to_owned(), reason }
    }
}

/// How many zeros follow `length` bytes.
fn padding(length: u64) -> usize {
    let rest = length % ALIGNMENT;
    if rest == 0 { 0 } else { usize::try_from(ALIGNMENT - rest).expect("less than eight") }
}
