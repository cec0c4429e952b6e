//! What counts, out of `class.toml`.

use std::collections::BTreeMap;
use std::time::Duration;

use deck_format::{Diagnostic, OrderRule, PartsRule, QuestionId, SelectRule, Span};
use toml::de::{DeTable, DeValue};

use super::fields::{Fields, find, shown};
use super::value::{self, Value, Wrong};
use crate::policy::{Attempts, Band, How, LateAnswers, LateStep, Policy, Rules, Treat, Unfinished};

/// Reads what counts; what is not said is the default.
pub(super) fn read(fields: &mut Fields<'_>, table: &DeTable<'_>) -> Policy {
    let usual = Policy::default();
    let or = |fields: &mut Fields<'_>, key| fields.read(table, key, value::questions);
    Policy {
        attempts: fields.read(table, "attempts", attempts).unwrap_or_default(),
        unfinished: fields.read(table, "unfinished", unfinished).unwrap_or_default(),
        late_answers: fields.read(table, "late_answers", late_answers).unwrap_or_default(),
        opens: fields.read(table, "opens", value::instant),
        due: fields.read(table, "due", value::instant),
        late: late(fields, table),
        treat: treat(fields, table),
        void: or(fields, "void").unwrap_or_default().into_iter().collect(),
        bonus: or(fields, "bonus").unwrap_or_default().into_iter().collect(),
        rules: rules(fields, table),
        item_floor: fields.read(table, "item_floor", value::item_floor).unwrap_or(usual.item_floor),
        test_floor: fields.read(table, "test_floor", value::test_floor).unwrap_or(usual.test_floor),
        cap: fields.read(table, "cap", value::truth).unwrap_or(usual.cap),
        decimals: fields.read(table, "decimals", value::decimals).unwrap_or(usual.decimals),
        bands: bands(fields, table),
    }
}

fn attempts(value: &Value<'_>) -> Result<Attempts, Wrong> {
    value::word(value, Attempts::NAMES, Attempts::from_name)
}

fn unfinished(value: &Value<'_>) -> Result<Unfinished, Wrong> {
    value::word(value, Unfinished::NAMES, Unfinished::from_name)
}

fn late_answers(value: &Value<'_>) -> Result<LateAnswers, Wrong> {
    value::word(value, LateAnswers::NAMES, LateAnswers::from_name)
}

fn how(value: &Value<'_>) -> Result<How, Wrong> {
    value::word(value, How::NAMES, How::from_name)
}

/// Reads `[[late]]`.
fn late(fields: &mut Fields<'_>, table: &DeTable<'_>) -> Vec<LateStep> {
    let Some((key, value)) = find(table, "late") else { return Vec::new() };
    let DeValue::Array(steps) = value.get_ref() else {
        let found = Diagnostic::error("wrong-type", value.span(), "`late` is a list of steps");
        fields.wrong(found.under("written `[[late]]`"));
        return Vec::new();
    };
    if find(table, "due").is_none() {
        let found = Diagnostic::error("missing-field", key, "`due` is missing");
        fields.wrong(found.under("nobody is late without a time at which records are due"));
    }
    let read: Vec<_> =
        steps.iter().filter_map(|step| Some((step.span(), late_step(fields, step)?))).collect();
    in_order(fields, read)
}

fn late_step(fields: &mut Fields<'_>, value: &Value<'_>) -> Option<LateStep> {
    let DeValue::Table(step) = value.get_ref() else {
        let found = Diagnostic::error("wrong-type", value.span(), "a step of `late` is a table");
        fields.wrong(found.under("not a table"));
        return None;
    };
    fields.know(step, "field of `[[late]]`", &["after", "minus"]);
    let after = match find(step, "after") {
        Some(_) => fields.read(step, "after", value::duration)?,
        None => Duration::ZERO,
    };
    let what = "what it takes away, such as \"5%\"";
    let minus = fields.needed_in(step, &value.span(), "minus", what, value::minus)?;
    Some(LateStep { after, minus })
}

