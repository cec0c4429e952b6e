//! The key of a question as an author or a grader sees it: what is right, what else earns points, and
//! why. Options go by the letters and numbers under which the question shows them.

mod answer;
mod number;
mod source;

use deck_format::{Entry, Key, LocalId};
use session::{Presented, Shown, letter};

use crate::layout::{hang, indent, width, wrap};
use crate::look::Look;
use crate::markdown;
use crate::style;

pub use source::sources;

/// The empty columns on the left.
const MARGIN: usize = 2;
/// The columns between a label and its text.
const GAP: usize = 2;
/// Labels that are wider than this do not move the column of the texts.
const WIDEST_LABEL: usize = 24;

/// One thing that the key says.
struct Fact<'a> {
    label: String,
    body: Body<'a>,
}

enum Body<'a> {
    /// Lines that are safe.
    Lines(Vec<String>),
    /// Markdown.
    Markdown(&'a str),
}

impl<'a> Fact<'a> {
    fn line(label: impl Into<String>, line: impl Into<String>) -> Self {
        Self::lines(label, vec![line.into()])
    }

    fn lines(label: impl Into<String>, lines: Vec<String>) -> Self {
        Self { label: label.into(), body: Body::Lines(lines) }
    }

    fn markdown(label: impl Into<String>, text: &'a str) -> Self {
        Self { label: label.into(), body: Body::Markdown(text) }
    }
}

/// The lines that tell everything that the key of a question says.
#[must_use]
pub fn lines(question: &Presented, key: &Key, look: &Look) -> Vec<String> {
    let facts = facts(question, key, look);
    if look.is_line() { facts.iter().flat_map(plain).collect() } else { drawn(&facts, look) }
}

fn facts<'a>(question: &Presented, key: &'a Key, look: &Look) -> Vec<Fact<'a>> {
    let mut facts = answer::facts(question, &key.answer, look);
    let mut whys: Vec<&(LocalId, String)> = key.why.iter().collect();
    whys.sort_by_key(|(id, _)| parts_place(question, id.as_str()));
    facts.extend(whys.into_iter().map(|(id, text)| {
        let label = label(question, id.as_str()).unwrap_or_else(|| id.as_str().to_owned());
        Fact::markdown(format!("Why not {label}"), text)
    }));
    facts.extend(key.explanation.iter().map(|text| Fact::markdown("Explanation", text)));
    let many = key.hints.len() > 1;
    facts.extend((1..).zip(&key.hints).map(|(number, text)| {
        Fact::markdown(if many { format!("Hint {number}") } else { "Hint".to_owned() }, text)
    }));
    if !key.cite.is_empty() {
        facts.push(Fact::line("Source", sources(&key.cite)));
        let evidence = key.cite.iter().flat_map(|citation| &citation.evidence);
        let quoted: Vec<String> =
            evidence.map(|phrase| format!("\"{}\"", look.sanitiser().line(phrase))).collect();
        if !quoted.is_empty() {
            facts.push(Fact::lines("Evidence", quoted));
        }
    }
    facts
}

/// What is right for somebody who learns from it, each part under its label: in lines of text that are
/// safe, and no Markdown. Known wrong answers are left out.
#[must_use]
pub fn right(question: &Presented, key: &Key) -> Vec<(String, Vec<String>)> {
    let facts = answer::facts(question, &key.answer, &Look::LINE).into_iter();
    let right = facts.filter(|fact| !fact.label.ends_with("Wrong"));
    let lines = |body| match body {
        Body::Lines(lines) => lines,
        Body::Markdown(text) => vec![markdown::inline(text)],
    };
    right.map(|fact| (fact.label, lines(fact.body))).collect()
}

/// What a part is called on the screen: the letter of an option or item, the number of a left side
/// or a blank. Nothing for an id that names no part, such as `true`.
#[must_use]
pub fn label(question: &Presented, id: &str) -> Option<String> {
    let at = parts_place(question, id)?;
    Some(match &question.shown {
        Shown::Matching { .. } => (at + 1).to_string(),
        Shown::Cloze { .. } => format!("blank {}", at + 1),
        _ => letter(at),
    })
}

/// Where a part stands on the screen, among those of its list.
fn parts_place(question: &Presented, id: &str) -> Option<usize> {
    match &question.shown {
        Shown::SingleChoice { choices } | Shown::MultipleSelect { choices, .. } => {
            place(choices, id)
        }
        Shown::Ordering { items, .. } => place(items, id),
        Shown::Matching { left, .. } => place(left, id),
        Shown::Cloze { blanks, .. } => blanks.iter().position(|blank| blank.id.as_str() == id),
        Shown::TrueFalse | Shown::Numerical { .. } | Shown::ShortAnswer | Shown::Essay => None,
    }
}

fn place(entries: &[Entry], id: &str) -> Option<usize> {
    entries.iter().position(|entry| entry.id.as_str() == id)
}

/// A fact in line mode: on the line of its label where it takes one.
fn plain(fact: &Fact<'_>) -> Vec<String> {
    match &fact.body {
        Body::Lines(lines) => match lines.as_slice() {
            [one] => vec![format!("{}: {one}", fact.label)],
            several => {
                let label = std::iter::once(format!("{}:", fact.label));
                label.chain(several.iter().cloned()).collect()
            }
        },
        Body::Markdown(text) => {
            let text = format!("{}: {}", fact.label, markdown::plain(text));
            text.lines().map(str::to_owned).collect()
        }
    }
}

/// Facts on a terminal: the labels in one column, the texts in another.
fn drawn(facts: &[Fact<'_>], look: &Look) -> Vec<String> {
    let widest = facts.iter().map(|fact| width(&fact.label)).max().unwrap_or(0);
    let widest = widest.min(WIDEST_LABEL);
    let room = look.text_width().saturating_sub(2 * MARGIN + widest + GAP);
    let mut lines = Vec::new();
    for fact in facts {
        let text: Vec<String> = match &fact.body {
            Body::Lines(lines) => lines.iter().flat_map(|line| wrap(line, room)).collect(),
            Body::Markdown(text) => markdown::lines(text, look, room),
        };
        let pad = " ".repeat((widest + GAP).saturating_sub(width(&fact.label)).max(GAP));
        let first = format!("{}{pad}", look.paint(style::DIM, &fact.label));
        lines.extend(hang(text, &first, &" ".repeat(widest + GAP)));
    }
    indent(lines, MARGIN)
}

#[cfg(test)]
mod tests;
