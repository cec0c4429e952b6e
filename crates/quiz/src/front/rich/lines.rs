//! Answers that are typed, line by line.

use std::io::Write;

use console::Failure;
use session::Shown;

use super::super::dialogue::{Ask, Asked, Check, Prompt};
use super::super::{Asking, Given};
use super::menu::Picked;
use super::run::{self, Ended, Stays};
use super::typed::Typed;
use super::{PROMPT_HEIGHT, RichFront, frame, prompts};
use crate::command::{self, Typed as Read};

/// What came of asking for a line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Line {
    Text(String),
    /// Left by Esc, with what was typed until then.
    Esc(String),
    /// The time ran out, with what was typed until then.
    TimeUp(String),
}

impl<W: Write> RichFront<W> {
    /// Asks for an answer that is typed.
    pub(super) fn typed(&mut self, asking: &Asking<'_>) -> Result<Given, Failure> {
        if matches!(asking.question.shown, Shown::Essay)
            && let Some(given) = self.essay_in_editor(asking)?
        {
            return Ok(given);
        }
        let mut dialogue = std::mem::take(&mut self.dialogue);
        let limit = self.limit.map(|deadline| deadline.limit);
        let given = dialogue.answer(&mut Lines { front: self, asking }, asking.question, limit);
        self.dialogue = dialogue;
        given
    }

    /// Asks for a line of text: by inquire, unless a clock runs that it would not heed.
    pub(super) fn text(
        &mut self,
        label: &str,
        help: &str,
        check: &Check,
        begun: &str,
    ) -> Result<Line, Failure> {
        if self.limit.is_none() {
            self.make_room(PROMPT_HEIGHT)?;
            let line = prompts::line(label, help, check, begun, &self.look_now())?;
            let line = match line {
                Ok(line) => line,
                Err(begun) => {
                    // The prompt that was left says nothing.
                    frame::erase_line_above(&mut self.output).map_err(run::closed)?;
                    return Ok(Line::Esc(begun));
                }
            };
            self.below_blank = false;
            return Ok(Line::Text(line));
        }
        let mut board = Typed::new(label, help.to_owned(), check.clone(), begun);
        Ok(match self.run(&mut board, Stays::Given)? {
            Ended::Done(text) => Line::Text(text),
            Ended::TimeUp => Line::TimeUp(board.text().to_owned()),
            Ended::Esc | Ended::Colon => Line::Esc(board.text().to_owned()),
        })
    }
}

/// Lines that answers are typed into.
struct Lines<'f, 'a, W: Write> {
    front: &'f mut RichFront<W>,
    asking: &'f Asking<'a>,
}

impl<W: Write> Prompt for Lines<'_, '_, W> {
    fn ask(&mut self, ask: &Ask<'_>) -> Result<Asked, Failure> {
        let look = self.front.look_now();
        let label = if ask.label.is_empty() { look.glyphs().ellipsis } else { ask.label };
        let dot = look.glyphs().dot;
        let help = format!("{} {dot} Esc menu", look.sanitiser().line(ask.expected));
        let answer = ask.check.clone();
        let check = prompts::check(move |line: &str| match command::read(line) {
            Read::Answer(text) => answer(text),
            Read::Command(_) => Ok(()),
            Read::Unknown(message) => Err(message),
        });
        let mut begun = String::new();
        loop {
            let picked = match self.front.text(label, &help, &check, &begun)? {
                Line::Text(line) => match command::read(&line) {
                    Read::Answer(text) => return Ok(Asked::Text(text.to_owned())),
                    Read::Command(command) => return Ok(Asked::Command(command)),
                    // The check lets none of these through.
                    Read::Unknown(_) => Picked::Back,
                },
                Line::Esc(text) => {
                    begun = text;
                    self.front.question_menu(self.asking)?
                }
                Line::TimeUp(line) => return Ok(Asked::TimeUp(line)),
            };
            match picked {
                Picked::Back | Picked::Text(_) => {}
                Picked::Command(command) => return Ok(Asked::Command(command)),
                Picked::TimeUp => return Ok(Asked::TimeUp(begun)),
            }
        }
    }
}
