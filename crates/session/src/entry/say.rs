//! What is said about a typed answer before it is given, and after.

use deck_format::Entry;
use unicode_segmentation::UnicodeSegmentation;

use super::letters::letter;
use crate::presented::{Presented, Shown, ShownBlank, ShownSort};
use crate::response::Response;

/// What a student is asked to type, to stand in a prompt: `a letter`, `a number, unit m`.
#[must_use]
pub fn expectation(question: &Presented) -> String {
    match &question.shown {
        Shown::SingleChoice { .. } => "a letter".to_owned(),
        Shown::MultipleSelect { choices, .. } => {
            let example = if choices.len() > 2 { "a c" } else { "a b" };
            format!("letters such as {example}, or - for none")
        }
        Shown::TrueFalse => "true or false".to_owned(),
        Shown::Numerical { unit } => number(unit.as_deref()),
        Shown::ShortAnswer => "a short text".to_owned(),
        Shown::Ordering { items, .. } => {
            format!("the letters in order, such as {}", order_example(items.len()))
        }
        Shown::Matching { left, right, .. } => {
            format!("pairs such as {}", pairs_example(left.len(), right.len()))
        }
        Shown::Cloze { .. } => "one line for each blank".to_owned(),
        Shown::Essay => "your text, then a line with only a full stop".to_owned(),
    }
}

/// What a student is asked to type into one blank.
#[must_use]
pub fn blank_expectation(blank: &ShownBlank) -> String {
    let what = match &blank.sort {
        ShownSort::Text => "a short text".to_owned(),
        ShownSort::Number { unit } => number(unit.as_deref()),
        ShownSort::Choice { .. } => "a letter".to_owned(),
    };
    format!("{what}, or - to leave it open")
}

fn number(unit: Option<&str>) -> String {
    unit.map_or_else(|| "a number".to_owned(), |unit| format!("a number, unit {unit}"))
}

/// An order of so many items, as it could be typed: `c a b`.
pub(super) fn order_example(items: usize) -> String {
    const MOST: usize = 6;
    let mut letters: Vec<String> = (0..items.min(MOST)).map(letter).collect();
    if letters.len() > 1 {
        let first = letters.remove(letters.len().min(3) - 1);
        letters.insert(0, first);
    }
    if items > MOST {
        letters.push("…".to_owned());
    }
    letters.join(" ")
}

/// Pairs of so many sides, as they could be typed: `1b 2a 3c`.
pub(super) fn pairs_example(left: usize, right: usize) -> String {
    const MOST: usize = 3;
    let side = |number: usize| match number {
        0 => 1,
        1 => 0,
        other => other,
    };
    let last = right.saturating_sub(1);
    let mut pairs: Vec<String> = (0..left.min(MOST))
        .map(|number| format!("{}{}", number + 1, letter(side(number).min(last))))
        .collect();
    if left > MOST {
        pairs.push("…".to_owned());
    }
    pairs.join(" ")
}

/// What was understood, one line for each part, to be said back. Texts of the deck and of the student
/// stand in it as they are: Markdown, and not yet safe for a terminal.
///
/// Ids that the question does not show are left out.
#[must_use]
pub fn read_back(question: &Presented, response: &Response) -> Vec<String> {
    match (&question.shown, response) {
        (Shown::SingleChoice { choices }, Response::Choice(id)) => {
            labelled(choices, id).into_iter().collect()
        }
        (Shown::MultipleSelect { .. }, Response::Choices(ids)) if ids.is_empty() => {
            vec!["None of them.".to_owned()]
        }
        (Shown::MultipleSelect { choices, .. }, Response::Choices(ids)) => {
            ids.iter().filter_map(|id| labelled(choices, id)).collect()
        }
        (_, Response::Truth(truth)) => vec![if *truth { "True." } else { "False." }.to_owned()],
        (_, Response::Number(text) | Response::Text(text)) => vec![text.trim().to_owned()],
        (Shown::Ordering { items, .. }, Response::Order(ids)) => {
            let items = ids.iter().filter_map(|id| labelled(items, id));
            items.enumerate().map(|(place, item)| format!("{}. {item}", place + 1)).collect()
        }
        (Shown::Matching { left, right, .. }, Response::Pairs(pairs)) => {
            let side = |left: &Entry| {
                pairs.get(left.id.as_str()).and_then(|id| labelled(right, id)).unwrap_or_else(open)
            };
            let line = |(place, left): (usize, &Entry)| {
                format!("{}) {}: {}", place + 1, left.text, side(left))
            };
            left.iter().enumerate().map(line).collect()
        }
        (Shown::Cloze { blanks, .. }, Response::Blanks(typed)) => {
            let content = |blank: &ShownBlank| {
                let typed = typed.get(blank.id.as_str())?;
                match &blank.sort {
                    ShownSort::Choice { choices } => labelled(choices, typed),
                    ShownSort::Text | ShownSort::Number { .. } => Some(typed.trim().to_owned()),
                }
            };
            let line = |(place, blank): (usize, &ShownBlank)| {
                format!("Blank {}: {}", place + 1, content(blank).unwrap_or_else(open))
            };
            blanks.iter().enumerate().map(line).collect()
        }
        (_, Response::Essay(text)) => vec![word_count(text)],
        _ => Vec::new(),
    }
}

fn open() -> String {
    "left open".to_owned()
}

/// `d) It grew more than fivefold`, for the option of an id.
fn labelled(entries: &[Entry], id: &str) -> Option<String> {
    let place = entries.iter().position(|entry| entry.id.as_str() == id)?;
    Some(format!("{}) {}", letter(place), entries[place].text))
}

fn word_count(text: &str) -> String {
    match text.unicode_words().count() {
        1 => "1 word.".to_owned(),
        count => format!("{count} words."),
    }
}
