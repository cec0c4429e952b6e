//! What classes made of a deck's questions: the file beside the deck in which `gradebook items
//! --write-back` keeps it, and the numbers that follow.
//!
//! `NAME.stats.json` beside `NAME.toml` holds for every class that sat the deck what is needed to add
//! classes up exactly: how often each fraction of a question's points was earned, how often each
//! option was chosen, how long it took. Facility, correlations and their intervals are derived when
//! it is read ([`Measures`]). Nothing in it is about one student.
//!
//! What was measured belongs to a face and a key. Where the text of a question has changed since, the
//! numbers are those of another question; where only its key has, who chose what is still true, but
//! not how many were right ([`Stale`]).

mod class;
mod doubt;
mod interval;
mod measures;
mod sittings;
mod store;
mod words;

#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use deck_format::{Deck, DeckId, Question};
use serde::{Deserialize, Serialize};

pub use class::{Class, ItemCounts, OptionCounts, TimeSum};
pub use doubt::{
    MIN_CHOOSERS, NEGATIVE, is_ahead, is_clearly_negative, is_rare, is_very_easy, is_very_hard,
};
pub use interval::{MIN_FOR_INTERVAL, Z, fisher, pooled_correlation, wilson};
pub use measures::{Answers, Estimate, Measures, OptionMeasure, Scores, Stale};
pub use sittings::Sittings;
pub use store::{
    MAX_CLASSES, MAX_STATISTICS, ReadError, Replaced, StatisticsError, Update, UpdateError, beside,
    read, update,
};
pub use words::decimal;

/// The version of the format.
pub const STATISTICS_VERSION: u32 = 1;

/// Below this many students nothing is concluded from the numbers of a question.
pub const MIN_STUDENTS: u64 = 10;
/// Below this many students what is concluded is only indicative.
pub const FIRM_STUDENTS: u64 = 30;

/// What classes made of a deck's questions.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statistics {
    statistics: u32,
    deck: DeckId,
    classes: Vec<Class>,
}

impl Statistics {
    /// Those of a deck that no class sat yet.
    #[must_use]
    pub fn new(deck: DeckId) -> Self {
        Self { statistics: STATISTICS_VERSION, deck, classes: Vec::new() }
    }

    /// The deck.
    #[must_use]
    pub fn deck(&self) -> &DeckId {
        &self.deck
    }

    /// The classes, the earliest first.
    #[must_use]
    pub fn classes(&self) -> &[Class] {
        &self.classes
    }

    /// Adds a class. It takes the place of those that share a sitting with it, which are given back:
    /// they are the same class, perhaps before the last handed in. The order in which classes are
    /// added makes no difference.
    pub fn put(&mut self, class: Class) -> Vec<Class> {
        let (same, others) =
            std::mem::take(&mut self.classes).into_iter().partition(|other| class.is_same(other));
        self.classes = others;
        self.classes.push(class);
        self.sort();
        same
    }

    /// What is known of a question of the deck; `None` where no class was asked it.
    #[must_use]
    pub fn measures(&self, question: &Question, deck: &Deck) -> Option<Measures> {
        let id = &question.face.id;
        if !self.classes.iter().any(|class| class.questions.contains_key(id)) {
            return None;
        }
        let (face, key) = (question.face_digest(deck), question.key_digest()?);
        Some(Measures::of(&self.classes, &question.face, face, key))
    }

    fn sort(&mut self) {
        self.classes.sort_by_key(|class| (class.date, class.id));
    }

    /// What no single value can show.
    fn check(&self) -> Result<(), StatisticsError> {
        if self.classes.len() > MAX_CLASSES {
            return Err(StatisticsError::TooManyClasses(self.classes.len()));
        }
        let mut ids = BTreeSet::new();
        match self.classes.iter().find(|class| !ids.insert(class.id)) {
            Some(twice) => Err(StatisticsError::ClassTwice(twice.id)),
            None => Ok(()),
        }
    }
}
