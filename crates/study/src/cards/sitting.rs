//! What one record says of its questions.

use std::collections::HashMap;

use deck_format::{DeckId, Fraction, Kind};
use jiff::Timestamp;
use jiff::civil::Date;
use session::record::{DeckRef, Event, Given, HistoryKey, ItemState, Line, Mode, Offsets, Record};
use session::{PaperItem, Releases};

use crate::calendar::Calendar;
use crate::review::{Dealt, Review};

/// One record, with what its lines say beyond the state of its questions.
pub(super) struct Sitting<'a, 'r> {
    record: &'a Record,
    calendar: Calendar,
    releases: &'r Releases<'r>,
    offsets: Offsets,
    /// The line by which the time of a question ran out, by its index.
    timeouts: HashMap<usize, &'a Line>,
    /// The line by which a question was first passed over, by its index.
    skips: HashMap<usize, &'a Line>,
}

impl<'a, 'r> Sitting<'a, 'r> {
    pub(super) fn new(record: &'a Record, calendar: Calendar, releases: &'r Releases<'r>) -> Self {
        let offsets = Offsets::of(record);
        let (timeouts, skips) = (HashMap::new(), HashMap::new());
        let mut sitting = Self { record, calendar, releases, offsets, timeouts, skips };
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
        if item.kind == Kind::Essay {
            return None;
        }
        let (is_exam, deck) = (self.record.start().mode == Mode::Exam, self.deck(&item.deck));
        if is_exam || deck.is_some_and(|deck| deck.key.is_none()) {
            // Until an exam is handed in, its answers may still change.
            let over = !is_exam || self.record.is_finished();
            return if over { self.released(q, item, state, counted, deck?) } else { None };
        }
        if let Some((given, day)) = counted {
            return Some(self.answered(item, given, day, given.answer.outcome?));
        }
        let (when, dealt) = self.missed(q, state)?;
        Some(self.made(when, item, dealt))
    }

    /// The review of a question that was not judged when it was sat, once its key is released. What
    /// was seen and left without an answer is a miss; what was not reached is nothing.
    fn released(
        &self,
        q: usize,
        item: &'a PaperItem,
        state: &'a ItemState,
        counted: Option<(&'a Given, Date)>,
        deck: &DeckRef,
    ) -> Option<Review<'a>> {
        let key = self.releases.of(deck)?.item(item)?;
        if let Some((given, day)) = counted {
            return Some(self.answered(item, given, day, key.fraction(&given.answer.response)?));
        }
        let taken_back = first_taken_back(state);
        let taken_back = taken_back.map(|given| (self.key(given), Dealt::TakenBack(given)));
        let (when, dealt) = taken_back.or_else(|| self.passed_over(q, state))?;
        Some(self.made(when, item, dealt))
    }

    fn answered(
        &self,
        item: &'a PaperItem,
        given: &'a Given,
        day: Date,
        outcome: Fraction,
    ) -> Review<'a> {
        let (mode, dealt) = (self.record.start().mode, Dealt::Answered(given));
        Review::new(self.key(given), day, mode, item, dealt, outcome)
    }

    /// The review of a question without an answer that counts.
    fn made(&self, when: HistoryKey<'a>, item: &'a PaperItem, dealt: Dealt<'a>) -> Review<'a> {
        let (day, mode) = (self.day(when.n, when.at), self.record.start().mode);
        Review::new(when, day, mode, item, dealt, Fraction::ZERO)
    }

    fn key(&self, given: &Given) -> HistoryKey<'a> {
        HistoryKey { at: given.at, session: &self.record.start().session, n: given.line }
    }

    /// What was done with a question that has no answer that counts, and where the record says so.
    fn missed(&self, q: usize, state: &'a ItemState) -> Option<(HistoryKey<'a>, Dealt<'a>)> {
        if let Some(given) = first_taken_back(state) {
            given.answer.outcome?;
            return Some((self.key(given), Dealt::TakenBack(given)));
        }
        self.passed_over(q, state)
    }

    /// That a question was passed over, or ran out of time.
    fn passed_over(&self, q: usize, state: &ItemState) -> Option<(HistoryKey<'a>, Dealt<'a>)> {
        if state.timed_out() {
            return Some((self.record.history_key(self.timeouts.get(&q)?), Dealt::TimedOut));
        }
        let line = self.skips.get(&q)?;
        let skipped = state.skipped_by().is_some() || self.record.replay.has_seen_feedback(q);
        skipped.then(|| (self.record.history_key(line), Dealt::Skipped))
    }

    /// A deck, as the record names it; a handout came without its keys.
    fn deck(&self, id: &DeckId) -> Option<&'a DeckRef> {
        self.record.start().decks.iter().find(|known| known.id == *id)
    }
}

/// The answer that would count, had it not been taken back.
fn first_taken_back(state: &ItemState) -> Option<&Given> {
    state.answers().iter().find(|given| !given.second_try && !given.after_end)
}
