//! What a rate is held against, and the places missing to it.

use std::str::FromStr;

use super::{CareMode, PER, PublishedRate};
use crate::territory::{Figure, Indicator};

/// What rates are held against.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Reference {
    /// The published rate of the département, mode by mode.
    Department,
    /// The published rate of France, mode by mode.
    France,
    /// A rate of one's own, of one mode.
    Target {
        /// The mode it is for.
        mode: CareMode,
        /// Places per 100 children.
        rate: f64,
    },
}

/// The largest target that is read, in places per 100 children.
const LARGEST_TARGET: f64 = 1000.0;

/// Why a text is not a reference.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is not a reference: department, france, a rate of all modes such as 58, or one of a \
     mode such as eaje-psu:20 is expected, from 0 to 1000"
)]
pub struct InvalidReference(String);

impl FromStr for Reference {
    type Err = InvalidReference;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || InvalidReference(text.chars().take(40).collect());
        match text {
            "department" => return Ok(Self::Department),
            "france" => return Ok(Self::France),
            _ => {}
        }
        let (mode, rate) = text.split_once(':').unwrap_or(("global", text));
        let mode = mode.parse().map_err(|_no_mode| refused())?;
        let rate = rate.parse::<f64>().ok().filter(|rate| (0.0..=LARGEST_TARGET).contains(rate));
        Ok(Self::Target { mode, rate: rate.ok_or_else(refused)? })
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Department => f.write_str("department"),
            Self::France => f.write_str("france"),
            Self::Target { mode: CareMode::Global, rate } => write!(f, "{rate}"),
            Self::Target { mode, rate } => write!(f, "{}:{rate}", mode.as_str()),
        }
    }
}

/// The rate that a mode is held against.
#[derive(Debug, Clone, Copy)]
pub struct ReferenceRate<'a> {
    /// Places per 100 children; not documented where nothing is published, not applicable to the
    /// modes that a target is not for.
    pub rate: Figure,
    /// The figure it was read from, where it is no target.
    pub from: Option<&'a Indicator>,
}

impl<'a> ReferenceRate<'a> {
    pub(super) fn of(
        reference: Reference,
        mode: CareMode,
        department: &PublishedRate<'a>,
        france: &PublishedRate<'a>,
    ) -> Self {
        match reference {
            Reference::Department => Self { rate: department.rate, from: department.rate_from },
            Reference::France => Self { rate: france.rate, from: france.rate_from },
            Reference::Target { mode: target, rate } if target == mode => {
                Self { rate: Figure::observed(rate), from: None }
            }
            Reference::Target { .. } => Self { rate: Figure::NOT_APPLICABLE, from: None },
        }
    }
}

/// Places missing to a reference: max(0, reference ÷ 100 × children − places).
///
/// Where places are known in part only, what is missing is at most the difference: it is not
/// documented, unless what is known is enough. It is never negative.
pub(super) fn gap(reference: Option<f64>, places: Figure, children: Figure) -> Figure {
    use crate::territory::Status::{Estimated, LowerBound, Secret};
    let Some(reference) = reference else { return Figure::NOT_DOCUMENTED };
    if places.status() == Secret || children.status() == Secret {
        return Figure::SECRET;
    }
    let (Some(known), Some(all)) = (places.value(), children.value()) else {
        return Figure::NOT_DOCUMENTED;
    };
    let missing = (reference / PER * all - known).max(0.0);
    match (places.status(), children.status()) {
        (LowerBound, LowerBound) => Figure::NOT_DOCUMENTED,
        (LowerBound, _) if missing > 0.0 => Figure::NOT_DOCUMENTED,
        (_, LowerBound) => Figure::at_least(missing),
        (_, Estimated) | (Estimated, _) => Figure::estimated(missing),
        _ => Figure::observed(missing),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_places_missing_are_the_target_less_the_places() {
        // 58 per 100 of 587 children are 340.46 places, of which 220 exist.
        let missing = gap(Some(58.0), Figure::observed(220.0), Figure::observed(587.0));
        assert!((missing.value().unwrap() - 120.46).abs() < 1e-9);
        let none = gap(Some(30.0), Figure::observed(220.0), Figure::observed(587.0));
        assert_eq!(none, Figure::observed(0.0));
    }

    #[test]
    fn what_is_not_known_is_never_a_shortage() {
        let children = Figure::observed(587.0);
        assert_eq!(gap(Some(58.0), Figure::at_least(220.0), children), Figure::NOT_DOCUMENTED);
        assert_eq!(gap(Some(30.0), Figure::at_least(220.0), children), Figure::observed(0.0));
        assert_eq!(gap(None, Figure::observed(1.0), children), Figure::NOT_DOCUMENTED);
        assert_eq!(gap(Some(58.0), Figure::SECRET, children), Figure::SECRET);
        assert_eq!(
            gap(Some(58.0), Figure::observed(1.0), Figure::at_least(10.0)).status().as_str(),
            "lower-bound"
        );
    }

    #[test]
    fn references_are_read_and_written_alike() {
        for text in ["department", "france", "58", "eaje-psu:20", "58.5"] {
            assert_eq!(text.parse::<Reference>().unwrap().to_string(), text);
        }
        for text in ["", "58,5", "-1", "1001", "NaN", "inf", "eaje:", ":5", "rpe:4", "France"] {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn more_places_never_raise_what_is_missing(
            reference in 0.0..200.0_f64, places in 0.0..500.0_f64, more in 0.0..50.0_f64,
            children in 0.0..1000.0_f64,
        ) {
            let of = |places| {
                gap(Some(reference), Figure::observed(places), Figure::observed(children))
                    .value()
                    .unwrap()
            };
            prop_assert!(of(places) >= 0.0);
            prop_assert!(of(places + more) <= of(places));
        }
    }
}
