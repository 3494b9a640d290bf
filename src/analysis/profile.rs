//! Children by distance to the nearest service, as a bar chart shows it.

use crate::units::Metres;

/// The width of a bar of the profile, in metres.
pub const PROFILE_STEP: f64 = 250.0;

/// The bars of the profile: up to 10 km, and one for all beyond.
pub const PROFILE_BARS: usize = 41;

/// Children by distance to the nearest service, in bars of 250 m; the last holds all beyond 10 km.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Profile(pub Vec<f64>);

impl Profile {
    /// Sorts lots into bars. A perimeter brings all of them within reach at once. A lot exactly on
    /// a bound belongs to the nearer bar, as it is within that distance.
    #[must_use]
    pub fn of(lots: &[(f64, f64)], in_perimeter: bool) -> Self {
        let mut bars = vec![0.0; PROFILE_BARS];
        for &(distance, children) in lots {
            let bar = if in_perimeter { 0.0 } else { (distance / PROFILE_STEP).ceil() - 1.0 };
            bars[(bar.max(0.0) as usize).min(PROFILE_BARS - 1)] += children;
        }
        Self(bars)
    }

    /// The sum of profiles, bar by bar.
    #[must_use]
    pub fn sum<'a>(parts: impl IntoIterator<Item = &'a Self>) -> Self {
        let mut bars = Vec::new();
        for part in parts {
            bars.resize(bars.len().max(part.0.len()), 0.0);
            for (bar, children) in bars.iter_mut().zip(&part.0) {
                *bar += children;
            }
        }
        Self(bars)
    }

    /// The distance within which every child is in reach.
    #[must_use]
    pub fn all_reached_at(lots: &[(f64, f64)]) -> Option<Metres> {
        let lived_in = lots.iter().filter(|(_, children)| *children > 0.0);
        let furthest = lived_in.map(|(distance, _)| *distance).max_by(f64::total_cmp)?;
        Metres::try_from(furthest).ok()
    }
}
