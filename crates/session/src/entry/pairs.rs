//! The pairs of a matching: `1b 2a 3c`, `1-b, 2=a`, `b a c`.

use super::error::{EntryError, clipped};
use super::is_dash;
use super::labels::{Labels, words};
use super::letters::letter;
use super::say::pairs_example;

/// For each of so many left sides, the right side that a line gives it; `None` where it is left open.
///
/// # Errors
/// When the line is no list of pairs, or a left side is missing or stands twice, or a right side
/// stands twice that may be used once.
pub(super) fn parse(
    left: usize,
    right: &Labels<'_>,
    reuse: bool,
    line: &str,
) -> Result<Vec<Option<usize>>, EntryError> {
    let sides = if line.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        numbered(left, right, line)?
    } else {
        in_order(left, right, line)?
    };
    let twice =
        (1..sides.len()).find(|at| sides[*at].is_some() && sides[..*at].contains(&sides[*at]));
    match twice.and_then(|at| sides[at]) {
        Some(side) if !reuse => Err(EntryError::RightTwice { letter: letter(side) }),
        _ => Ok(sides),
    }
}

/// Right sides in the order of the left sides.
fn in_order(left: usize, right: &Labels<'_>, line: &str) -> Result<Vec<Option<usize>>, EntryError> {
    let sides: Vec<Option<usize>> = if words(line).any(is_dash) {
        words(line).map(|word| side(right, word)).collect::<Result<_, _>>()?
    } else {
        right.several_repeated(line)?.into_iter().map(Some).collect()
    };
    if sides.len() == left {
        return Ok(sides);
    }
    let example = pairs_example(left, right.len());
    Err(EntryError::SideCount { wanted: left, given: sides.len(), example })
}

/// Pairs that begin with the number of a left side.
fn numbered(left: usize, right: &Labels<'_>, line: &str) -> Result<Vec<Option<usize>>, EntryError> {
    let pairs = words_in_pairs(line).or_else(|| texts_in_pairs(line));
    let example = || EntryError::NotPairs { example: pairs_example(left, right.len()) };
    let mut sides = vec![None; left];
    for (number, text) in pairs.ok_or_else(example)? {
        let place = number.parse().ok().and_then(|number: usize| number.checked_sub(1));
        let Some(place) = place.filter(|place| *place < left) else {
            return Err(EntryError::NoSuchNumber { number: clipped(number), last: left });
        };
        if sides[place].is_some() {
            return Err(EntryError::LeftTwice { number: place + 1 });
        }
        sides[place] = Some(side(right, text)?);
    }
    match sides.iter().position(Option::is_none) {
        Some(place) => Err(EntryError::LeftMissing { number: place + 1 }),
        None => Ok(sides.into_iter().flatten().collect()),
    }
}

/// A right side; `None` where a dash leaves it open.
fn side(right: &Labels<'_>, text: &str) -> Result<Option<usize>, EntryError> {
    if is_dash(text) { Ok(None) } else { right.pick(text).map(Some) }
}

/// Pairs of a number and one word or dash, parted by anything or nothing: `1b2a`, `1 - b, 2-`.
fn words_in_pairs(line: &str) -> Option<Vec<(&str, &str)>> {
    let mut pairs = Vec::new();
    let mut rest = line.trim();
    while !rest.is_empty() {
        let (number, after) = split_number(rest)?;
        let (mark, after) = split_mark(after);
        let (word, after) = split_word(after);
        pairs.push((number, text_or_dash(mark, word)?));
        rest = after.trim_start_matches(|c: char| c.is_whitespace() || c == ',' || c == ';');
    }
    Some(pairs)
}

/// Pairs of a number and any text, parted by commas or semicolons: `1 = New York; 2 = Rome`.
fn texts_in_pairs(line: &str) -> Option<Vec<(&str, &str)>> {
    let parts = line.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    parts
        .map(|part| {
            let (number, after) = split_number(part)?;
            let (mark, text) = split_mark(after);
            Some((number, text_or_dash(mark, text)?))
        })
        .collect()
}

/// What a number is paired with. A dash before a text joins; a dash alone leaves open.
fn text_or_dash<'a>(mark: &'a str, text: &'a str) -> Option<&'a str> {
    if !text.is_empty() {
        return Some(text);
    }
    is_dash(mark).then_some(mark)
}

/// The digits that a text begins with, and what comes after them.
fn split_number(text: &str) -> Option<(&str, &str)> {
    let end = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
    (end > 0).then(|| text.split_at(end))
}

/// The mark between the sides of a pair, empty where there is none, and what comes after it.
fn split_mark(text: &str) -> (&str, &str) {
    let text = text.trim_start();
    let end = text
        .find(|c| !matches!(c, '-' | '–' | '—' | '−' | '=' | ':' | '>' | '.' | ')'))
        .unwrap_or(text.len());
    let (mark, after) = text.split_at(end);
    (mark, after.trim_start())
}

/// The letters that a text begins with, and what comes after them.
fn split_word(text: &str) -> (&str, &str) {
    text.split_at(text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len()))
}
