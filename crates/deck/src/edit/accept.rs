//! One more text that a typed answer accepts: put into the list that is there, or into a new one.
//!
//! The place is found in the question's own lines, whatever layout they have: a list on one line or
//! on several, with a comma at its end or none; of a cloze, dotted keys, a table in braces or one
//! with a header. Comments stay with the element that they stand behind.

use std::ops::Range;

use deck_format::Edit;
use toml_edit::{Array, Document, Item, Table, Value};

use super::error::EditError;
use super::manuscript::Manuscript;
use super::places::{line_end, line_start};
use super::revision::Revision;
use super::splice;

/// The field that a text is added to.
const ACCEPT: &str = "accept";

impl Manuscript {
    /// Accepts one more text in full: as an answer to a question, or in one blank of a cloze.
    ///
    /// # Errors
    /// When there is no such question or blank, when the deck would have problems, and when the
    /// layout leaves no place for it.
    pub fn accept(&self, id: &str, blank: Option<&str>, text: &str) -> Result<Revision, EditError> {
        let lines = self.lines(id)?;
        let place = self.questions().iter().position(|question| question.face.id.as_str() == id);
        let mut expected = place.and_then(|place| self.questions().get(place)).cloned();
        let key = expected.as_mut().and_then(|question| question.key.as_mut());
        if !key.is_some_and(|key| key.answer.accept(blank, text)) {
            return Err(EditError::NotOne("it has no such typed answer"));
        }
        let edits = edits(&lines, blank, text).ok_or(EditError::NotOne(
            "its accepted answers stand in tables of their own; add it with `deck edit`",
        ))?;
        let revision = self.replace(id, &splice::apply(&lines, &edits))?;
        let found = place.and_then(|place| revision.deck().questions.get(place));
        if found != expected.as_ref() {
            return Err(EditError::NotOne(
                "the question would change in more than what it accepts",
            ));
        }
        Ok(revision)
    }
}

/// What is put into the lines of a question; `None` where there is no place for it.
fn edits(lines: &str, blank: Option<&str>, text: &str) -> Option<Vec<Edit>> {
    let document = Document::parse(lines).ok()?;
    let question = document.get("question")?.as_array_of_tables()?.get(0)?;
    let value = Value::from(text).to_string();
    let Some(accept) = question.get(ACCEPT) else {
        let name = blank.map_or_else(|| ACCEPT.to_owned(), |blank| format!("{ACCEPT}.{blank}"));
        return Some(vec![new_field(lines, question, &format!("{name} = [{value}]"))?]);
    };
    let Some(blank) = blank else { return in_list(lines, accept.as_array()?, &value) };
    match accept.as_table_like()?.get(blank) {
        Some(list) => in_list(lines, list.as_array()?, &value),
        None => in_table(lines, accept, &format!("{blank} = [{value}]")).map(|edit| vec![edit]),
    }
}

fn put(at: usize, text: impl Into<String>) -> Edit {
    Edit { span: at..at, text: text.into() }
}

/// A whole line with the indent of another one, after the line that holds a byte.
fn line_after(lines: &str, at: usize, like: usize, line: &str) -> Edit {
    let end = line_end(lines, at);
    let indent = indent(lines, like);
    if lines[..end].ends_with('\n') {
        put(end, format!("{indent}{line}\n"))
    } else {
        put(end, format!("\n{indent}{line}"))
    }
}

/// The white space at the beginning of the line that holds a byte.
fn indent(lines: &str, at: usize) -> &str {
    let line = &lines[line_start(lines, at)..];
    &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
}

/// A new element at the end of a list.
fn in_list(lines: &str, list: &Array, value: &str) -> Option<Vec<Edit>> {
    let span = list.span()?;
    let Some(last) = list.iter().last() else { return Some(vec![put(span.start + 1, value)]) };
    let last = last.span()?;
    let comma = comma(lines, last.end..span.end);
    let end = line_end(lines, comma.unwrap_or(last.end));
    let has_own_line = lines[line_start(lines, last.start)..last.start].trim().is_empty();
    if !has_own_line || end >= span.end {
        return Some(vec![put(last.end, format!(", {value}"))]);
    }
    let indent = indent(lines, last.start);
    Some(match comma {
        Some(_) => vec![put(end, format!("{indent}{value},\n"))],
        None => vec![put(last.end, ","), put(end, format!("{indent}{value}\n"))],
    })
}

/// Where the comma after the last element stands, if there is one: not in a comment.
fn comma(lines: &str, rest: Range<usize>) -> Option<usize> {
    let mut in_comment = false;
    let found = lines[rest.clone()].bytes().position(|byte| {
        in_comment = (in_comment || byte == b'#') && byte != b'\n';
        !in_comment && byte == b','
    });
    found.map(|at| rest.start + at)
}

/// A new entry at the end of a table, in the way in which that is written.
fn in_table(lines: &str, accept: &Item, entry: &str) -> Option<Edit> {
    let entries = accept.as_table_like()?;
    let last = entries.iter().filter_map(|(_, item)| item.span()).map(|span| span.end).max();
    match accept {
        Item::Value(braces) => Some(match last {
            Some(last) => put(last, format!(", {entry}")),
            None => put(braces.span()?.start + 1, format!(" {entry} ")),
        }),
        Item::Table(dotted) if dotted.is_dotted() => {
            let last = last?;
            let entry = format!("{ACCEPT}.{entry}");
            Some(line_after(lines, last.checked_sub(1)?, first_key(dotted)?, &entry))
        }
        Item::Table(headed) => {
            let header = headed.span()?.start;
            Some(match last {
                Some(last) => line_after(lines, last.checked_sub(1)?, first_key(headed)?, entry),
                None => line_after(lines, header, header, entry),
            })
        }
        Item::None | Item::ArrayOfTables(_) => None,
    }
}

/// Where the first key of a table stands.
fn first_key(table: &Table) -> Option<usize> {
    let keys = table.iter().filter_map(|(name, _)| table.key(name)?.span());
    keys.map(|span| span.start).min()
}

/// A new field: below the answer, or below the last field where the answer is a table with a header.
fn new_field(lines: &str, question: &Table, line: &str) -> Option<Edit> {
    let answer = question.get("answer").and_then(end);
    let last = || question.iter().filter_map(|(_, item)| end(item)).max();
    let after = answer.or_else(last)?;
    Some(line_after(lines, after.checked_sub(1)?, first_field(question)?, line))
}

/// Where the first field of a question stands that has no header of its own.
fn first_field(question: &Table) -> Option<usize> {
    let fields = question.iter().filter(|(_, item)| end(item).is_some());
    let keys = fields.filter_map(|(name, item)| match item {
        Item::Table(dotted) => first_key(dotted),
        _ => question.key(name)?.span().map(|span| span.start),
    });
    keys.min()
}

/// Where a value, or the last one of dotted keys, ends; `None` where it has a header.
fn end(item: &Item) -> Option<usize> {
    match item {
        Item::Value(value) => value.span().map(|span| span.end),
        Item::Table(table) if table.is_dotted() => table.iter().filter_map(|(_, of)| end(of)).max(),
        _ => None,
    }
}

#[cfg(test)]
mod tests;
