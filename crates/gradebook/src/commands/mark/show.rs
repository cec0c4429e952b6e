//! What is seen of a question and of an answer while essays are marked.

use console::{Look, layout, markdown, style, words};
use deck_format::Deck;
use gradebook::marking::{Essay, Pile};

use super::round::worth;

/// The margin on the left of a terminal.
const MARGIN: usize = 2;

/// The margin of a look.
fn margin(look: &Look) -> usize {
    if look.is_line() { 0 } else { MARGIN }
}

/// The columns of running text.
fn columns(look: &Look) -> usize {
    look.text_width().saturating_sub(2 * MARGIN).max(10)
}

/// A sentence of our own, which may hold text of others; in line mode it is never broken.
pub(super) fn line(text: &str, look: &Look) -> Vec<String> {
    body(&look.sanitiser().line(text), look)
}

/// Safe text in lines that fit.
fn body(text: &str, look: &Look) -> Vec<String> {
    let lines = text.lines();
    let lines: Vec<String> = if look.is_line() {
        lines.map(str::to_owned).collect()
    } else {
        lines.flat_map(|line| layout::wrap(line, columns(look))).collect()
    };
    layout::indent(lines, margin(look))
}

fn markdown(text: &str, look: &Look) -> Vec<String> {
    layout::indent(markdown::lines(text, look, columns(look)), margin(look))
}

fn heading(text: &str, look: &Look) -> String {
    format!("{:margin$}{}", "", look.paint(style::HEADING, text), margin = margin(look))
}

/// A heading and lines below it; nothing where there are none.
pub(super) fn list(above: &str, told: &[String], look: &Look) -> Vec<String> {
    if told.is_empty() {
        return Vec::new();
    }
    let lines = told.iter().flat_map(|line| body(&look.sanitiser().line(line), look));
    std::iter::once(heading(above, look)).chain(lines).chain([String::new()]).collect()
}

/// A question with its passage, its model answer and its rubric.
pub(super) fn question(deck: &Deck, pile: &Pile<'_>, look: &Look) -> Vec<String> {
    let face = &pile.question.face;
    let essays = words::count(pile.essays.len(), "answer");
    let points = words::count(face.points, "point");
    let mut lines = vec![heading(&format!("Question `{}`: {points}, {essays}", face.id), look)];
    let passage = face.passage.as_ref().and_then(|id| deck.passage(id));
    for text in passage.map(|passage| &*passage.text).into_iter().chain([&*face.prompt]) {
        lines.extend(markdown(text, look));
        lines.push(String::new());
    }
    if let Some(model) = pile.model {
        lines.push(heading("Model answer", look));
        lines.extend(markdown(model, look));
        lines.push(String::new());
    }
    lines.push(heading("Rubric", look));
    for (number, criterion) in (1..).zip(pile.rubric) {
        let text = markdown::inline(&criterion.text);
        let told = format!("{number}. {} (`{}`, {})", text, criterion.id, worth(criterion));
        lines.extend(body(&told, look));
    }
    lines
}

/// The text of an answer, and where it stands among how many; with who wrote it where that is to be
/// seen.
pub(super) fn essay(
    (number, of): (usize, usize),
    who: Option<&Essay>,
    text: &str,
    look: &Look,
) -> Vec<String> {
    let who = who.map_or_else(String::new, |essay| {
        let name = if essay.name.is_empty() { String::new() } else { format!(", {}", essay.name) };
        format!(": {}{name}", essay.student)
    });
    let above = look.sanitiser().line(&format!("Answer {number} of {of}{who}")).into_owned();
    let mut lines = vec![String::new(), heading(&above, look)];
    if text.trim().is_empty() {
        lines.extend(body("(nothing but white space)", look));
    }
    lines.extend(body(look.sanitiser().text(text).trim_end(), look));
    lines.push(String::new());
    lines
}

/// What can be typed.
pub(super) fn help(look: &Look) -> Vec<String> {
    [
        "Points: digits with decimals, f for all of them; several criteria on one line: 1.5 f 0",
        "Enter alone takes what is proposed, and nothing else.",
        "b  back to the criterion or the answer before    s  skip this answer",
        "m  question, model answer and rubric             t  the answer again",
        "unmark  take its mark away                       q  quit; all marks are kept",
        "In a comment these begin with a colon: :b; ::b is the comment :b.",
    ]
    .iter()
    .flat_map(|line| body(line, look))
    .collect()
}
