//! The forms in which one option can differ from the others.

use crate::lint::{List, Text, Token, TokenKind, word_hash};

/// Something that an option's text can have.
pub(super) struct Form {
    /// What it does that has it: `it alone …`.
    pub(super) one: &'static str,
    /// What several do that have it: `all others …`.
    pub(super) all: &'static str,
    /// Whether it tells something that one option alone has it not.
    pub(super) lack: bool,
    /// Whether a text has it; `None` where that tells nothing, as of a name.
    pub(super) of: fn(&Text<'_>) -> Option<bool>,
}

macro_rules! forms {
    ($($one:literal, $all:literal, $lack:literal, $of:ident;)+) => {
        /// All forms; the first that finds an odd option is reported.
        pub(super) static FORMS: &[Form] = &[$(Form { one: $one, all: $all, lack: $lack, of: $of },)+];
    };
}

forms! {
    "ends in a full stop", "end in a full stop", true, full_stop;
    "has a unit", "have a unit", true, unit;
    "has decimal places", "have decimal places", true, decimals;
    // Many nouns have no article: blood, mountains.
    "begins with an article", "begin with an article", false, article;
    "begins with `to` and a verb", "begin with `to` and a verb", true, infinitive;
    "begins with a verb in -ing", "begin with a verb in -ing", true, gerund;
    "begins with a capital", "begin with a capital", true, capital;
}

/// Whether the text is a sentence's end; an abbreviation's point tells nothing.
fn full_stop(text: &Text<'_>) -> Option<bool> {
    let visible = text.visible().trim_end();
    let last = first(text).and(text.tokens().last())?;
    if last.kind == TokenKind::Opaque {
        return None;
    }
    let Some(before) = visible.strip_suffix('.') else { return Some(false) };
    let word = text.word(last);
    let abbreviates = word.chars().count() < 2 || word == "etc" || before.ends_with('.');
    (!abbreviates).then_some(true)
}

/// Whether something follows the number with which the text begins.
fn unit(text: &Text<'_>) -> Option<bool> {
    let first = number(text)?;
    Some(!text.visible().get(first.range().end..)?.trim_matches([' ', '.']).is_empty())
}

/// Whether the number has a decimal point.
fn decimals(text: &Text<'_>) -> Option<bool> {
    let first = number(text)?;
    let is_amount = text.tokens().len() <= 2;
    is_amount.then(|| text.word(first).contains('.'))
}

/// The number that the text begins with.
fn number<'t>(text: &'t Text<'_>) -> Option<&'t Token> {
    first(text).filter(|first| first.kind == TokenKind::Number)
}

/// The first token, unless it is emphasised or quoted, as titles are, or code.
fn first<'t>(text: &'t Text<'_>) -> Option<&'t Token> {
    text.tokens()
        .first()
        .filter(|first| !first.emphasis && !first.quoted && first.kind != TokenKind::Opaque)
}

/// Whether the text begins with an article. A name has its own always, or never, and a letter such as
/// that of a chord looks like one.
fn article(text: &Text<'_>) -> Option<bool> {
    let first = first(text).filter(|first| first.kind == TokenKind::Word)?;
    if first.lists.has(List::Article) {
        let is_name = text.find(List::ArticleName).iter().any(|name| name.start == 0);
        return (!is_name && text.tokens().len() > 1).then_some(true);
    }
    let is_capital = |token: &Token| text.word(token).starts_with(char::is_uppercase);
    let is_name = text.tokens().len() > 1 && text.tokens().iter().all(is_capital);
    let is_letter = first.range().len() == 1;
    (!is_name && !is_letter).then_some(false)
}

/// Whether the text begins with `to` and a verb.
fn infinitive(text: &Text<'_>) -> Option<bool> {
    let first = first(text)?;
    if first.word != word_hash("to") {
        return Some(false);
    }
    let next = text.tokens().get(1)?;
    next.is_content().then_some(next.kind == TokenKind::Word)
}

/// The fewest letters of such a verb: doing, with one to spare for names such as King.
const GERUND: usize = 6;

/// Whether the text begins with a verb in -ing and goes on with a word without content: running the
/// pump. Alone, or before its noun as in running water, it is no verb.
fn gerund(text: &Text<'_>) -> Option<bool> {
    let first = first(text)?;
    let word = text.word(first);
    if !word.ends_with("ing") {
        return Some(false);
    }
    let is_verb = word.len() >= GERUND && !first.lists.has(List::NoGerund);
    let goes_on = text.tokens().get(1).is_some_and(|next| next.lists.has(List::Stop));
    (is_verb && goes_on).then_some(true)
}

/// Whether the text begins with a capital. That tells only where the word is none that is always
/// written so: here, a word without content.
fn capital(text: &Text<'_>) -> Option<bool> {
    let first = first(text).filter(|first| first.lists.has(List::Stop))?;
    let word = text.word(first);
    (word != "I").then(|| word.starts_with(char::is_uppercase))
}
