//! What has to be said about a class beside its scores.

use deck_format::QuestionId;

use super::{Change, NotGraded, NotUsed, StaleMark};
use crate::roster::RowProblem;

/// What has to be said about a class beside its scores.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Remarks {
    /// What is not used, in the order of the files.
    pub not_used: Vec<NotUsed>,
    /// What is wrong with rows of the roster.
    pub roster: Vec<RowProblem>,
    /// Questions whose face is not what was asked, in the order of the deck.
    pub changes: Vec<Change>,
    /// Questions that are not settled, in the order of the deck.
    pub unsettled: Vec<NotGraded>,
    /// Marks of essays that do not fit their rubric any more, in the order of the deck. The answers wait
    /// to be marked again.
    pub misfits: Vec<StaleMark>,
    /// Ids in `class.toml` that no question of the deck has or had, and none of a paper.
    pub strangers: Vec<QuestionId>,
    /// How many students have to be looked at.
    pub to_look_at: usize,
}

impl Remarks {
    /// Whether everything was used and nothing has to be looked at.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.not_used.is_empty()
            && self.roster.is_empty()
            && self.unsettled.is_empty()
            && self.misfits.is_empty()
            && self.strangers.is_empty()
            && self.to_look_at == 0
    }
}
