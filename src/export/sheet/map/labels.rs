//! Names on a map: hidden rather than on each other.

use super::Frame;
use super::land::Neighbour;
use crate::export::sheet::facts::Subject;
use crate::export::sheet::palette::Palette;
use crate::export::sheet::svg::{Anchor, Area, At, Svg, Type};
use crate::export::sheet::text::Face;
use crate::index::{Bounds, Shape};
use crate::units::Projected;

/// The most names drawn.
const MOST: usize = 150;

/// What is taken already.
#[derive(Debug, Default)]
pub(super) struct Taken(Vec<Area>);

impl Taken {
    pub(super) fn take(&mut self, area: Area) {
        self.0.push(area);
    }

    pub(super) fn is_free(&self, area: &Area) -> bool {
        !self.0.iter().any(|taken| taken.meets(area))
    }
}

/// Draws the names of communes: the subject first, then by children, then those around.
pub(super) fn draw(
    svg: &mut Svg,
    frame: &Frame,
    (subject, neighbours): (&Subject<'_>, &[Neighbour]),
    taken: &mut Taken,
    palette: &Palette,
) {
    let (facts, ages) = (subject.facts, subject.facts.question.ages);
    let mut order: Vec<usize> = (0..facts.study.communes.len()).collect();
    let children = |at: usize| facts.study.communes[at].children(ages).value().unwrap_or(0.0);
    order.sort_by(|&a, &b| {
        let first = |at: usize| subject.at == Some(at);
        first(b).cmp(&first(a)).then(children(b).total_cmp(&children(a)))
    });
    for &at in order.iter().take(MOST) {
        let commune = &facts.study.communes[at];
        let own = subject.at == Some(at);
        let face = if own { Face::Bold } else { Face::Semibold };
        let size = if own { 10.5 } else { 9.0 };
        let set = Type::new(face, size, palette.ink).over(palette.paper);
        let anchor = commune.hall.filter(|&hall| frame.shows(hall));
        let point = anchor.or_else(|| middle(frame, commune.shape.as_ref()?));
        if let Some(point) = point {
            place(svg, frame, (&commune.name, set), (frame.at(point), &|_| true), taken);
        }
    }
    let set = Type::new(Face::Regular, 8.5, palette.ink_3).over(palette.near);
    // The name of a neighbour does not reach into the territory.
    let outside = |area: &Area| {
        let ends = [area.x, area.x + area.width / 2.0, area.right()];
        let middle = area.y + area.height / 2.0;
        ends.into_iter().map(|x| frame.position([x, middle])).all(|position| {
            let mut shapes = facts.study.communes.iter().filter_map(|of| of.shape.as_ref());
            !shapes.any(|shape| shape.contains(position))
        })
    };
    for neighbour in neighbours.iter().filter(|neighbour| neighbour.beside).take(MOST) {
        let hall = neighbour.hall.filter(|&hall| frame.shows(hall));
        if let Some(point) = hall.or_else(|| middle(frame, &neighbour.shape)) {
            place(svg, frame, (&neighbour.name, set), (frame.at(point), &outside), taken);
        }
    }
}

/// The middle of what is seen of a commune, where it lies in it.
fn middle(frame: &Frame, shape: &Shape) -> Option<Projected> {
    let (shown, of) = (frame.bounds(), shape.bounds());
    let seen = Bounds {
        low: [0, 1].map(|axis| of.low[axis].max(shown.low[axis])),
        high: [0, 1].map(|axis| of.high[axis].min(shown.high[axis])),
    };
    let [x, y] = [0, 1].map(|axis| f64::midpoint(seen.low[axis], seen.high[axis]));
    let point = Projected { x, y };
    shape.contains(point).then_some(point)
}

/// Draws a name at the first of several places around a point that is free; nowhere else.
fn place(
    svg: &mut Svg,
    frame: &Frame,
    (name, set): (&str, Type),
    ([x, y], may_lie): (At, &dyn Fn(&Area) -> bool),
    taken: &mut Taken,
) {
    let name: String = name.chars().take(60).collect();
    let (width, height) = (set.width(&name), set.size);
    let (beside, above) = (12.0, 10.0);
    let places = [
        ([x + beside, y + height * 0.35], Anchor::Start),
        ([x - beside, y + height * 0.35], Anchor::End),
        ([x, y - above], Anchor::Middle),
        ([x, y + above + height * 0.75], Anchor::Middle),
        ([x, y + height * 0.35], Anchor::Middle),
        ([x + beside, y - above], Anchor::Start),
        ([x + beside, y + above + height * 0.7], Anchor::Start),
        ([x - beside, y - above], Anchor::End),
        ([x - beside, y + above + height * 0.7], Anchor::End),
    ];
    let room = frame.area.inset(3.0);
    for (at, anchor) in places {
        let left = match anchor {
            Anchor::Start => at[0],
            Anchor::Middle => at[0] - width / 2.0,
            Anchor::End => at[0] - width,
        };
        let area = Area { x: left, y: at[1] - height * 0.8, width, height: height * 1.05 };
        if room.holds(&area) && taken.is_free(&area) && may_lie(&area) {
            svg.text(at, &name, set.at(anchor));
            taken.take(area);
            return;
        }
    }
}
