//! A question on a terminal: a quiet heading, then the question, then its options.

use session::{Presented, Shown};

use super::line::tags;
use super::view::View;
use super::{Place, Showing, Sign};
use crate::layout::{clip, hang, indent, width, wrap};
use crate::look::Look;
use crate::markdown::{self, Part, lines_of_parts};
use crate::style;
use crate::words::{count, duration};

/// The empty columns on both sides.
const MARGIN: usize = 2;
/// A title that would get less room than this gets a line of its own.
const LEAST_TITLE: usize = 16;

/// Everything: what stands above the answer, and what it is chosen from.
pub(super) fn lines(
    question: &Presented,
    showing: Showing,
    view: &View<'_>,
    look: &Look,
) -> Vec<String> {
    let mut lines = heading(question, showing.place, look);
    passage(&mut lines, question, showing, look);
    block(&mut lines, prompt(&view.prompt, look));
    block(&mut lines, task(view, look));
    for list in lists(view, look) {
        block(&mut lines, list);
    }
    lines
}

/// What stands above the answer. The text of a cloze is where the answer goes, so it is not there.
pub(super) fn head(
    question: &Presented,
    showing: Showing,
    view: &View<'_>,
    look: &Look,
) -> Vec<String> {
    let mut lines = heading(question, showing.place, look);
    passage(&mut lines, question, showing, look);
    if !matches!(question.shown, Shown::Cloze { .. }) {
        block(&mut lines, prompt(&view.prompt, look));
    }
    block(&mut lines, task(view, look));
    lines
}

/// Adds a block below a blank line.
fn block(lines: &mut Vec<String>, block: Vec<String>) {
    if !block.is_empty() {
        lines.push(String::new());
        lines.extend(block);
    }
}

fn passage(lines: &mut Vec<String>, question: &Presented, showing: Showing, look: &Look) {
    if let Some(passage) = question.passage.as_deref().filter(|_| showing.passage) {
        block(lines, indent(vec![look.paint(style::DIM, "Passage")], MARGIN));
        block(lines, indent(markdown::lines(passage, look, columns(look)), MARGIN));
    }
}

pub(super) fn prompt(parts: &[Part<'_>], look: &Look) -> Vec<String> {
    indent(lines_of_parts(parts, look, columns(look)), MARGIN)
}

fn task(view: &View<'_>, look: &Look) -> Vec<String> {
    if view.task.is_empty() {
        return Vec::new();
    }
    let task = wrap(&view.task, columns(look)).into_iter();
    indent(task.map(|line| look.paint(style::DIM, &line)).collect(), MARGIN)
}

/// The lists of options, each with what is to be said before it.
fn lists(view: &View<'_>, look: &Look) -> Vec<Vec<String>> {
    let mut blocks = Vec::new();
    for list in &view.lists {
        if let Some(lead) = &list.lead {
            blocks.push(indent(wrap(lead, columns(look)), MARGIN));
        }
        let widest = list.entries.iter().map(|(label, _)| label.len()).max().unwrap_or(0);
        let entries = list.entries.iter();
        blocks.push(
            entries.flat_map(|(label, text)| option(label, widest, text, None, look)).collect(),
        );
    }
    blocks
}

pub(super) fn heading(question: &Presented, place: Option<Place>, look: &Look) -> Vec<String> {
    let columns = columns(look);
    let title = look.sanitiser().line(&question.deck_title).trim().to_owned();
    let facts = facts(question, place, look);
    let rule = look.paint(style::DIM, &look.glyphs().rule.repeat(columns));
    let room = columns.saturating_sub(width(&facts) + MARGIN);
    let mut lines = Vec::new();
    if room >= LEAST_TITLE.min(width(&title)) {
        let title = clip(&title, room, look);
        let gap = " ".repeat(columns.saturating_sub(width(&title) + width(&facts)));
        let (title, facts) = (look.paint(style::HEADING, &title), look.paint(style::DIM, &facts));
        lines.push(format!("{title}{gap}{facts}"));
    } else {
        lines.push(look.paint(style::HEADING, &clip(&title, columns, look)));
        lines.extend(wrap(&facts, columns).iter().map(|line| look.paint(style::DIM, line)));
    }
    lines.push(rule);
    indent(lines, MARGIN)
}

/// `3 of 10 · 1 point · treaties`.
fn facts(question: &Presented, place: Option<Place>, look: &Look) -> String {
    let mut facts = Vec::new();
    if let Some(Place { number, total }) = place {
        facts.push(format!("{number} of {total}"));
    }
    facts.push(count(question.points, "point"));
    facts.extend(question.time.map(duration));
    if !question.tags.is_empty() {
        facts.push(tags(question, look.sanitiser()));
    }
    facts.join(&format!(" {} ", look.glyphs().dot))
}

/// A sign in the margin, the letter, and the text hanging behind it.
pub(super) fn option(
    label: &str,
    widest: usize,
    text: &str,
    sign: Option<Sign>,
    look: &Look,
) -> Vec<String> {
    let sign = match sign {
        None => " ".to_owned(),
        Some(Sign::Here) => look.paint(style::ACCENT, look.glyphs().prompt),
        Some(Sign::Verdict(verdict)) => look.sign(verdict),
    };
    let pad = " ".repeat(widest.saturating_sub(label.len()));
    let first = format!("  {sign} {}{pad}  ", look.paint(style::ACCENT, label));
    let hanging = MARGIN + 2 + widest.max(label.len()) + 2;
    let room = (columns(look) + MARGIN).saturating_sub(hanging);
    let lines = markdown::lines(text, look, room);
    let lines = if lines.is_empty() { vec![String::new()] } else { lines };
    hang(lines, &first, &" ".repeat(hanging))
}

/// The columns between the margins.
fn columns(look: &Look) -> usize {
    look.text_width().saturating_sub(2 * MARGIN)
}
