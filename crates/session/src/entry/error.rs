//! What is said about a line that cannot be understood.

use crate::number::NumberProblem;

/// Why a typed line is no answer. Its text is a whole sentence that says what to type; the line was
/// not recorded.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EntryError {
    /// Nothing was typed.
    #[error("Type {expected}.")]
    Empty {
        /// What is expected, as [`super::expectation`] says it.
        expected: String,
    },
    /// The text is longer than the longest text of a deck.
    #[error("That is too long: an answer has at most 64 KiB.")]
    TooLong,
    /// A letter that stands for nothing.
    #[error("There is no {what} {letter}; type a letter from a to {last}.")]
    NoSuchLetter {
        /// What the letters stand for.
        what: &'static str,
        /// The letter that was typed.
        letter: String,
        /// The last letter that there is.
        last: String,
    },
    /// A text that is not that of an option.
    #[error("No {what} is called “{typed}”; type a letter from a to {last}, or the whole text.")]
    NoSuchText {
        /// What the letters stand for.
        what: &'static str,
        /// What was typed, cut short.
        typed: String,
        /// The last letter that there is.
        last: String,
    },
    /// A text that more than one option has.
    #[error("“{typed}” may be {letters}; type the letter.")]
    TwoTexts {
        /// What was typed, cut short.
        typed: String,
        /// The letters that it may mean: `b or d`.
        letters: String,
    },
    /// More than one option where one is asked for.
    #[error("Only one option can be chosen; type one letter from a to {last}.")]
    OneOnly {
        /// The last letter that there is.
        last: String,
    },
    /// An item that stands twice in an order.
    #[error("Item {letter} stands twice; type every letter once, such as {example}.")]
    ItemTwice {
        /// The item's letter.
        letter: String,
        /// An order that could be typed.
        example: String,
    },
    /// An item that does not stand in an order.
    #[error("Item {letter} is missing; type every letter once, such as {example}.")]
    ItemMissing {
        /// The first missing item's letter.
        letter: String,
        /// An order that could be typed.
        example: String,
    },
    /// A line that is no list of pairs.
    #[error("Type pairs such as {example}; a dash as in 2- leaves a side open.")]
    NotPairs {
        /// Pairs that could be typed.
        example: String,
    },
    /// A number that no left side has.
    #[error("There is no left side {number}; they are numbered from 1 to {last}.")]
    NoSuchNumber {
        /// The number that was typed, cut short.
        number: String,
        /// The last number that there is.
        last: usize,
    },
    /// A left side that stands twice.
    #[error("Left side {number} stands twice; give each of them one letter.")]
    LeftTwice {
        /// The number of the left side.
        number: usize,
    },
    /// A left side that does not stand in the line.
    #[error("Left side {number} is missing; type {number}- to leave it open.")]
    LeftMissing {
        /// The number of the first missing left side.
        number: usize,
    },
    /// Too few or too many letters for the left sides.
    #[error("There are {wanted} left sides, and you gave {given}; type pairs such as {example}.")]
    SideCount {
        /// How many left sides there are.
        wanted: usize,
        /// How many letters were typed.
        given: usize,
        /// Pairs that could be typed.
        example: String,
    },
    /// A right side that is used twice where it may be used once.
    #[error("Right side {letter} stands twice, and each may be used only once.")]
    RightTwice {
        /// The letter of the right side.
        letter: String,
    },
    /// Neither true nor false.
    #[error("Type true or false.")]
    NotTruth,
    /// No number.
    #[error(transparent)]
    Number(#[from] NumberProblem),
    /// Not one line for each blank.
    #[error("There are {blanks} blanks, and you gave {lines}; type one line for each.")]
    Lines {
        /// How many blanks there are.
        blanks: usize,
        /// How many lines were typed.
        lines: usize,
    },
}

/// The start of a typed text, for an error.
pub(super) fn clipped(text: &str) -> String {
    const MOST: usize = 40;
    let text = text.trim();
    let mut clipped: String = text.chars().take(MOST).collect();
    if clipped.len() < text.len() {
        clipped.push('…');
    }
    clipped
}
