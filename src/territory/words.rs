//! Names as they are compared.

use unicode_normalization::UnicodeNormalization as _;
use unicode_normalization::char::is_combining_mark;

/// A name as it is compared: no accents, no case, one space between words, `St` spelt out.
#[must_use]
pub fn normalised(name: &str) -> String {
    let mut plain = String::with_capacity(name.len());
    let mut word_start = 0;
    let mut push = |letter: Option<char>| match letter {
        Some(letter) => plain.push(letter),
        None if plain.len() > word_start => {
            spell_out(&mut plain, word_start);
            plain.push(' ');
            word_start = plain.len();
        }
        None => {}
    };
    if name.is_ascii() {
        for letter in name.bytes() {
            let letter = letter.to_ascii_lowercase();
            push(letter.is_ascii_alphanumeric().then_some(char::from(letter)));
        }
    } else {
        let letters = name.nfd().filter(|&letter| !is_combining_mark(letter));
        for letter in letters.flat_map(char::to_lowercase) {
            match letter {
                'œ' => "oe".chars().for_each(|letter| push(Some(letter))),
                'æ' => "ae".chars().for_each(|letter| push(Some(letter))),
                letter => push(letter.is_alphanumeric().then_some(letter)),
            }
        }
    }
    spell_out(&mut plain, word_start);
    plain.truncate(plain.trim_end().len());
    plain
}

fn spell_out(plain: &mut String, word_start: usize) {
    match &plain[word_start..] {
        "st" => plain.replace_range(word_start.., "saint"),
        "ste" => plain.replace_range(word_start.., "sainte"),
        _ => {}
    }
}

/// A name as a part of an id: its words, joined by hyphens.
#[must_use]
pub fn slug(name: &str) -> String {
    normalised(name).replace(' ', "-")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_compared_without_accents_case_or_punctuation() {
        assert_eq!(normalised("St-Nom-la-Bretèche"), "saint nom la breteche");
        assert_eq!(normalised("  STE  Foy st"), "sainte foy saint");
        assert_eq!(normalised("L’Haÿ-les-Roses"), "l hay les roses");
        assert_eq!(normalised("Œuilly"), "oeuilly");
        assert_eq!(normalised(" -- "), "");
        assert_eq!(slug("Les P'tits Petons"), "les-p-tits-petons");
    }
}
