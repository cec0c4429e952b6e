//! The Rasch model: difficulties and abilities on one scale, P(right) = 1/(1 + e^{−(θ−b)}).
//!
//! Difficulties are estimated by conditional maximum likelihood, which needs no assumption about
//! who sat the test; abilities by Warm's weighted likelihood. Where a class cannot carry it, there
//! is a reason instead of numbers.

mod data;
mod graph;
mod likelihood;
mod matrix;
mod person;

use deck_format::Fraction;
use serde::{Serialize, Serializer};

use super::item::Item;
use super::table::Table;
use data::Data;
pub use person::{Fit, Measure};

/// The fewest students with neither all right nor all wrong.
pub const MIN_PERSONS: u64 = 30;
/// The fewest items.
pub const MIN_ITEMS: usize = 5;
/// Below this many students difficulties are known to about one logit only: at 99 % that takes
/// 2.58² / (n·p·q) ≤ 1, which is 27 students on target and 61 off it (Linacre 1994).
pub const ROUGH_PERSONS: u64 = 100;

/// Why there is no Rasch analysis.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Refusal {
    /// Fewer than 30 students share a paper.
    #[error("papers differ")]
    PapersDiffer,
    /// Fewer items than it takes.
    #[error("{0} items, and it takes at least {MIN_ITEMS}")]
    TooFewItems(usize),
    /// More items than it is made for.
    #[error("{0} items are more than it is made for")]
    TooManyItems(usize),
    /// An item gives partial credit, which takes another model.
    #[error("`{0}` gives partial credit, and the model knows right and wrong only")]
    PartialCredit(String),
    /// Too few students got some and not all right.
    #[error("{0} students with some right and some wrong, and it takes at least {MIN_PERSONS}")]
    TooFewPersons(u64),
    /// Nobody, or everyone, of those got an item right.
    #[error("`{item}` was {} by everyone who counts", if *.right { "got right" } else { "missed" })]
    NoSpread {
        /// The item.
        item: String,
        /// Whether all were right.
        right: bool,
    },
    /// The items fall apart: whoever got one of these right got all the others right, so that
    /// nothing says how far apart the two parts are (Fischer 1981).
    #[error("nobody got one of {} right and one of the others wrong", .0.join(", "))]
    FallsApart(Vec<String>),
    /// The estimates did not settle.
    #[error("the estimates do not settle")]
    Unsettled,
}

/// A Rasch analysis, in logits; the mean difficulty is 0.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Rasch {
    /// The students whose answers say something: neither all right nor all wrong.
    pub persons: u64,
    /// Students with everything wrong.
    pub all_wrong: u64,
    /// Students with everything right.
    pub all_right: u64,
    /// Whether so few students only tell difficulties to about one logit.
    pub rough: bool,
    /// The items of the shared paper.
    pub items: Vec<RaschItem>,
    /// Every number right from none to all, with the ability that it stands for.
    pub scores: Vec<ScoreGroup>,
    /// The conditional log likelihood.
    pub log_likelihood: f64,
}

/// An item on the scale.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct RaschItem {
    /// Its index in the class.
    pub item: usize,
    /// Its difficulty and the standard error.
    pub difficulty: Measure,
    /// How well answers fit the model: 1 is expected, 0.7 to 1.3 unsuspicious.
    pub fit: Fit,
}

/// Those with one number of right answers.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct ScoreGroup {
    /// How many items were right.
    pub right: u32,
    /// How many students.
    pub students: u64,
    /// Their ability and its standard error.
    pub ability: Measure,
}

/// Estimates difficulties and abilities from those who share a paper.
pub(super) fn rasch(items: &[Item], table: &Table) -> Result<Rasch, Refusal> {
    let data = Data::of(items, table)?;
    let name = |place: usize| items[data.items[place]].name.clone();
    graph::check(&data, name)?;
    let estimate = likelihood::maximise(&data).ok_or(Refusal::Unsettled)?;
    let b = &estimate.difficulties;
    let abilities: Vec<Measure> = (0..=data.k()).map(|right| person::ability(right, b)).collect();
    let fit = |place: usize| data.fit(place, b[place], &abilities);
    let item = |place: usize| RaschItem {
        item: data.items[place],
        difficulty: Measure { value: b[place], error: estimate.errors[place] },
        fit: fit(place),
    };
    let scores = (0..).zip(&data.students).zip(&abilities);
    Ok(Rasch {
        persons: data.persons(),
        all_wrong: data.students[0],
        all_right: data.students[data.k()],
        rough: data.persons() < ROUGH_PERSONS,
        items: (0..data.k()).map(item).collect(),
        scores: scores
            .map(|((right, &students), &ability)| ScoreGroup { right, students, ability })
            .collect(),
        log_likelihood: estimate.log_likelihood,
    })
}

impl Rasch {
    /// The ability of one student and how well the answers fit it, from (index of an item in the
    /// class, fraction earned). Items outside the shared paper are passed over; nothing above 0
    /// counts as wrong. `None` without an item.
    #[must_use]
    pub fn person(
        &self,
        answers: impl IntoIterator<Item = (usize, Fraction)>,
    ) -> Option<(Measure, Fit)> {
        let mut difficulties = Vec::new();
        let mut right = Vec::new();
        for (index, earned) in answers {
            if let Some(item) = self.items.iter().find(|item| item.item == index) {
                difficulties.push(item.difficulty.value);
                right.push(earned == Fraction::ONE);
            }
        }
        let score = right.iter().filter(|right| **right).count();
        let ability = (!right.is_empty()).then(|| person::ability(score, &difficulties))?;
        let cells = difficulties.iter().zip(&right);
        let cells = cells.map(|(b, &right)| (person::probability(ability.value, *b), right, 1.0));
        Some((ability, Fit::of(cells)))
    }
}

/// The analysis, or `{"refused": "reason"}`.
pub(super) fn serialize<S: Serializer>(
    rasch: &Result<Rasch, Refusal>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    #[derive(Serialize)]
    struct Refused {
        refused: String,
    }
    match rasch {
        Ok(rasch) => rasch.serialize(serializer),
        Err(refusal) => Refused { refused: refusal.to_string() }.serialize(serializer),
    }
}

#[cfg(test)]
mod tests;
