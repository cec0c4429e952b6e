//! Options, items and sides: tables from an id to a text.

use super::fields::{Field, short};
use super::suggest::{did_you_mean, list};
use super::value::{read_id, wrong_type};
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Span};
use crate::face::{Entry, Options};
use crate::id::{FIELD_NAMES, LocalId};
use crate::limits::MAX_ENTRIES;

/// Options as read, with the places that later checks point at.
pub(crate) struct ReadOptions {
    entries: Vec<(Entry, Span)>,
    /// What they are called: `choices`, `items` …
    what: &'static str,
    /// Where the table stands.
    pub(crate) span: Span,
    /// Whether an entry was left out because it is wrong.
    broken: bool,
}

impl ReadOptions {
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|(entry, _)| entry.id.as_str())
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// The valid options, with the pinned ones; `None` where one of them was wrong.
    pub(crate) fn finish(self, pinned: Vec<LocalId>) -> Option<Options> {
        let entries = self.entries.into_iter().map(|(entry, _)| entry).collect();
        (!self.broken).then(|| Options::new(entries, pinned))
    }

    /// Reads a text that has to be one of these ids.
    pub(crate) fn pick(&self, walk: &mut Walk<'_>, text: &str, span: &Span) -> Option<LocalId> {
        if let Some((entry, _)) = self.entries.iter().find(|(entry, _)| entry.id.as_str() == text) {
            return Some(entry.id.clone());
        }
        if self.broken {
            // The option may be the one that could not be read.
            return None;
        }
        let message = format!("`{}` is none of the {}", short(text), self.what);
        let near = did_you_mean(text, self.ids());
        let diagnostic = Diagnostic::error("unknown-id", span.clone(), message)
            .under(if near.is_empty() { format!("no such id in `{}`", self.what) } else { near });
        let by_text = self.entries.iter().find(|(entry, _)| entry.text == text);
        walk.report(match by_text {
            Some((entry, place)) => diagnostic
                .label(place.clone(), "this is its text")
                .help(format!("name the option by its id: `{}`", entry.id)),
            None => diagnostic.help(format!("the ids are {}", list(self.ids()))),
        });
        None
    }
}

/// Reads `choices`, `items`, `left` or `right`: at least two entries.
pub(crate) fn read_options(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
    what: &'static str,
) -> Option<ReadOptions> {
    let expected = format!("a table of ids and texts, such as `{what}.first = \"…\"`");
    let mut fields = field.spanned().table(walk, &expected)?;
    let mut read =
        ReadOptions { entries: Vec::new(), what, span: field.key.clone(), broken: false };
    let entries = fields.rest();
    if entries.len() > MAX_ENTRIES {
        let message = format!("{} {what}; at most {MAX_ENTRIES} are read", entries.len());
        walk.report(Diagnostic::error("too-large", field.key.clone(), message));
        return None;
    }
    for entry in entries {
        if report_fallen(walk, &entry, what, &field.key) {
            read.broken = true;
            continue;
        }
        let id = read_id(walk, entry.name, &entry.key, &format!("an id in `{what}`"));
        let text = entry.spanned().markdown(walk, &format!("the text of `{}`", short(entry.name)));
        let (Some(id), Some(text)) = (id, text) else {
            read.broken = true;
            continue;
        };
        report_twin(walk, &read, &id, &text, &entry.span);
        read.entries.push((Entry { id, text }, entry.span));
    }
    if read.len() < 2 && !read.broken {
        let message = format!("`{what}` needs at least two entries");
        walk.report(
            Diagnostic::error("too-few-options", field.key.clone(), message)
                .under(format!("{} here", read.len())),
        );
    }
    Some(read)
}

/// Two options with one text: an answer could not tell them apart.
fn report_twin(walk: &mut Walk<'_>, read: &ReadOptions, id: &LocalId, text: &str, span: &Span) {
    if let Some((twin, place)) = read.entries.iter().find(|(e, _)| e.text.trim() == text.trim()) {
        let message = format!("`{}` and `{id}` have the same text", twin.id);
        walk.report(
            Diagnostic::error("duplicate-option", span.clone(), message)
                .under("the second")
                .label(place.clone(), "the first")
                .help("a student cannot choose between them; change or remove one"),
        );
    }
}

/// A field of the question that stands inside a table of it, as after `[question.choices]`.
pub(crate) fn report_fallen(
    walk: &mut Walk<'_>,
    entry: &Field<'_>,
    table: &str,
    at: &Span,
) -> bool {
    let is_field = FIELD_NAMES.binary_search(&entry.name).is_ok();
    if !is_field {
        return false;
    }
    let name = entry.name;
    walk.report(
        Diagnostic::error(
            "fallen-field",
            entry.key.clone(),
            format!("`{name}` stands inside `{table}`"),
        )
        .under(format!("read as the entry `{name}` of `{table}`"))
        .label(at.clone(), format!("everything below belongs to `{table}`"))
        .help(format!(
            "move `{name}` above the header `[question.{table}]`, or write the entries as \
                 `{table}.x = …`; no id may be the name of a field"
        )),
    );
    true
}

/// Reads a list of ids of these options, each at most once.
pub(crate) fn pick_list(
    walk: &mut Walk<'_>,
    options: &ReadOptions,
    field: &Field<'_>,
) -> Option<Vec<LocalId>> {
    let values = field.spanned().list(walk, "a list of ids", MAX_ENTRIES)?;
    let mut ids = Vec::with_capacity(values.len());
    let mut whole = true;
    for value in values {
        let picked =
            value.string(walk, "an id").and_then(|text| options.pick(walk, text, &value.span));
        match picked {
            Some(id) if ids.contains(&id) => {
                report_twice(walk, &id, &value.span);
                whole = false;
            }
            Some(id) => ids.push(id),
            None => whole = false,
        }
    }
    whole.then_some(ids)
}

/// An id that a list names twice.
pub(crate) fn report_twice(walk: &mut Walk<'_>, id: &LocalId, span: &Span) {
    walk.report(
        Diagnostic::error("duplicate-id", span.clone(), format!("`{id}` stands twice"))
            .under("the second time"),
    );
}

/// Reads a table from ids of these options to values, with `read` for each value.
pub(crate) fn pick_table<'a, T>(
    walk: &mut Walk<'_>,
    options: &ReadOptions,
    field: &Field<'a>,
    mut read: impl FnMut(&mut Walk<'_>, &Field<'a>) -> Option<T>,
) -> Option<Vec<(LocalId, T)>> {
    if !matches!(field.value, toml::de::DeValue::Table(_)) {
        wrong_type(walk, &field.spanned(), "a table by id");
        return None;
    }
    let mut fields = field.spanned().table(walk, "a table by id")?;
    let mut pairs = Vec::new();
    let mut whole = true;
    for entry in fields.rest() {
        let id = options.pick(walk, entry.name, &entry.key);
        let value = read(walk, &entry);
        match (id, value) {
            (Some(id), Some(value)) => pairs.push((id, value)),
            _ => whole = false,
        }
    }
    whole.then_some(pairs)
}
