//! Reading a roster.

use std::collections::BTreeMap;

use deck_format::{Fraction, Span, nearest};
use session::record::extra_time;

use super::{Found, NO_STUDENT, Roster, RowProblem, Sheet, Student, WrongRow};
use crate::class::{Named, RosterFile};

/// The separators that are known, the most usual first.
const SEPARATORS: [u8; 3] = [b',', b';', b'\t'];

/// Why a file is no roster.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum RosterError {
    /// It is no text.
    #[error("line {line} is not UTF-8; save the file as \"CSV UTF-8\"")]
    NotUtf8 {
        /// The line, from 1.
        line: usize,
    },
    /// It has no line of headers.
    #[error("the file is empty; its first line has to name the columns")]
    Empty,
    /// It is no CSV.
    #[error("the file cannot be read as CSV: {0}")]
    Csv(String),
    /// A column that `class.toml` names is not there.
    #[error("the roster has no column `{name}`")]
    NoColumn {
        /// The name in `class.toml`.
        name: String,
        /// Where it stands there.
        span: Span,
        /// What is said under it.
        under: String,
    },
    /// Several columns have a name that `class.toml` names.
    #[error("the roster has several columns `{name}`")]
    SeveralColumns {
        /// The name in `class.toml`.
        name: String,
        /// Where it stands there.
        span: Span,
    },
}

/// Reads a roster by the columns that the class names. A row whose first cell is `Points Possible`,
/// one without an id above it, where Canvas says how grades are posted, and an empty one, is no
/// student's and no problem.
///
/// # Errors
/// When the file is no text, no table, or lacks a column.
pub fn read(bytes: &[u8], file: &RosterFile) -> Result<Roster, RosterError> {
    let (sheet, lines) = sheet(bytes)?;
    let id = column(&sheet, &file.id)?;
    let names: Vec<usize> =
        file.name.iter().map(|name| column(&sheet, name)).collect::<Result<_, _>>()?;
    let factor = file.time_factor.as_ref().map(|name| column(&sheet, name)).transpose()?;
    let maxima = sheet.rows.iter().position(|cells| is_maxima(cells));
    let mut reading =
        Reading { id, names, factor, maxima, firsts: BTreeMap::new(), problems: Vec::new() };
    let students: Vec<Student> = sheet
        .rows
        .iter()
        .zip(&lines)
        .enumerate()
        .filter_map(|(row, (cells, line))| reading.student(row, cells, *line))
        .collect();
    let Reading { firsts, mut problems, .. } = reading;
    problems.sort_by_key(|problem| problem.line);
    let is_one = |student: &Student| firsts.get(&student.id).is_some_and(|(_, count)| *count == 1);
    let students: Vec<Student> = students.into_iter().filter(is_one).collect();
    let several = firsts.keys().map(|id| (id.clone(), Found::Several));
    let mut by_id: BTreeMap<String, Found> = several.collect();
    by_id.extend(students.iter().enumerate().map(|(at, one)| (one.id.clone(), Found::One(at))));
    Ok(Roster { students, problems, sheet, by_id })
}

/// The names of the columns of a roster.
///
/// # Errors
/// When the file is no text, or no table.
pub fn headers(bytes: &[u8]) -> Result<Vec<String>, RosterError> {
    sheet(bytes).map(|(sheet, _)| sheet.headers)
}

/// What is known of the rows so far.
struct Reading {
    id: usize,
    names: Vec<usize>,
    factor: Option<usize>,
    /// The row of maxima.
    maxima: Option<usize>,
    /// By id: the first line that has it, and how many do.
    firsts: BTreeMap<String, (u64, usize)>,
    problems: Vec<RowProblem>,
}

