//! Why no paper can be drawn.

use std::fmt;

use deck_format::DeckId;

use super::DeckFaces;
use crate::plan::Plan;

/// A filter of a plan. They apply in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// [`Plan::tags`].
    Tags,
    /// [`Plan::kinds`].
    Kinds,
    /// [`Plan::difficulties`].
    Difficulties,
    /// [`Plan::only`].
    Only,
    /// [`Plan::missed`].
    Missed,
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Tags => "tag",
            Self::Kinds => "kind",
            Self::Difficulties => "difficulty",
            Self::Only => "measured difficulty",
            Self::Missed => "missed answers",
        })
    }
}

/// Why no paper can be drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DrawError {
    /// No deck was given, or none with a question.
    #[error("there is no question to draw from")]
    NoQuestions,
    /// The filters before this one left some questions, this one left none.
    #[error("no question is left after the filter by {0}")]
    Nothing(Filter),
    /// A draw by blueprint takes one deck; so many were given.
    #[error("a blueprint draws from one deck, not from {0}")]
    BlueprintDecks(usize),
    /// The deck has no blueprint.
    #[error("the deck `{0}` has no blueprint")]
    NoBlueprint(DeckId),
    /// A row of the blueprint cannot be filled.
    #[error("row {row} of the blueprint wants {wanted} questions, but at most {got} can be drawn")]
    Row {
        /// Which row, from 1.
        row: usize,
        /// How many it wants.
        wanted: usize,
        /// How many can be drawn for it after the rows above, families and passages respected.
        got: usize,
    },
}

/// Why none of the questions passes a plan's filters: the first that leaves none, when they are
/// applied one after the other.
pub(super) fn nothing(decks: &[DeckFaces<'_>], plan: &Plan) -> DrawError {
    let none_fits = |filters: &Plan| {
        let none_of =
            |deck: &DeckFaces<'_>| !deck.faces.iter().any(|face| filters.fits(&deck.deck.id, face));
        decks.iter().all(none_of)
    };
    let mut filters = Plan::all();
    if none_fits(&filters) {
        return DrawError::NoQuestions;
    }
    filters.tags.clone_from(&plan.tags);
    if none_fits(&filters) {
        return DrawError::Nothing(Filter::Tags);
    }
    filters.kinds.clone_from(&plan.kinds);
    if none_fits(&filters) {
        return DrawError::Nothing(Filter::Kinds);
    }
    filters.difficulties.clone_from(&plan.difficulties);
    if none_fits(&filters) {
        return DrawError::Nothing(Filter::Difficulties);
    }
    filters.only.clone_from(&plan.only);
    if none_fits(&filters) {
        return DrawError::Nothing(Filter::Only);
    }
    DrawError::Nothing(Filter::Missed)
}
