//! From which threshold on a commune stands how.

use super::super::coverage::has_places;
use super::super::distances::Distances;
use super::super::profile::PROFILE_STEP;
use super::super::question::Question;
use super::super::supply::Supply;
use super::super::white_zone_row::Verdict;
use super::super::white_zones::{
    PARTLY_WHITE_AREA, PARTLY_WHITE_CHILDREN, Threshold, WhiteZones, white_zones,
};
use super::super::{Outside, Reach};
use crate::index::{Atlas, Bounds, Shape, Study, edges};
use crate::units::{Metres, Projected};

/// Flips are looked for up to this threshold, in metres.
pub const FLIPS_UP_TO: f64 = 10_000.0;

/// How closely the flips of a commune without cells are found, in metres.
const CLOSE: f64 = 0.5;

/// From a threshold on, up to the next flip, a commune has a verdict.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Flip {
    /// The threshold.
    pub at: Metres,
    /// The verdict.
    pub verdict: Verdict,
}

/// The flips of each commune, the first at 0; none where its verdict is not documented or
/// secret.
///
/// From white to partly white and from there to in reach: exact with cells, within half a metre
/// without. Between covered and underserved, where a reference is set: tried every 250 m.
pub(super) fn flips(
    atlas: &Atlas,
    study: &Study,
    question: &Question,
    threshold: &Threshold,
    zones: &WhiteZones<'_>,
) -> Vec<Vec<Flip>> {
    let furthest = metres(FLIPS_UP_TO);
    let supply = Supply::new(atlas, study, question, furthest);
    let distances = Distances::new(study, question, &supply);
    let mut flips: Vec<Vec<Flip>> = study
        .communes
        .iter()
        .enumerate()
        .map(|(at, commune)| {
            if matches!(zones.communes[at].verdict, Verdict::NotDocumented | Verdict::Secret) {
                return Vec::new();
            }
            let bounds = if supply.serves_by_perimeter(commune.code) {
                Some((0.0, 0.0))
            } else {
                let by_cells = || by_cells(distances.of(at));
                let cells = commune.has_cells(question.ages).then(by_cells).flatten();
                let shape = commune.shape.as_ref();
                cells.or_else(|| shape.map(|shape| by_area(shape, &supply.positions)))
            };
            bounds.map_or_else(Vec::new, |(first, all)| reach_flips(first, all))
        })
        .collect();
    if threshold.reference.is_some() && has_places(question.kind) {
        add_underserved(atlas, study, question, threshold, &mut flips);
    }
    flips
}

/// White up to where the first child is in reach, then partly white, until all are.
fn reach_flips(first: f64, all: f64) -> Vec<Flip> {
    let known = [(0.0, Verdict::White), (first, Verdict::PartlyWhite), (all, Verdict::Covered)];
    let mut flips: Vec<Flip> = Vec::new();
    for (at, verdict) in known.into_iter().filter(|(at, _)| *at <= FLIPS_UP_TO) {
        if flips.last().is_some_and(|last| last.at.get() >= at) {
            flips.pop();
        }
        flips.push(Flip { at: metres(at), verdict });
    }
    flips
}

/// Where the first child is in reach, and where fewer than half a child is not.
fn by_cells(lots: &[(f64, f64)]) -> Option<(f64, f64)> {
    let mut lots: Vec<(f64, f64)> =
        lots.iter().copied().filter(|(_, count)| *count > 0.0).collect();
    lots.sort_by(|a, b| b.0.total_cmp(&a.0));
    let first = lots.last()?.0;
    let mut beyond = 0.0;
    for (distance, children) in lots {
        beyond += children;
        if beyond >= PARTLY_WHITE_CHILDREN {
            return Some((first, distance));
        }
    }
    Some((first, first))
}

/// Where the first of the area is in reach, and where less than one part in a hundred is not.
fn by_area(shape: &Shape, positions: &[Projected]) -> (f64, f64) {
    let first = positions.iter().map(|&p| distance_to(shape, p)).fold(f64::INFINITY, f64::min);
    let area = shape.area().0;
    let is_left = |within: f64| {
        let near = shape.bounds().grown(within);
        let centres: Vec<Projected> =
            positions.iter().copied().filter(|&position| near.contains(position)).collect();
        let white = Outside::new(shape, &Reach::new(&centres, metres(within))).area().0;
        white / area >= PARTLY_WHITE_AREA
    };
    let (mut low, mut high) = (first, first + PROFILE_STEP);
    loop {
        if low > FLIPS_UP_TO {
            return (first, f64::INFINITY);
        }
        if !is_left(high) {
            break;
        }
        (low, high) = (high, 2.0 * high);
    }
    while high - low > CLOSE {
        let middle = f64::midpoint(low, high);
        if is_left(middle) { low = middle } else { high = middle }
    }
    (first, high)
}

/// How far a point is from a commune, 0 inside.
fn distance_to(shape: &Shape, point: Projected) -> f64 {
    if shape.contains(point) {
        return 0.0;
    }
    let bounds: &Bounds = shape.bounds();
    // No edge beyond is nearer than the box, so most communes of a territory cost nothing.
    if !bounds.grown(FLIPS_UP_TO).contains(point) {
        return f64::INFINITY;
    }
    let edges = shape.rings().iter().flat_map(|ring| edges(ring));
    let squared = edges.map(|(a, b)| {
        let (dx, dy) = (b.x - a.x, b.y - a.y);
        let length = dx * dx + dy * dy;
        let along = ((point.x - a.x) * dx + (point.y - a.y) * dy) / length;
        let along = if length > 0.0 { along.clamp(0.0, 1.0) } else { 0.0 };
        (a.x + along * dx - point.x).powi(2) + (a.y + along * dy - point.y).powi(2)
    });
    squared.fold(f64::INFINITY, f64::min).sqrt()
}

/// Splits what is in reach into covered and underserved, threshold by threshold.
fn add_underserved(
    atlas: &Atlas,
    study: &Study,
    question: &Question,
    threshold: &Threshold,
    flips: &mut [Vec<Flip>],
) {
    let reached = |flips: &Vec<Flip>| {
        flips.last().filter(|flip| flip.verdict == Verdict::Covered).map(|flip| flip.at.get())
    };
    let reached: Vec<Option<f64>> = flips.iter().map(reached).collect();
    let steps = (1..).map(|n| f64::from(n) * PROFILE_STEP);
    for step in steps.take_while(|step| *step <= FLIPS_UP_TO) {
        let within = metres(step);
        let zones = white_zones(atlas, study, question, &Threshold { within, ..*threshold });
        for ((flips, reached), row) in flips.iter_mut().zip(&reached).zip(&zones.communes) {
            let judged = matches!(row.verdict, Verdict::Covered | Verdict::Underserved);
            let (Some(reached), Some(last)) = (*reached, flips.last_mut()) else { continue };
            if step < reached || !judged {
                continue;
            }
            // The first step in reach speaks for the flip into reach itself.
            if step < reached + PROFILE_STEP {
                last.verdict = row.verdict;
            } else if row.verdict != last.verdict {
                flips.push(Flip { at: within, verdict: row.verdict });
            }
        }
    }
}

fn metres(length: f64) -> Metres {
    Metres::try_from(length).expect("lengths between points are not negative")
}
