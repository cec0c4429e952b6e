//! What the walk carries along: where it is, and what it has found wrong.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Span};
use crate::limits::MAX_DIAGNOSTICS;
use crate::parse::{Problems, line_of};

/// The state of one walk over a text.
pub(crate) struct Walk<'a> {
    /// The text without its byte order mark, for messages only.
    pub(crate) text: &'a str,
    /// What is added to spans of the piece that is being read.
    offset: usize,
    /// What was cut off the front of the text.
    bom: usize,
    /// The question that is being read, for messages.
    question: Option<String>,
    /// Whether the question that is being read was hit by a syntax error.
    hurt: bool,
    /// Lines that a syntax error is in: what is said about them else is noise.
    syntax: Vec<Span>,
    diagnostics: Vec<Diagnostic>,
    more: usize,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(text: &'a str, offset: usize) -> Self {
        Self {
            text,
            offset,
            bom: offset,
            question: None,
            hurt: false,
            syntax: Vec::new(),
            diagnostics: Vec::new(),
            more: 0,
        }
    }

    /// From here on, spans count from this byte of the whole text.
    pub(crate) fn move_to(&mut self, offset: usize) {
        self.offset = offset;
    }

    /// A span of the piece as one of the whole text.
    pub(crate) fn at(&self, span: Range<usize>) -> Span {
        span.start + self.offset..span.end + self.offset
    }

    /// Begins a question; `range` is what it takes of the text, as far as that is known.
    pub(crate) fn enter(&mut self, id: Option<&str>, range: Option<Span>) {
        self.question = id.map(|id| id.chars().take(64).collect());
        self.hurt = range.is_some_and(|range| {
            self.syntax.iter().any(|line| line.start < range.end && range.start < line.end)
        });
    }

    /// Ends a question.
    pub(crate) fn leave(&mut self) {
        self.question = None;
        self.hurt = false;
    }

    /// Keeps a diagnostic, unless it only echoes a syntax error.
    pub(crate) fn report(&mut self, mut diagnostic: Diagnostic) {
        let span = &diagnostic.primary.span;
        let touched =
            self.syntax.iter().any(|line| line.start <= span.end && span.start <= line.end);
        if touched || (self.hurt && is_lack(diagnostic.code)) {
            return;
        }
        if diagnostic.question.is_none() {
            diagnostic.question.clone_from(&self.question);
        }
        self.push(diagnostic);
    }

    /// Keeps a syntax error and its line.
    pub(crate) fn syntax_error(&mut self, error: &toml::de::Error) {
        let span = error.span().unwrap_or(0..0);
        let line = line_of(self.text, span.start);
        let (line, span) = (self.at(line), self.at(span));
        let newly = !self.syntax.contains(&line);
        self.syntax.push(line);
        // One slip often gives several complaints about its line; the first says it best.
        if newly {
            let message = error.message().trim_end().replace('\n', "; ");
            self.push(
                Diagnostic::error("syntax", span, message).under("TOML stops making sense here"),
            );
        }
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        if self.is_full() {
            self.more += 1;
        } else {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Whether enough problems were found.
    pub(crate) fn is_full(&self) -> bool {
        self.diagnostics.len() >= MAX_DIAGNOSTICS
    }

    /// Whether nothing was found wrong so far.
    pub(crate) fn is_clean(&self) -> bool {
        self.diagnostics.is_empty()
    }

    /// Whether the only thing that matters was said: the deck is of a newer format.
    pub(crate) fn keep_only(&mut self, code: &str) {
        self.diagnostics.retain(|diagnostic| diagnostic.code == code);
    }

    /// How many bytes were cut off the front of the text.
    pub(crate) fn bom(&self) -> usize {
        self.bom
    }

    /// The place behind the last byte.
    pub(crate) fn end_of_text(&self) -> Span {
        let end = self.bom + self.text.len();
        end..end
    }

    pub(crate) fn into_problems(self) -> Problems {
        Problems { diagnostics: self.diagnostics, more: self.more }
    }
}

/// Whether a code says that something is not there, which a syntax error may have swallowed.
fn is_lack(code: &str) -> bool {
    matches!(code, "missing-field" | "no-kind" | "missing-key" | "too-few-options")
}
