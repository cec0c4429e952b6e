//! What the options and the prompt of a multiple-choice question give away or obscure.

mod absolute_term;
mod all_of_the_above;
mod amounts;
mod blank_position;
mod clang_association;
mod collective_exhaustion;
mod combo_option;
mod convergence_cue;
mod double_negative;
mod filler_distractor;
mod grammar_cue_article;
mod grammar_cue_number;
mod inconsistent_numeric_form;
mod longest_correct;
mod negative_option;
mod negative_stem;
mod none_of_the_above;
mod numeric_order;
mod odd_option_form;
mod opinion_stem;
mod opposite_pair;
mod option_count;
mod overlapping_options;
mod repeated_option_text;
mod uneven_length;
mod unfocused_stem;
mod vague_term;
mod wording;
mod wordy_stem;

use crate::lint::Rule;

pub(super) use negative_stem::{negations, negations_in};

pub(super) static RULES: &[&Rule] = &[
    &all_of_the_above::RULE,
    &none_of_the_above::RULE,
    &combo_option::RULE,
    &negative_stem::RULE,
    &double_negative::RULE,
    &negative_option::RULE,
    &longest_correct::RULE,
    &uneven_length::RULE,
    &odd_option_form::RULE,
    &grammar_cue_article::RULE,
    &grammar_cue_number::RULE,
    &clang_association::RULE,
    &convergence_cue::RULE,
    &absolute_term::RULE,
    &vague_term::RULE,
    &opposite_pair::RULE,
    &overlapping_options::RULE,
    &collective_exhaustion::RULE,
    &numeric_order::RULE,
    &inconsistent_numeric_form::RULE,
    &unfocused_stem::RULE,
    &repeated_option_text::RULE,
    &blank_position::RULE,
    &wordy_stem::RULE,
    &option_count::RULE,
    &opinion_stem::RULE,
    &filler_distractor::RULE,
];
