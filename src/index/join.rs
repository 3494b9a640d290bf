//! Which commune holds each of many points: one pass over the polygons.

use super::bounds;
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
                let beside = point.lon < low[0]
                    || point.lon > high[0]
                    || point.lat < low[1]
                    || point.lat > high[1];
                if beside {
                    continue;
                }
                let found = &mut found[point.id as usize];
                if found.is_none()
                    && boundaries.covers(commune, Wgs84 { lon: point.lon, lat: point.lat })
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

/// Points by band of latitude, and by column in each band. A band has as many columns as points,
/// between its own westernmost and easternmost one: however unevenly the points lie, a box meets
/// few that are not in it.
struct Bands {
    south: f64,
    per_degree: f64,
    rows: Vec<Band>,
    /// Where each column of each band starts, and where the last ends.
    starts: Vec<u32>,
    points: Vec<Placed>,
}

#[derive(Clone, Copy)]
struct Band {
    west: f64,
    east: f64,
    per_degree: f64,
    first_column: usize,
    columns: usize,
}

impl Bands {
    /// Sorts the points by counting; nothing where none is finite.
    fn new(points: &[Wgs84]) -> Option<Self> {
        let latitudes = || points.iter().map(|point| point.lat).filter(|lat| lat.is_finite());
        let south = latitudes().min_by(f64::total_cmp)?;
        let north = latitudes().max_by(f64::total_cmp)?;
        let per_degree = BANDS as f64 / (north - south).max(1e-9);
        let empty = Band {
            west: f64::INFINITY,
            east: f64::NEG_INFINITY,
            per_degree: 0.0,
            first_column: 0,
            columns: 0,
        };
        let mut sorted =
            Self { south, per_degree, rows: vec![empty; BANDS], starts: vec![], points: vec![] };
        for point in points {
            let at = sorted.of(point.lat);
            let band = &mut sorted.rows[at];
            band.west = band.west.min(point.lon);
            band.east = band.east.max(point.lon);
            band.columns += 1;
        }
        let mut first_column = 0;
        for band in &mut sorted.rows {
            band.first_column = first_column;
            band.per_degree = band.columns as f64 / (band.east - band.west).max(1e-9);
            first_column += band.columns;
        }
        sorted.place(points);
        Some(sorted)
    }

    fn place(&mut self, points: &[Wgs84]) {
        let column = |point: &Wgs84| self.column(self.of(point.lat), point.lon);
        let columns: Vec<usize> = points.iter().map(column).collect();
        let mut starts = vec![0_u32; points.len() + 1];
        for &column in &columns {
            starts[column + 1] += 1;
        }
        for column in 1..starts.len() {
            starts[column] += starts[column - 1];
        }
        let mut next = starts.clone();
        self.points = vec![Placed { lon: 0.0, lat: 0.0, id: 0 }; points.len()];
        for ((id, point), &column) in (0..).zip(points).zip(&columns) {
            self.points[next[column] as usize] = Placed { lon: point.lon, lat: point.lat, id };
            next[column] += 1;
        }
        self.starts = starts;
    }

    /// The band of a latitude. A cast saturates, and NaN is 0: such a point is in no box and stays
    /// unanswered.
    fn of(&self, lat: f64) -> usize {
        (((lat - self.south) * self.per_degree) as usize).min(BANDS - 1)
    }

    fn column(&self, band: usize, lon: f64) -> usize {
        let band = &self.rows[band];
        let column = ((lon - band.west) * band.per_degree) as usize;
        band.first_column + column.min(band.columns.saturating_sub(1))
    }

    /// The points of a band in the columns from one longitude to another: all that lie between
    /// them, and a few beside.
    fn between(&self, band: usize, west: f64, east: f64) -> &[Placed] {
        let Band { west: first, east: last, .. } = self.rows[band];
        if east < first || west > last {
            return &[];
        }
        let (from, to) = (self.column(band, west), self.column(band, east));
        &self.points[self.starts[from] as usize..self.starts[to + 1] as usize]
    }
}
