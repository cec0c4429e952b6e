//! The two front ends: one trait, so that there is one flow.

mod dialogue;
mod line;
mod rich;

use std::time::{Duration, Instant};

use console::question::Showing;
use console::{Failure, Look};
use session::{Command, Input, Limit, Presented, Response};

pub(crate) use line::LineFront;
pub(crate) use rich::{RichFront, is_editing, probe, restore};

/// What a person gave when asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Given {
    /// An answer or a command.
    Input(Input),
    /// Nothing more before the time ran out, with what was given until then.
    TimeUp(Limit, Option<Response>),
    /// An answer or a command after the time.
    Late(Limit, Input),
    /// Nothing, and nothing more will come.
    EndOfInput,
}

impl Given {
    pub(crate) fn answer(response: Response) -> Self {
        Self::Input(Input::Answer(response))
    }

    pub(crate) fn command(command: Command) -> Self {
        Self::Input(Input::Command(command))
    }
}

/// When a clock that binds runs out, and which.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Deadline {
    pub(crate) at: Instant,
    pub(crate) limit: Limit,
}

impl Deadline {
    /// What the time is for, to stand behind it.
    pub(crate) fn of(self) -> &'static str {
        match self.limit {
            Limit::Question => " for this question",
            Limit::Sitting => "",
        }
    }

    /// How much time is left.
    pub(crate) fn left(self) -> Duration {
        self.at.saturating_duration_since(Instant::now())
    }

    /// The seconds that are left, a begun one counted in full: it is not over yet.
    pub(crate) fn seconds_left(self) -> Duration {
        let left = self.left();
        Duration::from_secs(left.as_secs() + u64::from(left.subsec_nanos() > 0))
    }
}

/// A question that is asked, with what can be done beside answering.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Asking<'a> {
    pub(crate) question: &'a Presented,
    /// Whether there is a further hint.
    pub(crate) hint: bool,
    /// Whether it is flagged.
    pub(crate) flagged: bool,
    /// Whether an answer or a skip can be taken back.
    pub(crate) undo: bool,
    /// Whether the clock may be stopped.
    pub(crate) may_pause: bool,
    /// Whether it is a question of an exam.
    pub(crate) exam: bool,
    /// Whether it is one from which the student may go back to the one before.
    pub(crate) back: bool,
    /// Whether it is one that has an answer already, which may stay.
    pub(crate) kept: bool,
}

/// One of several things to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Choice {
    /// What is typed to choose it.
    pub(crate) key: String,
    /// What it is.
    pub(crate) label: String,
}

impl Choice {
    pub(crate) fn new(key: impl Into<String>, label: impl Into<String>) -> Self {
        Self { key: key.into(), label: label.into() }
    }
}

/// What came of a choice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Chosen {
    /// The thing of this index.
    One(usize),
    /// None of them: the end of the input, or Esc.
    Nothing,
    /// A command was given instead.
    Command(Command),
    /// Nothing before the time ran out.
    TimeUp,
}

/// A way to talk with a person. Texts that it is given are safe for a terminal already.
pub(crate) trait Front {
    /// How output is to look.
    fn look(&self) -> Look;

    /// Says something, one line each.
    ///
    /// # Errors
    /// When it cannot be written.
    fn say(&mut self, lines: &[String]) -> Result<(), Failure>;

    /// Says the last words.
    ///
    /// # Errors
    /// When they cannot be written.
    fn close(&mut self, lines: &[String]) -> Result<(), Failure>;

    /// Leaves a blank line before what comes next.
    ///
    /// # Errors
    /// When it cannot be written.
    fn gap(&mut self) -> Result<(), Failure>;

    /// Sets when a clock that binds runs out, until it is set again.
    fn limit(&mut self, deadline: Option<Deadline>);

    /// Shows a question.
    ///
    /// # Errors
    /// When it cannot be written.
    fn show(&mut self, question: &Presented, showing: Showing) -> Result<(), Failure>;

    /// Asks for an answer to the question that was shown. Input that cannot be read is asked for
    /// again.
    ///
    /// # Errors
    /// When the dialogue cannot go on, or the person interrupts it.
    fn answer(&mut self, asking: &Asking<'_>) -> Result<Given, Failure>;

    /// Forgets what was begun of an answer; whether there was anything to forget.
    fn drop_begun(&mut self) -> bool;

    /// Waits until the person has read the feedback on an answer, where it would scroll away. A
    /// command may come instead, which is one about that answer.
    ///
    /// # Errors
    /// As [`Front::answer`].
    fn go_on(&mut self) -> Result<Option<Command>, Failure>;

    /// Waits until the person ends a break; whether it was ended, and not the input.
    ///
    /// # Errors
    /// As [`Front::answer`].
    fn rest(&mut self) -> Result<bool, Failure>;

    /// Asks to choose one of several things.
    ///
    /// # Errors
    /// As [`Front::answer`].
    fn choose(
        &mut self,
        prompt: &str,
        choices: &[Choice],
        default: usize,
    ) -> Result<Chosen, Failure>;

    /// Asks to choose one of several things by its letter, which is taken at once: where a slip must
    /// not choose something else, as a part of a text that is looked for could.
    ///
    /// # Errors
    /// As [`Front::answer`].
    fn pick(
        &mut self,
        prompt: &str,
        choices: &[Choice],
        default: usize,
    ) -> Result<Chosen, Failure> {
        self.choose(prompt, choices, default)
    }

    /// Asks for a whole number from 1; `None` at the end of the input.
    ///
    /// # Errors
    /// As [`Front::answer`].
    fn number(
        &mut self,
        prompt: &str,
        most: usize,
        default: usize,
    ) -> Result<Option<usize>, Failure>;
}
