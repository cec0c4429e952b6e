//! Each left side with its right one, and what was said instead.

use console::{Look, layout, markdown};
use deck_format::{Entry, LocalId};
use session::{Shown, Verdict};

use super::Feedback;
use super::item::{Item, add_aside, room, widest};
use super::rich::quiet;

pub(super) fn lines(
    feedback: &Feedback<'_>,
    key: &[(LocalId, LocalId)],
    look: &Look,
) -> Vec<String> {
    let Shown::Matching { left, right, .. } = &feedback.presented.shown else { return Vec::new() };
    let labels: Vec<String> = (1..=left.len()).map(|number| number.to_string()).collect();
    let widest = widest(&labels);
    let mut lines = Vec::new();
    for (label, entry) in labels.iter().zip(left) {
        let Some((_, match_of)) = key.iter().find(|(of, _)| *of == entry.id) else { continue };
        let sign = feedback.verdict_on(entry.id.as_str());
        let text = pair(&entry.text, &text_of(right, match_of.as_str()), room(widest, look), look);
        let mut item = Item { sign, label, widest }.lines(&text, look);
        if sign.is_some_and(|sign| sign != Verdict::Right) {
            let instead = feedback.given_for(entry.id.as_str()).map_or_else(
                || "you left it open".to_owned(),
                |given| format!("you said {}", text_of(right, given)),
            );
            add_aside(&mut item, &instead, widest, look);
        }
        lines.extend(item);
    }
    lines.extend(left_over(right, key, look));
    lines
}

/// `Academy → Beijing`, on two lines where it does not fit on one.
fn pair(left: &str, right: &str, room: usize, look: &Look) -> String {
    let (left, arrow) = (markdown::inline(left), look.glyphs().arrow);
    let one = format!("{left} {arrow} {right}");
    if layout::width(&one) <= room { one } else { format!("{left}\n{arrow} {right}") }
}

/// The right sides that belong nowhere.
fn left_over(right: &[Entry], key: &[(LocalId, LocalId)], look: &Look) -> Vec<String> {
    let spare = right.iter().filter(|entry| key.iter().all(|(_, to)| *to != entry.id));
    let spare: Vec<String> = spare.map(|entry| markdown::inline(&entry.text)).collect();
    if spare.is_empty() {
        return Vec::new();
    }
    quiet(&format!("Left over: {}", super::full_stop(&spare.join("; "))), 2, look)
}

/// The text of a side, safe and on one line.
fn text_of(entries: &[Entry], id: &str) -> String {
    let entry = entries.iter().find(|entry| entry.id.as_str() == id);
    entry.map_or_else(
        || console::sanitise_line(id).into_owned(),
        |entry| markdown::inline(&entry.text),
    )
}
