//! What a student did before, as far as a draw asks.

use std::collections::{HashMap, HashSet};

use deck_format::{DeckId, QuestionId};

/// A set of questions of any decks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QuestionSet(HashMap<DeckId, HashSet<QuestionId>>);

impl QuestionSet {
    /// Adds a question.
    pub fn insert(&mut self, deck: DeckId, question: QuestionId) {
        self.0.entry(deck).or_default().insert(question);
    }

    /// Whether it holds a question.
    #[must_use]
    pub fn contains(&self, deck: &DeckId, question: &QuestionId) -> bool {
        self.0.get(deck).is_some_and(|questions| questions.contains(question))
    }
}

impl FromIterator<(DeckId, QuestionId)> for QuestionSet {
    fn from_iter<I: IntoIterator<Item = (DeckId, QuestionId)>>(questions: I) -> Self {
        let mut set = Self::default();
        for (deck, question) in questions {
            set.insert(deck, question);
        }
        set
    }
}

/// What a student did before, as far as a draw asks. Empty where a seed alone is to decide.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct History {
    /// The questions that were seen; read with [`crate::Plan::unseen_first`].
    pub seen: QuestionSet,
    /// The questions that were missed when last answered; read with [`crate::Plan::missed`].
    pub missed: QuestionSet,
}
