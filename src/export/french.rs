//! Figures in French sentences, with the marks of the field.

use crate::territory::{Figure, Status};

/// A whole number with narrow spaces between its thousands.
pub(super) fn whole(number: f64) -> String {
    let digits = format!("{:.0}", number.abs());
    let mut written = String::new();
    if number <= -0.5 {
        written.push('\u{2212}');
    }
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push('\u{202f}');
        }
        written.push(digit);
    }
    written
}

/// A number as it is, with a decimal comma.
pub(super) fn decimal(number: f64) -> String {
    number.to_string().replace('.', ",").replace('-', "\u{2212}")
}

/// A figure rounded to a whole number, with the mark of its status.
pub(super) fn marked(figure: Figure) -> String {
    let number = figure.value().map(whole).unwrap_or_default();
    match figure.status() {
        Status::Observed | Status::Zero => number,
        Status::Estimated => format!("≈\u{a0}{number}"),
        Status::LowerBound => format!("≥\u{a0}{number}"),
        Status::NotApplicable => "n.\u{a0}a.".to_owned(),
        Status::NotDocumented => "n.\u{a0}d.".to_owned(),
        Status::Secret => "s".to_owned(),
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
        assert_eq!(marked(Figure::estimated(12.0)), "≈\u{a0}12");
        assert_eq!(marked(Figure::at_least(0.0)), "≥\u{a0}0");
        assert_eq!(marked(Figure::observed(0.0)), "0");
        assert_eq!(marked(Figure::SECRET), "s");
    }
}
