//! The three numbers: all children in parts that add up to them, as the page rounds them.

use super::facts::Subject;
use super::words::{figure, fixed, mark};
use crate::analysis::{Verdict, WhiteZoneRow, has_places};
use crate::territory::{Figure, Status};

/// How a part is painted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fill {
    With,
    Without,
    Out,
}

/// A part of the children.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Part {
    pub(super) fill: Fill,
    pub(super) label: &'static str,
    pub(super) value: f64,
    /// Rounded so that the parts add up.
    pub(super) whole: f64,
}

/// All children of a subject.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Parts {
    /// How many there are, or who has a place, is blanked.
    Secret,
    /// Nobody said how many there are.
    NoChildren,
    /// It is not known who is in reach.
    NoReach,
    /// There are none.
    Nobody,
    /// With a place, without, out of reach.
    Places([Part; 3]),
    /// In reach, out of reach; whether that is for want of known capacities.
    Reach([Part; 2], bool),
}

impl Parts {
    pub(super) fn of(subject: &Subject<'_>) -> Self {
        Self::of_row(subject.zone(), has_places(subject.facts.question.kind))
    }

    pub(super) fn of_row(row: &WhiteZoneRow, places: bool) -> Self {
        if row.verdict == Verdict::Secret || row.with_place.status() == Status::Secret {
            return Self::Secret;
        }
        let Some(all) = row.children.value() else { return Self::NoChildren };
        let unknown = row.verdict == Verdict::NotDocumented
            || (places && row.with_place.status() == Status::NotDocumented);
        let Some(out) = row.white_children.value().filter(|_| !unknown) else {
            return Self::NoReach;
        };
        if all == 0.0 {
            return Self::Nobody;
        }
        let near = (all - out).max(0.0);
        let (fill, label) = (Fill::Out, "hors de portée");
        let known = row.with_place.value().zip(row.without_place.value());
        let known = known.filter(|_| places && row.with_place.status() != Status::LowerBound);
        if let Some((with, without)) = known {
            let whole = whole_parts([with, without, out]);
            return Self::Places([
                Part {
                    fill: Fill::With,
                    label: "une place à portée",
                    value: with,
                    whole: whole[0],
                },
                Part {
                    fill: Fill::Without,
                    label: "à portée, sans place",
                    value: without,
                    whole: whole[1],
                },
                Part { fill, label, value: out, whole: whole[2] },
            ]);
        }
        let whole = whole_parts([near, out]);
        let near_label = if places { "à portée, places inconnues" } else { "à portée" };
        Self::Reach(
            [
                Part { fill: Fill::Without, label: near_label, value: near, whole: whole[0] },
                Part { fill, label, value: out, whole: whole[1] },
            ],
            places,
        )
    }

    pub(super) fn parts(&self) -> &[Part] {
        match self {
            Self::Places(parts) => parts,
            Self::Reach(parts, _) => parts,
            _ => &[],
        }
    }

    /// What stands below a bar that shows no number.
    pub(super) fn unknown(&self) -> Option<&'static str> {
        match self {
            Self::Secret => Some("secret statistique"),
            Self::NoChildren => Some("enfants\u{a0}: non renseigné"),
            Self::NoReach => Some("portée\u{a0}: non renseigné"),
            Self::Nobody => Some("aucun enfant de cet âge"),
            _ => None,
        }
    }
}

/// The status of the three numbers as a whole: estimated where one of them is.
pub(super) fn status(row: &WhiteZoneRow) -> Status {
    let all = [row.children, row.white_children, row.with_place].map(Figure::status);
    if all.contains(&Status::Estimated) { Status::Estimated } else { row.children.status() }
}

/// The whole number of a part as it is shown.
pub(super) fn shown(part: &Part, status: Status) -> String {
    if part.value == 0.0 {
        return figure(Figure::observed(0.0), 0);
    }
    format!("{}{}", mark(status), fixed(part.whole, 0))
}

/// Whole parts that add up to the whole rounded: largest remainder, ties to the first.
fn whole_parts<const N: usize>(parts: [f64; N]) -> [f64; N] {
    let total = parts.iter().sum::<f64>().round();
    let mut whole = parts.map(|part| (part + 1e-9).floor());
    let mut order: [usize; N] = std::array::from_fn(|at| at);
    let rest = |at: usize| parts[at] - (parts[at] + 1e-9).floor();
    order.sort_by(|&a, &b| rest(b).total_cmp(&rest(a)));
    let left = total - whole.iter().sum::<f64>();
    for &at in order.iter().take(left.max(0.0) as usize) {
        whole[at] += 1.0;
    }
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn whole_parts_add_up(parts in prop::array::uniform3(0.0..1e5_f64)) {
            let whole = whole_parts(parts);
            prop_assert_eq!(whole.iter().sum::<f64>(), parts.iter().sum::<f64>().round());
            for (whole, part) in whole.iter().zip(parts) {
                prop_assert!((whole - part).abs() < 1.0 + 1e-6);
            }
        }
    }

    #[test]
    fn the_parts_of_gally_mauldre() {
        assert_eq!(whole_parts([333.0, 259.2, 15.75]), [333.0, 259.0, 16.0]);
    }
}
