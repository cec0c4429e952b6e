//! Typed answers, blanks, matching, ordering and essays.

mod answer_in_stem;
mod answer_too_long;
mod case_only_variants;
mod cloze_first_word;
mod cloze_stopword;
mod cloze_too_many_blanks;
mod essay_no_length;
mod matching_equal_lists;
mod matching_size;
mod missing_variants;
mod numeric_no_tolerance;
mod numeric_no_unit;
mod ordering_size;
pub(super) mod typed;
mod typo_collision;
mod vague_task_verb;

use crate::lint::Rule;

pub(super) static RULES: &[&Rule] = &[
    &answer_in_stem::RULE,
    &missing_variants::RULE,
    &answer_too_long::RULE,
    &case_only_variants::RULE,
    &typo_collision::RULE,
    &numeric_no_tolerance::RULE,
    &numeric_no_unit::RULE,
    &cloze_too_many_blanks::RULE,
    &cloze_first_word::RULE,
    &cloze_stopword::RULE,
    &matching_equal_lists::RULE,
    &matching_size::RULE,
    &ordering_size::RULE,
    &essay_no_length::RULE,
    &vague_task_verb::RULE,
];
