//! Filling one column of a roster and leaving every other byte as it was.
//!
//! A learning platform reads back what it wrote: its own columns, rows, quotes and line ends. So the
//! text is cut into its cells as they are written, and only the cells of one column are exchanged.

mod cut;

use std::collections::BTreeMap;

use crate::roster::{NO_STUDENT, Sheet};
use cut::{RawRow, cut};

/// What goes into a column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column<'a> {
    /// Its name in the line of headers; a new one comes last.
    pub name: &'a str,
    /// What goes into it, by the rows of [`Sheet::rows`]; other rows keep what they have.
    pub cells: BTreeMap<usize, String>,
    /// What could be earned, for the row `Points Possible` of a new column.
    pub possible: Option<String>,
}

/// A roster with its column filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filled {
    /// The file.
    pub text: String,
    /// Whether the column is new.
    pub is_new: bool,
}

/// Why a column cannot be filled.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FillError {
    /// Several columns have the name.
    #[error("the roster has several columns `{0}`")]
    Several(String),
    /// A row is longer than the line of headers, so that a new column would not be the last.
    #[error("row {0} of the roster has more cells than there are columns")]
    LongRow(usize),
    /// Its quotes are such that its cells cannot be told apart for certain.
    #[error("the quotes of the roster do not stand as in CSV, so that it cannot be kept as it is")]
    Quotes,
}

/// Fills a column.
///
/// # Errors
/// When it is not clear which cells are meant.
pub fn fill(sheet: &Sheet, column: &Column<'_>) -> Result<Filled, FillError> {
    let rows = cut(&sheet.text, sheet.separator);
    if !agree(sheet, &rows) {
        return Err(FillError::Quotes);
    }
    let mut same = sheet.headers.iter().enumerate().filter(|(_, header)| *header == column.name);
    let found = match (same.next(), same.next()) {
        (_, Some(_)) => return Err(FillError::Several(column.name.to_owned())),
        (first, None) => first.map(|(at, _)| at),
    };
    let place = found.unwrap_or(sheet.headers.len());
    let is_long = |row: &Vec<String>| row.len() > sheet.headers.len();
    if let Some(row) = sheet.rows.iter().position(is_long).filter(|_| found.is_none()) {
        return Err(FillError::LongRow(row + 2));
    }
    let mut text = if sheet.bom { "\u{feff}".to_owned() } else { String::new() };
    let mut number = 0;
    for raw in &rows {
        let cell = if raw.is_blank() {
            None
        } else {
            number += 1;
            cell(sheet, column, found.is_none(), number)
        };
        write(&mut text, raw, place, cell.as_deref(), sheet.separator);
    }
    Ok(Filled { text, is_new: found.is_none() })
}

/// What goes into a row, which are counted from 1 with the headers; `None` where it stays.
fn cell(sheet: &Sheet, column: &Column<'_>, is_new: bool, number: usize) -> Option<String> {
    let Some(row) = number.checked_sub(2) else {
        return is_new.then(|| quoted(column.name, sheet.separator));
    };
    if let Some(cell) = column.cells.get(&row) {
        return Some(quoted(cell, sheet.separator));
    }
    let first = sheet.rows.get(row)?.first()?;
    let is_maxima = first.trim().eq_ignore_ascii_case(NO_STUDENT);
    let maximum = if is_maxima { column.possible.clone() } else { None };
    is_new.then(|| maximum.unwrap_or_default())
}

/// Writes a row with another cell at a place.
fn write(to: &mut String, raw: &RawRow<'_>, place: usize, cell: Option<&str>, separator: u8) {
    let mut cells = raw.cells.clone();
    if let Some(cell) = cell {
        cells.resize(cells.len().max(place + 1), "");
        cells[place] = cell;
    }
    to.push_str(&cells.join(&char::from(separator).to_string()));
    to.push_str(raw.end);
}

/// Whether the cut gives the cells that the CSV reader gave.
fn agree(sheet: &Sheet, rows: &[RawRow<'_>]) -> bool {
    let read = std::iter::once(&sheet.headers).chain(&sheet.rows);
    let cut = rows.iter().filter(|row| !row.is_blank());
    let mut read = read.map(Vec::len);
    let same = cut.map(|row| row.cells.len()).all(|cells| read.next() == Some(cells));
    same && read.next().is_none()
}

/// A cell as it is written.
fn quoted(cell: &str, separator: u8) -> String {
    let special = |c: char| matches!(c, '"' | '\n' | '\r') || c == char::from(separator);
    let is_plain = !cell.contains(special) && cell.trim() == cell;
    if is_plain { cell.to_owned() } else { format!("\"{}\"", cell.replace('"', "\"\"")) }
}

#[cfg(test)]
mod tests;
