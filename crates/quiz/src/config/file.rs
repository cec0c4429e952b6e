//! The text of `config.toml`: values with their lines, and all that is wrong with it.

use std::path::PathBuf;

use deck_format::{Diagnostic, LineIndex, nearest};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::folders::Places;
use super::rule::{DECKS, KEYS, Rule};

/// A file that is being read.
pub(super) struct File<'a> {
    table: &'a DeTable<'a>,
    lines: LineIndex<'a>,
    problems: Vec<Diagnostic>,
}

/// A value with its line.
pub(super) type AtLine<T> = (T, usize);

impl<'a> File<'a> {
    /// A file of this text, of which `table` is what can be read, with its syntax errors.
    pub(super) fn new(text: &'a str, table: &'a DeTable<'a>, problems: Vec<Diagnostic>) -> Self {
        let mut file = Self { table, lines: LineIndex::new(text), problems };
        for (key, _) in table {
            let name = key.get_ref();
            if !KEYS.contains(&name.as_ref()) {
                file.problems.push(unknown(name, key.span()));
            }
        }
        file
    }

    /// Reads the value of a key, if it is there and right.
    pub(super) fn value<T>(&mut self, rule: &Rule<T>) -> Option<AtLine<T>> {
        let (line, value) = self.find(rule.names.key)?;
        match rule.value(value.get_ref()) {
            Ok(right) => Some((right, line)),
            Err((code, under)) => {
                let message = format!("`{}` is {}", rule.names.key, rule.is);
                self.problems.push(Diagnostic::error(code, value.span(), message).under(under));
                None
            }
        }
    }

    /// Reads the folders, if they are there and right.
    pub(super) fn folders(&mut self, places: &Places) -> Option<AtLine<Vec<PathBuf>>> {
        let (line, value) = self.find(DECKS.key)?;
        match places.of_file(value) {
            Ok(folders) => Some((folders, line)),
            Err(problems) => {
                self.problems.extend(problems);
                None
            }
        }
    }

    /// What is wrong, in the order of the text.
    pub(super) fn into_problems(mut self) -> Vec<Diagnostic> {
        self.problems.sort_by_key(|problem| problem.primary.span.start);
        self.problems
    }

    fn find(&self, name: &str) -> Option<(usize, &'a Spanned<DeValue<'a>>)> {
        let (key, value) = self.table.iter().find(|(key, _)| key.get_ref() == name)?;
        Some((self.lines.position(key.span().start).line, value))
    }
}

fn unknown(name: &str, span: deck_format::Span) -> Diagnostic {
    let shown = console::layout::clip(name, 60, &console::Look::LINE);
    let found = Diagnostic::error("unknown-setting", span, format!("unknown setting `{shown}`"));
    match nearest(name, KEYS) {
        Some(near) => found.under(format!("did you mean `{near}`?")),
        None => {
            let keys = KEYS.map(|key| format!("`{key}`")).join(", ");
            found.under("not a setting").help(format!("the settings are {keys}"))
        }
    }
}
