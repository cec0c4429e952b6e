//! What a student reads on a screen of plain lines.

/// What stands on the screen since the last question began.
pub(super) struct Screen<'t>(&'t str);

impl<'t> Screen<'t> {
    /// The last question of a dialogue, if one was asked and the prompt is about it.
    pub(super) fn of(dialogue: &'t str) -> Option<Self> {
        let (_, block) = dialogue.rsplit_once("\nQuestion ")?;
        let screen = Self(block);
        screen.prompt().starts_with(['A', 'B', 'Y']).then_some(screen)
    }

    /// The line that waits for an answer.
    pub(super) fn prompt(&self) -> &'t str {
        self.0.rsplit('\n').next().unwrap()
    }

    /// Whether a line stands on it.
    pub(super) fn shows(&self, line: &str) -> bool {
        self.lines().any(|shown| shown == line)
    }

    /// The blank that the prompt asks for, from 0.
    pub(super) fn blank(&self) -> Option<usize> {
        let number = self.prompt().strip_prefix("Blank ")?.split_once(' ')?.0;
        Some(number.parse::<usize>().unwrap() - 1)
    }

    /// The lettered lines.
    pub(super) fn letters(&self) -> Vec<(&'t str, &'t str)> {
        self.marked(|mark| mark.len() == 1 && mark.starts_with(|c: char| c.is_ascii_lowercase()))
    }

    /// The numbered lines.
    pub(super) fn numbers(&self) -> Vec<(&'t str, &'t str)> {
        self.marked(|mark| mark.parse::<u8>().is_ok())
    }

    /// The letter of a text.
    pub(super) fn letter(&self, text: &str) -> &'t str {
        let found = self.letters().into_iter().find(|(_, shown)| *shown == text);
        found.unwrap_or_else(|| panic!("{text:?} is not on the screen:\n{}", self.0)).0
    }

    fn marked(&self, is_mark: impl Fn(&str) -> bool) -> Vec<(&'t str, &'t str)> {
        let marked = self.lines().filter_map(|line| line.split_once(") "));
        marked.filter(|(mark, _)| is_mark(mark)).collect()
    }

    fn lines(&self) -> impl Iterator<Item = &'t str> {
        self.0.lines()
    }
}
