//! The lines of the journal of decisions.

use std::collections::BTreeMap;

use deck_format::{DeckId, Digest, Fraction, LocalId, Points, QuestionId};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use session::record::SessionId;

/// The version of the journal that is written.
pub const DECISIONS_VERSION: u32 = 1;

/// One line without its `h`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The number of the line, from 0.
    pub n: u64,
    /// When it was written, to the millisecond.
    #[serde(with = "session::record::instant")]
    pub at: Timestamp,
    /// What was decided.
    #[serde(flatten)]
    pub event: Event,
}

/// What was decided.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum Event {
    /// The journal begins; always and only line 0.
    Start(Started),
    /// An essay is marked.
    Mark(Marked),
    /// The mark of an essay is taken back.
    Unmark(Unmarked),
    /// A typed answer is accepted.
    Accept(Accepted),
    /// A typed answer is rejected, so that nobody is asked again.
    Reject(Rejected),
}

/// What the journal is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Started {
    /// The version of the format.
    pub decisions: u32,
    /// The deck.
    pub deck: DeckId,
}

/// The mark of an essay.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Marked {
    /// The sitting.
    pub session: SessionId,
    /// The question.
    pub question: QuestionId,
    /// The digest of the response: a mark belongs to this text and no other.
    pub response: Digest,
    /// Who marked it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// The points by criterion of the rubric.
    pub points: BTreeMap<LocalId, Points>,
    /// What is said about it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub comment: Option<String>,
}

/// The answer whose mark is taken back.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Unmarked {
    /// The sitting.
    pub session: SessionId,
    /// The question.
    pub question: QuestionId,
    /// The digest of the response.
    pub response: Digest,
    /// Who took it back.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
}

/// Where an answer is accepted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Scope {
    /// In the deck, which was edited: this line says who did it, when and why.
    Deck,
    /// In this class alone: grading gives the credit.
    Once,
}

/// A typed answer that was accepted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Accepted {
    /// The question.
    pub question: QuestionId,
    /// The blank, where it has blanks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<LocalId>,
    /// The answer, folded.
    pub text: String,
    /// Where.
    pub scope: Scope,
    /// What it earns, above 0, at most 1; absent for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<Fraction>,
    /// Who accepted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Accepted {
    /// The credit that grading gives, where it was accepted once.
    #[must_use]
    pub fn once(&self) -> Option<Fraction> {
        (self.scope == Scope::Once).then(|| self.credit.unwrap_or(Fraction::ONE))
    }
}

/// A typed answer that was rejected.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rejected {
    /// The question.
    pub question: QuestionId,
    /// The blank, where it has blanks.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub blank: Option<LocalId>,
    /// The answer, folded.
    pub text: String,
    /// Who rejected it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// Why.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub why: Option<String>,
}

impl Event {
    /// Its name in the journal.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Start(_) => "start",
            Self::Mark(_) => "mark",
            Self::Unmark(_) => "unmark",
            Self::Accept(_) => "accept",
            Self::Reject(_) => "reject",
        }
    }
}
