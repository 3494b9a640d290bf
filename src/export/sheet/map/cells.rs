//! Children as squares whose area is their number.

use std::collections::BTreeMap;

use super::Frame;
use crate::export::sheet::facts::Subject;
use crate::export::sheet::palette::Palette;
use crate::export::sheet::svg::{Area, Paint, Svg};
use crate::index::StudyCommune;
use crate::territory::Ages;
use crate::units::Projected;

/// The most squares drawn: where there are more cells, neighbouring ones are added up.
const MOST: usize = 5_000;

/// The side of a cell in metres.
const CELL: f64 = 200.0;

/// Squares ready to be drawn.
#[derive(Debug)]
pub(in crate::export::sheet) struct Squares {
    all: Vec<Square>,
    /// The side of the grid, in points.
    step: f64,
    /// Whether a square stands for several cells.
    pub(in crate::export::sheet) together: bool,
}

impl Squares {
    /// The children in sight.
    pub(super) fn new(frame: &Frame, subject: &Subject<'_>) -> Self {
        let cell = CELL * frame.scale;
        // A square is never smaller than can be told apart from its neighbour.
        let mut step = cell.max(1.8);
        let mut squares = gathered(frame, subject, step);
        while squares.len() > MOST {
            step *= 1.5;
            squares = gathered(frame, subject, step);
        }
        Self { all: squares.into_values().collect(), step, together: step > cell * 1.001 }
    }

    pub(in crate::export::sheet) fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Draws them; those of the subject in ink where it is one commune.
    pub(super) fn draw(&self, svg: &mut Svg, subject: &Subject<'_>, palette: &Palette) {
        let most = self.all.iter().map(|square| square.children).fold(0.0, f64::max);
        let full = self.step.clamp(1.6, 7.0) * 0.94;
        for square in &self.all {
            let side = (full * (square.children / most).sqrt()).max(0.45);
            let [x, y] = square.centre();
            let area = Area { x: x - side / 2.0, y: y - side / 2.0, width: side, height: side };
            let own = subject.at == Some(square.commune);
            svg.rect(area, Paint::fill(if own { palette.ink } else { palette.children }));
        }
    }
}

#[derive(Debug)]
struct Square {
    commune: usize,
    children: f64,
    /// Sums of positions by children.
    x: f64,
    y: f64,
}

impl Square {
    fn centre(&self) -> [f64; 2] {
        [self.x / self.children, self.y / self.children]
    }
}

/// The cells in sight, added up on a grid of `step` points.
fn gathered(
    frame: &Frame,
    subject: &Subject<'_>,
    step: f64,
) -> BTreeMap<(usize, i64, i64), Square> {
    let ages = subject.facts.question.ages;
    let mut squares = BTreeMap::new();
    for (place, commune) in subject.facts.study.communes.iter().enumerate() {
        for (position, children) in lived_in(commune, ages) {
            if !frame.shows(position) || children <= 0.0 {
                continue;
            }
            let [x, y] = frame.at(position);
            let key = (place, (x / step).floor() as i64, (y / step).floor() as i64);
            let square = squares.entry(key).or_insert(Square {
                commune: place,
                children: 0.0,
                x: 0.0,
                y: 0.0,
            });
            square.children += children;
            square.x += children * x;
            square.y += children * y;
        }
    }
    squares
}

fn lived_in(commune: &StudyCommune, ages: Ages) -> Vec<(Projected, f64)> {
    // Without cells all children would stand at one point, which says nothing of where they live.
    if commune.has_cells(ages) { commune.lots(ages) } else { Vec::new() }
}
