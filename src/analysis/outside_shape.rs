//! The pieces of an outside part, linked into polygons.

use super::outside::{ArcPiece, Outside};
use super::reach::on_circle;
use crate::index::{ring_area, ring_surrounds};
use crate::units::Projected;

/// Ends that belong together differ by rounding only: a tenth of a millimetre is a thousand times
/// that, and a ten-thousandth of what is drawn.
const SAME_END: f64 = 1e-4;

/// Rings smaller than this, in m², are left out of the drawing: they are slivers of rounding.
const SLIVER: f64 = 1e-3;

impl Outside<'_> {
    /// Its polygons, arcs drawn with chords that stray at most `tolerance` metres: each a list of
    /// open rings, the outside first.
    #[must_use]
    pub fn polygons(&self, tolerance: f64) -> Vec<Vec<Vec<Projected>>> {
        polygons(self, tolerance)
    }
}

/// Links runs and arcs end to end and sorts the rings into polygons.
fn polygons(outside: &Outside<'_>, tolerance: f64) -> Vec<Vec<Vec<Projected>>> {
    let runs = outside.runs.iter().cloned();
    let arcs = outside.arcs.iter().map(|piece| chords(piece, tolerance));
    let mut rings: Vec<Vec<Projected>> = outside.rings.iter().map(|ring| ring.to_vec()).collect();
    rings.extend(link(runs.chain(arcs).collect()));
    rings.retain(|ring| ring.len() >= 3 && ring_area(ring).abs() > SLIVER);
    into_polygons(rings)
}

/// An arc as a clockwise polyline whose chords stray at most `tolerance` from it.
fn chords(piece: &ArcPiece, tolerance: f64) -> Vec<Projected> {
    let step = 2.0 * (1.0 - (tolerance / piece.radius).min(1.0)).acos();
    let count = ((piece.to - piece.from) / step).ceil().max(1.0) as usize;
    let turn = (piece.to - piece.from) / count as f64;
    let mut points = vec![piece.start];
    points.extend(
        (1..count).map(|k| on_circle(piece.centre, piece.radius, piece.to - turn * k as f64)),
    );
    points.push(piece.end);
    points
}

/// Joins pieces whose ends meet into closed rings.
///
/// Each end takes the nearest free start, ring after ring. Where rounding has left an end without
/// a partner, the ring is closed with a straight line no longer than the gap.
fn link(mut pieces: Vec<Vec<Projected>>) -> Vec<Vec<Projected>> {
    let mut rings = Vec::new();
    while let Some(mut ring) = pieces.pop() {
        loop {
            let (start, end) = (ring[0], ring[ring.len() - 1]);
            let back = start.distance_to(end).get();
            let next = pieces
                .iter()
                .enumerate()
                .map(|(at, piece)| (at, piece[0].distance_to(end).get()))
                .min_by(|a, b| a.1.total_cmp(&b.1));
            match next {
                Some((at, gap)) if gap < back || (gap <= SAME_END && back > SAME_END) => {
                    let piece = pieces.swap_remove(at);
                    ring.extend_from_slice(&piece[1..]);
                }
                _ => break,
            }
        }
        ring.pop();
        rings.push(ring);
    }
    rings
}

/// Outsides, each with the holes that lie in it: a hole belongs to the smallest outside around it.
fn into_polygons(rings: Vec<Vec<Projected>>) -> Vec<Vec<Vec<Projected>>> {
    let (outsides, holes): (Vec<_>, Vec<_>) =
        rings.into_iter().partition(|ring| ring_area(ring) > 0.0);
    let mut polygons: Vec<Vec<Vec<Projected>>> =
        outsides.into_iter().map(|ring| vec![ring]).collect();
    polygons.sort_by(|a, b| ring_area(&a[0]).total_cmp(&ring_area(&b[0])));
    for hole in holes {
        let around = polygons.iter_mut().find(|polygon| {
            hole.iter().filter(|&&point| ring_surrounds(&polygon[0], point)).count() * 2
                > hole.len()
        });
        if let Some(polygon) = around {
            polygon.push(hole);
        }
    }
    polygons
}
