//! Text to rows: how the cells of a pasted or delimited text are told apart.

use std::borrow::Cow;
use std::sync::atomic::{AtomicUsize, Ordering};

use crate::import::list::headings::columns_of;
use crate::import::table::{
    MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, ReadListError, Separation, Table, TableRow,
};
use crate::shares::{in_threads, share_of};

/// How many lines are looked at to find the delimiter.
const SAMPLE: usize = 400;

/// A delimiter is taken where this share of the lines has the same number of it.
const CONSISTENT: f64 = 0.6;

/// No more bytes than most rows have: how long a text is worth a thread.
const SHORT_ROW: usize = 100;

/// Rows with the number of their line, and what was done on the way.
pub type Separated<'t> = (Separation, Table<'t>, Vec<(u32, String)>);

/// Separates a text into rows of cells.
///
/// # Errors
/// Past a bound on rows, columns or cells.
pub fn separate<'t>(file: &str, text: &'t str) -> Result<Separated<'t>, ReadListError> {
    let separation = sniff(text);
    let shares = shares(text);
    if shares.len() > 1 {
        let held = Held::default();
        let read = in_threads(shares, |share| separate_share(file, share, (separation, &held)));
        // Where a bound is passed, the line that passes it is found from the beginning.
        if let Ok(shares) = read.into_iter().collect::<Result<Vec<_>, _>>() {
            return Ok((separation, put_together(shares), Vec::new()));
        }
    }
    let Share { rows, notes, .. } = separate_share(file, text, (separation, &Held::default()))?;
    Ok((separation, Table { sheet: None, rows }, notes))
}

/// A part of a text, separated.
struct Share<'t> {
    rows: Vec<TableRow<'t>>,
    lines: u32,
    notes: Vec<(u32, String)>,
}

/// What all shares of a text hold so far: the bounds are those of the whole.
#[derive(Default)]
struct Held {
    rows: AtomicUsize,
    cells: AtomicUsize,
}

/// Parts of whole lines, where a text is long enough. Quotes may hold ends of lines: a text with
/// one stays whole.
fn shares(text: &str) -> Vec<&str> {
    let size = share_of(text.len() / SHORT_ROW) * SHORT_ROW;
    if size >= text.len() || text.contains('"') {
        return vec![text];
    }
    let (mut shares, mut rest) = (Vec::new(), text);
    while !rest.is_empty() {
        let end = rest.as_bytes().iter().skip(size).position(|&byte| byte == b'\n');
        let (share, further) = rest.split_at(end.map_or(rest.len(), |end| size + end + 1));
        shares.push(share);
        rest = further;
    }
    shares
}

/// All rows with the numbers that their lines have in the whole.
fn put_together(shares: Vec<Share<'_>>) -> Table<'_> {
    let (mut rows, mut above) = (Vec::new(), 0);
    for mut share in shares {
        share.rows.iter_mut().for_each(|row| row.line += above);
        above += share.lines;
        rows.append(&mut share.rows);
    }
    Table { sheet: None, rows }
}

fn separate_share<'t>(
    file: &str,
    text: &'t str,
    (separation, held): (Separation, &Held),
) -> Result<Share<'t>, ReadListError> {
    let mut reader =
        Reader { file, text, at: 0, line: 1, no_close_before: 0, width: 0, notes: vec![] };
    let mut rows = Vec::new();
    while reader.at < text.len() {
        let line = reader.line;
        let cells = match separation {
            Separation::Character(delimiter) => reader.delimited(delimiter)?,
            _ => reader.spaced(separation)?,
        };
        reader.width = cells.len();
        let cells = cleaned(cells, separation);
        if cells.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        if held.rows.fetch_add(1, Ordering::Relaxed) >= MAX_ROWS {
            return Err(reader.bound(line, "toutes", MAX_ROWS, "lignes"));
        }
        let before = held.cells.fetch_add(cells.len(), Ordering::Relaxed);
        if before + cells.len() > MAX_CELLS {
            return Err(reader.bound(line, "toutes", MAX_CELLS, "cellules"));
        }
        rows.push(TableRow { line, cells });
    }
    Ok(Share { rows, lines: reader.line - 1, notes: reader.notes })
}

