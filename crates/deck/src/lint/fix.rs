//! Applying fixes: edits of the text, and the proof that the deck still means the same.

use deck_format::{Deck, Edit, Fix, parse};

use super::engine::lint;

/// How often a text is mended again, since one fix may make room for another.
const MAX_ROUNDS: usize = 8;

/// A text with fixes applied.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fixed {
    /// The text.
    pub text: String,
    /// How many findings were mended.
    pub count: usize,
}

/// Applies every safe fix of a deck; `None` where there is none.
///
/// After each round the text is read again. A round stays only if it is a deck with the same
/// questions and the same keys, in which fewer things are to be fixed; else its fixes are tried one by
/// one, and those that fail are left out.
#[must_use]
pub fn fix(deck: &Deck, text: &str) -> Option<Fixed> {
    let mut fixed = Fixed { text: text.to_owned(), count: 0 };
    let mut current = deck.clone();
    for _ in 0..MAX_ROUNDS {
        let fixes: Vec<Fix> =
            lint(&current, &fixed.text).into_iter().filter_map(|finding| finding.fix).collect();
        let Some((next, read, count)) = round(&current, &fixed.text, &fixes) else { break };
        fixed = Fixed { text: next, count: fixed.count + count };
        current = read;
    }
    (fixed.count > 0).then_some(fixed)
}

/// One round: all fixes at once, or as many as can be applied one after the other.
fn round(deck: &Deck, text: &str, fixes: &[Fix]) -> Option<(String, Deck, usize)> {
    let together = apart(fixes);
    if together.is_empty() {
        return None;
    }
    let all = together.iter().flat_map(|fix| fix.edits.iter());
    if let Some((next, read)) = attempt(deck, text, all, fixes.len()) {
        return Some((next, read, together.len()));
    }
    together.iter().find_map(|fix| {
        let (next, read) = attempt(deck, text, fix.edits.iter(), fixes.len())?;
        Some((next, read, 1))
    })
}

/// The fixes that touch different places, in their order.
fn apart(fixes: &[Fix]) -> Vec<&Fix> {
    let mut chosen: Vec<&Fix> = Vec::new();
    let mut last_end = 0;
    let mut sorted: Vec<&Fix> = fixes.iter().filter(|fix| !fix.edits.is_empty()).collect();
    sorted.sort_by_key(|fix| fix.edits.first().map(|edit| edit.span.start));
    for fix in sorted {
        let start = fix.edits.first().map_or(0, |edit| edit.span.start);
        let end = fix.edits.iter().map(|edit| edit.span.end).max().unwrap_or(start);
        if start >= last_end && chosen.last().is_none_or(|before| *before != fix) {
            last_end = end.max(start + 1);
            chosen.push(fix);
        }
    }
    chosen
}

/// Applies edits, and reads the result if it is as good as what was there.
fn attempt<'e>(
    before: &Deck,
    text: &str,
    edits: impl Iterator<Item = &'e Edit>,
    fixable: usize,
) -> Option<(String, Deck)> {
    let next = apply(text, edits)?;
    let deck = parse(&next).ok()?;
    if !means_the_same(before, &deck) {
        return None;
    }
    let left = lint(&deck, &next).into_iter().filter(|finding| finding.fix.is_some()).count();
    (left < fixable).then_some((next, deck))
}

fn apply<'e>(text: &str, edits: impl Iterator<Item = &'e Edit>) -> Option<String> {
    let mut edits: Vec<&Edit> = edits.collect();
    edits.sort_by_key(|edit| edit.span.start);
    let mut next = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        next.push_str(text.get(at..edit.span.start)?);
        // What adds a line takes the line ending of the one above.
        if next.ends_with("\r\n") {
            next.push_str(&edit.text.replace('\n', "\r\n"));
        } else {
            next.push_str(&edit.text);
        }
        at = edit.span.end;
    }
    next.push_str(text.get(at..)?);
    Some(next)
}

/// Whether two decks have the same questions with the same keys, and score them alike.
fn means_the_same(before: &Deck, after: &Deck) -> bool {
    before.questions.len() == after.questions.len()
        && before.notes == after.notes
        && before.questions.iter().zip(&after.questions).all(|(before, after)| {
            before == after
                || before.face.id == after.face.id
                    && before.face.kind() == after.face.kind()
                    && before.face.points == after.face.points
                    && before.notes == after.notes
                    && before.key_digest() == after.key_digest()
        })
}

#[cfg(test)]
mod tests;
