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

/// Who publishes a list, as far as a register knows.
const PUBLISHER: &str = "Liste importée";

/// A list as a source. Its id is made of its name alone, so that it stays the same from one version
/// to the next, and begins as no id of a dataset does; the oldest registers have lists without that
/// beginning, which keep their id.
pub(super) fn list_source(name: &str, content: &Content, known: &[Source]) -> Source {
    let (id, older) = (format!("liste-{}", slug(name)), slug(name));
    let is_known =
        |id: &str| known.iter().any(|s| s.id == id && s.title == name && s.publisher == PUBLISHER);
    Source {
        id: if !is_known(&id) && is_known(&older) { older } else { id },
        publisher: PUBLISHER.to_owned(),
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_keeps_the_id_that_the_register_has_of_it() {
        let source = |name: &str, known: &[Source]| {
            list_source(name, &Content::Bytes(b"Nom".to_vec().into()), known)
        };
        let of_2025 = source("2025", &[]);
        assert_eq!(of_2025.id, "liste-2025");
        assert_eq!(source("2025", std::slice::from_ref(&of_2025)).id, "liste-2025");
        // Another list, though its name is the id of the first.
        let known = [of_2025, Source { id: "acte".to_owned(), ..source("Acte", &[]) }];
        assert_eq!(source("liste-2025", &known).id, "liste-liste-2025");
        assert_eq!(source("Acte", &known).id, "acte");
        let both = [&known[..], &[source("Acte", &[])]].concat();
        assert_eq!(source("Acte", &both).id, "liste-acte");
    }
}
