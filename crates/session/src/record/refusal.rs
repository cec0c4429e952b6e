//! Why an event cannot follow on what stands in a record.

use deck_format::Kind;

/// Why an event cannot follow on what stands in a record.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The lines are not numbered one by one.
    #[error("this is line {found} where line {expected} was expected")]
    OutOfStep {
        /// The number that comes next.
        expected: u64,
        /// The number that stands there.
        found: u64,
    },
    /// A second beginning.
    #[error("a sitting starts only once")]
    StartAgain,
    /// No question has that index.
    #[error("there is no question {q}: the paper has {count}, counted from 0")]
    NoQuestion {
        /// The index.
        q: usize,
        /// How many questions there are.
        count: usize,
    },
    /// The response is one to another kind of question.
    #[error("question {q} is {expected}, but the response is to {found}")]
    WrongKind {
        /// The index.
        q: usize,
        /// The kind of the question.
        expected: Kind,
        /// The kind that the response answers.
        found: Kind,
    },
    /// A confidence over 100 %.
    #[error("a confidence of {0} percent: 100 is the most")]
    Confidence(u8),
    /// An outcome below -1 or above 1.
    #[error("an outcome is from -1 to 1")]
    Outcome,
    /// Hints count from 1.
    #[error("hints are counted from 1")]
    HintZero,
    /// No earlier line has that number.
    #[error("there is no line {0} before this one")]
    NoLine(u64),
    /// What that line says cannot be taken back.
    #[error("line {line} is `{event}`, which cannot be taken back")]
    NotUndoable {
        /// The number of the line.
        line: u64,
        /// Its event.
        event: &'static str,
    },
    /// That line was taken back before.
    #[error("line {0} was taken back already")]
    UndoneAlready(u64),
    /// Only an answer can be claimed for, or have been easy.
    #[error("line {line} is `{event}`, which is no answer")]
    NotAnAnswer {
        /// The number of the line.
        line: u64,
        /// Its event.
        event: &'static str,
    },
    /// The paper of an exam is fixed.
    #[error("questions cannot be added to an exam")]
    MoreInExam,
    /// An exam says nothing about memory.
    #[error("an answer of an exam cannot be said to be easy")]
    EasyInExam,
    /// The exam goes forward only.
    #[error("question {0} was dealt with, and the exam goes forward only")]
    NoBack(usize),
    /// A clock that binds is not stopped.
    #[error("a sitting with a time limit cannot be paused")]
    PauseUnderLimit,
    /// The sitting is over.
    #[error("`{0}` cannot come after the end of the sitting")]
    AfterEnd(&'static str),
}
