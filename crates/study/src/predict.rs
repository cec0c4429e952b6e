//! What the memory model would have predicted before each review.

use jiff::civil::Date;
use session::record::HistoryKey;

use crate::cards::{Card, Cards};
use crate::memory::{Model, Repetition};
use crate::quality::Bin;
use crate::rating::Rating;

/// The chance of recall that the model gave before a review, and what happened. Only reviews that
/// came a day or more after one before can be predicted.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Prediction<'a> {
    /// The place of the review in the student's history.
    pub when: HistoryKey<'a>,
    /// Its day.
    pub day: Date,
    /// The chance of recall, from 0 to 1.
    pub recall: f64,
    /// Whether it was recalled.
    pub recalled: bool,
    /// The group in which it is judged.
    pub bin: Bin,
}

/// The predictions for all reviews of some cards that can be predicted, in the order of history.
/// Two threads share the work; the result does not depend on them.
#[must_use]
pub fn predictions<'a>(cards: &Cards<'a>, model: &Model) -> Vec<Prediction<'a>> {
    let cards: Vec<&Card<'_>> = cards.iter().collect();
    let (some, others) = cards.split_at(cards.len() / 2);
    let mut all = std::thread::scope(|scope| {
        let others = scope.spawn(|| in_order(others, model));
        let mut all = in_order(some, model);
        all.extend(others.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        all
    });
    // Two runs that are sorted already.
    all.sort_by_key(|prediction| prediction.when);
    all
}

fn in_order<'a>(cards: &[&Card<'a>], model: &Model) -> Vec<Prediction<'a>> {
    let mut all = Vec::new();
    for card in cards {
        of_card(card, model, &mut all);
    }
    all.sort_by_key(|prediction| prediction.when);
    all
}

fn of_card<'a>(card: &Card<'a>, model: &Model, to: &mut Vec<Prediction<'a>>) {
    let repetitions: Vec<_> = card.repetitions().collect();
    let course = model.course(repetitions.iter().copied());
    let mut nth = 0;
    let mut lapses = 0;
    let later = card.reviews.iter().zip(&repetitions).skip(1).zip(course);
    for ((review, repetition), memory) in later {
        let Repetition { days: 1.., rating } = *repetition else { continue };
        nth += 1;
        to.push(Prediction {
            when: review.when,
            day: review.day,
            recall: model.retrievability(memory, repetition.days),
            recalled: rating.is_success(),
            bin: Bin::new(repetition.days, nth, lapses),
        });
        lapses += u32::from(rating == Rating::Again);
    }
}

#[cfg(test)]
mod tests;
