//! Texts of one line, as most options are: a paragraph, whatever they begin with.
//!
//! In Markdown `> 5` is a quotation, `+ 3` and `- 3` are the same list, and `1. e4` is a numbered
//! one. An author who writes such an option means what stands there.

use std::borrow::Cow;

/// Markdown for the text of one line in which nothing starts a block; other texts as they are.
pub(super) fn as_paragraph(text: &str) -> Cow<'_, str> {
    let line = text.trim();
    if line.contains(['\n', '\r']) {
        return Cow::Borrowed(text);
    }
    match block_marker(line) {
        Some(at) => Cow::Owned(format!("{}\\{}", &line[..at], &line[at..])),
        None => Cow::Borrowed(line),
    }
}

/// Where the sign stands that makes the line begin a block.
fn block_marker(line: &str) -> Option<usize> {
    let only = |sign: char| line.chars().all(|c| c == sign || c.is_whitespace());
    let marks = match line.chars().next()? {
        '>' | '#' | '+' | '-' => true,
        '*' => only('*') || line[1..].starts_with(char::is_whitespace),
        '_' => only('_'),
        '`' => line.starts_with("```") && !line.trim_start_matches('`').contains('`'),
        '~' => line.starts_with("~~~"),
        '0'..='9' => {
            let digits = line.bytes().take_while(u8::is_ascii_digit).count();
            return line[digits..].starts_with(['.', ')']).then_some(digits);
        }
        _ => false,
    };
    marks.then_some(0)
}

#[cfg(test)]
mod tests {
    use crate::look::Look;
    use crate::markdown::{inline, plain, render};

    #[test]
    fn what_begins_a_block_stands_as_it_was_written() {
        let lines = [
            "> 5", ">= 5", "+ 3", "- 3", "* 3", "-", "# 1", "1. e4", "12) x", "3.", "---", "* * *",
            "___", "```rust", "~~~", "1945", "3.14",
        ];
        for line in lines {
            assert_eq!(inline(line), line);
            assert_eq!(render(line, &Look::rich(40), 0), line);
        }
    }

    #[test]
    fn marks_inside_the_line_still_count() {
        assert_eq!(plain("*now* and **then**"), "now and then");
        assert_eq!(plain("**bold** > *5*"), "bold > 5");
        assert_eq!(plain("__bold__ and _thin_"), "bold and thin");
        assert_eq!(plain("```a`b```"), "`a`b`");
        assert_eq!(plain("~~gone~~"), "~~gone~~");
        assert_eq!(plain("- *a*"), "- a");
    }
}
