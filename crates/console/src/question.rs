//! A question as seen: everything that a person needs to answer it, safe for a terminal.

mod line;
mod rich;
mod view;

use maud::Markup;
use session::{Presented, Shown, Verdict};

use crate::look::Look;
use crate::markdown;
use view::{View, cloze_prompt};

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

/// What stands in the margin before an option.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign {
    /// This is where the keys choose.
    Here,
    /// How it fared.
    Verdict(Verdict),
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

/// What stands above the answer on a terminal: the heading, the passage where that is wanted, the
/// prompt, and what is to be done. The text of a cloze, and the options, are left to where the
/// answer is given.
#[must_use]
pub fn head(question: &Presented, showing: Showing, look: &Look) -> Vec<String> {
    rich::head(question, showing, &View::of(question, look), look)
}

/// The text of a cloze on a terminal, each of its fields as given: safe, without a newline, not
/// empty. A field that is missing, and any other kind of question, has nothing to show.
#[must_use]
pub fn cloze(question: &Presented, fields: &[String], look: &Look) -> Vec<String> {
    match &question.shown {
        Shown::Cloze { pieces, blanks, .. } => {
            rich::prompt(&cloze_prompt(pieces, blanks, fields, look), look)
        }
        _ => Vec::new(),
    }
}

/// The prompt as elements of a page: the passage is left out, the fields of a cloze are numbered.
#[must_use]
pub fn prompt_html(question: &Presented) -> Markup {
    markdown::html_of_parts(&View::of(question, &Look::LINE).prompt)
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

/// One option with its letter or number, and a sign before it.
///
/// `widest` is the width of the widest letter of the list, so that all texts stand in one column.
#[must_use]
pub fn option(
    label: &str,
    widest: usize,
    text: &str,
    sign: Option<Sign>,
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
