//! A line that is typed while a clock runs. Without a limit inquire asks for lines.

use console::Look;

use super::super::dialogue::Check;
use super::board::{Board, Reaction, View};
use super::keys::Key;
use super::text::TextLine;
use crate::command::{self, Typed as Read};

/// One line, checked when it is given.
pub(super) struct Typed<'a> {
    label: &'a str,
    help: String,
    check: Check,
    line: TextLine,
}

impl<'a> Typed<'a> {
    pub(super) fn new(label: &'a str, help: String, check: Check, begun: &str) -> Self {
        Self { label, help, check, line: TextLine::of(begun) }
    }

    pub(super) fn text(&self) -> &str {
        self.line.text()
    }
}

impl Board for Typed<'_> {
    type Out = String;

    fn key(&mut self, key: &Key) -> Reaction<String> {
        if *key != Key::Enter {
            self.line.key(key);
            return Reaction::Stay;
        }
        let line = self.line.text();
        let refused = match command::read(line) {
            Read::Answer(text) => (self.check)(text).err(),
            Read::Command(_) => None,
            Read::Unknown(message) => Some(message),
        };
        match refused {
            Some(message) => Reaction::Say(console::sanitise_line(&message).into_owned()),
            None => Reaction::Done(line.to_owned()),
        }
    }

    fn view(&self, look: &Look) -> View {
        let (given, column) = self.line.shown(look.sanitiser());
        View {
            label: if self.label.is_empty() { look.glyphs().ellipsis } else { self.label }
                .to_owned(),
            given,
            caret: Some(column),
            help: vec![self.help.clone()],
            ..View::default()
        }
    }

    fn takes_text(&self) -> bool {
        true
    }
}
