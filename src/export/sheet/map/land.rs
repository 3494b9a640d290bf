//! The ground of a map: neighbours, communes, what is out of reach.

use super::Frame;
use crate::export::sheet::facts::Facts;
use crate::export::sheet::palette::Palette;
use crate::export::sheet::svg::{Hatch, Paint, Stroke, Svg};
use crate::index::{Bounds, Shape, Study, StudyCommune};
use crate::territory::{Completeness, Crs};
use crate::units::{Metres, Projected};

/// The most neighbours drawn.
const MOST_NEIGHBOURS: usize = 1_500;

/// A commune beside the territory that the map shows.
pub(super) struct Neighbour {
    pub(super) name: String,
    pub(super) shape: Shape,
    pub(super) hall: Option<Projected>,
    /// Whether it lies beside the territory, not farther off.
    pub(super) beside: bool,
}

/// The communes around a territory, as far as the frame.
pub(super) fn neighbours(facts: &Facts<'_>, frame: &Frame) -> Vec<Neighbour> {
    let Facts { atlas, study, .. } = facts;
    let around = atlas.communes_around(study.crs, &frame.bounds()).unwrap_or_default();
    let beside = around.into_iter().filter_map(|at| {
        let commune = &atlas.france.communes[at];
        let inside = study.communes.iter().any(|of| of.code == commune.code);
        if inside || Crs::of(commune.code) != study.crs {
            return None;
        }
        let shape = Shape::of_commune(&atlas.france.boundaries, at, study.crs)?;
        let hall = commune.town_hall.as_ref().and_then(|hall| study.crs.project(hall.position));
        shape.bounds().meets(&frame.bounds()).then(|| Neighbour {
            name: commune.name.clone(),
            beside: is_beside(study, &shape),
            shape,
            hall,
        })
    });
    beside.take(MOST_NEIGHBOURS).collect()
}

/// Whether the box of a commune meets that of one of the territory, give or take 300 m.
fn is_beside(study: &Study, shape: &Shape) -> bool {
    let bounds = shape.bounds().grown(300.0);
    let mut shapes = study.communes.iter().filter_map(|commune| commune.shape.as_ref());
    shapes.any(|shape| shape.bounds().meets(&bounds))
}

/// Draws the ground up to the outlines of the communes.
pub(super) fn draw(
    svg: &mut Svg,
    frame: &Frame,
    facts: &Facts<'_>,
    neighbours: &[Neighbour],
    palette: &Palette,
) {
    svg.rect(frame.area, Paint::fill(palette.near));
    let beside = Paint::fill(palette.near).edged(Stroke(palette.near_border, 0.9, ""));
    for neighbour in neighbours {
        path(svg, &frame.outline(&neighbour.shape), beside);
    }
    let communes = || facts.study.communes.iter().filter_map(|of| Some((of, of.shape.as_ref()?)));
    for (commune, shape) in communes() {
        let fill = if is_unknown(facts, commune) { "url(#dots)" } else { palette.paper };
        path(svg, &frame.outline(shape), Paint::fill(fill));
    }
    white_zones(svg, frame, facts, palette);
    for (_, shape) in communes() {
        path(svg, &frame.outline(shape), Paint::line(Stroke(palette.border, 0.7, "")));
    }
}

/// Whether nothing is said of who is in reach in a commune.
fn is_unknown(facts: &Facts<'_>, commune: &StudyCommune) -> bool {
    facts.completeness(commune) != Completeness::Complete
}

/// Whether any commune on the map is drawn as not documented.
pub(super) fn shows_unknown(facts: &Facts<'_>, frame: &Frame) -> bool {
    let shown = frame.bounds();
    facts.study.communes.iter().any(|commune| {
        is_unknown(facts, commune)
            && commune.shape.as_ref().is_some_and(|shape| shape.bounds().meets(&shown))
    })
}

/// Draws what is out of reach; whether there is any is told by [`shows_white`].
fn white_zones(svg: &mut Svg, frame: &Frame, facts: &Facts<'_>, palette: &Palette) {
    let mut data = String::new();
    for polygons in white(facts, frame) {
        data.push_str(&frame.path(polygons.iter().flatten().map(Vec::as_slice)));
    }
    if !data.is_empty() {
        let dashes = if facts.is_estimated() { "3 2.2" } else { "" };
        svg.hatch(&data, frame.area, Hatch::wide(palette));
        svg.path(&data, Paint::line(Stroke(palette.out, 0.9, dashes)));
    }
}

/// Whether the map shows a white zone.
pub(super) fn shows_white(facts: &Facts<'_>, frame: &Frame) -> bool {
    let shown = frame.bounds();
    let in_sight = |ring: &Vec<Projected>| Bounds::around(ring.iter().copied()).meets(&shown);
    white(facts, frame).any(|polygons| polygons.iter().flatten().any(in_sight))
}

fn white<'a>(
    facts: &'a Facts<'_>,
    frame: &'a Frame,
) -> impl Iterator<Item = Vec<Vec<Vec<Projected>>>> + 'a {
    let tolerance = Metres::try_from(0.3 / frame.scale).ok();
    let shown = frame.bounds();
    facts.study.communes.iter().enumerate().filter_map(move |(at, commune)| {
        let near = commune.shape.as_ref().is_some_and(|shape| shape.bounds().meets(&shown));
        near.then(|| facts.zones.polygons(facts.study, at, tolerance?).into()).flatten()
    })
}

fn path(svg: &mut Svg, data: &str, paint: Paint) {
    if !data.is_empty() {
        svg.path(data, paint);
    }
}
