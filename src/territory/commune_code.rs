//! The official code of a commune.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// The INSEE code of a commune, such as `75056` or `2A004`. It is not a postcode.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct CommuneCode([u8; 5]);

/// Why a text is not the code of a commune.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not a commune code: five characters are expected, such as 75056 or 2A004")]
pub struct InvalidCommuneCode(String);

impl CommuneCode {
    /// The five characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).expect("a commune code is ASCII")
    }

    /// The code of the département it lies in: two characters, three overseas.
    #[must_use]
    pub fn department(&self) -> &str {
        let text = self.as_str();
        if text.starts_with("97") || text.starts_with("98") { &text[..3] } else { &text[..2] }
    }
}

impl FromStr for CommuneCode {
    type Err = InvalidCommuneCode;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refused = || InvalidCommuneCode(text.chars().take(20).collect());
        let bytes: [u8; 5] = text.as_bytes().try_into().map_err(|_wrong_length| refused())?;
        let corsican = matches!(bytes, [b'2', b'A' | b'B', ..]);
        let digits = if corsican { &bytes[2..] } else { &bytes[..] };
        if digits.iter().all(u8::is_ascii_digit) { Ok(Self(bytes)) } else { Err(refused()) }
    }
}

impl TryFrom<String> for CommuneCode {
    type Error = InvalidCommuneCode;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        text.parse()
    }
}

impl From<CommuneCode> for String {
    fn from(code: CommuneCode) -> Self {
        code.as_str().to_owned()
    }
}

impl fmt::Display for CommuneCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for CommuneCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corsican_and_overseas_codes_are_accepted() {
        for (text, department) in
            [("75056", "75"), ("2A004", "2A"), ("2B033", "2B"), ("97411", "974"), ("01004", "01")]
        {
            let code: CommuneCode = text.parse().unwrap();
            assert_eq!(code.to_string(), text);
            assert_eq!(code.department(), department);
        }
    }

    #[test]
    fn a_lost_leading_zero_and_other_texts_are_refused() {
        for text in ["1004", "2C004", "7505é", "", "750560", "2A0 4"] {
            assert!(text.parse::<CommuneCode>().is_err(), "{text}");
        }
    }
}
