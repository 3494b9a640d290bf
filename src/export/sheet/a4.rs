//! The A4 sheet, top to bottom: black and greys only.

use super::bar::{self, BarSize};
use super::communes;
use super::curve::Curve;
use super::facts::Subject;
use super::foot;
use super::head;
use super::legend::{self, Legend};
use super::map::Map;
use super::missing::missing;
use super::palette::PRINT;
use super::sentence::sentence;
use super::services;
use super::svg::{Area, Paint, Role, Stroke, Svg, Type};
use super::table::Table;
use super::text::{Face, wrap};
use super::{Asked, mm};

pub(super) const SIZE: [f64; 2] = [595.28, 841.89];

/// Margins: 12 mm above, 15 at the sides, 10 below.
const PAGE: Area = Area { x: 42.52, y: 34.02, width: 510.24, height: 779.53 };

/// The least and the most that the map takes, in points.
const LOWEST_MAP: f64 = 150.0;
const LOWEST_MAP_OF_MANY: f64 = 225.0;
/// From so many communes on the table is cut rather than the map.
const MANY: usize = 15;
const HIGHEST_MAP: f64 = 330.0;

const BAR: BarSize = BarSize { bar: 18.5, number: 17.0, label: 10.2, stacked: false };
const SENTENCE: f64 = 14.0;
const SENTENCE_LINE: f64 = 18.4;
const HEADING: f64 = 27.0;
const ITEM: f64 = 12.6;
const ITEM_SIZE: f64 = 9.4;

/// The parts of a sheet whose heights hang on what they say.
struct Parts<'a> {
    sentence: Vec<String>,
    table: Table,
    curve: Curve<'a>,
    /// Things that are missing, each in its lines.
    missing: Vec<Vec<String>>,
    /// How many more are missing than there is room to say.
    left_out: usize,
    foot: f64,
}

/// Draws the sheet of a subject.
pub(super) fn draw(subject: Subject<'_>, asked: &Asked<'_>) -> Svg {
    let mut parts = Parts::new(subject, asked);
    let used = |parts: &Parts<'_>| head::HEIGHT + head::NAME + parts.height() + parts.foot;
    // Too much text: the map shrinks first, then the lists say how many they leave out.
    let legend_room = 2.0 * legend::LINE + 4.0;
    let many = subject.at.is_none() && subject.facts.study.communes.len() >= MANY;
    let lowest = if many { LOWEST_MAP_OF_MANY } else { LOWEST_MAP };
    while used(&parts) + lowest + legend_room > PAGE.height && parts.shorten(subject) {}
    let room = PAGE.height - used(&parts) - legend_room;
    let mut svg = Svg::default();
    let top = head::draw(&mut svg, PAGE, subject, asked);
    let top = parts.draw_sentence(&mut svg, top, subject);
    let mut y = top;
    let area = Area { x: PAGE.x, y, width: PAGE.width, height: room.clamp(60.0, HIGHEST_MAP) };
    y = draw_map(&mut svg, area, subject) + 2.0;
    y = parts.draw_table(&mut svg, y);
    parts.draw_columns(&mut svg, y);
    let lines = foot::lines(&subject, svg.body(), PAGE.width);
    draw_foot(&mut svg, &lines);
    svg
}

impl<'a> Parts<'a> {
    fn new(subject: Subject<'a>, asked: &Asked<'_>) -> Self {
        let table = match subject.commune() {
            Some(commune) => services::table(&subject, commune, PAGE.width),
            None => communes::table(&subject, PAGE.width, subject.facts.study.communes.len()),
        };
        let items =
            missing(&subject, asked.validated_on.is_some() || subject.facts.scenario().is_some());
        let room = column() - 14.0;
        // Every mark may be used: the foot is never taller than this.
        let all_marks = "≈≥n.\u{a0}d.n.\u{a0}a.†stroke-dasharray=\"2.6 1.8\"";
        let foot = foot::lines(&subject, all_marks, PAGE.width).len() as f64 * foot::LINE + 8.0;
        Self {
            sentence: wrap(&sentence(&subject), Face::Serif, SENTENCE, PAGE.width),
            table,
            curve: Curve::new(subject, column()),
            missing: items.iter().map(|item| wrap(item, Face::Regular, ITEM_SIZE, room)).collect(),
            left_out: 0,
            foot,
        }
    }

    /// All but the head, the map and the foot.
    fn height(&self) -> f64 {
        let sentence = self.sentence.len() as f64 * SENTENCE_LINE + 8.0;
        sentence + BAR.height() + 8.0 + self.table.height() + self.columns() + 4.0
    }

    fn columns(&self) -> f64 {
        let lines = self.missing.iter().map(Vec::len).sum::<usize>();
        let lines = lines + usize::from(self.left_out > 0);
        HEADING + (lines as f64 * ITEM).max(self.curve.height())
    }

