//! That the key of a deck was released after an exam, and what the names in its handouts stood for.
//!
//! Only `deck release` writes it. A sitting on the deck or on one of its handouts can then be graded
//! by whoever has the deck.

use std::collections::BTreeMap;

use crate::digest::Digest;
use crate::id::{LocalId, QuestionId};

/// That the key of a deck was released.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Released {
    /// The handouts that students sat; each once. None where they sat the deck itself.
    pub handouts: Vec<HandedOut>,
}

/// One handout of a released deck.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct HandedOut {
    /// The digest of the handout's face, as records made on it hold it.
    pub face: Digest,
    /// What the names in its questions stand for, where there are any.
    pub questions: BTreeMap<QuestionId, NamesOf>,
}

/// What the names in one question of a handout stand for: ids of the deck, in the order of the
/// names. An id may be gone from the deck since.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct NamesOf {
    /// The options `a`, `b` …
    pub choices: Vec<LocalId>,
    /// The items of an ordering.
    pub items: Vec<LocalId>,
    /// The left sides of a matching.
    pub left: Vec<LocalId>,
    /// The right sides of a matching.
    pub right: Vec<LocalId>,
    /// The blanks `b1`, `b2` …
    pub blanks: Vec<BlankNames>,
}

/// What the names in one blank of a handout stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BlankNames {
    /// The blank.
    pub id: LocalId,
    /// Its options, where it has any.
    pub choices: Vec<LocalId>,
}

impl Released {
    /// The handout of a digest.
    #[must_use]
    pub fn handout(&self, face: Digest) -> Option<&HandedOut> {
        self.handouts.iter().find(|handout| handout.face == face)
    }
}
