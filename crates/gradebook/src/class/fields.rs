//! Taking typed fields out of a table, and telling what is wrong with them at their place.

use deck_format::{Diagnostic, Span, nearest};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::value::{Read, Wrong};

/// The longest piece of the file that a message repeats, in columns.
const MAX_SHOWN: usize = 60;

/// The problems of a file that is being read.
pub(super) struct Fields<'t> {
    text: &'t str,
    problems: Vec<Diagnostic>,
    /// Whether the syntax is right, so that what is not found is not there.
    is_whole: bool,
}

impl<'t> Fields<'t> {
    /// A file of this text, with its syntax errors.
    pub(super) fn new(text: &'t str, problems: Vec<Diagnostic>) -> Self {
        Self { text, is_whole: problems.is_empty(), problems }
    }

    /// What is wrong, in the order of the text.
    pub(super) fn into_problems(mut self) -> Vec<Diagnostic> {
        self.problems.sort_by_key(|problem| problem.primary.span.start);
        self.problems
    }

    /// Notes a problem.
    pub(super) fn wrong(&mut self, problem: Diagnostic) {
        self.problems.push(problem);
    }

    /// Tells every key of a table that is not one of these.
    pub(super) fn know(&mut self, table: &DeTable<'_>, what: &str, known: &[&'static str]) {
        for (key, span, _) in super::entries(table) {
            if !known.contains(&key) {
                self.unknown(key, span, what, known);
            }
        }
    }

    fn unknown(&mut self, key: &str, span: Span, what: &str, known: &[&'static str]) {
        let found =
            Diagnostic::error("unknown-field", span, format!("unknown {what} `{}`", shown(key)));
        self.wrong(match nearest(key, known.iter().copied()) {
            Some(near) => found.under(format!("did you mean `{near}`?")),
            None => {
                let known: Vec<_> = known.iter().map(|key| format!("`{key}`")).collect();
                found.under("not known here").help(format!("known here: {}", known.join(", ")))
            }
        });
    }

    /// Reads the value of a key, if it is there and right.
    pub(super) fn read<T>(&mut self, table: &DeTable<'_>, key: &str, read: Read<T>) -> Option<T> {
        let (_, value) = find(table, key)?;
        self.value(&format!("`{key}`"), value, read)
    }

    /// Reads a value that `what` names.
    pub(super) fn value<T>(
        &mut self,
        what: &str,
        value: &Spanned<DeValue<'_>>,
        read: Read<T>,
    ) -> Option<T> {
        read(value)
            .map_err(|Wrong { code, span, is, under }| {
                let found = Diagnostic::error(code, span, format!("{what} is {is}"));
                self.wrong(found.under(under));
            })
            .ok()
    }

    /// Reads the value of a key of the file that has to be there.
    pub(super) fn needed<T>(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
        what: &str,
        read: Read<T>,
    ) -> Option<T> {
        // What is wrong with the syntax may be that very line.
        if find(table, key).is_none() && self.is_whole {
            let end = self.text.len();
            let found = Diagnostic::error("missing-field", end..end, format!("`{key}` is missing"));
            self.wrong(found.under(what.to_owned()));
            return None;
        }
        self.read(table, key, read)
    }

    /// Reads the value of a key of an inner table, whose key stands at `span`, that has to be there.
    pub(super) fn needed_in<T>(
        &mut self,
        table: &DeTable<'_>,
        span: &Span,
        key: &str,
        what: &str,
        read: Read<T>,
    ) -> Option<T> {
        if find(table, key).is_none() {
            let found = Diagnostic::error(
                "missing-field",
                span.clone(),
                format!("`{key}` is missing here"),
            );
            self.wrong(found.under(format!("needs `{key}`: {what}")));
            return None;
        }
        self.read(table, key, read)
    }

    /// The table of a key, if it is there and one, with the place of its key.
    pub(super) fn table<'a>(
        &mut self,
        table: &'a DeTable<'a>,
        key: &str,
    ) -> Option<(Span, &'a DeTable<'a>)> {
        let (span, value) = find(table, key)?;
        match value.get_ref() {
            DeValue::Table(inner) => Some((span, inner)),
            _ => {
                let message = format!("`{key}` is a table, written `[{key}]`");
                self.wrong(
                    Diagnostic::error("wrong-type", value.span(), message).under("not a table"),
                );
                None
            }
        }
    }
}

/// The value of a key, with the place of the key.
pub(super) fn find<'a>(
    table: &'a DeTable<'a>,
    name: &str,
) -> Option<(Span, &'a Spanned<DeValue<'a>>)> {
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
    Some((key.span(), value))
}

/// A piece of the file, short enough for a message.
pub(super) fn shown(text: &str) -> String {
    console::layout::clip(text, MAX_SHOWN, &console::Look::LINE)
}