    /// Takes a row or an item out; false where nothing is left to take.
    fn shorten(&mut self, subject: Subject<'_>) -> bool {
        let shown = self.table.rows.len().saturating_sub(1);
        if subject.at.is_none() && shown > 4 {
            self.table = communes::table(&subject, PAGE.width, shown - 1);
            return true;
        }
        let taken = self.missing.len() > 3;
        if taken {
            self.missing.pop();
            self.left_out += 1;
        }
        taken
    }

    fn draw_sentence(&self, svg: &mut Svg, top: f64, subject: Subject<'_>) -> f64 {
        let set = Type::new(Face::Serif, SENTENCE, PRINT.ink);
        svg.part(Role::Text, |svg| {
            for (at, line) in self.sentence.iter().enumerate() {
                svg.text([PAGE.x, top + (at as f64 + 0.75) * SENTENCE_LINE], line, set);
            }
        });
        let y = top + self.sentence.len() as f64 * SENTENCE_LINE + 8.0;
        let area = Area { y, height: BAR.height(), ..PAGE };
        bar::draw(svg, area, BAR, &subject, &PRINT);
        area.bottom() + 8.0
    }

    fn draw_table(&self, svg: &mut Svg, y: f64) -> f64 {
        self.table.draw(svg, [PAGE.x, y], &PRINT);
        y + self.table.height() + 4.0
    }

    fn draw_columns(&self, svg: &mut Svg, y: f64) {
        let right = PAGE.x + PAGE.width - column();
        heading(svg, PAGE.x, y, "Si l’on change le seuil");
        let top = y + HEADING - 5.0;
        let area = Area { x: PAGE.x, y: top, width: column(), height: self.curve.height() };
        self.curve.draw(svg, area, &PRINT);
        if self.missing.is_empty() {
            return;
        }
        heading(svg, right, y, "Ce qui manque");
        let set = Type::new(Face::Regular, ITEM_SIZE, PRINT.ink);
        let mut base = top + 8.0;
        svg.part(Role::List, |svg| {
            for item in &self.missing {
                let square = Area { x: right, y: base - 6.4, width: 6.0, height: 6.0 };
                svg.rect(square, Paint::line(Stroke(PRINT.ink, 0.7, "")));
                svg.part(Role::Item, |svg| {
                    for line in item {
                        svg.text([right + 14.0, base], line, set);
                        base += ITEM;
                    }
                });
            }
        });
        if self.left_out > 0 {
            let words = if self.left_out == 1 { "autre" } else { "autres" };
            svg.say([right + 14.0, base], &format!("et {} {words}", self.left_out), set);
        }
    }
}

/// The width of one of the two columns.
fn column() -> f64 {
    (PAGE.width - mm(9.0)) / 2.0
}

fn heading(svg: &mut Svg, x: f64, y: f64, text: &str) {
    let set = Type::new(Face::Semibold, 11.5, PRINT.ink);
    svg.part(Role::Heading(2, text.to_owned()), |svg| svg.text([x, y + 13.0], text, set));
}

/// Draws the map and its legend; where they end.
fn draw_map(svg: &mut Svg, area: Area, subject: Subject<'_>) -> f64 {
    let room = 2.0 * legend::LINE;
    let Some(map) = Map::new(area, subject) else {
        let set = Type::new(Face::Regular, ITEM_SIZE, PRINT.ink_2);
        svg.rect(area, Paint::fill("url(#dots)").edged(Stroke(PRINT.ink_3, 0.6, "")));
        let text = "Ni contour ni mairie connus\u{a0}: pas de carte.";
        svg.say([area.x, area.bottom() + legend::LINE], text, set);
        return area.bottom() + legend::LINE + 4.0;
    };
    // What the legend does not need is the map's, where a map may be so high.
    let spare = (room + 4.0 - Legend::new(&map, subject, area.width).height()).max(0.0);
    let taller = Area { height: area.height + spare, ..area };
    let map =
        if area.height < HIGHEST_MAP { Map::new(taller, subject).unwrap_or(map) } else { map };
    svg.part(map.shows(), |svg| map.draw(svg, &PRINT));
    let legend = Legend::new(&map, subject, area.width);
    legend.draw(svg, [area.x, map.frame.area.bottom() + 1.0], &PRINT);
    map.frame.area.bottom() + legend.height()
}

fn draw_foot(svg: &mut Svg, lines: &[String]) {
    let top = PAGE.bottom() - lines.len() as f64 * foot::LINE - 4.0;
    svg.line([PAGE.x, top], [PAGE.right(), top], Stroke(PRINT.ink, 0.8, ""));
    let set = Type::new(Face::Regular, foot::SIZE, PRINT.ink_2);
    svg.part(Role::Text, |svg| {
        for (at, line) in lines.iter().enumerate() {
            svg.text([PAGE.x, top + (at + 1) as f64 * foot::LINE + 1.0], line, set);
        }
    });
}
