//! A deck: what parsing makes, valid throughout. Whoever holds one checks nothing again.

use std::sync::Arc;
use std::time::Duration;

use crate::face::Face;
use crate::id::{DeckId, PassageId, QuestionId};
use crate::key::Key;
use crate::names::{Difficulty, Feedback, Kind};
use crate::released::Released;

/// A whole deck. Only [`crate::parse`] makes one.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Deck {
    /// What a student may see of the deck as a whole.
    pub face: DeckFace,
    /// The questions, in the order of the file; never empty.
    pub questions: Vec<Question>,
    /// What the author noted.
    pub notes: DeckNotes,
}

impl Deck {
    /// The question of an id, found by a linear search.
    #[must_use]
    pub fn question(&self, id: &str) -> Option<&Question> {
        self.questions.iter().find(|question| question.face.id.as_str() == id)
    }

    /// The text of a passage.
    #[must_use]
    pub fn passage(&self, id: &PassageId) -> Option<&Passage> {
        self.face.passages.iter().find(|passage| passage.id == *id)
    }
}

/// One question: what is seen, what is known, what was noted.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Question {
    /// What a student may see.
    pub face: Face,
    /// What a grader knows; `None` on a handout.
    pub key: Option<Key>,
    /// What the author noted.
    pub notes: Notes,
}

/// What a student may see of a deck as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DeckFace {
    /// The deck's id.
    pub id: DeckId,
    /// The deck's title.
    pub title: String,
    /// The language of its texts, a BCP 47 tag such as `en` or `pt-BR`.
    pub language: String,
    /// Whether this is a handout: faces without keys.
    pub handout: bool,
    /// What binds in an exam, where the deck is one.
    pub exam: Option<Exam>,
    /// Whether options and questions are shuffled; `false` keeps the order of the file.
    pub shuffle: bool,
    /// How an exam draws its questions; empty where it draws by count.
    pub blueprint: Vec<BlueprintRow>,
    /// Texts that questions share, in the order of the file.
    pub passages: Vec<Passage>,
}

/// What binds in an exam.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exam {
    /// The time for the whole sitting.
    pub time_limit: Option<Duration>,
    /// When feedback is shown.
    pub feedback: Feedback,
    /// Whether a student may go back to earlier questions.
    pub back: bool,
}

/// One row of a blueprint: so many questions that fit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct BlueprintRow {
    /// The tag that they have, where the row names one.
    pub tag: Option<String>,
    /// Their difficulty, where the row names one.
    pub difficulty: Option<Difficulty>,
    /// Their kind, where the row names one.
    pub kind: Option<Kind>,
    /// How many there are to be; at least one.
    pub count: usize,
}

impl BlueprintRow {
    /// Whether a question fits the row.
    #[must_use]
    pub fn fits(&self, face: &Face) -> bool {
        self.tag.as_ref().is_none_or(|tag| face.tags.contains(tag))
            && self.difficulty.is_none_or(|difficulty| face.difficulty == Some(difficulty))
            && self.kind.is_none_or(|kind| face.kind() == kind)
    }
}

/// A text that several questions share.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Passage {
    /// Its id.
    pub id: PassageId,
    /// Its text, Markdown; shared, since each of its questions shows it.
    pub text: Arc<str>,
}

/// What the author noted about a question; never shown, never graded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Notes {
    /// Lint codes that are allowed here, each with its reason.
    pub lint_allow: Vec<(String, String)>,
    /// Ids that this question had before.
    pub was: Vec<QuestionId>,
}

/// What the author noted about a deck; never shown, never graded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct DeckNotes {
    /// Lint codes that are allowed in the whole deck, each with its reason.
    pub lint_allow: Vec<(String, String)>,
    /// The sources that citations name.
    pub sources: Vec<Source>,
    /// That its key was released after an exam, where it was.
    pub released: Option<Released>,
}

/// A text that questions cite.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Source {
    /// The name that citations use.
    pub name: String,
    /// What it is.
    pub title: Option<String>,
    /// SHA-256 of the text's bytes, 64 lower-case hex digits.
    pub sha256: Option<String>,
    /// The numbers of its paragraphs that need no question, from 1, in the order of the file; each
    /// once.
    pub skip: Vec<u32>,
}
