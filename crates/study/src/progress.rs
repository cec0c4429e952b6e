//! How far a student has come: in all, by deck and by tag.

use std::collections::BTreeMap;

use deck_format::{DeckId, QuestionId};
use jiff::civil::Date;

use crate::cards::{Card, Cards};
use crate::proportion::Proportion;
use crate::schedule::{HORIZON, Schedule, Standing};
use crate::streaks::Streaks;
use crate::weakest::{Weak, weakest};

/// How far a student has come.
#[derive(Debug, Clone)]
pub struct Progress<'s, 'c, 'a, 't> {
    /// In all.
    pub total: Group,
    /// By deck, ordered by id.
    pub by_deck: Vec<(&'a DeckId, Group)>,
    /// By tag, in alphabetical order. A question is in the group of each of its tags.
    pub by_tag: Vec<(&'t str, Group)>,
    /// The days of study, with the number of answers on each; see [`Cards::answers_by_day`].
    pub days: &'c BTreeMap<Date, usize>,
    /// Days of study in a row.
    pub streaks: Streaks,
    /// The questions that are remembered worst, the worst first.
    pub weakest: Vec<Weak<'s, 'c, 'a>>,
}

/// How far a student has come with some questions.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Group {
    /// How many questions were dealt with, exams and what is not graded included.
    pub seen: usize,
    /// How many were reviewed, so that something is known of their memory.
    pub reviewed: usize,
    /// How many of the answers that count were wholly right: of each sitting the one that was given
    /// before its feedback, which is a miss where it was taken back.
    pub accuracy: Proportion,
    /// What they earned together, as fractions of their questions; below 0 counts as 0.
    earned: f64,
    /// How often a question was passed over, or out of time.
    pub passed_over: usize,
    /// The chances of recall today of the questions that were reviewed, summed.
    recall: f64,
    /// How many become due today, overdue ones included, and on each of the days after it.
    pub due: [usize; HORIZON],
}

impl<'s, 'c, 'a, 't> Progress<'s, 'c, 'a, 't> {
    /// Gathers the progress with the cards of a schedule, as of a day. The tags of a question are
    /// looked up; a question that is in no deck any more has none.
    #[must_use]
    pub fn of(
        cards: &'c Cards<'a>,
        schedule: &'s Schedule<'c, 'a>,
        today: Date,
        tags: impl Fn(&DeckId, &QuestionId) -> &'t [String],
    ) -> Self {
        let mut total = Group::default();
        let mut by_deck: BTreeMap<&'a DeckId, Group> = BTreeMap::new();
        let mut by_tag: BTreeMap<&'t str, Group> = BTreeMap::new();
        for card in cards.iter() {
            let one = Group::of_card(card, schedule, today);
            total.add(&one);
            by_deck.entry(card.deck).or_default().add(&one);
            let tags = tags(card.deck, card.question);
            for (place, tag) in tags.iter().enumerate() {
                if !tags[..place].contains(tag) {
                    by_tag.entry(tag).or_default().add(&one);
                }
            }
        }
        Self {
            total,
            by_deck: by_deck.into_iter().collect(),
            by_tag: by_tag.into_iter().collect(),
            days: cards.answers_by_day(),
            streaks: Streaks::of(cards.answers_by_day(), today),
            weakest: weakest(schedule, today),
        }
    }
}

impl Group {
    /// What the answers earned on average, from 0 to 1; none without an answer.
    #[must_use]
    pub fn mean_fraction(&self) -> Option<f64> {
        (self.accuracy.of > 0).then(|| self.earned / self.accuracy.of as f64)
    }

    /// The mean chance of recall today of the questions that were reviewed, from 0 to 1; none
    /// without one.
    #[must_use]
    pub fn retention(&self) -> Option<f64> {
        (self.reviewed > 0).then(|| self.recall / self.reviewed as f64)
    }

    /// How many answers count.
    #[must_use]
    pub fn answers(&self) -> usize {
        self.accuracy.of
    }

    fn of_card(card: &Card<'_>, schedule: &Schedule<'_, '_>, today: Date) -> Self {
        let mut group = Self { seen: 1, ..Self::default() };
        for review in &card.reviews {
            if review.is_answered() {
                group.accuracy.add(review.is_right());
                group.earned += review.outcome().to_f64().max(0.0);
            } else {
                group.passed_over += 1;
            }
        }
        if let Some(standing) = schedule.get(card.deck, card.question) {
            group.add_memory(standing, schedule, today);
        }
        group
    }

    fn add_memory(
        &mut self,
        standing: &Standing<'_, '_>,
        schedule: &Schedule<'_, '_>,
        today: Date,
    ) {
        self.reviewed = 1;
        self.recall = schedule.retrievability(standing, today);
        standing.count_into(&mut self.due, today);
    }

    fn add(&mut self, other: &Self) {
        self.seen += other.seen;
        self.reviewed += other.reviewed;
        self.accuracy.part += other.accuracy.part;
        self.accuracy.of += other.accuracy.of;
        self.earned += other.earned;
        self.passed_over += other.passed_over;
        self.recall += other.recall;
        for (sum, count) in self.due.iter_mut().zip(other.due) {
            *sum += count;
        }
    }
}

#[cfg(test)]
mod tests;
