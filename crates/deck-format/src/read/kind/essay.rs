//! A long text, marked by a rubric.

use super::{Parts, no_why};
use crate::diagnostic::{Diagnostic, Span};
use crate::face::Body;
use crate::key::{Answer, Criterion};
use crate::limits::MAX_ENTRIES;
use crate::names::Kind;
use crate::points::Points;
use crate::read::fields::{Field, Fields};
use crate::read::question::{Common, Defaults};
use crate::read::value::optional;
use crate::read::walk::Walk;

pub(super) fn read(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    common: &Common,
    defaults: &Defaults,
) -> Option<Parts> {
    no_why(walk, fields, Kind::Essay, "write it into `explanation` or the `rubric`");
    let rubric = fields.take("rubric");
    let model = optional(walk, fields, "model", |walk, field| {
        field.spanned().markdown(walk, "the model answer")
    });
    let answer = match rubric {
        _ if defaults.handout => None,
        None => {
            walk.report(
                Diagnostic::error(
                    "missing-field",
                    fields.header.clone(),
                    "an essay needs `rubric`",
                )
                .under("no `rubric` here"),
            );
            None
        }
        Some(rubric) => read_rubric(walk, &rubric, common, &fields.header)
            .map(|rubric| Answer::Essay { rubric, model }),
    };
    Some(Parts { body: Body::Essay, answer, why: Vec::new() })
}

fn read_rubric(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    common: &Common,
    header: &Span,
) -> Option<Vec<Criterion>> {
    const EXPECTED: &str = "a list of criteria { id = \"…\", text = \"…\", points = 2 }";
    let values = field.spanned().list(walk, EXPECTED, MAX_ENTRIES)?;
    if values.is_empty() {
        walk.report(
            Diagnostic::error("no-key", field.span.clone(), "the rubric has no criterion")
                .under("empty"),
        );
        return None;
    }
    let mut rubric: Vec<Criterion> = Vec::with_capacity(values.len());
    let mut whole = true;
    for value in values {
        let Some(criterion) =
            value.table(walk, EXPECTED).and_then(|fields| read_criterion(walk, fields))
        else {
            whole = false;
            continue;
        };
        if rubric.iter().any(|other| other.id == criterion.id) {
            super::super::entries::report_twice(walk, &criterion.id, &value.span);
            whole = false;
        }
        rubric.push(criterion);
    }
    if !whole {
        return None;
    }
    check_sum(walk, field, &rubric, common, header)?;
    Some(rubric)
}

fn read_criterion(walk: &mut Walk<'_>, mut fields: Fields<'_>) -> Option<Criterion> {
    let id = fields.require(walk, "id", "a criterion");
    let id = id.and_then(|field| field.spanned().id(walk, "the id of a criterion"));
    let text = fields.require(walk, "text", "a criterion");
    let text = text.and_then(|field| field.spanned().markdown(walk, "the criterion"));
    let points = fields.require(walk, "points", "a criterion");
    let points = points.and_then(|field| field.spanned().points(walk));
    fields.finish(walk, "a criterion", &["id", "text", "points"]);
    Some(Criterion { id: id?, text: text?, points: points? })
}

/// The face states the points, so that a handout can: they are the rubric's sum.
fn check_sum(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    rubric: &[Criterion],
    common: &Common,
    header: &Span,
) -> Option<()> {
    let sum: Points = rubric.iter().map(|criterion| criterion.points).sum();
    match common.points {
        Some(points) if points == sum => Some(()),
        Some(points) => {
            let message =
                format!("the rubric's points sum to {sum}, but the question is worth {points}");
            walk.report(
                Diagnostic::error("rubric-points-mismatch", field.key.clone(), message)
                    .under(format!("sums to {sum}"))
                    .help(format!("write `points = {sum}`, or change the criteria")),
            );
            None
        }
        None => {
            walk.report(
                Diagnostic::error("missing-field", header.clone(), "an essay needs `points`")
                    .under("no `points` here")
                    .help(format!("write `points = {sum}`, the sum of the rubric")),
            );
            None
        }
    }
}
