//! Rings of the boundary source made fit for the model.

use super::wkb::Polygons;

/// The largest share of its bounding box that a ring can fill and still be nothing but rounding:
/// a few hundred times the precision of a 64-bit number.
const ROUNDING: f64 = 1e-12;

/// What was done to the rings of a commune.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cleaning {
    /// Points that repeated the one before, the closing points left aside.
    pub repeated_points: usize,
    /// Rings without an area, dropped.
    pub degenerate_rings: usize,
    /// Rings that ran the wrong way round, turned.
    pub reversed_rings: usize,
}

/// Opens the rings, drops repeated points and rings without an area, and turns outsides
/// counter-clockwise and holes clockwise.
///
/// A polygon whose outside has no area goes with its holes.
#[must_use]
pub fn clean(polygons: Polygons) -> (Polygons, Cleaning) {
    let mut done = Cleaning::default();
    let mut kept = Polygons::new();
    for polygon in polygons {
        let mut rings = Vec::with_capacity(polygon.len());
        for (at, ring) in polygon.into_iter().enumerate() {
            match clean_ring(ring, at == 0, &mut done) {
                Some(ring) => rings.push(ring),
                None if at == 0 => break,
                None => {}
            }
        }
        if !rings.is_empty() {
            kept.push(rings);
        }
    }
    (kept, done)
}

fn clean_ring(
    mut ring: Vec<[f64; 2]>,
    outside: bool,
    done: &mut Cleaning,
) -> Option<Vec<[f64; 2]>> {
    if ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    let before = ring.len();
    ring.dedup();
    while ring.len() > 1 && ring.first() == ring.last() {
        ring.pop();
    }
    done.repeated_points += before - ring.len();
    let Some(area) = signed_area(&ring) else {
        done.degenerate_rings += 1;
        return None;
    };
    if (area > 0.0) != outside {
        ring.reverse();
        done.reversed_rings += 1;
    }
    Some(ring)
}

/// The planar area of an open ring in square degrees, positive when it runs counter-clockwise;
/// `None` where it cannot be told from rounding.
///
/// Points are taken from the first one, so that the sign is safe far from the origin too.
#[must_use]
pub fn signed_area(ring: &[[f64; 2]]) -> Option<f64> {
    let &[x0, y0] = ring.first()?;
    let mut twice = 0.0;
    let (mut width, mut height) = (0.0_f64, 0.0_f64);
    for pair in ring.windows(2) {
        let ([ax, ay], [bx, by]) = (pair[0], pair[1]);
        twice += (ax - x0) * (by - y0) - (bx - x0) * (ay - y0);
        width = width.max((bx - x0).abs());
        height = height.max((by - y0).abs());
    }
    let area = twice / 2.0;
    (area.abs() > ROUNDING * width * height).then_some(area)
}

#[cfg(test)]
mod tests {
    use super::*;

    const CLOCKWISE: [[f64; 2]; 5] =
        [[2.0, 48.0], [2.0, 49.0], [3.0, 49.0], [3.0, 48.0], [2.0, 48.0]];

    fn reversed(ring: &[[f64; 2]]) -> Vec<[f64; 2]> {
        ring.iter().rev().copied().collect()
    }

    #[test]
    fn outsides_end_counter_clockwise_and_holes_clockwise_whatever_they_were() {
        for outside in [CLOCKWISE.to_vec(), reversed(&CLOCKWISE)] {
            for hole in [CLOCKWISE.to_vec(), reversed(&CLOCKWISE)] {
                let (polygons, done) = clean(vec![vec![outside.clone(), hole]]);
                assert_eq!(polygons[0][0].len(), 4);
                assert_eq!(signed_area(&polygons[0][0]), Some(1.0));
                assert_eq!(signed_area(&polygons[0][1]), Some(-1.0));
                assert_eq!(done.repeated_points, 0);
            }
        }
    }

    #[test]
    fn repeated_points_are_dropped_and_counted_around_the_closing_point_too() {
        let ring = [[2.0, 48.0], [2.0, 48.0], [3.0, 48.0], [3.0, 49.0], [3.0, 49.0], [2.0, 48.0]];
        let mut doubled = ring.to_vec();
        doubled.push([2.0, 48.0]);
        let (polygons, done) = clean(vec![vec![doubled]]);
        assert_eq!(polygons, vec![vec![vec![[2.0, 48.0], [3.0, 48.0], [3.0, 49.0]]]]);
        assert_eq!(done.repeated_points, 3);
    }

    #[test]
    fn rings_without_an_area_are_dropped_and_an_outside_takes_its_holes_along() {
        let flat = vec![[2.0, 48.0], [2.5, 48.5], [3.0, 49.0], [2.0, 48.0]];
        let point = vec![[2.0, 48.0]; 4];
        let polygons = vec![
            vec![flat.clone(), CLOCKWISE.to_vec()],
            vec![CLOCKWISE.to_vec(), flat],
            vec![point],
            vec![vec![]],
        ];
        let (polygons, done) = clean(polygons);
        assert_eq!((polygons.len(), polygons[0].len()), (1, 1));
        assert_eq!(done.degenerate_rings, 4);
    }
}
