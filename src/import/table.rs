//! Rows of cells, as every tabular file gives them: pasted text, CSV, XLSX.

/// A table, or a sheet of one.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Table {
    /// The name of the sheet, in a workbook.
    pub sheet: Option<String>,
    /// Its rows, blank ones left out.
    pub rows: Vec<TableRow>,
}

/// A row of a table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct TableRow {
    /// Its line in the file or its row in the sheet, counted from 1. A row that runs over several
    /// lines has the number of its first.
    pub line: u32,
    /// Its cells, trimmed of blanks at both ends.
    pub cells: Vec<String>,
}
