//! What communes are ranked by.

use std::fmt;
use std::str::FromStr;

/// A measure to rank communes by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Criterion {
    /// Children out of reach: many are bad.
    #[default]
    OutOfReach,
    /// Places missing to the reference: many are bad.
    Gap,
    /// Coverage rate: low is bad.
    Rate,
    /// A weighted mean of the percentile ranks of the three.
    Composite,
}

impl Criterion {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 4] = [Self::OutOfReach, Self::Gap, Self::Rate, Self::Composite];

    /// The word used in addresses, answers and files.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::OutOfReach => "out-of-reach",
            Self::Gap => "gap",
            Self::Rate => "rate",
            Self::Composite => "composite",
        }
    }

    pub(super) fn low_is_bad(self) -> bool {
        self == Self::Rate
    }
}

impl FromStr for Criterion {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|criterion| criterion.as_str() == text);
        found.ok_or_else(|| {
            let shown: String = text.chars().take(20).collect();
            format!(
                "`{shown}` is not a criterion: out-of-reach, gap, rate or composite is expected"
            )
        })
    }
}

/// The weights of a composite: none negative, not all zero. Only their proportions count.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weights {
    /// Of children out of reach.
    pub out_of_reach: f64,
    /// Of places missing to the reference.
    pub gap: f64,
    /// Of the coverage rate.
    pub rate: f64,
}

/// Why a text is not a set of weights.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` are not weights: numbers from 0 to 100, not all zero, are expected, such as out-of-reach:2,rate:1"
)]
pub struct InvalidWeights(String);

impl Default for Weights {
    /// Reach and rate alike; the gap says the same as the rate, and needs a reference.
    fn default() -> Self {
        Self { out_of_reach: 0.5, gap: 0.0, rate: 0.5 }
    }
}

impl FromStr for Weights {
    type Err = InvalidWeights;

    /// Reads `out-of-reach:2,gap:1,rate:1`; what is not named weighs nothing.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || InvalidWeights(text.chars().take(40).collect());
        let mut weights = Self { out_of_reach: 0.0, gap: 0.0, rate: 0.0 };
        let mut named = Vec::new();
        for part in text.split(',') {
            let (name, number) = part.split_once(':').ok_or_else(refused)?;
            let name = name.trim();
            let number = number.parse::<f64>().ok().filter(|number| (0.0..=100.0).contains(number));
            let place = match name {
                "out-of-reach" => &mut weights.out_of_reach,
                "gap" => &mut weights.gap,
                "rate" => &mut weights.rate,
                _ => return Err(refused()),
            };
            *place = number.filter(|_| !named.contains(&name)).ok_or_else(refused)?;
            named.push(name);
        }
        if weights.sum() > 0.0 { Ok(weights) } else { Err(refused()) }
    }
}

impl fmt::Display for Weights {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "out-of-reach:{},gap:{},rate:{}", self.out_of_reach, self.gap, self.rate)
    }
}

impl Weights {
    pub(super) fn sum(self) -> f64 {
        self.out_of_reach + self.gap + self.rate
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_read_and_write_and_nonsense_is_refused() {
        let weights: Weights = "rate:1,out-of-reach:2".parse().unwrap();
        assert_eq!(weights, Weights { out_of_reach: 2.0, gap: 0.0, rate: 1.0 });
        assert_eq!(weights.to_string().parse::<Weights>().unwrap(), weights);
        for text in [
            "",
            "rate",
            "rate:0",
            "rate:-1",
            "rate:NaN",
            "rate:1,rate:2",
            "rate:1, rate:2",
            "size:1",
        ] {
            assert!(text.parse::<Weights>().is_err(), "{text}");
        }
    }
}
