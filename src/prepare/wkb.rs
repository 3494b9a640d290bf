//! Well-known binary geometries in hexadecimal digits, the form of the boundary source.

/// Polygons as read: each a list of rings, each a list of `[lon, lat]` in degrees.
pub type Polygons = Vec<Vec<Vec<[f64; 2]>>>;

const POINT: u32 = 1;
const POLYGON: u32 = 3;
const MULTI_POLYGON: u32 = 6;

/// Why a text is not a geometry that is expected here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum InvalidWkb {
    /// The text is not pairs of hexadecimal digits.
    #[error("not a text of hexadecimal digits")]
    NotHexadecimal,
    /// The bytes end before the geometry does.
    #[error("cut off")]
    CutOff,
    /// Bytes follow the geometry.
    #[error("followed by more bytes")]
    TooLong,
    /// The byte order mark is neither 0 nor 1.
    #[error("byte order {0} is unknown")]
    ByteOrder(u8),
    /// Another type of geometry.
    #[error("geometry type {0} is not expected here")]
    Type(u32),
    /// A coordinate is not a longitude or a latitude in degrees.
    #[error("a coordinate is not a longitude or a latitude in degrees")]
    NotDegrees,
}

/// Reads a polygon or a multi-polygon in WGS 84.
///
/// Rings are returned as they stand: closed, in any direction.
///
/// # Errors
/// On any other text; nothing is allocated from a size that the text does not hold.
pub fn read_polygons(hex: &[u8]) -> Result<Polygons, InvalidWkb> {
    let bytes = decode(hex)?;
    let mut cursor = Cursor::new(&bytes);
    let polygons = match cursor.header()? {
        POLYGON => vec![cursor.rings()?],
        MULTI_POLYGON => {
            let count = cursor.count(9)?;
            (0..count).map(|_| cursor.polygon()).collect::<Result<_, _>>()?
        }
        other => return Err(InvalidWkb::Type(other)),
    };
    cursor.end()?;
    Ok(polygons)
}

/// Reads a point in WGS 84, `[lon, lat]` in degrees; `None` is the empty point.
///
/// # Errors
/// On any other text.
pub fn read_point(hex: &[u8]) -> Result<Option<[f64; 2]>, InvalidWkb> {
    let bytes = decode(hex)?;
    let mut cursor = Cursor::new(&bytes);
    match cursor.header()? {
        POINT => {}
        other => return Err(InvalidWkb::Type(other)),
    }
    let position = [cursor.number()?, cursor.number()?];
    cursor.end()?;
    if position.iter().all(|number| number.is_nan()) {
        return Ok(None);
    }
    in_degrees(position).map(Some)
}

fn decode(hex: &[u8]) -> Result<Vec<u8>, InvalidWkb> {
    let (pairs, rest) = hex.as_chunks::<2>();
    if !rest.is_empty() {
        return Err(InvalidWkb::NotHexadecimal);
    }
    pairs.iter().map(|&[high, low]| Ok(digit(high)? << 4 | digit(low)?)).collect()
}

fn digit(byte: u8) -> Result<u8, InvalidWkb> {
    match byte {
        b'0'..=b'9' => Ok(byte - b'0'),
        b'A'..=b'F' => Ok(byte - b'A' + 10),
        b'a'..=b'f' => Ok(byte - b'a' + 10),
        _ => Err(InvalidWkb::NotHexadecimal),
    }
}

fn in_degrees([lon, lat]: [f64; 2]) -> Result<[f64; 2], InvalidWkb> {
    let degrees = lon.abs() <= 180.0 && lat.abs() <= 90.0;
    if degrees { Ok([lon, lat]) } else { Err(InvalidWkb::NotDegrees) }
}

/// What is left to read, in the byte order of the geometry being read.
struct Cursor<'a> {
    rest: &'a [u8],
    little: bool,
}

impl<'a> Cursor<'a> {
    fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes, little: true }
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], InvalidWkb> {
        let (taken, rest) = self.rest.split_first_chunk().ok_or(InvalidWkb::CutOff)?;
        self.rest = rest;
        Ok(*taken)
    }

    fn header(&mut self) -> Result<u32, InvalidWkb> {
        self.little = match self.take::<1>()? {
            [0] => false,
            [1] => true,
            [other] => return Err(InvalidWkb::ByteOrder(other)),
        };
        self.integer()
    }

    fn integer(&mut self) -> Result<u32, InvalidWkb> {
        let bytes = self.take()?;
        Ok(if self.little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) })
    }

    fn number(&mut self) -> Result<f64, InvalidWkb> {
        let bytes = self.take()?;
        Ok(if self.little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    }

    /// How many parts follow, each of at least `smallest` bytes.
    fn count(&mut self, smallest: usize) -> Result<usize, InvalidWkb> {
        let count = self.integer()? as usize;
        if count > self.rest.len() / smallest { Err(InvalidWkb::CutOff) } else { Ok(count) }
    }

    fn polygon(&mut self) -> Result<Vec<Vec<[f64; 2]>>, InvalidWkb> {
        match self.header()? {
            POLYGON => self.rings(),
            other => Err(InvalidWkb::Type(other)),
        }
    }

    fn rings(&mut self) -> Result<Vec<Vec<[f64; 2]>>, InvalidWkb> {
        let count = self.count(4)?;
        (0..count).map(|_| self.ring()).collect()
    }

    fn ring(&mut self) -> Result<Vec<[f64; 2]>, InvalidWkb> {
        let count = self.count(16)?;
        (0..count).map(|_| in_degrees([self.number()?, self.number()?])).collect()
    }

    fn end(&self) -> Result<(), InvalidWkb> {
        if self.rest.is_empty() { Ok(()) } else { Err(InvalidWkb::TooLong) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const TRIANGLE: &[u8] = b"0103000000010000000400000000000000000000000000000000000000000000000000F03F00000000000000000000000000000000000000000000F03F00000000000000000000000000000000";

    #[test]
    fn a_polygon_reads_and_every_cut_is_an_error() {
        let ring = vec![[0.0, 0.0], [1.0, 0.0], [0.0, 1.0], [0.0, 0.0]];
        assert_eq!(read_polygons(TRIANGLE), Ok(vec![vec![ring]]));
        for length in 0..TRIANGLE.len() {
            assert!(read_polygons(&TRIANGLE[..length]).is_err(), "{length}");
        }
    }

    #[test]
    fn an_empty_point_is_none_and_a_count_that_lies_is_an_error() {
        let empty = b"0101000000000000000000F87F000000000000F87F";
        assert_eq!(read_point(empty), Ok(None));
        assert_eq!(read_polygons(b"0106000000FFFFFFFF"), Err(InvalidWkb::CutOff));
        assert_eq!(read_polygons(empty), Err(InvalidWkb::Type(1)));
    }

    proptest! {
        #[test]
        fn no_text_makes_the_reader_panic(text in "[0-9A-F]{0,200}", start in 0..3_usize) {
            let start = ["", "0103000000", "0106000000"][start];
            let _ = read_polygons(format!("{start}{text}").as_bytes());
            let _ = read_point(format!("{start}{text}").as_bytes());
        }
    }
}
