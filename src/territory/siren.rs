//! The official number of an EPCI.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The SIREN number of an EPCI: nine digits, such as `200034130`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Siren(u32);

/// Why a text is not a SIREN number.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a SIREN number: nine digits are expected, such as 200034130")]
pub struct InvalidSiren(String);

impl FromStr for Siren {
    type Err = InvalidSiren;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || InvalidSiren(text.chars().take(20).collect());
        if text.len() != 9 || !text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(refused());
        }
        text.parse().map(Self).map_err(|_too_large| refused())
    }
}

impl TryFrom<String> for Siren {
    type Error = InvalidSiren;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<Siren> for String {
    fn from(siren: Siren) -> Self {
        siren.to_string()
    }
}

impl fmt::Display for Siren {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}

impl fmt::Debug for Siren {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
