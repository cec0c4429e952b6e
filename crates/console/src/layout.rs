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

/// Wraps a safe text into safe lines of so many columns. Its newlines stay; words that are too
/// long are cut.
#[must_use]
pub fn wrap(text: &str, columns: usize) -> Vec<String> {
    parts(text, columns).iter().map(|line| drop_open_isolates(line)).collect()
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
}
