//! The map alone, for browsers that draw none: its title, itself, its legend, its sources.

use super::facts::Subject;
use super::legend::Legend;
use super::map::Map;
use super::palette::SCREEN;
use super::svg::{Area, Paint, Stroke, Svg, Type};
use super::text::{Face, cut, wrap};
use super::words::{kilometres, one, short_ages};

pub(super) const SIZE: [f64; 2] = [960.0, 720.0];

const MARGIN: f64 = 16.0;
const FOOT: f64 = 9.5;

/// « CC Gally Mauldre, enfants de 0-2 ans, crèche à moins de 3 km ».
pub(super) fn title(subject: &Subject<'_>) -> String {
    let question = subject.facts.question;
    let (ages, service) = (short_ages(question.ages), one(question.kind));
    let within = kilometres(subject.facts.threshold.within);
    format!("{}, enfants de {ages}, {service} à moins de {within}", subject.name())
}

/// Draws the map of a subject.
pub(super) fn draw(subject: Subject<'_>) -> Svg {
    let mut svg = Svg::default();
    let width = SIZE[0] - 2.0 * MARGIN;
    let heading = cut(&title(&subject), Face::Semibold, 15.0, width);
    svg.text([MARGIN, 27.0], &heading, Type::new(Face::Semibold, 15.0, SCREEN.ink));
    let sources = wrap(&subject.source_line(), Face::Regular, FOOT, width);
    let foot = SIZE[1] - 14.0 - (sources.len() as f64 - 1.0) * (FOOT + 2.5);
    let area = Area { x: MARGIN, y: 38.0, width, height: foot - 38.0 - 46.0 };
    match Map::new(area, subject) {
        Some(map) => {
            map.draw(&mut svg, &SCREEN);
            let legend = Legend::new(&map, subject, width);
            legend.draw(&mut svg, [MARGIN, area.bottom() + 2.0], &SCREEN);
        }
        None => svg.rect(area, Paint::fill("url(#dots)").edged(Stroke(SCREEN.ink_3, 0.6, ""))),
    }
    for (at, line) in sources.iter().enumerate() {
        let y = foot + at as f64 * (FOOT + 2.5);
        svg.text([MARGIN, y], line, Type::new(Face::Regular, FOOT, SCREEN.ink_3));
    }
    svg
}
