//! What a text can cost the TOML parser, bounded before it is parsed.
//!
//! The parser keeps some hundred bytes for every token, so that 50 megabytes of brackets would take
//! gigabytes. Tokens are bounded by the marks that separate them, which are quick to count.

use crate::limits::MAX_MARKS;

/// Whether a text has more marks than are parsed at once.
pub(super) fn are_too_many(text: &str) -> bool {
    text.len() > MAX_MARKS && text.bytes().filter(is_mark).nth(MAX_MARKS).is_some()
}

/// How many bytes separate tokens. Those inside strings and comments count as well.
pub(super) fn count(text: &str) -> usize {
    text.bytes().filter(is_mark).count()
}

fn is_mark(byte: &u8) -> bool {
    IS_MARK[usize::from(*byte)]
}

const IS_MARK: [bool; 256] = {
    let mut is_mark = [false; 256];
    let marks = b"\n\"#',.=[]{}";
    let mut at = 0;
    while at < marks.len() {
        is_mark[marks[at] as usize] = true;
        at += 1;
    }
    is_mark
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_counted_and_letters_are_not() {
        assert_eq!(count("abc def\t-_"), 0);
        assert_eq!(count("a = [\"x\", 1.5] # c\n"), 9);
    }

    #[test]
    fn only_a_large_text_can_have_too_many() {
        assert!(!are_too_many(&"=".repeat(MAX_MARKS)));
        assert!(are_too_many(&"=".repeat(MAX_MARKS + 1)));
        assert!(!are_too_many(&"x".repeat(MAX_MARKS + 1)));
    }
}
