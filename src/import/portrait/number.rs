//! Numbers as French documents print them, kept exactly as printed.

/// A decimal number as printed: `mantissa` / 10^`decimals`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Printed {
    pub(super) mantissa: i64,
    pub(super) decimals: u32,
}

/// What a cell of figures holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Value {
    Number(Printed),
    /// `<5`: from 1 to one less than the number.
    Secret(i64),
    /// Blank, `nd`, `-`.
    Unsaid,
}

/// The sign that follows a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    None,
    Percent,
    Euro,
}

/// The most digits of a number: all of them are exact in an `f64`.
const DIGITS: usize = 15;

/// Values below this are blanked by the rule of the Caf, where a cell only says `s`.
const BLANKED_BELOW: i64 = 5;

impl Printed {
    pub(super) fn get(self) -> f64 {
        self.mantissa as f64 / 10f64.powi(self.decimals.cast_signed())
    }

    /// The number, where it is whole.
    pub(super) fn whole(self) -> Option<i64> {
        (self.decimals == 0).then_some(self.mantissa)
    }

    /// The mantissa at a finer number of decimals.
    pub(super) fn at(self, decimals: u32) -> i128 {
        i128::from(self.mantissa) * 10i128.pow(decimals.saturating_sub(self.decimals))
    }

    /// Whether 100 × `part` / `whole` is printed so, rounded either way at a half.
    pub(super) fn is_share(self, part: i64, whole: i64) -> bool {
        let (part, whole) = (i128::from(part), i128::from(whole));
        let exact = 100 * part * 10i128.pow(self.decimals);
        whole > 0 && 2 * (exact - i128::from(self.mantissa) * whole).abs() <= whole
    }
}

/// Reads a cell, or nothing where it holds words.
pub(super) fn value(cell: &str) -> Option<(Value, Sign)> {
    let text: String = cell.chars().map(|c| if c.is_whitespace() { ' ' } else { c }).collect();
    let text = text.trim().trim_end_matches('*').trim_end();
    let lower = text.to_lowercase().replace(['.', ' '], "");
    if matches!(lower.as_str(), "" | "nd" | "ns" | "nc" | "-" | "–" | "—" | "…" | "///") {
        return Some((Value::Unsaid, Sign::None));
    }
    if matches!(lower.as_str(), "s" | "ss") {
        return Some((Value::Secret(BLANKED_BELOW), Sign::None));
    }
    let (text, sign) = match text.strip_suffix('%').map(|rest| (rest, Sign::Percent)) {
        Some(found) => found,
        None => text.strip_suffix('€').map_or((text, Sign::None), |rest| (rest, Sign::Euro)),
    };
    let text = text.trim();
    if let Some(bound) = text.strip_prefix('<') {
        let bound = printed(bound.trim())?.whole()?;
        return (bound > 1).then_some((Value::Secret(bound), sign));
    }
    Some((Value::Number(printed(text)?), sign))
}

/// Reads `1 378`, `67,5`, `−0,9`. A dot is a decimal sign only where it cannot be one of
/// thousands.
pub(super) fn printed(text: &str) -> Option<Printed> {
    let (negative, text) = match text.strip_prefix(['-', '−', '–']) {
        Some(rest) => (true, rest.trim_start()),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, fraction) = match text.split_once([',', '.']) {
        Some((_, fraction)) if text.contains('.') && fraction.len() == 3 => return None,
        Some((whole, fraction)) if !fraction.is_empty() => (whole, fraction),
        Some(_) => return None,
        None => (text, ""),
    };
    let groups: Vec<&str> = whole.split(' ').collect();
    let grouped = groups.len() == 1
        || (matches!(groups[0].len(), 1..=3) && groups[1..].iter().all(|group| group.len() == 3));
    let digits: String = groups.concat() + fraction;
    let numeric = digits.bytes().all(|byte| byte.is_ascii_digit());
    if !grouped || !numeric || whole.is_empty() || digits.len() > DIGITS {
        return None;
    }
    let mantissa: i64 = digits.parse().ok()?;
    Some(Printed {
        mantissa: if negative { -mantissa } else { mantissa },
        decimals: u32::try_from(fraction.len()).ok()?,
    })
}

