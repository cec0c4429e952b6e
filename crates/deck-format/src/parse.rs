//! From text to a valid [`Deck`], or to every problem that the text has.
//!
//! A deck is read in pieces: the text is cut at its `[[question]]` lines and each piece is parsed
//! by itself, which is faster and needs far less memory than parsing the whole at once. Where a
//! piece is no TOML, or holds anything but its question, the whole is parsed instead, so that the
//! verdict never depends on the cut. Only a text that is no TOML as a whole is read with recovery.

mod marks;
mod mend;
mod pieces;
mod recover;
mod slip;

use std::borrow::Cow;

use toml::de::DeTable;

use crate::deck::Deck;
use crate::diagnostic::{Diagnostic, Span};
use crate::limits::{MAX_BYTES, MAX_DIAGNOSTICS};
use crate::read::{DeckReader, Walk};

pub(crate) use pieces::{head_end, header_in, only_question, question_lines, ranges};

/// Why a text is no deck: one diagnostic or more, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problems {
    /// The problems, at most [`MAX_DIAGNOSTICS`]; never empty.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more were found. Reading stops soon after there are enough to report, so that
    /// there may be still more.
    pub more: usize,
}

/// Reads a deck.
///
/// # Errors
/// Every problem that the text has.
pub fn parse(text: &str) -> Result<Deck, Problems> {
    if text.len() > MAX_BYTES {
        let message = format!("the deck has {} bytes; at most {MAX_BYTES} are read", text.len());
        return Err(problem(Diagnostic::error("too-large", 0..0, message)));
    }
    if is_binary(text.as_bytes()) {
        return Err(problem(binary(0..0)));
    }
    let (text, bom) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest, '\u{feff}'.len_utf8()),
        None => (text, 0),
    };
    pieces::read(text, bom)
        .or_else(|| read_whole(text, bom))
        .unwrap_or_else(|| recover::read(text, bom))
}

/// Reads a deck from bytes.
///
/// # Errors
/// Every problem that the text has; bytes that are not UTF-8 are one, at the first such byte. Its
/// span counts in [`String::from_utf8_lossy`] of the bytes.
pub fn parse_bytes(bytes: &[u8]) -> Result<Deck, Problems> {
    let error = match std::str::from_utf8(bytes) {
        Ok(text) => return parse(text),
        Err(error) => error,
    };
    let at = error.valid_up_to();
    if matches!(bytes, [0xff, 0xfe, ..] | [0xfe, 0xff, ..]) {
        return Err(problem(
            Diagnostic::error("not-utf8", place_of(at), "the text is UTF-16, not UTF-8")
                .under("the mark of UTF-16")
                .help("save the file as UTF-8 in your editor"),
        ));
    }
    if is_binary(bytes) {
        return Err(problem(binary(place_of(at))));
    }
    Err(problem(
        Diagnostic::error("not-utf8", place_of(at), "the text is not UTF-8")
            .under(format!("the byte 0x{:02x} begins no character", bytes[at]))
            .help("save the file as UTF-8 in your editor"),
    ))
}

/// A text that is to be TOML but is no deck, such as a configuration: the text with blanks for each
/// statement that has a syntax error, so that what is left can be read and stands where it stood,
/// and the errors in the order of the text. Where nothing can be made of it, what is left is empty.
#[must_use]
pub fn mend_toml(text: &str) -> (Cow<'_, str>, Vec<Diagnostic>) {
    let mended = mend::mend(text, &mut mend::Budget::new());
    let left = if mended.is_toml { mended.text } else { Cow::default() };
    (left, mended.slips.into_iter().map(|slip| slip.diagnostic).collect())
}

/// A zero byte near the start: no text has one.
fn is_binary(bytes: &[u8]) -> bool {
    bytes[..bytes.len().min(8000)].contains(&0)
}

fn binary(place: Span) -> Diagnostic {
    Diagnostic::error("binary", place, "this is a binary file, no deck")
        .under("not a text")
        .help("a deck is a text file in TOML; its name usually ends in `.toml`")
}

/// The replacement character that stands for a byte which is not UTF-8.
fn place_of(at: usize) -> Span {
    at..at + char::REPLACEMENT_CHARACTER.len_utf8()
}

fn problem(diagnostic: Diagnostic) -> Problems {
    Problems { diagnostics: vec![diagnostic], more: 0 }
}

/// Parses a text that is bounded in what it can cost; `None` where it is no TOML.
fn read_toml(text: &str) -> Option<toml::Spanned<DeTable<'_>>> {
    if marks::are_too_many(text) { None } else { DeTable::parse(text).ok() }
}

/// Reads a text as one TOML document; `None` where it is none.
pub(crate) fn read_whole(text: &str, bom: usize) -> Option<Result<Deck, Problems>> {
    let document = read_toml(text)?;
    let mut walk = Walk::new(text, bom);
    let deck = DeckReader::whole(&mut walk, document.get_ref());
    Some(conclude(walk, deck))
}

fn conclude(walk: Walk<'_>, deck: Option<Deck>) -> Result<Deck, Problems> {
    let mut problems = walk.into_problems();
    if problems.diagnostics.is_empty() {
        if let Some(deck) = deck {
            return Ok(deck);
        }
        // A reader that gives nothing has said why; this keeps a slip of ours from passing a
        // half-read deck on.
        problems.diagnostics.push(
            Diagnostic::error("unreadable", 0..0, "the deck cannot be read")
                .help("this is a fault of the program; please report it with the deck"),
        );
    }
    problems.diagnostics.sort_by_key(|diagnostic| diagnostic.primary.span.start);
    if problems.diagnostics.len() > MAX_DIAGNOSTICS {
        problems.more += problems.diagnostics.len() - MAX_DIAGNOSTICS;
        problems.diagnostics.truncate(MAX_DIAGNOSTICS);
    }
    Err(problems)
}

/// The bytes of the line that holds a byte, without its end.
pub(crate) fn line_of(text: &str, byte: usize) -> Span {
    let byte = text.floor_char_boundary(byte);
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let end = text[byte..].find('\n').map_or(text.len(), |at| byte + at);
    start..end
}

#[cfg(test)]
mod tests;
