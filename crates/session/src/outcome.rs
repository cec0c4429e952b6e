//! What grading makes of a response.

use deck_format::Fraction;

/// The marks for one response, and what a student should be told about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Outcome {
    /// The exact fraction of the points, from -1 to 1. The item's floor is not applied yet: see
    /// [`Outcome::floored`].
    pub fraction: Fraction,
    /// How each part fared: chosen and missed options, items, left sides or blanks, in the order of
    /// the face. Empty for kinds that have no parts.
    pub parts: Vec<Part>,
    /// What is to be said about a response without parts.
    pub note: Option<Note>,
}

/// How one part of a response fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// The id of the option, item, left side or blank.
    pub id: String,
    /// What it earned, from -1 to 1, before weights. For an option of a multiple-select question:
    /// 1 where it was rightly chosen or rightly left out, else 0.
    pub fraction: Fraction,
    /// What is to be said about it.
    pub note: Option<Note>,
}

/// What a student should be told beside right and wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Note {
    /// A typing error was forgiven; this is the spelling.
    Spelling(String),
    /// The author lists this wrong answer, and says why it is wrong (empty where no reason stands).
    Rejected(String),
    /// The unit is none that the question accepts; these are.
    UnknownUnit(Vec<String>),
    /// It cannot be read as a number.
    NotANumber,
}

/// A verdict in one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Verdict {
    /// No points or fewer.
    Wrong,
    /// Some points.
    Partly,
    /// All points.
    Right,
}

impl Outcome {
    /// An outcome without parts or notes.
    #[must_use]
    pub fn plain(fraction: Fraction) -> Self {
        Self { fraction: fraction.clamped(), parts: Vec::new(), note: None }
    }

    /// The fraction with the item's usual floor of 0.
    #[must_use]
    pub fn floored(&self) -> Fraction {
        self.fraction.max(Fraction::ZERO)
    }

    /// The verdict.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        Verdict::of(self.fraction)
    }
}

impl Verdict {
    /// The verdict on a fraction.
    #[must_use]
    pub fn of(fraction: Fraction) -> Self {
        if fraction == Fraction::ONE {
            Self::Right
        } else if fraction > Fraction::ZERO {
            Self::Partly
        } else {
            Self::Wrong
        }
    }
}
