//! Questions that ask the same in the same words.

use std::collections::HashMap;

use crate::lint::{Item, Items, folded};

/// With how many of its group a question is compared: a deck may hold one prompt ten thousand times.
pub(super) const MAX_COMPARED: usize = 16;

/// Groups of at least two questions with the same prompt and the same passage, each in the order of
/// the file. Code counts letter by letter, and so does an image's path.
pub(super) fn groups<'i, 'a>(items: &'i Items<'a>) -> Vec<Vec<&'i Item<'a>>> {
    let mut traces: Vec<(u64, usize)> =
        items.items.iter().map(|item| (trace(item), item.index)).collect();
    traces.sort_unstable();
    let mut groups: Vec<Vec<&Item<'_>>> = Vec::new();
    // Only prompts with the same tokens can be the same, so that few are written out and compared.
    for alike in traces.chunk_by(|one, other| one.0 == other.0).filter(|alike| alike.len() > 1) {
        let mut by_text: HashMap<String, Vec<&Item<'_>>> = HashMap::new();
        for item in alike.iter().filter_map(|(_, index)| items.items.get(*index)) {
            by_text.entry(asked(item)).or_default().push(item);
        }
        groups.extend(by_text.into_values().filter(|group| group.len() > 1));
    }
    groups.sort_by_key(|group| group.first().map(|item| item.index));
    groups
}

/// The tokens of the prompt as one number.
fn trace(item: &Item<'_>) -> u64 {
    let tokens = item.stem.tokens().iter();
    tokens.fold(0, |trace: u64, token| trace.rotate_left(5).wrapping_add(token.word))
}

fn asked(item: &Item<'_>) -> String {
    let face = &item.question.face;
    let passage = face.passage.as_ref().map_or("", |passage| passage.as_str());
    // With a figure, the source is compared as it is: code, and what an image shows.
    let text = match item.stem.has_figure() {
        true => face.prompt.trim().to_owned(),
        false => folded(item.stem.visible()),
    };
    format!("{passage}\n{text}")
}

/// The texts of a question's options, or other entries, in no order.
pub(super) fn option_texts(item: &Item<'_>) -> Vec<String> {
    let mut texts: Vec<String> =
        item.options.iter().map(|option| folded(option.text.visible())).collect();
    texts.sort_unstable();
    texts
}
