//! SVG as text: a small writer that escapes what it is given and rounds its numbers.

use std::fmt::Write as _;

use super::palette::Palette;
pub(super) use super::roles::Role;
pub(super) use super::shapes::{Anchor, Area, At, Hatch, Paint, Stroke, Type};

/// Where a part of the body starts or ends.
#[derive(Debug)]
pub(super) enum Mark {
    Start(Role),
    End,
}

/// The body of a drawing.
#[derive(Debug, Default)]
pub(super) struct Svg {
    body: String,
    /// Where its parts start and end, in bytes.
    marks: Vec<(usize, Mark)>,
    /// How many cuts have a name already.
    cuts: usize,
}

impl Svg {
    pub(super) fn body(&self) -> &str {
        &self.body
    }

    pub(super) fn marks(&self) -> impl Iterator<Item = (usize, &Mark)> {
        self.marks.iter().map(|(at, mark)| (*at, mark))
    }

    /// What is drawn is a part of what is said. Not within [`clipped`](Self::clipped): a part is
    /// drawn by itself.
    pub(super) fn part(&mut self, role: Role, draw: impl FnOnce(&mut Self)) {
        self.marks.push((self.body.len(), Mark::Start(role)));
        draw(self);
        self.marks.push((self.body.len(), Mark::End));
    }

    /// A line of text as a part of its own.
    pub(super) fn say(&mut self, at: At, text: &str, set: Type) {
        self.part(Role::Text, |svg| svg.text(at, text, set));
    }

    pub(super) fn path(&mut self, data: &str, paint: Paint) {
        let _ = write!(self.body, "<path d=\"{data}\"");
        self.paint(paint);
        self.body.push_str("/>");
    }

    pub(super) fn rect(&mut self, area: Area, paint: Paint) {
        let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(number);
        let _ =
            write!(self.body, "<rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\"");
        self.paint(paint);
        self.body.push_str("/>");
    }

    pub(super) fn circle(&mut self, [x, y]: At, radius: f64, paint: Paint) {
        let [x, y, radius] = [x, y, radius].map(number);
        let _ = write!(self.body, "<circle cx=\"{x}\" cy=\"{y}\" r=\"{radius}\"");
        self.paint(paint);
        self.body.push_str("/>");
    }

    pub(super) fn line(&mut self, from: At, to: At, stroke: Stroke) {
        let [a, b, c, d] = [from[0], from[1], to[0], to[1]].map(number);
        self.path(&format!("M{a} {b}L{c} {d}"), Paint::line(stroke));
    }

    /// A line of text on its base line.
    pub(super) fn text(&mut self, [x, y]: At, text: &str, set: Type) {
        let anchor = match set.anchor {
            Anchor::Start => "",
            Anchor::Middle => " text-anchor=\"middle\"",
            Anchor::End => " text-anchor=\"end\"",
        };
        let (family, weight) = (set.face.family(), set.face.weight());
        let [x, y, size] = [x, y, set.size].map(number);
        let _ = write!(
            self.body,
            "<text x=\"{x}\" y=\"{y}\" font-family=\"{family}\" font-weight=\"{weight}\" font-size=\"{size}\" fill=\"{}\"{anchor}",
            set.colour
        );
        let written = escaped(text);
        let Some(halo) = set.halo else {
            let _ = write!(self.body, ">{written}</text>");
            return;
        };
        let _ = write!(
            self.body,
            " stroke=\"{halo}\" stroke-width=\"2.4\" stroke-linejoin=\"round\" paint-order=\"stroke\">{written}</text>"
        );
    }

    /// A picture fitted into an area, from a `data:` address.
    pub(super) fn image(&mut self, area: Area, address: &str) {
        let [x, y, width, height] = [area.x, area.y, area.width, area.height].map(number);
        let _ = write!(
            self.body,
            "<image x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" preserveAspectRatio=\"xMidYMid meet\" href=\"{address}\"/>"
        );
    }

    /// Draws cut off at the edges of an area.
    pub(super) fn clipped(&mut self, area: Area, draw: impl FnOnce(&mut Self)) {
        self.cut(&rectangle(area), draw);
    }