impl Reading {
    /// The student of a row, if it is one's.
    fn student(&mut self, row: usize, cells: &[String], line: u64) -> Option<Student> {
        let cell = |at: usize| cells.get(at).map_or("", |cell| cell.trim());
        if is_maxima(cells) || cells.iter().all(|cell| cell.trim().is_empty()) {
            return None;
        }
        let id = cell(self.id).to_owned();
        if id.is_empty() && self.maxima.is_some_and(|maxima| row < maxima) {
            return None;
        }
        if id.is_empty() {
            self.problems.push(RowProblem { line, what: WrongRow::NoId });
            return None;
        }
        let (first, count) = self.firsts.entry(id.clone()).or_insert((line, 0));
        *count += 1;
        if *count > 1 {
            let what = WrongRow::Twice { id: id.clone(), first: *first };
            self.problems.push(RowProblem { line, what });
        }
        let written = self.factor.map_or("", cell);
        let time_factor = if written.is_empty() { Some(Fraction::ONE) } else { factor(written) };
        if time_factor.is_none() {
            self.problems.push(RowProblem { line, what: WrongRow::Factor(written.to_owned()) });
        }
        let names = self.names.iter().map(|at| cell(*at)).filter(|name| !name.is_empty());
        let name = names.collect::<Vec<_>>().join(" ");
        Some(Student { id, name, time_factor: time_factor.unwrap_or(Fraction::ONE), row })
    }
}

/// Whether a row holds what can be earned, and is nobody's.
fn is_maxima(cells: &[String]) -> bool {
    cells.first().is_some_and(|cell| cell.trim().eq_ignore_ascii_case(NO_STUDENT))
}

/// A factor of extra time: a decimal with a point or a comma, or a fraction, from 1 to 10.
#[must_use]
pub fn factor(text: &str) -> Option<Fraction> {
    extra_time(&text.replace(',', "."))
}

/// The table of a file, and the line on which each of its rows begins.
fn sheet(bytes: &[u8]) -> Result<(Sheet, Vec<u64>), RosterError> {
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let before = &bytes[..error.valid_up_to()];
        RosterError::NotUtf8 { line: before.iter().filter(|byte| **byte == b'\n').count() + 1 }
    })?;
    let (text, bom) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest, true),
        None => (text, false),
    };
    let separator = separator(text);
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator)
        .from_reader(text.as_bytes());
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    let (mut counted, mut line) = (0, 1);
    for row in reader.records() {
        let row = row.map_err(|error| RosterError::Csv(error.to_string()))?;
        let begin = begin(text, row.position());
        line += text[counted..begin].matches('\n').count() as u64;
        counted = begin;
        lines.push(line);
        rows.push(row.iter().map(str::to_owned).collect::<Vec<_>>());
    }
    if rows.is_empty() {
        return Err(RosterError::Empty);
    }
    lines.remove(0);
    let headers = rows.remove(0);
    Ok((Sheet { text: text.to_owned(), separator, bom, headers, rows }, lines))
}

/// The byte at which a row begins. The reader may stand in front of the line ends before it.
fn begin(text: &str, position: Option<&csv::Position>) -> usize {
    let at = position.and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or(0);
    let at = text.floor_char_boundary(at);
    let rest = &text[at..];
    at + (rest.len() - rest.trim_start_matches(['\r', '\n']).len())
}

/// The separator of which the first line has the most outside quotes.
fn separator(text: &str) -> u8 {
    let mut quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            _ => {
                if let Some(at) = SEPARATORS.iter().position(|separator| *separator == byte) {
                    counts[at] += 1;
                }
            }
        }
    }
    // Of equal ones the first, which is the most usual.
    let best = (0..SEPARATORS.len()).rev().max_by_key(|at| counts[*at]);
    SEPARATORS[best.unwrap_or_default()]
}

/// The place of a column. Spaces around names and their case do not count.
fn column(sheet: &Sheet, named: &Named) -> Result<usize, RosterError> {
    let same = |header: &&str| header.trim().to_lowercase() == named.name.trim().to_lowercase();
    let headers = || sheet.headers.iter().map(String::as_str);
    let mut found = headers().enumerate().filter(|(_, header)| same(header));
    let (name, span) = (named.name.clone(), named.span.clone());
    match (found.next(), found.next()) {
        (Some((at, _)), None) => Ok(at),
        (Some(_), Some(_)) => Err(RosterError::SeveralColumns { name, span }),
        (None, _) => {
            let under = match nearest(&named.name, headers()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    let headers: Vec<_> = headers().map(|header| format!("`{header}`")).collect();
                    format!("its columns are {}", headers.join(", "))
                }
            };
            Err(RosterError::NoColumn { name, span, under })
        }
    }
}
