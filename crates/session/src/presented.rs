//! A question as a student sees it: made of the face alone, in the order that was drawn.

use std::sync::Arc;
use std::time::Duration;

use deck_format::{
    BlankSort, Body, DeckFace, DeckId, Difficulty, Entry, Face, Kind, LocalId, Options, OrderRule,
    PartsRule, Piece, Points, QuestionId, SelectRule,
};

use crate::paper::Order;

/// A question as shown. It is made of faces only, so that no screen can leak a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Presented {
    /// The deck that it comes from.
    pub deck: DeckId,
    /// The deck's title.
    pub deck_title: String,
    /// The language of its texts.
    pub language: String,
    /// Its id in the deck.
    pub id: QuestionId,
    /// The text of the passage that it is about, Markdown.
    pub passage: Option<Arc<str>>,
    /// The prompt, Markdown; for a cloze, see [`Shown::Cloze`].
    pub prompt: String,
    /// What it is worth.
    pub points: Points,
    /// The time for it.
    pub time: Option<Duration>,
    /// Its tags.
    pub tags: Vec<String>,
    /// How hard the author thinks it is.
    pub difficulty: Option<Difficulty>,
    /// What its kind adds, in the order in which it is shown.
    pub shown: Shown,
}

/// What a kind adds, in the order in which it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Shown {
    /// One right option.
    SingleChoice {
        /// The options.
        choices: Vec<Entry>,
    },
    /// Any number of right options.
    MultipleSelect {
        /// The options.
        choices: Vec<Entry>,
        /// How it is scored.
        rule: SelectRule,
    },
    /// A statement.
    TrueFalse,
    /// A number.
    Numerical {
        /// The unit shown after the field.
        unit: Option<String>,
    },
    /// A typed text.
    ShortAnswer,
    /// Items to be put in order.
    Ordering {
        /// The items.
        items: Vec<Entry>,
        /// How it is scored.
        rule: OrderRule,
    },
    /// Sides to be matched.
    Matching {
        /// The left sides.
        left: Vec<Entry>,
        /// The right sides.
        right: Vec<Entry>,
        /// Whether a right side may be used more than once.
        reuse: bool,
        /// How it is scored.
        rule: PartsRule,
    },
    /// A text with blanks.
    Cloze {
        /// Texts and blanks in turn.
        pieces: Vec<Piece>,
        /// The blanks in the order of the text.
        blanks: Vec<ShownBlank>,
        /// How it is scored.
        rule: PartsRule,
    },
    /// A long text.
    Essay,
}

/// One blank as shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShownBlank {
    /// Its id.
    pub id: LocalId,
    /// What goes in.
    pub sort: ShownSort,
}

/// What goes into a blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ShownSort {
    /// A typed text.
    Text,
    /// A number.
    Number {
        /// The unit shown after the field.
        unit: Option<String>,
    },
    /// One of several options.
    Choice {
        /// The options.
        choices: Vec<Entry>,
    },
}

/// An order that does not fit the face: the question changed since it was drawn.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("question `{id}` no longer has the options that were drawn")]
pub struct OrderError {
    /// The question.
    pub id: QuestionId,
}

impl Presented {
    /// Shows a face in an order.
    ///
    /// # Errors
    /// When the order does not name exactly the face's options: the deck changed since the draw.
    pub fn new(deck: &DeckFace, face: &Face, order: &Order) -> Result<Self, OrderError> {
        let shown = shown(face, order).ok_or_else(|| OrderError { id: face.id.clone() })?;
        let passage = face.passage.as_ref().and_then(|id| {
            deck.passages.iter().find(|passage| passage.id == *id).map(|p| Arc::clone(&p.text))
        });
        Ok(Self {
            deck: deck.id.clone(),
            deck_title: deck.title.clone(),
            language: deck.language.clone(),
            id: face.id.clone(),
            passage,
            prompt: face.prompt.clone(),
            points: face.points,
            time: face.time,
            tags: face.tags.clone(),
            difficulty: face.difficulty,
            shown,
        })
    }

    /// The kind of question.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.shown {
            Shown::SingleChoice { .. } => Kind::SingleChoice,
            Shown::MultipleSelect { .. } => Kind::MultipleSelect,
            Shown::TrueFalse => Kind::TrueFalse,
            Shown::Numerical { .. } => Kind::Numerical,
            Shown::ShortAnswer => Kind::ShortAnswer,
            Shown::Ordering { .. } => Kind::Ordering,
            Shown::Matching { .. } => Kind::Matching,
            Shown::Cloze { .. } => Kind::Cloze,
            Shown::Essay => Kind::Essay,
        }
    }
}

fn shown(face: &Face, order: &Order) -> Option<Shown> {
    Some(match &face.body {
        Body::SingleChoice { choices, .. } => {
            Shown::SingleChoice { choices: arrange(choices, &order.choices)? }
        }
        Body::MultipleSelect { choices, rule } => {
            Shown::MultipleSelect { choices: arrange(choices, &order.choices)?, rule: *rule }
        }
        Body::TrueFalse => Shown::TrueFalse,
        Body::Numerical { unit } => Shown::Numerical { unit: unit.clone() },
        Body::ShortAnswer => Shown::ShortAnswer,
        Body::Ordering { items, rule } => {
            Shown::Ordering { items: arrange(items, &order.items)?, rule: *rule }
        }
        Body::Matching { left, right, reuse, rule } => Shown::Matching {
            left: arrange(left, &order.left)?,
            right: arrange(right, &order.right)?,
            reuse: *reuse,
            rule: *rule,
        },
        Body::Cloze { template, blanks, rule } => Shown::Cloze {
            pieces: template.pieces().to_vec(),
            blanks: blanks
                .iter()
                .map(|blank| {
                    let sort = match &blank.sort {
                        BlankSort::Text => ShownSort::Text,
                        BlankSort::Number { unit } => ShownSort::Number { unit: unit.clone() },
                        BlankSort::Choice { choices, .. } => ShownSort::Choice {
                            choices: arrange(choices, order.blanks.get(&blank.id)?)?,
                        },
                    };
                    Some(ShownBlank { id: blank.id.clone(), sort })
                })
                .collect::<Option<_>>()?,
            rule: *rule,
        },
        Body::Essay => Shown::Essay,
    })
}

/// The options in the order of the ids, if the ids name each of them once.
fn arrange(options: &Options, ids: &[LocalId]) -> Option<Vec<Entry>> {
    let distinct: std::collections::BTreeSet<_> = ids.iter().collect();
    if ids.len() != options.len() || distinct.len() != ids.len() {
        return None;
    }
    ids.iter().map(|id| options.get(id.as_str()).cloned()).collect()
}
