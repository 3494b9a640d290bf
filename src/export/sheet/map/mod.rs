//! The map: communes, what is out of reach, children, services and the way to the nearest.

mod cells;
mod frame;
mod labels;
mod land;
mod marks;

pub(super) use cells::Squares;
pub(super) use frame::Frame;
pub(super) use marks::{Mark, symbol};

use labels::Taken;
use land::Neighbour;

use super::facts::Subject;
use super::fixed_map;
use super::near::{Near, near};
use super::palette::Palette;
use super::svg::{Anchor, Area, Paint, Role, Stroke, Svg, Type};
use super::text::Face;
use super::words::about;
use crate::index::Bounds;
use crate::units::Projected;

/// What is beyond this is not near, where a commune has services of its own; in metres.
const NEAR: f64 = 5_000.0;

/// A map ready to be drawn.
pub(super) struct Map<'a> {
    subject: Subject<'a>,
    pub(super) frame: Frame,
    neighbours: Vec<Neighbour>,
    pub(super) squares: Squares,
    pub(super) marks: Vec<Mark>,
    pub(super) near: Vec<Near<'a>>,
}

impl<'a> Map<'a> {
    /// Lays the subject out in an area; nothing where it has neither a boundary nor a place.
    pub(super) fn new(area: Area, subject: Subject<'a>) -> Option<Self> {
        let facts = subject.facts;
        let near = subject
            .commune()
            .map_or_else(Vec::new, |commune| near(facts, &facts.question, commune));
        // Where a commune has services of its own, far ones would only make the map smaller.
        let has_own = subject.at.is_some() && subject.zone().facilities > 0;
        let near: Vec<Near<'_>> =
            near.into_iter().filter(|near| !has_own || near.distance <= NEAR).collect();
        let frame = Frame::new(area, &bounds(&subject, &near), 16.0)?;
        let neighbours = land::neighbours(facts, &frame);
        let squares = Squares::new(&frame, &subject);
        let marks = marks::marks(facts, &frame);
        Some(Self { subject, frame, neighbours, squares, marks, near })
    }

    /// Whether it shows a white zone.
    pub(super) fn shows_white(&self) -> bool {
        land::shows_white(self.subject.facts, &self.frame)
    }

    /// Whether it shows a commune of which nothing is known.
    pub(super) fn shows_unknown(&self) -> bool {
        land::shows_unknown(self.subject.facts, &self.frame)
    }

    /// What it is to who does not see it; its figures are told beside it.
    pub(super) fn shows(&self) -> Role {
        Role::Figure(format!("Carte\u{a0}: {}", fixed_map::title(&self.subject)))
    }

    pub(super) fn draw(&self, svg: &mut Svg, palette: &Palette) {
        let area = self.frame.area;
        svg.clipped(area, |svg| {
            land::draw(svg, &self.frame, self.subject.facts, &self.neighbours, palette);
            self.selection(svg, palette);
            self.squares.draw(svg, &self.subject, palette);
            let mut taken = Taken::default();
            let scale = self.scale_bar(svg, palette);
            taken.take(scale);
            self.ways(svg, &mut taken, palette);
            for mark in &self.marks {
                taken.take(mark.area());
            }
            let around = (&self.subject, self.neighbours.as_slice());
            marks::draw(svg, &self.marks, self.subject.facts.question.kind, palette);
            labels::draw(svg, &self.frame, around, &mut taken, palette);
        });
        svg.rect(area, Paint::line(Stroke(palette.ink_3, 0.6, "")));
    }

    /// The outline of the one commune that the sheet is about.
    fn selection(&self, svg: &mut Svg, palette: &Palette) {
        let shape = self.subject.commune().and_then(|commune| commune.shape.as_ref());
        let Some(shape) = shape else { return };
        let outline = self.frame.outline(shape);
        if !outline.is_empty() {
            svg.path(&outline, Paint::line(Stroke(palette.paper, 4.4, "")));
            svg.path(&outline, Paint::line(Stroke(palette.ink, 2.2, "")));
        }
    }

