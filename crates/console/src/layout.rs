//! Columns of a terminal: how wide a text is, how it is wrapped and cut.

use std::borrow::Cow;

use textwrap::{Options, WrapAlgorithm};
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

use crate::look::Look;
use crate::sanitise::drop_open_isolates;

/// How many columns a text takes that holds no newline and no escape sequence.
#[must_use]
pub fn width(text: &str) -> usize {
    text.width()
}

/// How many columns a line takes that may hold styles.
#[must_use]
pub fn styled_width(line: &str) -> usize {
    if line.contains('\u{1b}') {
        width(&anstream::adapter::strip_str(line).to_string())
    } else {
        width(line)
    }
}

/// Wraps a safe text into safe lines of so many columns. Its newlines stay; words that are too
/// long are cut.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    let lines = parts(text, columns);
    lines.iter().flat_map(|line| fold(&drop_open_isolates(line), columns)).collect()
}

/// A line that may hold styles, cut wherever it is wider than so many columns. No style and no
/// isolate reaches over the end of a line.
#[must_use]
pub fn fold(line: &str, columns: usize) -> Vec<String> {
    if styled_width(line) <= columns.max(1) {
        return vec![line.to_owned()];
    }
    let mut folded = Folded::default();
    let mut rest = line;
    while let Some(c) = rest.chars().next() {
        let sequence = sequence(rest);
        if sequence.is_empty() {
            folded.push(c, columns);
            rest = &rest[c.len_utf8()..];
        } else {
            folded.style(sequence);
            rest = &rest[sequence.len()..];
        }
    }
    folded.end_line();
    folded.lines
}

/// The sequence with which a text begins that selects a style; empty where there is none.
fn sequence(text: &str) -> &str {
    let end = text.strip_prefix("\u{1b}[").and_then(|rest| rest.find('m'));
    &text[..end.map_or(0, |end| end + "\u{1b}[m".len())]
}

/// Undoes every style.
const RESET: &str = "\u{1b}[0m";

/// Lines that are cut, and the one that is still being filled.
#[derive(Default)]
struct Folded {
    lines: Vec<String>,
    line: String,
    /// The line without styles.
    plain: String,
    /// The sequences that are in force.
    style: String,
}

impl Folded {
    fn push(&mut self, c: char, columns: usize) {
        self.plain.push(c);
        // The width of a whole text is not always the sum of those of its characters.
        if width(&self.plain) > columns && self.plain.len() > c.len_utf8() {
            self.end_line();
            self.plain.push(c);
        }
        self.line.push(c);
    }

    fn style(&mut self, sequence: &str) {
        self.line.push_str(sequence);
        if sequence == RESET {
            self.style.clear();
        } else {
            self.style.push_str(sequence);
        }
    }

    fn end_line(&mut self) {
        let mut line = std::mem::replace(&mut self.line, self.style.clone());
        if !self.style.is_empty() {
            line.push_str(RESET);
        }
        self.lines.push(drop_open_isolates(&line));
        self.plain.clear();
    }
}

/// The parts of a text that stand on a line each. Only spaces and newlines are missing between
/// them, but a part may open an isolate that the next one closes.
pub(crate) fn parts(text: &str, columns: usize) -> Vec<Cow<'_, str>> {
    // First fit is linear in the length of the text, whatever the text is.
    let options = Options::new(columns.max(1)).wrap_algorithm(WrapAlgorithm::FirstFit);
    textwrap::wrap(text, options)
}

/// A text on one line, cut to so many columns with a sign where something is left out.
#[must_use]
pub fn clip(text: &str, columns: usize, look: &Look) -> String {
    if width(text) <= columns {
        return text.to_owned();
    }
    let sign = look.glyphs().ellipsis;
    let room = columns.saturating_sub(width(sign));
    let mut used = 0;
    let end = text.char_indices().find(|(_, c)| {
        used += c.width().unwrap_or(0);
        used > room
    });
    let cut = &text[..end.map_or(text.len(), |(at, _)| at)];
    drop_open_isolates(&format!("{}{sign}", cut.trim_end()))
}

