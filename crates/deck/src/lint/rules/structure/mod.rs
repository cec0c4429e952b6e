//! Whether a question can be scored as it is written, beyond what parsing checks.

mod answer_not_matchable;
mod duplicate_option;
mod letter_reference;
mod tolerance_covers_distractor;

use crate::lint::Rule;

pub(super) static RULES: &[&Rule] = &[
    &duplicate_option::RULE,
    &letter_reference::RULE,
    &answer_not_matchable::RULE,
    &tolerance_covers_distractor::RULE,
];
