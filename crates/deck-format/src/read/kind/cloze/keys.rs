//! The keys of a cloze: the fields that are tables by blank.

use toml::de::DeValue;

use super::blanks::{ReadBlank, ReadSort};
use crate::compare::TextPolicy;
use crate::diagnostic::{Diagnostic, Span};
use crate::id::LocalId;
use crate::key::{BlankKey, ChoiceKey};
use crate::read::fields::{Field, Fields, Short};
use crate::read::kind::choice::{missing_answer, read_choice_credit};
use crate::read::kind::numerical::{NumberFields, read_number_key};
use crate::read::kind::short_answer::{TextFields, read_text_key};
use crate::read::suggest::{did_you_mean, list};
use crate::read::value::all;
use crate::read::walk::Walk;

/// The fields that are tables by blank.
pub(super) struct KeyTables<'a> {
    answer: Fields<'a>,
    accept: Option<Fields<'a>>,
    reject: Option<Fields<'a>>,
    tolerance: Option<Fields<'a>>,
    units: Option<Fields<'a>>,
    credit: Option<Fields<'a>>,
}

/// Takes the fields of the key; `None` where there is no answer.
pub(super) fn take_tables<'a>(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'a>,
) -> Option<KeyTables<'a>> {
    let answer = fields.take("answer");
    let mut table = |walk: &mut Walk<'_>, name: &str| {
        let field = fields.take(name)?;
        let expected = format_args!("a table by blank, such as `{name}.x = …`");
        let mut table = field.spanned().table(walk, expected)?;
        table.header = field.key;
        Some(table)
    };
    let (accept, reject) = (table(walk, "accept"), table(walk, "reject"));
    let (tolerance, units, credit) =
        (table(walk, "tolerance"), table(walk, "units"), table(walk, "credit"));
    let Some(answer) = answer else {
        missing_answer(walk, fields);
        return None;
    };
    let mut answers = answer.spanned().table(walk, "a table by blank, such as `answer.x = …`")?;
    answers.header = answer.key;
    Some(KeyTables { answer: answers, accept, reject, tolerance, units, credit })
}

/// A key for every blank.
pub(super) fn read_keys(
    walk: &mut Walk<'_>,
    mut tables: KeyTables<'_>,
    blanks: &[ReadBlank<'_>],
    compare: TextPolicy,
    prompt: &Span,
) -> Option<Vec<(LocalId, BlankKey)>> {
    let mut without = Vec::new();
    let keys = all(blanks.iter(), |blank| {
        let key = match tables.answer.take(blank.id.as_str()) {
            Some(answer) => read_key(walk, &mut tables, blank, answer, compare),
            None => {
                without.push(blank.id.as_str());
                None
            }
        };
        if key.is_none() {
            tables.forget(blank.id.as_str());
        }
        Some((blank.id.clone(), key?))
    });
    without.retain(|id| !tables.answer.has_near(id));
    report_no_key(walk, &tables.answer.header, &without, prompt);
    let clean = report_leftovers(walk, &tables, blanks, prompt);
    keys.filter(|_| clean)
}

/// Blanks without a key: one mistake, even where there are several.
fn report_no_key(walk: &mut Walk<'_>, answer: &Span, without: &[&str], prompt: &Span) {
    let Some(first) = without.first() else { return };
    let named = list(without.iter().copied());
    let message = if without.len() == 1 {
        format!("the blank {named} has no key")
    } else {
        format!("the blanks {named} have no keys")
    };
    walk.report(
        Diagnostic::error("blank-without-key", answer.clone(), message)
            .under(format!("no `answer.{first}` here"))
            .label(prompt.clone(), "the prompt"),
    );
}

impl KeyTables<'_> {
    /// Drops what is said of a blank whose answer is wrong: it cannot be judged.
    fn forget(&mut self, id: &str) {
        let Self { answer: _, accept, reject, tolerance, units, credit } = self;
        for table in [accept, reject, tolerance, units, credit].into_iter().flatten() {
            table.take(id);
        }
    }
}

