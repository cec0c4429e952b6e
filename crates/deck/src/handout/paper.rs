//! Handing out one paper instead of the whole pool.

use std::collections::HashMap;

use deck_format::{Deck, Face, QuestionId};
use session::{DeckFaces, DrawError, History, PaperItem, Plan, Seed, draw};

/// Which paper to hand out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaperPlan {
    /// What is drawn.
    pub plan: Plan,
    /// By which seed.
    pub seed: Seed,
}

impl PaperPlan {
    /// The paper that everybody gets with this plan and seed.
    pub(super) fn draw(&self, deck: &Deck) -> Result<Vec<PaperItem>, DrawError> {
        draw(&[DeckFaces::from(deck)], &self.plan, self.seed, &History::default())
            .map(|draw| draw.items)
    }
}

/// The faces of a deck by their ids.
pub(super) fn faces(deck: &Deck) -> HashMap<&QuestionId, &Face> {
    deck.questions.iter().map(|question| (&question.face.id, &question.face)).collect()
}
