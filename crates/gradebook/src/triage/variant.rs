//! Whether an answer can be accepted as a variant, and how it is written into the deck.

use deck_format::limits::MAX_TEXT;
use deck_format::{Fraction, TextKey};
use session::{Note, compare_text, fold};

use super::cluster::{Cluster, Sort};
use crate::grade::Keys;

/// Why an answer is not accepted as a variant.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It is a number, which the key takes by ranges.
    #[error("a number is accepted by its range; write it with `deck edit`, or accept it once")]
    Number,
    /// The question is no longer one that is typed.
    #[error("the question has no such typed answer")]
    NotTyped,
    /// Nothing is left of it to compare.
    #[error("it says nothing that could be compared")]
    Nothing,
    /// It is longer than any text of a deck.
    #[error("it is longer than a text of a deck may be ({MAX_TEXT} bytes)")]
    TooLong,
    /// It holds characters that no reader sees.
    #[error("it holds control characters, which do not belong in a deck")]
    Control,
    /// The key lists it as wrong.
    #[error("the key lists it as wrong{}; take it out of `reject` first", because(.0))]
    Rejected(String),
    /// The key accepts it already.
    #[error("the key accepts it already, for {0} of the points")]
    Accepted(Fraction),
}

fn because(why: &str) -> String {
    if why.trim().is_empty() { String::new() } else { format!(": “{}”", why.trim()) }
}

/// The text that stands in the deck when a cluster is accepted: its most frequent spelling, without
/// white space around it; where that has characters that no reader sees, the folded one.
///
/// # Errors
/// Why it cannot be accepted as a variant.
pub fn variant(cluster: &Cluster, keys: &Keys<'_>) -> Result<String, Refusal> {
    if cluster.sort == Sort::Number {
        return Err(Refusal::Number);
    }
    let keyed = keys.questions().get(cluster.place).ok_or(Refusal::NotTyped)?;
    let blank = cluster.blank.as_ref().map(deck_format::LocalId::as_str);
    let key = keyed.answer.text_key(blank).ok_or(Refusal::NotTyped)?;
    check(key, keys.language(), cluster.spelling())?;
    let is_same = |text: &str| fold(key.compare, keys.language(), text) == cluster.text;
    let spelling = cluster.spelling().split_whitespace().collect::<Vec<_>>().join(" ");
    [spelling.as_str(), cluster.spelling().trim(), &cluster.text]
        .into_iter()
        .find(|text| !text.chars().any(is_hidden) && is_same(text))
        .map(str::to_owned)
        .ok_or(Refusal::Control)
}

/// Makes sure that a key gains by a text.
fn check(key: &TextKey, language: &str, typed: &str) -> Result<(), Refusal> {
    if typed.len() > MAX_TEXT {
        return Err(Refusal::TooLong);
    }
    let folded = fold(key.compare, language, typed);
    if !folded.chars().any(|c| !c.is_whitespace() && !is_hidden(c)) {
        return Err(Refusal::Nothing);
    }
    let found = compare_text(key, language, typed);
    match found.note {
        Some(Note::Rejected(why)) => Err(Refusal::Rejected(why)),
        _ if found.credit > Fraction::ZERO => Err(Refusal::Accepted(found.credit)),
        _ => Ok(()),
    }
}

/// Whether a character is none that an author writes: a control, or one that turns the direction of
/// what follows.
fn is_hidden(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{ad}' | '\u{61c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2060}'
            | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}
