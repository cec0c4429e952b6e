//! A long text, marked by a rubric.

use super::Parts;
use crate::diagnostic::Diagnostic;
use crate::face::Body;
use crate::id::LocalId;
use crate::key::{Answer, Criterion};
use crate::limits::MAX_ENTRIES;
use crate::points::Points;
use crate::read::common::Common;
use crate::read::entries::report_twice;
use crate::read::fields::{Field, Fields};
use crate::read::question::Defaults;
use crate::read::value::{all, optional};
use crate::read::walk::Walk;

pub(super) fn read(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    common: &Common,
    defaults: &Defaults,
) -> Option<Parts> {
    let rubric = fields.take("rubric");
    let model = optional(walk, fields, "model", |walk, field| {
        field.spanned().markdown(walk, "the model answer")
    });
    let answer = match rubric {
        _ if defaults.handout => None,
        None => {
            fields.report_missing(walk, "rubric", "an essay needs `rubric`");
            None
        }
        Some(rubric) => {
            read_rubric(walk, &rubric, common, fields).map(|rubric| Answer::Essay { rubric, model })
        }
    };
    Some(Parts { body: Body::Essay, answer, why: Vec::new() })
}

fn read_rubric(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    common: &Common,
    fields: &Fields<'_>,
) -> Option<Vec<Criterion>> {
    const EXPECTED: &str = "a list of criteria { id = \"…\", text = \"…\", points = 2 }";
    let values = field.spanned().list(walk, EXPECTED, MAX_ENTRIES)?;
    if values.len() == 0 {
        walk.report(
            Diagnostic::error("no-key", field.span.clone(), "the rubric has no criterion")
                .under("empty"),
        );
        return None;
    }
    let mut ids: Vec<LocalId> = Vec::with_capacity(values.len());
    let rubric = all(values, |value| {
        let fields = value.table(walk, EXPECTED)?;
        let criterion = read_criterion(walk, fields)?;
        if ids.contains(&criterion.id) {
            report_twice(walk, &criterion.id, &value.span);
            return None;
        }
        ids.push(criterion.id.clone());
        Some(criterion)
    })?;
    check_sum(walk, field, &rubric, common, fields)?;
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
    fields: &Fields<'_>,
) -> Option<()> {
    let sum: Points = rubric.iter().map(|criterion| criterion.points).sum();
    match common.points {
        Some(points) if points == sum => Some(()),
        None if common.points_written => None,
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
            let message = format!("an essay needs `points = {sum}`, the sum of its rubric");
            fields.report_missing(walk, "points", message);
            None
        }
    }
}
