//! The key of a question: everything that a grader knows and a student may not see beforehand.

use crate::compare::TextPolicy;
use crate::decimal::Decimal;
use crate::fraction::Fraction;
use crate::id::LocalId;
use crate::points::Points;

/// The key of one question.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Key {
    /// What is right, in the shape of the question's kind.
    pub answer: Answer,
    /// Why the right answer is right, Markdown.
    pub explanation: Option<String>,
    /// Why a part is wrong, Markdown, by the id of the option, item, left side or blank; in a
    /// true-false question by `true` or `false`. In the order of the file.
    pub why: Vec<(LocalId, String)>,
    /// Hints, Markdown, from the vaguest to the plainest.
    pub hints: Vec<String>,
    /// Where the sources say it.
    pub cite: Vec<Citation>,
}

impl Key {
    /// Why the part of an id is wrong, where the author says so.
    #[must_use]
    pub fn why(&self, id: &str) -> Option<&str> {
        self.why.iter().find(|(of, _)| of.as_str() == id).map(|(_, text)| text.as_str())
    }
}

/// What is right. Its variant is always that of the face's [`crate::Body`], and every id in it
/// stands in the face.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// One option.
    SingleChoice(ChoiceKey),
    /// A set of options, in the order of the key; empty only where the rule can score that.
    MultipleSelect(Vec<LocalId>),
    /// True or false.
    TrueFalse(bool),
    /// A number.
    Numerical(NumberKey),
    /// A typed text.
    ShortAnswer(TextKey),
    /// Steps from first to last; the items of one step may stand in any order. At least two steps.
    Ordering(Vec<Vec<LocalId>>),
    /// Left id and right id, in the order of the face's left sides.
    Matching(Vec<(LocalId, LocalId)>),
    /// A key for every blank, in the order of the face's blanks.
    Cloze(Vec<(LocalId, BlankKey)>),
    /// A rubric.
    Essay {
        /// Its criteria; at least one. Their points sum to the question's.
        rubric: Vec<Criterion>,
        /// A model answer, Markdown.
        model: Option<String>,
    },
}

impl Answer {
    /// The key of a typed text: that of a short answer, or of one blank of a cloze.
    #[must_use]
    pub fn text_key(&self, blank: Option<&str>) -> Option<&TextKey> {
        match (self, blank) {
            (Self::ShortAnswer(key), None) => Some(key),
            (Self::Cloze(keys), Some(blank)) => {
                match keys.iter().find(|(id, _)| id.as_str() == blank) {
                    Some((_, BlankKey::Text(key))) => Some(key),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Accepts one more text in full. Says whether there is such a key of a typed text.
    pub fn accept(&mut self, blank: Option<&str>, text: &str) -> bool {
        let key = match (self, blank) {
            (Self::ShortAnswer(key), None) => key,
            (Self::Cloze(keys), Some(blank)) => {
                match keys.iter_mut().find(|(id, _)| id.as_str() == blank) {
                    Some((_, BlankKey::Text(key))) => key,
                    _ => return false,
                }
            }
            _ => return false,
        };
        key.accept.push(TextAccept::literal(text));
        true
    }
}

/// The key of one choice.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ChoiceKey {
    /// The right option, which earns 1.
    pub correct: LocalId,
    /// What other options earn, from -1 to 1; those that are not named earn 0.
    pub credit: Vec<(LocalId, Fraction)>,
}

/// The key of a number.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NumberKey {
    /// The right number.
    pub answer: Decimal,
    /// How far off it may be.
    pub tolerance: Tolerance,
    /// Other numbers that earn credit; the best credit counts.
    pub accept: Vec<NumberAccept>,
    /// Units that may be typed, each with what one of it is in the question's unit.
    pub units: Vec<(String, Decimal)>,
}

/// How far off a number may be; bounds are included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Tolerance {
    /// Not at all.
    Exact,
    /// By this much.
    Absolute(Decimal),
    /// By this percentage of the number, which is not 0.
    Percent(Decimal),
    /// By half a unit of the last of so many significant digits (1 to 40) of the number, which is
    /// not 0.
    Digits(u8),
}

/// Another number that earns credit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct NumberAccept {
    /// Which numbers.
    pub range: NumberRange,
    /// What they earn, above 0, at most 1.
    pub credit: Fraction,
}

/// A range of accepted numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NumberRange {
    /// Around a number.
    Around {
        /// The middle.
        value: Decimal,
        /// How far off it may be: its own word, or else the question's.
        tolerance: Tolerance,
    },
    /// Between two numbers, both included.
    Between {
        /// The lower.
        from: Decimal,
        /// The upper, not below the lower.
        to: Decimal,
    },
}

/// The key of a typed text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextKey {
    /// The right text.
    pub answer: String,
    /// Other texts that earn credit; the best credit counts.
    pub accept: Vec<TextAccept>,
    /// Texts that are wrong and never forgiven as a typing error, each with why.
    pub reject: Vec<(String, String)>,
    /// Which differences are overlooked: the question's own word, or else the deck's.
    pub compare: TextPolicy,
}

/// Another text that earns credit.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct TextAccept {
    /// Which texts.
    pub pattern: TextPattern,
    /// What they earn, above 0, at most 1.
    pub credit: Fraction,
}

impl TextAccept {
    /// A text that is accepted in full, typing errors forgiven.
    #[must_use]
    pub fn literal(text: impl Into<String>) -> Self {
        Self { pattern: TextPattern::Literal(text.into()), credit: Fraction::ONE }
    }
}

/// Which texts are accepted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum TextPattern {
    /// This text, typing errors forgiven.
    Literal(String),
    /// `*` stands for any run of characters, `\*` for itself; no typing error is forgiven.
    Wildcard(String),
}

/// The key of one blank, in the shape of its sort.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlankKey {
    /// One option.
    Choice(ChoiceKey),
    /// A number.
    Number(NumberKey),
    /// A typed text.
    Text(TextKey),
}

/// One criterion of a rubric.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Criterion {
    /// Its id.
    pub id: LocalId,
    /// What it asks for, Markdown.
    pub text: String,
    /// What it is worth.
    pub points: Points,
}

/// Where a source says it.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Citation {
    /// The source's name, one of the deck's sources.
    pub source: String,
    /// The paragraph: the N-th non-empty line, from 1.
    pub paragraph: Option<u32>,
    /// Short phrases that stand there.
    pub evidence: Vec<String>,
}
