//! A value that says how far it can be trusted.

use serde::{Deserialize, Serialize};

/// What a figure is worth. The words stay apart in every table, file and map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// From a source.
    Observed,
    /// A stated method filled a missing input.
    Estimated,
    /// Some inputs are unknown and were not filled: the value is at least this.
    LowerBound,
    /// Known to be nothing.
    Zero,
    /// A rate over nobody.
    NotApplicable,
    /// Nobody said.
    NotDocumented,
    /// Blanked by the secrecy rule.
    Secret,
}

impl Status {
    /// The word used in answers and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Observed => "observed",
            Self::Estimated => "estimated",
            Self::LowerBound => "lower-bound",
            Self::Zero => "zero",
            Self::NotApplicable => "not-applicable",
            Self::NotDocumented => "not-documented",
            Self::Secret => "secret",
        }
    }
}

/// A number with its status, or the reason why there is none.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    value: f64,
    status: Status,
}

impl Figure {
    /// Nobody said.
    pub const NOT_DOCUMENTED: Self = Self { value: 0.0, status: Status::NotDocumented };
    /// A rate over nobody.
    pub const NOT_APPLICABLE: Self = Self { value: 0.0, status: Status::NotApplicable };
    /// Blanked by the secrecy rule.
    pub const SECRET: Self = Self { value: 0.0, status: Status::Secret };

    /// A value from a source.
    #[must_use]
    pub fn observed(value: f64) -> Self {
        Self::known(value, Status::Observed)
    }

    /// A value that a stated method completed.
    #[must_use]
    pub fn estimated(value: f64) -> Self {
        Self::known(value, Status::Estimated)
    }

    /// The part of a value that is known: a lower bound stays one, even at nothing.
    #[must_use]
    pub fn at_least(value: f64) -> Self {
        Self { value: value + 0.0, status: Status::LowerBound }
    }

    fn known(value: f64, status: Status) -> Self {
        // An empty sum is -0 in Rust, and nothing is written with a sign.
        let value = value + 0.0;
        Self { value, status: if value == 0.0 { Status::Zero } else { status } }
    }

    /// The number, where there is one.
    #[must_use]
    pub fn value(self) -> Option<f64> {
        match self.status {
            Status::NotApplicable | Status::NotDocumented | Status::Secret => None,
            _ => Some(self.value),
        }
    }

    /// What it is worth.
    #[must_use]
    pub fn status(self) -> Status {
        self.status
    }

    /// The same value, no better than estimated.
    #[must_use]
    pub fn as_estimate(self) -> Self {
        if self.status == Status::Observed { Self::estimated(self.value) } else { self }
    }

    /// Applies `change` to the number and keeps the status.
    #[must_use]
    pub fn map(self, change: impl FnOnce(f64) -> f64) -> Self {
        match (self.value().map(change), self.status) {
            (Some(value), Status::LowerBound) => Self::at_least(value),
            (Some(value), status) => Self::known(value, status),
            (None, _) => self,
        }
    }

    /// The sum of parts. It is secret where a part is, a lower bound where a part is missing or one
    /// itself, and not documented where every part is.
    #[must_use]
    pub fn sum(parts: impl IntoIterator<Item = Self>) -> Self {
        let mut sum = FigureSum::default();
        parts.into_iter().for_each(|part| sum.add(part));
        sum.figure()
    }

    /// `scale` × `part` / `whole`: over nobody it does not apply, over a whole that is known in
    /// part only it is not documented, for it would be too large.
    #[must_use]
    pub fn ratio(part: Self, whole: Self, scale: f64) -> Self {
        if part.status == Status::Secret || whole.status == Status::Secret {
            return Self::SECRET;
        }
        if whole.status == Status::Zero {
            return Self::NOT_APPLICABLE;
        }
        let (Some(over), Some(under)) = (part.value(), whole.value()) else {
            return Self::NOT_DOCUMENTED;
        };
        match (part.status, whole.status) {
            (_, Status::LowerBound) => Self::NOT_DOCUMENTED,
            (Status::LowerBound, _) => Self::at_least(scale * over / under),
            (Status::Estimated, _) | (_, Status::Estimated) => {
                Self::estimated(scale * over / under)
            }
            _ => Self::observed(scale * over / under),
        }
    }
}

/// A sum of figures that grows part by part; see [`Figure::sum`].
#[derive(Debug, Clone, Copy, Default)]
pub struct FigureSum {
    total: f64,
    /// The statuses seen, one bit each.
    seen: u8,
}

impl FigureSum {
    const MISSING: u8 = 1 << Status::NotDocumented as u8 | 1 << Status::NotApplicable as u8;

    /// Adds a part.
    pub fn add(&mut self, part: Figure) {
        self.seen |= 1 << part.status as u8;
        // A figure that has no number holds nothing.
        self.total += part.value;
    }

    /// The sum so far: nothing added is zero.
    #[must_use]
    pub fn figure(self) -> Figure {
        let has = |bits: u8| self.seen & bits != 0;
        if has(1 << Status::Secret as u8) {
            Figure::SECRET
        } else if self.seen != 0 && self.seen & !Self::MISSING == 0 {
            Figure::NOT_DOCUMENTED
        } else if has(Self::MISSING | 1 << Status::LowerBound as u8) {
            Figure::at_least(self.total)
        } else if has(1 << Status::Estimated as u8) {
            Figure::estimated(self.total)
        } else {
            Figure::observed(self.total)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_over_nobody_does_not_apply() {
        let rate = Figure::ratio(Figure::observed(3.0), Figure::observed(0.0), 100.0);
        assert_eq!((rate.value(), rate.status()), (None, Status::NotApplicable));
    }

    #[test]
    fn nothing_over_an_estimate_is_known_to_be_nothing() {
        let rate = Figure::ratio(Figure::observed(0.0), Figure::estimated(7.2), 100.0);
        assert_eq!((rate.value(), rate.status()), (Some(0.0), Status::Zero));
    }

    #[test]
    fn a_missing_part_makes_the_sum_a_lower_bound_and_a_secret_one_a_secret() {
        let sum = Figure::sum([Figure::observed(3.0), Figure::NOT_DOCUMENTED]);
        assert_eq!((sum.value(), sum.status()), (Some(3.0), Status::LowerBound));
        assert_eq!(Figure::sum([Figure::SECRET, Figure::observed(1.0)]), Figure::SECRET);
        assert_eq!(Figure::sum([Figure::NOT_DOCUMENTED]), Figure::NOT_DOCUMENTED);
        assert_eq!(Figure::sum([]).status(), Status::Zero);
    }

    #[test]
    fn nothing_of_unknown_services_is_not_zero() {
        assert_eq!(Figure::at_least(0.0).status(), Status::LowerBound);
    }

    #[test]
    fn a_rate_above_a_hundred_is_kept() {
        let rate = Figure::ratio(Figure::observed(30.0), Figure::observed(20.0), 100.0);
        assert_eq!(rate.value(), Some(150.0));
    }
}
