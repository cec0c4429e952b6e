//! Values of one type each, with what was expected where the type is another.

use std::fmt::Display;

use toml::de::DeValue;

use super::fields::{Field, Fields, Short, Value};
use super::suggest::{did_you_mean, list};
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Span};
use crate::id::IdError;
use crate::limits::{MAX_LIST, MAX_TEXT};

/// Reports a value of another type than was expected.
pub(crate) fn wrong_type(walk: &mut Walk<'_>, value: &Value<'_>, expected: impl Display) {
    let found = match value.value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date or time",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    };
    walk.report(
        Diagnostic::error(
            "wrong-type",
            value.span.clone(),
            format!("expected {expected}, found {found}"),
        )
        .under(format!("not {expected}")),
    );
}

/// Reports a value that is of the right type but not allowed.
pub(crate) fn bad_value(walk: &mut Walk<'_>, span: &Span, message: impl Into<String>, under: &str) {
    walk.report(Diagnostic::error("bad-value", span.clone(), message).under(under));
}

/// Reports that there is more of something than is read.
pub(crate) fn too_large(walk: &mut Walk<'_>, span: &Span, message: impl Into<String>, most: usize) {
    let message = format!("{}; at most {most} are read", message.into());
    walk.report(Diagnostic::error("too-large", span.clone(), message).under("too much"));
}

impl<'a> Value<'a> {
    pub(crate) fn string(&self, walk: &mut Walk<'_>, expected: impl Display) -> Option<&'a str> {
        let DeValue::String(text) = self.value else {
            wrong_type(walk, self, expected);
            return None;
        };
        if text.len() > MAX_TEXT {
            too_large(walk, &self.span, format!("the text has {} bytes", text.len()), MAX_TEXT);
            return None;
        }
        Some(text)
    }

    /// A text with something in it.
    pub(crate) fn text(&self, walk: &mut Walk<'_>, expected: impl Display) -> Option<&'a str> {
        let text = self.string(walk, "a text")?;
        if text.trim_start().is_empty() {
            walk.report(
                Diagnostic::error("empty-text", self.span.clone(), format!("{expected} is empty"))
                    .under("nothing stands here"),
            );
            return None;
        }
        Some(text)
    }

    /// A Markdown text with something in it; its images are inside the deck's folder.
    pub(crate) fn markdown(&self, walk: &mut Walk<'_>, expected: impl Display) -> Option<String> {
        let text = self.text(walk, expected)?;
        super::images::check(walk, &self.span, text);
        // A checkout on Windows may write CR LF: the text, and so its digest, is the same.
        Some(text.replace("\r\n", "\n"))
    }

    pub(crate) fn boolean(&self, walk: &mut Walk<'_>) -> Option<bool> {
        match self.value {
            DeValue::Boolean(truth) => Some(*truth),
            _ => {
                wrong_type(walk, self, "`true` or `false`");
                None
            }
        }
    }

    /// The elements of a list, at most `most`.
    pub(crate) fn list(
        &self,
        walk: &mut Walk<'_>,
        expected: &str,
        most: usize,
    ) -> Option<impl ExactSizeIterator<Item = Value<'a>> + use<'a>> {
        let DeValue::Array(array) = self.value else {
            wrong_type(walk, self, expected);
            return None;
        };
        if array.len() > most {
            too_large(walk, &self.span, format!("the list has {} elements", array.len()), most);
            return None;
        }
        let offset = walk.offset();
        let place = move |span: Span| span.start + offset..span.end + offset;
        Some(
            array
                .iter()
                .map(move |value| Value { value: value.get_ref(), span: place(value.span()) }),
        )
    }

    /// A list of texts with something in each. A list that is wrong in part is reported in full.
    pub(crate) fn texts(
        &self,
        walk: &mut Walk<'_>,
        expected: &str,
        what: &str,
    ) -> Option<Vec<&'a str>> {
        let values = self.list(walk, expected, MAX_LIST)?;
        all(values, |value| value.text(walk, what))
    }

    /// The fields of a table.
    pub(crate) fn table(&self, walk: &mut Walk<'_>, expected: impl Display) -> Option<Fields<'a>> {
        let DeValue::Table(table) = self.value else {
            wrong_type(walk, self, expected);
            return None;
        };
        Some(Fields::new(walk, table, self.span.clone()))
    }

    /// One of several names.
    pub(crate) fn name<T: Copy>(
        &self,
        walk: &mut Walk<'_>,
        what: &str,
        names: &[&str],
        values: &[T],
    ) -> Option<T> {
        let text = self.string(walk, format_args!("a {what}"))?;
        if let Some(at) = names.iter().position(|name| *name == text) {
            return values.get(at).copied();
        }
        let message = format!("`{}` is no {what}", Short(text));
        let near = did_you_mean(text, names.iter().copied());
        let diagnostic = Diagnostic::error("unknown-name", self.span.clone(), message)
            .under(if near.is_empty() { "not one of these".to_owned() } else { near });
        walk.report(diagnostic.help(format!("one of {}", list(names.iter().copied()))));
        None
    }

    /// An id made of a text.
    pub(crate) fn id<T: std::str::FromStr<Err = IdError>>(
        &self,
        walk: &mut Walk<'_>,
        what: &str,
    ) -> Option<T> {
        let text = self.string(walk, what)?;
        read_id(walk, text, &self.span, what)
    }
}

/// An id made of a text at a place.
pub(crate) fn read_id<T: std::str::FromStr<Err = IdError>>(
    walk: &mut Walk<'_>,
    text: &str,
    span: &Span,
    what: impl Display,
) -> Option<T> {
    match text.parse() {
        Ok(id) => Some(id),
        Err(error @ IdError::Shape) => {
            let message = format!("`{}` cannot be {what}", Short(text));
            let diagnostic = Diagnostic::error("bad-id", span.clone(), message).under("not an id");
            walk.report(diagnostic.help(error.to_string()));
            None
        }
        Err(IdError::FieldName(name)) => {
            let message = format!("`{name}` cannot be {what}: it is the name of a field");
            walk.report(
                Diagnostic::error("reserved-id", span.clone(), message)
                    .under("choose another name"),
            );
            None
        }
    }
}

/// Reads every element, so that each that is wrong is reported; `None` where one is.
pub(crate) fn all<V, T>(
    values: impl Iterator<Item = V>,
    mut read: impl FnMut(V) -> Option<T>,
) -> Option<Vec<T>> {
    let mut read_all = Vec::with_capacity(values.size_hint().0);
    let mut whole = true;
    for value in values {
        match read(value) {
            Some(value) => read_all.push(value),
            None => whole = false,
        }
    }
    whole.then_some(read_all)
}

/// Takes a field and reads it, where it is there.
pub(crate) fn optional<'a, T>(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'a>,
    name: &str,
    read: impl FnOnce(&mut Walk<'_>, &Field<'a>) -> Option<T>,
) -> Option<T> {
    let field = fields.take(name)?;
    read(walk, &field)
}

/// Takes a field on which others depend, and reads it. Where it cannot be read, they are not
/// judged.
pub(crate) fn ruling<'a, T>(
    walk: &mut Walk<'_>,
    fields: &mut Fields<'a>,
    name: &str,
    read: impl FnOnce(&mut Walk<'_>, &Field<'a>) -> Option<T>,
) -> Option<T> {
    let field = fields.take(name)?;
    let value = read(walk, &field);
    if value.is_none() {
        walk.lose_rule();
    }
    value
}
