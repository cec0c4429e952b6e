//! When each question comes back.

use std::cmp::Ordering;

use deck_format::{DeckId, QuestionId};
use jiff::civil::Date;

use crate::calendar::{days_after, days_between};
use crate::cards::{Card, Cards};
use crate::fuzz::fuzzed;
use crate::memory::{Memory, Model};
use crate::retention::Retention;

/// For how many days ahead it is counted what will be due.
pub const HORIZON: usize = 14;

/// When each question that was reviewed comes back.
#[derive(Debug, Clone)]
pub struct Schedule<'c, 'a> {
    model: Model,
    retention: Retention,
    standings: Vec<Standing<'c, 'a>>,
}

/// How a student stands with a question.
#[derive(Debug, Clone, PartialEq)]
pub struct Standing<'c, 'a> {
    /// The question and its reviews; at least one.
    pub card: &'c Card<'a>,
    /// What is remembered of it.
    pub memory: Memory,
    /// The latest day on which it was reviewed.
    pub last: Date,
    /// The day from which on it is due; later than the last.
    pub due: Date,
}

/// A question that is due.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Due<'s, 'c, 'a> {
    /// How the student stands with it.
    pub standing: &'s Standing<'c, 'a>,
    /// The chance of recall on that day.
    pub retrievability: f64,
}

impl<'c, 'a> Schedule<'c, 'a> {
    /// Schedules every question that was reviewed.
    #[must_use]
    pub fn new(cards: &'c Cards<'a>, model: Model, retention: Retention) -> Self {
        let mut schedule = Self { model, retention, standings: Vec::with_capacity(cards.len()) };
        schedule.standings = cards.iter().filter_map(|card| schedule.place(card)).collect();
        schedule
    }

    fn place(&self, card: &'c Card<'a>) -> Option<Standing<'c, 'a>> {
        let last = card.last_day()?;
        let memory = self.model.memory(card.repetitions())?;
        let days = self.interval(memory, card.deck, card.question, card.reviews.len());
        Some(Standing { card, memory, last, due: days_after(last, days) })
    }

    /// The days after which a question comes back that has so many reviews.
    fn interval(
        &self,
        memory: Memory,
        deck: &DeckId,
        question: &QuestionId,
        reviews: usize,
    ) -> u32 {
        fuzzed(self.model.interval(memory, self.retention), deck, question, reviews)
    }

    /// The memory model.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// How much is to be remembered.
    #[must_use]
    pub fn retention(&self) -> Retention {
        self.retention
    }

    /// Every question that was reviewed, ordered by deck and question.
    #[must_use]
    pub fn standings(&self) -> &[Standing<'c, 'a>] {
        &self.standings
    }

    /// How the student stands with a question; none where it was never reviewed.
    #[must_use]
    pub fn get(&self, deck: &DeckId, question: &QuestionId) -> Option<&Standing<'c, 'a>> {
        let key = |standing: &Standing<'_, '_>| {
            (standing.card.deck, standing.card.question).cmp(&(deck, question))
        };
        self.standings.binary_search_by(key).ok().map(|place| &self.standings[place])
    }

    /// The chance of recall of a question on a day, from 0 to 1.
    #[must_use]
    pub fn retrievability(&self, standing: &Standing<'_, '_>, day: Date) -> f64 {
        self.model.retrievability(standing.memory, days_between(standing.last, day))
    }

    /// What is due on a day, overdue questions included: what is most likely forgotten comes first,
    /// and what is equally likely by deck and question.
    #[must_use]
    pub fn due(&self, day: Date) -> Vec<Due<'_, 'c, 'a>> {
        let due = self.standings.iter().filter(|standing| standing.due <= day);
        let mut due: Vec<_> = due
            .map(|standing| Due { standing, retrievability: self.retrievability(standing, day) })
            .collect();
        // The sort is stable, and the standings are in order.
        due.sort_by(by_retrievability);
        due
    }

    /// How many questions become due on a day and each of the days after it; on that day itself
    /// with all that are overdue.
    #[must_use]
    pub fn forecast(&self, day: Date) -> [usize; HORIZON] {
        let mut counts = [0; HORIZON];
        for standing in &self.standings {
            standing.count_into(&mut counts, day);
        }
        counts
    }
}

impl Standing<'_, '_> {
    /// Counts the question on the day, from a first one on, on which it is due.
    pub(crate) fn count_into(&self, counts: &mut [usize; HORIZON], first: Date) {
        let ahead = days_between(first, self.due) as usize;
        if let Some(count) = counts.get_mut(ahead) {
            *count += 1;
        }
    }
}

fn by_retrievability(one: &Due<'_, '_, '_>, other: &Due<'_, '_, '_>) -> Ordering {
    one.retrievability.total_cmp(&other.retrievability)
}

#[cfg(test)]
mod tests;
