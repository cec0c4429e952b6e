//! The options of a question as amounts.

use crate::lint::{Amount, Choice, Item, has_digit, word_hash};

/// An option with its amount.
pub(super) type Valued<'i, 'a> = (&'i Choice<'a>, Amount<'i>);

/// The options as amounts; `None` unless each of them is one. What is pinned to the end may be
/// another thing.
pub(super) fn amounts<'i, 'a>(item: &'i Item<'a>) -> Option<Vec<Valued<'i, 'a>>> {
    let first = item.options.first()?;
    if !first.pinned && !has_digit(first.text.visible()) {
        return None;
    }
    let options = item.options.iter().filter(|option| !option.pinned);
    let amounts = options.map(|option| Some((option, Amount::read(&option.text)?)));
    let amounts: Vec<Valued<'i, 'a>> = amounts.collect::<Option<_>>()?;
    // "1 and 7" answers "Between which?", and elsewhere is a list.
    let between = word_hash("between");
    let asks_between = || item.stem.tokens().iter().any(|token| token.word == between);
    let has_pair = amounts.iter().any(|(_, amount)| amount.is_pair);
    (!has_pair || asks_between()).then_some(amounts)
}
