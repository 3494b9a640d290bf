//! Lines of a pasted text, parted into cells and told apart.

use super::number::{self, Sign, Value};
use super::words;

/// A line with more cells is not taken for one of figures.
const MAX_CELLS: usize = 64;
/// A longer cell is prose, not a heading.
const LONGEST_HEADING: usize = 120;

/// A line without its markup.
#[derive(Debug, Clone)]
pub(super) struct Parted {
    pub(super) number: u32,
    /// The line as given, without blanks at its end.
    pub(super) text: String,
    /// Its cells: the label, then the columns.
    pub(super) cells: Vec<String>,
    pub(super) shape: Shape,
}

/// What a line looks like, before its neighbours are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shape {
    Blank,
    /// « Sources : Insee, RP2019 »
    Source,
    /// A title such as « 5. PETITE ENFANCE ».
    Title,
    /// One cell of words.
    Prose,
    /// Cells of words only.
    Headings,
    /// A label and no figures: every other cell is blank.
    Caption,
    /// A label and at least one figure.
    Figures,
    /// A rule between rows.
    Rule,
}

/// Parts every line of a text.
pub(super) fn part(text: &str) -> Vec<Parted> {
    (1..).zip(text.lines()).map(|(number, line)| part_line(number, line)).collect()
}

fn part_line(number: u32, line: &str) -> Parted {
    let cells: Vec<String> = split(line).iter().map(|cell| clean(cell)).collect();
    let shape = shape(line, &cells);
    Parted { number, text: line.trim_end().to_owned(), cells, shape }
}

/// Cells are parted by tabs, by the bars of a Markdown table, or by three blanks and more.
fn split(line: &str) -> Vec<&str> {
    let trimmed = line.trim();
    let barred = trimmed.strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
    match barred {
        _ if line.contains('\t') => line.split('\t').collect(),
        Some(inside) => inside.split('|').collect(),
        None if trimmed.contains("   ") => {
            trimmed.split("   ").filter(|cell| !cell.trim().is_empty()).collect()
        }
        None => vec![trimmed],
    }
}

/// A cell without `<i>`, `**` and the like. `<5` is no markup.
fn clean(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut rest = cell;
    while let Some(at) = rest.find('<') {
        text.push_str(&rest[..at]);
        let tag = &rest[at + 1..];
        let opens = tag.starts_with(|c: char| c.is_ascii_alphabetic() || c == '/');
        let end = tag.char_indices().take(80).find(|(_, c)| *c == '>').map(|(end, _)| end);
        rest = if let Some(end) = end.filter(|_| opens) {
            &tag[end + 1..]
        } else {
            text.push('<');
            tag
        };
    }
    text.push_str(rest);
    let text = text.replace("**", "").replace("&lt;", "<").replace("&nbsp;", " ");
    text.trim().trim_start_matches('\u{feff}').to_owned()
}

fn shape(line: &str, cells: &[String]) -> Shape {
    let label = cells.first().map_or("", String::as_str);
    let ruled = |cell: &String| {
        cell.is_empty() || (cell.len() > 2 && cell.chars().all(|c| matches!(c, '-' | ':' | '=')))
    };
    if line.trim().is_empty() || cells.iter().all(String::is_empty) {
        return Shape::Blank;
    }
    if cells.iter().all(ruled) {
        return Shape::Rule;
    }
    if source_words(label).is_some() {
        return Shape::Source;
    }
    if cells.len() < 2 {
        return if is_title(label) { Shape::Title } else { Shape::Prose };
    }
    let filled = || cells[1..].iter().filter(|cell| !cell.is_empty());
    if filled().next().is_none() {
        return if label.len() <= 3 * LONGEST_HEADING { Shape::Caption } else { Shape::Prose };
    }
    let years = label.is_empty() && filled().all(|cell| words::year(cell).is_some());
    if cells.len() > MAX_CELLS || filled().any(|cell| cell.len() > LONGEST_HEADING) {
        return Shape::Prose;
    }
    if !years && !label.is_empty() && filled().any(|cell| is_figure(cell)) {
        return Shape::Figures;
    }
    let wordy = filled().all(|cell| years || !is_figure(cell));
    if wordy { Shape::Headings } else { Shape::Prose }
}

/// Whether a cell holds a figure, a blanked one included, or two in one cell.
fn is_figure(cell: &str) -> bool {
    match number::value(cell) {
        Some((Value::Unsaid, Sign::None)) => false,
        Some(_) => true,
        None => number::pair(cell).is_some(),
    }
}

/// « 5. PETITE ENFANCE », « III - Jeunesse »: a number and a few words.
fn is_title(text: &str) -> bool {
    let Some((number, rest)) = text.split_once(['.', ')', '-', '–']) else { return false };
    let number = number.trim_start_matches('#').trim();
    let counted = (1..=2).contains(&number.len()) && number.bytes().all(|b| b.is_ascii_digit());
    let roman = (1..=4).contains(&number.len()) && number.bytes().all(|b| b"IVX".contains(&b));
    let rest = rest.trim();
    (counted || roman)
        && rest.starts_with(char::is_alphabetic)
        && rest.chars().count() <= 80
        && !rest.ends_with(['.', ';', ':'])
}

/// What a line of sources names: what follows « Sources : ».
pub(super) fn source_words(text: &str) -> Option<&str> {
    let text = text.trim_start_matches(['(', '*', ' ']);
    let head: String = text.chars().take(7).collect::<String>().to_lowercase();
    if !head.starts_with("source") {
        return None;
    }
    let (before, after) = text.split_once(':')?;
    (before.trim().chars().count() <= 10).then_some(after.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape_of(line: &str) -> Shape {
        part(line)[0].shape
    }

    #[test]
    fn lines_are_told_apart() {
        for (line, expected) in [
            ("\tCARRIÈRES SUR SEINE\tYVELINES", Shape::Headings),
            ("\t2022", Shape::Headings),
            ("2022\t<5\t423", Shape::Figures),
            ("<i>% des familles alloc.</i>\t<i>22,5</i>\t<i>25,9</i>", Shape::Figures),
            ("dépendants à 100%\t230 10,0\t10,0", Shape::Figures),
            ("Pour 100 enf. 0-2 ans\t\t\t", Shape::Caption),
            ("Sources : Insee RP2019", Shape::Source),
            ("5. PETITE ENFANCE", Shape::Title),
            ("1. Evaluation des actions mises en place dans le cadre de la CTG.", Shape::Prose),
            ("-----\t---\t---", Shape::Rule),
            ("| Population | 1 200 |", Shape::Figures),
            ("Ludothèque\t1 place Uderzo", Shape::Headings),
        ] {
            assert_eq!(shape_of(line), expected, "{line}");
        }
    }

    #[test]
    fn markup_is_stripped_and_a_blanked_value_is_not() {
        assert_eq!(clean("<i>1,0</i>"), "1,0");
        assert_eq!(clean("<5"), "<5");
        assert_eq!(clean("**TOTAL**"), "TOTAL");
        assert_eq!(clean("a < b"), "a < b");
    }
}
