//! What a prompt of our own consists of: a state that keys change, and how it looks.

use std::ops::Range;

use console::{Look, layout, style};

use super::frame::Caret;
use super::keys::Key;

/// The empty columns on the left.
pub(super) const MARGIN: usize = 2;

/// Something that is answered by keys.
pub(super) trait Board {
    /// What it is answered with.
    type Out;

    /// Takes a key.
    fn key(&mut self, key: &Key) -> Reaction<Self::Out>;

    /// How it looks now.
    fn view(&self, look: &Look) -> View;

    /// Whether letters are text here, so that a colon begins no command.
    fn takes_text(&self) -> bool {
        false
    }
}

/// What a key leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Reaction<T> {
    /// Nothing but what is seen.
    Stay,
    /// Something is to be said.
    Say(String),
    /// It is answered.
    Done(T),
}

/// How a board looks.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct View {
    /// What is chosen from; it may be longer than the screen.
    pub(super) body: Vec<String>,
    /// The lines of it that have to be seen.
    pub(super) focus: Range<usize>,
    /// What stands before the mark of the prompt.
    pub(super) label: String,
    /// What is given so far; safe.
    pub(super) given: String,
    /// The column of the cursor in what is given; `None` where there is none.
    pub(super) caret: Option<usize>,
    /// What the keys do. Of many words the first and the last matter most.
    pub(super) help: Vec<String>,
}

/// What stands around a view.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Around {
    /// How much time is left, where that binds.
    pub(super) time: Option<String>,
    /// What is said about the last key.
    pub(super) message: Option<String>,
    /// The first line of the body that is seen; `None` follows the focus.
    pub(super) top: Option<usize>,
}

/// Lines to draw, with what of the body they show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Drawing {
    pub(super) lines: Vec<String>,
    pub(super) caret: Option<Caret>,
    /// The lines of the body that are seen.
    pub(super) window: Range<usize>,
    /// How many lines the body has.
    pub(super) total: usize,
}

/// Lays a view out in so many rows, none of its lines wider than the look's columns.
pub(super) fn drawing(
    view: &View,
    around: &Around,
    last: &Range<usize>,
    look: &Look,
    rows: usize,
) -> Drawing {
    let columns = look.width.unwrap_or(usize::MAX).max(8);
    let foot = foot(view, around, look, columns, rows);
    let total = view.body.len();
    let room = rows.saturating_sub(foot.lines.len()).max(1);
    // A blank line parts the options from the prompt, where there is room.
    let gap = usize::from(total > 0);
    let (window, mut lines) = if total + gap <= room {
        let mut lines = view.body.clone();
        lines.extend(std::iter::repeat_n(String::new(), gap));
        (0..total, lines)
    } else {
        paged(view, around, last, look, room)
    };
    let above = lines.len();
    let caret = foot.caret.map(|caret| Caret { line: caret.line + above, ..caret });
    lines.extend(foot.lines);
    Drawing { lines, caret, window, total }
}

/// A window of a body that does not fit, and a line that says which part it is.
fn paged(
    view: &View,
    around: &Around,
    last: &Range<usize>,
    look: &Look,
    room: usize,
) -> (Range<usize>, Vec<String>) {
    let total = view.body.len();
    let height = room.saturating_sub(1).max(1).min(total);
    let top = around.top.unwrap_or_else(|| follow(&view.focus, last.start, height));
    let top = top.min(total - height);
    let window = top..top + height;
    let mut lines = view.body[window.clone()].to_vec();
    if room > 1 {
        let dash = look.glyphs().dash;
        let words = format!(
            "lines {}{dash}{} of {total} {} PgUp PgDn",
            top + 1,
            top + height,
            look.glyphs().dot
        );
        let columns = look.width.unwrap_or(usize::MAX);
        let words = layout::clip(&words, columns.saturating_sub(MARGIN + 1), look);
        lines.push(format!("{}{}", " ".repeat(MARGIN), look.paint(style::DIM, &words)));
    }
    (window, lines)
}

/// The first line of a window of some height that shows the focus and moves as little as it can.
/// Of a focus that is too high its beginning is shown.
fn follow(focus: &Range<usize>, top: usize, height: usize) -> usize {
    if focus.start < top || focus.len() >= height {
        focus.start
    } else if focus.end > top + height {
        focus.end - height
    } else {
        top
    }
}

struct Foot {
    lines: Vec<String>,
    caret: Option<Caret>,
}

/// The time, what is said, the prompt, and what the keys do.
fn foot(view: &View, around: &Around, look: &Look, columns: usize, rows: usize) -> Foot {
    let margin = " ".repeat(MARGIN);
    let text = columns.saturating_sub(MARGIN + 1).max(1);
    let mut lines = Vec::new();
    // On a screen of few rows it is cut to one.
    let wrapped = |words: &str| {
        if rows < 10 { vec![layout::clip(words, text, look)] } else { layout::wrap(words, text) }
    };
    if let Some(message) = &around.message {
        let painted = wrapped(message).into_iter().map(|line| look.paint(style::PARTLY, &line));
        lines.extend(painted.map(|line| format!("{margin}{line}")));
    }
    if let Some(time) = &around.time {
        lines.push(format!("{margin}{time}"));
    }
    let mark = look.glyphs().prompt;
    // Where there is hardly any room, what is given matters more than what it is called.
    let label = if layout::width(&view.label) + 7 <= text { view.label.as_str() } else { "" };
    let lead = if label.is_empty() { format!("{mark} ") } else { format!("{label} {mark} ") };
    let used = layout::width(&lead);
    let room = text.saturating_sub(used).max(1);
    let (given, caret) = match view.caret {
        Some(_) => seen(&view.given, view.caret, room),
        None => (layout::clip(&view.given, room, look), None),
    };
    let caret = caret.map(|column| Caret { line: lines.len(), column: MARGIN + used + column });
    let prompt = format!(
        "{margin}{}{}{} {given}",
        look.paint(style::HEADING, label),
        if label.is_empty() { "" } else { " " },
        look.paint(style::ACCENT, mark),
    );
    let taken = MARGIN + used + layout::width(&given);
    let help = help(&view.help, text, look);
    let width = layout::width(&help);
    if help.is_empty() {
        lines.push(prompt);
    } else if taken + 3 + width < columns {
        let gap = " ".repeat(columns.min(100).saturating_sub(taken + width + MARGIN).max(3));
        lines.push(format!("{prompt}{gap}{}", look.paint(style::DIM, &help)));
    } else {
        lines.push(prompt);
        if rows > 5 || view.body.is_empty() {
            lines.push(format!("{margin}{}", look.paint(style::DIM, &help)));
        }
    }
    Foot { lines, caret }
}

