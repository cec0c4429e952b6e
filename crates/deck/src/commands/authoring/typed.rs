//! Asking an author line by line, without moving the cursor: for screen readers and plain terminals.

use std::io::{BufRead, Write};
use std::rc::Rc;

use console::{Failure, letter, letter_index, reason, sanitise_line};

use super::ask::{Ask, Line};

/// What is typed to go back, as Esc does elsewhere.
const BACK: &str = ":back";

/// An author who reads and types lines.
pub(crate) struct Typed<R, W> {
    input: R,
    output: W,
}

impl<R: BufRead, W: Write> Typed<R, W> {
    /// Reads from the one, asks on the other.
    pub(crate) fn new(input: R, output: W) -> Self {
        Self { input, output }
    }

    /// Asks until a line makes sense; `None` is [`BACK`]. An empty line takes what stands there
    /// already.
    fn ask<T>(
        &mut self,
        question: &str,
        begun: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, Failure> {
        loop {
            self.put(&format!("{question}: "))?;
            let mut line = String::new();
            let count = self.input.read_line(&mut line);
            if count.map_err(|error| unusable(&error))? == 0 {
                self.put("\n")?;
                return Err(Failure::failed("the input ended; what was not added is lost"));
            }
            let typed = match line.trim() {
                BACK => return Ok(None),
                "" => begun,
                typed => typed,
            };
            match read(typed) {
                Ok(value) => return Ok(Some(value)),
                Err(message) => self.put(&format!("{}\n", sanitise_line(&message)))?,
            }
        }
    }

    fn put(&mut self, text: &str) -> Result<(), Failure> {
        let put = self.output.write_all(text.as_bytes()).and_then(|()| self.output.flush());
        put.map_err(|error| unusable(&error))
    }

    fn list(&mut self, choices: &[String]) -> Result<(), Failure> {
        for (at, choice) in choices.iter().enumerate() {
            self.put(&format!("{}) {}\n", letter(at), sanitise_line(choice)))?;
        }
        Ok(())
    }
}

impl<R: BufRead, W: Write> Ask for Typed<R, W> {
    fn line(&mut self, line: Line) -> Result<Option<String>, Failure> {
        let mut question = line.label.clone();
        let notes = [
            line.help.to_owned(),
            match line.begun.as_str() {
                "" => String::new(),
                begun => format!("Enter for {}", sanitise_line(begun)),
            },
        ];
        let notes: Vec<_> = notes.into_iter().filter(|note| !note.is_empty()).collect();
        if !notes.is_empty() {
            question.push_str(&format!(" ({})", notes.join("; ")));
        }
        let check = Rc::clone(&line.check);
        self.ask(&question, &line.begun, |typed| check(typed).map(|()| typed.to_owned()))
    }

    fn choose(
        &mut self,
        label: &str,
        choices: &[String],
        start: usize,
    ) -> Result<Option<usize>, Failure> {
        self.list(choices)?;
        let begun = letter(start.min(choices.len().saturating_sub(1)));
        let question = format!("{label} (a letter; Enter for {begun})");
        self.ask(&question, &begun, |typed| one_of(typed, choices))
    }

    fn choose_many(
        &mut self,
        label: &str,
        choices: &[String],
    ) -> Result<Option<Vec<usize>>, Failure> {
        self.list(choices)?;
        let question = format!("{label} (letters with spaces between them)");
        self.ask(&question, "", |typed| {
            typed.split_whitespace().map(|one| one_of(one, choices)).collect()
        })
    }

    fn show(&mut self, lines: &[String]) {
        // Where it cannot be written, the next question fails.
        for line in lines {
            let _ = self.put(&format!("{line}\n"));
        }
    }
}

/// The index that a letter or a whole choice stands for.
fn one_of(typed: &str, choices: &[String]) -> Result<usize, String> {
    let by_letter = letter_index(typed).filter(|index| *index < choices.len());
    let by_text = || choices.iter().position(|choice| choice == typed);
    by_letter.or_else(by_text).ok_or_else(|| {
        let last = letter(choices.len().saturating_sub(1));
        format!("Type a letter from a to {last}, or {BACK}.")
    })
}

fn unusable(error: &std::io::Error) -> Failure {
    Failure::failed(format!("the dialogue cannot go on: {}", reason(error)))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

    use super::*;

    /// What is understood of some lines, and what was written.
    fn asked<T>(input: &str, ask: impl Fn(&mut dyn Ask) -> Result<T, Failure>) -> (T, String) {
        let mut typed = Typed::new(input.as_bytes(), Vec::new());
        let answer = ask(&mut typed).unwrap();
        (answer, String::from_utf8(typed.output).unwrap())
    }

    #[test]
    fn lines_are_asked_for_until_they_pass() {
        let (answer, said) = asked("bad\r\n\n", |ask| {
            let check =
                |typed: &str| if typed == "bad" { Err("Not \u{1b}bad.".into()) } else { Ok(()) };
            ask.line(Line::new("Id").help("its name").begun("bees").check(check))
        });
        assert_eq!(answer.as_deref(), Some("bees"));
        let question = "Id (its name; Enter for bees): ";
        assert_eq!(said, format!("{question}Not ␛bad.\n{question}"));
        assert_eq!(asked(":back\n", |ask| ask.line(Line::new("Id"))).0, None);
    }

    #[test]
    fn choices_have_letters() {
        let choices = ["Nile".to_owned(), "Rhine".to_owned()];
        let (answer, said) = asked("x\nRhine\n", |ask| ask.choose("River", &choices, 0));
        assert_eq!(answer, Some(1));
        let question = "River (a letter; Enter for a): ";
        assert_eq!(
            said,
            format!(
                "a) Nile\nb) Rhine\n{question}Type a letter from a to b, or :back.\n{question}"
            )
        );
        assert_eq!(asked("\n", |ask| ask.choose("River", &choices, 1)).0, Some(1));
        assert_eq!(asked("a b\n", |ask| ask.choose_many("Rivers", &choices)).0, Some(vec![0, 1]));
    }

    #[test]
    fn the_end_of_the_input_is_an_end() {
        let mut typed = Typed::new("".as_bytes(), Vec::new());
        let failure = typed.line(Line::new("Id")).unwrap_err();
        assert_eq!(failure.to_string(), "the input ended; what was not added is lost");
    }
}
