//! What a dialogue with an author needs of a terminal.

use std::rc::Rc;

use console::Failure;

/// Says what is wrong with a line, if anything.
pub(crate) type Check = Rc<dyn Fn(&str) -> Result<(), String>>;

/// A line that is asked for.
#[derive(Clone)]
pub(crate) struct Line {
    /// What it is.
    pub(crate) label: String,
    /// How to type it; may be empty.
    pub(crate) help: &'static str,
    /// What stands there already.
    pub(crate) begun: String,
    /// What it has to be.
    pub(crate) check: Check,
    /// Words that complete the last part after a comma.
    pub(crate) words: Rc<[String]>,
}

impl Line {
    /// A line that may be anything.
    pub(crate) fn new(label: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            help: "",
            begun: String::new(),
            check: Rc::new(|_| Ok(())),
            words: Rc::from([]),
        }
    }

    pub(crate) fn help(mut self, help: &'static str) -> Self {
        self.help = help;
        self
    }

    pub(crate) fn begun(mut self, begun: impl Into<String>) -> Self {
        self.begun = begun.into();
        self
    }

    pub(crate) fn check(mut self, check: impl Fn(&str) -> Result<(), String> + 'static) -> Self {
        self.check = Rc::new(check);
        self
    }
}

/// Asks an author. `None` is Esc.
pub(crate) trait Ask {
    /// Asks for a line, until it passes its check. White space around it is gone.
    fn line(&mut self, line: Line) -> Result<Option<String>, Failure>;

    /// Asks for one of several things; gives its index.
    fn choose(
        &mut self,
        label: &str,
        choices: &[String],
        start: usize,
    ) -> Result<Option<usize>, Failure>;

    /// Asks for any number of several things; gives their indices.
    fn choose_many(
        &mut self,
        label: &str,
        choices: &[String],
    ) -> Result<Option<Vec<usize>>, Failure>;

    /// Shows lines, which are safe for a terminal.
    fn show(&mut self, lines: &[String]);
}

/// An author whose answers are known beforehand.
#[cfg(test)]
#[derive(Debug, Default)]
pub(crate) struct Script {
    pub(crate) answers: std::collections::VecDeque<&'static str>,
    /// What was asked, refused and shown.
    pub(crate) seen: Vec<String>,
}

/// The answer of a [`Script`] that stands for Esc.
#[cfg(test)]
pub(crate) const ESC: &str = "\u{1b}";

#[cfg(test)]
impl Script {
    pub(crate) fn new(answers: &[&'static str]) -> Self {
        Self { answers: answers.iter().copied().collect(), seen: Vec::new() }
    }

    fn next(&mut self, label: &str) -> Option<&'static str> {
        self.seen.push(label.to_owned());
        let Some(answer) = self.answers.pop_front() else { panic!("nothing to say to {label:?}") };
        Some(answer).filter(|answer| *answer != ESC)
    }

    fn index(choices: &[String], answer: &str) -> usize {
        let found = choices.iter().position(|choice| choice.starts_with(answer));
        found.unwrap_or_else(|| panic!("no {answer:?} among {choices:?}"))
    }
}

#[cfg(test)]
impl Ask for Script {
    fn line(&mut self, line: Line) -> Result<Option<String>, Failure> {
        loop {
            let Some(answer) = self.next(&line.label) else { return Ok(None) };
            // What stands there already is taken as it is.
            let answer = if answer == "=" { line.begun.as_str() } else { answer };
            match (line.check)(answer) {
                Ok(()) => return Ok(Some(answer.to_owned())),
                Err(message) => self.seen.push(format!("refused: {message}")),
            }
        }
    }

    fn choose(
        &mut self,
        label: &str,
        choices: &[String],
        _start: usize,
    ) -> Result<Option<usize>, Failure> {
        Ok(self.next(label).map(|answer| Self::index(choices, answer)))
    }

    fn choose_many(
        &mut self,
        label: &str,
        choices: &[String],
    ) -> Result<Option<Vec<usize>>, Failure> {
        let answer = self.next(label);
        Ok(answer.map(|answer| answer.split('|').map(|one| Self::index(choices, one)).collect()))
    }

    fn show(&mut self, lines: &[String]) {
        self.seen.extend(lines.iter().cloned());
    }
}
