//! The front end for a terminal: the question is drawn by us, the prompt below it is inquire's.

use std::io::Write;
use std::rc::Rc;

use console::{Failure, Look, Sanitiser, Stdout};
use inquire::error::InquireError;
use inquire::validator::Validation;
use inquire::{CustomType, Select, Text};
use session::{Command, Presented};

use super::dialogue::{Ask, Asked, Dialogue, Prompt};
use super::{Choice, Chosen, Front, Given};
use crate::command::{self, Typed};

/// How many choices a prompt shows at once.
const PAGE: usize = 12;

/// A dialogue on a terminal.
#[derive(Debug)]
pub(crate) struct RichFront<W: Write> {
    output: Stdout<W>,
    look: Look,
    dialogue: Dialogue,
}

impl<W: Write> RichFront<W> {
    pub(crate) fn new(output: Stdout<W>, look: Look) -> Self {
        Self { output, look, dialogue: Dialogue::default() }
    }
}

/// Prompts by inquire.
struct Inquire;

impl Prompt for Inquire {
    fn ask(&mut self, ask: &Ask<'_>) -> Result<Asked, Failure> {
        let label = if ask.label.is_empty() { "…" } else { ask.label };
        let expected = Sanitiser::UNICODE.line(ask.expected);
        let help = format!("{expected} · :help for commands · Esc for a menu");
        loop {
            let check = Rc::clone(&ask.check);
            let prompt = Text::new(label)
                .with_help_message(&help)
                .with_validator(move |line: &str| Ok(validated(line, &*check)));
            let Some(line) = answered(prompt.prompt())? else {
                match menu()? {
                    Some(command) => return Ok(Asked::Command(command)),
                    None => continue,
                }
            };
            match command::read(&line) {
                Typed::Answer(text) => return Ok(Asked::Text(text.to_owned())),
                Typed::Command(command) => return Ok(Asked::Command(command)),
                // The validator lets none of these through.
                Typed::Unknown(_) => {}
            }
        }
    }
}

/// What inquire is to say about a line before it takes it.
fn validated(line: &str, check: &dyn Fn(&str) -> Result<(), String>) -> Validation {
    let refused = match command::read(line) {
        Typed::Answer(text) => check(text).err(),
        Typed::Command(_) => None,
        Typed::Unknown(message) => Some(message),
    };
    match refused {
        Some(message) => Validation::Invalid(Sanitiser::UNICODE.line(&message).as_ref().into()),
        None => Validation::Valid,
    }
}

/// What Esc leads to; `None` goes back to the question.
fn menu() -> Result<Option<Command>, Failure> {
    let entries = [
        ("back to the question", None),
        ("show the question again", Some(Command::Repeat)),
        ("a hint", Some(Command::Hint)),
        ("skip this question", Some(Command::Skip)),
        ("flag this question, or take the flag off", Some(Command::Flag(String::new()))),
        ("take the last answer back", Some(Command::Undo)),
        ("claim that the last answer deserved more", Some(Command::Claim(String::new()))),
        ("the question before", Some(Command::Back)),
        ("list the questions", Some(Command::List)),
        ("end here and see the score", Some(Command::Done)),
        ("save and leave", Some(Command::Quit)),
    ];
    let labels = entries.iter().map(|(label, _)| *label).collect();
    let chosen = answered(select("Menu", labels, 0).raw_prompt())?.map(|chosen| chosen.index);
    Ok(chosen.and_then(|chosen| entries.get(chosen)).and_then(|(_, command)| command.clone()))
}

/// A list to choose from, by arrows and Enter.
fn select<'a>(prompt: &'a str, labels: Vec<&'a str>, default: usize) -> Select<'a, &'a str> {
    Select::new(prompt, labels)
        .without_filtering()
        .with_page_size(PAGE)
        .with_starting_cursor(default)
        .with_help_message("↑↓ choose · Enter takes it · Esc leaves")
}

/// Tells the endings of a prompt apart: `None` is Esc.
fn answered<T>(result: Result<T, InquireError>) -> Result<Option<T>, Failure> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(InquireError::OperationCanceled) => Ok(None),
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
        self.dialogue.answer(&mut Inquire, question)
    }

    fn drop_begun(&mut self) -> bool {
        self.dialogue.drop_begun()
    }

    fn pause(&mut self) -> Result<(), Failure> {
        let prompt =
            Text::new("Go on").with_placeholder("Enter").with_formatter(&|_| String::new());
        answered(prompt.prompt()).map(drop)
    }

    fn choose(
        &mut self,
        prompt: &str,
        choices: &[Choice],
        default: usize,
    ) -> Result<Chosen, Failure> {
        let labels = choices.iter().map(|choice| choice.label.as_str()).collect();
        let chosen = answered(select(prompt, labels, default).raw_prompt())?;
        Ok(chosen.map_or(Chosen::Nothing, |chosen| Chosen::One(chosen.index)))
    }

    fn number(
        &mut self,
        prompt: &str,
        most: usize,
        default: usize,
    ) -> Result<Option<usize>, Failure> {
        let (help, error) =
            (format!("1 to {most}"), format!("Type a whole number from 1 to {most}."));
        let refusal = error.clone();
        let prompt = CustomType::<usize>::new(prompt)
            .with_default(default)
            .with_help_message(&help)
            .with_error_message(&error)
            .with_validator(move |number: &usize| {
                Ok(if (1..=most).contains(number) {
                    Validation::Valid
                } else {
                    Validation::Invalid(refusal.as_str().into())
                })
            });
        answered(prompt.prompt())
    }
}
