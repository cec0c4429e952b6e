//! The state of a sitting, derived line by line from its record.
//!
//! It is the one state there is: a running sitting keeps it, and whoever reads a record gets the
//! same. What cannot follow is refused, so that a record that was read is a record that could have
//! been written.

mod apply;
mod check;
mod item;

use std::collections::BTreeSet;
use std::time::Duration;

use deck_format::{DeckId, QuestionId};
use jiff::Timestamp;

pub use item::{Claimed, Given, ItemState, Status};

use super::line::{EndReason, Mode, Start};
use crate::paper::PaperItem;

/// The state of a sitting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replay {
    start: Box<Start>,
    started: Timestamp,
    last: Timestamp,
    spent: Duration,
    /// The questions that were added to the paper.
    added: Vec<PaperItem>,
    items: Vec<ItemState>,
    /// What each line did, by its number.
    roles: Vec<Role>,
    /// The questions whose feedback was seen.
    seen: BTreeSet<(DeckId, QuestionId)>,
    /// The question that was dealt with last.
    cursor: usize,
    time_up: bool,
    ended: Option<(Timestamp, EndReason)>,
}

/// What a line did, as far as a later line may refer to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Role {
    /// It gave the answer `answer` of question `q`.
    Answer { q: usize, answer: usize },
    /// It passed over question `q`.
    Skip { q: usize },
    /// It made the claim `claim` on question `q`.
    Claim { q: usize, claim: usize },
    /// It was taken back.
    Undone(&'static str),
    /// It did something that cannot be taken back.
    Other(&'static str),
}

impl Role {
    /// The event's name in a record.
    fn name(self) -> &'static str {
        match self {
            Self::Answer { .. } => "answer",
            Self::Skip { .. } => "skip",
            Self::Claim { .. } => "claim",
            Self::Undone(name) | Self::Other(name) => name,
        }
    }
}

impl Replay {
    /// A sitting that just began: line 0 is its start.
    #[must_use]
    pub fn new(start: impl Into<Box<Start>>, at: Timestamp) -> Self {
        let start = start.into();
        Self {
            items: vec![ItemState::default(); start.paper.len()],
            start,
            started: at,
            last: at,
            spent: Duration::ZERO,
            added: Vec::new(),
            roles: vec![Role::Other("start")],
            seen: BTreeSet::new(),
            cursor: 0,
            time_up: false,
            ended: None,
        }
    }

    /// What the sitting began with.
    #[must_use]
    pub fn start(&self) -> &Start {
        &self.start
    }

    /// When it began.
    #[must_use]
    pub fn started(&self) -> Timestamp {
        self.started
    }

    /// When its last line was written.
    #[must_use]
    pub fn last(&self) -> Timestamp {
        self.last
    }

    /// The time from the start to the end, or to the last line, without the breaks before each
    /// `resume`.
    #[must_use]
    pub fn spent(&self) -> Duration {
        self.spent
    }

    /// Whether the time of the whole sitting ran out.
    #[must_use]
    pub fn is_time_up(&self) -> bool {
        self.time_up
    }

    /// Whether a time limit binds, so that the clock cannot be stopped.
    #[must_use]
    pub fn limits_bind(&self) -> bool {
        self.start.limits.seconds.is_some() || self.start.limits.questions
    }

    /// Whether a question was dealt with in an exam that goes forward only.
    #[must_use]
    pub fn is_closed(&self, q: usize) -> bool {
        self.start.limits.no_back && self.item(q).is_some_and(|item| item.status() != Status::Open)
    }

    /// Whether an answer to a question would come after its time.
    #[must_use]
    pub fn is_late(&self, q: usize) -> bool {
        self.time_up || self.item(q).is_some_and(ItemState::timed_out)
    }

    /// When and why the sitting ended; `None` while it is not finished.
    #[must_use]
    pub fn ended(&self) -> Option<(Timestamp, EndReason)> {
        self.ended
    }

    /// The number of the next line.
    #[must_use]
    pub fn next_line(&self) -> u64 {
        self.roles.len() as u64
    }

    /// How many questions the paper has, added ones included.
    #[must_use]
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether the paper has no questions.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The question of an index.
    #[must_use]
    pub fn question(&self, q: usize) -> Option<&PaperItem> {
        let paper = &self.start.paper;
        if q < paper.len() { paper.get(q) } else { self.added.get(q - paper.len()) }
    }

    /// What became of the question of an index.
    #[must_use]
    pub fn item(&self, q: usize) -> Option<&ItemState> {
        self.items.get(q)
    }

    /// The questions in order, and what became of them.
    pub fn items(&self) -> impl Iterator<Item = (&PaperItem, &ItemState)> {
        self.start.paper.iter().chain(&self.added).zip(&self.items)
    }

    /// The next question to ask: the one that was dealt with last if it is open, else the first
    /// open one after it, else the first open one of all. None when every question is answered,
    /// passed over or timed out.
    #[must_use]
    pub fn next_open(&self) -> Option<usize> {
        let open = |q: &usize| self.items[*q].status() == Status::Open;
        (self.cursor..self.len()).find(open).or_else(|| (0..self.cursor).find(open))
    }

    /// Whether the feedback on a question was seen in this sitting, so that an answer to it now is
    /// a second try.
    #[must_use]
    pub fn has_seen_feedback(&self, q: usize) -> bool {
        let question = self.question(q);
        question.is_some_and(|item| self.seen.contains(&(item.deck.clone(), item.id.clone())))
    }

    /// Whether feedback follows on each answer.
    fn has_feedback(&self) -> bool {
        self.start.mode != Mode::Exam
    }
}

#[cfg(test)]
mod tests;
