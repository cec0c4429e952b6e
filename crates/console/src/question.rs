//! A question as seen: everything that a person needs to answer it, safe for a terminal.

mod line;
mod rich;
mod view;

use session::{Presented, Verdict};

use crate::look::Look;
use crate::markdown;
use view::View;

/// What is shown beside the question itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Showing {
    /// Where in the sitting it stands.
    pub place: Option<Place>,
    /// Whether its passage is shown, where it has one.
    pub passage: bool,
}

/// The number of a question among all of a sitting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// Its number, from 1.
    pub number: usize,
    /// How many there are.
    pub total: usize,
}

/// The lines that show a question: its heading, its passage where that is wanted, its prompt, what
/// is to be done, and its options.
///
/// Options, items and right sides go by their [`crate::letter`] in the order in which they are
/// presented, left sides and blanks by number from 1.
#[must_use]
pub fn lines(question: &Presented, showing: Showing, look: &Look) -> Vec<String> {
    let view = View::of(question, look);
    if look.is_line() {
        line::lines(question, showing, &view, look)
    } else {
        rich::lines(question, showing, &view, look)
    }
}

/// The heading alone: in line mode `Question 3 of 10. 1 point.`, else the deck's title with the
/// same facts on the right and a rule below.
#[must_use]
pub fn heading(question: &Presented, place: Option<Place>, look: &Look) -> Vec<String> {
    if look.is_line() {
        vec![line::heading(question, place)]
    } else {
        rich::heading(question, place, look)
    }
}

/// One option with its letter or number; in feedback with a sign before it.
///
/// `widest` is the width of the widest letter of the list, so that all texts stand in one column.
#[must_use]
pub fn option(
    label: &str,
    widest: usize,
    text: &str,
    sign: Option<Verdict>,
    look: &Look,
) -> Vec<String> {
    if look.is_line() {
        vec![format!("{label}) {}", markdown::inline(text))]
    } else {
        rich::option(label, widest, text, sign, look)
    }
}

#[cfg(test)]
mod tests;
