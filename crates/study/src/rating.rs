//! From what a student did with a question to a rating, as the memory model takes it.

use deck_format::Fraction;
use session::PaperItem;

use crate::review::{Dealt, options};

/// How well a question was known, in the four steps of FSRS.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rating {
    /// It was not known.
    Again = 1,
    /// It was known in part, or with help, late or unsure.
    Hard,
    /// It was known.
    Good,
    /// It was known at once, by the student's own word.
    Easy,
}

impl Rating {
    /// All of them, from the lowest.
    pub const ALL: [Self; 4] = [Self::Again, Self::Hard, Self::Good, Self::Easy];

    /// The rating of what was done with a question, and earned. In this order:
    ///
    /// | the question was | rating |
    /// |---|---|
    /// | skipped, out of time, its answer taken back, or below 3/5 right | Again |
    /// | right in part from 3/5 on | Hard |
    /// | right, but late, after a hint, or with a confidence below 100 % | Hard |
    /// | right, and easy by the student's word, and not easily guessed | Easy |
    /// | right | Good |
    ///
    /// Easily guessed are true-false questions and choices of two.
    #[must_use]
    pub fn of(item: &PaperItem, dealt: Dealt<'_>, outcome: Fraction) -> Self {
        let Dealt::Answered(given) = dealt else { return Self::Again };
        let unsure = given.answer.confidence.is_some_and(|percent| percent < 100);
        let right = outcome == Fraction::ONE;
        if !right && outcome < Fraction::new(3, 5) {
            Self::Again
        } else if !right || given.late || given.hints > 0 || unsure {
            Self::Hard
        } else if given.easy && options(item).is_none_or(|options| options > 2) {
            Self::Easy
        } else {
            Self::Good
        }
    }

    /// Whether the question was recalled, which is all that the model predicts.
    #[must_use]
    pub fn is_success(self) -> bool {
        self > Self::Again
    }
}

#[cfg(test)]
mod tests;
