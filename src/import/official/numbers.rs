//! Numbers and years as the publishers write them.

use super::rows::decode;
use crate::territory::Figure;

/// What a cell that should hold a number holds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Number {
    /// A number, finite and not negative.
    Value(f64),
    /// Nothing, or a word for it.
    Blank,
    /// Blanked by the secrecy rule.
    Secret,
    /// Neither: a negative number, one that is not finite, or another text.
    Wrong,
}

impl Number {
    /// Reads a cell; the decimal mark is a point or a comma.
    pub(super) fn read(cell: &[u8]) -> Self {
        let text = decode(cell);
        let text = text.trim();
        match text.to_ascii_lowercase().as_str() {
            "" | "nd" | "n.d." | "nd." | "na" | "n/a" | "nc" | "null" | "\\n" | "." => {
                return Self::Blank;
            }
            "s" | "secret" | "c" | "ss" => return Self::Secret,
            _ => {}
        }
        let value = match text.parse::<f64>() {
            Ok(value) => value,
            Err(_) => match text.replace(',', ".").parse() {
                Ok(value) => value,
                Err(_) => return Self::Wrong,
            },
        };
        if value.is_finite() && value >= 0.0 { Self::Value(value) } else { Self::Wrong }
    }

    /// What it says of a count.
    pub(super) fn figure(self) -> Figure {
        match self {
            Self::Value(value) => Figure::observed(value),
            Self::Secret => Figure::SECRET,
            Self::Blank | Self::Wrong => Figure::NOT_DOCUMENTED,
        }
    }

    /// The number, where there is one.
    pub(super) fn value(self) -> Option<f64> {
        if let Self::Value(value) = self { Some(value) } else { None }
    }
}

/// The year that a name tells: the last four digits in a row that begin with 19 or 20.
pub(super) fn year_in(name: &str) -> Option<String> {
    let mut runs = name.split(|c: char| !c.is_ascii_digit());
    let is_year = |run: &&str| run.len() == 4 && (run.starts_with("19") || run.starts_with("20"));
    runs.rfind(is_year).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_have_a_point_or_a_comma_and_secrets_are_no_zero() {
        assert_eq!(Number::read(b"306,366992"), Number::Value(306.366_992));
        assert_eq!(Number::read(b"12.5"), Number::Value(12.5));
        for (cell, read) in [
            (&b""[..], Number::Blank),
            (b"nd", Number::Blank),
            (b"s", Number::Secret),
            (b"-3", Number::Wrong),
            (b"NaN", Number::Wrong),
            (b"inf", Number::Wrong),
            (b"1e999", Number::Wrong),
            (b"1 234", Number::Wrong),
        ] {
            assert_eq!(Number::read(cell), read, "{cell:?}");
        }
    }

    #[test]
    fn a_name_tells_its_year() {
        assert_eq!(year_in("BTT_TD_POP1B_2010.txt").as_deref(), Some("2010"));
        assert_eq!(year_in("carreaux_200m_met.csv"), None);
    }
}
