//! What a deck declares for its questions to name: passages and sources.

use std::collections::{HashMap, HashSet};

use super::fields::{Field, Fields, Short};
use super::value::{all, bad_value, optional, read_id, too_large};
use super::walk::Walk;
use crate::deck::{Passage, Source};
use crate::diagnostic::{Diagnostic, Span};
use crate::id::DeckId;
use crate::limits::{MAX_LIST, MAX_PASSAGES};

/// The names of what a deck declares: those that cannot be read as well, so that naming one is no
/// second mistake.
pub(super) type Declared = HashSet<String>;

/// Reads the passages. Their ids are `None` where some may be lost.
pub(super) fn read_passages(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
) -> (Vec<Passage>, Option<Declared>) {
    let expected = "passages, each under `[[passage]]`";
    let Some(values) = field.spanned().list(walk, expected, MAX_PASSAGES) else {
        return (Vec::new(), None);
    };
    let mut passages = Vec::with_capacity(values.len());
    let mut seen: Vec<(String, Span)> = Vec::with_capacity(values.len());
    for value in values {
        match value.table(walk, "a passage") {
            Some(fields) => passages.extend(read_passage(walk, fields, &mut seen)),
            None => seen.push((String::new(), value.span)),
        }
    }
    // A passage without an id may be the one that a question names.
    let whole = seen.iter().all(|(id, _)| !id.is_empty());
    (passages, whole.then(|| seen.into_iter().map(|(id, _)| id).collect()))
}

/// Reads one passage. `seen` has the ids so far, with where they stand; an empty one stands for a
/// missing id.
fn read_passage(
    walk: &mut Walk<'_>,
    mut fields: Fields<'_>,
    seen: &mut Vec<(String, Span)>,
) -> Option<Passage> {
    if fields.is_empty() {
        let message = "the passage is empty: it needs `id` and `text`";
        walk.report(
            Diagnostic::error("missing-field", fields.header, message)
                .under("nothing stands below this line"),
        );
        seen.push((String::new(), 0..0));
        return None;
    }
    let id = fields.require(walk, "id", "a passage");
    let text = fields.require(walk, "text", "a passage");
    let text = text.and_then(|field| field.spanned().markdown(walk, "the passage"));
    fields.finish(walk, "a passage", &["id", "text"]);
    let Some(field) = id else {
        seen.push((String::new(), 0..0));
        return None;
    };
    let name = field.value.as_str().unwrap_or_default();
    let twin = seen.iter().find(|(id, _)| id == name).map(|(_, place)| place.clone());
    if let Some(first) = twin {
        let message = format!("the passage `{}` stands twice", Short(name));
        walk.report(
            Diagnostic::error("duplicate-id", field.span, message)
                .under("the second time")
                .label(first, "the first time"),
        );
        return None;
    }
    seen.push((name.to_owned(), field.span.clone()));
    Some(Passage { id: field.spanned().id(walk, "the id of a passage")?, text: text?.into() })
}

/// Reads the sources. Their names are `None` where some may be lost.
pub(super) fn read_sources(
    walk: &mut Walk<'_>,
    field: &Field<'_>,
) -> (Vec<Source>, Option<Declared>) {
    let expected = "a table of sources, each under `[sources.name]`";
    let Some(fields) = field.spanned().table(walk, expected) else {
        return (Vec::new(), None);
    };
    if fields.len() > MAX_LIST {
        too_large(walk, &field.key, format!("{} sources", fields.len()), MAX_LIST);
        return (Vec::new(), None);
    }
    let names = fields.left().map(|entry| entry.name.to_owned()).collect();
    let sources = all(fields.left(), |entry| read_source(walk, &entry));
    (sources.unwrap_or_default(), Some(names))
}

fn read_source(walk: &mut Walk<'_>, entry: &Field<'_>) -> Option<Source> {
    let name = read_id::<DeckId>(walk, entry.name, &entry.key, "the name of a source");
    let mut fields = entry.spanned().table(walk, "a table with `title`, `sha256` and `skip`")?;
    let title = optional(walk, &mut fields, "title", |walk, field| {
        field.spanned().text(walk, "the title").map(str::to_owned)
    });
    let sha256 = optional(walk, &mut fields, "sha256", |walk, field| {
        let text = field.spanned().string(walk, "64 hex digits")?;
        let is_hex = |b: u8| matches!(b, b'0'..=b'9' | b'a'..=b'f');
        if text.len() != 64 || !text.bytes().all(is_hex) {
            let message = "a SHA-256 is 64 lower-case hex digits";
            bad_value(walk, &field.span, message, "not a SHA-256");
            return None;
        }
        Some(text.to_owned())
    });
    let skip = optional(walk, &mut fields, "skip", read_skip).unwrap_or_default();
    let place = format!("the source `{}`", Short(entry.name));
    fields.finish(walk, &place, &["title", "sha256", "skip"]);
    Some(Source { name: name?.as_str().to_owned(), title, sha256, skip })
}

/// Paragraphs that need no question: any order will do, each once.
fn read_skip(walk: &mut Walk<'_>, field: &Field<'_>) -> Option<Vec<u32>> {
    let values = field.spanned().list(walk, "a list of paragraphs such as [3, 6]", MAX_LIST)?;
    let mut seen: HashMap<u32, Span> = HashMap::with_capacity(values.len());
    all(values, |value| {
        let number = value.paragraph(walk)?;
        if let Some(first) = seen.get(&number) {
            let message = format!("paragraph {number} stands twice");
            walk.report(
                Diagnostic::error("duplicate-id", value.span, message)
                    .under("the second time")
                    .label(first.clone(), "the first time"),
            );
            return None;
        }
        seen.insert(number, value.span);
        Some(number)
    })
}
