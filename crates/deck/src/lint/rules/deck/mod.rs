//! The deck as a whole.

mod answer_position_bias;
mod chance;
mod contradicting_duplicates;
mod cross_item_cue;
mod difficulty_spread;
mod duplicate_question;
mod hinged_item;
mod key_places;
mod key_run;
mod longest_key_bias;
mod missing_feedback;
mod missing_tag;
mod near_duplicate;
mod negative_stem_share;
mod same_stem;
mod tag_coverage;
mod terminology;
mod tf_balance;
mod unknown_tag;

use crate::lint::Rule;

pub(super) static RULES: &[&Rule] = &[
    &tag_coverage::RULE,
    &duplicate_question::RULE,
    &contradicting_duplicates::RULE,
    &near_duplicate::RULE,
    &cross_item_cue::RULE,
    &hinged_item::RULE,
    &answer_position_bias::RULE,
    &key_run::RULE,
    &longest_key_bias::RULE,
    &tf_balance::RULE,
    &negative_stem_share::RULE,
    &terminology::RULE,
    &missing_feedback::RULE,
    &missing_tag::RULE,
    &unknown_tag::RULE,
    &difficulty_spread::RULE,
];
