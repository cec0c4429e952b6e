//! The front end for a terminal: the question is drawn by us, the prompt below it is inquire's.

use std::io::Write;

use console::{Failure, Look, Sanitiser, Stdout, letter, markdown};
use deck_format::Entry;
use inquire::error::InquireError;
use inquire::list_option::ListOption;
use inquire::validator::Validation;
use inquire::{MultiSelect, Select, Text};
use session::{
    Command, Input, Presented, Response, Shown, ShownBlank, blank_expectation, expectation,
    parse_answer, parse_blank,
};

use super::{Choice, Front, Given};
use crate::command::{self, Typed};

/// How many options a prompt shows at once.
const PAGE: usize = 12;

/// A dialogue on a terminal.
#[derive(Debug)]
pub(crate) struct RichFront<W: Write> {
    output: Stdout<W>,
    look: Look,
}

/// What a prompt gave.
enum Asked<T> {
    Value(T),
    /// Esc: the person wants something else than to answer.
    Escape,
}

impl<W: Write> RichFront<W> {
    pub(crate) fn new(output: Stdout<W>, look: Look) -> Self {
        Self { output, look }
    }

    /// One of the options, by arrows and Enter.
    fn one(&self, choices: &[Entry]) -> Result<Asked<usize>, Failure> {
        let options = self.labels(choices);
        asked(
            Select::new("Answer", options)
                .without_filtering()
                .with_page_size(PAGE)
                .with_help_message("↑↓ choose, Enter answers, Esc for commands")
                .raw_prompt()
                .map(|chosen| chosen.index),
        )
    }

    /// Any of the options, by arrows and space.
    fn several(&self, choices: &[Entry]) -> Result<Asked<Vec<usize>>, Failure> {
        let options = self.labels(choices);
        asked(
            MultiSelect::new("Answer", options)
                .without_filtering()
                .with_page_size(PAGE)
                .with_help_message("↑↓ move, space marks, Enter answers, Esc for commands")
                .raw_prompt()
                .map(|chosen: Vec<ListOption<String>>| {
                    chosen.iter().map(|one| one.index).collect()
                }),
        )
    }

    /// A line that `check` accepts, or a command.
    fn line(
        &self,
        prompt: &str,
        expected: &str,
        check: impl Fn(&str) -> Result<(), String> + Clone + 'static,
    ) -> Result<Asked<String>, Failure> {
        let help = format!("{}; :help for commands", Sanitiser::UNICODE.line(expected));
        let validator = move |line: &str| {
            Ok(match command::read(line) {
                Typed::Answer(text) => match check(text) {
                    Ok(()) => Validation::Valid,
                    Err(message) => {
                        let message = Sanitiser::UNICODE.line(&message).into_owned();
                        Validation::Invalid(message.into())
                    }
                },
                Typed::Command(_) => Validation::Valid,
                Typed::Unknown(message) => {
                    Validation::Invalid(Sanitiser::UNICODE.line(&message).into_owned().into())
                }
            })
        };
        asked(Text::new(prompt).with_help_message(&help).with_validator(validator).prompt())
    }

    /// A typed answer.
    fn typed(&self, question: &Presented) -> Result<Given, Failure> {
        let asked_of = question.clone();
        let check = move |text: &str| {
            parse_answer(&asked_of, text).map(drop).map_err(|error| error.to_string())
        };
        let line = match self.line("Answer", &expectation(question), check)? {
            Asked::Value(line) => line,
            Asked::Escape => return self.menu(),
        };
        match command::read(&line) {
            Typed::Command(command) => Ok(Given::Input(Input::Command(command))),
            Typed::Answer(text) => match parse_answer(question, text) {
                Ok(response) => Ok(Given::Input(Input::Answer(response))),
                Err(error) => Err(Failure::failed(error.to_string())),
            },
            Typed::Unknown(message) => Err(Failure::failed(message)),
        }
    }

    /// Blanks, one after the other.
    fn cloze(&self, question: &Presented, blanks: &[ShownBlank]) -> Result<Given, Failure> {
        let mut given = std::collections::BTreeMap::new();
        for (at, blank) in blanks.iter().enumerate() {
            let (asked_of, language) = (blank.clone(), question.language.clone());
            let check = move |text: &str| {
                parse_blank(&asked_of, &language, text).map(drop).map_err(|e| e.to_string())
            };
            let prompt = format!("Blank {}", at + 1);
            let line = match self.line(&prompt, &blank_expectation(blank), check)? {
                Asked::Value(line) => line,
                Asked::Escape => return self.menu(),
            };
            match command::read(&line) {
                Typed::Command(command) => return Ok(Given::Input(Input::Command(command))),
                Typed::Answer(text) => {
                    if let Ok(Some(typed)) = parse_blank(blank, &question.language, text) {
                        given.insert(blank.id.as_str().to_owned(), typed);
                    }
                }
                Typed::Unknown(message) => return Err(Failure::failed(message)),
            }
        }
        Ok(Given::Input(Input::Answer(Response::Blanks(given))))
    }

