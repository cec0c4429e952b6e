//! Answers as they are typed in line mode: a line becomes a [`Response`].
//!
//! Options are lettered and left sides numbered in the order in which they are shown. All of it works
//! from [`Presented`] alone, so it cannot know what is right. What cannot be understood is an
//! [`EntryError`], which says what to type instead; nothing is guessed.

mod error;
mod labels;
mod letters;
mod pairs;
mod say;

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use deck_format::Entry;
use deck_format::limits::MAX_TEXT;

use crate::number::read_number;
use crate::presented::{Presented, Shown, ShownBlank, ShownSort};
use crate::response::Response;

/// The longest text for one blank, in bytes. A question may have many: all of them have to fit into
/// one line of a record.
const MAX_BLANK: usize = 1_024;

pub use error::EntryError;
use labels::Labels;
pub use letters::{letter, letter_index};
pub use say::{blank_expectation, expectation, read_back};

/// Reads a typed answer. It is one line, but for an essay, which may have many, and a cloze, which
/// has one for each blank.
///
/// # Errors
/// When the text is blank, too long, or does not say an answer of this kind.
pub fn parse_answer(question: &Presented, text: &str) -> Result<Response, EntryError> {
    let text = without_line_end(text);
    if text.len() > MAX_TEXT {
        return Err(EntryError::TooLong);
    }
    if text.trim().is_empty() {
        return Err(EntryError::Empty { expected: expectation(question) });
    }
    let language = &question.language;
    Ok(match &question.shown {
        Shown::SingleChoice { choices } => {
            Response::Choice(id(choices, Labels::new("option", choices, language).one(text)?))
        }
        Shown::MultipleSelect { choices, .. } => {
            Response::Choices(selection(&Labels::new("option", choices, language), choices, text)?)
        }
        Shown::TrueFalse => Response::Truth(truth(text)?),
        Shown::Numerical { .. } => {
            read_number(text, language)?;
            Response::Number(text.to_owned())
        }
        Shown::ShortAnswer => Response::Text(text.to_owned()),
        Shown::Ordering { items, .. } => {
            let order = Labels::new("item", items, language).order(text)?;
            Response::Order(order.into_iter().map(|item| id(items, item)).collect())
        }
        Shown::Matching { left, right, reuse, .. } => {
            let labels = Labels::new("right side", right, language);
            let sides = pairs::parse(left.len(), &labels, *reuse, text)?;
            let pairs = left
                .iter()
                .zip(sides)
                .filter_map(|(left, side)| Some((left.id.as_str().to_owned(), id(right, side?))));
            Response::Pairs(pairs.collect())
        }
        Shown::Cloze { blanks, .. } => Response::Blanks(fill(blanks, language, text)?),
        Shown::Essay => Response::Essay(text.to_owned()),
    })
}

/// Reads what was typed for one blank: the text, or the id of the option. `None` where a `-` leaves
/// it open.
///
/// # Errors
/// When the text is blank, too long, no number where one is asked for, or no option where there are
/// options.
pub fn parse_blank(
    blank: &ShownBlank,
    language: &str,
    text: &str,
) -> Result<Option<String>, EntryError> {
    let text = without_line_end(text);
    if text.len() > MAX_BLANK {
        return Err(EntryError::TooLong);
    }
    if text.trim().is_empty() {
        return Err(EntryError::Empty { expected: blank_expectation(blank) });
    }
    if is_dash(text) {
        return Ok(None);
    }
    Ok(Some(match &blank.sort {
        ShownSort::Text => text.to_owned(),
        ShownSort::Number { .. } => {
            read_number(text, language)?;
            text.to_owned()
        }
        ShownSort::Choice { choices } => {
            id(choices, Labels::new("option", choices, language).one(text)?)
        }
    }))
}

/// One line for each blank.
fn fill(
    blanks: &[ShownBlank],
    language: &str,
    text: &str,
) -> Result<BTreeMap<String, String>, EntryError> {
    let lines: Vec<&str> = text.lines().collect();
    if lines.len() != blanks.len() {
        return Err(EntryError::Lines { blanks: blanks.len(), lines: lines.len() });
    }
    let mut filled = BTreeMap::new();
    for (blank, line) in blanks.iter().zip(lines) {
        if let Some(typed) = parse_blank(blank, language, line)? {
            filled.insert(blank.id.as_str().to_owned(), typed);
        }
    }
    Ok(filled)
}

/// The chosen options in the order in which they are shown; a `-` chooses none.
fn selection(
    labels: &Labels<'_>,
    choices: &[Entry],
    text: &str,
) -> Result<Vec<String>, EntryError> {
    if is_dash(text) {
        return Ok(Vec::new());
    }
    let mut chosen = labels.several(text)?;
    chosen.sort_unstable();
    chosen.dedup();
    Ok(chosen.into_iter().map(|choice| id(choices, choice)).collect())
}

fn truth(text: &str) -> Result<bool, EntryError> {
    match text.trim().trim_end_matches('.').to_lowercase().as_str() {
        "true" | "t" => Ok(true),
        "false" | "f" => Ok(false),
        _ => Err(EntryError::NotTruth),
    }
}

/// The id of the entry at a place that a label names.
fn id(entries: &[Entry], place: usize) -> String {
    entries[place].id.as_str().to_owned()
}

/// Whether a text is only a dash; keyboards and phones turn a hyphen into longer ones.
fn is_dash(text: &str) -> bool {
    matches!(text.trim(), "-" | "–" | "—" | "−")
}

fn without_line_end(text: &str) -> &str {
    let text = text.strip_suffix('\n').unwrap_or(text);
    text.strip_suffix('\r').unwrap_or(text)
}
