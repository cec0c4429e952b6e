//! What several rules ask about the words of options.

use crate::lint::{Choice, Item, List, Text, Token};

/// The words of a list in a text, as places among its tokens. Words in quotation marks or emphasis
/// are left out, since titles and terms are written so, and words inside a phrase of `except`.
pub(super) fn spoken(text: &Text<'_>, list: List, except: List) -> Vec<usize> {
    if !text.has(list) {
        return Vec::new();
    }
    let terms = text.find(except);
    let counts = |at: &usize| {
        let token = &text.tokens()[*at];
        let named = token.quoted || token.emphasis;
        !named && !terms.iter().any(|term| term.contains(at))
    };
    text.find(list).into_iter().map(|range| range.start).filter(counts).collect()
}

/// Whether the prompt has the same word.
pub(super) fn is_in_stem(item: &Item<'_>, word: &Token) -> bool {
    item.stem.tokens().iter().any(|token| token.word == word.word)
}

/// Whether an option stands for all or none of the others.
pub(super) fn stands_for_others(option: &Choice<'_>) -> bool {
    option.text.is_wholly(List::AllOfTheAbove) || option.text.is_wholly(List::NoneOfTheAbove)
}

/// Where an option negates, as places among its tokens: neither `No. 5`, nor the `No` of an answer
/// to a yes-or-no question.
pub(super) fn negations(option: &Choice<'_>) -> Vec<usize> {
    let text = &option.text;
    let mut found = spoken(text, List::OptionNegation, List::NoNegation);
    found.retain(|at| {
        let end = text.tokens()[*at].range().end;
        let rest = text.visible().get(end..).unwrap_or_default();
        let is_answer = *at == 0 && (rest.starts_with([',', ';', ':']) || is_number_mark(rest));
        let is_whole = rest.trim().is_empty() && *at == 0;
        !is_answer && !is_whole
    });
    found
}

/// Whether what follows `No` makes it a number: `No. 5`, `no 5`.
fn is_number_mark(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['.', ' ', '\u{a0}']);
    rest.starts_with(|c: char| c.is_ascii_digit())
}
