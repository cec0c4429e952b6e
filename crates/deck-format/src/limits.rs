//! Bounds on what a deck may hold, so that a hostile file costs little. Each has an error that
//! names it.

/// The largest deck, in bytes.
pub const MAX_BYTES: usize = 128 * 1024 * 1024;
/// The most marks (`= , . # [ ] { }`, quotes and line ends) that are parsed at once: in a deck that
/// is read question by question that is one question, else it is the whole deck. It bounds the
/// memory that a hostile file can take; a deck of ten thousand questions has less than half of it.
pub const MAX_MARKS: usize = 2_000_000;
/// The most questions in a deck.
pub const MAX_QUESTIONS: usize = 200_000;
/// The most passages in a deck.
pub const MAX_PASSAGES: usize = 2_000;
/// The most options, items, sides of one kind, blanks or criteria in a question.
pub const MAX_ENTRIES: usize = 100;
/// The most elements in any other list of a question or a deck (accepted answers, tags …).
pub const MAX_LIST: usize = 1_000;
/// The longest text, in bytes: a prompt, an option, a passage, an explanation.
pub const MAX_TEXT: usize = 64 * 1024;
/// The most problems that are reported; what comes after is counted only.
pub const MAX_DIAGNOSTICS: usize = 1_000;