/// What the keys do, in one line: the words in the middle go first.
fn help(words: &[String], columns: usize, look: &Look) -> String {
    let dot = format!(" {} ", look.glyphs().dot);
    let mut words = words.to_vec();
    while words.len() > 2 && layout::width(&words.join(&dot)) > columns {
        words.remove(1);
    }
    if let [first, last] = words.as_mut_slice() {
        let room = columns.saturating_sub(layout::width(last) + layout::width(&dot));
        *first = layout::clip(first, room.max(1), look);
    }
    layout::clip(&words.join(&dot), columns, look)
}

/// The part of a given text that is seen in so many columns, and the column of the cursor in it.
fn seen(given: &str, caret: Option<usize>, room: usize) -> (String, Option<usize>) {
    let at = caret.unwrap_or(0);
    // The cursor itself takes a column.
    let skip = (at + 1).saturating_sub(room);
    let mut column = 0;
    let mut shown = String::new();
    let mut first = None;
    for c in given.chars() {
        let width = layout::width(c.encode_utf8(&mut [0; 4]));
        if column >= skip && column + width <= skip + room {
            first.get_or_insert(column);
            shown.push(c);
        }
        column += width;
    }
    (shown, caret.map(|at| at.saturating_sub(first.unwrap_or(skip))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn view(lines: usize, focus: Range<usize>) -> View {
        View {
            body: (1..=lines).map(|number| format!("  line {number}")).collect(),
            focus,
            label: "Answer".into(),
            given: "b".into(),
            caret: None,
            help: vec!["letters".into(), "Enter".into(), "Esc menu".into()],
        }
    }

    fn drawn(view: &View, top: Option<usize>, columns: usize, rows: usize) -> Drawing {
        let around = Around { top, ..Around::default() };
        drawing(view, &around, &(0..0), &Look::rich(columns).uncoloured(), rows)
    }

    #[test]
    fn what_fits_is_shown_whole() {
        let lines = drawn(&view(2, 0..1), None, 40, 24).lines;
        assert_eq!(
            lines,
            ["  line 1", "  line 2", "", "  Answer ▸ b", "  letters · Enter · Esc menu"]
        );
        let lines = drawn(&view(1, 0..1), None, 60, 24).lines;
        assert_eq!(lines[2], "  Answer ▸ b                    letters · Enter · Esc menu");
    }

    #[test]
    fn what_does_not_fit_is_paged() {
        let drawing = drawn(&view(50, 30..31), None, 40, 6);
        assert_eq!(drawing.window, 28..31);
        assert_eq!(drawing.lines.len(), 6);
        assert_eq!(drawing.lines[3], "  lines 29–31 of 50 · PgUp PgDn");
        let drawing = drawn(&view(50, 30..31), Some(48), 40, 6);
        assert_eq!(drawing.window, 47..50, "the last page is full");
    }

    #[test]
    fn a_tiny_screen_keeps_the_prompt_and_a_line() {
        for rows in 1..8 {
            let drawing = drawn(&view(9, 4..6), None, 12, rows);
            assert!(drawing.lines.len() <= rows.max(2), "{rows}: {:?}", drawing.lines);
            assert!(drawing.lines.iter().any(|line| line.contains("▸ b")), "{:?}", drawing.lines);
            assert!(
                drawing.lines.iter().all(|line| layout::width(line) < 12),
                "{:?}",
                drawing.lines
            );
        }
    }

    #[test]
    fn the_window_moves_as_little_as_it_can() {
        assert_eq!(follow(&(3..4), 0, 5), 0);
        assert_eq!(follow(&(5..7), 0, 5), 2);
        assert_eq!(follow(&(1..2), 4, 5), 1);
        assert_eq!(follow(&(3..20), 0, 5), 3, "a long option from its beginning");
    }

    #[test]
    fn help_that_is_too_long_loses_its_middle() {
        let look = Look::rich(80);
        let words = ["a letter", "arrows", "Enter", "Esc menu"].map(str::to_owned);
        assert_eq!(help(&words, 80, &look), "a letter · arrows · Enter · Esc menu");
        assert_eq!(help(&words, 30, &look), "a letter · Enter · Esc menu");
        assert_eq!(help(&words, 20, &look), "a letter · Esc menu");
        assert_eq!(help(&words, 15, &look), "a l… · Esc menu");
        assert_eq!(help(&[], 15, &look), "");
    }

    #[test]
    fn a_long_text_is_seen_around_the_cursor() {
        assert_eq!(seen("abcdef", Some(6), 4), ("def".into(), Some(3)));
        assert_eq!(seen("abcdef", Some(0), 4), ("abcd".into(), Some(0)));
        assert_eq!(seen("日本語", Some(6), 4), ("語".into(), Some(2)));
        assert_eq!(seen("ab", None, 4), ("ab".into(), None));
    }
}
