//! The face of a question: everything that a student may see, and nothing else.

use std::time::Duration;

use crate::cloze::Template;
use crate::id::{FamilyId, LocalId, PassageId, QuestionId};
use crate::names::{Difficulty, Kind, OrderRule, PartsRule, SelectRule};
use crate::points::Points;

/// The face of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Face {
    /// The question's id.
    pub id: QuestionId,
    /// The prompt (stem), Markdown; in a cloze it holds the blanks, see [`Body::Cloze`].
    pub prompt: String,
    /// The passage that it is about.
    pub passage: Option<PassageId>,
    /// What its kind adds.
    pub body: Body,
    /// Whether its options are shuffled: its own word, or else the deck's.
    pub shuffle: bool,
    /// What it is worth.
    pub points: Points,
    /// The time for it: binding in an exam, else advice.
    pub time: Option<Duration>,
    /// Its tags, in the order of the file.
    pub tags: Vec<String>,
    /// How hard the author thinks it is.
    pub difficulty: Option<Difficulty>,
    /// How likely it is drawn, 1 to 100.
    pub weight: u8,
    /// The family of which at most one is asked.
    pub family: Option<FamilyId>,
}

impl Face {
    /// The kind of question.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self.body {
            Body::SingleChoice { .. } => Kind::SingleChoice,
            Body::MultipleSelect { .. } => Kind::MultipleSelect,
            Body::TrueFalse => Kind::TrueFalse,
            Body::Numerical { .. } => Kind::Numerical,
            Body::ShortAnswer => Kind::ShortAnswer,
            Body::Ordering { .. } => Kind::Ordering,
            Body::Matching { .. } => Kind::Matching,
            Body::Cloze { .. } => Kind::Cloze,
            Body::Essay => Kind::Essay,
        }
    }
}

/// What a kind adds to the face. The scoring rule is the question's own, or else the deck's, or
/// else the default of the format.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Body {
    /// One right option.
    SingleChoice {
        /// At least two options.
        choices: Options,
        /// Whether options earn credits of their own (`scoring = "weighted"`).
        weighted: bool,
    },
    /// Any number of right options.
    MultipleSelect {
        /// At least two options.
        choices: Options,
        /// How it is scored.
        rule: SelectRule,
    },
    /// A statement that is true or false.
    TrueFalse,
    /// A number.
    Numerical {
        /// The unit that is shown after the field.
        unit: Option<String>,
    },
    /// A typed text.
    ShortAnswer,
    /// Items to be put in order.
    Ordering {
        /// At least two items.
        items: Options,
        /// How it is scored.
        rule: OrderRule,
    },
    /// Left sides to be matched with right sides.
    Matching {
        /// At least two left sides.
        left: Options,
        /// At least two right sides; some may be spare.
        right: Options,
        /// Whether a right side may be used more than once.
        reuse: bool,
        /// How it is scored.
        rule: PartsRule,
    },
    /// A text with blanks.
    Cloze {
        /// The prompt, cut at its blanks.
        template: Template,
        /// The blanks in the order in which the prompt holds them; at least one.
        blanks: Vec<Blank>,
        /// How it is scored.
        rule: PartsRule,
    },
    /// A long text.
    Essay,
}

/// One blank of a cloze.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Blank {
    /// Its id, as in `{{id}}`.
    pub id: LocalId,
    /// What goes in.
    pub sort: BlankSort,
    /// How much it counts among the blanks, 1 to 100.
    pub weight: u8,
}

/// What goes into a blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlankSort {
    /// A typed text.
    Text,
    /// A number.
    Number {
        /// The unit that is shown after the field.
        unit: Option<String>,
    },
    /// One of several options.
    Choice {
        /// At least two options.
        choices: Options,
        /// Whether they are shuffled: the blank's own word, or else the question's.
        shuffle: bool,
    },
}

/// One option, item or side.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Entry {
    /// Its id.
    pub id: LocalId,
    /// Its text, Markdown.
    pub text: String,
}

impl Entry {
    /// An entry by itself, which those who show entries need in their tests.
    #[must_use]
    pub fn new(id: LocalId, text: impl Into<String>) -> Self {
        Self { id, text: text.into() }
    }
}

/// Options, items or sides: ids and texts are unique, the order is that of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    entries: Vec<Entry>,
    pinned: Vec<LocalId>,
}

impl Options {
    /// Only the parser, which has checked them, makes options.
    pub(crate) fn new(entries: Vec<Entry>, pinned: Vec<LocalId>) -> Self {
        Self { entries, pinned }
    }

    /// The entries in the order of the file.
    pub fn iter(&self) -> std::slice::Iter<'_, Entry> {
        self.entries.iter()
    }

    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Never true of options that were read from a deck.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entry of an id.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Entry> {
        self.entries.iter().find(|entry| entry.id.as_str() == id)
    }

    /// The text of an id; empty where there is none.
    #[must_use]
    pub fn text(&self, id: &str) -> &str {
        self.get(id).map_or("", |entry| &entry.text)
    }

    /// The ids that stay last, in that order.
    #[must_use]
    pub fn pinned(&self) -> &[LocalId] {
        &self.pinned
    }

    /// The canonical order: by text in UTF-8 bytes, pinned ones last in their own order. With
    /// `shuffle` false it is the order of the file, pinned ones last all the same.
    ///
    /// It depends neither on ids nor, when shuffled, on the order of the file, so that a deck and
    /// its handout give the same paper.
    #[must_use]
    pub fn canonical(&self, shuffle: bool) -> Vec<&Entry> {
        let mut free: Vec<&Entry> =
            self.entries.iter().filter(|entry| !self.pinned.contains(&entry.id)).collect();
        if shuffle {
            free.sort_by(|a, b| a.text.cmp(&b.text));
        }
        free.extend(self.pinned.iter().filter_map(|id| self.get(id.as_str())));
        free
    }
}

impl<'a> IntoIterator for &'a Options {
    type Item = &'a Entry;
    type IntoIter = std::slice::Iter<'a, Entry>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
