//! Where the fields of a deck stand in its text: found only when somebody asks, since a deck without
//! findings needs no places.
//!
//! A question is looked up in its own piece of the text, so that a few findings in a large deck cost
//! a few small parses. Where the pieces are not those of the deck's questions, the whole is parsed
//! once.

use std::cell::OnceCell;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::deck::Deck;
use crate::diagnostic::Span;
use crate::parse::{head_end, header_in, only_question, question_lines, ranges};

/// What the header of a question is called in a whole deck.
const QUESTION: &str = "question";

/// Finds the places of a deck's fields in the text that the deck was read from.
#[derive(Debug)]
pub struct Spans<'a> {
    text: &'a str,
    bom: usize,
    deck: &'a Deck,
    pieces: OnceCell<Pieces>,
    whole: OnceCell<Option<Spanned<DeTable<'a>>>>,
}

/// The text cut at its questions.
#[derive(Debug)]
struct Pieces {
    head_end: usize,
    questions: Vec<Range<usize>>,
}

/// The place of a field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldSpan {
    /// The field's name; the header, where a question or the deck as a whole is meant.
    pub key: Span,
    /// Its value. A table that is written with dotted names has its place at the first of them.
    pub value: Span,
    /// Where a text begins within its quotes, if it stands there as it is, without escapes.
    content: Option<Span>,
}

impl FieldSpan {
    /// The place of some bytes of a text; `None` where the text has escapes, or is none.
    #[must_use]
    pub fn part(&self, bytes: &Range<usize>) -> Option<Span> {
        let content = self.content.as_ref()?;
        let (start, end) = (content.start + bytes.start, content.start + bytes.end);
        (start <= end && end <= content.end).then_some(start..end)
    }

    fn at(place: Span) -> Self {
        Self { key: place.clone(), value: place, content: None }
    }
}

impl<'a> Spans<'a> {
    /// Places in a text. `deck` is what [`crate::parse`] made of it.
    #[must_use]
    pub fn new(text: &'a str, deck: &'a Deck) -> Self {
        let (text, bom) = match text.strip_prefix('\u{feff}') {
            Some(rest) => (rest, '\u{feff}'.len_utf8()),
            None => (text, 0),
        };
        Self { text, bom, deck, pieces: OnceCell::new(), whole: OnceCell::new() }
    }

    /// The field of a question, by the question's index in the deck and the path to the field: names
    /// of fields, ids, and numbers from 0 for what stands in a list. An empty path is the question's
    /// header.
    #[must_use]
    pub fn question(&self, index: usize, path: &[&str]) -> Option<FieldSpan> {
        match self.in_piece(index, path) {
            Lookup::Found(place) => return Some(place),
            Lookup::Missing => return None,
            Lookup::OtherPiece => {}
        }
        let document = self.whole()?;
        let questions = document.get(QUESTION)?.get_ref().as_array()?;
        let question = questions.get(index)?;
        if path.is_empty() {
            return Some(FieldSpan::at(shift(question.span(), self.bom)));
        }
        find(question.get_ref().as_table()?, path, self.text, self.bom)
    }

    /// The field of the deck itself. An empty path is the first line that says anything.
    #[must_use]
    pub fn deck(&self, path: &[&str]) -> Option<FieldSpan> {
        let head = &self.text[..self.pieces().head_end];
        if path.is_empty() {
            let lines = head.split_inclusive('\n').scan(0, |at, line| {
                let start = *at;
                *at += line.len();
                Some((start, line.trim_end()))
            });
            let mut said = lines.filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
            let (start, line) = said.next().unwrap_or((0, ""));
            return Some(FieldSpan::at(shift(start..start + line.len(), self.bom)));
        }
        let in_head = DeTable::parse(head).ok();
        let in_head = in_head.and_then(|table| find(table.get_ref(), path, head, self.bom));
        in_head.or_else(|| find(self.whole()?, path, self.text, self.bom))
    }

