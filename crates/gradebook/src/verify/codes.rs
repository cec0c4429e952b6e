//! The codes that students wrote down when they handed in, beside the receipts of their records.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::Told;
use super::finding::Finding;
use super::record::Checked;
use crate::collect::Origin;
use crate::roster::Roster;

/// A code that a student wrote down.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code {
    /// The student's id.
    pub student: String,
    /// As it was written down.
    pub code: String,
}

/// Why there are no codes.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CodeError {
    /// It is no pair.
    #[error("a receipt is written ID=CODE, such as s1041=7f3a-91c2-0b5d-e4a8")]
    NoPair,
    /// The roster has no such column, or several.
    #[error("the roster has not exactly one column `{0}`")]
    Column(String),
}

impl FromStr for Code {
    type Err = CodeError;

    /// `ID=CODE`; an id may hold `=`, a code cannot.
    fn from_str(text: &str) -> Result<Self, CodeError> {
        let (student, code) = text.rsplit_once('=').ok_or(CodeError::NoPair)?;
        let (student, code) = (student.trim().to_owned(), code.trim().to_owned());
        if student.is_empty() || code.is_empty() {
            return Err(CodeError::NoPair);
        }
        Ok(Self { student, code })
    }
}

/// The codes in a column of the roster; empty cells are none.
///
/// # Errors
/// When the column is not there, or there are several.
pub fn column_codes(roster: &Roster, column: &str) -> Result<Vec<Code>, CodeError> {
    let same = |header: &String| header.trim().to_lowercase() == column.trim().to_lowercase();
    let mut found = roster.sheet.headers.iter().enumerate().filter(|(_, header)| same(header));
    let (Some((at, _)), None) = (found.next(), found.next()) else {
        return Err(CodeError::Column(column.to_owned()));
    };
    let code = |row: usize| roster.sheet.rows.get(row)?.get(at).map(|cell| cell.trim().to_owned());
    let codes = roster.students.iter().filter_map(|student| {
        let code = code(student.row).filter(|code| !code.is_empty())?;
        Some(Code { student: student.id.clone(), code })
    });
    Ok(codes.collect())
}

/// Compares codes with receipts. Spaces, dashes and case do not count, since people write by hand.
pub(super) fn compare(codes: &[Code], records: &[(Origin, Checked)], told: &mut Told) {
    let mut by_student: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let mut owners: BTreeMap<String, &str> = BTreeMap::new();
    for (_, checked) in records.iter().filter(|(_, checked)| checked.is_exam) {
        if let (Some(student), Some(receipt)) = (&checked.student, &checked.receipt) {
            by_student.entry(student).or_default().push(receipt);
            owners.entry(bare(receipt)).or_insert(student);
        }
    }
    for Code { student, code } in codes {
        let mut own = by_student.get(student.as_str()).cloned().unwrap_or_default();
        if own.iter().any(|receipt| bare(receipt) == bare(code)) {
            continue;
        }
        own.sort_unstable();
        own.dedup();
        let finding = Finding::Receipt {
            code: code.clone(),
            own: own.into_iter().map(str::to_owned).collect(),
            whose: owners.get(&bare(code)).map(|owner| (*owner).to_owned()),
        };
        told.add(Some(student), None, finding);
    }
}

/// A code without what may differ in handwriting.
fn bare(code: &str) -> String {
    code.chars().filter(char::is_ascii_alphanumeric).map(|one| one.to_ascii_lowercase()).collect()
}
