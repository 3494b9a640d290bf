//! A commune's boundary in the plane of its legal projection.

use crate::territory::{Boundaries, Crs};
use crate::units::{Projected, SquareMetres, Wgs84};

/// Projected rings of one commune: outsides run counter-clockwise, holes clockwise.
///
/// Vertices are projected, edges are not densified: areas are those of straight edges in the
/// legal projection.
#[derive(Debug, Clone, Default)]
pub struct Shape {
    rings: Vec<Vec<Projected>>,
    bounds: Bounds,
}

/// A box with sides along the axes; empty until a point is added.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bounds {
    /// Lowest easting and northing.
    pub low: [f64; 2],
    /// Highest easting and northing.
    pub high: [f64; 2],
}

impl Default for Bounds {
    fn default() -> Self {
        Self { low: [f64::INFINITY; 2], high: [f64::NEG_INFINITY; 2] }
    }
}

impl Bounds {
    /// Grows to hold `point`.
    pub fn add(&mut self, point: Projected) {
        self.low = [self.low[0].min(point.x), self.low[1].min(point.y)];
        self.high = [self.high[0].max(point.x), self.high[1].max(point.y)];
    }

    /// The box that holds all `points`.
    #[must_use]
    pub fn around(points: impl IntoIterator<Item = Projected>) -> Self {
        let mut bounds = Self::default();
        points.into_iter().for_each(|point| bounds.add(point));
        bounds
    }

    /// Whether the two boxes share a point.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        self.low[0] <= other.high[0]
            && other.low[0] <= self.high[0]
            && self.low[1] <= other.high[1]
            && other.low[1] <= self.high[1]
    }

    /// The box with `margin` metres more on each side.
    #[must_use]
    pub fn grown(&self, margin: f64) -> Self {
        Self { low: self.low.map(|low| low - margin), high: self.high.map(|high| high + margin) }
    }

    /// Whether `point` lies in it, border included.
    #[must_use]
    pub fn contains(&self, point: Projected) -> bool {
        (self.low[0]..=self.high[0]).contains(&point.x)
            && (self.low[1]..=self.high[1]).contains(&point.y)
    }
}

impl Shape {
    /// Takes rings that are oriented already.
    #[must_use]
    pub fn new(rings: Vec<Vec<Projected>>) -> Self {
        let bounds = Bounds::around(rings.iter().flatten().copied());
        Self { rings, bounds }
    }

    /// Projects the boundary of the commune at `commune`, or nothing where it has none.
    #[must_use]
    pub fn of_commune(boundaries: &Boundaries, commune: usize, crs: Crs) -> Option<Self> {
        let project = |&[lon, lat]: &[f64; 2]| crs.project(Wgs84 { lon, lat });
        let rings: Option<Vec<Vec<Projected>>> =
            boundaries.rings(commune).map(|ring| ring.iter().map(project).collect()).collect();
        rings.filter(|rings| !rings.is_empty()).map(Self::new)
    }

    /// The rings.
    #[must_use]
    pub fn rings(&self) -> &[Vec<Projected>] {
        &self.rings
    }

    /// The box around it.
    #[must_use]
    pub fn bounds(&self) -> &Bounds {
        &self.bounds
    }

    /// Its area, holes taken out.
    #[must_use]
    pub fn area(&self) -> SquareMetres {
        SquareMetres(self.rings.iter().map(|ring| ring_area(ring)).sum())
    }

    /// Whether it holds `point`, by the even-odd rule. Points on the border may go either way.
    #[must_use]
    pub fn contains(&self, point: Projected) -> bool {
        self.bounds.contains(point)
            && self.rings.iter().filter(|ring| ring_surrounds(ring, point)).count() % 2 == 1
    }
}

/// The signed area of an open ring in m²: positive where it runs counter-clockwise.
#[must_use]
pub fn ring_area(ring: &[Projected]) -> f64 {
    let Some(&origin) = ring.first() else { return 0.0 };
    edges(ring).map(|(a, b)| cross_from(origin, a, b)).sum::<f64>() / 2.0
}

/// Whether an open ring goes around `point`.
#[must_use]
pub fn ring_surrounds(ring: &[Projected], point: Projected) -> bool {
    edges(ring).fold(false, |inside, (a, b)| {
        let crosses = (a.y > point.y) != (b.y > point.y)
            && point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x;
        inside != crosses
    })
}

/// The edges of an open ring, the closing one included.
pub fn edges(ring: &[Projected]) -> impl Iterator<Item = (Projected, Projected)> {
    let closing = ring.last().copied().into_iter().chain(ring.iter().copied());
    closing.zip(ring.iter().copied())
}

/// Twice the area of the triangle `origin`, `a`, `b`: near `origin`, so that little is lost to
/// rounding.
#[must_use]
pub fn cross_from(origin: Projected, a: Projected, b: Projected) -> f64 {
    (a.x - origin.x) * (b.y - origin.y) - (b.x - origin.x) * (a.y - origin.y)
}