/// The steps, each of which has to come after the one before.
fn in_order(fields: &mut Fields<'_>, steps: Vec<(Span, LateStep)>) -> Vec<LateStep> {
    for pair in steps.windows(2) {
        if pair[1].1.after <= pair[0].1.after {
            let message = "this step does not come after the one before it";
            let found = Diagnostic::error("bad-value", pair[1].0.clone(), message);
            fields.wrong(found.under("the steps stand in the order of their `after`"));
        }
    }
    steps.into_iter().map(|(_, step)| step).collect()
}

/// Reads `[treat]`.
fn treat(fields: &mut Fields<'_>, table: &DeTable<'_>) -> BTreeMap<QuestionId, Treat> {
    let Some((_, treat)) = fields.table(table, "treat") else { return BTreeMap::new() };
    let mut read = BTreeMap::new();
    for (key, span, value) in super::entries(treat) {
        let id = QuestionId::new(key).map_err(|error| {
            let message = format!("`{}` is no id of a question", shown(key));
            fields.wrong(Diagnostic::error("bad-value", span, message).under(error.to_string()));
        });
        let how = one_treat(fields, key, value);
        if let (Ok(id), Some(how)) = (id, how) {
            read.insert(id, how);
        }
    }
    read
}

/// Reads `"void"` or `{ as = "full", points = 2 }`.
fn one_treat(fields: &mut Fields<'_>, key: &str, value: &Value<'_>) -> Option<Treat> {
    let DeValue::Table(table) = value.get_ref() else {
        let how = fields.value(&format!("`{}`", shown(key)), value, how)?;
        return Some(Treat { how, points: None });
    };
    fields.know(table, "field of a treatment", &["as", "points"]);
    let names = "one of \"void\", \"full\", \"zero\" and \"as-sat\"";
    let how = fields.needed_in(table, &value.span(), "as", names, how)?;
    Some(Treat { how, points: fields.read(table, "points", value::points) })
}

/// Reads `[scoring]`.
fn rules(fields: &mut Fields<'_>, table: &DeTable<'_>) -> Rules {
    let Some((_, scoring)) = fields.table(table, "scoring") else { return Rules::default() };
    let kinds = ["multiple-select", "ordering", "matching", "cloze"];
    fields.know(scoring, "kind in `[scoring]`", &kinds);
    let parts = |value: &Value<'_>| value::word(value, PartsRule::NAMES, PartsRule::from_name);
    Rules {
        select: fields.read(scoring, "multiple-select", |value| {
            value::word(value, SelectRule::NAMES, SelectRule::from_name)
        }),
        order: fields.read(scoring, "ordering", |value| {
            value::word(value, OrderRule::NAMES, OrderRule::from_name)
        }),
        matching: fields.read(scoring, "matching", parts),
        cloze: fields.read(scoring, "cloze", parts),
    }
}

/// Reads `[bands]`, the highest first.
fn bands(fields: &mut Fields<'_>, table: &DeTable<'_>) -> Vec<Band> {
    let Some((_, bands)) = fields.table(table, "bands") else { return Vec::new() };
    let mut read: Vec<(Span, Band)> = Vec::new();
    for (name, span, value) in super::entries(bands) {
        let Some(from) = fields.value(&format!("`{}`", shown(name)), value, value::percent) else {
            continue;
        };
        if let Some((first, same)) = read.iter().find(|(_, band)| band.from == from) {
            let message = format!("`{}` begins where `{}` does", shown(name), shown(&same.name));
            let found = Diagnostic::error("bad-value", span.clone(), message);
            fields.wrong(found.label(first.clone(), "the other one"));
        }
        read.push((span, Band { name: name.to_owned(), from }));
    }
    let mut bands: Vec<Band> = read.into_iter().map(|(_, band)| band).collect();
    bands.sort_by(|a, b| b.from.cmp(&a.from));
    bands
}