    fn in_piece(&self, index: usize, path: &[&str]) -> Lookup {
        let pieces = self.pieces();
        let (Some(range), Some(question)) =
            (pieces.questions.get(index), self.deck.questions.get(index))
        else {
            return Lookup::OtherPiece;
        };
        let piece = &self.text[range.clone()];
        let document = DeTable::parse(piece).ok();
        let Some(table) = document.as_ref().and_then(|document| only_question(document.get_ref()))
        else {
            return Lookup::OtherPiece;
        };
        let id = table.get("id").and_then(|id| id.get_ref().as_str());
        if id != Some(question.face.id.as_str()) {
            return Lookup::OtherPiece;
        }
        let offset = range.start + self.bom;
        let place = match path {
            [] => Some(FieldSpan::at(shift(header_in(piece), offset))),
            path => find(table, path, piece, offset),
        };
        place.map_or(Lookup::Missing, Lookup::Found)
    }

    /// The pieces; none of questions where there are not as many as there are questions.
    fn pieces(&self) -> &Pieces {
        self.pieces.get_or_init(|| {
            let cuts = question_lines(self.text);
            let mut questions: Vec<_> = ranges(self.text, &cuts).collect();
            if questions.len() != self.deck.questions.len() {
                questions.clear();
            }
            Pieces { head_end: head_end(self.text, &cuts), questions }
        })
    }

    fn whole(&self) -> Option<&DeTable<'a>> {
        let whole = self.whole.get_or_init(|| DeTable::parse(self.text).ok());
        whole.as_ref().map(Spanned::get_ref)
    }
}

/// What a look into one piece gives.
enum Lookup {
    Found(FieldSpan),
    /// The piece is that of the question, and the question has no such field.
    Missing,
    /// The piece is not that of the question.
    OtherPiece,
}

fn shift(span: Span, by: usize) -> Span {
    span.start + by..span.end + by
}

/// Follows a path of at least one step from a table. `text` is what the table was read from, and
/// `offset` is where it begins in the file.
fn find(table: &DeTable<'_>, path: &[&str], text: &str, offset: usize) -> Option<FieldSpan> {
    let (name, rest) = path.split_first()?;
    let (key, value) = table.iter().find(|(key, _)| key.get_ref() == name)?;
    find_in(key.span(), value, rest, text, offset)
}

fn find_in(
    key: Span,
    value: &Spanned<DeValue<'_>>,
    path: &[&str],
    text: &str,
    offset: usize,
) -> Option<FieldSpan> {
    let Some((step, rest)) = path.split_first() else {
        let content = content(value, text).map(|content| shift(content, offset));
        return Some(FieldSpan {
            key: shift(key, offset),
            value: shift(value.span(), offset),
            content,
        });
    };
    match value.get_ref() {
        DeValue::Table(table) => find(table, path, text, offset),
        DeValue::Array(array) => {
            let at: usize = step.parse().ok()?;
            let element = array.get(at)?;
            find_in(element.span(), element, rest, text, offset)
        }
        _ => None,
    }
}

/// Where a text stands between its quotes, if it stands there letter by letter.
fn content(value: &Spanned<DeValue<'_>>, text: &str) -> Option<Span> {
    let string = value.get_ref().as_str()?;
    let span = value.span();
    let written = text.get(span.clone())?;
    let quotes = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| {
        written.len() >= 2 * quotes.len()
            && written.starts_with(quotes)
            && written.ends_with(quotes)
    })?;
    let inner = &written[quotes.len()..written.len() - quotes.len()];
    // A line end right behind three quotes is no part of the text.
    let start = span.end - quotes.len() - string.len().min(inner.len());
    let before = text.get(span.start + quotes.len()..start)?;
    (inner.ends_with(string) && matches!(before, "" | "\n" | "\r\n"))
        .then(|| start..start + string.len())
}

#[cfg(test)]
mod tests;
