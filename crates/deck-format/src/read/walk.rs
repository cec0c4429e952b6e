//! What the walk carries along: where it is, and what it has found wrong.

use std::ops::Range;

use crate::diagnostic::{Diagnostic, Span};
use crate::limits::MAX_DIAGNOSTICS;
use crate::parse::Problems;

/// What is known to be lost of a question, so that what seems to be missing or wrong may only
/// follow from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Lost {
    Nothing,
    /// A word on which others depend, such as the scoring rule.
    Rule,
    /// Any part of it.
    Parts,
}

/// The state of one walk over a text.
pub(crate) struct Walk<'a> {
    /// The text without its byte order mark, for messages only.
    pub(crate) text: &'a str,
    /// What is added to spans of the piece that is being read.
    offset: usize,
    /// What was cut off the front of the text.
    bom: usize,
    /// The id of the question that is being read, for messages; empty between questions.
    question: String,
    /// What is known to be lost of what is being read.
    lost: Lost,
    /// Where syntax errors are, in the order of the text.
    slips: Vec<Span>,
    diagnostics: Vec<Diagnostic>,
    more: usize,
    /// Where a handout first holds what belongs to no handout, and how often after that.
    in_handout: Option<(Diagnostic, usize)>,
}

impl<'a> Walk<'a> {
    pub(crate) fn new(text: &'a str, bom: usize) -> Self {
        Self {
            text,
            offset: bom,
            bom,
            question: String::new(),
            lost: Lost::Nothing,
            slips: Vec::new(),
            diagnostics: Vec::new(),
            more: 0,
            in_handout: None,
        }
    }

    /// From here on, spans count from this byte of the text.
    pub(crate) fn move_to(&mut self, byte: usize) {
        self.offset = self.bom + byte;
    }

    /// What is added to spans of the piece that is being read.
    pub(crate) fn offset(&self) -> usize {
        self.offset
    }

    /// A span of the piece as one of the whole text.
    pub(crate) fn at(&self, span: Range<usize>) -> Span {
        span.start + self.offset..span.end + self.offset
    }

    /// The byte at a place of the whole text.
    pub(crate) fn byte(&self, place: usize) -> Option<u8> {
        self.text.as_bytes().get(place - self.bom).copied()
    }

