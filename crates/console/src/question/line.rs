//! A question in plain lines.

use session::Presented;

use super::view::View;
use super::{Place, Showing};
use crate::look::Look;
use crate::markdown::{self, lines_of_parts};
use crate::sanitise::Sanitiser;
use crate::words::{count, duration};

pub(super) fn lines(
    question: &Presented,
    showing: Showing,
    view: &View<'_>,
    look: &Look,
) -> Vec<String> {
    let mut lines = vec![heading(question, showing.place)];
    if let Some(passage) = question.passage.as_deref().filter(|_| showing.passage) {
        let passage = format!("Passage: {}", markdown::plain(passage));
        lines.extend(passage.lines().map(str::to_owned));
    }
    lines.extend(lines_of_parts(&view.prompt, look, usize::MAX));
    if !view.task.is_empty() {
        lines.push(view.task.clone());
    }
    for list in &view.lists {
        lines.extend(list.lead.clone());
        let entries = list.entries.iter();
        lines.extend(entries.flat_map(|(label, text)| super::option(label, 0, text, None, look)));
    }
    lines
}

pub(super) fn heading(question: &Presented, place: Option<Place>) -> String {
    let mut facts = Vec::new();
    if let Some(Place { number, total }) = place {
        facts.push(format!("Question {number} of {total}."));
    }
    facts.push(format!("{}.", count(question.points, "point")));
    if let Some(time) = question.time {
        facts.push(format!("Time: {}.", duration(time)));
    }
    if !question.tags.is_empty() {
        facts.push(format!("Tags: {}.", tags(question, Sanitiser::UNICODE)));
    }
    facts.join(" ")
}

pub(super) fn tags(question: &Presented, sanitiser: Sanitiser) -> String {
    question.tags.iter().map(|tag| sanitiser.line(tag)).collect::<Vec<_>>().join(", ")
}
