//! Services: a shape per kind, a number inside where several stand together.

use std::collections::BTreeMap;

use super::Frame;
use crate::export::sheet::facts::Facts;
use crate::export::sheet::palette::Palette;
use crate::export::sheet::svg::{Anchor, Area, At, Paint, Stroke, Svg, Type, number};
use crate::export::sheet::text::Face;
use crate::territory::{Facility, Kind, Precision};

/// Services are first gathered in squares of this side, in points.
const TOGETHER: f64 = 6.0;

/// Marks nearer than this share of their size are one.
const OVERLAP: f64 = 0.75;

/// A mark of the map.
#[derive(Debug, Clone)]
pub(in crate::export::sheet) struct Mark {
    pub(in crate::export::sheet) at: At,
    pub(in crate::export::sheet) services: usize,
    /// Whether every one of them stands at its own door.
    pub(in crate::export::sheet) exact: bool,
    /// Whether one of them is of the territory.
    pub(in crate::export::sheet) own: bool,
}

impl Mark {
    /// The side of its box, in points.
    pub(super) fn side(&self) -> f64 {
        match self.services {
            1 => 10.0,
            2..=9 => 15.0,
            10..=99 => 18.0,
            _ => 22.0,
        }
    }

    /// Takes the services of another mark in.
    fn join(&mut self, other: &Self) {
        let all = (self.services + other.services) as f64;
        let share = other.services as f64 / all;
        self.at = [0, 1].map(|axis| self.at[axis] + share * (other.at[axis] - self.at[axis]));
        self.services += other.services;
        self.exact &= other.exact;
        self.own |= other.own;
    }

    pub(super) fn area(&self) -> Area {
        let side = self.side();
        let [x, y] = self.at;
        Area { x: x - side / 2.0, y: y - side / 2.0, width: side, height: side }
    }
}

/// The services in sight, those that would lie on each other in one mark. However many there are,
/// the marks are as many as the map has room for.
pub(super) fn marks(facts: &Facts<'_>, frame: &Frame) -> Vec<Mark> {
    let Facts { atlas, study, question, .. } = facts;
    let mut found: BTreeMap<(i64, i64), Vec<(&Facility, At)>> = BTreeMap::new();
    for (facility, position) in question.offers_within(atlas, study, &frame.bounds()) {
        let at = frame.at(position);
        let cell = at.map(|part| (part / TOGETHER).round() as i64);
        found.entry((cell[0], cell[1])).or_default().push((facility, at));
    }
    let own = |facility: &Facility| {
        study.communes.binary_search_by_key(&facility.commune, |of| of.code).is_ok()
    };
    let marks = found.into_values().map(|services| {
        let count = services.len() as f64;
        let mean = |axis: usize| services.iter().map(|(_, at)| at[axis]).sum::<f64>() / count;
        Mark {
            at: [mean(0), mean(1)],
            services: services.len(),
            exact: services.iter().all(|(facility, _)| facility.precision == Precision::Exact),
            own: services.iter().any(|(facility, _)| own(facility)),
        }
    });
    let mut marks = apart(marks.collect());
    marks.sort_by_key(|mark| std::cmp::Reverse(mark.services));
    marks
}

/// Puts marks that would lie on each other into one, until all can be read.
fn apart(mut marks: Vec<Mark>) -> Vec<Mark> {
    loop {
        let before = marks.len();
        let mut kept: Vec<Mark> = Vec::with_capacity(before);
        for mark in marks {
            let near = |other: &&mut Mark| {
                let [dx, dy] = [0, 1].map(|axis| other.at[axis] - mark.at[axis]);
                dx.hypot(dy) < OVERLAP * f64::midpoint(other.side(), mark.side())
            };
            match kept.iter_mut().find(near) {
                Some(other) => other.join(&mark),
                None => kept.push(mark),
            }
        }
        marks = kept;
        // Each round has fewer marks than the one before, or is the last.
        if marks.len() == before {
            return marks;
        }
    }
}

/// Draws the marks, the largest first.
pub(super) fn draw(svg: &mut Svg, marks: &[Mark], kind: Kind, palette: &Palette) {
    for mark in marks {
        let colour = if mark.own { palette.kind(kind) } else { palette.ink_3 };
        symbol(svg, mark, (kind, colour), palette);
    }
}

/// Draws one mark in a colour.
pub(in crate::export::sheet) fn symbol(
    svg: &mut Svg,
    mark: &Mark,
    (kind, colour): (Kind, &'static str),
    palette: &Palette,
) {
    let [x, y] = mark.at;
    let many = mark.services > 1;
    // A triangle and a diamond hold less than a disc of the same box.
    let room = match kind {
        Kind::Laep => 1.35,
        Kind::Rpe => 1.2,
        _ => 1.0,
    };
    let side = mark.side() * if many { room } else { 1.0 };
    let shape = |side: f64| outline(kind, [x, y], side);
    let casing = Paint::fill(palette.paper).edged(Stroke(palette.paper, 3.2, ""));
    svg.path(&shape(side), casing);
    let paint = match (mark.exact, many) {
        (true, false) => Paint::fill(colour),
        (true, true) => Paint::fill(palette.paper).edged(Stroke(colour, 1.4, "")),
        (false, _) => Paint::fill(palette.paper).edged(Stroke(colour, 1.4, "2.6 1.8")),
    };
    svg.path(&shape(side), paint);
    if many {
        let size = if mark.services > 999 { 6.5 } else { 8.5 };
        let down = if kind == Kind::Laep { side * 0.12 } else { 0.0 };
        let set = Type::new(Face::Bold, size, palette.ink).at(Anchor::Middle);
        svg.text([x, y + size * 0.34 + down], &mark.services.to_string(), set);
    }
}

/// The shape of a kind in a box of `side` around a point, as `web/src/map/shapes.ts` has it in a
/// box of 14.
fn outline(kind: Kind, [x, y]: At, side: f64) -> String {
    let scale = side / 11.0;
    let point = |[px, py]: [f64; 2]| {
        format!("{} {}", number(x + (px - 7.0) * scale), number(y + (py - 7.0) * scale))
    };
    let corners: &[[f64; 2]] = match kind {
        Kind::Eaje => {
            let radius = number(5.2 * scale);
            let (east, west) = (point([12.2, 7.0]), point([1.8, 7.0]));
            return format!(
                "M{east}A{radius} {radius} 0 1 1 {west}A{radius} {radius} 0 1 1 {east}Z"
            );
        }
        Kind::Rpe => &[[7.0, 0.9], [13.1, 7.0], [7.0, 13.1], [0.9, 7.0]],
        Kind::Laep => &[[7.0, 1.4], [13.0, 12.2], [1.0, 12.2]],
        Kind::Alsh => &[[2.0, 2.0], [12.0, 2.0], [12.0, 12.0], [2.0, 12.0]],
        Kind::Evs => &[[7.0, 0.9], [12.5, 4.0], [12.5, 10.0], [7.0, 13.1], [1.5, 10.0], [1.5, 4.0]],
    };
    let points: Vec<String> = corners.iter().copied().map(point).collect();
    format!("M{}Z", points.join("L"))
}
