//! For tests: texts that try to reach the terminal, and the check that they did not.

use proptest::prelude::*;

use crate::sanitise::balanced;

/// Pieces that do harm on a terminal, or that Markdown makes so.
const PIECES: &[&str] = &[
    "\u{1b}[2J",
    "\u{1b}]8;;x\u{7}",
    "\u{9b}31m",
    "\u{9d}0;t\u{9c}",
    "\r",
    "\r\n",
    "\n",
    "\n\n",
    "\t",
    "\0",
    "\u{8}",
    "\u{7f}",
    "\u{202e}",
    "\u{202a}",
    "\u{202c}",
    "\u{2066}",
    "\u{2067}",
    "\u{2069}",
    "\u{200f}",
    "\u{2028}",
    "\u{feff}",
    "\u{fdd0}1\u{fdd1}",
    "\u{fdd2}",
    "\u{e0041}",
    "&#27;[31m",
    "&#x9b;",
    "&#x202e;",
    "&#x2067;",
    "&#xFDD0;0&#xFDD1;",
    "&#10;",
    "\\",
    "`",
    "```\n",
    "**",
    "_",
    "~~",
    "> ",
    "- ",
    "1. ",
    "# ",
    "    ",
    "| a | b |\n|---|:-:|\n| ",
    " | ",
    "![x](y\u{1b} 'z')",
    "[x](<\u{202e}>)",
    "<b \u{1b}>",
    "<!-- \u{9b}",
    "{{",
    "}}",
    "---\n",
    "日本語",
    "👨\u{200d}👩\u{200d}👧",
    "e\u{301}",
    "word ",
    "averyveryverylongwordthatdoesnotfitanynarrowcolumn",
];

/// A text made of harmful pieces and of any characters.
pub(crate) fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(PIECES).prop_map(str::to_owned),
        2 => "[a-z ]{1,8}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Fails when a text holds a control character other than a newline, a bidirectional embedding or
/// override, an isolate that stays open in its line or, unless `colour`, any escape sequence. With
/// `colour` sequences that select colours and effects are allowed.
#[track_caller]
pub(crate) fn assert_safe(text: &str, colour: bool) {
    let text = if colour { without_styles(text) } else { text.to_owned() };
    for (at, c) in text.char_indices() {
        let bad = (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c);
        assert!(!bad, "{c:?} at byte {at} of {text:?}");
    }
    for line in text.lines() {
        assert!(balanced(line), "open isolate in {line:?}");
    }
}

/// The text without `ESC [ digits and semicolons m`.
pub(crate) fn without_styles(text: &str) -> String {
    let mut parts = text.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let after = part.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
        match after.strip_prefix('m') {
            Some(rest) => plain.push_str(rest),
            None => plain.extend(["\u{1b}[", part]),
        }
    }
    plain
}

#[test]
#[should_panic(expected = "at byte 1")]
fn an_escape_is_noticed() {
    assert_safe("a\u{1b}[2J", true);
}

#[test]
fn styles_are_allowed_only_with_colour() {
    assert_safe("a\u{1b}[1;31mb\u{1b}[0m", true);
    assert!(std::panic::catch_unwind(|| assert_safe("a\u{1b}[1mb", false)).is_err());
    assert!(std::panic::catch_unwind(|| assert_safe("a\u{2066}b", true)).is_err());
}
