//! A decay as the inner loop needs it: on squared distances.

use crate::analysis::decay::{Decay, MOST_STEPS};

/// A decay under a threshold.
#[derive(Debug, Clone, Copy)]
pub(super) enum Weights<'a> {
    /// Nested discs: up to each squared distance, the bound included, this much more than beyond.
    Discs { squared: [f64; MOST_STEPS], more: [f64; MOST_STEPS], count: usize },
    /// A weight that changes all along, within a distance.
    Smooth { decay: &'a Decay, within: f64 },
}

impl<'a> Weights<'a> {
    pub(super) fn new(decay: &'a Decay, within: f64) -> Self {
        let steps = match decay {
            Decay::Binary => &[(within, 1.0)],
            Decay::Steps(steps) => steps.get(),
            Decay::Linear | Decay::Gaussian(_) | Decay::Exponential(_) => {
                return Self::Smooth { decay, within };
            }
        };
        // A negative bound holds nothing.
        let (mut squared, mut more) = ([-1.0; MOST_STEPS], [0.0; MOST_STEPS]);
        let mut count = 0;
        for (at, &(bound, weight)) in steps.iter().enumerate() {
            let bound = bound.min(within);
            squared[at] = bound * bound;
            count = at + 1;
            let beyond = steps.get(count).map_or(0.0, |(_, weight)| *weight);
            more[at] = if bound < within { weight - beyond } else { weight };
            if bound >= within {
                break;
            }
        }
        Self::Discs { squared, more, count }
    }
}
