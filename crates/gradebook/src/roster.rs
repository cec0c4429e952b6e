//! Who is in the class: a CSV file as a learning platform exports it.
//!
//! The file is kept as it is, the platform's own columns and rows included; what is read of it is who
//! the students are. Commas, semicolons and tabs are told apart by the line of headers.

mod read;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;
use std::fmt;

use deck_format::{Fraction, nearest};

pub use read::{RosterError, factor, headers, read};

/// What a platform writes into the first cell of the row of maxima, which is no student's.
pub const NO_STUDENT: &str = "Points Possible";
/// The largest roster, in bytes.
pub const MAX_ROSTER: u64 = 64 * 1024 * 1024;

/// The largest roster of which the nearest id is looked for: where the wrong column was named, nobody
/// is found, and everybody would be compared with everybody.
const MAX_SUGGESTED: usize = 2000;

/// Who is in the class.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Roster {
    /// The students, in the order of the file, without those whose id stands twice.
    pub students: Vec<Student>,
    /// Rows that are not used, and why, in the order of the file.
    pub problems: Vec<RowProblem>,
    /// The file as a table.
    pub sheet: Sheet,
    by_id: BTreeMap<String, Found>,
}

/// A table as it stands in a CSV file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    /// The text, without a byte order mark.
    pub text: String,
    /// What stands between two cells: a comma, a semicolon or a tab.
    pub separator: u8,
    /// Whether a byte order mark stands in front.
    pub bom: bool,
    /// The cells of the line of headers.
    pub headers: Vec<String>,
    /// The cells of the other rows; a row may be shorter than the headers.
    pub rows: Vec<Vec<String>>,
}

/// A student.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Student {
    /// The id by which records name them.
    pub id: String,
    /// Their name; empty where the roster has none.
    pub name: String,
    /// What times are multiplied by for them; one is no extra time.
    pub time_factor: Fraction,
    /// Their row in [`Sheet::rows`].
    pub row: usize,
}

/// What an id stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Found {
    /// A student, at this place.
    One(usize),
    /// Several rows.
    Several,
}

/// A row that is not used, or not wholly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowProblem {
    /// The line of the file on which the row begins, from 1.
    pub line: u64,
    /// What is wrong.
    pub what: WrongRow,
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WrongRow {
    /// It names nobody.
    #[error("the row has no id")]
    NoId,
    /// Its id stands in another row, too.
    #[error("the id `{id}` stands on line {first}, too; neither row is used")]
    Twice {
        /// The id.
        id: String,
        /// The first line that has it.
        first: u64,
    },
    /// The factor of extra time is none; the student has no extra time.
    #[error("`{0}` is no factor of extra time, which is a number from 1 to 10, such as 1.5 or 3/2")]
    Factor(String),
}

impl fmt::Display for RowProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.what)
    }
}

/// The row of somebody who handed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lookup<'r> {
    /// A student.
    Student(&'r Student),
    /// Nobody; perhaps this id is meant.
    Unknown(Option<&'r str>),
    /// Several rows have the id.
    Several,
}

impl Roster {
    /// Looks up an id, which has to be written as in the roster.
    #[must_use]
    pub fn find(&self, id: &str) -> Lookup<'_> {
        match self.by_id.get(id) {
            Some(Found::One(at)) => self.students.get(*at).map_or(Lookup::Several, Lookup::Student),
            Some(Found::Several) => Lookup::Several,
            None if self.by_id.len() > MAX_SUGGESTED => Lookup::Unknown(None),
            None => Lookup::Unknown(nearest(id, self.by_id.keys().map(String::as_str))),
        }
    }
}
