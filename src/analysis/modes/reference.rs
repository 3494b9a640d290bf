//! What a rate is held against, and the places missing to it.

use std::str::FromStr;

use super::{CareMode, PublishedRate};
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_read_and_written_alike() {
        for text in ["department", "france", "58", "eaje-psu:20", "58.5"] {
            assert_eq!(text.parse::<Reference>().unwrap().to_string(), text);
        }
        for text in ["", "58,5", "-1", "1001", "NaN", "inf", "eaje:", ":5", "rpe:4", "France"] {
            assert!(text.parse::<Reference>().is_err(), "{text}");
        }
    }
}
