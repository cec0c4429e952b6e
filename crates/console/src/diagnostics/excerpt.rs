//! The lines of a file that a diagnostic points at, cut and made safe without losing the places.
//!
//! A file may be huge, and so may a line. Whatever the file is, only some hundred characters around
//! each place are looked at.

use std::ops::Range;

use deck_format::{Diagnostic, Span};

use super::File;
use crate::look::Look;
use crate::sanitise::TAB;

/// How many bytes of a line are shown before the first place in it.
const BEFORE: usize = 200;
/// How many bytes of a line are shown after the first place in it.
const AFTER: usize = 400;

/// A line with the places in it, safe for a terminal.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Excerpt<'a> {
    /// The number of the line, from 1.
    pub(super) line: usize,
    /// The line, or as much of it as is shown.
    pub(super) text: String,
    /// The places, as ranges of bytes in `text`.
    pub(super) marks: Vec<Mark<'a>>,
}

/// A place in a line.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Mark<'a> {
    pub(super) span: Range<usize>,
    pub(super) label: &'a str,
    pub(super) primary: bool,
}

/// The lines that a diagnostic points at, in the order of the file, and single lines between two of
/// them. A place that spans several lines is shown by its first.
pub(super) fn excerpts<'a>(
    file: &File<'_>,
    diagnostic: &'a Diagnostic,
    look: &Look,
) -> Vec<Excerpt<'a>> {
    let primary = std::iter::once((&diagnostic.primary, true));
    let others = diagnostic.labels.iter().map(|label| (label, false));
    let mut places: Vec<_> = primary
        .chain(others)
        .map(|(label, primary)| {
            let span = file.clipped(&label.span);
            Place { line: 0, span, label: &label.text, primary }
        })
        .collect();
    places.sort_by_key(|place| place.span.start);
    for place in &mut places {
        place.line = file.position(place.span.start).line;
    }
    let mut excerpts: Vec<Excerpt<'a>> = Vec::new();
    let mut end = 0;
    for places in places.chunk_by(|a, b| a.line == b.line) {
        let (line, start) = (places[0].line, places[0].span.start);
        if excerpts.last().is_some_and(|last| last.line + 2 == line) {
            let middle = file.text[end..start].find('\n').map_or(end, |at| end + at + 1);
            let place = Place { line: line - 1, span: middle..middle, label: "", primary: false };
            excerpts.push(Excerpt { marks: Vec::new(), ..excerpt(file, &[place], look) });
        }
        excerpts.push(excerpt(file, places, look));
        end = start;
    }
    excerpts
}

/// A place in the file.
struct Place<'a> {
    line: usize,
    /// Inside the text and inside one line.
    span: Range<usize>,
    label: &'a str,
    primary: bool,
}

impl File<'_> {
    /// A span cut so that it lies inside the text and inside one line.
    fn clipped(&self, span: &Span) -> Range<usize> {
        let start = self.text.floor_char_boundary(span.start);
        let end = self.text.floor_char_boundary(span.end).max(start);
        let end = self.text.floor_char_boundary(end.min(start + AFTER));
        let line = self.text[start..end].find('\n').map_or(end, |length| start + length);
        start..line
    }

    /// The part of a line that is shown around a place, and whether it is cut on either side.
    fn window(&self, place: usize) -> (Range<usize>, bool, bool) {
        let from = self.text.floor_char_boundary(place.saturating_sub(BEFORE));
        let to = self.text.floor_char_boundary(place + AFTER);
        let newline_before = self.text[from..place].rfind('\n').map(|at| from + at + 1);
        let newline_after = self.text[place..to].find('\n').map(|at| {
            let end = place + at;
            if self.text[from..end].ends_with('\r') { end - 1 } else { end }
        });
        let window = newline_before.unwrap_or(from)..newline_after.unwrap_or(to);
        let cut_left = newline_before.is_none() && from > 0;
        let cut_right = newline_after.is_none() && to < self.text.len();
        (window, cut_left, cut_right)
    }
}

/// The part of a line around the first of its places.
fn excerpt<'a>(file: &File<'_>, places: &[Place<'a>], look: &Look) -> Excerpt<'a> {
    let first = &places[0];
    let (window, cut_left, cut_right) = file.window(first.span.start);
    let ellipsis = look.glyphs().ellipsis;
    let left = if cut_left { ellipsis } else { "" };
    let right = if cut_right { ellipsis } else { "" };
    // Each character is made safe by itself, so that offsets can be found by making safe what
    // stands before them. What lies beyond the window is marked at its end.
    let at = |byte: usize| {
        let end = byte.clamp(window.start, window.end);
        left.len() + visible(&file.text[window.start..end], look).len()
    };
    let marks = places.iter().map(|place| Mark {
        span: at(place.span.start)..at(place.span.end),
        label: place.label,
        primary: place.primary,
    });
    let text = format!("{left}{}{right}", visible(&file.text[window.clone()], look));
    Excerpt { line: first.line, text, marks: marks.collect() }
}

/// Source with every character visible: nothing is left out, and only tabs grow.
fn visible(source: &str, look: &Look) -> String {
    let mut visible = String::with_capacity(source.len());
    for c in source.chars() {
        match c {
            '\t' => visible.push_str(TAB),
            c => visible.push(look.sanitiser().visible(c)),
        }
    }
    visible
}
