//! One line that is typed, with a cursor.

use console::{Sanitiser, layout};
use tui_input::{Input, InputRequest};

use super::keys::Key;

/// The longest line that is taken, in bytes; keys beyond it are ignored.
const MAX_LINE: usize = 1 << 16;

/// A line that is being typed.
#[derive(Debug, Clone, Default)]
pub(super) struct TextLine {
    input: Input,
}

impl TextLine {
    /// A line that is not empty at first, the cursor at its end.
    pub(super) fn of(text: &str) -> Self {
        Self { input: Input::new(text.to_owned()) }
    }

    pub(super) fn text(&self) -> &str {
        self.input.value()
    }

    /// The text and the column of the cursor, as they are shown.
    pub(super) fn shown(&self, sanitiser: Sanitiser) -> (String, usize) {
        let before: String = self.text().chars().take(self.input.cursor()).collect();
        (sanitiser.line(self.text()).into_owned(), layout::width(&sanitiser.line(&before)))
    }

    /// Takes a key; whether it was one for a line.
    pub(super) fn key(&mut self, key: &Key) -> bool {
        let request = match key {
            Key::Paste(text) => {
                text.chars().for_each(|c| self.insert(c));
                return true;
            }
            Key::Char(c) => {
                self.insert(*c);
                return true;
            }
            Key::Left => InputRequest::GoToPrevChar,
            Key::Right => InputRequest::GoToNextChar,
            Key::Home | Key::Ctrl('a') => InputRequest::GoToStart,
            Key::End | Key::Ctrl('e') => InputRequest::GoToEnd,
            Key::Backspace | Key::Ctrl('h') => InputRequest::DeletePrevChar,
            Key::Delete | Key::Ctrl('d') => InputRequest::DeleteNextChar,
            Key::Ctrl('w') => InputRequest::DeletePrevWord,
            Key::Ctrl('u') => InputRequest::DeleteFromStart,
            Key::Ctrl('k') => InputRequest::DeleteTillEnd,
            _ => return false,
        };
        self.input.handle(request);
        true
    }

    fn insert(&mut self, c: char) {
        if self.text().len() + c.len_utf8() <= MAX_LINE {
            self.input.handle(InputRequest::InsertChar(c));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(keys: &[Key]) -> TextLine {
        let mut line = TextLine::default();
        for key in keys {
            assert!(line.key(key), "{key:?}");
        }
        line
    }

    #[test]
    fn keys_edit_the_line() {
        let keys = [
            Key::Paste("one two".into()),
            Key::Ctrl('w'),
            Key::Char('x'),
            Key::Home,
            Key::Delete,
            Key::Char('O'),
            Key::End,
            Key::Backspace,
            Key::Left,
        ];
        let line = typed(&keys);
        assert_eq!(line.text(), "One ");
        assert_eq!(line.shown(Sanitiser::UNICODE), ("One ".into(), 3));
        assert!(!TextLine::default().key(&Key::Tab));
    }

    #[test]
    fn a_wide_character_is_one_step_and_two_columns() {
        let line = typed(&[Key::Paste("日e\u{301}".into())]);
        assert_eq!(line.shown(Sanitiser::UNICODE).1, 3);
        assert_eq!(typed(&[Key::Paste("日e\u{301}".into()), Key::Backspace]).text(), "日");
    }

    #[test]
    fn what_is_pasted_is_shown_safely() {
        let line = typed(&[Key::Paste("a\u{1b}[2J".into())]);
        assert_eq!(line.shown(Sanitiser::UNICODE).0, "a␛[2J");
    }
}
