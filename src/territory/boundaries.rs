//! The boundaries of all communes, in flat arrays.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// Polygons of many communes, back to back: coordinates, then where each ring, polygon and
/// commune ends.
///
/// Coordinates are WGS 84 `[lon, lat]` in degrees. Rings are open (the first point is not
/// repeated), the first ring of a polygon is its outside and runs counter-clockwise, the others
/// are holes and run clockwise, as RFC 7946 wants.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Boundaries {
    /// Kept out of the serialised attributes: they are stored beside them as plain bytes.
    #[serde(skip)]
    coordinates: Vec<[f64; 2]>,
    ring_ends: Vec<u32>,
    polygon_ends: Vec<u32>,
    commune_ends: Vec<u32>,
}

impl Boundaries {
    /// Adds the polygons of the next commune; none for a commune without a boundary.
    ///
    /// # Panics
    /// Past 2³² points, a hundred times the whole country.
    pub fn push(&mut self, polygons: &[Vec<Vec<[f64; 2]>>]) {
        for polygon in polygons {
            for ring in polygon {
                self.coordinates.extend_from_slice(ring);
                self.ring_ends.push(to_u32(self.coordinates.len()));
            }
            self.polygon_ends.push(to_u32(self.ring_ends.len()));
        }
        self.commune_ends.push(to_u32(self.polygon_ends.len()));
    }

    /// The number of communes.
    #[must_use]
    pub fn len(&self) -> usize {
        self.commune_ends.len()
    }

    /// Whether there is no commune.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.commune_ends.is_empty()
    }

    /// The polygons of the commune at `commune`, each a list of rings, the outside first.
    pub fn polygons(
        &self,
        commune: usize,
    ) -> impl Iterator<Item = impl Iterator<Item = &[[f64; 2]]>> {
        slot(&self.commune_ends, commune).map(|polygon| {
            slot(&self.polygon_ends, polygon)
                .map(|ring| &self.coordinates[slot(&self.ring_ends, ring)])
        })
    }

    /// All rings of the commune at `commune`, outside and holes alike.
    pub fn rings(&self, commune: usize) -> impl Iterator<Item = &[[f64; 2]]> {
        self.ring_range(commune).map(|ring| &self.coordinates[slot(&self.ring_ends, ring)])
    }

    /// All points of the commune at `commune`: they lie side by side, whatever their ring.
    #[must_use]
    pub fn points(&self, commune: usize) -> &[[f64; 2]] {
        &self.coordinates[covered(&self.ring_ends, self.ring_range(commune))]
    }

    fn ring_range(&self, commune: usize) -> Range<usize> {
        covered(&self.polygon_ends, slot(&self.commune_ends, commune))
    }

    /// All coordinates, in the order of the communes.
    #[must_use]
    pub fn coordinates(&self) -> &[[f64; 2]] {
        &self.coordinates
    }

    /// Puts coordinates read from a file back in place.
    ///
    /// # Errors
    /// Gives the coordinates back where their number is not the one the offsets end with, or
    /// where the offsets do not grow.
    pub fn with_coordinates(mut self, coordinates: Vec<[f64; 2]>) -> Result<Self, Vec<[f64; 2]>> {
        let fits = ends_fit(&self.ring_ends, coordinates.len())
            && ends_fit(&self.polygon_ends, self.ring_ends.len())
            && ends_fit(&self.commune_ends, self.polygon_ends.len());
        if !fits {
            return Err(coordinates);
        }
        self.coordinates = coordinates;
        Ok(self)
    }
}

fn ends_fit(ends: &[u32], total: usize) -> bool {
    ends.is_sorted() && ends.last().map_or(0, |&end| end as usize) == total
}

fn slot(ends: &[u32], at: usize) -> Range<usize> {
    let start = at.checked_sub(1).map_or(0, |before| ends[before] as usize);
    start..ends[at] as usize
}

/// What several slots in a row hold together.
fn covered(ends: &[u32], slots: Range<usize>) -> Range<usize> {
    let end_of = |slot: usize| slot.checked_sub(1).map_or(0, |before| ends[before] as usize);
    end_of(slots.start)..end_of(slots.end)
}

fn to_u32(length: usize) -> u32 {
    u32::try_from(length).expect("the country has fewer than 2^32 points")
}
