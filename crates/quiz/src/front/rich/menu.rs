//! What Esc leads to, and commands that are typed.

use std::io::Write;

use console::Failure;
use session::Command;

use super::super::{Asking, Choice, Chosen};
use super::RichFront;
use super::lines::Line;
use super::one::One;
use super::prompts;
use super::run::{Ended, Stays};
use crate::command;

/// What is done from a menu.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Entry {
    /// A command as it is.
    Does(Command),
    /// Flags, with a note that is asked for.
    Flag,
    /// Claims, likewise.
    Claim,
}

/// What came of a menu, or of a typed command.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Picked {
    Command(Command),
    /// A text that begins with a colon, where one can be typed.
    Text(String),
    /// Back to where Esc was pressed.
    Back,
    TimeUp,
}

type Entries = Vec<(&'static str, &'static str, Entry)>;

/// The menu while a question is asked.
fn of_question(asking: &Asking<'_>) -> Entries {
    let mut entries = Vec::new();
    let mut add = |key, text, entry| entries.push((key, text, entry));
    if asking.hint {
        add("h", "a hint", Entry::Does(Command::Hint));
    }
    let flag = Entry::Does(Command::Flag(String::new()));
    if asking.flagged {
        add("f", "take the flag off this question", flag);
    } else if asking.exam {
        add("f", "flag this question, to come back to it", flag);
    } else {
        add("f", "flag this question, with a note", Entry::Flag);
    }
    let skip = if asking.kept { "keep your answer, and go on" } else { "skip this question" };
    add("s", skip, Entry::Does(Command::Skip));
    let again = match asking.question.passage {
        Some(_) => "read it again, with its passage",
        None => "read it again",
    };
    add("r", again, Entry::Does(Command::Repeat));
    if asking.undo {
        add("u", "take your last answer back", Entry::Does(Command::Undo));
    }
    if asking.may_pause {
        add("p", "pause, with the clock stopped", Entry::Does(Command::Pause));
    }
    if asking.back {
        add("b", "go back to the question before", Entry::Does(Command::Back));
    }
    if asking.exam {
        add("l", "list the questions", Entry::Does(Command::List));
        add("d", "look over what you gave, and hand in", Entry::Does(Command::Done));
    } else {
        add("d", "end here, and see the score", Entry::Does(Command::Done));
    }
    add("q", "save and quit", Entry::Does(Command::Quit));
    entries
}

/// The menu after feedback.
fn of_feedback() -> Entries {
    vec![
        ("e", "it was easy: ask it later than usual", Entry::Does(Command::Easy)),
        ("c", "claim more credit for your answer", Entry::Claim),
        ("u", "take your answer back", Entry::Does(Command::Undo)),
        ("d", "end here, and see the score", Entry::Does(Command::Done)),
        ("q", "save and quit", Entry::Does(Command::Quit)),
    ]
}

impl<W: Write> RichFront<W> {
    pub(super) fn question_menu(&mut self, asking: &Asking<'_>) -> Result<Picked, Failure> {
        self.menu(of_question(asking))
    }

    pub(super) fn feedback_menu(&mut self) -> Result<Picked, Failure> {
        self.menu(of_feedback())
    }

    fn menu(&mut self, entries: Entries) -> Result<Picked, Failure> {
        let shown = entries.iter().map(|(key, text, _)| ((*key).to_owned(), (*text).to_owned()));
        self.part()?;
        let mut board = One::keyed("Menu", shown.collect()).leave_by("Esc goes back");
        let chosen = match self.run(&mut board, Stays::Nothing)? {
            Ended::Done(chosen) => chosen,
            Ended::Esc => return Ok(Picked::Back),
            Ended::Colon => return self.typed_command(false),
            Ended::TimeUp => return Ok(Picked::TimeUp),
        };
        match entries.into_iter().nth(chosen).map(|(_, _, entry)| entry) {
            Some(Entry::Does(command)) => Ok(Picked::Command(command)),
            Some(Entry::Flag) => self.noted(Command::Flag, "Enter alone flags without a note"),
            Some(Entry::Claim) => self.noted(Command::Claim, "say why; Enter alone is enough"),
            None => Ok(Picked::Back),
        }
    }

    /// Asks to choose one of several things by its letter, also while a clock runs, which inquire
    /// cannot be left by.
    pub(super) fn by_letter(
        &mut self,
        prompt: &str,
        choices: &[Choice],
        default: usize,
    ) -> Result<Chosen, Failure> {
        let shown = choices.iter().map(|choice| (choice.key.clone(), choice.label.clone()));
        let mut board = One::keyed(prompt, shown.collect()).at(default).leave_by("Esc goes back");
        loop {
            return Ok(match self.run(&mut board, Stays::Given)? {
                Ended::Done(chosen) => Chosen::One(chosen),
                Ended::Esc => Chosen::Nothing,
                Ended::TimeUp => Chosen::TimeUp,
                Ended::Colon => match self.typed_command(false)? {
                    Picked::Command(command) => Chosen::Command(command),
                    Picked::TimeUp => Chosen::TimeUp,
                    Picked::Back | Picked::Text(_) => continue,
                },
            });
        }
    }

    /// A command with a note that is asked for.
    fn noted(
        &mut self,
        command: impl FnOnce(String) -> Command,
        help: &str,
    ) -> Result<Picked, Failure> {
        let check = prompts::check(command::check_note);
        let asked = self.text("Note", help, &check, "")?;
        Ok(asked.map_picked(|note| Picked::Command(command(note.trim().to_owned()))))
    }

    /// A command that begins with the colon which was just typed; or a text, where one can be
    /// typed.
    pub(super) fn typed_command(&mut self, or_text: bool) -> Result<Picked, Failure> {
        let check = prompts::check(move |line: &str| match command::read(line) {
            command::Typed::Command(_) => Ok(()),
            command::Typed::Unknown(message) => Err(message),
            command::Typed::Answer(_) if or_text => Ok(()),
            command::Typed::Answer(_) => {
                Err("Type a command such as :help; Esc goes back.".to_owned())
            }
        });
        let asked = self.text("Command", ":help lists them · Esc goes back", &check, ":")?;
        Ok(asked.map_picked(|line| match command::read(&line) {
            command::Typed::Command(command) => Picked::Command(command),
            command::Typed::Answer(text) if or_text => Picked::Text(text.to_owned()),
            _ => Picked::Back,
        }))
    }
}

impl Line {
    fn map_picked(self, with: impl FnOnce(String) -> Picked) -> Picked {
        match self {
            Self::Text(text) => with(text),
            Self::Esc(_) => Picked::Back,
            Self::TimeUp(_) => Picked::TimeUp,
        }
    }
}
