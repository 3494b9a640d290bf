//! Figures in French sentences, with the marks of the field.

use crate::territory::Figure;

/// A whole number with narrow spaces between its thousands.
pub(super) fn whole(number: f64) -> String {
    decimal(number.round_ties_even())
}

/// A number as it is, with a decimal comma and narrow spaces between its thousands.
pub(super) fn decimal(number: f64) -> String {
    let plain = number.abs().to_string();
    let (digits, decimals) = plain.split_once('.').unwrap_or((&plain, ""));
    let mut written = String::new();
    if number < 0.0 {
        written.push('\u{2212}');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push('\u{202f}');
        }
        written.push(digit);
    }
    if !decimals.is_empty() {
        written.push(',');
    }
    written + decimals
}

/// A figure rounded to a whole number, with the mark of its status.
pub(super) fn marked(figure: Figure) -> String {
    with_mark(figure.status().as_str(), figure.value().map(whole))
}

/// The mark before a figure, and its narrow space.
pub(super) fn mark(status: &str) -> &'static str {
    match status {
        "estimated" => "≈\u{202f}",
        "lower-bound" => "≥\u{202f}",
        _ => "",
    }
}

/// What is written of a figure, with the mark of its status: 37,5 · ≈ 36,2 · ≥ 12,0 · 0 · n. a. ·
/// n. d. · s.
pub(super) fn with_mark(status: &str, number: Option<String>) -> String {
    match (status, number) {
        ("secret", _) => "s".to_owned(),
        ("not-applicable", _) => "n.\u{a0}a.".to_owned(),
        (_, None) => "n.\u{a0}d.".to_owned(),
        (_, Some(number)) => mark(status).to_owned() + &number,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn figures_are_written_as_the_field_writes_them() {
        assert_eq!(whole(22_529.0), "22\u{202f}529");
        assert_eq!(whole(999.6), "1\u{202f}000");
        assert_eq!(whole(-1_234.0), "\u{2212}1\u{202f}234");
        assert_eq!(whole(-0.2), "0");
        assert_eq!(decimal(37.5), "37,5");
        assert_eq!(decimal(-1_234.5), "\u{2212}1\u{202f}234,5");
        assert_eq!(marked(Figure::estimated(12.0)), "≈\u{202f}12");
        assert_eq!(marked(Figure::at_least(0.0)), "≥\u{202f}0");
        assert_eq!(marked(Figure::observed(0.0)), "0");
        assert_eq!(marked(Figure::SECRET), "s");
    }
}
