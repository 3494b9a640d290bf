//! The kinds of service, and bands of age.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// A kind of family service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Établissement d'accueil du jeune enfant: a crèche of any subtype.
    Eaje,
    /// Relais petite enfance.
    Rpe,
    /// Lieu d'accueil enfants-parents.
    Laep,
    /// Accueil de loisirs sans hébergement.
    Alsh,
    /// Espace de vie sociale, centre social.
    Evs,
}

/// Why a text is not a kind of service.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a kind of service: eaje, rpe, laep, alsh or evs is expected")]
pub struct InvalidKind(String);

impl Kind {
    /// The five kinds, in the order they are shown.
    pub const ALL: [Self; 5] = [Self::Eaje, Self::Rpe, Self::Laep, Self::Alsh, Self::Evs];

    /// The word used in files, addresses and answers.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Eaje => "eaje",
            Self::Rpe => "rpe",
            Self::Laep => "laep",
            Self::Alsh => "alsh",
            Self::Evs => "evs",
        }
    }

    /// The children it is measured against unless the user says otherwise.
    #[must_use]
    pub fn default_ages(self) -> Ages {
        match self {
            Self::Eaje => Ages { from: 0, to: 2 },
            Self::Rpe | Self::Laep => Ages { from: 0, to: 5 },
            Self::Alsh => Ages { from: 3, to: 11 },
            Self::Evs => Ages { from: 0, to: 17 },
        }
    }
}

impl FromStr for Kind {
    type Err = InvalidKind;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|kind| kind.as_str() == text);
        found.ok_or_else(|| InvalidKind(text.chars().take(20).collect()))
    }
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A band of ages in whole years, both ends included: `0-2` is three years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ages {
    from: u8,
    to: u8,
}

/// Why a text is not a band of ages.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a band of ages: two ages from 0 to 24 are expected, such as 0-2 or 11-17")]
pub struct InvalidAges(String);

impl Ages {
    /// The oldest age that a band may name.
    const OLDEST: u8 = 24;

    /// The years from `from` to `to`, both included.
    ///
    /// # Errors
    /// Where they do not grow, or pass 24.
    pub fn new(from: u8, to: u8) -> Result<Self, InvalidAges> {
        if from <= to && to <= Self::OLDEST {
            Ok(Self { from, to })
        } else {
            Err(InvalidAges(format!("{from}-{to}")))
        }
    }

    /// The youngest and the oldest age.
    #[must_use]
    pub fn bounds(self) -> (u8, u8) {
        (self.from, self.to)
    }

    /// How many years of age it holds.
    #[must_use]
    pub fn years(self) -> u8 {
        self.to - self.from + 1
    }

    /// How many years of age the two bands share.
    #[must_use]
    pub fn shared_years(self, other: Self) -> u8 {
        let (from, to) = (self.from.max(other.from), self.to.min(other.to));
        (to + 1).saturating_sub(from)
    }
}

impl FromStr for Ages {
    type Err = InvalidAges;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || InvalidAges(text.chars().take(20).collect());
        let (from, to) = text.split_once('-').ok_or_else(refused)?;
        let age = |text: &str| text.parse::<u8>().map_err(|_no_number| refused());
        Self::new(age(from)?, age(to)?).map_err(|_out_of_bounds| refused())
    }
}

impl TryFrom<String> for Ages {
    type Error = InvalidAges;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Ages> for String {
    fn from(ages: Ages) -> Self {
        ages.to_string()
    }
}

impl fmt::Display for Ages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.from, self.to)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_share_whole_years_both_ends_included() {
        let ages = |text: &str| text.parse::<Ages>().unwrap();
        assert_eq!(ages("0-2").years(), 3);
        assert_eq!(ages("3-11").shared_years(ages("11-17")), 1);
        assert_eq!(ages("0-3").shared_years(ages("0-2")), 3);
        assert_eq!(ages("0-2").shared_years(ages("3-5")), 0);
        for text in ["2-0", "0-25", "3", "-1-2", "a-b", ""] {
            assert!(text.parse::<Ages>().is_err(), "{text}");
        }
    }
}
