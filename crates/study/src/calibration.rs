//! Whether what was said, and what was predicted, is what happened.

use crate::cards::Cards;
use crate::memory::Model;
use crate::predict::{Prediction, predictions};
use crate::proportion::Proportion;
use crate::quality::{Quality, brier};
use crate::review::Review;

/// The fewest reviews for a verdict on the predictions.
pub const MIN_VERDICT: usize = 100;
/// The fewest reviews for reading anything out of one row.
pub const MIN_INTERPRETED: usize = 10;

/// Whether what was said, and what was predicted, is what happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// How sure the student was; none where that was never asked.
    pub confidence: Option<Confidence>,
    /// The predictions of the memory model, from the lowest: at most ten rows of equal size.
    pub deciles: Vec<Decile>,
    /// How well all predictions fit; none where there are none.
    pub predicted: Option<Quality>,
}

/// How sure the student was, against what was right.
#[derive(Debug, Clone, PartialEq)]
pub struct Confidence {
    /// One row for each step, from the least sure; steps that were never said included.
    pub rows: [SurenessRow; 3],
    /// The mean squared distance of the confidence from what was right, 1 or 0: 0 is best, and who
    /// says 50 % every time gets 0.25.
    pub brier: f64,
}

/// How sure a student is, in the steps in which the program asks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Sureness {
    /// Below 50 %; the program writes 33.
    Guess,
    /// From 50 % on; the program writes 66.
    Unsure,
    /// 100 %.
    Sure,
}

/// The answers of one step.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SurenessRow {
    /// The step.
    pub sureness: Sureness,
    /// The mean confidence that was said, from 0 to 1; none without an answer.
    pub said: Option<f64>,
    /// How many were right.
    pub right: Proportion,
}

/// A tenth of the predictions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Decile {
    /// The lowest and the highest chance of recall in it.
    pub range: (f64, f64),
    /// The mean chance of recall.
    pub predicted: f64,
    /// How many were recalled.
    pub recalled: Proportion,
}

impl Calibration {
    /// Gathers both from some cards. The predictions are those of the model for each review before
    /// it came, whether or not it was scheduled with that model.
    #[must_use]
    pub fn of(cards: &Cards<'_>, model: &Model) -> Self {
        let predictions = predictions(cards, model);
        Self {
            confidence: Confidence::of(cards.iter().flat_map(|card| &card.reviews)),
            deciles: deciles(&predictions),
            predicted: Quality::of(&predictions),
        }
    }

    /// Whether there are enough predictions for a verdict on them.
    #[must_use]
    pub fn has_verdict(&self) -> bool {
        self.predicted.is_some_and(|quality| quality.reviews >= MIN_VERDICT)
    }
}

impl Sureness {
    /// The steps, from the least sure.
    pub const ALL: [Self; 3] = [Self::Guess, Self::Unsure, Self::Sure];

    /// The step of a confidence in percent.
    #[must_use]
    pub fn of(percent: u8) -> Self {
        match percent {
            0..50 => Self::Guess,
            50..100 => Self::Unsure,
            100.. => Self::Sure,
        }
    }
}

impl Confidence {
    /// Gathers the answers for which the confidence was asked.
    fn of<'r, 'a: 'r>(reviews: impl Iterator<Item = &'r Review<'a>>) -> Option<Self> {
        let said: Vec<(u8, bool)> =
            reviews.filter_map(|review| Some((review.confidence()?, review.is_right()))).collect();
        let chances = said.iter().map(|(percent, right)| (share(*percent), *right));
        Some(Self {
            brier: brier(chances)?,
            rows: Sureness::ALL.map(|sureness| row(sureness, &said)),
        })
    }
}

/// The answers of one step.
fn row(sureness: Sureness, said: &[(u8, bool)]) -> SurenessRow {
    let mut right = Proportion::default();
    let mut sum = 0.0;
    for (percent, is_right) in said.iter().filter(|(percent, _)| Sureness::of(*percent) == sureness)
    {
        right.add(*is_right);
        sum += share(*percent);
    }
    SurenessRow { sureness, said: (right.of > 0).then(|| sum / right.of as f64), right }
}

fn share(percent: u8) -> f64 {
    f64::from(percent) / 100.0
}

impl Decile {
    /// Whether it has enough reviews to read anything out of it.
    #[must_use]
    pub fn is_interpreted(&self) -> bool {
        self.recalled.of >= MIN_INTERPRETED
    }
}

/// Predictions in ten groups of equal size, from the lowest.
fn deciles(predictions: &[Prediction<'_>]) -> Vec<Decile> {
    let mut sorted: Vec<_> = predictions.iter().map(|one| (one.recall, one.recalled)).collect();
    // The sort is stable, so that equal ones stay in the order of history.
    sorted.sort_by(|one, other| one.0.total_cmp(&other.0));
    let n = sorted.len();
    let group = |tenth: usize| &sorted[n * tenth / 10..n * (tenth + 1) / 10];
    (0..10).filter_map(|tenth| decile(group(tenth))).collect()
}

fn decile(group: &[(f64, bool)]) -> Option<Decile> {
    let range = (group.first()?.0, group.last()?.0);
    let mut recalled = Proportion::default();
    group.iter().for_each(|(_, is_recalled)| recalled.add(*is_recalled));
    let predicted = group.iter().map(|(chance, _)| chance).sum::<f64>() / group.len() as f64;
    Some(Decile { range, predicted, recalled })
}

#[cfg(test)]
mod tests;
