//! Which kind a question is: as written, or as its fields show it.

use toml::de::DeValue;

use super::fields::{Field, Fields};
use super::question::{Defaults, has_misspelt};
use super::suggest::list;
use super::value::wrong_type;
use super::walk::Walk;
use crate::diagnostic::Diagnostic;
use crate::id::is_field_name;
use crate::names::Kind;

/// The fields that show the kind, with `answer`.
const SHOWING: &[&str] = &["answer", "choices", "items", "left", "right", "blanks", "rubric"];

/// Reads the kind; `None` where it cannot be told, which has then been reported. `unknown` says
/// whether the question has a field that nobody knows, which may be a misspelt one.
pub(super) fn read_kind(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    unknown: bool,
    defaults: &Defaults,
) -> Option<Kind> {
    let written = fields.take("kind");
    if defaults.handout {
        if written.is_none() {
            fields.report_missing(walk, "kind", "a question of a handout needs `kind`");
        }
        return read_written(walk, &written?);
    }
    let misspelt = unknown && has_misspelt(fields, SHOWING);
    let shown = shown(fields);
    let Some(written) = written else {
        return if misspelt { None } else { infer(walk, fields, shown) };
    };
    let kind = read_written(walk, &written)?;
    match shown {
        _ if misspelt => None,
        Some(shown) if shown != kind => {
            report_mismatch(walk, fields, &written, kind, shown);
            None
        }
        _ => Some(kind),
    }
}

fn read_written(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Kind> {
    field.spanned().name(walk, "kind of question", Kind::NAMES, Kind::ALL)
}

/// The kind that the fields show, see the table in the format reference.
fn shown(fields: &Fields<'_>) -> Option<Kind> {
    let answer = fields.get("answer").map(|field| field.value);
    let has = |name| fields.get(name).is_some();
    if has("choices") {
        return match answer {
            Some(DeValue::String(_)) => Some(Kind::SingleChoice),
            Some(DeValue::Array(_)) => Some(Kind::MultipleSelect),
            _ => None,
        };
    }
    if has("items") {
        return Some(Kind::Ordering);
    }
    if has("left") || has("right") {
        return Some(Kind::Matching);
    }
    if has("rubric") {
        return Some(Kind::Essay);
    }
    match answer {
        Some(DeValue::Boolean(_)) => Some(Kind::TrueFalse),
        Some(DeValue::Integer(_) | DeValue::Float(_)) => Some(Kind::Numerical),
        Some(DeValue::String(_)) => Some(Kind::ShortAnswer),
        Some(DeValue::Table(_)) => Some(Kind::Cloze),
        _ if has("blanks") => Some(Kind::Cloze),
        _ => None,
    }
}

/// The kind that is shown where none is written, unless it is shown by half.
fn infer(walk: &mut Walk<'_>, fields: &mut Fields<'_>, shown: Option<Kind>) -> Option<Kind> {
    if shown.is_none() {
        report_none(walk, fields);
    }
    if shown == Some(Kind::ShortAnswer)
        && let Some(field) = ["pin", "credit", "shuffle"].iter().find_map(|name| fields.get(name))
    {
        let message = format!("a question with `{}` needs `choices`", field.name);
        report_no_base(walk, fields, "choices", message);
        return None;
    }
    shown
}

/// The field that a kind cannot be without, beside `answer`.
fn base_of(kind: Kind) -> Option<&'static str> {
    match kind {
        Kind::SingleChoice | Kind::MultipleSelect => Some("choices"),
        Kind::Ordering => Some("items"),
        Kind::Matching => Some("left"),
        Kind::Essay => Some("rubric"),
        Kind::TrueFalse | Kind::Numerical | Kind::ShortAnswer | Kind::Cloze => None,
    }
}

/// The table that a kind cannot be without is missing. Unknown fields with a text may be its
/// entries, where only its header is missing: then that is said instead of calling them unknown.
fn report_no_base(walk: &mut Walk<'_>, fields: &mut Fields<'_>, base: &str, message: String) {
    let is_entry =
        |field: &Field<'_>| !is_field_name(field.name) && matches!(field.value, DeValue::String(_));
    let entries: Vec<Field<'_>> = fields.left().filter(is_entry).collect();
    if entries.is_empty() {
        fields.report_missing(walk, base, message);
        return;
    }
    let named = list(entries.iter().map(|field| field.name));
    walk.report(
        Diagnostic::error("missing-field", fields.header.clone(), message)
            .under(format!("no `{base}` here"))
            .help(format!(
                "{named} may be its entries: is `[question.{base}]` missing above them?"
            )),
    );
    for entry in entries {
        fields.take(entry.name);
    }
}

/// The written kind is not what the fields show: a field is missing, or the word is wrong.
fn report_mismatch(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    written: &Field<'_>,
    kind: Kind,
    shown: Kind,
) {
    if let (Some(base), None) = (base_of(kind), base_of(shown)) {
        report_no_base(walk, fields, base, format!("a {kind} question needs `{base}`"));
        return;
    }
    let message = format!("the question says it is {kind}, but its fields are those of {shown}");
    let diagnostic = Diagnostic::error("kind-mismatch", written.span.clone(), message)
        .under("says one kind")
        .help("change `kind`, or leave it out: a deck need not write it");
    let showing = SHOWING.iter().find_map(|name| fields.get(name));
    walk.report(match showing {
        Some(field) => diagnostic.label(field.key, format!("shows {shown}")),
        None => diagnostic,
    });
}

/// No kind is written, and none is shown.
fn report_none(walk: &mut Walk<'_>, fields: &mut Fields<'_>) {
    let Some(answer) = fields.get("answer") else {
        report_no_answer(walk, fields);
        return;
    };
    if fields.get("choices").is_some() {
        wrong_type(walk, &answer.spanned(), "the id of an option, or a list of ids");
    } else if let DeValue::Array(_) = answer.value {
        let message = "a question whose `answer` is a list needs `choices` or `items`";
        report_no_base(walk, fields, "choices", message.to_owned());
    } else {
        let expected = "`true`, `false`, a number, a text or a table by blank";
        wrong_type(walk, &answer.spanned(), expected);
    }
}

fn report_no_answer(walk: &mut Walk<'_>, fields: &Fields<'_>) {
    let (what, help) = if fields.get("choices").is_some() {
        (
            "this question has choices but no `answer`",
            "add `answer = \"…\"` with the id of the right option",
        )
    } else {
        (
            "this question has no `answer`",
            "add `answer`: an option's id, a list of ids, true or false, a number, a text, a table \
             by blank, or a `rubric` for an essay",
        )
    };
    walk.report(
        Diagnostic::error("no-kind", fields.header.clone(), what)
            .under("no `answer` here")
            .help(help),
    );
}
