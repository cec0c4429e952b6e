//! The right order, numbered, with where each item was put instead.

use std::ops::RangeInclusive;

use console::Look;
use console::question::{Sign, option};
use deck_format::{Entry, LocalId};
use session::{Response, Shown, Verdict};

use super::Feedback;
use super::item::{add_aside, widest};
use super::rich::quiet;

/// An item in the places that are right for it.
struct Placed<'a> {
    places: RangeInclusive<usize>,
    letter: String,
    entry: &'a Entry,
}

impl Placed<'_> {
    /// `2`, or `2-3` where either place is right.
    fn number(&self) -> String {
        let (first, last) = (self.places.start(), self.places.end());
        if first == last { first.to_string() } else { format!("{first}-{last}") }
    }
}

pub(super) fn lines(feedback: &Feedback<'_>, steps: &[Vec<LocalId>], look: &Look) -> Vec<String> {
    let Shown::Ordering { items, .. } = &feedback.presented.shown else { return Vec::new() };
    let placed = placed(items, steps);
    let numbers: Vec<String> = placed.iter().map(Placed::number).collect();
    let digits = widest(&numbers);
    let labels = placed.iter().zip(&numbers);
    let labels: Vec<String> =
        labels.map(|(item, number)| format!("{number:<digits$} {}", item.letter)).collect();
    let widest = widest(&labels);
    let mut lines = Vec::new();
    for (item, label) in placed.iter().zip(&labels) {
        let sign = feedback.verdict_on(item.entry.id.as_str());
        let sign_before = sign.map(Sign::Verdict);
        let mut shown = option(label, widest, &item.entry.text, sign_before, look);
        if sign.is_some_and(|sign| sign != Verdict::Right) {
            add_aside(&mut shown, &instead(feedback, &item.entry.id), widest, look);
        }
        lines.extend(shown);
    }
    if steps.iter().any(|step| step.len() > 1) {
        lines.extend(quiet("Items with the same numbers may stand in any order.", 2, look));
    }
    lines
}

/// The items in the right order.
fn placed<'a>(items: &'a [Entry], steps: &[Vec<LocalId>]) -> Vec<Placed<'a>> {
    let mut placed = Vec::with_capacity(items.len());
    for step in steps {
        let first = placed.len() + 1;
        let places = first..=placed.len() + step.len();
        // Within a step the order on the screen is as good as any.
        let of_step = items.iter().enumerate().filter(|(_, entry)| step.contains(&entry.id));
        placed.extend(of_step.map(|(at, entry)| Placed {
            places: places.clone(),
            letter: console::letter(at),
            entry,
        }));
    }
    placed
}

/// Where an item was put: `you had it 3rd`.
fn instead(feedback: &Feedback<'_>, id: &LocalId) -> String {
    let place = match feedback.response {
        Some(Response::Order(given)) => given.iter().position(|given| given == id.as_str()),
        _ => None,
    };
    place.map_or_else(|| "you left it out".to_owned(), |at| format!("you had it {}", nth(at + 1)))
}

/// `1st`, `2nd`, `3rd`, `11th`.
fn nth(number: usize) -> String {
    let ending = match (number % 100, number % 10) {
        (11..=13, _) => "th",
        (_, 1) => "st",
        (_, 2) => "nd",
        (_, 3) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_ordinals() {
        let places = [1, 2, 3, 4, 11, 12, 13, 21, 22, 103, 111];
        let expected =
            ["1st", "2nd", "3rd", "4th", "11th", "12th", "13th", "21st", "22nd", "103rd", "111th"];
        assert_eq!(places.map(nth), expected);
    }
}
