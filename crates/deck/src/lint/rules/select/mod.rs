//! What holds of multiple select alone.

mod ms_all_correct;
mod ms_one_correct;

use crate::lint::Rule;

pub(super) static RULES: &[&Rule] = &[&ms_all_correct::RULE, &ms_one_correct::RULE];
