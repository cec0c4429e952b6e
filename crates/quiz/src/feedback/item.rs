//! One item of a list below the verdict: a sign, a label, and a text that hangs beside them.

use console::{Look, layout, style};
use session::Verdict;

/// The empty columns on both sides.
const MARGIN: usize = 2;

/// Where an item of a list stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item<'a> {
    pub(super) sign: Option<Verdict>,
    pub(super) label: &'a str,
    /// The width of the widest label of the list.
    pub(super) widest: usize,
}

impl Item<'_> {
    /// The lines of a safe text, set as [`console::question::option`] sets an option.
    pub(super) fn lines(&self, text: &str, look: &Look) -> Vec<String> {
        let lines = layout::wrap(text, room(self.widest, look));
        layout::hang(lines, &self.first(look), &" ".repeat(hanging(self.widest)))
    }

    /// What stands before the text.
    fn first(&self, look: &Look) -> String {
        let sign = self.sign.map_or_else(|| " ".to_owned(), |verdict| look.sign(verdict));
        let pad = " ".repeat(self.widest.saturating_sub(self.label.len()));
        format!("  {sign} {}{pad}  ", look.paint(style::ACCENT, self.label))
    }
}

/// The column in which the texts of a list stand.
pub(super) fn hanging(widest: usize) -> usize {
    MARGIN + 2 + widest + 2
}

/// The columns that there are for the texts of a list.
pub(super) fn room(widest: usize, look: &Look) -> usize {
    look.text_width().saturating_sub(MARGIN + hanging(widest)).max(1)
}

/// Adds quiet words to an item: behind its last line, or below it where they do not fit.
pub(super) fn add_aside(lines: &mut Vec<String>, aside: &str, widest: usize, look: &Look) {
    let aside = format!("({aside})");
    let end = hanging(widest) + room(widest, look);
    if let Some(last) = lines.last_mut()
        && layout::styled_width(last) + 2 + layout::width(&aside) <= end
    {
        last.push_str(&format!("  {}", look.paint(style::DIM, &aside)));
        return;
    }
    let below = layout::wrap(&aside, room(widest, look)).into_iter();
    let below = below.map(|line| look.paint(style::DIM, &line)).collect();
    lines.extend(layout::indent(below, hanging(widest)));
}

/// The width of the widest label of a list.
pub(super) fn widest<'l>(labels: impl IntoIterator<Item = &'l String>) -> usize {
    labels.into_iter().map(String::len).max().unwrap_or(0)
}
