//! The legend: what is on this map, and nothing else.

use super::facts::Subject;
use super::map::{Map, Mark, symbol};
use super::palette::Palette;
use super::svg::{Area, Hatch, Paint, Role, Stroke, Svg, Type};
use super::text::Face;
use super::words::{agreed, kilometres, many, of_one, short_ages};

/// The height of one line, in points.
pub(super) const LINE: f64 = 12.5;

const SIZE: f64 = 8.5;
const GAP: f64 = 14.0;
const SWATCH: f64 = 19.0;

#[derive(Debug, Clone, Copy)]
enum Swatch {
    White,
    Unknown,
    Service { exact: bool },
    Children { own: bool },
    Way,
}

/// The rows of a legend, laid out in lines of a width.
#[derive(Debug)]
pub(super) struct Legend<'a> {
    subject: Subject<'a>,
    lines: Vec<Vec<(Swatch, String)>>,
}

impl<'a> Legend<'a> {
    pub(super) fn new(map: &Map<'_>, subject: Subject<'a>, width: f64) -> Self {
        let mut lines: Vec<Vec<(Swatch, String)>> = Vec::new();
        let mut left = 0.0;
        for (swatch, text) in entries(map, &subject) {
            let room = SWATCH + super::text::width(&text, Face::Regular, SIZE) + GAP;
            if left < room - GAP || lines.is_empty() {
                lines.push(Vec::new());
                left = width;
            }
            left -= room;
            lines.last_mut().into_iter().for_each(|line| line.push((swatch, text.clone())));
        }
        Self { subject, lines }
    }

    pub(super) fn height(&self) -> f64 {
        self.lines.len() as f64 * LINE + 4.0
    }

    /// Draws it from a top left corner on.
    pub(super) fn draw(&self, svg: &mut Svg, [left, top]: [f64; 2], palette: &Palette) {
        let set = Type::new(Face::Regular, SIZE, palette.ink_2);
        svg.part(Role::List, |svg| {
            for (at, line) in self.lines.iter().enumerate() {
                let (mut x, base) = (left, top + (at + 1) as f64 * LINE);
                for (swatch, text) in line {
                    self.swatch(svg, *swatch, [x, base], palette);
                    svg.part(Role::Item, |svg| svg.text([x + SWATCH, base], text, set));
                    x += SWATCH + set.width(text) + GAP;
                }
            }
        });
    }

    fn swatch(&self, svg: &mut Svg, swatch: Swatch, [x, base]: [f64; 2], palette: &Palette) {
        let area = Area { x, y: base - 7.5, width: 14.0, height: 8.5 };
        let kind = self.subject.facts.question.kind;
        match swatch {
            Swatch::White => {
                let dashes = if self.subject.facts.is_estimated() { "3 2.2" } else { "" };
                let edge = Stroke(palette.out, 0.9, dashes);
                svg.hatched(area, Hatch::narrow(palette));
                svg.rect(area, Paint::line(edge));
            }
            Swatch::Unknown => {
                let edge = Stroke(palette.border, 0.7, "");
                svg.rect(area, Paint::fill("url(#dots)").edged(edge));
            }
            Swatch::Service { exact } => {
                let mark = Mark { at: [x + 7.0, base - 3.2], services: 1, exact, own: true };
                symbol(svg, &mark, (kind, palette.kind(kind)), palette);
            }
            Swatch::Children { own } => {
                let square = Area { x: x + 4.5, y: base - 5.8, width: 5.0, height: 5.0 };
                let colour = if own { palette.ink } else { palette.children };
                svg.rect(square, Paint::fill(colour));
            }
            Swatch::Way => {
                let middle = base - 3.0;
                svg.line([x, middle], [x + 14.0, middle], Stroke(palette.ink, 1.0, ""));
                svg.circle([x, middle], 2.0, Paint::fill(palette.ink));
            }
        }
    }
}

fn entries(map: &Map<'_>, subject: &Subject<'_>) -> Vec<(Swatch, String)> {
    let facts = subject.facts;
    let kind = facts.question.kind;
    let services = many(kind);
    let mut entries = Vec::new();
    if map.shows_white() {
        let within = kilometres(facts.threshold.within);
        let about = if facts.is_estimated() { " (limite estimée)" } else { "" };
        let text = format!("à plus de {within} {}{about}", of_one(kind));
        entries.push((Swatch::White, text));
    }
    if map.shows_unknown() {
        let said = agreed(kind, "non renseignées", "non renseignés");
        entries.push((Swatch::Unknown, format!("{services}\u{a0}: {said}")));
    }
    let number = if map.marks.iter().any(|mark| mark.services > 1) { " (nombre)" } else { "" };
    let (exact, about) =
        (map.marks.iter().any(|mark| mark.exact), map.marks.iter().any(|mark| !mark.exact));
    if exact {
        entries.push((Swatch::Service { exact: true }, format!("{services}{number}")));
    }
    if about {
        let placed = agreed(kind, "placées", "placés");
        let text = format!("{services}{number}, {placed} à la rue ou à la mairie");
        entries.push((Swatch::Service { exact: false }, text));
    }
    if !map.squares.is_empty() {
        let ages = short_ages(facts.question.ages);
        let cells = if map.squares.together {
            "carreaux de 200\u{a0}m regroupés"
        } else {
            "carreaux de 200\u{a0}m"
        };
        let own = subject.at.is_some();
        entries.push((Swatch::Children { own }, format!("enfants de {ages}, {cells}")));
    }
    if map.near.iter().any(|near| map.frame.shows(near.position)) {
        entries.push((Swatch::Way, "distance à vol d’oiseau depuis la mairie".to_owned()));
    }
    entries
}
