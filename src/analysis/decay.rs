//! How the weight of a service falls with distance.

use std::fmt;
use std::str::FromStr;

/// The weight that gaussian and exponential decay leave at the threshold unless their width is
/// given: one in a hundred, the critical value of Kwan (1998), kept by Wan, Zou and Sternberg
/// (2012) for floating catchments.
pub const WEIGHT_AT_THRESHOLD: f64 = 0.01;

/// The most steps that are read.
pub const MOST_STEPS: usize = 8;

/// The widths and bounds that may be asked for, in metres.
const LENGTHS: std::ops::RangeInclusive<f64> = 1.0..=1_000_000.0;

/// The weight of a service by its distance, within the threshold; nothing weighs beyond it.
///
/// Range: 0 to 1. It never grows with distance.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub enum Decay {
    /// As much at the threshold as next door.
    #[default]
    Binary,
    /// From 1 at no distance to 0 at the threshold.
    Linear,
    /// exp(−d² / 2σ²); σ in metres, else such that one in a hundred is left at the threshold.
    Gaussian(Option<f64>),
    /// exp(−d / λ); λ in metres, else such that one in a hundred is left at the threshold.
    Exponential(Option<f64>),
    /// A weight up to each distance, the bound included; nothing beyond the last.
    Steps(Steps),
}

/// Distances in metres with the weight up to each: distances grow, weights do not.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Steps {
    count: usize,
    steps: [(f64, f64); MOST_STEPS],
}

/// Why a text is not a decay.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum InvalidDecay {
    /// It names none.
    #[error(
        "`{0}` is not a decay: binary, linear, gaussian, exponential, or steps such as 2000:1,5000:0.5 (metres:weight) are expected"
    )]
    Unknown(String),
    /// The width of a gaussian or exponential decay.
    #[error("`{0}` is not a width: metres from 1 to 1000000 are expected, such as gaussian:2000")]
    Width(String),
    /// A step that does not read.
    #[error(
        "`{0}` is not a step: metres from 1 to 1000000 and a weight above 0 up to 1 are expected, such as 2000:0.5"
    )]
    Step(String),
    /// Steps out of order.
    #[error("`{0}`: the metres of steps grow and their weights do not, such as 2000:1,5000:0.5")]
    Order(String),
    /// Too many steps.
    #[error("{0} steps are too many: at most 8 are read")]
    Many(usize),
}

impl Decay {
    /// The weight at `distance` metres under a threshold of `within` metres; 0 beyond it, the bound
    /// included in what counts.
    #[must_use]
    pub fn weight(&self, distance: f64, within: f64) -> f64 {
        if distance > within {
            return 0.0;
        }
        match self {
            Self::Linear if within > 0.0 => 1.0 - distance / within,
            Self::Binary | Self::Linear => 1.0,
            Self::Gaussian(_) | Self::Exponential(_) => {
                let width = self.width(within).unwrap_or(1.0);
                let along = distance / width;
                let power =
                    if matches!(self, Self::Gaussian(_)) { along * along / 2.0 } else { along };
                (-power).exp()
            }
            Self::Steps(steps) => steps.weight(distance),
        }
    }

    /// The σ of a gaussian or the λ of an exponential decay, in metres.
    #[must_use]
    pub fn width(&self, within: f64) -> Option<f64> {
        let left = -WEIGHT_AT_THRESHOLD.ln();
        match self {
            Self::Gaussian(width) => Some(width.unwrap_or_else(|| within / (2.0 * left).sqrt())),
            Self::Exponential(width) => Some(width.unwrap_or(within / left)),
            Self::Binary | Self::Linear | Self::Steps(_) => None,
        }
    }
}

impl Steps {
    /// The steps, the nearest first: metres and weight.
    #[must_use]
    pub fn get(&self) -> &[(f64, f64)] {
        &self.steps[..self.count]
    }

    fn weight(&self, distance: f64) -> f64 {
        self.get().iter().find(|(bound, _)| distance <= *bound).map_or(0.0, |(_, weight)| *weight)
    }
}

/// As much of a refused text as an answer repeats.
fn shown(text: &str) -> String {
    text.chars().take(40).collect()
}

fn length(text: &str) -> Option<f64> {
    text.parse::<f64>().ok().filter(|metres| LENGTHS.contains(metres))
}

impl FromStr for Decay {
    type Err = InvalidDecay;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let width = |metres: &str| {
            length(metres).map(Some).ok_or_else(|| InvalidDecay::Width(shown(metres)))
        };
        match text.split_once(':') {
            None if text == "binary" => Ok(Self::Binary),
            None if text == "linear" => Ok(Self::Linear),
            None if text == "gaussian" => Ok(Self::Gaussian(None)),
            None if text == "exponential" => Ok(Self::Exponential(None)),
            Some(("gaussian", metres)) => width(metres).map(Self::Gaussian),
            Some(("exponential", metres)) => width(metres).map(Self::Exponential),
            Some((first, _)) if first.starts_with(|c: char| c.is_ascii_digit()) => {
                text.parse().map(Self::Steps)
            }
            _ => Err(InvalidDecay::Unknown(shown(text))),
        }
    }
}