/// Without the frame of a Markdown table: outer bars and the rule below the headings.
fn cleaned(mut cells: Vec<Cow<'_, str>>, separation: Separation) -> Vec<Cow<'_, str>> {
    if separation != Separation::Character('|') || cells.len() < 2 {
        return cells;
    }
    if cells.iter().all(|cell| cell.chars().all(|c| matches!(c, '-' | ':' | '=' | '+'))) {
        return Vec::new();
    }
    let is_empty = |cell: Option<&Cow<'_, str>>| cell.is_some_and(|cell| cell.is_empty());
    if is_empty(cells.first()) && is_empty(cells.last()) {
        cells.remove(0);
        cells.pop();
    }
    cells
}

struct Reader<'a, 't> {
    file: &'a str,
    text: &'t str,
    at: usize,
    line: u32,
    /// No quote that opens before this place closes within a cell's bound.
    no_close_before: usize,
    /// The number of cells in the row before.
    width: usize,
    notes: Vec<(u32, String)>,
}

impl<'t> Reader<'_, 't> {
    fn bound(&self, line: u32, cell: &str, limit: usize, what: &'static str) -> ReadListError {
        ReadListError::Bound {
            file: self.file.to_owned(),
            sheet: None,
            line: line as usize,
            cell: cell.to_owned(),
            limit,
            what,
        }
    }

    fn push(&self, cells: &mut Vec<Cow<'t, str>>, cell: Cow<'t, str>) -> Result<(), ReadListError> {
        if cells.len() == MAX_COLUMNS {
            return Err(self.bound(self.line, "toutes", MAX_COLUMNS, "colonnes"));
        }
        if cell.len() > MAX_CELL {
            let cell = format!("colonne {}", cells.len() + 1);
            return Err(self.bound(self.line, &cell, MAX_CELL, "octets dans une cellule"));
        }
        cells.push(match cell {
            Cow::Borrowed(cell) => Cow::Borrowed(cell.trim()),
            Cow::Owned(cell) => Cow::Owned(cell.trim().to_owned()),
        });
        Ok(())
    }

    /// Takes the rest of the line, without its end.
    fn rest_of_line(&mut self) -> &'t str {
        let rest = &self.text[self.at..];
        let end = rest.find('\n').unwrap_or(rest.len());
        self.at = (self.at + end + 1).min(self.text.len());
        self.line += 1;
        rest[..end].trim_end_matches('\r')
    }

    fn spaced(&mut self, separation: Separation) -> Result<Vec<Cow<'t, str>>, ReadListError> {
        let line = self.rest_of_line();
        let mut cells = Vec::new();
        if separation == Separation::Spaces {
            for part in line.trim().split("  ").filter(|part| !part.trim().is_empty()) {
                self.push(&mut cells, Cow::Borrowed(part))?;
            }
        } else {
            self.push(&mut cells, Cow::Borrowed(line))?;
        }
        Ok(cells)
    }

    fn delimited(&mut self, delimiter: char) -> Result<Vec<Cow<'t, str>>, ReadListError> {
        let mut cells = Vec::with_capacity(self.width);
        let parts = |byte: &u8| *byte == b'\n' || char::from(*byte) == delimiter;
        loop {
            let rest = &self.text[self.at..];
            if rest.starts_with('"')
                && let Some(length) = self.quoted(delimiter)
            {
                let inner = &rest[1..length - 1];
                self.push(&mut cells, unquoted(inner))?;
                self.line += inner.bytes().filter(|&byte| byte == b'\n').count() as u32;
                self.at += length;
                if self.ends_after_cell(delimiter) {
                    return Ok(cells);
                }
                continue;
            }
            // Delimiters are ASCII: no byte of another character is one.
            let end = rest.as_bytes().iter().position(parts).unwrap_or(rest.len());
            let cell = rest[..end].trim_end_matches('\r');
            self.push(&mut cells, Cow::Borrowed(cell))?;
            self.at += end;
            if self.ends_after_cell(delimiter) {
                return Ok(cells);
            }
        }
    }

    /// Steps over what ends a cell; whether it ends the row as well.
    fn ends_after_cell(&mut self, delimiter: char) -> bool {
        let rest = &self.text[self.at..];
        if rest.starts_with(delimiter) {
            self.at += delimiter.len_utf8();
            return false;
        }
        let end = if rest.starts_with("\r\n") { 2 } else { usize::from(!rest.is_empty()) };
        self.at += end;
        self.line += 1;
        true
    }

    /// The length of the quoted cell that begins here, quotes included; nothing where its quote
    /// never closes before a delimiter: the quote is then a character like another.
    fn quoted(&mut self, delimiter: char) -> Option<usize> {
        let bytes = &self.text.as_bytes()[self.at..];
        let limit = bytes.len().min(MAX_CELL);
        let ends = |at: usize| match bytes.get(at) {
            None | Some(b'\n' | b'\r') => true,
            Some(&byte) => byte == delimiter as u8,
        };
        if self.at < self.no_close_before {
            return (bytes.get(1) == Some(&b'"') && ends(2)).then_some(2);
        }
        let mut at = 1;
        while at < limit {
            match (bytes[at], bytes.get(at + 1)) {
                (b'"', Some(b'"')) => at += 2,
                (b'"', _) if ends(at + 1) => return Some(at + 1),
                (b'"', _) => {
                    return None;
                }
                _ => at += 1,
            }
        }
        self.no_close_before = self.at + limit;
        self.notes.push((self.line, "un guillemet ouvert ne se ferme pas : pris tel quel".into()));
        None
    }
}

