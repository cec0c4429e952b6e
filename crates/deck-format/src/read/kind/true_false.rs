//! A statement that is true or false.

use super::Parts;
use super::choice::missing_answer;
use crate::diagnostic::Diagnostic;
use crate::face::Body;
use crate::id::LocalId;
use crate::key::Answer;
use crate::read::fields::{Field, Fields, Short};
use crate::read::question::Defaults;
use crate::read::value::{all, optional};
use crate::read::walk::Walk;

pub(super) fn read(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    defaults: &Defaults,
) -> Option<Parts> {
    let answer = fields.take("answer");
    let why = optional(walk, fields, "why", read_why).unwrap_or_default();
    let key = match answer {
        _ if defaults.handout => None,
        None => {
            missing_answer(walk, fields);
            None
        }
        Some(answer) => answer.spanned().boolean(walk),
    };
    Some(Parts { body: Body::TrueFalse, answer: key.map(Answer::TrueFalse), why })
}

/// `why.true` and `why.false`: what is wrong about that answer.
fn read_why(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<(LocalId, String)>> {
    let fields = field.spanned().table(walk, "a table with `true` or `false`")?;
    all(fields.left(), |entry| {
        let text = entry.spanned().markdown(walk, "the reason");
        let id = LocalId::new(entry.name).ok().filter(|id| matches!(id.as_str(), "true" | "false"));
        if id.is_none() {
            let message = format!("`{}` is neither `true` nor `false`", Short(entry.name));
            walk.report(
                Diagnostic::error("unknown-id", entry.key.clone(), message)
                    .under("no such answer")
                    .help("write `why.true` or `why.false`: what is wrong about that answer"),
            );
        }
        id.zip(text)
    })
}
