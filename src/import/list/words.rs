//! Words without what writers vary: case, accents, punctuation.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// Words in lower case without accents, one space between them; anything but letters and digits
/// parts two words. Unlike `territory::normalised`, which compares names, it leaves « St » as it
/// is written: what a line says is not a name yet.
#[must_use]
pub fn plain(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    if text.is_ascii() {
        for byte in text.bytes() {
            if byte.is_ascii_alphanumeric() {
                words.push(char::from(byte.to_ascii_lowercase()));
            } else if !(words.is_empty() || words.ends_with(' ')) {
                words.push(' ');
            }
        }
        words.truncate(words.trim_end().len());
        return words;
    }
    for c in text.nfd().filter(|&c| !is_combining_mark(c)) {
        match c {
            'œ' | 'Œ' => words.push_str("oe"),
            'æ' | 'Æ' => words.push_str("ae"),
            c if c.is_alphanumeric() => words.extend(c.to_lowercase()),
            _ if words.is_empty() || words.ends_with(' ') => {}
            _ => words.push(' '),
        }
    }
    words.truncate(words.trim_end().len());
    words
}

/// A text without quotes around it or in it, and without stray punctuation at its ends.
#[must_use]
pub fn cleaned(text: &str) -> String {
    let quotes = ['"', '«', '»', '“', '”', '„'];
    let bare: String = text.chars().map(|c| if quotes.contains(&c) { ' ' } else { c }).collect();
    let words: Vec<&str> = bare.split_whitespace().collect();
    let joined = words.join(" ").replace("’", "'").replace('\'', "’");
    let stray = |c: char| {
        c.is_whitespace()
            || matches!(c, '-' | '–' | '—' | ',' | ';' | ':' | '•' | '·' | '*' | '/' | '▪')
    };
    joined.trim_matches(stray).to_owned()
}

/// At most `count` characters of a text.
#[must_use]
pub fn short(text: &str, count: usize) -> String {
    text.chars().take(count).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn writers_vary_and_words_do_not() {
        assert_eq!(plain("Saint-Nom-La  Bretèche"), "saint nom la breteche");
        assert_eq!(plain(" L.A.E.P. «\u{a0}Cœur\u{a0}» "), "l a e p coeur");
        assert_eq!(cleaned(" – \"La Ruche\" - "), "La Ruche");
    }
}
