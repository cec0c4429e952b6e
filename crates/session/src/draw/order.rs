//! The order in which the parts of a question are shown.

use deck_format::{Blank, BlankSort, Body, Face, LocalId, Options};

use super::stream::{Chance, Use};
use crate::paper::Order;

/// Draws the order of every list of a face.
pub(super) fn order(face: &Face, chance: &Chance, round: u32) -> Order {
    let list = |options, for_use| arrange(options, face.shuffle, chance, for_use, round);
    match &face.body {
        Body::SingleChoice { choices, .. } | Body::MultipleSelect { choices, .. } => {
            Order { choices: list(choices, Use::First), ..Order::default() }
        }
        Body::Ordering { items, .. } => {
            Order { items: list(items, Use::First), ..Order::default() }
        }
        Body::Matching { left, right, .. } => Order {
            left: list(left, Use::First),
            right: list(right, Use::Right),
            ..Order::default()
        },
        Body::Cloze { blanks, .. } => Order {
            blanks: (0..)
                .zip(blanks)
                .filter_map(|(k, blank)| blank_order(blank, chance, Use::Blank(k), round))
                .collect(),
            ..Order::default()
        },
        Body::TrueFalse | Body::Numerical { .. } | Body::ShortAnswer | Body::Essay => {
            Order::default()
        }
    }
}

fn blank_order(
    blank: &Blank,
    chance: &Chance,
    for_use: Use,
    round: u32,
) -> Option<(LocalId, Vec<LocalId>)> {
    match &blank.sort {
        BlankSort::Choice { choices, shuffle } => {
            Some((blank.id.clone(), arrange(choices, *shuffle, chance, for_use, round)))
        }
        BlankSort::Text | BlankSort::Number { .. } => None,
    }
}

/// Shuffles what is not pinned, or keeps the order of the file.
fn arrange(
    options: &Options,
    shuffle: bool,
    chance: &Chance,
    for_use: Use,
    round: u32,
) -> Vec<LocalId> {
    let mut entries = options.canonical(shuffle);
    if shuffle {
        // The canonical order has the pinned ones last.
        let free = entries.len() - options.pinned().len();
        chance.shuffle(&mut entries[..free], for_use, round);
    }
    entries.into_iter().map(|entry| entry.id.clone()).collect()
}
