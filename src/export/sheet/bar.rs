//! The bar of the three numbers, and the numbers below it.

use super::facts::Subject;
use super::palette::Palette;
use super::parts::{Fill, Parts, shown, status};
use super::svg::{Anchor, Area, Hatch, Paint, Role, Stroke, Svg, Type};
use super::text::Face;

/// Between two parts, and the least width of one.
const GAP: f64 = 1.5;
const LEAST: f64 = 2.5;

/// How the bar and its numbers are sized, in points.
#[derive(Debug, Clone, Copy)]
pub(super) struct BarSize {
    pub(super) bar: f64,
    pub(super) number: f64,
    pub(super) label: f64,
    /// Whether each label stands below its number.
    pub(super) stacked: bool,
}

impl BarSize {
    pub(super) fn height(&self) -> f64 {
        self.bar + self.number * 1.35 + if self.stacked { self.label * 1.4 } else { 0.0 }
    }
}

/// Draws both into an area of [`BarSize::height`].
pub(super) fn draw(
    svg: &mut Svg,
    area: Area,
    size: BarSize,
    subject: &Subject<'_>,
    palette: &Palette,
) {
    let parts = Parts::of(subject);
    let bar = Area { height: size.bar, ..area };
    let base = bar.bottom() + size.number * 1.1;
    if let Some(unknown) = parts.unknown() {
        let fill = match parts {
            Parts::Nobody => palette.paper,
            Parts::Secret => "url(#grid)",
            _ => "url(#dots)",
        };
        svg.rect(bar, Paint::fill(fill).edged(Stroke(palette.ink_3, 0.9, "")));
        let set = Type::new(Face::Regular, size.label, palette.ink_2);
        svg.say([area.x, base], unknown, set);
        return;
    }
    let parts = parts.parts();
    let all: f64 = parts.iter().map(|part| part.value).sum();
    let shown_parts = parts.iter().filter(|part| part.value > 0.0).count();
    let room = bar.width - GAP * (shown_parts as f64 - 1.0);
    let mut x = bar.x;
    let widths = widths(parts.iter().map(|part| part.value / all * room).collect(), room);
    for (part, width) in parts.iter().zip(widths).filter(|(part, _)| part.value > 0.0) {
        let area = Area { x, width, ..bar };
        let paint = match part.fill {
            Fill::With => Paint::fill(palette.with).edged(Stroke(palette.with, 0.9, "")),
            Fill::Without => Paint::fill(palette.without).edged(Stroke(palette.with, 0.9, "")),
            Fill::Out => {
                svg.hatched(area.inset(0.45), Hatch::narrow(palette));
                Paint::line(Stroke(palette.out, 0.9, ""))
            }
        };
        svg.rect(area.inset(0.45), paint);
        x += width + GAP;
    }
    let status = status(subject.zone());
    let column = area.width / 3.0;
    for (at, part) in parts.iter().enumerate() {
        let number = Type::new(Face::Serif, size.number, palette.ink);
        let label = Type::new(Face::Regular, size.label, palette.ink);
        let text = shown(part, status);
        let last = at + 1 == parts.len();
        let left = area.x + column * if last { 2.0 } else { at as f64 };
        svg.part(Role::Text, |svg| {
            if size.stacked {
                svg.text([left, base], &text, number);
                svg.text([left, base + size.label * 1.3], part.label, label);
            } else if last {
                let room = label.width(part.label);
                svg.text([area.right() - room - 7.0, base], &text, number.at(Anchor::End));
                svg.text([area.right(), base], part.label, label.at(Anchor::End));
            } else {
                svg.text([left, base], &text, number);
                svg.text([left + number.width(&text) + 7.0, base], part.label, label);
            }
        });
    }
}

/// Widths that none is too small to be seen; what that takes is taken from the widest.
fn widths(mut widths: Vec<f64>, room: f64) -> Vec<f64> {
    for width in widths.iter_mut().filter(|width| **width > 0.0) {
        *width = width.max(LEAST);
    }
    let over = widths.iter().sum::<f64>() - room;
    if let Some(widest) = widths.iter_mut().max_by(|a, b| a.total_cmp(b)) {
        *widest = (*widest - over).max(LEAST);
    }
    widths
}
