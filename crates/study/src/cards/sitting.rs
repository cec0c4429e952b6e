//! What one record says of its questions.

use std::collections::HashMap;

use deck_format::{DeckId, Kind};
use jiff::Timestamp;
use jiff::civil::Date;
use session::PaperItem;
use session::record::{Event, Given, HistoryKey, ItemState, Line, Mode, Offsets, Record};

use crate::calendar::Calendar;
use crate::review::{Dealt, Review};

/// One record, with what its lines say beyond the state of its questions.
pub(super) struct Sitting<'a> {
    record: &'a Record,
    calendar: Calendar,
    offsets: Offsets,
    /// The line by which the time of a question ran out, by its index.
    timeouts: HashMap<usize, &'a Line>,
    /// The line by which a question was first passed over, by its index.
    skips: HashMap<usize, &'a Line>,
}

impl<'a> Sitting<'a> {
    pub(super) fn new(record: &'a Record, calendar: Calendar) -> Self {
        let offsets = Offsets::of(record);
        let (timeouts, skips) = (HashMap::new(), HashMap::new());
        let mut sitting = Self { record, calendar, offsets, timeouts, skips };
        for line in &record.lines {
            match line.event {
                Event::Timeout { q: Some(q) } => drop(sitting.timeouts.entry(q).or_insert(line)),
                Event::Skip { q } => drop(sitting.skips.entry(q).or_insert(line)),
                _ => {}
            }
        }
        sitting
    }

    /// The day of a line.
    pub(super) fn day(&self, line: u64, at: Timestamp) -> Date {
        self.calendar.day(at, self.offsets.at(line))
    }

    /// The review of a question, if the sitting makes one; with the answer that counts and its day.
    pub(super) fn review(
        &self,
        q: usize,
        item: &'a PaperItem,
        state: &'a ItemState,
        counted: Option<(&'a Given, Date)>,
    ) -> Option<Review<'a>> {
        let mode = self.record.start().mode;
        if mode == Mode::Exam || item.kind == Kind::Essay {
            return None;
        }
        if let Some((given, day)) = counted {
            given.answer.outcome?;
            return Some(Review::new(self.key(given), day, mode, item, Dealt::Answered(given)));
        }
        let (when, dealt) = self.missed(q, item, state)?;
        Some(Review::new(when, self.day(when.n, when.at), mode, item, dealt))
    }

    fn key(&self, given: &Given) -> HistoryKey<'a> {
        HistoryKey { at: given.at, session: &self.record.start().session, n: given.line }
    }

    /// What was done with a question that has no answer that counts, and where the record says so.
    fn missed(
        &self,
        q: usize,
        item: &PaperItem,
        state: &'a ItemState,
    ) -> Option<(HistoryKey<'a>, Dealt<'a>)> {
        if let Some(given) = first_taken_back(state) {
            given.answer.outcome?;
            return Some((self.key(given), Dealt::TakenBack(given)));
        }
        if self.is_handout(&item.deck) {
            return None;
        }
        if state.timed_out() {
            return Some((self.record.history_key(self.timeouts.get(&q)?), Dealt::TimedOut));
        }
        let line = self.skips.get(&q)?;
        let skipped = state.skipped_by().is_some() || self.record.replay.has_seen_feedback(q);
        skipped.then(|| (self.record.history_key(line), Dealt::Skipped))
    }

    /// Whether a deck came without its keys, so that nothing about it is graded.
    fn is_handout(&self, deck: &DeckId) -> bool {
        self.record.start().decks.iter().any(|known| known.id == *deck && known.key.is_none())
    }
}

/// The answer that would count, had it not been taken back.
fn first_taken_back(state: &ItemState) -> Option<&Given> {
    state.answers().iter().find(|given| !given.second_try && !given.after_end)
}
