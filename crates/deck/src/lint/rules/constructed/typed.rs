//! The typed answers of a question: a short answer, a number, or the blanks of a cloze.

use deck_format::{Answer, BlankKey, NumberKey, TextKey, TextPattern};

use crate::lint::{Item, List, Spot, Words, word_hash};

/// A key and the blank that it is for; `None` where it is that of the whole question.
pub(in crate::lint::rules) type Of<'a, K> = (Option<&'a str>, &'a K);

/// The keys of typed texts.
pub(in crate::lint::rules) fn texts<'a>(item: &Item<'a>) -> impl Iterator<Item = Of<'a, TextKey>> {
    let whole = match item.answer() {
        Some(Answer::ShortAnswer(key)) => Some((None, key)),
        _ => None,
    };
    let blanks = blanks(item).iter().filter_map(|(blank, key)| match key {
        BlankKey::Text(key) => Some((Some(blank.as_str()), key)),
        _ => None,
    });
    whole.into_iter().chain(blanks)
}

/// The keys of typed numbers.
pub(in crate::lint::rules) fn numbers<'a>(
    item: &Item<'a>,
) -> impl Iterator<Item = Of<'a, NumberKey>> {
    let whole = match item.answer() {
        Some(Answer::Numerical(key)) => Some((None, key)),
        _ => None,
    };
    let blanks = blanks(item).iter().filter_map(|(blank, key)| match key {
        BlankKey::Number(key) => Some((Some(blank.as_str()), key)),
        _ => None,
    });
    whole.into_iter().chain(blanks)
}

fn blanks<'a>(item: &Item<'a>) -> &'a [(deck_format::LocalId, BlankKey)] {
    match item.answer() {
        Some(Answer::Cloze(keys)) => keys,
        _ => &[],
    }
}

/// The texts that a key accepts as they are, and their places in `accept`; the answer has none.
pub(in crate::lint::rules) fn literals(
    key: &TextKey,
) -> impl Iterator<Item = (Option<usize>, &str)> {
    let accepted = key.accept.iter().enumerate().filter_map(|(at, accept)| match &accept.pattern {
        TextPattern::Literal(text) => Some((Some(at), text.as_str())),
        TextPattern::Wildcard(_) => None,
    });
    std::iter::once((None, key.answer.as_str())).chain(accepted)
}

/// Where a literal stands: in `answer`, or in a place of `accept`.
pub(super) fn spot(blank: Option<&str>, accepted: Option<usize>) -> Spot {
    let at = accepted.map(|at| at.to_string());
    let field = if accepted.is_some() { "accept" } else { "answer" };
    Spot::value([field].into_iter().chain(blank).chain(at.as_deref()))
}

/// The words of a plain text that carry content, without marks around them.
pub(in crate::lint::rules) fn content_words<'t>(
    words: &'t Words,
    text: &'t str,
) -> impl Iterator<Item = &'t str> {
    let is_inner = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '’' | '-');
    let pieces = text.split(move |c| !is_inner(c));
    let trimmed = pieces.map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()));
    trimmed.filter(move |word| {
        let is_stop = |word| {
            let entry = words.entry(word_hash(word));
            entry.is_some_and(|entry| entry.lists.has(List::Stop))
        };
        !word.is_empty() && !is_stop(word)
    })
}
