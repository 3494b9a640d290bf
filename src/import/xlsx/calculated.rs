//! Cells whose value stands elsewhere: formulas, and cells merged with the one above.

use calamine::Dimensions;

use crate::import::table::TableRow;

/// At most this many cells are named in a note.
const NAMED_CELLS: usize = 20;
/// The most bytes that repeated values may add to a sheet: a hundred thousand types of service.
const MAX_REPEATED: usize = 2 << 20;

/// How many cells hold a formula, and the first of them.
#[derive(Debug, Default)]
pub struct Formulas {
    count: usize,
    first: Vec<String>,
}

impl Formulas {
    /// Adds a cell that holds one; its value is the last one that was calculated.
    pub fn add(&mut self, position: (u32, u32)) {
        self.count += 1;
        if self.first.len() < NAMED_CELLS {
            self.first.push(cell_name(position));
        }
    }

    /// What is told of them.
    pub fn note(&self, sheet: &str) -> Option<(u32, String)> {
        let named = named_cells(&self.first, self.count);
        let what = match self.count {
            0 => return None,
            1 => "cellule calculée, lue à sa dernière valeur",
            _ => "cellules calculées, lues à leur dernière valeur",
        };
        let count = self.count;
        Some((0, format!("feuille «\u{a0}{sheet}\u{a0}»\u{a0}: {count} {what} ({named})")))
    }
}

/// Names of cells, and that there are more.
fn named_cells(first: &[String], count: usize) -> String {
    let more = if count > first.len() { "…" } else { "" };
    format!("{}{more}", first.join(", "))
}

/// `B12` for row 11 and column 1.
fn cell_name((row, column): (u32, u32)) -> String {
    let (mut letters, mut left) = (Vec::new(), u64::from(column) + 1);
    while left > 0 {
        left -= 1;
        letters.push(char::from(b'A' + u8::try_from(left % 26).unwrap_or_default()));
        left /= 26;
    }
    letters.iter().rev().collect::<String>() + &(u64::from(row) + 1).to_string()
}

/// Repeats the value of a merged cell of the first column on each of its rows that hold something.
/// Rows that are not there are not made, whatever the region declares.
pub fn repeat_merged(
    sheet: &str,
    mut regions: Vec<Dimensions>,
    rows: &mut [TableRow<'_>],
) -> Option<(u32, String)> {
    let first = rows.iter().filter_map(|row| row.cells.iter().position(|c| !c.is_empty())).min()?;
    regions.retain(|region| region.start.1 as usize == first && region.start.0 < region.end.0);
    regions.sort_unstable_by_key(|region| region.start);
    let (mut at, mut named, mut count, mut left) = (0, Vec::new(), 0, MAX_REPEATED);
    for region in regions {
        // Rows lie in order, and so do the regions: one that overlaps the one before finds none.
        while rows.get(at).is_some_and(|row| row.line <= region.start.0) {
            at += 1;
        }
        let Some(top) = rows.get(at).filter(|row| row.line == region.start.0 + 1) else { continue };
        let value = top.cells.get(first).cloned().unwrap_or_default();
        at += 1;
        let mut repeated = false;
        while let Some(row) = rows.get_mut(at).filter(|row| row.line <= region.end.0 + 1) {
            if let Some(cell) = row.cells.get_mut(first).filter(|cell| cell.is_empty())
                && (1..=left).contains(&value.len())
            {
                cell.clone_from(&value);
                left -= value.len();
                repeated = true;
            }
            at += 1;
        }
        count += usize::from(repeated);
        if repeated && named.len() < NAMED_CELLS {
            let ends = [region.start, (region.end.0, region.start.1)].map(cell_name);
            named.push(ends.join(":"));
        }
    }
    let named = named_cells(&named, count);
    (count > 0).then(|| {
        let note = format!(
            "feuille «\u{a0}{sheet}\u{a0}»\u{a0}: cellules fusionnées ({named}), valeur répétée \
             sur chaque ligne"
        );
        (0, note)
    })
}
