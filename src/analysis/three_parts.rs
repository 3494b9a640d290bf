//! All children in three parts that add up to them exactly.

use crate::territory::{Figure, Status};

/// Parts this much smaller than the whole are rounding.
const ROUNDING: f64 = 1e-9;

/// The children of a commune or of a whole: in reach with a place, in reach without one, out of
/// reach.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ThreeParts {
    /// In reach with a place.
    pub with_place: Figure,
    /// In reach without one: the rest.
    pub without_place: Figure,
    /// Out of reach.
    pub out_of_reach: Figure,
}

impl ThreeParts {
    /// Parts all children. Where both given parts are known, the three add up to `children` to the
    /// last digit, in any order.
    pub(super) fn new(children: Figure, out_of_reach: Figure, with_place: Figure) -> Self {
        let known = || Some((children.value()?, out_of_reach.value()?, with_place.value()?));
        let bound = |figure: Figure| figure.status() == Status::LowerBound;
        let Some((all, out, with)) = known().filter(|_| !bound(out_of_reach) && !bound(children))
        else {
            return Self { with_place, without_place: unknown_rest(with_place), out_of_reach };
        };
        let out = on_grid(out, all);
        let with = on_grid(with.min(all - out), all - out).min(all - out);
        let with = on_ulps(with, all);
        let out_of_reach = out_of_reach.map(|_| out);
        let with_place = with_place.map(|_| with);
        let without_place = if bound(with_place) {
            Figure::NOT_DOCUMENTED
        } else if [children, out_of_reach, with_place].iter().all(|f| is_sure(*f)) {
            Figure::observed(all - out - with)
        } else {
            Figure::estimated(all - out - with)
        };
        Self { with_place, without_place, out_of_reach }
    }
}

fn is_sure(figure: Figure) -> bool {
    matches!(figure.status(), Status::Observed | Status::Zero)
}

fn unknown_rest(with_place: Figure) -> Figure {
    match with_place.status() {
        Status::NotApplicable | Status::Secret => with_place,
        _ => Figure::NOT_DOCUMENTED,
    }
}

/// A part between nothing and the whole, which it is where only rounding parts them; on the grid
/// of [`on_ulps`].
fn on_grid(part: f64, whole: f64) -> f64 {
    if part >= whole - ROUNDING * whole {
        whole
    } else if part <= ROUNDING * whole {
        0.0
    } else {
        on_ulps(part, whole)
    }
}

/// A part as a multiple of the last binary digit of the whole: sums and differences of such parts
/// round nothing.
fn on_ulps(part: f64, whole: f64) -> f64 {
    let digit = whole.next_up() - whole;
    (part / digit).round() * digit
}

/// Parts of a whole rounded to tenths as they are shown, so that what is shown adds up too: all are
/// rounded down, and the tenths that are left go where the most was cut off.
#[must_use]
pub fn shown_in_tenths<const N: usize>(whole: f64, parts: [f64; N]) -> (f64, [f64; N]) {
    let tenths = (whole * 10.0).round();
    let mut down = parts.map(|part| (part * 10.0 + ROUNDING).floor());
    let mut order: [usize; N] = std::array::from_fn(|at| at);
    let cut_off = |at: usize| parts[at] * 10.0 - (parts[at] * 10.0 + ROUNDING).floor();
    order.sort_by(|&a, &b| cut_off(b).total_cmp(&cut_off(a)));
    let left = tenths - down.iter().sum::<f64>();
    for &at in order.iter().take(left.max(0.0) as usize) {
        down[at] += 1.0;
    }
    (tenths / 10.0, down.map(|part| part / 10.0))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_shown_adds_up() {
        // Rounded one by one: 0.3 + 0.3 + 0.3 = 0.9.
        let third = 1.0 / 3.0;
        assert_eq!(shown_in_tenths(1.0, [third; 3]), (1.0, [0.4, 0.3, 0.3]));
        assert_eq!(shown_in_tenths(607.95, [333.0, 259.2, 15.75]), (608.0, [333.0, 259.2, 15.8]));
        assert_eq!(shown_in_tenths(0.0, [0.0; 3]), (0.0, [0.0; 3]));
    }

    #[test]
    fn what_is_left_by_rounding_is_nobody() {
        let all = Figure::estimated(30.0);
        let parts = ThreeParts::new(all, Figure::observed(0.0), Figure::estimated(30.0 - 1e-13));
        assert_eq!(parts.without_place.status(), Status::Zero);
        assert_eq!(parts.with_place.value(), Some(30.0));
    }

    #[test]
    fn the_rest_of_a_lower_bound_is_not_documented() {
        let parts =
            ThreeParts::new(Figure::observed(9.0), Figure::observed(1.0), Figure::at_least(2.0));
        assert_eq!(parts.without_place, Figure::NOT_DOCUMENTED);
        assert_eq!(parts.with_place, Figure::at_least(2.0));
    }

    proptest! {
        #[test]
        fn the_parts_are_all_children_to_the_last_digit(
            all in 0.0..1e6_f64, out in 0.0..1.0_f64, with in 0.0..1.2_f64,
        ) {
            let parts = ThreeParts::new(
                Figure::estimated(all),
                Figure::estimated(out * all),
                Figure::estimated(with * (1.0 - out) * all),
            );
            let value = |figure: Figure| figure.value().unwrap();
            let (a, b, c) =
                (value(parts.with_place), value(parts.without_place), value(parts.out_of_reach));
            prop_assert!(a >= 0.0 && b >= 0.0 && c >= 0.0);
            prop_assert_eq!(a + b + c, all);
            prop_assert_eq!(c + b + a, all);
            prop_assert_eq!(a + c + b, all);
            let (whole, shown) = shown_in_tenths(all, [a, b, c]);
            let sum: f64 = shown.iter().map(|part| part * 10.0).map(f64::round).sum();
            prop_assert_eq!(sum, (whole * 10.0).round());
            for (shown, part) in shown.iter().zip([a, b, c]) {
                prop_assert!((shown - part).abs() < 0.1 + 1e-6);
            }
        }
    }
}
