//! Options as lines, with signs and marks, and which lines are which option's.

use std::ops::Range;

use console::question::{Sign, option};
use console::{Look, layout};

/// Options to be drawn. The texts are Markdown.
#[derive(Debug, Default)]
pub(super) struct List {
    pub(super) lines: Vec<String>,
    /// The lines of each option.
    ranges: Vec<Range<usize>>,
}

impl List {
    /// Draws options, each with what stands before its text; the one that keys point at has a sign.
    pub(super) fn new<'t>(
        options: impl IntoIterator<Item = (String, &'t str)>,
        here: Option<usize>,
        look: &Look,
    ) -> Self {
        let options: Vec<_> = options.into_iter().collect();
        let widest = options.iter().map(|(label, _)| layout::width(label)).max().unwrap_or(0);
        let mut list = Self::default();
        for (place, (label, text)) in options.into_iter().enumerate() {
            let sign = (here == Some(place)).then_some(Sign::Here);
            let lines = option(&label, widest, text, sign, look);
            list.ranges.push(list.lines.len()..list.lines.len() + lines.len());
            list.lines.extend(lines);
        }
        list
    }

    /// The lines of an option.
    pub(super) fn range(&self, place: Option<usize>) -> Range<usize> {
        place.and_then(|place| self.ranges.get(place)).cloned().unwrap_or(0..0)
    }
}

/// The place after, or before, in a list of so many; from nowhere to an end.
pub(super) fn step(at: Option<usize>, down: bool, count: usize) -> Option<usize> {
    if count == 0 {
        return None;
    }
    Some(match (at, down) {
        (None, true) => 0,
        (None, false) => count - 1,
        (Some(at), true) => (at + 1).min(count - 1),
        (Some(at), false) => at.saturating_sub(1),
    })
}
