//! The effect of the threshold: the share of children out of reach as it moves.

use super::facts::Subject;
use super::palette::Palette;
use super::svg::{Anchor, Area, Hatch, Paint, Role, Stroke, Svg, Type, number};
use super::text::{Face, wrap};
use super::words::{about, fixed, kilometres};
use crate::analysis::{PROFILE_BARS, PROFILE_STEP};
use crate::units::Metres;

/// The height of the chart, in points.
const CHART: f64 = 38.0;
const LINE: f64 = 12.4;
const SIZE: f64 = 9.2;

/// What the chart stands on.
#[derive(Debug)]
pub(super) struct Curve<'a> {
    subject: Subject<'a>,
    /// Share out of reach at each step of the profile, the first at no distance.
    shares: Vec<f64>,
    /// How far the axis goes, in metres.
    end: f64,
    lines: Vec<String>,
}

impl<'a> Curve<'a> {
    pub(super) fn new(subject: Subject<'a>, width: f64) -> Self {
        let zone = subject.zone();
        let within = subject.facts.threshold.within.get();
        let profile = &zone.profile.0;
        let all: f64 = profile.iter().sum();
        let known = zone.white_children.value().is_some();
        let shares: Vec<f64> = if all > 0.0 && known {
            let mut left = all;
            let past = profile.iter().take(PROFILE_BARS - 1).map(|children| {
                left -= children;
                (left / all).clamp(0.0, 1.0)
            });
            std::iter::once(1.0).chain(past).collect()
        } else {
            Vec::new()
        };
        let reached = zone.all_reached_at.map_or(0.0, Metres::get);
        let most = PROFILE_STEP * (PROFILE_BARS - 1) as f64;
        let end = ((2.0 * within).max(reached + 500.0) / 1000.0).ceil() * 1000.0;
        let mut curve = Self { subject, shares, end: end.min(most), lines: Vec::new() };
        curve.lines = wrap(&curve.caption(), Face::Regular, SIZE, width);
        curve
    }

    fn caption(&self) -> String {
        let facts = self.subject.facts;
        let zone = self.subject.zone();
        if zone.white_children.value().is_none() {
            return "Non renseigné\u{a0}: sans liste complète, aucun seuil ne peut être jugé."
                .to_owned();
        }
        if self.shares.is_empty() {
            return "Les enfants ne sont connus que par commune\u{a0}: sans carreaux de 200\u{a0}m, parts et seuils sont ceux de la surface.".to_owned();
        }
        let out = zone.white_children.value().zip(zone.children.value());
        let share = out.map_or(0.0, |(out, all)| if all > 0.0 { out / all } else { 0.0 });
        let now = kilometres(facts.threshold.within);
        let reached = match zone.all_reached_at {
            Some(reached) => format!(", aucun dès {}", about(up_to_100(reached.get()))),
            None => String::new(),
        };
        let share = fixed(share * 100.0, 1);
        format!(
            "Part des enfants hors de portée selon le seuil\u{a0}: {share}\u{202f}% à {now}{reached}."
        )
    }

    pub(super) fn height(&self) -> f64 {
        let chart = if self.shares.is_empty() { 0.0 } else { CHART + 18.0 };
        chart + self.lines.len() as f64 * LINE
    }

    pub(super) fn draw(&self, svg: &mut Svg, area: Area, palette: &Palette) {
        let mut base = area.y;
        if !self.shares.is_empty() {
            let shows = "Courbe\u{a0}: la part des enfants hors de portée, selon le seuil";
            let area = Area { height: CHART, ..area };
            svg.part(Role::Figure(shows.to_owned()), |svg| self.chart(svg, area, palette));
            base += CHART + 18.0;
        }
        let set = Type::new(Face::Regular, SIZE, palette.ink);
        svg.part(Role::Text, |svg| {
            for (at, line) in self.lines.iter().enumerate() {
                svg.text([area.x, base + at as f64 * LINE + 8.0], line, set);
            }
        });
    }

    fn chart(&self, svg: &mut Svg, area: Area, palette: &Palette) {
        let x = |metres: f64| area.x + (metres / self.end).min(1.0) * area.width;
        let y = |share: f64| area.bottom() - share * (area.height - 4.0);
        let points: Vec<String> = self
            .shares
            .iter()
            .enumerate()
            .map(|(at, share)| (at as f64 * PROFILE_STEP, share))
            .take_while(|(metres, _)| *metres <= self.end)
            .map(|(metres, share)| format!("{} {}", number(x(metres)), number(y(*share))))
            .collect();
        let last = x((points.len() - 1) as f64 * PROFILE_STEP);
        let floor = number(area.bottom());
        let line = points.join("L");
        let filled = format!("M{line}L{} {floor}L{} {floor}Z", number(last), number(area.x));
        svg.hatch(&filled, area, Hatch::narrow(palette));
        svg.path(&format!("M{line}"), Paint::line(Stroke(palette.out, 1.1, "")));
        let floor = area.bottom();
        svg.line([area.x, floor], [area.right(), floor], Stroke(palette.ink, 0.8, ""));
        let within = self.subject.facts.threshold.within.get();
        if within <= self.end {
            let at = x(within);
            svg.line([at, area.y], [at, floor + 4.0], Stroke(palette.ink, 1.6, ""));
        }
        self.ticks(svg, (&x, floor + 13.0), palette);
    }

    fn ticks(&self, svg: &mut Svg, (x, base): (&dyn Fn(f64) -> f64, f64), palette: &Palette) {
        let km = (self.end / 1000.0) as usize;
        let within = self.subject.facts.threshold.within.get();
        let step = if km > 6 { 2 } else { 1 };
        let set = Type::new(Face::Regular, 8.5, palette.ink_2).at(Anchor::Middle);
        let bold = Type::new(Face::Bold, 8.5, palette.ink).at(Anchor::Middle);
        let own = kilometres(self.subject.facts.threshold.within);
        let room = bold.width(&own);
        if within <= self.end {
            let half = room / 2.0;
            let at = x(within).clamp(x(0.0) + half, (x(self.end) - half).max(x(0.0) + half));
            svg.text([at, base], &own, bold);
        }
        for tick in (0..=km).step_by(step) {
            let at = x(tick as f64 * 1000.0);
            if within <= self.end && (at - x(within)).abs() < room / 2.0 + 9.0 {
                continue;
            }
            let (text, set) = if tick + step > km {
                (format!("{tick}\u{a0}km"), set.at(Anchor::End))
            } else if tick == 0 {
                ("0".to_owned(), set.at(Anchor::Start))
            } else {
                (tick.to_string(), set)
            };
            svg.text([at, base], &text, set);
        }
    }
}

/// Rounded up: at the distance said, all are in reach.
fn up_to_100(metres: f64) -> f64 {
    (metres / 100.0 - 1e-9).ceil() * 100.0
}
