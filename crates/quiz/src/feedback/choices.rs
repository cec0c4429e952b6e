//! The options again, in their order on the screen, with signs beside what was right and what was
//! chosen wrongly.

use console::question::{Sign, option};
use console::{Look, letter};
use deck_format::LocalId;
use session::{Response, Shown, Verdict};

use super::Feedback;
use super::item::{add_aside, widest};

/// One right option.
pub(super) fn one(feedback: &Feedback<'_>, right: &LocalId, look: &Look) -> Vec<String> {
    let Shown::SingleChoice { choices } = &feedback.presented.shown else { return Vec::new() };
    let labels: Vec<String> = (0..choices.len()).map(letter).collect();
    let widest = widest(&labels);
    let sign = |id: &LocalId| match feedback.response {
        _ if id == right => Some(Verdict::Right),
        // A wrong option may have earned a part.
        Some(Response::Choice(chosen)) if chosen == id.as_str() => feedback.verdict(),
        _ => None,
    };
    let options = labels.iter().zip(choices);
    let options = options.flat_map(|(label, entry)| {
        option(label, widest, &entry.text, sign(&entry.id).map(Sign::Verdict), look)
    });
    options.collect()
}

/// Any number of right options. What was chosen is marked as it was on the screen.
pub(super) fn several(feedback: &Feedback<'_>, right: &[LocalId], look: &Look) -> Vec<String> {
    let Shown::MultipleSelect { choices, .. } = &feedback.presented.shown else {
        return Vec::new();
    };
    let chosen = match feedback.response {
        Some(Response::Choices(chosen)) => Some(chosen),
        _ => None,
    };
    let is_chosen = |id: &LocalId| chosen.map(|ids| ids.iter().any(|one| one == id.as_str()));
    let label = |(at, entry): (usize, &deck_format::Entry)| match is_chosen(&entry.id) {
        Some(true) => format!("[x] {}", letter(at)),
        Some(false) => format!("[ ] {}", letter(at)),
        None => letter(at),
    };
    let labels: Vec<String> = choices.iter().enumerate().map(label).collect();
    let widest = widest(&labels);
    let mut lines = Vec::new();
    for (label, entry) in labels.iter().zip(choices) {
        let (is_right, is_chosen) = (right.contains(&entry.id), is_chosen(&entry.id));
        let sign = match is_chosen {
            _ if is_right => Some(Sign::Verdict(Verdict::Right)),
            Some(true) => Some(Sign::Verdict(Verdict::Wrong)),
            _ => None,
        };
        let mut option = option(label, widest, &entry.text, sign, look);
        if is_right && is_chosen == Some(false) {
            add_aside(&mut option, "missed", widest, look);
        }
        lines.extend(option);
    }
    lines
}

/// True or false.
pub(super) fn truth(feedback: &Feedback<'_>, right: bool, look: &Look) -> Vec<String> {
    let sign = |truth: bool| match feedback.response {
        _ if truth == right => Some(Sign::Verdict(Verdict::Right)),
        Some(Response::Truth(given)) if *given == truth => Some(Sign::Verdict(Verdict::Wrong)),
        _ => None,
    };
    let options = [("t", "True", true), ("f", "False", false)];
    options
        .into_iter()
        .flat_map(|(label, text, of)| option(label, 1, text, sign(of), look))
        .collect()
}
