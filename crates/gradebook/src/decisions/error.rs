//! Why a journal of decisions cannot be read or written.

use std::fmt;
use std::path::PathBuf;

use console::Failure;
use deck_format::DeckId;
use session::files::FileError;

use super::line::DECISIONS_VERSION;
use super::read::{MAX_DECISIONS, MAX_LINE};

/// Why a journal cannot be read, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DecisionsError {
    /// The line of the file, from 1.
    pub line: usize,
    /// What is wrong there.
    pub problem: Problem,
}

impl fmt::Display for DecisionsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.problem)
    }
}

impl std::error::Error for DecisionsError {}

/// What is wrong with a journal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// A line cannot be read; these are the words of the JSON reader.
    #[error("{0}")]
    Broken(String),
    /// A line does not end with the hash that belongs to it and the lines before.
    #[error("it was changed after it was written: its hash does not fit")]
    Changed,
    /// The lines are not numbered one by one.
    #[error("it says n = {found} where n = {expected} was expected")]
    OutOfStep {
        /// The number that comes next.
        expected: u64,
        /// The number that stands there.
        found: u64,
    },
    /// It does not begin with a start.
    #[error("a journal of decisions begins with a `start` line, this is `{0}`")]
    NoStart(&'static str),
    /// A second beginning.
    #[error("a journal starts only once")]
    StartAgain,
    /// It was made by a later version.
    #[error(
        "it was made by a newer version of gradebook (format {0}, this one reads \
         {DECISIONS_VERSION}); upgrade to read it"
    )]
    Newer(u32),
    /// It names a version that never was.
    #[error("there is no format {0}")]
    NoVersion(u32),
    /// A credit that no answer can have.
    #[error("a credit is above 0, at most 1")]
    Credit,
    /// A line is too long.
    #[error("it is too long: {MAX_LINE} bytes are the most")]
    LineTooLong,
    /// The journal is too large.
    #[error("the journal is too large: {MAX_DECISIONS} bytes are the most")]
    TooLarge,
}

/// Why a journal cannot be opened or added to.
#[derive(Debug, thiserror::Error)]
pub enum LedgerError {
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Another program writes it at this moment.
    #[error("another program marks or triages: {} is in use", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
    },
    /// What stands in the file cannot be read.
    #[error("{}, {error}", path.display())]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        error: DecisionsError,
    },
    /// It is about another deck.
    #[error("{} is about the deck `{found}`, not `{expected}`", path.display())]
    OtherDeck {
        /// The file.
        path: PathBuf,
        /// The deck of the class.
        expected: DeckId,
        /// The deck of the journal.
        found: DeckId,
    },
    /// The line, or the journal with it, would be larger than readers take.
    #[error("`{event}` is too large to be kept: {bytes} bytes")]
    TooLarge {
        /// The event's name.
        event: &'static str,
        /// The length of its line.
        bytes: usize,
    },
}

impl From<LedgerError> for Failure {
    /// Problems where the journal is at fault, else a failure to work; with what can be done.
    fn from(error: LedgerError) -> Self {
        let message = error.to_string();
        match error {
            LedgerError::File(_) | LedgerError::TooLarge { .. } => Self::failed(message),
            LedgerError::Locked { .. } => {
                Self::failed(message).hint("end the other one first; nothing was changed")
            }
            LedgerError::Unreadable { error, .. } if error.problem == Problem::Changed => {
                Self::problems(message).hint(
                    "put back what stood there; nothing in the file was used, and nothing is lost",
                )
            }
            LedgerError::Unreadable { .. } => {
                Self::problems(message).hint("nothing in the file was used, and nothing is lost")
            }
            LedgerError::OtherDeck { .. } => Self::problems(message)
                .hint("give this class its own with `decisions = \"FILE\"` in class.toml"),
        }
    }
}
