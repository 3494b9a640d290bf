//! Which commune holds each of many points: one pass over the polygons.

use super::{bounds, covers};
use crate::territory::Boundaries;
use crate::units::Wgs84;

/// Bands of latitude that the points are sorted into: over the whole country and its overseas
/// parts one is 4 km high, about half a commune.
const BANDS: usize = 2048;

/// The place of the commune that covers each point, as [`CommuneIndex::locate`] finds it.
///
/// For a batch this is several times faster than a look-up per point: each polygon is read once
/// and asked only about the points in its box.
///
/// [`CommuneIndex::locate`]: super::CommuneIndex::locate
#[must_use]
pub fn locate_all(boundaries: &Boundaries, points: &[Wgs84]) -> Vec<Option<u32>> {
    let mut found = vec![None; points.len()];
    let Some(bands) = Bands::new(points) else { return found };
    for commune in 0..boundaries.len() {
        let Some([low, high]) = bounds(boundaries, commune) else { continue };
        let code = u32::try_from(commune).expect("there are fewer than 2^32 communes");
        for band in bands.of(low[1])..=bands.of(high[1]) {
            for point in bands.between(band, low[0], high[0]) {
                // Communes come in the order of their codes: the first to cover a point wins.
                let found = &mut found[point.id as usize];
                if point.lat >= low[1]
                    && point.lat <= high[1]
                    && found.is_none()
                    && covers(boundaries, commune, [point.lon, point.lat])
                {
                    *found = Some(code);
                }
            }
        }
    }
    found
}

#[derive(Clone, Copy)]
struct Placed {
    lon: f64,
    lat: f64,
    id: u32,
}

/// Points by band of latitude, from west to east in each: however unevenly the points lie, a box
/// meets few that are not in it.
struct Bands {
    south: f64,
    per_degree: f64,
    starts: Vec<usize>,
    points: Vec<Placed>,
}

impl Bands {
    /// Sorts the points; nothing where none has a finite latitude.
    fn new(points: &[Wgs84]) -> Option<Self> {
        let latitudes = || points.iter().map(|point| point.lat).filter(|lat| lat.is_finite());
        let south = latitudes().min_by(f64::total_cmp)?;
        let north = latitudes().max_by(f64::total_cmp)?;
        let per_degree = BANDS as f64 / (north - south).max(1e-9);
        let mut bands = Self { south, per_degree, starts: vec![0; BANDS + 1], points: vec![] };
        for point in points {
            let band = bands.of(point.lat);
            bands.starts[band + 1] += 1;
        }
        for band in 1..=BANDS {
            bands.starts[band] += bands.starts[band - 1];
        }
        let mut next = bands.starts.clone();
        bands.points = vec![Placed { lon: 0.0, lat: 0.0, id: 0 }; points.len()];
        for (id, point) in (0..).zip(points) {
            let band = bands.of(point.lat);
            bands.points[next[band]] = Placed { lon: point.lon, lat: point.lat, id };
            next[band] += 1;
        }
        for band in 0..BANDS {
            let run = bands.starts[band]..bands.starts[band + 1];
            bands.points[run].sort_unstable_by(|a, b| a.lon.total_cmp(&b.lon));
        }
        Some(bands)
    }

    /// The band of a latitude. A cast saturates, and NaN is 0: such a point is in no box and stays
    /// unanswered.
    fn of(&self, lat: f64) -> usize {
        (((lat - self.south) * self.per_degree) as usize).min(BANDS - 1)
    }

    /// The points of a band from one longitude to another, both included.
    fn between(&self, band: usize, west: f64, east: f64) -> impl Iterator<Item = &Placed> {
        let run = &self.points[self.starts[band]..self.starts[band + 1]];
        let first = run.partition_point(|point| point.lon < west);
        run[first..].iter().take_while(move |point| point.lon <= east)
    }
}
