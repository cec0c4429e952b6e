//! What became of one question.

use jiff::Timestamp;

use super::super::line::Answered;

/// What became of one question of a paper.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ItemState {
    pub(super) answers: Vec<Given>,
    pub(super) claims: Vec<Claimed>,
    pub(super) skipped_by: Option<u64>,
    pub(super) timed_out: bool,
    pub(super) hints: usize,
    pub(super) flag: Option<String>,
}

/// One answer, as it was given.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Given {
    /// The number of its line.
    pub line: u64,
    /// When it was given.
    pub at: Timestamp,
    /// The answer.
    pub answer: Answered,
    /// Whether it is a second try: an earlier answer to the same question in this sitting, under
    /// any index, undone or not, had been followed by its feedback. Never in an exam.
    pub second_try: bool,
    /// Whether it came after the time: by its own word, or because the time of the sitting had run
    /// out or the sitting was over.
    pub late: bool,
    /// Whether the sitting was over, so that it never counts.
    pub after_end: bool,
    /// Whether it was taken back.
    pub undone: bool,
    /// How many hints had been seen.
    pub hints: usize,
    /// Whether the student said that it was easy.
    pub easy: bool,
}

/// A claim that an answer deserved more credit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claimed {
    /// The number of its line.
    pub line: u64,
    /// The number of the answer's line.
    pub answer: u64,
    /// What the student says; may be empty.
    pub note: String,
    /// Whether it was taken back.
    pub undone: bool,
}

/// How far a question is dealt with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Status {
    /// It is still to be asked.
    Open,
    /// It was passed over.
    Skipped,
    /// Its time ran out without an answer.
    TimedOut,
    /// It has an answer that was not taken back.
    Answered,
}

impl ItemState {
    /// How far it is dealt with. An answer stands whatever else happened; a question is asked again
    /// when its answer is taken back, unless its time ran out.
    #[must_use]
    pub fn status(&self) -> Status {
        if self.answers.iter().any(|given| !given.undone) {
            Status::Answered
        } else if self.timed_out {
            Status::TimedOut
        } else if self.skipped_by.is_some() {
            Status::Skipped
        } else {
            Status::Open
        }
    }

    /// Every answer in order, also those that were taken back or came after the end.
    #[must_use]
    pub fn answers(&self) -> &[Given] {
        &self.answers
    }

    /// The answer that counts: in practice and review the one that was given before its feedback,
    /// in an exam the last before the end. None when that was taken back. It may be late; see
    /// [`ItemState::counted_in_time`].
    #[must_use]
    pub fn counted(&self) -> Option<&Given> {
        self.countable().next_back()
    }

    /// The answer that counts when late ones do not.
    #[must_use]
    pub fn counted_in_time(&self) -> Option<&Given> {
        self.countable().rfind(|given| !given.late)
    }

    fn countable(&self) -> impl DoubleEndedIterator<Item = &Given> {
        self.answers.iter().filter(|given| !given.undone && !given.second_try && !given.after_end)
    }

    /// The last answer that was not taken back and came before the end, a second try or not.
    #[must_use]
    pub fn latest(&self) -> Option<&Given> {
        self.answers.iter().rfind(|given| !given.undone && !given.after_end)
    }

    /// The claims that were not taken back.
    pub fn claims(&self) -> impl Iterator<Item = &Claimed> {
        self.claims.iter().filter(|claim| !claim.undone)
    }

    /// The line that passed it over, if it is passed over.
    #[must_use]
    pub fn skipped_by(&self) -> Option<u64> {
        self.skipped_by
    }

    /// How many hints were seen.
    #[must_use]
    pub fn hints(&self) -> usize {
        self.hints
    }

    /// What was said when it was flagged, if it is flagged.
    #[must_use]
    pub fn flag(&self) -> Option<&str> {
        self.flag.as_deref()
    }

    /// Whether its time ran out.
    #[must_use]
    pub fn timed_out(&self) -> bool {
        self.timed_out
    }

    /// How long it was on screen before its answers, those that were taken back included, in
    /// milliseconds.
    #[must_use]
    pub fn ms(&self) -> u64 {
        self.answers.iter().fold(0, |sum, given| sum.saturating_add(given.answer.ms))
    }
}
