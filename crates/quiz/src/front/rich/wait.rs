//! Waiting for a key: to go on after feedback, to read on, to end a break.

use std::io::Write;

use console::{Failure, Look};
use session::Command;

use super::RichFront;
use super::board::{Board, Reaction, View};
use super::keys::Key;
use super::menu::Picked;
use super::run::{Ended, Stays};

/// A prompt that Enter or a space answers.
struct Wait {
    label: &'static str,
    help: &'static [&'static str],
}

impl Board for Wait {
    type Out = ();

    fn key(&mut self, key: &Key) -> Reaction<()> {
        match key {
            Key::Enter | Key::Char(' ') | Key::PageDown | Key::Down => Reaction::Done(()),
            _ => Reaction::Stay,
        }
    }

    fn view(&self, _: &Look) -> View {
        let help = self.help.iter().map(|word| (*word).to_owned()).collect();
        View { label: self.label.to_owned(), help, ..View::default() }
    }
}

impl<W: Write> RichFront<W> {
    /// Waits until feedback was read; a command is one about the answer.
    pub(super) fn wait_to_go_on(&mut self) -> Result<Option<Command>, Failure> {
        self.part()?;
        let mut wait = Wait { label: "Go on", help: &["Enter", "Esc menu"] };
        loop {
            let picked = match self.run(&mut wait, Stays::Nothing)? {
                Ended::Done(()) | Ended::TimeUp => return Ok(None),
                Ended::Esc => self.feedback_menu()?,
                Ended::Colon => self.typed_command(false)?,
            };
            match picked {
                Picked::Command(command) => return Ok(Some(command)),
                Picked::TimeUp => return Ok(None),
                Picked::Back | Picked::Text(_) => {}
            }
        }
    }

    /// Waits until what is on the screen was read, before more scrolls it away. Esc and the end of
    /// the time go on as well.
    pub(super) fn wait_for_more(&mut self) -> Result<(), Failure> {
        self.unread = 0;
        let mut wait = Wait { label: "More", help: &["Space or Enter"] };
        self.run(&mut wait, Stays::Nothing).map(drop)
    }

    /// Waits until a break is over.
    pub(super) fn wait_at_rest(&mut self) -> Result<(), Failure> {
        self.part()?;
        let mut wait = Wait { label: "Paused", help: &["the clock stands", "Enter goes on"] };
        while let Ended::Esc | Ended::Colon = self.run(&mut wait, Stays::Nothing)? {}
        Ok(())
    }
}