    /// Hatches what a path encloses within an area: line by line, so that no viewer shows where
    /// the tiles of a pattern meet.
    pub(super) fn hatch(&mut self, data: &str, area: Area, hatch: Hatch) {
        self.cut(data, |svg| {
            svg.rect(area, Paint::fill(hatch.paper));
            let apart = hatch.step * std::f64::consts::SQRT_2;
            // The same lines in every area: those of neighbours meet.
            let first = ((area.x + area.y) / apart).floor() as i64;
            let last = ((area.right() + area.bottom()) / apart).ceil() as i64;
            let mut lines = String::new();
            for line in first..=last {
                let sum = line as f64 * apart;
                let [top, bottom] = [area.y, area.bottom()];
                let [from, to] = [sum - bottom, sum - top].map(number);
                let [top, bottom] = [top, bottom].map(number);
                let _ = write!(lines, "M{from} {bottom}L{to} {top}");
            }
            svg.path(&lines, Paint::line(Stroke(hatch.colour, 1.25, "")));
        });
    }

    /// Hatches an area.
    pub(super) fn hatched(&mut self, area: Area, hatch: Hatch) {
        self.hatch(&rectangle(area), area, hatch);
    }

    fn cut(&mut self, data: &str, draw: impl FnOnce(&mut Self)) {
        self.cuts += 1;
        let _ = write!(
            self.body,
            "<clipPath id=\"c{0}\"><path d=\"{data}\" clip-rule=\"evenodd\"/></clipPath><g clip-path=\"url(#c{0})\">",
            self.cuts
        );
        draw(self);
        self.body.push_str("</g>");
    }

    fn paint(&mut self, paint: Paint) {
        let _ = write!(self.body, " fill=\"{}\"", paint.fill);
        let Some(Stroke(colour, width, dashes)) = paint.stroke else { return };
        let width = number(width);
        let _ = write!(
            self.body,
            " stroke=\"{colour}\" stroke-width=\"{width}\" stroke-linejoin=\"round\""
        );
        if !dashes.is_empty() {
            let _ = write!(self.body, " stroke-dasharray=\"{dashes}\"");
        }
    }
}

/// The patterns of what is not documented and of what is secret, which the fills `url(#dots)` and
/// `url(#grid)` name.
pub(super) fn patterns(palette: &Palette) -> String {
    let Palette { paper, ink_3, border, .. } = *palette;
    let dots = format!(
        "<pattern id=\"dots\" width=\"4.5\" height=\"4.5\" patternUnits=\"userSpaceOnUse\"><rect width=\"4.5\" height=\"4.5\" fill=\"{paper}\"/><circle cx=\"1.1\" cy=\"1.1\" r=\".7\" fill=\"{ink_3}\"/><circle cx=\"3.35\" cy=\"3.35\" r=\".7\" fill=\"{ink_3}\"/></pattern>"
    );
    let grid = format!(
        "<pattern id=\"grid\" width=\"4\" height=\"4\" patternUnits=\"userSpaceOnUse\"><rect width=\"4\" height=\"4\" fill=\"{paper}\"/><path d=\"M0 .4H4M.4 0V4\" stroke=\"{border}\" stroke-width=\".8\"/></pattern>"
    );
    dots + &grid
}

/// An area as path data.
fn rectangle(area: Area) -> String {
    let [left, top] = [area.x, area.y].map(number);
    let [right, bottom] = [area.right(), area.bottom()].map(number);
    format!("M{left} {top}H{right}V{bottom}H{left}Z")
}

/// A number with two decimals at most.
pub(super) fn number(number: f64) -> String {
    let rounded = (number * 100.0).round() / 100.0;
    // Nothing that is not a number is drawn, and nothing has a sign at zero.
    if rounded.is_finite() { (rounded + 0.0).to_string() } else { "0".to_owned() }
}

/// A text as XML holds it: markup is escaped, and what XML cannot hold is a space.
pub(super) fn escaped(text: &str) -> String {
    let mut written = String::with_capacity(text.len());
    for sign in text.chars() {
        match sign {
            '&' => written.push_str("&amp;"),
            '<' => written.push_str("&lt;"),
            '>' => written.push_str("&gt;"),
            '"' => written.push_str("&quot;"),
            sign if sign.is_control() || matches!(sign, '\u{fffe}' | '\u{ffff}') => {
                written.push(' ');
            }
            sign => written.push(sign),
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_stays_text_and_what_xml_cannot_hold_is_a_space() {
        let text = escaped("<b a=\"1\">&\u{0}\u{1b}\u{ffff}é");
        assert_eq!(text, "&lt;b a=&quot;1&quot;&gt;&amp;   é");
    }

    #[test]
    fn numbers_are_short_and_finite() {
        assert_eq!(number(1.0 / 3.0), "0.33");
        assert_eq!(number(-0.001), "0");
        assert_eq!(number(f64::NAN), "0");
    }
}
