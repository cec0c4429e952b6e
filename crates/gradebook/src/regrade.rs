//! What changes for whom when a class is graded by another deck: by a mended key, above all.
//!
//! Two gradebooks of the same records are compared, the one by the old deck and the one by the new.

mod compare;
mod key;

#[cfg(test)]
mod tests;

use deck_format::QuestionId;

use crate::exact::Exact;

pub use compare::{Graded, compare};

/// What changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Regrade {
    /// The questions that are not what they were, or whose marks change; in the order of the new
    /// deck, those that are gone last.
    pub questions: Vec<QuestionChange>,
    /// The students whose score or grade changes, in the order of the class.
    pub students: Vec<StudentChange>,
}

/// A question that changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QuestionChange {
    /// Its id.
    pub question: QuestionId,
    /// What is different, in words: `key b → c`.
    pub what: Vec<String>,
    /// By how many points each student's mark changes, the least first; none of them is zero.
    pub by: Vec<Exact>,
}

/// A student whose score changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StudentChange {
    /// The id.
    pub id: String,
    /// The name; empty where it is not known.
    pub name: String,
    /// The score by the old deck; `None` where there was none.
    pub before: Option<Came>,
    /// The score by the new deck; `None` where there is none.
    pub after: Option<Came>,
}

/// What a student came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Came {
    /// What was earned.
    pub earned: Exact,
    /// What could be earned.
    pub possible: Exact,
    /// The grade, where there is one.
    pub band: Option<String>,
}

impl Regrade {
    /// Whether nothing changes.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.questions.is_empty() && self.students.is_empty()
    }
}
