//! Running text with marks, and how it is wrapped and styled.

use anstyle::{Effects, Style};

use crate::layout;
use crate::look::Look;
use crate::style;

/// What is special about a piece of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "independent marks, as in Markdown")]
pub(super) struct Marks {
    pub(super) strong: bool,
    pub(super) emphasis: bool,
    pub(super) strike: bool,
    pub(super) code: bool,
    pub(super) link: bool,
    pub(super) heading: bool,
}

impl Marks {
    fn style(self) -> Style {
        let base = if self.code { style::CODE } else { Style::new() };
        let effects = [
            (self.strong || self.heading, Effects::BOLD),
            (self.emphasis, Effects::ITALIC),
            (self.strike, Effects::STRIKETHROUGH),
            (self.link, Effects::UNDERLINE),
        ];
        let wanted = effects.into_iter().filter(|(wanted, _)| *wanted);
        base.effects(wanted.fold(base.get_effects(), |sum, (_, effect)| sum | effect))
    }
}

/// Running text: safe, with a newline only where a line must end.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Flow {
    text: String,
    /// Where each run of equal marks ends in the text.
    runs: Vec<(usize, Marks)>,
}

impl Flow {
    pub(super) fn push(&mut self, text: &str, marks: Marks) {
        if text.is_empty() {
            return;
        }
        self.text.push_str(text);
        let end = self.text.len();
        match self.runs.last_mut() {
            Some((last, same)) if *same == marks => *last = end,
            _ => self.runs.push((end, marks)),
        }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The runs of text of equal marks, in turn.
    pub(super) fn runs(&self) -> impl Iterator<Item = (&str, Marks)> {
        let mut start = 0;
        self.runs.iter().map(move |(end, marks)| {
            let run = &self.text[start..*end];
            start = *end;
            (run, *marks)
        })
    }

    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }

    /// The text in lines of so many columns, styled where there are colours. A style never reaches
    /// over the end of a line, so that what is put before the lines stays plain. An isolate may.
    pub(super) fn wrap(&self, columns: usize, look: &Look) -> Vec<String> {
        let mut lines = Vec::new();
        let mut runs = self.runs.as_slice();
        let mut at = 0;
        for line in layout::parts(self.text.trim(), columns) {
            // Wrapping leaves out spaces between lines and nothing else.
            let start = at + self.text[at..].find(&*line).unwrap_or(0);
            at = start + line.len();
            while runs.first().is_some_and(|(end, _)| *end <= start) {
                runs = &runs[1..];
            }
            lines.push(paint(&self.text, start..at, runs, look));
        }
        lines
    }
}

/// A line of the text, with the runs that begin in or before it.
fn paint(text: &str, line: std::ops::Range<usize>, runs: &[(usize, Marks)], look: &Look) -> String {
    let mut painted = String::with_capacity(line.len());
    let mut start = line.start;
    for (end, marks) in runs {
        let end = (*end).min(line.end);
        painted.push_str(&look.paint(marks.style(), &text[start..end]));
        start = end;
        if start == line.end {
            break;
        }
    }
    painted
}

#[cfg(test)]
mod tests {
    use super::*;

    const STRONG: Marks = Marks {
        strong: true,
        emphasis: false,
        strike: false,
        code: false,
        link: false,
        heading: false,
    };

    fn flow(pieces: &[(&str, Marks)]) -> Flow {
        let mut flow = Flow::default();
        for (text, marks) in pieces {
            flow.push(text, *marks);
        }
        flow
    }

    #[test]
    fn styles_end_with_their_line() {
        let flow =
            flow(&[("one ", Marks::default()), ("two three", STRONG), (" four", Marks::default())]);
        assert_eq!(
            flow.wrap(8, &Look::rich(80)),
            ["one \u{1b}[1mtwo\u{1b}[0m", "\u{1b}[1mthree\u{1b}[0m", "four"]
        );
        assert_eq!(flow.wrap(8, &Look::rich(80).uncoloured()), ["one two", "three", "four"]);
    }

    #[test]
    fn equal_runs_are_one() {
        let flow = flow(&[("a", STRONG), ("", Marks::default()), ("b", STRONG)]);
        assert_eq!(flow.wrap(8, &Look::rich(80)), ["\u{1b}[1mab\u{1b}[0m"]);
    }

    #[test]
    fn repeated_words_find_their_own_runs() {
        let flow = flow(&[("a a ", Marks::default()), ("a", STRONG), (" a\na", Marks::default())]);
        assert_eq!(flow.wrap(3, &Look::rich(80)), ["a a", "\u{1b}[1ma\u{1b}[0m a", "a"]);
    }
}