    /// Lines to the nearest services with their lengths.
    fn ways(&self, svg: &mut Svg, taken: &mut Taken, palette: &Palette) {
        let Some(hall) = self.subject.commune().and_then(|commune| commune.hall) else { return };
        let from = self.frame.at(hall);
        let seen: Vec<&Near<'_>> =
            self.near.iter().filter(|near| self.frame.shows(near.position)).collect();
        for near in &seen {
            let to = self.frame.at(near.position);
            svg.line(from, to, Stroke(palette.paper, 2.6, ""));
            svg.line(from, to, Stroke(palette.ink, 1.0, ""));
        }
        for near in &seen {
            let to = self.frame.at(near.position);
            let mark = if near.exact { "" } else { "≈\u{202f}" };
            let text = format!("{mark}{}", about(near.distance));
            let set = Type::new(Face::Semibold, 9.0, palette.ink);
            let set = set.at(Anchor::Middle).over(palette.paper);
            let width = set.width(&text) + 4.0;
            // Along the line, where it covers no other length.
            let along = [0.55, 0.42, 0.68, 0.3, 0.8].into_iter().find_map(|share| {
                let [x, y] = [0, 1].map(|axis| from[axis] + share * (to[axis] - from[axis]));
                let area = Area { x: x - width / 2.0, y: y - 6.0, width, height: 12.0 };
                taken.is_free(&area).then_some(([x, y], area))
            });
            if let Some(([x, y], area)) = along {
                taken.take(area);
                svg.text([x, y + 3.0], &text, set);
            }
        }
        if !seen.is_empty() {
            svg.circle(from, 2.4, Paint::fill(palette.ink).edged(Stroke(palette.paper, 1.0, "")));
        }
    }

    /// A scale bar of 1, 2 or 5 times a power of ten; the room that it takes.
    fn scale_bar(&self, svg: &mut Svg, palette: &Palette) -> Area {
        let longest = 80.0 / self.frame.scale;
        let power = 10.0_f64.powf(longest.log10().floor());
        let metres = [5.0, 2.0, 1.0].into_iter().map(|of| of * power).find(|of| *of <= longest);
        let metres = metres.unwrap_or(power);
        let text = if metres < 1000.0 {
            format!("{metres}\u{a0}m")
        } else {
            format!("{}\u{a0}km", metres / 1000.0)
        };
        let (left, base) = (self.frame.area.x + 9.0, self.frame.area.bottom() - 9.0);
        let right = left + metres * self.frame.scale;
        for stroke in [Stroke(palette.paper, 3.4, ""), Stroke(palette.ink_2, 1.0, "")] {
            svg.line([left, base], [right, base], stroke);
            svg.line([left, base - 3.0], [left, base], stroke);
            svg.line([right, base - 3.0], [right, base], stroke);
        }
        let set = Type::new(Face::Regular, 8.5, palette.ink_2).over(palette.paper);
        svg.text([right + 5.0, base + 1.5], &text, set);
        let width = right - left + 12.0 + set.width(&text);
        Area { x: left - 3.0, y: base - 8.0, width, height: 14.0 }
    }
}

/// What a map has to show: the territory, or the commune with its nearest services.
fn bounds(subject: &Subject<'_>, near: &[Near<'_>]) -> Bounds {
    let study = subject.facts.study;
    let mut bounds = Bounds::default();
    for commune in subject.places().map(|at| &study.communes[at]) {
        if let Some(shape) = &commune.shape {
            let Bounds { low, high } = *shape.bounds();
            bounds.add(Projected { x: low[0], y: low[1] });
            bounds.add(Projected { x: high[0], y: high[1] });
        }
        commune.hall.into_iter().for_each(|hall| bounds.add(hall));
    }
    for near in near {
        bounds.add(near.position);
    }
    bounds
}
