//! Finding every syntax error of a text, not just the first.
//!
//! The TOML parser names the first error surely; what it says after that may follow from it. So
//! the statement that the first error is in is blanked out, and the text is parsed again, until it
//! is TOML. Blanks keep all that follows in its place.

use std::borrow::Cow;
use std::ops::Range;

use toml::de::{DeTable, Error};

use super::marks;
use super::slip::{Slip, after_empty_text, broken_header};
use crate::limits::MAX_DIAGNOSTICS;

/// How many bytes may be parsed in search of errors: a hostile text has an error on every line. A
/// mark counts as eight, since a text that is dense with them takes so much longer.
pub(super) struct Budget {
    bytes: usize,
}

impl Budget {
    pub(super) fn new() -> Self {
        Self { bytes: 64 * 1024 * 1024 }
    }

    /// The first error of a text, where it has one; `Err` where it may not be parsed any more.
    fn first_error(&mut self, text: &str) -> Result<Option<Error>, Spent> {
        if self.bytes == 0 || marks::are_too_many(text) {
            return Err(Spent);
        }
        self.bytes = self.bytes.saturating_sub(text.len().max(8 * marks::count(text)));
        Ok(DeTable::parse(text).err())
    }
}

/// The text may not be parsed: it costs too much.
struct Spent;

/// A text without its syntax errors.
pub(super) struct Mended<'a> {
    /// The text, with blanks for what cannot be read.
    pub(super) text: Cow<'a, str>,
    /// The errors, in the order of the text.
    pub(super) slips: Vec<Slip>,
    /// Whether what is left is TOML.
    pub(super) is_toml: bool,
}

/// Blanks out every statement that has a syntax error.
pub(super) fn mend<'a>(text: &'a str, budget: &mut Budget) -> Mended<'a> {
    let mut mended = Mended { text: Cow::Borrowed(text), slips: Vec::new(), is_toml: false };
    while mended.slips.len() < MAX_DIAGNOSTICS {
        let error = match budget.first_error(&mended.text) {
            Ok(None) => {
                mended.is_toml = true;
                break;
            }
            Ok(Some(error)) => error,
            Err(Spent) => break,
        };
        let slip = find(&mended.text, &error, budget);
        let lost = slip.lost.clone();
        mended.slips.push(slip);
        // Without its header, a question is nothing: the rest of the piece is lost with it.
        if is_blank(&mended.text[lost.clone()]) || is_question(&mended.text[lost.clone()]) {
            break;
        }
        blank(mended.text.to_mut(), lost);
    }
    mended.slips.sort_by_key(|slip| slip.diagnostic.primary.span.start);
    mended
}

/// Tells an error, with the statement that it is in.
fn find(text: &str, error: &Error, budget: &mut Budget) -> Slip {
    let at = error.span().unwrap_or_else(|| place(text, error, budget));
    let start = statement_before(text, at.start, budget);
    let tell = |lost| Slip::tell(text, error.message(), at.clone(), lost);
    // All below the header of a question goes with it, and so does all below an `id` that is
    // written twice: the header above it is missing.
    let is_second = error.message() == "duplicate key" && text.get(at.clone()) == Some("id");
    if is_second || is_question_header(&text[start..]) {
        let end = next_line(text, start, |text| {
            is_header(text) && !header_name(text).starts_with("question.")
        });
        return broken_header(text, error.message(), at, start..end);
    }
    if is_header(&text[start..]) || is_broken_header(&text[start..]) {
        let end = next_line(text, start, is_header);
        return broken_header(text, error.message(), at, start..end);
    }
    if let Some(opening) = empty_text_above(text, start) {
        return after_empty_text(text, opening..next_line(text, start, is_statement));
    }
    let near = next_line(text, start, is_statement);
    if near <= at.start && !heals(text, start..near, budget) {
        return tell(start..next_line(text, at.start, is_statement));
    }
    tell(start..near)
}

