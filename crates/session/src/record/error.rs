//! Why a record cannot be read.

use std::fmt;

use super::bounds::{MAX_LINE, MAX_PAPER_LINE, MAX_RECORD};
use super::line::RECORD_VERSION;
use super::refusal::Refusal;

/// Why a record cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordError {
    /// The line of the file, from 1.
    pub line: usize,
    /// The column in characters, from 1, where one can be named.
    pub column: Option<usize>,
    /// What is wrong there.
    pub problem: Problem,
}

impl fmt::Display for RecordError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.column {
            Some(column) => write!(f, "line {}, column {column}: {}", self.line, self.problem),
            None => write!(f, "line {}: {}", self.line, self.problem),
        }
    }
}

impl std::error::Error for RecordError {}

/// What is wrong with a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// There is nothing in it.
    #[error("the record is empty")]
    Empty,
    /// Its first line is no JSON object at all.
    #[error("this is no record of a sitting")]
    NotARecord,
    /// The first line was not written whole, so that nothing was recorded.
    #[error("the record was cut off before its first line was whole; nothing was recorded")]
    CutOff,
    /// It does not begin with a start.
    #[error("a record begins with a `start` line, this is `{0}`")]
    NoStart(&'static str),
    /// It was made by a later version.
    #[error(
        "the record was made by a newer version of quizdeck (format {0}, this one reads \
         {RECORD_VERSION}); upgrade to read it"
    )]
    Newer(u64),
    /// It names a version that never was.
    #[error("there is no record format {0}")]
    NoVersion(u64),
    /// A line is no text.
    #[error("not UTF-8 text")]
    NotUtf8,
    /// A line cannot be read; these are the words of the JSON reader.
    #[error("{0}")]
    Broken(String),
    /// A line cannot come after the lines before it.
    #[error("{0}")]
    Refused(#[from] Refusal),
    /// A line is too long.
    #[error(
        "the line is too long: {MAX_LINE} bytes are the most, {MAX_PAPER_LINE} where a paper is"
    )]
    LineTooLong,
    /// The record is too large.
    #[error("the record is too large: {MAX_RECORD} bytes are the most")]
    TooLarge,
    /// Another record follows where one was expected.
    #[error("another record begins here, where only one was expected")]
    Another,
}
