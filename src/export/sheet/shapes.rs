//! What is drawn, and with what.

use super::palette::Palette;
use super::text::Face;

/// A point of the page, in points of 1/72 inch from its top left corner.
pub(super) type At = [f64; 2];

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Area {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Area {
    pub(super) fn right(&self) -> f64 {
        self.x + self.width
    }

    pub(super) fn bottom(&self) -> f64 {
        self.y + self.height
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    pub(super) fn holds(&self, other: &Self) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    pub(super) fn inset(&self, by: f64) -> Self {
        let (width, height) = (self.width - 2.0 * by, self.height - 2.0 * by);
        Self { x: self.x + by, y: self.y + by, width, height }
    }
}

/// A line: colour, width, dashes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stroke(pub(super) &'static str, pub(super) f64, pub(super) &'static str);

/// What a shape is painted with.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub(super) fill: &'static str,
    pub(super) stroke: Option<Stroke>,
}

impl Paint {
    pub(super) fn fill(fill: &'static str) -> Self {
        Self { fill, stroke: None }
    }

    pub(super) fn line(stroke: Stroke) -> Self {
        Self { fill: "none", stroke: Some(stroke) }
    }

    pub(super) fn edged(self, stroke: Stroke) -> Self {
        Self { stroke: Some(stroke), ..self }
    }
}

/// Where a text stands to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// How a text is set.
#[derive(Debug, Clone, Copy)]
pub(super) struct Type {
    pub(super) face: Face,
    pub(super) size: f64,
    pub(super) colour: &'static str,
    pub(super) anchor: Anchor,
    /// The colour around the letters, where they lie over a map.
    pub(super) halo: Option<&'static str>,
}

impl Type {
    pub(super) fn new(face: Face, size: f64, colour: &'static str) -> Self {
        Self { face, size, colour, anchor: Anchor::Start, halo: None }
    }

    pub(super) fn at(self, anchor: Anchor) -> Self {
        Self { anchor, ..self }
    }

    pub(super) fn over(self, halo: &'static str) -> Self {
        Self { halo: Some(halo), ..self }
    }

    pub(super) fn width(&self, text: &str) -> f64 {
        super::text::width(text, self.face, self.size)
    }
}

/// Hatching: what is out of reach, in any colour and in none.
#[derive(Debug, Clone, Copy)]
pub(super) struct Hatch {
    /// Between two lines, in points.
    pub(super) step: f64,
    pub(super) colour: &'static str,
    pub(super) paper: &'static str,
}

impl Hatch {
    /// For areas of a map.
    pub(super) fn wide(palette: &Palette) -> Self {
        Self { step: 5.2, colour: palette.out, paper: palette.paper }
    }

    /// For bars and small areas.
    pub(super) fn narrow(palette: &Palette) -> Self {
        Self { step: 4.0, ..Self::wide(palette) }
    }
}
