//! Workbooks, read cell by cell: what a file declares never decides how much memory is taken.

mod bomb;
mod calculated;

use std::borrow::Cow;
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

use bomb::check_inflated;
use calamine::{Data, DataRef, Reader as _, Xlsx};
use calculated::{Formulas, repeat_merged};

use super::table::{
    MAX_BYTES, MAX_CELL, MAX_CELLS, MAX_COLUMNS, MAX_ROWS, MAX_SHEETS, ReadListError, Table,
    TableRow,
};

type Notes = Vec<(u32, String)>;

/// Reads every sheet of a workbook.
///
/// # Errors
/// Where it does not read, inflates too far, or passes a bound.
pub fn read_workbook(
    file: &str,
    bytes: &[u8],
) -> Result<(Vec<Table<'static>>, Notes), ReadListError> {
    check_inflated(file, bytes)?;
    // The reader of a damaged workbook may panic: that is a refusal like another.
    catch_unwind(AssertUnwindSafe(|| read_sheets(file, bytes))).unwrap_or_else(|_| {
        let detail = "ses parties ne s’accordent pas".to_owned();
        Err(ReadListError::Workbook { file: file.to_owned(), sheet: None, detail })
    })
}

fn read_sheets(file: &str, bytes: &[u8]) -> Result<(Vec<Table<'static>>, Notes), ReadListError> {
    let wrong = |sheet: Option<&str>, detail: String| ReadListError::Workbook {
        file: file.to_owned(),
        sheet: sheet.map(str::to_owned),
        detail,
    };
    let mut book: Xlsx<_> =
        Xlsx::new(Cursor::new(bytes)).map_err(|error| wrong(None, error.to_string()))?;
    let names = book.sheet_names();
    if names.len() > MAX_SHEETS {
        return Err(bound(file, None, (0, 0), (MAX_SHEETS, "feuilles")));
    }
    let (mut tables, mut notes) = (Vec::new(), Vec::new());
    let mut room = Room { cells: MAX_CELLS, bytes: MAX_BYTES };
    for name in names {
        let regions = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
        let mut cells = match book.worksheet_cells_reader(&name) {
            Ok(cells) => cells,
            Err(calamine::XlsxError::NotAWorksheet(_)) => continue,
            Err(error) => return Err(wrong(Some(&name), error.to_string())),
        };
        let (mut rows, mut formulas): (Vec<TableRow<'_>>, _) = (Vec::new(), Formulas::default());
        // Shared formulas are not spelt out: their numbers would decide how much memory is taken.
        while let Some(cell) = cells
            .next_cell_with_formula_metadata()
            .map_err(|error| wrong(Some(&name), error.to_string()))?
        {
            if cell.formula.is_some() {
                formulas.add(cell.pos);
            }
            let text = shown(&cell.value);
            if !text.is_empty() {
                let mut whole = Sheet { file, name: &name, room: &mut room };
                place(&mut whole, &mut rows, (cell.pos, text))?;
            }
        }
        notes.extend(formulas.note(&name));
        rows.sort_by_key(|row| row.line);
        notes.extend(repeat_merged(&name, regions, &mut rows));
        tables.push(Table { sheet: Some(name), rows });
    }
    Ok((tables, notes))
}

/// What a workbook may still hold: one text can stand in any number of cells.
struct Room {
    cells: usize,
    bytes: usize,
}

/// The sheet that a cell stands in.
struct Sheet<'a> {
    file: &'a str,
    name: &'a str,
    room: &'a mut Room,
}

/// Puts a cell in its row.
fn place(
    sheet: &mut Sheet<'_>,
    rows: &mut Vec<TableRow<'static>>,
    ((row, column), text): ((u32, u32), String),
) -> Result<(), ReadListError> {
    let (file, name) = (sheet.file, sheet.name);
    let refused = |what| Err(bound(file, Some(name), (row, column), what));
    if column as usize >= MAX_COLUMNS {
        return refused((MAX_COLUMNS, "colonnes"));
    }
    if text.len() > MAX_CELL {
        return refused((MAX_CELL, "octets dans une cellule"));
    }
    if text.len() > sheet.room.bytes {
        return refused((MAX_BYTES, "octets de texte"));
    }
    sheet.room.bytes -= text.len();
    let line = row.saturating_add(1);
    if rows.last().is_none_or(|last| last.line != line) {
        if rows.len() == MAX_ROWS {
            return refused((MAX_ROWS, "lignes"));
        }
        rows.push(TableRow { line, cells: vec![] });
    }
    if let Some(last) = rows.last_mut() {
        let column = column as usize;
        if last.cells.len() <= column {
            let added = column + 1 - last.cells.len();
            if added > sheet.room.cells {
                return refused((MAX_CELLS, "cellules"));
            }
            sheet.room.cells -= added;
            last.cells.resize(column + 1, Cow::Borrowed(""));
        }
        last.cells[column] = Cow::Owned(text.trim().to_owned());
    }
    Ok(())
}

fn bound(
    file: &str,
    sheet: Option<&str>,
    (row, column): (u32, u32),
    (limit, what): (usize, &'static str),
) -> ReadListError {
    ReadListError::Bound {
        file: file.to_owned(),
        sheet: sheet.map(str::to_owned),
        line: row as usize + 1,
        cell: format!("colonne {}", u64::from(column) + 1),
        limit,
        what,
    }
}

/// A cell as a person reads it: whole numbers without a decimal point, dates as ISO 8601.
fn shown(value: &DataRef<'_>) -> String {
    match Data::from(value.clone()) {
        Data::Empty | Data::Error(_) => String::new(),
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        Data::Float(number) => number.to_string(),
        Data::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(date) => date.split('T').next().unwrap_or_default().to_owned(),
        other => other.to_string(),
    }
}
