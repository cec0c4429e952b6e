//! The gradebook: graded sittings matched with the roster, and every record that was not used.
//!
//! It is a function of (records, deck, roster, policy). What comes out does not depend on the order
//! in which records were read.

mod build;
mod duplicates;
mod notes;
mod remarks;
mod row;
mod summary;

#[cfg(test)]
mod tests;

use std::time::Duration;

use deck_format::{Fraction, QuestionId};

use crate::collect::Origin;
use crate::exact::Exact;
use crate::grade::{Fit, Misfit, Unsettled};
use crate::policy::Minus;
use crate::sat::{Ending, Sat};
use crate::score::{NotSettled, TagScore};
use crate::unused::Unused;

pub use build::{Attempt, Gathered, build};
pub(crate) use build::{passed, stranger};
pub(crate) use notes::Notes;
pub use remarks::Remarks;
pub(crate) use row::of_sitting;
pub use summary::{Summary, Unit};

/// A class's gradebook.
#[derive(Debug, Clone, PartialEq)]
pub struct Book {
    /// The students: those of the roster in its order, or whoever handed in, by id.
    pub rows: Vec<Row>,
    /// The sittings that are used, in the order in which they began.
    pub attempts: Vec<Attempt>,
    /// What has to be said beside the scores.
    pub remarks: Remarks,
    /// How the questions of each tag fared over the class, by tag.
    pub tags: Vec<TagScore>,
}

/// A student's line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// The id.
    pub id: String,
    /// The name; empty where it is not known.
    pub name: String,
    /// What they come to.
    pub standing: Standing,
    /// Their attempts, by their places in [`Book::attempts`], in the order in which they began.
    pub attempts: Vec<usize>,
    /// What is to be said about it.
    pub flags: Vec<Flag>,
}

/// What a student comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing was handed in.
    Missing,
    /// A question is not settled, so that there is no score yet.
    NotSettled(NotSettled),
    /// A score.
    Scored(Box<Scored>),
}

/// A student's score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Scored {
    /// What was earned.
    pub earned: Exact,
    /// What could be earned.
    pub possible: Exact,
    /// The percent, unrounded; `None` where nothing could be earned.
    pub percent: Option<Exact>,
    /// The grade; `None` where there are none, or it is below all of them.
    pub band: Option<String>,
    /// The attempts that it is made of: one, or all where the mean counts.
    pub counted: Vec<usize>,
    /// By tag; of several attempts the sums.
    pub tags: Vec<TagScore>,
}

/// Something to be said about a student's score.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Flag {
    /// Several attempts were handed in; which of them counts, from 1, or `None` for the mean.
    Attempts {
        /// Which one.
        counted: Option<usize>,
        /// How many there are.
        of: usize,
    },
    /// It was late.
    Late {
        /// By how much.
        by: Duration,
        /// What that costs.
        minus: Option<Minus>,
    },
    /// It was sat with more extra time than the roster gives.
    ExtraTime {
        /// The factor of the record.
        sat: Fraction,
        /// The factor of the roster.
        allowed: Fraction,
    },
    /// The record lacks its end.
    Unfinished(Ending),
    /// So many questions wait for a person's mark.
    Unmarked(usize),
}

impl Row {
    /// Whether an instructor has to look at it.
    #[must_use]
    pub fn is_problem(&self) -> bool {
        self.flags.iter().any(Flag::is_problem)
    }

    /// The score, where there is one.
    #[must_use]
    pub fn scored(&self) -> Option<&Scored> {
        match &self.standing {
            Standing::Scored(scored) => Some(scored),
            Standing::Missing | Standing::NotSettled(_) => None,
        }
    }
}

impl Flag {
    /// Whether an instructor has to look at it.
    #[must_use]
    pub fn is_problem(&self) -> bool {
        matches!(self, Self::ExtraTime { .. } | Self::Unfinished(_))
    }
}

/// A record that is not used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotUsed {
    /// Where it is.
    pub origin: Origin,
    /// Whose it says that it is.
    pub student: Option<String>,
    /// Why.
    pub why: Unused,
}

/// A question whose face is not what was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    /// The question.
    pub question: QuestionId,
    /// How it compares.
    pub fit: Fit,
    /// In how many sittings.
    pub sittings: usize,
}

/// A question that is not settled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NotGraded {
    /// The question.
    pub question: QuestionId,
    /// Why.
    pub why: Unsettled,
    /// In how many sittings.
    pub sittings: usize,
}

/// A mark that does not fit the rubric of its question any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StaleMark {
    /// The question.
    pub question: QuestionId,
    /// Why.
    pub why: Misfit,
    /// In how many sittings.
    pub sittings: usize,
}

impl Book {
    /// The sitting of an attempt.
    #[must_use]
    pub fn sat(&self, attempt: usize) -> Option<&Sat> {
        self.attempts.get(attempt).map(|attempt| &attempt.sat)
    }
}
