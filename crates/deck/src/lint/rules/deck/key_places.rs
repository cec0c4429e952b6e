//! Where the keys of single choices stand, as far as students see that: in options of fixed order.

use deck_format::{Body, Kind};

use crate::lint::{Item, Items, TokenKind};

/// The key of one question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct KeyPlace {
    /// The index of the question.
    pub(super) question: usize,
    /// The place of the key, from 0.
    pub(super) place: usize,
    /// How many options there are.
    pub(super) places: usize,
}

/// The places of all keys that have a fixed one. Options that are numbers stand by size, so that
/// their order is no choice of the author's.
pub(super) fn key_places(items: &Items<'_>) -> Vec<KeyPlace> {
    let fixed = items.items.iter().filter(|item| {
        item.kind() == Kind::SingleChoice && !item.is_shuffled() && !is_numeric(item)
    });
    fixed.filter_map(key_place).collect()
}

fn key_place(item: &Item<'_>) -> Option<KeyPlace> {
    let Body::SingleChoice { choices, .. } = &item.question.face.body else { return None };
    let key = item.only_key()?;
    let place = choices.canonical(false).iter().position(|entry| entry.id == *key.id)?;
    Some(KeyPlace { question: item.index, place, places: choices.len() })
}

fn is_numeric(item: &Item<'_>) -> bool {
    item.options.iter().all(|option| {
        option.text.tokens().first().is_some_and(|token| token.kind == TokenKind::Number)
    })
}