/// Whether the line behind a range is sound when the range is blanked out, as it is where a bracket
/// was never closed.
fn heals(text: &str, range: Range<usize>, budget: &mut Budget) -> bool {
    let line = crate::parse::line_of(text, range.end);
    let mut healed = text.to_owned();
    blank(&mut healed, range);
    match budget.first_error(&healed) {
        Ok(None) => true,
        Ok(Some(error)) => error.span().is_some_and(|span| span.start > line.end),
        Err(Spent) => false,
    }
}

/// Where an error is that the parser gives no place: in the first line with which the text has it.
fn place(text: &str, error: &Error, budget: &mut Budget) -> Range<usize> {
    let ends: Vec<usize> =
        text.match_indices('\n').map(|(at, _)| at + 1).chain([text.len()]).collect();
    let mut has_it = |end: &usize| match budget.first_error(&text[..*end]) {
        Ok(Some(first)) => first.message() == error.message(),
        Ok(None) => false,
        Err(Spent) => true,
    };
    let before = ends.partition_point(|end| !has_it(end));
    let start = before.checked_sub(1).map_or(0, |at| ends[at]);
    start..start
}

/// Where the statement begins that a byte is in: the last line before which all is TOML.
fn statement_before(text: &str, byte: usize, budget: &mut Budget) -> usize {
    let mut start = crate::parse::line_of(text, byte).start;
    let noticed = start;
    for _ in 0..1000 {
        match budget.first_error(&text[..start]) {
            Ok(None) => return start,
            Ok(Some(_)) if start > 0 => start = crate::parse::line_of(text, start - 1).start,
            _ => break,
        }
    }
    noticed
}

/// The start of the first line behind a byte's line that is of some sort, or else the end.
fn next_line(text: &str, byte: usize, is: impl Fn(&str) -> bool) -> usize {
    let mut at = byte;
    while let Some(end) = text[at..].find('\n') {
        at += end + 1;
        if is(&text[at..]) {
            return at;
        }
    }
    text.len()
}

/// The first line of a text, without outer spaces.
fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default().trim()
}

/// Whether a text begins with the header of a table.
fn is_header(text: &str) -> bool {
    first_line(text).starts_with('[')
}

/// Whether a text begins with a header that lacks its first bracket.
fn is_broken_header(text: &str) -> bool {
    let name = first_line(text).trim_end_matches(']');
    name.len() < first_line(text).len() && is_key(name)
}

/// The name in the header that a text begins with, whether or not the header is sound.
fn header_name(text: &str) -> &str {
    first_line(text).trim_matches(['[', ']'])
}

/// Whether a text begins with the header of a question, or with one that was meant to be.
fn is_question_header(text: &str) -> bool {
    header_name(text) == "question"
}

fn is_question(text: &str) -> bool {
    first_line(text).starts_with("[[question]]")
}

/// Where a line begins that gives an empty text just above a byte: a text of several lines whose
/// three quotes have become two.
fn empty_text_above(text: &str, byte: usize) -> Option<usize> {
    let above = crate::parse::line_of(text, byte.checked_sub(1)?);
    let value = text[above.clone()].split_once('=')?.1.trim();
    matches!(value, "\"\"" | "''").then_some(above.start)
}

/// Whether a text begins as a field does, `name =`, or as the header of a table, `[name]`. A line
/// of prose or of a list rarely does.
fn is_statement(text: &str) -> bool {
    let line = first_line(text);
    if line.starts_with('[') && line.ends_with(']') {
        return is_key(header_name(line));
    }
    line.split_once('=').is_some_and(|(key, _)| is_key(key.trim_end()))
}

/// Whether a text is a bare key, dotted or not.
fn is_key(text: &str) -> bool {
    !text.is_empty()
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// Writes spaces over a range, as many as it has bytes; its line ends stay.
fn blank(text: &mut String, range: Range<usize>) {
    let mut blanks = String::with_capacity(range.len());
    for line in text[range.clone()].split_inclusive('\n') {
        let content = line.strip_suffix('\n').unwrap_or(line);
        blanks.push_str(&" ".repeat(content.len()));
        blanks.push_str(&line[content.len()..]);
    }
    text.replace_range(range, &blanks);
}
