//! What a student gave, raw: nothing of it is interpreted before it is kept.

use std::collections::BTreeMap;

use deck_format::Kind;
use serde::{Deserialize, Serialize};

/// The raw response to one question, as a record holds it: `{"choice":"mps"}`,
/// `{"number":"9.8 m"}`, `{"pairs":{"college":"kunming"}}`.
///
/// Ids are plain texts here, since a record is read without the deck; grading looks them up.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Response {
    /// The id of an option of a single-choice question.
    Choice(String),
    /// The ids of the chosen options of a multiple-select question, in the order in which they were
    /// shown; empty when the student says that none is right.
    Choices(Vec<String>),
    /// The answer to a true-false question.
    Truth(bool),
    /// A number as it was typed, with its unit where one was typed.
    Number(String),
    /// A text as it was typed.
    Text(String),
    /// The ids of the items of an ordering, first to last.
    Order(Vec<String>),
    /// Left id to right id; left sides that were left open are absent.
    Pairs(BTreeMap<String, String>),
    /// Blank id to what was typed, or to the id of the chosen option; open blanks are absent.
    Blanks(BTreeMap<String, String>),
    /// A long text as it was typed.
    Essay(String),
}

impl Response {
    /// The kind of question that it answers.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Choice(_) => Kind::SingleChoice,
            Self::Choices(_) => Kind::MultipleSelect,
            Self::Truth(_) => Kind::TrueFalse,
            Self::Number(_) => Kind::Numerical,
            Self::Text(_) => Kind::ShortAnswer,
            Self::Order(_) => Kind::Ordering,
            Self::Pairs(_) => Kind::Matching,
            Self::Blanks(_) => Kind::Cloze,
            Self::Essay(_) => Kind::Essay,
        }
    }
}
