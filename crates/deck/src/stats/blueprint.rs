//! Whether the rows of a blueprint can be filled.

use deck_format::{BlueprintRow, Deck};
use serde::Serialize;

/// A row of a blueprint and what there is for it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// The tag that it asks for.
    pub tag: Option<String>,
    /// The difficulty that it asks for.
    pub difficulty: Option<&'static str>,
    /// The kind that it asks for.
    pub kind: Option<&'static str>,
    /// How many questions it asks for.
    pub count: usize,
    /// How many questions fit it, before rows above take theirs.
    pub fitting: usize,
    /// Whether it can be filled whatever the rows above take.
    pub fulfilled: bool,
    /// How many are sure to be there where it cannot be filled.
    pub sure: usize,
}

impl Row {
    /// The rows of a deck.
    pub(super) fn all(deck: &Deck) -> Vec<Self> {
        let shortfalls = deck.blueprint_shortfalls();
        let row = |(at, row): (usize, &BlueprintRow)| {
            let short = shortfalls.iter().find(|shortfall| shortfall.row == at);
            let fits = deck.questions.iter().filter(|question| row.fits(&question.face));
            Self {
                tag: row.tag.clone(),
                difficulty: row.difficulty.map(deck_format::Difficulty::as_str),
                kind: row.kind.map(deck_format::Kind::as_str),
                count: row.count,
                fitting: fits.count(),
                fulfilled: short.is_none(),
                sure: short.map_or(row.count, deck_format::Shortfall::sure),
            }
        };
        deck.face.blueprint.iter().enumerate().map(row).collect()
    }
}
