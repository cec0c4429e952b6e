//! A student's records as cards: one for each question, with its reviews in the order of history.

mod reader;
mod sitting;

use std::collections::BTreeMap;

use deck_format::{DeckId, QuestionId};
use jiff::civil::Date;
use session::Releases;
use session::record::Record;

use crate::calendar::{Calendar, days_between};
use crate::memory::Repetition;
use crate::rating::Rating;
use crate::review::Review;
use reader::Reader;

/// What a student's records say of every question that was ever dealt with. It borrows the records
/// and copies no text.
#[derive(Debug, Clone, Default)]
pub struct Cards<'a> {
    cards: Vec<Card<'a>>,
    answers: BTreeMap<Date, usize>,
}

/// What a student's records say of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card<'a> {
    /// The deck.
    pub deck: &'a DeckId,
    /// The question.
    pub question: &'a QuestionId,
    /// In how many sittings it was dealt with, exams and what is not graded included; at least 1.
    pub seen: usize,
    /// Its reviews in the order of history, at most one for each sitting. None where it was only
    /// seen.
    pub reviews: Vec<Review<'a>>,
}

impl<'a> Cards<'a> {
    /// Reads the records of one student, in any order, without any released key. Of several records
    /// of the same sitting, as copies of a file give, the longest is read.
    #[must_use]
    pub fn from_records(records: impl IntoIterator<Item = &'a Record>, calendar: Calendar) -> Self {
        Self::with_released(records, calendar, &Releases::default())
    }

    /// Reads the records of one student as [`Cards::from_records`] does, and what was sat in exams
    /// and on handouts, as far as keys were released: each question is a review on the day on which
    /// it was sat.
    #[must_use]
    pub fn with_released(
        records: impl IntoIterator<Item = &'a Record>,
        calendar: Calendar,
        releases: &Releases<'_>,
    ) -> Self {
        Reader::read_all(records, calendar, releases)
    }

    /// Every card, ordered by deck and question.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &Card<'a>> {
        self.cards.iter()
    }

    /// The card of a question; none where it was never dealt with.
    #[must_use]
    pub fn get(&self, deck: &DeckId, question: &QuestionId) -> Option<&Card<'a>> {
        let place =
            self.cards.binary_search_by(|card| (card.deck, card.question).cmp(&(deck, question)));
        place.ok().map(|place| &self.cards[place])
    }

    /// How many questions were ever dealt with.
    #[must_use]
    pub fn len(&self) -> usize {
        self.cards.len()
    }

    /// Whether no question was ever dealt with.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.cards.is_empty()
    }

    /// Leaves only some cards, such as those of some decks. The days of study stay as they are.
    pub fn retain(&mut self, keep: impl FnMut(&Card<'a>) -> bool) {
        self.cards.retain(keep);
    }

    /// On which days the student studied, with the number of answers on each: those that count in
    /// their sitting, exams and essays included. Second tries are not counted.
    #[must_use]
    pub fn answers_by_day(&self) -> &BTreeMap<Date, usize> {
        &self.answers
    }
}

impl Card<'_> {
    /// Its reviews as the memory model takes them: the days since the one before, never negative,
    /// and the rating. Where a clock went back, days count again once they pass the latest day
    /// before.
    pub fn repetitions(&self) -> impl Iterator<Item = Repetition> {
        let mut latest = self.reviews.first().map_or(Date::MIN, |review| review.day);
        self.reviews.iter().map(move |review| {
            let days = days_between(latest, review.day);
            latest = latest.max(review.day);
            Repetition { days, rating: review.rating() }
        })
    }

    /// The latest day on which it was reviewed; none where it was only seen.
    #[must_use]
    pub fn last_day(&self) -> Option<Date> {
        self.reviews.iter().map(|review| review.day).max()
    }

    /// How often it was missed: reviews that are rated [`Rating::Again`].
    #[must_use]
    pub fn misses(&self) -> usize {
        self.reviews.iter().filter(|review| review.rating() == Rating::Again).count()
    }
}

#[cfg(test)]
mod released;
#[cfg(test)]
mod tests;
