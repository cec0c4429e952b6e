//! The nine kinds: what each adds to the common fields, and its own checks.

mod choice;
mod cloze;
mod essay;
mod matching;
mod numerical;
mod ordering;
mod short_answer;
mod true_false;

pub(super) use short_answer::{POLICY, read_policy};

use super::common::Common;
use super::entries::ReadOptions;
use super::fields::Fields;
use super::question::Defaults;
use super::value::optional;
use super::walk::Walk;
use crate::diagnostic::Span;
use crate::face::Body;
use crate::id::LocalId;
use crate::key::Answer;
use crate::names::Kind;

/// What a kind makes of its fields.
pub(crate) struct Parts {
    pub(crate) body: Body,
    /// Absent on a handout, and where it is wrong.
    pub(crate) answer: Option<Answer>,
    pub(crate) why: Vec<(LocalId, String)>,
}

/// Reads the fields of a kind; `None` where the face is wrong, which has then been reported.
pub(crate) fn read(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    kind: Kind,
    prompt: Option<&(String, Span)>,
    common: &Common,
    defaults: &Defaults,
) -> Option<Parts> {
    match kind {
        Kind::SingleChoice => choice::single(walk, fields, defaults),
        Kind::MultipleSelect => choice::multiple(walk, fields, defaults),
        Kind::TrueFalse => true_false::read(walk, fields, defaults),
        Kind::Numerical => numerical::read(walk, fields, defaults),
        Kind::ShortAnswer => short_answer::read(walk, fields, defaults),
        Kind::Ordering => ordering::read(walk, fields, defaults),
        Kind::Matching => matching::read(walk, fields, defaults),
        Kind::Cloze => cloze::read(walk, fields, prompt, common, defaults),
        Kind::Essay => essay::read(walk, fields, common, defaults),
    }
}

/// `why`, by the ids of these options.
fn read_why(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    options: &ReadOptions<'_>,
) -> Vec<(LocalId, String)> {
    optional(walk, fields, "why", |walk, field| {
        super::entries::pick_table(walk, options, field, |walk, entry| {
            entry.spanned().markdown(walk, "the reason")
        })
    })
    .unwrap_or_default()
}

/// `pin`: ids of these options that stay last.
fn read_pin(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    options: &ReadOptions<'_>,
) -> Vec<LocalId> {
    optional(walk, fields, "pin", |walk, field| super::entries::pick_list(walk, options, field))
        .unwrap_or_default()
}
