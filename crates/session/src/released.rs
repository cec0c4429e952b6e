//! What an exam earned, once the key of its deck was released.
//!
//! One rule: a sitting whose answers were not judged when they were given, as in an exam or on a
//! handout, can be judged by whoever has the deck with its key and the mark `released`. Without that
//! mark nobody's exam is judged here, whatever keys lie about.

use std::collections::HashMap;

use deck_format::{Deck, DeckId, Fraction, HandedOut, Key, Kind, Question};

use crate::grade::grade;
use crate::own_ids::{OwnIds, absent_id};
use crate::paper::PaperItem;
use crate::record::DeckRef;
use crate::response::Response;

/// The decks at hand whose keys were released.
#[derive(Debug, Clone, Default)]
pub struct Releases<'d>(HashMap<&'d DeckId, &'d Deck>);

/// The key to what was sat on one deck, or on one handout of it.
#[derive(Debug, Clone, Copy)]
pub struct ReleasedKey<'d> {
    deck: &'d Deck,
    /// The handout; `None` where the deck itself was sat.
    handout: Option<&'d HandedOut>,
}

/// A question that was sat, with its key.
#[derive(Debug, Clone)]
pub struct ReleasedItem<'d> {
    language: &'d str,
    question: &'d Question,
    key: &'d Key,
    /// What the names in it stand for; `None` where it was sat under its own.
    names: Option<OwnIds<'d>>,
}

impl<'d> Releases<'d> {
    /// Those of some decks that are released; of several with one id the first.
    pub fn new(decks: impl IntoIterator<Item = &'d Deck>) -> Self {
        let mut released = HashMap::new();
        for deck in decks.into_iter().filter(|deck| deck.notes.released.is_some()) {
            released.entry(&deck.face.id).or_insert(deck);
        }
        Self(released)
    }

    /// Puts the released ones of further decks in, in the place of those with the same id.
    pub fn put(&mut self, decks: impl IntoIterator<Item = &'d Deck>) {
        let Self(released) = Self::new(decks);
        self.0.extend(released);
    }

    /// The key to what was sat on a deck or handout, as its record names it; `None` where that is
    /// not released, or another handout.
    #[must_use]
    pub fn of(&self, sat: &DeckRef) -> Option<ReleasedKey<'d>> {
        let deck = *self.0.get(&sat.id)?;
        if sat.key.is_some() {
            return Some(ReleasedKey { deck, handout: None });
        }
        let handout = deck.notes.released.as_ref()?.handout(sat.face)?;
        Some(ReleasedKey { deck, handout: Some(handout) })
    }
}

impl<'d> ReleasedKey<'d> {
    /// A question of the paper with its key; `None` where it is gone, has another kind, or is an
    /// essay, which no key judges.
    #[must_use]
    pub fn item(&self, item: &PaperItem) -> Option<ReleasedItem<'d>> {
        let question = self.deck.question(item.id.as_str())?;
        let kind = question.face.kind();
        if kind != item.kind || kind == Kind::Essay {
            return None;
        }
        let names = self.handout.map(|handout| {
            handout.questions.get(&item.id).map_or_else(OwnIds::default, OwnIds::from)
        });
        let (key, language) = (question.key.as_ref()?, &*self.deck.face.language);
        Some(ReleasedItem { language, question, key, names })
    }
}

impl ReleasedItem<'_> {
    /// What an answer earns by the key; `None` where it names something that the deck or the handout
    /// does not have.
    #[must_use]
    pub fn fraction(&self, response: &Response) -> Option<Fraction> {
        let own;
        let response = match &self.names {
            None => response,
            Some(names) => {
                own = names.response(response).ok()?;
                &own
            }
        };
        let face = &self.question.face;
        if response.kind() != face.kind() || absent_id(face, response).is_some() {
            return None;
        }
        grade(face, &self.key.answer, self.language, response).map(|outcome| outcome.fraction)
    }
}

#[cfg(test)]
mod tests;
