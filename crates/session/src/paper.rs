//! A paper: the questions of a sitting, drawn and ordered. Resume and replay read it and never
//! draw again.

use std::collections::BTreeMap;

use deck_format::{DeckId, Digest, Kind, LocalId, QuestionId};
use serde::{Deserialize, Serialize};

/// One question of a paper, as the record holds it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PaperItem {
    /// The deck that it comes from.
    pub deck: DeckId,
    /// Its id there.
    pub id: QuestionId,
    /// Its kind, so that a later change of kind is noticed.
    pub kind: Kind,
    /// The digest of its face.
    pub face: Digest,
    /// The order in which its parts are shown.
    #[serde(default, skip_serializing_if = "Order::is_empty")]
    pub order: Order,
}

/// The order in which the parts of a question are shown, under the names of the deck's fields.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Order {
    /// The options of a single-choice or multiple-select question.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<LocalId>,
    /// The items of an ordering.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub items: Vec<LocalId>,
    /// The left sides of a matching.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub left: Vec<LocalId>,
    /// The right sides of a matching.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub right: Vec<LocalId>,
    /// The options of each choice blank of a cloze.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub blanks: BTreeMap<LocalId, Vec<LocalId>>,
}

impl Order {
    /// Whether the question has nothing to put in order.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}
