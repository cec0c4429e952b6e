//! The text cut at its questions, each parsed by itself.
//!
//! A cut inside a string or an array leaves the piece before it unfinished, so that a piece that
//! parses was cut at a true header.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use super::{Problems, conclude, read_toml};
use crate::deck::Deck;
use crate::read::{DeckReader, Walk};

/// The header of a question.
const HEADER: &str = "[[question]]";

/// Reads a deck piece by piece; `None` where only the whole text can tell.
pub(crate) fn read(text: &str, bom: usize) -> Option<Result<Deck, Problems>> {
    let cuts = question_lines(text);
    let head = read_toml(&text[..head_end(text, &cuts)])?;
    let mut walk = Walk::new(text, bom);
    let mut reader = DeckReader::head(&mut walk, head.get_ref())?;
    reader.expect(cuts.len());
    for piece in ranges(text, &cuts) {
        let document = read_toml(&text[piece.clone()])?;
        let table = only_question(document.get_ref())?;
        walk.move_to(piece.start);
        reader.question(&mut walk, table, header_in(&text[piece.clone()]), piece);
        if walk.is_full() {
            break;
        }
    }
    walk.move_to(0);
    let deck = reader.finish(&mut walk);
    Some(conclude(walk, deck))
}

/// Where lines begin that hold the header `[[question]]`.
pub(crate) fn question_lines(text: &str) -> Vec<usize> {
    let mut cuts = Vec::new();
    for at in memchr::memmem::find_iter(text.as_bytes(), HEADER) {
        let line = text[..at].trim_end_matches([' ', '\t']);
        if line.is_empty() || line.ends_with('\n') {
            cuts.push(line.len());
        }
    }
    cuts
}

/// Where the deck's own fields end.
pub(crate) fn head_end(text: &str, cuts: &[usize]) -> usize {
    cuts.first().copied().unwrap_or(text.len())
}

/// The pieces, each from its header to the next.
pub(crate) fn ranges<'a>(
    text: &str,
    cuts: &'a [usize],
) -> impl Iterator<Item = Range<usize>> + Clone + 'a {
    let ends = cuts.iter().skip(1).copied().chain([text.len()]);
    cuts.iter().copied().zip(ends).map(|(start, end)| start..end)
}

/// Where the header stands in a piece: spaces and tabs may be before it.
pub(crate) fn header_in(piece: &str) -> Range<usize> {
    let start = piece.len() - piece.trim_start_matches([' ', '\t']).len();
    start..start + HEADER.len()
}

/// The table of the one question that a piece holds, if it holds nothing else.
pub(crate) fn only_question<'a>(piece: &'a DeTable<'a>) -> Option<&'a DeTable<'a>> {
    let mut entries = piece.iter();
    let (key, value) = entries.next()?;
    if entries.next().is_some() || key.get_ref() != "question" {
        return None;
    }
    match value.get_ref() {
        DeValue::Array(array) if array.len() == 1 => array.first()?.get_ref().as_table(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_text_is_cut_at_lines_that_begin_with_the_header() {
        let text =
            "a = 1\n[[question]]\n  [[question]] # two\n# [[question]]\nx = \"[[question]]\"\n";
        let cuts = question_lines(text);
        let pieces: Vec<&str> = ranges(text, &cuts).map(|range| &text[range]).collect();
        assert_eq!(&text[..head_end(text, &cuts)], "a = 1\n");
        assert_eq!(pieces[0], "[[question]]\n");
        assert!(pieces[1].starts_with("  [[question]] # two\n# [["), "{pieces:?}");
        assert_eq!(header_in(pieces[1]), 2..14);
        assert_eq!(pieces.len(), 2);
    }
}
