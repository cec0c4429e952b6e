//! Left sides to be matched with right sides.

use super::choice::missing_answer;
use super::{Parts, read_pin, read_why};
use crate::diagnostic::{Diagnostic, Span};
use crate::face::Body;
use crate::id::LocalId;
use crate::key::Answer;
use crate::names::PartsRule;
use crate::read::entries::{ReadOptions, pick_table, read_options};
use crate::read::fields::{Field, Fields};
use crate::read::question::Defaults;
use crate::read::suggest::list;
use crate::read::value::{optional, ruling};
use crate::read::walk::Walk;

pub(super) fn read(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    defaults: &Defaults,
) -> Option<Parts> {
    let left = fields.require(walk, "left", "a matching question");
    let right = fields.require(walk, "right", "a matching question");
    let reuse = ruling(walk, fields, "reuse", |walk, field| field.spanned().boolean(walk));
    let reuse = reuse.unwrap_or(false);
    let may_reuse = reuse || walk.has_lost_rule();
    let rule = optional(walk, fields, "scoring", |walk, field| {
        field.spanned().name(walk, "rule for matching", PartsRule::NAMES, PartsRule::ALL)
    })
    .unwrap_or(defaults.matching);
    let answer = fields.take("answer");
    let left = left.and_then(|field| read_options(walk, &field, "left"));
    let right = right.and_then(|field| read_options(walk, &field, "right"));
    let (left, right) = (left?, right?);
    let is_short = !may_reuse && !right.is_broken() && right.len() < left.len();
    if is_short {
        report_too_few(walk, &left, &right);
    }
    let pinned = read_pin(walk, fields, &right);
    let why = read_why(walk, fields, &left);
    let key = match answer {
        _ if defaults.handout => None,
        None => {
            missing_answer(walk, fields);
            None
        }
        Some(answer) => read_pairs(walk, &answer, &left, &right, may_reuse || is_short),
    };
    let body = Body::Matching {
        left: left.finish(Vec::new())?,
        right: right.finish(pinned)?,
        reuse,
        rule,
    };
    Some(Parts { body, answer: key.map(Answer::Matching), why })
}

fn report_too_few(walk: &mut Walk<'_>, left: &ReadOptions<'_>, right: &ReadOptions<'_>) {
    let message = format!("{} left sides, but only {} right sides", left.len(), right.len());
    walk.report(
        Diagnostic::error("too-few-options", right.place(), message)
            .under("not one for each")
            .label(left.place(), "the left sides")
            .help("add right sides, or set `reuse = true`"),
    );
}

/// A right side for each left side, in the order of the left sides.
fn read_pairs(
    walk: &mut Walk<'_>,
    answer: &Field<'_>,
    left: &ReadOptions<'_>,
    right: &ReadOptions<'_>,
    may_reuse: bool,
) -> Option<Vec<(LocalId, LocalId)>> {
    let pairs: Vec<(LocalId, (LocalId, Span))> = pick_table(walk, left, answer, |walk, entry| {
        let text = entry.spanned().string(walk, "the id of a right side")?;
        Some((right.pick(walk, text, &entry.span)?, entry.span.clone()))
    })?;
    if !may_reuse {
        report_reused(walk, &pairs);
    }
    let missing: Vec<&str> =
        left.ids().filter(|id| !pairs.iter().any(|(of, _)| of.as_str() == *id)).collect();
    if !missing.is_empty() {
        let message = format!("the answer leaves out {}", list(missing.iter().copied()));
        walk.report(
            Diagnostic::error("missing-key", answer.key.clone(), message)
                .under("every left side has a match"),
        );
        return None;
    }
    let find = |id: &str| pairs.iter().find(|(of, _)| of.as_str() == id);
    left.ids().map(|id| find(id).map(|(of, (to, _))| (of.clone(), to.clone()))).collect()
}

/// Right sides that are used twice: one mistake, since `reuse` is missing or all of it is wrong.
fn report_reused(walk: &mut Walk<'_>, pairs: &[(LocalId, (LocalId, Span))]) {
    let first_use = |at: usize| {
        let (_, (right, _)) = &pairs[at];
        pairs[..at].iter().find(|(_, (other, _))| other == right).map(|(_, (_, span))| span)
    };
    let again: Vec<usize> = (0..pairs.len()).filter(|at| first_use(*at).is_some()).collect();
    let Some(first) = again.first() else { return };
    let mut named: Vec<&str> = again.iter().map(|at| pairs[*at].1.0.as_str()).collect();
    named.dedup();
    let verb = if named.len() == 1 { "is" } else { "are" };
    let message = format!("{} {verb} used twice", list(named));
    let diagnostic = Diagnostic::error("used-twice", pairs[*first].1.1.clone(), message)
        .under("the second time")
        .help("a right side is used once, unless the question says `reuse = true`");
    walk.report(match first_use(*first) {
        Some(span) => diagnostic.label(span.clone(), "the first time"),
        None => diagnostic,
    });
}
