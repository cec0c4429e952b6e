//! The frame of every page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use super::text::clipped;

/// What tells a page of ours from other files: it stands in its second line.
const REPORT: &str = "<!-- Quizdeck: the report on a class -->\n";
const STUDENT: &str = "<!-- Quizdeck: the page of a student -->\n";
const STYLE: &str = include_str!("style.css");
/// Nothing may be loaded, run, framed or sent.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// What a page is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Report,
    Student,
}

/// A whole document. `title` is text from a file.
pub(super) fn document(kind: Kind, title: &str, body: &Markup) -> String {
    let mark = match kind {
        Kind::Report => REPORT,
        Kind::Student => STUDENT,
    };
    let page = html! {
        (DOCTYPE) "\n" (PreEscaped(mark))
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                meta name="generator" content="Quizdeck gradebook";
                title { (clipped(title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#main" { "Skip to the content" }
                (body)
            }
        }
    };
    page.into_string() + "\n"
}

/// Whether a file is a page that we wrote.
#[must_use]
pub fn is_page(bytes: &[u8]) -> bool {
    is_student_page(bytes) || begins(bytes, REPORT)
}

/// Whether a file is a student's page that we wrote.
#[must_use]
pub fn is_student_page(bytes: &[u8]) -> bool {
    begins(bytes, STUDENT)
}

fn begins(bytes: &[u8], mark: &str) -> bool {
    let after = bytes.strip_prefix(DOCTYPE.0.as_bytes()).and_then(|rest| rest.strip_prefix(b"\n"));
    after.is_some_and(|rest| rest.starts_with(mark.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_mark() {
        let page = document(Kind::Student, "</title><script>", &html! { main id="main" {} });
        assert!(is_page(page.as_bytes()) && is_student_page(page.as_bytes()), "{page}");
        assert!(page.contains("<title>&lt;/title&gt;&lt;script&gt;</title>"));
        let report = document(Kind::Report, "", &html! {});
        assert!(is_page(report.as_bytes()) && !is_student_page(report.as_bytes()));
        assert!(!is_page(b"<!DOCTYPE html>\n<html>") && !is_page(b""));
    }

    /// The style is the one thing that is not escaped.
    #[test]
    fn the_style_cannot_end_early() {
        assert!(!STYLE.contains('<') && !STYLE.contains("url(") && !STYLE.contains("@import"));
    }
}