/// The lines with a prefix before the first and another before the rest.
#[must_use]
pub fn hang(lines: Vec<String>, first: &str, rest: &str) -> Vec<String> {
    let prefixed = lines.into_iter().enumerate().map(|(index, line)| {
        let prefix = if index == 0 { first } else { rest };
        if line.is_empty() { prefix.trim_end().to_owned() } else { format!("{prefix}{line}") }
    });
    prefixed.collect()
}

/// The lines moved to the right; empty ones stay empty.
#[must_use]
pub fn indent(lines: Vec<String>, columns: usize) -> Vec<String> {
    let margin = " ".repeat(columns);
    hang(lines, &margin, &margin)
}

/// Two blocks of lines side by side, with a gap between them. The lines may hold styles.
#[must_use]
pub fn beside(left: &[String], right: &[String], gap: usize) -> Vec<String> {
    let column = left.iter().map(|line| styled_width(line)).max().unwrap_or(0) + gap;
    let rows = 0..left.len().max(right.len());
    let line = |lines: &[String], row: usize| lines.get(row).cloned().unwrap_or_default();
    rows.map(|row| {
        let (left, right) = (line(left, row), line(right, row));
        let pad = " ".repeat(column.saturating_sub(styled_width(&left)));
        if right.is_empty() { left } else { format!("{left}{pad}{right}") }
    })
    .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_wrapped_at_words() {
        assert_eq!(wrap("one two three\nfour", 8), ["one two", "three", "four"]);
        assert_eq!(wrap("日本語日本語", 5), ["日本", "語日", "本語"]);
        assert_eq!(wrap("", 0), [""]);
    }

    #[test]
    fn a_clipped_text_fits_and_says_so() {
        let look = Look::rich(80);
        assert_eq!(clip("short", 5, &look), "short");
        assert_eq!(clip("a longer text", 8, &look), "a longe…");
        assert_eq!(clip("a longer text", 6, &look.ascii()), "a l...");
        assert_eq!(clip("日本語", 5, &look), "日本…");
        assert_eq!(clip("\u{2067}abcdef\u{2069}", 4, &look), "abc…");
    }

    #[test]
    fn lines_hang_below_their_first() {
        let lines = vec!["one".to_owned(), String::new(), "two".to_owned()];
        assert_eq!(hang(lines, "- ", "  "), ["- one", "", "  two"]);
    }

    #[test]
    fn styles_take_no_columns() {
        assert_eq!(styled_width("\u{1b}[1m日本\u{1b}[0m x"), 6);
        assert_eq!(styled_width("plain"), 5);
    }

    #[test]
    fn a_folded_line_keeps_its_styles() {
        assert_eq!(fold("short", 5), ["short"]);
        assert_eq!(fold("日本語", 5), ["日本", "語"]);
        assert_eq!(
            fold("a\u{1b}[31mbcd\u{1b}[0me", 2),
            ["a\u{1b}[31mb\u{1b}[0m", "\u{1b}[31mcd\u{1b}[0m", "e"]
        );
        assert_eq!(fold("\u{2067}ab\u{2069}", 1), ["a", "b"]);
        assert_eq!(fold("日", 1), ["日"], "no character is cut");
    }

    #[test]
    fn blocks_stand_side_by_side() {
        let lines =
            |lines: &[&str]| lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>();
        let left = lines(&["\u{1b}[4mA\u{1b}[0m", "bcd"]);
        assert_eq!(
            beside(&left, &lines(&["1", "2", "3"]), 2),
            ["\u{1b}[4mA\u{1b}[0m    1", "bcd  2", "     3"]
        );
        assert_eq!(beside(&left, &[], 2), left);
    }
}
