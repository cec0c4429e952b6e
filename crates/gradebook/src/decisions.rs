//! What people decided about the answers of a class: marks of essays by criterion, and typed answers
//! that were accepted or rejected beside the key.
//!
//! They stand in one journal beside the class, `decisions.jsonl`: JSON Lines, each with `n`, `at`,
//! `event`, its fields and `h`, chained as the lines of a record are
//! ([`session::record::Chain`]). [`read`] gives a [`Decisions`], which is all lines replayed;
//! [`Ledger`] is how programs add to it, one at a time. Nothing is ever removed: the last decision
//! about the same thing counts.
//!
//! Ids are those of the deck, never those of a handout.

mod error;
mod folded;
mod ledger;
mod line;
mod read;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use deck_format::{DeckId, Digest, Fraction, LocalId, QuestionId};
use jiff::Timestamp;
use session::record::SessionId;

pub use error::{DecisionsError, LedgerError, Problem};
pub use folded::{folded, response_digest};
pub use ledger::Ledger;
pub use line::{
    Accepted, DECISIONS_VERSION, Event, Line, Marked, Rejected, Scope, Started, Unmarked,
};
pub use read::{MAX_DECISIONS, MAX_LINE, read, read_cut};

/// The name of the journal where `class.toml` gives none.
pub const DECISIONS: &str = "decisions.jsonl";

/// Everything that was decided.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decisions {
    deck: Option<DeckId>,
    lines: Vec<Line>,
    /// The places in `lines` of the marks that count.
    marks: BTreeMap<(SessionId, QuestionId, Digest), usize>,
    /// The places in `lines` of the verdicts that count.
    verdicts: BTreeMap<(QuestionId, Option<LocalId>, String), usize>,
}

/// A verdict about a typed answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict<'a> {
    /// It was accepted.
    Accepted(&'a Accepted),
    /// It was rejected.
    Rejected(&'a Rejected),
}

impl Verdict<'_> {
    /// The credit that grading gives beside the key, where it was accepted once.
    #[must_use]
    pub fn once(&self) -> Option<Fraction> {
        match self {
            Self::Accepted(accepted) => accepted.once(),
            Self::Rejected(_) => None,
        }
    }
}

impl Decisions {
    /// The deck that they are about; `None` where nothing was decided yet.
    #[must_use]
    pub fn deck(&self) -> Option<&DeckId> {
        self.deck.as_ref()
    }

    /// Every line after the first, in the order of the journal.
    #[must_use]
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// Whether nothing was decided yet.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The mark of an answer: the last one for this session and response, under any of the ids by which
    /// the question is found.
    #[must_use]
    pub fn mark_of<'i>(
        &self,
        session: &SessionId,
        ids: impl IntoIterator<Item = &'i QuestionId>,
        response: Digest,
    ) -> Option<&Marked> {
        let mark = |id: &QuestionId| self.marks.get(&(session.clone(), id.clone(), response));
        let last = ids.into_iter().filter_map(mark).max()?;
        self.mark_at(*last)
    }

    /// The marks that count, each with the number of its line, by session, question and response.
    pub fn marks(&self) -> impl Iterator<Item = (u64, &Marked)> {
        self.marks.values().filter_map(|at| Some((self.lines.get(*at)?.n, self.mark_at(*at)?)))
    }

    fn mark_at(&self, at: usize) -> Option<&Marked> {
        match &self.lines.get(at)?.event {
            Event::Mark(mark) => Some(mark),
            _ => None,
        }
    }

    /// The verdicts that count, each with the number of its line, by question, blank and text.
    pub fn verdicts(&self) -> impl Iterator<Item = (u64, Verdict<'_>)> {
        let found = self.verdicts.values();
        found.filter_map(|at| Some((self.lines.get(*at)?.n, self.verdict_at(*at)?)))
    }

    fn verdict_at(&self, at: usize) -> Option<Verdict<'_>> {
        match &self.lines.get(at)?.event {
            Event::Accept(accepted) => Some(Verdict::Accepted(accepted)),
            Event::Reject(rejected) => Some(Verdict::Rejected(rejected)),
            _ => None,
        }
    }

    /// The same with one more decision, to see what it would change. Nothing is written.
    #[must_use]
    pub fn with(&self, event: Event) -> Self {
        let mut more = self.clone();
        let n = self.lines.last().map_or(1, |line| line.n + 1);
        more.take(Line { n, at: Timestamp::UNIX_EPOCH, event });
        more
    }

    /// Takes in a line that comes after all others.
    fn take(&mut self, line: Line) {
        let at = self.lines.len();
        match &line.event {
            Event::Start(start) => {
                self.deck = Some(start.deck.clone());
                return;
            }
            Event::Mark(mark) => {
                self.marks.insert((mark.session.clone(), mark.question.clone(), mark.response), at);
            }
            Event::Unmark(mark) => {
                self.marks.remove(&(mark.session.clone(), mark.question.clone(), mark.response));
            }
            Event::Accept(Accepted { question, blank, text, .. })
            | Event::Reject(Rejected { question, blank, text, .. }) => {
                self.verdicts.insert((question.clone(), blank.clone(), text.clone()), at);
            }
        }
        self.lines.push(line);
    }
}
