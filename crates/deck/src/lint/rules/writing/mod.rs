//! Language and proof-reading.

mod double_word;
mod id_gives_away;
mod spelling;
mod stray_space;
mod texts;
mod unbalanced_markup;

use crate::lint::Rule;

pub(super) static RULES: &[&Rule] = &[
    &double_word::RULE,
    &id_gives_away::RULE,
    &spelling::RULE,
    &stray_space::RULE,
    &unbalanced_markup::RULE,
];
