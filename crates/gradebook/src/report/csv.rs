//! The scores as a table for spreadsheets.

use console::inert;

use super::words::said;
use crate::book::{Book, Row};
use crate::exact;
use crate::policy::Policy;

/// The names of the columns.
pub const HEADER: [&str; 8] =
    ["student", "name", "earned", "possible", "percent", "grade", "attempts", "notes"];

/// One row for each student: id, name, points, percent, grade, the attempt that counts, how many
/// there are, and notes. Points and percents are rounded as the class says. No cell is a formula.
///
/// # Errors
/// None that a text in memory has; the library's own type says so.
pub fn csv(book: &Book, policy: &Policy) -> Result<String, ::csv::Error> {
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER)?;
    for row in &book.rows {
        writer.write_record(cells(row, policy))?;
    }
    let bytes = writer.into_inner().map_err(|error| ::csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

fn cells(row: &Row, policy: &Policy) -> [String; 8] {
    let short = |number| exact::short(number, policy.decimals);
    let numbers = match row.scored() {
        Some(scored) => [
            short(&scored.earned),
            short(&scored.possible),
            scored.percent.as_ref().map(short).unwrap_or_default(),
            inert(scored.band.as_deref().unwrap_or_default()),
        ],
        None => Default::default(),
    };
    let [earned, possible, percent, grade] = numbers;
    let attempts = row.attempts.len().to_string();
    let notes = inert(&said(row, policy));
    [inert(&row.id), inert(&row.name), earned, possible, percent, grade, attempts, notes]
}