    /// The text from a span of the whole text on.
    pub(crate) fn text_from(&self, span: &Span) -> &'a str {
        self.text.get(span.start - self.bom..).unwrap_or_default()
    }

    /// A range of the whole text, without its byte order mark, as spans count.
    pub(crate) fn whole(&self, range: Range<usize>) -> Span {
        range.start + self.bom..range.end + self.bom
    }

    /// Begins the head of the deck or a question, which takes this range of the whole text.
    pub(crate) fn enter(&mut self, id: Option<&str>, range: &Span) {
        self.question.clear();
        let id = id.unwrap_or_default();
        self.question.push_str(&id[..id.floor_char_boundary(64)]);
        let next = self.slips.partition_point(|slip| slip.end <= range.start);
        let is_hit = self.slips.get(next).is_some_and(|slip| slip.start < range.end);
        self.lost = if is_hit { Lost::Parts } else { Lost::Nothing };
    }

    /// Ends the head or a question.
    pub(crate) fn leave(&mut self) {
        self.question.clear();
        self.lost = Lost::Nothing;
    }

    /// To the end of the question, what is missing may be lost by an error that is reported.
    pub(crate) fn lose_parts(&mut self) {
        self.lost = Lost::Parts;
    }

    /// To the end of the question, what depends on a word that cannot be read is not judged.
    pub(crate) fn lose_rule(&mut self) {
        self.lost = self.lost.max(Lost::Rule);
    }

    /// Whether a word on which others depend is lost.
    pub(crate) fn has_lost_rule(&self) -> bool {
        self.lost >= Lost::Rule
    }

    /// Whether there are syntax errors at all.
    pub(crate) fn has_slips(&self) -> bool {
        !self.slips.is_empty()
    }

    /// Whether a syntax error is below the first header of a table that is no question, so that
    /// what the tables declare may be lost.
    pub(crate) fn has_slip_in_tables(&self) -> bool {
        let header = match self.text.starts_with('[') {
            true => Some(0),
            false => memchr::memmem::find(self.text.as_bytes(), b"\n["),
        };
        let header = header.map(|at| at + self.bom);
        header.is_some_and(|header| self.slips.iter().any(|slip| slip.end > header))
    }

    /// Keeps a diagnostic, unless it may only echo an error that was reported.
    pub(crate) fn report(&mut self, mut diagnostic: Diagnostic) {
        let may_follow = match self.lost {
            Lost::Nothing => false,
            Lost::Rule => depends_on_rule(diagnostic.code),
            Lost::Parts => !stands_alone(diagnostic.code),
        };
        if may_follow {
            return;
        }
        self.name_question(&mut diagnostic);
        self.push(diagnostic);
    }

    /// Keeps a syntax error with the bytes that it makes unreadable.
    pub(crate) fn syntax_error(&mut self, mut diagnostic: Diagnostic, lost: Range<usize>) {
        self.name_question(&mut diagnostic);
        let lost = self.at(lost);
        self.slips.push(lost);
        self.push(diagnostic);
    }

    /// Keeps that a handout holds what it must not. That is one mistake, wherever it shows.
    pub(crate) fn report_in_handout(&mut self, mut diagnostic: Diagnostic) {
        self.lose_parts();
        self.name_question(&mut diagnostic);
        self.in_handout = match self.in_handout.take() {
            Some((first, more)) => Some((first, more + 1)),
            None => Some((diagnostic, 0)),
        };
    }

    fn name_question(&self, diagnostic: &mut Diagnostic) {
        if diagnostic.question.is_none() && !self.question.is_empty() {
            diagnostic.question = Some(self.question.clone());
        }
    }

    fn push(&mut self, diagnostic: Diagnostic) {
        if self.is_full() {
            self.more += 1;
        } else {
            self.diagnostics.push(diagnostic);
        }
    }

    /// Counts a problem without saying what it is, once enough were found.
    pub(crate) fn skip(&mut self) {
        self.more += 1;
    }

    /// Whether enough problems were found.
    pub(crate) fn is_full(&self) -> bool {
        self.diagnostics.len() >= MAX_DIAGNOSTICS
    }

    /// Whether nothing was found wrong so far.
    pub(crate) fn is_clean(&self) -> bool {
        self.diagnostics.is_empty() && self.in_handout.is_none()
    }

    /// Forgets what was found, where only this matters.
    pub(crate) fn only(&mut self, diagnostic: Diagnostic) {
        self.diagnostics.clear();
        self.more = 0;
        self.in_handout = None;
        self.diagnostics.push(diagnostic);
    }

    /// The place behind the last byte.
    pub(crate) fn end_of_text(&self) -> Span {
        let end = self.bom + self.text.len();
        end..end
    }

    pub(crate) fn into_problems(mut self) -> Problems {
        if let Some((mut first, more)) = self.in_handout {
            match more {
                0 => {}
                1 => first.message += "; such fields stand in one more place",
                _ => first.message += &format!("; such fields stand in {more} more places"),
            }
            self.diagnostics.push(first);
        }
        Problems { diagnostics: self.diagnostics, more: self.more }
    }
}

/// Whether an error of this code may follow from a word that cannot be read: the scoring rule, or
/// the unit.
fn depends_on_rule(code: &str) -> bool {
    matches!(code, "credit-without-rule" | "no-key" | "units-without-unit")
}

/// Whether an error of this code stands whatever else is lost of its question. The others may
/// follow from the loss: an answer that names no option, where the option could not be read.
fn stands_alone(code: &str) -> bool {
    matches!(
        code,
        "bad-id"
            | "bad-image"
            | "bad-number"
            | "bad-value"
            | "duplicate-id"
            | "duplicate-option"
            | "empty-text"
            | "fallen-field"
            | "newer-format"
            | "reserved-id"
            | "too-large"
            | "unknown-field"
    )
}