impl FromStr for Steps {
    type Err = InvalidDecay;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let count = text.split(',').count();
        if count > MOST_STEPS {
            return Err(InvalidDecay::Many(count));
        }
        let mut read = Self { count, steps: [(0.0, 1.0); MOST_STEPS] };
        let mut last = (0.0, 1.0);
        for (step, slot) in text.split(',').zip(&mut read.steps) {
            let (metres, weight) = step
                .split_once(':')
                .and_then(|(metres, weight)| {
                    let weight = weight.parse::<f64>().ok().filter(|w| *w > 0.0 && *w <= 1.0)?;
                    Some((length(metres)?, weight))
                })
                .ok_or_else(|| InvalidDecay::Step(shown(step)))?;
            if metres <= last.0 || weight > last.1 {
                return Err(InvalidDecay::Order(shown(text)));
            }
            last = (metres, weight);
            *slot = last;
        }
        Ok(read)
    }
}

impl fmt::Display for Decay {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Binary => f.write_str("binary"),
            Self::Linear => f.write_str("linear"),
            Self::Gaussian(None) => f.write_str("gaussian"),
            Self::Gaussian(Some(width)) => write!(f, "gaussian:{width}"),
            Self::Exponential(None) => f.write_str("exponential"),
            Self::Exponential(Some(width)) => write!(f, "exponential:{width}"),
            Self::Steps(steps) => {
                for (at, (metres, weight)) in steps.get().iter().enumerate() {
                    let comma = if at == 0 { "" } else { "," };
                    write!(f, "{comma}{metres}:{weight}")?;
                }
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decay(text: &str) -> Decay {
        text.parse().unwrap()
    }

    #[test]
    fn decays_read_back_as_they_are_written() {
        for text in [
            "binary",
            "linear",
            "gaussian",
            "gaussian:1000",
            "exponential",
            "exponential:2500.5",
            "2000:1,5000:0.5",
        ] {
            assert_eq!(decay(text).to_string(), text);
        }
        assert_eq!(Decay::default(), Decay::Binary);
    }

    #[test]
    fn what_is_no_decay_is_refused_with_what_is_expected() {
        for text in [
            "",
            "Binary",
            "box",
            "gaussian:",
            "gaussian:0",
            "gaussian:NaN",
            "exponential:-1",
            "2000",
            "2000:",
            "2000:0",
            "2000:1.1",
            "0:1",
            "NaN:1",
            "5000:0.5,2000:1",
            "2000:0.5,5000:1",
            "2000:1,2000:0.5",
            "2000:1,",
            "1:1,2:1,3:1,4:1,5:1,6:1,7:1,8:1,9:1",
            "inf:1",
            "linear:3",
        ] {
            assert!(text.parse::<Decay>().is_err(), "{text}");
        }
        let error = "box".parse::<Decay>().unwrap_err().to_string();
        assert!(error.contains("gaussian") && error.contains("2000:1,5000:0.5"), "{error}");
    }

    #[test]
    fn the_bound_counts_and_nothing_beyond_it() {
        let beyond = 5000.0_f64.next_up();
        for (text, at_bound) in [
            ("binary", 1.0),
            ("linear", 0.0),
            ("gaussian", WEIGHT_AT_THRESHOLD),
            ("exponential", WEIGHT_AT_THRESHOLD),
            ("2000:1,5000:0.5", 0.5),
            ("2000:1,9000:0.5", 0.5),
        ] {
            let decay = decay(text);
            assert!((decay.weight(5000.0, 5000.0) - at_bound).abs() < 1e-15, "{text}");
            assert_eq!(decay.weight(beyond, 5000.0), 0.0, "{text}");
            assert_eq!(decay.weight(0.0, 5000.0), 1.0, "{text}");
        }
        let steps = decay("2000:1,5000:0.5");
        assert_eq!(steps.weight(2000.0, 9000.0), 1.0);
        assert_eq!(steps.weight(2000.0_f64.next_up(), 9000.0), 0.5);
        assert_eq!(steps.weight(5000.5, 9000.0), 0.0);
    }

    #[test]
    fn weights_never_grow_with_distance() {
        for text in ["binary", "linear", "gaussian", "exponential", "gaussian:700", "10:1,20:0.2"] {
            let weights: Vec<f64> =
                (0..=600).map(|m| decay(text).weight(f64::from(m) * 10.0, 5000.0)).collect();
            assert!(weights.windows(2).all(|pair| pair[1] <= pair[0]), "{text}");
            assert!(weights.iter().all(|weight| (0.0..=1.0).contains(weight)), "{text}");
        }
    }
}
