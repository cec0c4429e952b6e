//! Fields that have fallen into a table: in TOML, all that stands below `[question.choices]`
//! belongs to `choices`, and `answer` there would be an option.

use toml::de::{DeTable, DeValue};

use super::fields::{Field, Fields, Short};
use super::head::DECK_FIELDS;
use super::suggest::list;
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Span};
use crate::id::is_field_name;

/// Reports the fields of a question that stand in one of its tables, each table once, and takes the
/// table out. What is missing of the question is then known to be there.
pub(super) fn report_fallen(walk: &mut Walk<'_>, fields: &mut Fields<'_>) {
    // An unknown table is reported as such, with all that stands in it.
    let is_table = |name: &str| is_field_name(name);
    let strays = |path: &str, name: &str| is_field_name(name) && !is_at_home(path, name);
    report_in_fields(walk, fields, is_table, &strays);
}

/// Reports the fields of a deck that stand in one of its tables, as `report_fallen` does, and says
/// whether there are any.
pub(super) fn report_fallen_in_head(walk: &mut Walk<'_>, fields: &mut Fields<'_>) -> bool {
    let is_table = |name: &str| DECK_FIELDS.contains(&name) && name != "question";
    let strays = |path: &str, name: &str| {
        let at_home = (path == "passage" && name == "id")
            || (path.starts_with("sources.") && name == "title");
        // A handout holds ids alone.
        let in_handout = path.starts_with("released.") && is_field_name(name);
        (DECK_FIELDS.contains(&name) || in_handout) && !at_home
    };
    report_in_fields(walk, fields, is_table, &strays)
}

/// Whether the name of a field of a question is at home in one of its tables, too.
fn is_at_home(path: &str, name: &str) -> bool {
    match path.split('.').next() {
        Some("blanks") => matches!(name, "choices" | "pin" | "shuffle" | "unit" | "weight"),
        Some("rubric") => matches!(name, "id" | "points"),
        Some("accept") => matches!(name, "credit" | "tolerance"),
        _ => false,
    }
}

fn report_in_fields(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'_>,
    is_table: impl Fn(&str) -> bool,
    strays: &dyn Fn(&str, &str) -> bool,
) -> bool {
    let mut found = false;
    let tables: Vec<Field<'_>> = fields
        .left()
        .filter(|field| has_headers(walk, field.value, &field.span) && is_table(field.name))
        .collect();
    for field in tables {
        if report_in(walk, field.value, field.name, &field.span, strays) {
            fields.take(field.name);
            walk.lose_parts();
            found = true;
        }
    }
    found
}

/// Whether a value, or one that stands in it, may have been opened by a header. Few have.
fn has_headers(walk: &Walk<'_>, value: &DeValue<'_>, place: &Span) -> bool {
    match value {
        DeValue::Table(table) => {
            is_under_header(walk, place)
                || table.values().any(|inner| {
                    is_composite(inner.get_ref())
                        && has_headers(walk, inner.get_ref(), &walk.at(inner.span()))
                })
        }
        DeValue::Array(array) => array.first().is_some_and(|first| {
            matches!(first.get_ref(), DeValue::Table(_))
                && is_under_header(walk, &walk.at(first.span()))
        }),
        _ => false,
    }
}

fn is_composite(value: &DeValue<'_>) -> bool {
    matches!(value, DeValue::Table(_) | DeValue::Array(_))
}

/// Reports what has fallen into a value, or into one that stands in it.
fn report_in(
    walk: &mut Walk<'_>,
    value: &DeValue<'_>,
    path: &str,
    place: &Span,
    strays: &dyn Fn(&str, &str) -> bool,
) -> bool {
    let mut found = false;
    match value {
        DeValue::Table(table) => {
            if is_under_header(walk, place) && report_strays(walk, table, path, place, strays) {
                return true;
            }
            for (key, inner) in table {
                let place = walk.at(inner.span());
                if is_composite(inner.get_ref()) && is_under_header(walk, &place) {
                    let path = format!("{path}.{}", Short(key.get_ref()));
                    found |= report_in(walk, inner.get_ref(), &path, &place, strays);
                }
            }
        }
        // An array of tables has headers of its own; any other list has only its elements.
        DeValue::Array(array) => {
            for inner in array {
                let place = walk.at(inner.span());
                if matches!(inner.get_ref(), DeValue::Table(_)) && is_under_header(walk, &place) {
                    found |= report_in(walk, inner.get_ref(), path, &place, strays);
                }
            }
        }
        _ => {}
    }
    found
}

/// Whether a table was opened by a header such as `[question.choices]`, so that what follows it
/// fell in. In one that is written `{ … }` or `choices.x = …`, whatever stands there was meant to.
fn is_under_header(walk: &Walk<'_>, place: &Span) -> bool {
    walk.byte(place.start) == Some(b'[')
}

/// Reports the fields that stand in a table where they are not at home.
fn report_strays(
    walk: &mut Walk<'_>,
    table: &DeTable<'_>,
    path: &str,
    header: &Span,
    strays: &dyn Fn(&str, &str) -> bool,
) -> bool {
    let fallen: Vec<(&str, Span)> = table
        .keys()
        .filter(|key| strays(path, key.get_ref()))
        .map(|key| (key.get_ref().as_ref(), walk.at(key.span())))
        .collect();
    let Some((_, first)) = fallen.first() else { return false };
    let named = list(fallen.iter().map(|(name, _)| *name));
    let verb = if fallen.len() == 1 { "stands" } else { "stand" };
    let above = Short(walk.text_from(header).get(..header.len()).unwrap_or_default());
    let message = format!("{named} {verb} inside `{path}`");
    walk.report(
        Diagnostic::error("fallen-field", first.clone(), message)
            .under(format!("read as an entry of `{path}`"))
            .label(header.clone(), format!("all below belongs to `{path}`"))
            .help(format!(
                "move {named} above the line `{above}`, or write the entries as `{path}.x = …`; no \
                 id is the name of a field"
            )),
    );
    true
}