/// What stands between quotes, two of them being one.
fn unquoted(inner: &str) -> Cow<'_, str> {
    if inner.contains('"') { Cow::Owned(inner.replace("\"\"", "\"")) } else { Cow::Borrowed(inner) }
}

/// The way the cells of a text are told apart.
fn sniff(text: &str) -> Separation {
    let lines: Vec<&str> =
        text.lines().filter(|line| !line.trim().is_empty()).take(SAMPLE).collect();
    let count = |of: &dyn Fn(&str) -> bool| lines.iter().filter(|line| of(line)).count();
    let total = lines.len().max(1) as f64;
    if count(&|line| line.contains('\t')) >= 2 {
        return Separation::Character('\t');
    }
    let bars = count(&|line| line.trim_start().starts_with('|'));
    if bars >= 2 && bars as f64 >= CONSISTENT * total {
        return Separation::Character('|');
    }
    for delimiter in [';', ',', '|', '\t'] {
        // Headings decide where there are some; else most lines have to agree.
        let headed = lines.iter().take(30).any(|line| {
            let cells: Vec<String> = line
                .split(delimiter)
                .map(|cell| cell.trim_matches([' ', '"']).to_owned())
                .collect();
            cells.len() > 1 && columns_of(&cells).is_some_and(|columns| columns.known() >= 2)
        });
        let mut counts = [0_usize; 64];
        for line in &lines {
            counts[line.matches(delimiter).count().min(63)] += 1;
        }
        let most = counts[1..].iter().max().copied().unwrap_or(0);
        let agreed = delimiter != ',' && lines.len() > 1 && most as f64 >= CONSISTENT * total;
        if headed || agreed {
            return Separation::Character(delimiter);
        }
    }
    let spaced = count(&|line| line.trim().contains("   "));
    if spaced >= 2 && spaced as f64 >= 0.4 * total { Separation::Spaces } else { Separation::Lines }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bounds_on_rows_and_cells_are_those_of_all_shares_together() {
        let separation = Separation::Character(';');
        for row in ["a\n".to_owned(), format!("a{}\n", ";".repeat(40))] {
            let share = row.repeat(MAX_ROWS * 3 / 4);
            let held = Held::default();
            let first = separate_share("liste", &share, (separation, &held));
            assert_eq!(first.is_ok(), row.len() < 40);
            assert!(separate_share("liste", &share, (separation, &held)).is_err());
            assert!(held.rows.into_inner() <= MAX_ROWS + 1);
            assert!(held.cells.into_inner() <= MAX_CELLS + 2 * row.len());
        }
    }
}
