//! Reading a text that is no TOML: its syntax errors, and what is wrong with the rest.

use std::ops::Range;

use toml::de::DeTable;

use super::mend::{Budget, Mended, mend};
use super::pieces::{head_end, header_in, only_question, question_lines, ranges};
use super::slip::Slip;
use super::{Problems, conclude, read_toml};
use crate::deck::Deck;
use crate::diagnostic::Diagnostic;
use crate::limits::MAX_MARKS;
use crate::read::{DeckReader, Walk};

/// How many cuts inside one string are seen through.
const MAX_JOINED: usize = 8;

/// Reads a text that is no TOML.
pub(super) fn read(text: &str, bom: usize) -> Result<Deck, Problems> {
    let mut walk = Walk::new(text, bom);
    let deck = match by_pieces(text, &mut walk) {
        Some(deck) => deck,
        None => {
            walk = Walk::new(text, bom);
            at_once(text, &mut walk)
        }
    };
    conclude(walk, deck)
}

/// Reads question by question, so that an error spoils one question at most; `None` where a piece
/// holds anything but its question.
fn by_pieces(text: &str, walk: &mut Walk<'_>) -> Option<Option<Deck>> {
    let cuts = question_lines(text);
    let mut budget = Budget::new();
    let mut reader = read_head(&text[..head_end(text, &cuts)], walk, &mut budget);
    let mut pieces = ranges(text, &cuts);
    while let Some(piece) = pieces.next() {
        if walk.is_full() {
            break;
        }
        walk.move_to(piece.start);
        if let Some(end) = end_of_toml(text, &piece, &mut pieces) {
            read_question(&text[piece.start..end], piece.start..end, walk, &mut reader)?;
        } else {
            read_spoiled(&text[piece.clone()], piece, walk, &mut reader, &mut budget);
        }
    }
    walk.move_to(0);
    Some(reader.finish(walk))
}

fn read_head(text: &str, walk: &mut Walk<'_>, budget: &mut Budget) -> DeckReader {
    let head = mend(text, budget);
    let empty = DeTable::new();
    let parsed = if head.is_toml { read_toml(&head.text) } else { None };
    let table = parsed.as_ref().map_or(&empty, |parsed| parsed.get_ref());
    report(walk, &head, table.is_empty());
    DeckReader::spoiled_head(walk, table, text.len())
}

/// Where a piece ends that is TOML; `None` where it is not. A piece that was cut inside a string is
/// joined with those after it.
fn end_of_toml(
    text: &str,
    piece: &Range<usize>,
    pieces: &mut (impl Iterator<Item = Range<usize>> + Clone),
) -> Option<usize> {
    if read_toml(&text[piece.clone()]).is_some() {
        return Some(piece.end);
    }
    let mut next = pieces.clone().take(MAX_JOINED);
    let at = next.position(|next| read_toml(&text[piece.start..next.end]).is_some())?;
    pieces.nth(at).map(|last| last.end)
}

/// Reads a question from a piece that is TOML; `None` where it holds anything else.
fn read_question(
    piece: &str,
    range: Range<usize>,
    walk: &mut Walk<'_>,
    reader: &mut DeckReader,
) -> Option<()> {
    let document = read_toml(piece)?;
    let table = only_question(document.get_ref())?;
    reader.question(walk, table, header_in(piece), range);
    Some(())
}

/// Reads what syntax errors leave of a question.
fn read_spoiled(
    piece: &str,
    range: Range<usize>,
    walk: &mut Walk<'_>,
    reader: &mut DeckReader,
    budget: &mut Budget,
) {
    let mended = mend(piece, budget);
    let document = if mended.is_toml { read_toml(&mended.text) } else { None };
    let table = document.as_ref().and_then(|document| only_question(document.get_ref()));
    let id = table.and_then(|table| table.get("id")).and_then(|id| id.get_ref().as_str());
    walk.enter(id, &walk.whole(range.clone()));
    report(walk, &mended, false);
    match table {
        Some(table) => reader.question(walk, table, header_in(&mended.text), range),
        None => reader.lost_question(),
    }
    walk.leave();
}

/// Reads the whole text with its errors blanked out.
fn at_once(text: &str, walk: &mut Walk<'_>) -> Option<Deck> {
    let mended = mend(text, &mut Budget::new());
    report(walk, &mended, false);
    let document = if mended.is_toml { read_toml(&mended.text) } else { None };
    document.and_then(|document| DeckReader::whole(walk, document.get_ref()))
}

/// Reports syntax errors. Where there is nothing else, the text was no deck at all, and the first
/// error says it.
fn report(walk: &mut Walk<'_>, mended: &Mended<'_>, nothing_else: bool) {
    let most = if nothing_else { 1 } else { usize::MAX };
    for Slip { diagnostic, lost } in mended.slips.iter().take(most) {
        let mut diagnostic = diagnostic.clone();
        diagnostic.primary.span = walk.at(diagnostic.primary.span);
        if nothing_else {
            diagnostic.help = Some("a deck is a text in TOML that begins with `format = 1`".into());
        }
        walk.syntax_error(diagnostic, lost.clone());
    }
    if !mended.is_toml && !walk.has_slips() {
        let message = format!("more than {MAX_MARKS} commas, brackets, quotes and lines at once");
        let place = walk.at(0..0);
        walk.syntax_error(
            Diagnostic::error("too-large", place, message).help(
                "a large deck has its own fields first, then each question under `[[question]]`",
            ),
            0..mended.text.len(),
        );
    }
}
