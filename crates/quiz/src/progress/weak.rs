//! The questions that are remembered worst.

use console::{Look, layout, style};

use super::numbers::{missed, percent, wrap};
use super::report::{Report, Weak};
use crate::feedback::full_stop;

/// The columns before a prompt: a number of two digits and a gap.
const HANGING: usize = 4;

/// What stands above them.
pub(super) fn heading(report: &Report) -> String {
    match report.weakest.len() {
        1 => "Weakest question".to_owned(),
        number => format!("The {number} weakest questions"),
    }
}

/// Each with its prompt on one line, and what is known of it below.
pub(super) fn drawn(report: &Report, columns: usize, look: &Look) -> Vec<String> {
    let room = columns.saturating_sub(HANGING).max(1);
    let dot = format!(" {} ", look.glyphs().dot);
    let mut lines = Vec::new();
    for (place, weak) in report.weakest.iter().enumerate() {
        let number = look.paint(style::ACCENT, &format!("{:>2}", place + 1));
        lines.push(format!("{number}  {}", layout::clip(&weak.prompt, room, look)));
        let mut facts = facts(weak);
        facts.insert(0, layout::clip(&weak.deck_shown, room, look));
        let facts = wrap(&facts.join(&dot), room);
        let facts = facts.iter().map(|line| look.paint(style::DIM, line)).collect();
        lines.extend(layout::indent(facts, HANGING));
    }
    lines
}

fn facts(weak: &Weak) -> Vec<String> {
    vec![
        format!("{} known now", percent(weak.retention)),
        format!("{} in a week", percent(weak.retention_in_a_week)),
        missed(weak.lapses),
        format!("{} of {} right", weak.right, weak.answers),
    ]
}

/// A line for each.
pub(super) fn lines(report: &Report) -> Vec<String> {
    let line = |(place, weak): (usize, &Weak)| {
        let prompt = full_stop(&weak.prompt);
        let facts = facts(weak).join("; ");
        format!("{}. {prompt} Deck: {}; {facts}", place + 1, weak.deck_shown)
    };
    report.weakest.iter().enumerate().map(line).collect()
}

/// How to practise what was missed, where something was.
pub(super) fn next(report: &Report) -> Option<String> {
    let weak = report.weakest.iter().find(|weak| weak.lapses > 0)?;
    Some(format!("`quiz practice {} --missed` asks what you missed last there.", weak.deck))
}
