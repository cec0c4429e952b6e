//! What is said about a syntax error: the TOML parser's own words, with what to do about it.

use std::ops::Range;

use crate::diagnostic::Diagnostic;
use crate::read::Short;

/// A syntax error as it is told. Its spans count in the piece that it is in.
pub(super) struct Slip {
    pub(super) diagnostic: Diagnostic,
    /// The bytes that it makes unreadable.
    pub(super) lost: Range<usize>,
}

impl Slip {
    /// Tells an error whose unreadable bytes are known. `at` is where the parser noticed it.
    pub(super) fn tell(text: &str, message: &str, at: Range<usize>, lost: Range<usize>) -> Self {
        let first_line = crate::parse::line_of(text, lost.start);
        let is_behind = at.start >= lost.end && at.start > first_line.end;
        let diagnostic = if message == "duplicate key" {
            twice(text, at)
        } else if let (true, Some(open)) = (is_behind, opening(message, &text[first_line.clone()]))
        {
            unclosed(text, open, first_line)
        } else {
            other(text, message, at)
        };
        Self { diagnostic, lost }
    }
}

/// An empty text with more text below it: three quotes have become two.
pub(super) fn after_empty_text(text: &str, lost: Range<usize>) -> Slip {
    let line = crate::parse::line_of(text, lost.start);
    let end = line.start + text[line].trim_end().len();
    let diagnostic = Diagnostic::error("syntax", end - 2..end, "text stands below an empty text")
        .under("the text ends here")
        .help("a text of several lines stands between `\"\"\"` and `\"\"\"`");
    Slip { diagnostic, lost }
}

/// A header that TOML cannot read.
pub(super) fn broken_header(
    text: &str,
    message: &str,
    at: Range<usize>,
    lost: Range<usize>,
) -> Slip {
    let header = text[lost.clone()].lines().next().unwrap_or_default().trim();
    let mut slip = Slip::tell(text, message, at, lost);
    if slip.diagnostic.code == "syntax" {
        slip.diagnostic.primary.text = "a broken header".into();
        slip.diagnostic.help = match header.trim_matches(['[', ']']) {
            "question" => Some("a question begins with the line `[[question]]`".into()),
            "passage" => Some("a passage begins with the line `[[passage]]`".into()),
            _ => {
                Some("a header stands alone on its line: `[name]`, or `[[name]]` in a list".into())
            }
        };
    }
    slip
}

/// What may have been opened on a line and never closed, with its end, by the parser's message.
fn opening(message: &str, line: &str) -> Option<(&'static str, &'static str)> {
    if message.contains("array") {
        Some(("list", "]"))
    } else if message.contains("inline table") || message.contains("key-value") {
        Some(("table", "}"))
    } else if message.contains("string") && line.contains("'''") {
        Some(("text", "'''"))
    } else if message.contains("string") {
        Some(("text", "\"\"\""))
    } else {
        None
    }
}

/// An error that was noticed behind what it spoils: a bracket or quote that is never closed.
fn unclosed(text: &str, (what, end): (&str, &str), line: Range<usize>) -> Diagnostic {
    let place = line.start + text[line].trim_end().len();
    Diagnostic::error("syntax", place..place, format!("this {what} is not closed"))
        .under(format!("no `{end}` for what begins on this line"))
}

fn twice(text: &str, at: Range<usize>) -> Diagnostic {
    let key = text.get(at.clone()).unwrap_or_default();
    let diagnostic =
        Diagnostic::error("duplicate-key", at, format!("`{}` is written twice here", Short(key)))
            .under("the second time");
    if key == "id" {
        diagnostic.help("a new question begins with the line `[[question]]`")
    } else {
        diagnostic
    }
}

fn other(text: &str, message: &str, at: Range<usize>) -> Diagnostic {
    let message = message.trim_end().replace('\n', "; ");
    let before = text[..at.start].chars().next_back();
    let found = text[at.start..].chars().next();
    let (under, help) = hints(&message, before, found);
    let diagnostic = Diagnostic::error("syntax", at, message).under(under);
    match help {
        Some(help) => diagnostic.help(help),
        None => diagnostic,
    }
}

/// What is said under the place, and what to do. The parser's own words are technical.
fn hints(
    message: &str,
    before: Option<char>,
    found: Option<char>,
) -> (&'static str, Option<&'static str>) {
    let starts = |start: &str| message.starts_with(start);
    if starts("string values must be quoted") {
        return ("not in quotes", Some("a text stands in quotes: `\"…\"`"));
    }
    if starts("key with no value") {
        return ("no `=` here", Some("a field is written `name = value`"));
    }
    if starts("invalid basic string, expected `\"`") {
        let help = "a text of several lines stands between `\"\"\"` and `\"\"\"`";
        return ("no closing quote on this line", Some(help));
    }
    if starts("missing escaped value") || starts("too few unicode value digits") {
        let help = "write `\\\\` for a backslash, or put the text in single quotes: `'…'`";
        return ("a backslash begins an escape such as `\\n`", Some(help));
    }
    if starts("invalid boolean") {
        return ("not a value", Some("`true` and `false` are written in lower case"));
    }
    if starts("unexpected key or value") {
        let comma = found == Some(',') && before.is_some_and(|c| c.is_ascii_digit());
        let help = comma.then_some("a decimal number is written with a point: `1.5`");
        return ("the value ends before this", help);
    }
    if starts("unclosed array") || starts("unclosed inline table") {
        return ("what was opened is not closed before this", None);
    }
    if starts("recursion limit") || starts("cannot recurse further") {
        return ("nested too deeply", Some("TOML is read to a depth of 80"));
    }
    if starts("cannot extend value") {
        let help = "write all its entries in one way: inside `{ … }`, or each as `name.id = …`";
        return ("already has a value", Some(help));
    }
    ("TOML stops making sense here", None)
}