fn read_key<'a>(
    walk: &mut Walk<'_>,
    tables: &mut KeyTables<'a>,
    blank: &ReadBlank<'_>,
    answer: Field<'a>,
    compare: TextPolicy,
) -> Option<BlankKey> {
    let id = blank.id.as_str();
    let take = |table: &mut Option<Fields<'a>>| table.as_mut().and_then(|table| table.take(id));
    match &blank.sort {
        ReadSort::Text => {
            if is_number(&answer) {
                report_number(walk, id, &answer);
                return None;
            }
            let fields = TextFields {
                answer: Some(answer),
                accept: take(&mut tables.accept),
                reject: take(&mut tables.reject),
            };
            read_text_key(walk, fields, compare).map(BlankKey::Text)
        }
        ReadSort::Number { unit } => {
            let fields = NumberFields {
                answer: Some(answer),
                tolerance: take(&mut tables.tolerance),
                accept: take(&mut tables.accept),
                units: take(&mut tables.units),
            };
            read_number_key(walk, fields, unit.as_deref()).map(BlankKey::Number)
        }
        ReadSort::Choice { options, .. } => {
            let text = answer.spanned().string(walk, "the id of the right option")?;
            let correct = options.pick(walk, text, &answer.span)?;
            let credit = match take(&mut tables.credit) {
                Some(credit) => read_choice_credit(walk, &credit, options, Some(&correct))?,
                None => Vec::new(),
            };
            Some(BlankKey::Choice(ChoiceKey { correct, credit }))
        }
    }
}

fn is_number(answer: &Field<'_>) -> bool {
    matches!(answer.value, DeValue::Integer(_) | DeValue::Float(_))
}

/// A blank takes text where nothing else is said, and numbers are often meant to be more.
fn report_number(walk: &mut Walk<'_>, id: &str, answer: &Field<'_>) {
    let message = format!("the blank `{id}` takes text, but its answer is a number");
    walk.report(
        Diagnostic::error("wrong-type", answer.span.clone(), message)
            .under("not a text")
            .help(format!("add `blanks.{id}.sort = \"number\"`, or put the answer in quotes")),
    );
}

/// Keys that no blank has taken: of no blank at all, or not of the blank's sort. What is said of
/// one blank is one mistake.
fn report_leftovers(
    walk: &mut Walk<'_>,
    tables: &KeyTables<'_>,
    blanks: &[ReadBlank<'_>],
    prompt: &Span,
) -> bool {
    let all = [
        ("answer", Some(&tables.answer)),
        ("accept", tables.accept.as_ref()),
        ("reject", tables.reject.as_ref()),
        ("tolerance", tables.tolerance.as_ref()),
        ("units", tables.units.as_ref()),
        ("credit", tables.credit.as_ref()),
    ];
    let mut leftovers: Vec<(&str, Field<'_>)> = Vec::new();
    for (name, table) in all {
        leftovers.extend(table.into_iter().flat_map(Fields::left).map(|entry| (name, entry)));
    }
    let clean = leftovers.is_empty();
    while let Some((table, entry)) = leftovers.first().cloned() {
        let (same, other) = leftovers.into_iter().partition(|(_, other)| other.name == entry.name);
        leftovers = other;
        match blanks.iter().find(|blank| blank.id.as_str() == entry.name) {
            Some(blank) => report_unfit(walk, &same, blank, &entry),
            None => report_no_blank(walk, table, &entry, blanks, prompt),
        }
    }
    clean
}

fn report_unfit(
    walk: &mut Walk<'_>,
    same: &[(&str, Field<'_>)],
    blank: &ReadBlank<'_>,
    entry: &Field<'_>,
) {
    let sort = match blank.sort {
        ReadSort::Text => "text",
        ReadSort::Number { .. } => "number",
        ReadSort::Choice { .. } => "choice",
    };
    let names: Vec<String> =
        same.iter().map(|(table, _)| format!("{table}.{}", blank.id)).collect();
    let named = list(names.iter().map(String::as_str));
    let message = format!("a {sort} blank has no {named}");
    walk.report(
        Diagnostic::error("field-not-for-kind", entry.key.clone(), message)
            .under("does not fit the sort")
            .help("the sort of a blank is `blanks.x.sort`: text, number or choice"),
    );
}

fn report_no_blank(
    walk: &mut Walk<'_>,
    table: &str,
    entry: &Field<'_>,
    blanks: &[ReadBlank<'_>],
    prompt: &Span,
) {
    let ids = || blanks.iter().map(|blank| blank.id.as_str());
    let near = did_you_mean(entry.name, ids());
    let message =
        format!("`{table}` names `{}`, which is no blank of the prompt", Short(entry.name));
    walk.report(
        Diagnostic::error("key-without-blank", entry.key.clone(), message)
            .under(if near.is_empty() { "no such blank".to_owned() } else { near })
            .label(prompt.clone(), "the prompt")
            .help(format!("its blanks are {}", list(ids()))),
    );
}
