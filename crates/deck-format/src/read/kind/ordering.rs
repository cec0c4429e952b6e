//! Items to be put in order.

use toml::de::DeValue;

use super::choice::missing_answer;
use super::{Parts, read_why};
use crate::diagnostic::Diagnostic;
use crate::face::Body;
use crate::id::LocalId;
use crate::key::Answer;
use crate::limits::MAX_ENTRIES;
use crate::names::OrderRule;
use crate::read::entries::{ReadOptions, read_options, report_twice};
use crate::read::fields::{Field, Fields, Value};
use crate::read::question::Defaults;
use crate::read::suggest::list;
use crate::read::value::optional;
use crate::read::walk::Walk;

pub(super) fn read(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    defaults: &Defaults,
) -> Option<Parts> {
    let items = fields.require(walk, "items", "an ordering question");
    let rule = optional(walk, fields, "scoring", |walk, field| {
        field.spanned().name(walk, "rule for ordering", OrderRule::NAMES, OrderRule::ALL)
    })
    .unwrap_or(defaults.order);
    let answer = fields.take("answer");
    let items = items.and_then(|field| read_options(walk, &field, "items"))?;
    let why = read_why(walk, fields, &items);
    let key = match answer {
        _ if defaults.handout => None,
        None => {
            missing_answer(walk, fields);
            None
        }
        Some(answer) => read_steps(walk, &answer, &items),
    };
    let body = Body::Ordering { items: items.finish(Vec::new())?, rule };
    Some(Parts { body, answer: key.map(Answer::Ordering), why })
}

/// Steps from first to last: an id, or a list of ids that may stand in any order.
fn read_steps(
    walk: &mut Walk<'_>,
    answer: &Field<'_>,
    items: &ReadOptions<'_>,
) -> Option<Vec<Vec<LocalId>>> {
    let values = answer.spanned().list(walk, "a list of ids in order", MAX_ENTRIES)?;
    let mut steps: Vec<Vec<LocalId>> = Vec::new();
    let mut whole = true;
    for value in values {
        let tied = match value.value {
            DeValue::Array(_) => value.list(walk, "a list of tied ids", MAX_ENTRIES)?.collect(),
            _ => vec![value],
        };
        let step = read_step(walk, &tied, items, &steps);
        whole &= step.is_some();
        steps.extend(step.filter(|step| !step.is_empty()));
    }
    let missing: Vec<&str> =
        items.ids().filter(|id| !steps.iter().flatten().any(|step| step.as_str() == *id)).collect();
    if whole && !missing.is_empty() {
        let message = format!("the order leaves out {}", list(missing.iter().copied()));
        walk.report(
            Diagnostic::error("missing-key", answer.span.clone(), message)
                .under("every item has a place"),
        );
        return None;
    }
    if whole && steps.len() < 2 {
        walk.report(
            Diagnostic::error("no-key", answer.span.clone(), "every order of the items is right")
                .under("all tied")
                .help("an ordering needs at least two steps"),
        );
        return None;
    }
    whole.then_some(steps)
}

/// The ids of one step, none of them in an earlier step.
fn read_step(
    walk: &mut Walk<'_>,
    tied: &[Value<'_>],
    items: &ReadOptions<'_>,
    earlier: &[Vec<LocalId>],
) -> Option<Vec<LocalId>> {
    let mut step = Vec::with_capacity(tied.len());
    let mut whole = true;
    for value in tied {
        let text = value.string(walk, "an id, or a list of tied ids");
        match text.and_then(|text| items.pick(walk, text, &value.span)) {
            Some(id)
                if step.contains(&id) || earlier.iter().flatten().any(|other| *other == id) =>
            {
                report_twice(walk, &id, &value.span);
                whole = false;
            }
            Some(id) => step.push(id),
            None => whole = false,
        }
    }
    whole.then_some(step)
}
