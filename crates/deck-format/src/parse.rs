//! From text to a valid [`Deck`], or to every problem that the text has.
//!
//! A deck is read in pieces: the text is cut at its `[[question]]` lines and each piece is parsed
//! by itself, which is faster and needs far less memory than parsing the whole at once. A cut inside
//! a string or an array leaves the piece before it unfinished, so that a piece that parses was cut
//! at a true header. Wherever a piece does not parse, or holds anything but its question, the text
//! is parsed again as a whole, with recovery, so that verdict and messages never depend on the cut.

use toml::de::{DeTable, DeValue};

use crate::deck::Deck;
use crate::diagnostic::{Diagnostic, Span};
use crate::limits::{MAX_BYTES, MAX_DIAGNOSTICS};
use crate::read::{DeckReader, Walk};

/// Why a text is no deck: one diagnostic or more, in the order of the text.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Problems {
    /// The problems, at most [`MAX_DIAGNOSTICS`]; never empty.
    pub diagnostics: Vec<Diagnostic>,
    /// How many more there are.
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
    let (text, offset) = match text.strip_prefix('\u{feff}') {
        Some(rest) => (rest, '\u{feff}'.len_utf8()),
        None => (text, 0),
    };
    if let Some(result) = parse_pieces(text, offset) { result } else { parse_whole(text, offset) }
}

/// Reads a deck from bytes.
///
/// # Errors
/// Every problem that the text has; bytes that are not UTF-8 are one, at the first such byte. Its
/// span counts in [`String::from_utf8_lossy`] of the bytes.
pub fn parse_bytes(bytes: &[u8]) -> Result<Deck, Problems> {
    match std::str::from_utf8(bytes) {
        Ok(text) => parse(text),
        Err(error) => {
            let at = error.valid_up_to();
            let binary =
                bytes[..at.min(8000)].contains(&0) || bytes.iter().take(8000).any(|b| *b == 0);
            let diagnostic = Diagnostic::error(
                "not-utf8",
                at..at + '\u{fffd}'.len_utf8(),
                if binary { "this is a binary file, no deck" } else { "the text is not UTF-8" },
            )
            .under(format!("the byte 0x{:02x} begins no character", bytes[at]));
            Err(problem(if binary {
                diagnostic
            } else {
                diagnostic.help("save the file as UTF-8 in your editor")
            }))
        }
    }
}

fn problem(diagnostic: Diagnostic) -> Problems {
    Problems { diagnostics: vec![diagnostic], more: 0 }
}

/// The fast way; `None` where only the whole text can tell.
fn parse_pieces(text: &str, offset: usize) -> Option<Result<Deck, Problems>> {
    let cuts = question_lines(text);
    let head_end = cuts.first().copied().unwrap_or(text.len());
    let head = DeTable::parse(&text[..head_end]).ok()?;
    let mut walk = Walk::new(text, offset);
    let mut reader = DeckReader::head(&mut walk, head.get_ref())?;
    for (index, start) in cuts.iter().enumerate() {
        let end = cuts.get(index + 1).copied().unwrap_or(text.len());
        let piece = DeTable::parse(&text[*start..end]).ok()?;
        let table = only_question(piece.get_ref())?;
        walk.move_to(offset + start);
        reader.question(&mut walk, table, 0..header_length(&text[*start..end]));
        if walk.is_full() {
            break;
        }
    }
    walk.move_to(offset);
    let deck = reader.finish(&mut walk);
    Some(conclude(walk, deck))
}

/// The way with recovery.
fn parse_whole(text: &str, offset: usize) -> Result<Deck, Problems> {
    let (document, errors) = DeTable::parse_recoverable(text);
    let mut walk = Walk::new(text, offset);
    for error in &errors {
        walk.syntax_error(error);
    }
    let deck = DeckReader::whole(&mut walk, document.get_ref());
    conclude(walk, deck)
}

fn conclude(walk: Walk<'_>, deck: Option<Deck>) -> Result<Deck, Problems> {
    let mut problems = walk.into_problems();
    if problems.diagnostics.is_empty() {
        if let Some(deck) = deck {
            return Ok(deck);
        }
        // A reader that gives nothing has said why; this keeps a slip of ours from passing a
        // half-read deck on.
        problems.diagnostics.push(Diagnostic::error("unreadable", 0..0, "the deck cannot be read"));
    }
    problems.diagnostics.sort_by_key(|diagnostic| diagnostic.primary.span.start);
    if problems.diagnostics.len() > MAX_DIAGNOSTICS {
        problems.more += problems.diagnostics.len() - MAX_DIAGNOSTICS;
        problems.diagnostics.truncate(MAX_DIAGNOSTICS);
    }
    Err(problems)
}

/// Where lines begin that hold the header `[[question]]`.
fn question_lines(text: &str) -> Vec<usize> {
    const HEADER: &str = "[[question]]";
    let mut cuts = Vec::new();
    for (at, _) in text.match_indices(HEADER) {
        let line = text[..at].trim_end_matches([' ', '\t']);
        if line.is_empty() || line.ends_with('\n') {
            cuts.push(line.len());
        }
    }
    cuts
}

/// The length of the header with the spaces before it.
fn header_length(piece: &str) -> usize {
    piece.find("]]").map_or(0, |at| at + 2)
}

/// The table of the one question that a piece holds, if it holds nothing else.
fn only_question<'a>(piece: &'a DeTable<'a>) -> Option<&'a DeTable<'a>> {
    let mut entries = piece.iter();
    let (key, value) = entries.next()?;
    if entries.next().is_some() || key.get_ref() != "question" {
        return None;
    }
    match value.get_ref() {
        DeValue::Array(array) if array.len() == 1 => array.get(0)?.get_ref().as_table(),
        _ => None,
    }
}

/// The bytes of the line that holds a byte, without its end.
pub(crate) fn line_of(text: &str, byte: usize) -> Span {
    let byte = text.floor_char_boundary(byte);
    let start = text[..byte].rfind('\n').map_or(0, |at| at + 1);
    let end = text[byte..].find('\n').map_or(text.len(), |at| byte + at);
    start..end
}
