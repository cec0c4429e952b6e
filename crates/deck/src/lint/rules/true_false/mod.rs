//! What obscures or gives away a statement that is true or false.

mod clause;
mod tf_absolute;
mod tf_compound;
mod tf_negative;
mod tf_vague;

use crate::lint::{Finding, Item, List, Rule, Spot, Token};

pub(super) static RULES: &[&Rule] =
    &[&tf_compound::RULE, &tf_negative::RULE, &tf_absolute::RULE, &tf_vague::RULE];

/// A finding at the first word of a list in the statement that counts, is not in quotation marks, and
/// stands in no term of the second list.
fn at_first(
    item: &Item<'_>,
    [list, except]: [List; 2],
    counts: impl Fn(&Token) -> bool,
    message: &str,
) -> Option<Finding> {
    let tokens = item.stem.tokens();
    let terms = item.stem.find(except);
    let first = item.stem.find(list).into_iter().find(|range| {
        let token = &tokens[range.start];
        let in_term = terms.iter().any(|term| term.contains(&range.start));
        !token.quoted && !in_term && counts(token)
    })?;
    let bytes = item.stem.tokens_in_source(&first);
    Some(Finding::new(Spot::bytes(["prompt"], bytes), message))
}