    /// Lines up to one that holds only a full stop.
    fn essay(&self, question: &Presented) -> Result<Given, Failure> {
        let mut text = String::new();
        loop {
            let prompt = if text.is_empty() { "Your text" } else { "…" };
            let expected = "a line with only a full stop ends it";
            let line = match self.line(prompt, expected, |_| Ok(()))? {
                Asked::Value(line) => line,
                Asked::Escape => return self.menu(),
            };
            match command::read(&line) {
                Typed::Command(command) => return Ok(Given::Input(Input::Command(command))),
                Typed::Answer(line) if line.trim() == "." => {
                    if let Ok(response) = parse_answer(question, &text) {
                        return Ok(Given::Input(Input::Answer(response)));
                    }
                }
                Typed::Answer(line) => {
                    text.push_str(line);
                    text.push('\n');
                }
                Typed::Unknown(message) => return Err(Failure::failed(message)),
            }
        }
    }

    /// What Esc leads to.
    fn menu(&self) -> Result<Given, Failure> {
        let entries = [
            ("back to the question", Command::Repeat),
            ("a hint", Command::Hint),
            ("skip this question", Command::Skip),
            ("flag this question", Command::Flag(String::new())),
            ("take the last answer back", Command::Undo),
            ("end here and see the score", Command::Done),
            ("save and leave", Command::Quit),
        ];
        let labels: Vec<&str> = entries.iter().map(|(label, _)| *label).collect();
        let chosen = asked(
            Select::new("Menu", labels)
                .without_filtering()
                .with_page_size(PAGE)
                .with_help_message("↑↓ choose, Enter does it, Esc goes back")
                .raw_prompt()
                .map(|chosen| chosen.index),
        )?;
        let command = match chosen {
            Asked::Value(index) => entries.get(index).map(|(_, command)| command.clone()),
            Asked::Escape => None,
        };
        Ok(Given::Input(Input::Command(command.unwrap_or(Command::Repeat))))
    }

    /// Options as a prompt lists them: one line each.
    fn labels(&self, choices: &[Entry]) -> Vec<String> {
        let columns = self.look.text_width().saturating_sub(8).max(10);
        let label = |(at, entry): (usize, &Entry)| {
            let text = markdown::inline(&entry.text);
            console::layout::clip(&format!("{}  {text}", letter(at)), columns, &self.look)
        };
        choices.iter().enumerate().map(label).collect()
    }
}

/// Tells the three endings of a prompt apart.
fn asked<T>(result: Result<T, InquireError>) -> Result<Asked<T>, Failure> {
    match result {
        Ok(value) => Ok(Asked::Value(value)),
        Err(InquireError::OperationCanceled) => Ok(Asked::Escape),
        Err(InquireError::OperationInterrupted) => Err(Failure::interrupted()),
        Err(error) => Err(Failure::failed(format!("the terminal cannot be used: {error}"))
            .hint("use plain lines: --ui line")),
    }
}

impl<W: Write> Front for RichFront<W> {
    fn look(&self) -> Look {
        self.look
    }

    fn say(&mut self, lines: &[String]) -> Result<(), Failure> {
        self.output.lines(lines)?;
        Ok(self.output.flush()?)
    }

    fn answer(&mut self, question: &Presented) -> Result<Given, Failure> {
        let response = match &question.shown {
            Shown::SingleChoice { choices } => match self.one(choices)? {
                Asked::Value(at) => Response::Choice(choices[at].id.as_str().to_owned()),
                Asked::Escape => return self.menu(),
            },
            Shown::MultipleSelect { choices, .. } => match self.several(choices)? {
                Asked::Value(chosen) => {
                    let id = |at: &usize| choices[*at].id.as_str().to_owned();
                    Response::Choices(chosen.iter().map(id).collect())
                }
                Asked::Escape => return self.menu(),
            },
            Shown::TrueFalse => {
                let select = Select::new("Answer", vec!["true", "false"])
                    .without_filtering()
                    .with_help_message("↑↓ choose, Enter answers, Esc for commands")
                    .raw_prompt();
                match asked(select)? {
                    Asked::Value(chosen) => Response::Truth(chosen.index == 0),
                    Asked::Escape => return self.menu(),
                }
            }
            Shown::Cloze { blanks, .. } => return self.cloze(question, blanks),
            Shown::Essay => return self.essay(question),
            _ => return self.typed(question),
        };
        Ok(Given::Input(Input::Answer(response)))
    }

    fn choose(
        &mut self,
        prompt: &str,
        choices: &[Choice],
        default: usize,
    ) -> Result<Option<usize>, Failure> {
        let labels: Vec<&str> = choices.iter().map(|choice| choice.label.as_str()).collect();
        let chosen = asked(
            Select::new(prompt, labels)
                .without_filtering()
                .with_page_size(PAGE)
                .with_starting_cursor(default)
                .with_help_message("↑↓ choose, Enter takes it, Esc leaves")
                .raw_prompt()
                .map(|chosen| chosen.index),
        )?;
        Ok(match chosen {
            Asked::Value(index) => Some(index),
            Asked::Escape => None,
        })
    }

    fn number(
        &mut self,
        prompt: &str,
        most: usize,
        default: usize,
    ) -> Result<Option<usize>, Failure> {
        let help = format!("1 to {most}");
        let error = format!("a whole number from 1 to {most}");
        let asked_number = asked(
            inquire::CustomType::<usize>::new(prompt)
                .with_default(default)
                .with_help_message(&help)
                .with_error_message(&error)
                .with_validator(move |number: &usize| {
                    Ok(if (1..=most).contains(number) {
                        Validation::Valid
                    } else {
                        Validation::Invalid(format!("a whole number from 1 to {most}").into())
                    })
                })
                .prompt(),
        )?;
        Ok(match asked_number {
            Asked::Value(number) => Some(number),
            Asked::Escape => None,
        })
    }
}
