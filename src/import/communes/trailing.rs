//! A commune's name at the end of a line.

use super::Resolver;
use crate::import::list::words::plain;

/// The longest commune name has 45 characters and 9 words.
const MAX_NAME_WORDS: usize = 10;

impl Resolver<'_> {
    /// A commune's name at the end of a text without a postcode: where it begins, and the name as
    /// written. Behind « de », as in « route de Maule », it is part of a street. Names from
    /// outside the territory count behind « à », a dash or a comma only.
    #[must_use]
    pub fn trailing(&self, text: &str) -> Option<(usize, String)> {
        let starts: Vec<usize> = text
            .char_indices()
            .filter(|&(at, c)| {
                c.is_alphanumeric()
                    && text[..at].chars().next_back().is_none_or(|before| !before.is_alphanumeric())
            })
            .map(|(at, _)| at)
            .collect();
        let first = starts.len().saturating_sub(MAX_NAME_WORDS);
        for &start in &starts[first..] {
            let name = &text[start..];
            let before = text[..start].trim_end();
            let joined = before.is_empty()
                || text[..start].ends_with(['-', '\'', '’']) && !text[..start].ends_with(" -");
            if joined || name.contains([',', '–', '—', '(', '"']) || name.contains(" - ") {
                continue;
            }
            let behind = plain(before);
            let last = behind.rsplit(' ').next().unwrap_or_default();
            let parted = before.ends_with([',', '–', '—', '-', ':', '(']) || last == "a";
            let of =
                ["de", "du", "des", "d", "la", "le", "les", "l", "et", "rue", "route", "saint"];
            let is_street = !before.ends_with([',', '–', '—', '-', ':']) && of.contains(&last);
            let found = if parted {
                self.named(name).next().is_some() || self.former_member(name).is_some()
            } else {
                self.member(name).or_else(|| self.former_member(name)).is_some()
            };
            if found && !is_street {
                return Some((start, name.trim().to_owned()));
            }
        }
        None
    }
}
