//! Geometries as a GeoPackage holds them: a short header, then WKB.

use crate::territory::{Boundaries, CommuneCode, France};
use crate::units::Wgs84;

/// EPSG:4326. A GeoPackage has the longitude first whatever the authority says.
pub(super) const SRS: i32 = 4326;

const MAGIC: [u8; 2] = *b"GP";
/// Bits 1 to 3 of the flags: which envelope follows.
const ENVELOPE: u8 = 0b1110;
const EMPTY: u8 = 0b1_0000;
const LITTLE_ENDIAN: u8 = 1;
const POINT: u32 = 1;
const POLYGON: u32 = 3;
const MULTI_POLYGON: u32 = 6;

/// A point: header without an envelope, little-endian WKB.
pub(super) fn point(position: Wgs84) -> [u8; 29] {
    let mut bytes = [0; 29];
    bytes[..8].copy_from_slice(&header(LITTLE_ENDIAN));
    bytes[8] = LITTLE_ENDIAN;
    bytes[9..13].copy_from_slice(&POINT.to_le_bytes());
    bytes[13..21].copy_from_slice(&position.lon.to_le_bytes());
    bytes[21..].copy_from_slice(&position.lat.to_le_bytes());
    bytes
}

fn header(flags: u8) -> [u8; 8] {
    let mut header = [0; 8];
    header[..2].copy_from_slice(&MAGIC);
    header[3] = flags;
    header[4..].copy_from_slice(&SRS.to_le_bytes());
    header
}

/// What a blob holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Point {
    At(Wgs84),
    Empty,
}

/// Reads a point that any program may have written: either byte order, any envelope, further
/// dimensions dropped. Nothing where the blob is no such point on the globe.
pub(super) fn read_point(blob: &[u8]) -> Option<Point> {
    let [b'G', b'P', _version, flags, srs @ ..] = blob else { return None };
    let (srs, rest) = srs.split_first_chunk::<4>()?;
    let little = flags & LITTLE_ENDIAN != 0;
    let srs = if little { i32::from_le_bytes(*srs) } else { i32::from_be_bytes(*srs) };
    let envelope = match (flags & ENVELOPE) >> 1 {
        0 => 0,
        1 => 32,
        2 | 3 => 48,
        4 => 64,
        _ => return None,
    };
    let (order, rest) = rest.get(envelope..)?.split_first()?;
    let little = match order {
        0 => false,
        1 => true,
        _ => return None,
    };
    let (kind, rest) = rest.split_first_chunk::<4>()?;
    let kind = if little { u32::from_le_bytes(*kind) } else { u32::from_be_bytes(*kind) };
    let number = |at: usize| -> Option<f64> {
        let bytes = *rest.get(at..)?.first_chunk::<8>()?;
        Some(if little { f64::from_le_bytes(bytes) } else { f64::from_be_bytes(bytes) })
    };
    // ISO: 1001, 2001 and 3001 have a height, a measure, or both behind the position.
    if srs != SRS || !matches!(kind, 1 | 1001 | 2001 | 3001) {
        return None;
    }
    let (lon, lat) = (number(0)?, number(8)?);
    if flags & EMPTY != 0 || (lon.is_nan() && lat.is_nan()) {
        return Some(Point::Empty);
    }
    let on_globe = lon.abs() <= 180.0 && lat.abs() <= 90.0;
    on_globe.then_some(Point::At(Wgs84 { lon, lat }))
}

/// The polygons of a commune, with an envelope; nothing where it has none.
pub(super) fn commune(france: &France, code: CommuneCode) -> Option<Vec<u8>> {
    let at = france.commune_at(code).filter(|&at| france.has_boundary(at))?;
    let mut bytes = header(LITTLE_ENDIAN | 1 << 1).to_vec();
    for bound in bounds(france.boundaries.points(at)) {
        bytes.extend(bound.to_le_bytes());
    }
    let start = |bytes: &mut Vec<u8>, kind: u32| {
        bytes.push(LITTLE_ENDIAN);
        bytes.extend(kind.to_le_bytes());
    };
    start(&mut bytes, MULTI_POLYGON);
    counted(&mut bytes, |bytes| {
        polygons(&france.boundaries, at).for_each_counted(|rings| {
            start(bytes, POLYGON);
            counted(bytes, |bytes| {
                rings.for_each_counted(|ring| {
                    // Rings are open in memory and closed in WKB.
                    let closed = ring.iter().chain(ring.first());
                    counted(bytes, |bytes| {
                        closed.for_each_counted(|[lon, lat]| {
                            bytes.extend(lon.to_le_bytes());
                            bytes.extend(lat.to_le_bytes());
                        })
                    });
                })
            });
        })
    });
    Some(bytes)
}

fn polygons(
    boundaries: &Boundaries,
    at: usize,
) -> impl Iterator<Item = impl Iterator<Item = &[[f64; 2]]>> {
    boundaries.polygons(at)
}

/// Writes a count, then what `write` writes; the count is what it returns.
fn counted(bytes: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>) -> u32) {
    let at = bytes.len();
    bytes.extend([0; 4]);
    let count = write(bytes);
    bytes[at..at + 4].copy_from_slice(&count.to_le_bytes());
}

trait ForEachCounted: Iterator + Sized {
    fn for_each_counted(self, mut each: impl FnMut(Self::Item)) -> u32 {
        let mut count = 0;
        for item in self {
            each(item);
            count += 1;
        }
        count
    }
}

impl<I: Iterator> ForEachCounted for I {}

/// West, east, south, north.
pub(super) fn bounds(points: &[[f64; 2]]) -> [f64; 4] {
    let start = [f64::INFINITY, f64::NEG_INFINITY, f64::INFINITY, f64::NEG_INFINITY];
    points.iter().fold(start, |[west, east, south, north], &[lon, lat]| {
        [west.min(lon), east.max(lon), south.min(lat), north.max(lat)]
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const MAULE: Wgs84 = Wgs84 { lon: 1.85, lat: 48.9 };

    fn blob(flags: u8, between: &[u8], wkb: &[u8]) -> Vec<u8> {
        [&header(flags)[..], between, wkb].concat()
    }

    #[test]
    fn a_point_reads_back() {
        assert_eq!(read_point(&point(MAULE)), Some(Point::At(MAULE)));
    }

    #[test]
    fn envelopes_big_endian_and_heights_are_read() {
        let mut wkb = vec![0];
        wkb.extend(1001_u32.to_be_bytes());
        for number in [MAULE.lon, MAULE.lat, 120.0] {
            wkb.extend(number.to_be_bytes());
        }
        assert_eq!(read_point(&blob(0b11, &[7; 32], &wkb)), Some(Point::At(MAULE)));
    }

    #[test]
    fn an_empty_point_is_no_position() {
        let nowhere = point(Wgs84 { lon: f64::NAN, lat: f64::NAN });
        assert_eq!(read_point(&nowhere), Some(Point::Empty));
    }

    #[test]
    fn what_is_no_point_on_the_globe_is_refused() {
        let good = point(MAULE);
        for cut in 0..good.len() {
            assert_eq!(read_point(&good[..cut]), None, "cut at {cut}");
        }
        for (at, byte) in [(0, b'X'), (3, 0b1111), (4, 1), (8, 7), (9, 2)] {
            let mut bad = good;
            bad[at] = byte;
            assert_eq!(read_point(&bad), None, "byte {at}");
        }
        assert_eq!(read_point(&point(Wgs84 { lon: 650_000.0, lat: 6_860_000.0 })), None);
        assert_eq!(read_point(&point(Wgs84 { lon: f64::INFINITY, lat: 0.0 })), None);
    }
}
