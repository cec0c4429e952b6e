//! Single choice and multiple select.

use super::{Parts, read_pin, read_why};
use crate::diagnostic::Diagnostic;
use crate::face::Body;
use crate::fraction::Fraction;
use crate::id::LocalId;
use crate::key::{Answer, ChoiceKey};
use crate::names::SelectRule;
use crate::read::entries::{ReadOptions, pick_list, pick_table, read_options};
use crate::read::fields::{Field, Fields};
use crate::read::question::Defaults;
use crate::read::value::ruling;
use crate::read::walk::Walk;

/// `choices`, which both kinds need.
fn read_choices<'a>(walk: &mut Walk<'_>, fields: &mut Fields<'a>) -> Option<ReadOptions<'a>> {
    let field = fields.require(walk, "choices", "this kind of question")?;
    read_options(walk, &field, "choices")
}

pub(super) fn single(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    defaults: &Defaults,
) -> Option<Parts> {
    let choices = read_choices(walk, fields);
    let weighted = ruling(walk, fields, "scoring", read_weighted);
    let (answer, credit) = (fields.take("answer"), fields.take("credit"));
    let choices = choices?;
    let pinned = read_pin(walk, fields, &choices);
    let why = read_why(walk, fields, &choices);
    let key = if defaults.handout {
        None
    } else {
        let correct = read_correct(walk, fields, answer.as_ref(), &choices);
        let credit = (credit.as_ref(), weighted.as_ref());
        let credit = read_credit(walk, credit, &choices, correct.as_ref());
        correct.zip(credit).map(|(correct, credit)| ChoiceKey { correct, credit })
    };
    let body =
        Body::SingleChoice { choices: choices.finish(pinned)?, weighted: weighted.is_some() };
    Some(Parts { body, answer: key.map(Answer::SingleChoice), why })
}

/// `scoring = "weighted"`, the only rule of the kind, with where it stands.
fn read_weighted<'a>(walk: &mut Walk<'_>, field: &Field<'a>) -> Option<Field<'a>> {
    field.spanned().name(walk, "rule for single-choice", &["weighted"], &[()])?;
    Some(field.clone())
}

fn read_correct(
    walk: &mut Walk<'_>,
    fields: &Fields<'_>,
    answer: Option<&Field<'_>>,
    choices: &ReadOptions<'_>,
) -> Option<LocalId> {
    let Some(answer) = answer else {
        missing_answer(walk, fields);
        return None;
    };
    let text = answer.spanned().string(walk, "the id of the right option")?;
    choices.pick(walk, text, &answer.span)
}

/// `answer` is missing, as it can be where `kind` is written.
pub(super) fn missing_answer(walk: &mut Walk<'_>, fields: &Fields<'_>) {
    fields.report_missing(walk, "answer", "this question needs `answer`");
}

/// The credits of a weighted question, given `credit` and the rule; an empty list where it is not
/// weighted.
fn read_credit(
    walk: &mut Walk<'_>,
    credit: (Option<&Field<'_>>, Option<&Field<'_>>),
    choices: &ReadOptions<'_>,
    correct: Option<&LocalId>,
) -> Option<Vec<(LocalId, Fraction)>> {
    match credit {
        (None, None) => Some(Vec::new()),
        (Some(credit), None) => {
            walk.report(
                Diagnostic::error(
                    "credit-without-rule",
                    credit.key.clone(),
                    "`credit` counts only with `scoring = \"weighted\"`",
                )
                .under("would be ignored")
                .help("add `scoring = \"weighted\"`, or take `credit` out"),
            );
            None
        }
        (None, Some(weighted)) => {
            walk.report(
                Diagnostic::error(
                    "credit-without-rule",
                    weighted.span.clone(),
                    "`weighted` needs `credit`",
                )
                .under("no option earns partial credit")
                .help("add lines such as `credit.wait = 0.5`, or take `scoring` out"),
            );
            None
        }
        (Some(credit), Some(_)) => read_choice_credit(walk, credit, choices, correct),
    }
}

/// A table of credits by option; the right option's is 1 and is not written.
pub(super) fn read_choice_credit(
    walk: &mut Walk<'_>,
    credit: &Field<'_>,
    choices: &ReadOptions<'_>,
    correct: Option<&LocalId>,
) -> Option<Vec<(LocalId, Fraction)>> {
    let pairs = pick_table(walk, choices, credit, |walk, entry| entry.spanned().credit(walk, -1))?;
    if let Some((id, _)) = pairs.iter().find(|(id, _)| Some(id) == correct) {
        let message = format!("`{id}` is the right option, which always earns 1");
        walk.report(
            Diagnostic::error("credit-of-key", credit.key.clone(), message)
                .under("take it out here"),
        );
        return None;
    }
    Some(pairs)
}

pub(super) fn multiple(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    defaults: &Defaults,
) -> Option<Parts> {
    let choices = read_choices(walk, fields);
    let rule = ruling(walk, fields, "scoring", |walk, field| {
        field.spanned().name(walk, "rule for multiple-select", SelectRule::NAMES, SelectRule::ALL)
    })
    .unwrap_or(defaults.select);
    let answer = fields.take("answer");
    let choices = choices?;
    let pinned = read_pin(walk, fields, &choices);
    let why = read_why(walk, fields, &choices);
    let key = match answer {
        _ if defaults.handout => None,
        None => {
            missing_answer(walk, fields);
            None
        }
        Some(answer) => read_set(walk, &answer, &choices, rule),
    };
    let body = Body::MultipleSelect { choices: choices.finish(pinned)?, rule };
    Some(Parts { body, answer: key.map(Answer::MultipleSelect), why })
}

/// The right options. An empty set is allowed where the rule can score it.
fn read_set(
    walk: &mut Walk<'_>,
    answer: &Field<'_>,
    choices: &ReadOptions<'_>,
    rule: SelectRule,
) -> Option<Vec<LocalId>> {
    let ids = pick_list(walk, choices, answer)?;
    if ids.is_empty() && !matches!(rule, SelectRule::AllOrNothing | SelectRule::PerOption) {
        walk.report(
            Diagnostic::error(
                "no-key",
                answer.span.clone(),
                format!("no option is right, and `{rule}` cannot score that"),
            )
            .under("an empty list")
            .help("name the right options, or set `scoring` to `all-or-nothing` or `per-option`"),
        );
        return None;
    }
    Some(ids)
}
