//! The two front ends: one trait, so that there is one flow.

mod dialogue;
mod line;
mod rich;

use console::{Failure, Look};
use session::{Command, Input, Presented};

pub(crate) use line::LineFront;
pub(crate) use rich::RichFront;

/// What a person gave when asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Given {
    /// An answer or a command.
    Input(Input),
    /// Nothing, and nothing more will come.
    EndOfInput,
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

    /// Asks for an answer to a question that is on screen. Input that cannot be read is asked for
    /// again.
    ///
    /// # Errors
    /// When the dialogue cannot go on, or the person interrupts it.
    fn answer(&mut self, question: &Presented) -> Result<Given, Failure>;

    /// Forgets what was begun of an answer; whether there was anything to forget.
    fn drop_begun(&mut self) -> bool;

    /// Waits until the person has read what was said, where it would scroll away.
    ///
    /// # Errors
    /// As [`Front::answer`].
    fn pause(&mut self) -> Result<(), Failure>;

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
