//! The 16:9 slide: sentence, bar, map, source.

use super::Asked;
use super::bar::{self, BarSize};
use super::facts::Subject;
use super::head;
use super::legend::Legend;
use super::map::Map;
use super::palette::SCREEN;
use super::sentence::sentence;
use super::svg::{Anchor, Area, Paint, Role, Stroke, Svg, Type};
use super::text::{Face, cut, wrap};

pub(super) const SIZE: [f64; 2] = [960.0, 540.0];

const BAR: BarSize = BarSize { bar: 24.0, number: 27.0, label: 13.0, stacked: true };
const LEFT: f64 = 40.0;
const TEXT: f64 = 400.0;
const FOOT: f64 = 9.5;

/// Draws the slide of a subject.
pub(super) fn draw(subject: Subject<'_>, asked: &Asked<'_>) -> Svg {
    let mut svg = Svg::default();
    let ink = |face, size| Type::new(face, size, SCREEN.ink);
    let name = cut(subject.name(), Face::Semibold, 17.0, TEXT);
    let heading = Role::Heading(1, subject.name().to_owned());
    svg.part(heading, |svg| svg.text([LEFT, 52.0], &name, ink(Face::Semibold, 17.0)));
    let below = cut(&head::situation(&subject), Face::Regular, 11.5, TEXT);
    svg.say([LEFT, 68.0], &below, Type::new(Face::Regular, 11.5, SCREEN.ink_2));
    let sources = wrap(&subject.source_line(), Face::Regular, FOOT, SIZE[0] - 2.0 * LEFT);
    let foot = SIZE[1] - 20.0 - (sources.len() as f64 - 1.0) * (FOOT + 2.5);
    let bottom = foot - 24.0;
    // The sentence is as large as its room allows.
    let room = bottom - 84.0 - BAR.height() - 26.0;
    let text = sentence(&subject);
    let fitted = [26.0, 23.0, 20.0, 17.0, 14.0, 11.0]
        .into_iter()
        .map(|size| (size, wrap(&text, Face::Serif, size, TEXT)));
    let fits = |(size, lines): &(f64, Vec<String>)| lines.len() as f64 * size * 1.24 <= room;
    let smallest = || (11.0, wrap(&text, Face::Serif, 11.0, TEXT));
    let (size, lines) = fitted.into_iter().find(fits).unwrap_or_else(smallest);
    svg.part(Role::Text, |svg| {
        for (at, line) in lines.iter().enumerate() {
            let base = 84.0 + (at as f64 + 0.85) * size * 1.24;
            svg.text([LEFT, base], line, ink(Face::Serif, size));
        }
    });
    let y = bottom - BAR.height();
    bar::draw(
        &mut svg,
        Area { x: LEFT, y, width: TEXT, height: BAR.height() },
        BAR,
        &subject,
        &SCREEN,
    );
    draw_map(&mut svg, bottom, subject);
    draw_foot(&mut svg, &sources, foot);
    draw_mark(&mut svg, &head::mark(&subject, asked));
    svg
}

fn draw_map(svg: &mut Svg, bottom: f64, subject: Subject<'_>) {
    let x = LEFT + TEXT + 36.0;
    let area = Area { x, y: 34.0, width: SIZE[0] - LEFT - x, height: bottom - 34.0 - 42.0 };
    let Some(map) = Map::new(area, subject) else {
        svg.rect(area, Paint::fill("url(#dots)").edged(Stroke(SCREEN.ink_3, 0.6, "")));
        return;
    };
    svg.part(map.shows(), |svg| map.draw(svg, &SCREEN));
    Legend::new(&map, subject, area.width).draw(svg, [x, area.bottom() + 2.0], &SCREEN);
}

fn draw_foot(svg: &mut Svg, sources: &[String], base: f64) {
    let rule = base - 15.0;
    svg.line([LEFT, rule], [SIZE[0] - LEFT, rule], Stroke(SCREEN.line, 0.8, ""));
    svg.part(Role::Text, |svg| {
        for (at, line) in sources.iter().enumerate() {
            let y = base + at as f64 * (FOOT + 2.5);
            svg.text([LEFT, y], line, Type::new(Face::Regular, FOOT, SCREEN.ink_3));
        }
    });
}

fn draw_mark(svg: &mut Svg, [first, second]: &[String; 2]) {
    let comma = if second.starts_with("le ") { "" } else { "," };
    let set = Type::new(Face::Semibold, 11.5, SCREEN.ink).at(Anchor::End);
    svg.say([SIZE[0] - LEFT, 24.0], &format!("{first}{comma} {second}"), set);
}
