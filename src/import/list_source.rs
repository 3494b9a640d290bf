//! A list as a source.

use super::official::Content;
use crate::territory::{Source, slug};

/// The name of a file without its extension: another format is no other list.
pub(super) fn stem(file: &str) -> &str {
    match file.rsplit_once('.') {
        Some((stem, extension))
            if extension.len() <= 8 && extension.chars().all(|c| c.is_ascii_alphabetic()) =>
        {
            stem
        }
        _ => file,
    }
}

/// A list as a source. Its id is made of its name alone, so that it stays the same from one version
/// to the next, and begins as no id of a dataset does.
pub(super) fn list_source(name: &str, content: &Content) -> Source {
    Source {
        id: format!("liste-{}", slug(name)),
        publisher: "Liste importée".to_owned(),
        title: name.to_owned(),
        vintage: date_in(name).unwrap_or_else(|| "non datée".to_owned()),
        licence: "non précisée".to_owned(),
        short: name.to_owned(),
        package: None,
        sha256: content.sha256().ok(),
    }
}

/// The date in a name, such as « acte du 19/12/2025 » or `liste-2025-12-19`, else its year.
fn date_in(name: &str) -> Option<String> {
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, '/' | '-' | '.');
    let words =
        || name.split(|c| !is_part(c)).map(|word| word.trim_matches(|c: char| !c.is_ascii_digit()));
    let date = |word: &str| {
        let parts: Vec<&str> = word.split(['/', '-', '.']).collect();
        match parts.as_slice() {
            [day, month, year] if year.len() == 4 && day.len() <= 2 => {
                format!("{year}-{month:0>2}-{day:0>2}").parse::<jiff::civil::Date>().ok()
            }
            [year, month, day] if year.len() == 4 => {
                format!("{year}-{month:0>2}-{day:0>2}").parse().ok()
            }
            _ => None,
        }
    };
    let year = |word: &str| word.len() == 4 && (word.starts_with("19") || word.starts_with("20"));
    words()
        .find_map(date)
        .map(|date| format!("{:02}/{:02}/{}", date.day(), date.month(), date.year()))
        .or_else(|| words().find(|word| year(word)).map(str::to_owned))
}
