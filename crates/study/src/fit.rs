//! Memory parameters of the student's own, fitted to the student's own reviews.
//!
//! Whether they predict better than the defaults is judged on days that the training has not seen:
//! it is fitted to the first four fifths of the days and judged on the rest. Only when it is better
//! there, a fit to all days is worth having.

use std::collections::BTreeSet;

use fsrs::{ComputeParametersInput, FSRSItem, FSRSReview, TrainingConfig, compute_parameters};
use jiff::civil::Date;
use session::record::HistoryKey;

use crate::cards::{Card, Cards};
use crate::memory::Model;
use crate::parameters::Parameters;
use crate::predict::{Prediction, predictions};
use crate::quality::Quality;

/// The fewest reviews that came a day or more after the one before. With fewer, what is fitted is
/// mostly chance.
pub const MIN_REVIEWS: usize = 400;
/// The fewest days with such reviews, so that a fifth of them is a day.
pub const MIN_DAYS: usize = 5;
/// The seed of the training, which fixes the order of its batches.
const SEED: u64 = 6;
/// How often the training goes through the reviews. The crate's own 5 times are for histories of
/// many batches: a few thousand reviews are a few batches, and 20 steps are too few to get anywhere.
/// With simulated students of 300 to 8,000 reviews, what was fitted in 50 times predicted days that
/// it had not seen about as well as in 200, and for who forgets fast clearly better than in 5.
const EPOCHS: usize = 50;

/// Parameters that were fitted, and how much better they predict.
#[derive(Debug, Clone, PartialEq)]
pub struct Fit {
    /// How many reviews came a day or more after the one before.
    pub reviews: usize,
    /// On how many days.
    pub days: usize,
    /// The first of the days that were held out.
    pub held_out_from: Date,
    /// How many days were held out.
    pub held_out_days: usize,
    /// How well the default parameters predict the days that were held out.
    pub default: Quality,
    /// How well parameters do that were fitted to the days before.
    pub fitted: Quality,
    /// Parameters that were fitted to all days: those to use, where the fit is better.
    pub parameters: Parameters,
}

/// Why nothing can be fitted.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FitError {
    /// There are too few reviews.
    #[error(
        "there is too little to learn from: at least {MIN_REVIEWS} reviews are needed that came a \
         day or more after the one before; so far: {found}"
    )]
    TooFewReviews {
        /// How many there are.
        found: usize,
    },
    /// They are all from a few days.
    #[error(
        "there is too little to learn from: reviews of at least {MIN_DAYS} different days are \
         needed; so far: {found}"
    )]
    TooFewDays {
        /// How many days there are.
        found: usize,
    },
    /// The training came to no result.
    #[error("no parameters could be fitted to these reviews")]
    NoResult,
}

impl Fit {
    /// Whether the fitted parameters predict better than the defaults, by their log loss on the
    /// days that were held out.
    #[must_use]
    pub fn is_better(&self) -> bool {
        self.fitted.log_loss < self.default.log_loss
    }
}

/// Fits parameters to the reviews of some cards. The same cards give the same parameters.
///
/// # Errors
/// When there is too little to learn from.
pub fn fit(cards: &Cards<'_>) -> Result<Fit, FitError> {
    let default = predictions(cards, &Model::default());
    if default.len() < MIN_REVIEWS {
        return Err(FitError::TooFewReviews { found: default.len() });
    }
    let days: Vec<Date> =
        default.iter().map(|one| one.day).collect::<BTreeSet<_>>().into_iter().collect();
    if days.len() < MIN_DAYS {
        return Err(FitError::TooFewDays { found: days.len() });
    }
    let first = days.len() * 4 / 5;
    let held_out_from = days[first];
    let trained = train(cards, |day| day < held_out_from)?;
    let fitted = predictions(cards, &Model::new(trained));
    Ok(Fit {
        reviews: default.len(),
        days: days.len(),
        held_out_from,
        held_out_days: days.len() - first,
        default: judge(&default, held_out_from).ok_or(FitError::NoResult)?,
        fitted: judge(&fitted, held_out_from).ok_or(FitError::NoResult)?,
        parameters: train(cards, |_| true)?,
    })
}

/// The quality of the predictions from a day on.
fn judge(predictions: &[Prediction<'_>], from: Date) -> Option<Quality> {
    let held_out: Vec<_> = predictions.iter().filter(|one| one.day >= from).copied().collect();
    Quality::of(&held_out)
}

/// Trains parameters on the reviews of some days.
fn train(cards: &Cards<'_>, on: impl Fn(Date) -> bool) -> Result<Parameters, FitError> {
    let config = TrainingConfig { seed: SEED, num_epochs: EPOCHS, ..TrainingConfig::default() };
    let mut items = Vec::new();
    for (card, id) in cards.iter().zip(0..) {
        lessons(card, id, config.max_seq_len, &on, &mut items);
    }
    // The crate gives later ones more weight.
    items.sort_by_key(|lesson| lesson.when);
    let card_ids = items.iter().map(|lesson| lesson.card).collect();
    let input = ComputeParametersInput {
        train_set: items.into_iter().map(|lesson| lesson.item).collect(),
        card_ids: Some(card_ids),
        training_config: Some(config),
        ..ComputeParametersInput::default()
    };
    let trained = compute_parameters(input).map_err(|_| FitError::NoResult)?;
    Parameters::from_training(&trained).map_err(|_| FitError::NoResult)
}

/// One review to learn from, with all before it.
struct Lesson<'a> {
    when: HistoryKey<'a>,
    card: i64,
    item: FSRSItem,
}

/// The reviews of a card to learn from: those on the days in question that came a day or more after
/// the one before, up to the length of history that the training looks at.
fn lessons<'a>(
    card: &Card<'a>,
    id: i64,
    longest: usize,
    on: &impl Fn(Date) -> bool,
    to: &mut Vec<Lesson<'a>>,
) {
    let reviews: Vec<FSRSReview> = card.repetitions().take(longest).map(Into::into).collect();
    for (place, (review, repetition)) in card.reviews.iter().zip(&reviews).enumerate() {
        if repetition.delta_t > 0 && on(review.day) {
            let item = FSRSItem { reviews: reviews[..=place].to_vec() };
            to.push(Lesson { when: review.when, card: id, item });
        }
    }
}

#[cfg(test)]
mod tests;