/// A count and a percentage in one cell, `230 10,0`, where only one way to part them holds.
pub(super) fn pair(cell: &str) -> Option<(Printed, Printed)> {
    let words: Vec<&str> = cell.split_whitespace().take(8).collect();
    let mut found = (1..words.len()).filter_map(|at| {
        let count = printed(&words[..at].join(" ")).filter(|count| count.decimals == 0)?;
        let share = printed(words[at..].join(" ").trim_end_matches('%').trim_end())?;
        (share.get() <= 100.0).then_some((count, share))
    });
    let first = found.next()?;
    found.next().is_none().then_some(first)
}

/// A number in French typography.
pub(super) fn french(mantissa: i128, decimals: u32) -> String {
    let digits = format!("{:0>1$}", mantissa.abs(), decimals as usize + 1);
    let (whole, fraction) = digits.split_at(digits.len() - decimals as usize);
    let mut text = String::new();
    for (at, digit) in whole.chars().enumerate() {
        if at > 0 && (whole.len() - at).is_multiple_of(3) {
            text.push('\u{202f}');
        }
        text.push(digit);
    }
    let sign = if mantissa < 0 { "−" } else { "" };
    let comma = if fraction.is_empty() { "" } else { "," };
    format!("{sign}{text}{comma}{fraction}")
}

/// 100 × `part` / `whole` in French typography, rounded to `decimals`.
pub(super) fn share(part: i64, whole: i64, decimals: u32) -> String {
    let exact = 200 * i128::from(part) * 10i128.pow(decimals) + i128::from(whole);
    french(exact.div_euclid(2 * i128::from(whole.max(1))), decimals)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(text: &str) -> Option<f64> {
        match value(text)?.0 {
            Value::Number(printed) => Some(printed.get()),
            _ => None,
        }
    }

    #[test]
    fn french_numbers_read_with_every_space_and_sign() {
        for (text, expected) in [
            ("1 378", 1378.0),
            ("1\u{a0}378", 1378.0),
            ("1\u{202f}448\u{202f}207", 1_448_207.0),
            ("67,5", 67.5),
            ("−0,9", -0.9),
            ("-0,9", -0.9),
            ("1 526 €", 1526.0),
            ("130 161 413 €", 130_161_413.0),
            ("5963", 5963.0),
            ("12.5", 12.5),
            ("0", 0.0),
        ] {
            assert_eq!(number(text), Some(expected), "{text}");
        }
        for text in ["230 10,0", "1.378", "12 rue", "1 37", "78420 X", "1,", ",5", "31/12/2022"] {
            assert_eq!(number(text), None, "{text}");
        }
    }

    #[test]
    fn blanks_and_secrets_are_not_zero() {
        assert_eq!(value("<5"), Some((Value::Secret(5), Sign::None)));
        assert_eq!(value("s"), Some((Value::Secret(5), Sign::None)));
        for text in ["", "nd", "n.d.", "-", " "] {
            assert_eq!(value(text), Some((Value::Unsaid, Sign::None)), "{text}");
        }
    }

    #[test]
    fn a_count_and_its_share_part_in_one_way_only() {
        let read = |text| pair(text).map(|(count, share)| (count.get(), share.get()));
        assert_eq!(read("230 10,0"), Some((230.0, 10.0)));
        assert_eq!(read("1 230 100,0"), Some((1230.0, 100.0)));
        assert_eq!(read("230"), None);
        assert_eq!(read("1 2 3"), None);
    }

    #[test]
    fn shares_agree_within_rounding() {
        let share = |text| printed(text).unwrap();
        assert!(share("3,9").is_share(595, 15178));
        assert!(!share("2,6").is_share(595, 15178));
        assert!(share("12,5").is_share(1, 8) && share("13").is_share(1, 8));
        assert!(share("12").is_share(1, 8));
        assert_eq!(super::share(220, 587, 1), "37,5");
        assert_eq!(french(-130_161_413, 0), "−130\u{202f}161\u{202f}413");
        assert_eq!(french(5, 2), "0,05");
    }
}
