//! From metres of the legal projection to points of the page.

use std::fmt::Write as _;

use crate::export::sheet::svg::{Area, At, number};
use crate::index::{Bounds, Shape};
use crate::units::Projected;

/// Outlines are drawn to this many points of the page.
const FINE: f64 = 0.35;

/// The least that a map shows, in metres from side to side.
const LEAST: f64 = 2_500.0;

/// A part of the country laid on a part of the page.
#[derive(Debug, Clone, Copy)]
pub(in crate::export::sheet) struct Frame {
    pub(in crate::export::sheet) area: Area,
    centre: Projected,
    /// Points of the page per metre.
    pub(in crate::export::sheet) scale: f64,
}

impl Frame {
    /// Fits `bounds` into `area` with a margin; nothing where the box is empty or the area is.
    pub(in crate::export::sheet) fn new(area: Area, bounds: &Bounds, margin: f64) -> Option<Self> {
        let side = |axis: usize| (bounds.high[axis] - bounds.low[axis]).max(LEAST);
        let middle = |axis: usize| f64::midpoint(bounds.low[axis], bounds.high[axis]);
        let inner = area.inset(margin);
        let scale = (inner.width / side(0)).min(inner.height / side(1));
        let centre = Projected { x: middle(0), y: middle(1) };
        let sound =
            scale.is_finite() && scale > 0.0 && centre.x.is_finite() && centre.y.is_finite();
        sound.then_some(Self { area, centre, scale })
    }

    /// Where a position lies on the page.
    pub(in crate::export::sheet) fn at(&self, position: Projected) -> At {
        let Area { x, y, width, height } = self.area;
        [
            x + width / 2.0 + (position.x - self.centre.x) * self.scale,
            y + height / 2.0 - (position.y - self.centre.y) * self.scale,
        ]
    }

    /// What position lies at a point of the page.
    pub(in crate::export::sheet) fn position(&self, at: At) -> Projected {
        let Area { x, y, width, height } = self.area;
        Projected {
            x: self.centre.x + (at[0] - x - width / 2.0) / self.scale,
            y: self.centre.y - (at[1] - y - height / 2.0) / self.scale,
        }
    }

    /// What of the country it shows.
    pub(in crate::export::sheet) fn bounds(&self) -> Bounds {
        let half = [self.area.width, self.area.height].map(|side| side / 2.0 / self.scale);
        let Projected { x, y } = self.centre;
        Bounds { low: [x - half[0], y - half[1]], high: [x + half[0], y + half[1]] }
    }

    /// Whether it shows a position.
    pub(in crate::export::sheet) fn shows(&self, position: Projected) -> bool {
        self.bounds().contains(position)
    }

    /// Rings as path data, without the points that nobody could tell apart; those that lie out of
    /// sight are left out.
    pub(in crate::export::sheet) fn path<'a>(
        &self,
        rings: impl IntoIterator<Item = &'a [Projected]>,
    ) -> String {
        let shown = self.bounds();
        let mut data = String::new();
        for ring in rings {
            if !Bounds::around(ring.iter().copied()).meets(&shown) {
                continue;
            }
            let mut last: Option<At> = None;
            for &point in ring {
                let [x, y] = self.at(point);
                let near = |[a, b]: At| (x - a).abs() < FINE && (y - b).abs() < FINE;
                if last.is_some_and(near) {
                    continue;
                }
                data.push(if last.is_none() { 'M' } else { 'L' });
                let _ = write!(data, "{} {}", number(x), number(y));
                last = Some([x, y]);
            }
            data.push('Z');
        }
        data
    }

    /// The outline of a commune as path data.
    pub(in crate::export::sheet) fn outline(&self, shape: &Shape) -> String {
        self.path(shape.rings().iter().map(Vec::as_slice))
    }
}
