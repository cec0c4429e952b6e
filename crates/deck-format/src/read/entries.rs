//! Options, items and sides: tables from an id to a text.

use std::cell::RefCell;

use super::fields::{Field, Fields, Short};
use super::suggest::{did_you_mean, list};
use super::value::{all, read_id, too_large};
use super::walk::Walk;
use crate::diagnostic::{Diagnostic, Span};
use crate::face::{Entry, Options};
use crate::id::LocalId;
use crate::limits::MAX_ENTRIES;

/// Options as read, with their table, whose places later checks point at.
pub(crate) struct ReadOptions<'a> {
    entries: Vec<Entry>,
    /// What they are called: `choices`, `items` …
    what: &'static str,
    table: Fields<'a>,
    /// Whether an entry was left out because it is wrong.
    broken: bool,
    /// Ids that were named but are not there, each reported once.
    unknown: RefCell<Vec<String>>,
}

impl ReadOptions<'_> {
    pub(crate) fn ids(&self) -> impl Iterator<Item = &str> {
        self.entries.iter().map(|entry| entry.id.as_str())
    }

    /// Whether an entry was left out because it is wrong.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    pub(crate) fn len(&self) -> usize {
        self.entries.len()
    }

    /// Where the options stand.
    pub(crate) fn place(&self) -> Span {
        self.table.header.clone()
    }

    /// The valid options, with the pinned ones; `None` where one of them was wrong.
    pub(crate) fn finish(self, pinned: Vec<LocalId>) -> Option<Options> {
        (!self.broken).then(|| Options::new(self.entries, pinned))
    }

    /// Reads a text that has to be one of these ids.
    pub(crate) fn pick(&self, walk: &mut Walk<'_>, text: &str, span: &Span) -> Option<LocalId> {
        if let Some(entry) = self.entries.iter().find(|entry| entry.id.as_str() == text) {
            return Some(entry.id.clone());
        }
        // Where an option could not be read, it may be the one that is named.
        if !self.broken && !self.unknown.borrow().iter().any(|known| known == text) {
            self.unknown.borrow_mut().push(text.to_owned());
            self.report_unknown(walk, text, span);
        }
        None
    }

    fn report_unknown(&self, walk: &mut Walk<'_>, text: &str, span: &Span) {
        let what = self.what;
        let message = format!("`{}` is no id in `{what}`", Short(text));
        let near = did_you_mean(text, self.ids());
        let diagnostic = Diagnostic::error("unknown-id", span.clone(), message)
            .under(if near.is_empty() { "no such id".to_owned() } else { near });
        let by_text = self.entries.iter().find(|entry| entry.text == text);
        walk.report(match by_text {
            Some(entry) => diagnostic
                .label(place_of(&self.table, entry), "this is its text")
                .help(format!("name the option by its id: `{}`", entry.id)),
            None => diagnostic.help(format!("the ids are {}", list(self.ids()))),
        });
    }
}

/// Reads `choices`, `items`, `left` or `right`: at least two entries.
pub(crate) fn read_options<'a>(
    walk: &mut Walk<'_>,
    field: &Field<'a>,
    what: &'static str,
) -> Option<ReadOptions<'a>> {
    let expected = format_args!("a table of ids and texts, such as `{what}.first = \"…\"`");
    let mut table = field.spanned().table(walk, expected)?;
    table.header = field.key.clone();
    let count = table.len();
    if count > MAX_ENTRIES {
        too_large(walk, &field.key, format!("{count} {what}"), MAX_ENTRIES);
        return None;
    }
    let (entries, mut broken) = read_entries(walk, &table, what);
    if count < 2 {
        let message = format!("`{what}` needs at least two entries");
        walk.report(
            Diagnostic::error("too-few-options", field.key.clone(), message)
                .under(format!("{count} here")),
        );
        broken = true;
    }
    Some(ReadOptions { entries, what, table, broken, unknown: RefCell::default() })
}

/// The entries that can be read, and whether one cannot.
fn read_entries(walk: &mut Walk<'_>, table: &Fields<'_>, what: &str) -> (Vec<Entry>, bool) {
    let mut entries = Vec::with_capacity(table.len());
    let mut broken = false;
    for field in table.left() {
        match read_entry(walk, &field, what) {
            Some(entry) => {
                report_twin(walk, table, &entries, &entry, &field.span);
                entries.push(entry);
            }
            None => broken = true,
        }
    }
    (entries, broken)
}

fn read_entry(walk: &mut Walk<'_>, field: &Field<'_>, what: &str) -> Option<Entry> {
    let expected = format_args!("the id of an entry of `{what}`");
    let id = read_id(walk, field.name, &field.key, expected);
    let expected = format_args!("the text of `{}`", Short(field.name));
    let text = field.spanned().markdown(walk, expected);
    Some(Entry { id: id?, text: text? })
}

/// Where the text of an entry stands.
fn place_of(table: &Fields<'_>, entry: &Entry) -> Span {
    table.get(entry.id.as_str()).map_or_else(|| table.header.clone(), |field| field.span)
}

/// Two options with one text: an answer could not tell them apart.
fn report_twin(
    walk: &mut Walk<'_>,
    table: &Fields<'_>,
    others: &[Entry],
    entry: &Entry,
    place: &Span,
) {
    let text = entry.text.trim();
    if let Some(twin) = others.iter().find(|other| other.text.trim() == text) {
        let message = format!("`{}` and `{}` have the same text", twin.id, entry.id);
        walk.report(
            Diagnostic::error("duplicate-option", place.clone(), message)
                .under("the second")
                .label(place_of(table, twin), "the first")
                .help("a student cannot choose between them; change or remove one"),
        );
    }
}

/// Reads a list of ids of these options, each at most once.
pub(crate) fn pick_list(
    walk: &mut Walk<'_>,
    options: &ReadOptions<'_>,
    field: &Field<'_>,
) -> Option<Vec<LocalId>> {
    let values = field.spanned().list(walk, "a list of ids", MAX_ENTRIES)?;
    let mut ids: Vec<LocalId> = Vec::with_capacity(values.len());
    let mut whole = true;
    for value in values {
        match value.string(walk, "an id").and_then(|text| options.pick(walk, text, &value.span)) {
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
    options: &ReadOptions<'_>,
    field: &Field<'a>,
    mut read: impl FnMut(&mut Walk<'_>, &Field<'a>) -> Option<T>,
) -> Option<Vec<(LocalId, T)>> {
    let fields = field.spanned().table(walk, "a table by id")?;
    all(fields.left(), |entry| {
        let id = options.pick(walk, entry.name, &entry.key);
        let value = read(walk, &entry);
        id.zip(value)
    })
}
