//! Typed fields taken out of a TOML table; what is left over is an unknown field.

use toml::de::{DeTable, DeValue};

use super::suggest::{did_you_mean, list, nearest};
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Span};
use crate::id::FIELD_NAMES;

/// One field: its name, its value, and where both stand.
#[derive(Clone)]
pub(crate) struct Field<'a> {
    pub(crate) name: &'a str,
    pub(crate) key: Span,
    pub(crate) value: &'a DeValue<'a>,
    pub(crate) span: Span,
}

impl<'a> Field<'a> {
    /// The field's value with its place, for readers that serve lists as well.
    pub(crate) fn spanned(&self) -> Value<'a> {
        Value { value: self.value, span: self.span.clone() }
    }
}

/// A value and where it stands.
#[derive(Clone)]
pub(crate) struct Value<'a> {
    pub(crate) value: &'a DeValue<'a>,
    pub(crate) span: Span,
}

/// The fields of a table that are still to be taken.
pub(crate) struct Fields<'a> {
    left: Vec<Field<'a>>,
    /// Where to point when a field is missing: the header, or the table itself.
    pub(crate) header: Span,
}

impl<'a> Fields<'a> {
    pub(crate) fn new(walk: &Walk<'_>, table: &'a DeTable<'a>, header: Span) -> Self {
        let left = table
            .iter()
            .map(|(key, value)| Field {
                name: key.get_ref(),
                key: walk.at(key.span()),
                value: value.get_ref(),
                span: walk.at(value.span()),
            })
            .collect();
        Self { left, header }
    }

    /// Whether every field was taken.
    pub(crate) fn is_empty(&self) -> bool {
        self.left.is_empty()
    }

    /// Takes a field out.
    pub(crate) fn take(&mut self, name: &str) -> Option<Field<'a>> {
        let at = self.left.iter().position(|field| field.name == name)?;
        Some(self.left.remove(at))
    }

    /// Whether a field is there and not yet taken.
    pub(crate) fn get(&self, name: &str) -> Option<&Field<'a>> {
        self.left.iter().find(|field| field.name == name)
    }

    /// Takes a field that has to be there.
    pub(crate) fn require(
        &mut self,
        walk: &mut Walk<'_>,
        name: &str,
        what: &str,
    ) -> Option<Field<'a>> {
        let field = self.take(name);
        if field.is_none() && !self.has_near(name) {
            walk.report(
                Diagnostic::error(
                    "missing-field",
                    self.header.clone(),
                    format!("{what} needs `{name}`"),
                )
                .under(format!("no `{name}` here")),
            );
        }
        field
    }

    /// Whether a field that nobody knows is near to this name: it is reported with "did you mean",
    /// and saying as well that this one is missing would be one complaint too many.
    pub(crate) fn has_near(&self, name: &str) -> bool {
        self.left.iter().any(|field| {
            FIELD_NAMES.binary_search(&field.name).is_err() && nearest(field.name, [name]).is_some()
        })
    }

    /// Takes whatever is left, in the order of the file.
    pub(crate) fn rest(&mut self) -> Vec<Field<'a>> {
        std::mem::take(&mut self.left)
    }

    /// Drops the fields of these names, where nothing can be said about them any more.
    pub(crate) fn forget(&mut self, names: &[&str]) {
        self.left.retain(|field| !names.contains(&field.name));
    }

    /// Reports what is left as unknown. `known` are the names that could have been meant.
    pub(crate) fn finish(self, walk: &mut Walk<'_>, place: &str, known: &[&str]) {
        for field in self.left {
            let diagnostic = Diagnostic::error(
                "unknown-field",
                field.key.clone(),
                format!("unknown field `{}`", short(field.name)),
            );
            let near = did_you_mean(field.name, known.iter().copied());
            walk.report(if near.is_empty() {
                diagnostic.help(format!("{place} may have {}", list(known.iter().copied())))
            } else {
                diagnostic.under(near)
            });
        }
    }
}

/// A name as it can stand in a message: a hostile one is cut.
pub(crate) fn short(name: &str) -> String {
    if name.chars().count() <= 80 {
        return name.to_owned();
    }
    name.chars().take(79).chain(std::iter::once('…')).collect()
}
