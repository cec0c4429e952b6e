//! Text put in and cut out, with the line endings and the empty lines of what stands around.

use std::ops::Range;

use deck_format::Edit;

use super::places::{line_before, line_end};

/// Puts lines, which end with line feeds, at the beginning of a line or at the end of the text. An
/// empty line stands above them, and below them if anything follows.
pub(super) fn insert(text: &str, at: usize, lines: &str) -> Edit {
    let ending = ending_before(text, at);
    let body = if ending == "\n" { lines.to_owned() } else { lines.replace('\n', ending) };
    let mut new = String::with_capacity(body.len() + 6);
    if at == text.len() && !text.is_empty() && !text.ends_with('\n') {
        new.push_str(ending);
        new.push_str(ending);
    } else if line_before(text, at).is_some_and(|line| !is_blank(&text[line])) {
        new.push_str(ending);
    }
    new.push_str(&body);
    if at < text.len() && !is_blank(&text[at..line_end(text, at)]) {
        new.push_str(ending);
    }
    Edit { span: at..at, text: new }
}

/// Cuts lines out, with the empty lines above or below them, whichever are fewer.
pub(super) fn cut(text: &str, lines: &Range<usize>) -> Edit {
    let mut above = lines.start;
    while let Some(line) = line_before(text, above).filter(|line| is_blank(&text[line.clone()])) {
        above = line.start;
    }
    let mut below = lines.end;
    while below < text.len() && is_blank(&text[below..line_end(text, below)]) {
        below = line_end(text, below);
    }
    let count = |range: Range<usize>| text[range].matches('\n').count();
    let fewer_above = count(above..lines.start) < count(lines.end..below);
    let span =
        if fewer_above || below == text.len() { above..lines.end } else { lines.start..below };
    Edit { span, text: String::new() }
}

/// Applies edits that do not overlap, in the order of the text.
pub(super) fn apply(text: &str, edits: &[Edit]) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for edit in edits {
        new.push_str(&text[at..edit.span.start]);
        new.push_str(&edit.text);
        at = edit.span.end;
    }
    new.push_str(&text[at..]);
    new
}

/// How the line before a place ends; where it does not, how most lines do.
fn ending_before(text: &str, at: usize) -> &'static str {
    let before = &text[..at];
    if before.ends_with("\r\n") {
        return "\r\n";
    }
    if before.ends_with('\n') {
        return "\n";
    }
    let crlf = text.matches("\r\n").count();
    if crlf > text.matches('\n').count() - crlf { "\r\n" } else { "\n" }
}

fn is_blank(line: &str) -> bool {
    line.trim().is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn inserted(text: &str, at: usize) -> String {
        apply(text, &[insert(text, at, "new\n")])
    }

    #[test]
    fn one_empty_line_parts_what_is_new() {
        assert_eq!(inserted("a\n", 2), "a\n\nnew\n");
        assert_eq!(inserted("a", 1), "a\n\nnew\n");
        assert_eq!(inserted("a\n\n", 3), "a\n\nnew\n");
        assert_eq!(inserted("a\nb\n", 2), "a\n\nnew\n\nb\n");
        assert_eq!(inserted("a\n\nb\n", 2), "a\n\nnew\n\nb\n");
        assert_eq!(inserted("a\r\nb\r\nc", 7), "a\r\nb\r\nc\r\n\r\nnew\r\n");
        assert_eq!(inserted("a\r\nb\n", 5), "a\r\nb\n\nnew\n");
        assert_eq!(inserted("a\r\nb\n", 3), "a\r\n\r\nnew\r\n\r\nb\n");
    }

    #[test]
    fn one_run_of_empty_lines_goes_with_what_is_cut() {
        let without = |text: &str| {
            let at = text.find('x').unwrap();
            apply(text, &[cut(text, &(at..line_end(text, at)))])
        };
        assert_eq!(without("a\n\nx\n\nb\n"), "a\n\nb\n");
        assert_eq!(without("a\n\nx\n\n\n# b\n"), "a\n\n\n# b\n");
        assert_eq!(without("a\n\n\nx\n\nb\n"), "a\n\n\nb\n");
        assert_eq!(without("a\n\nx\n"), "a\n");
        assert_eq!(without("a\n\nx"), "a\n");
        assert_eq!(without("a\nx\nb"), "a\nb");
    }
}
