//! The plain front end: text in, text out. No colour, no cursor movement, nothing that is drawn, so
//! that a screen reader, a pipe and a script can all use it.

use std::collections::BTreeMap;
use std::io::{BufRead, Read, Write};

use console::{Failure, Look, Sanitiser, Stdout};
use deck_format::{DeckId, QuestionId};
use session::{
    Input, Presented, Response, Shown, ShownBlank, blank_expectation, expectation, parse_answer,
    parse_blank, read_back,
};

use super::{Choice, Front, Given};
use crate::command::{self, Typed};

/// The longest line that is read, in bytes; a longer one is refused, not cut.
const MAX_LINE: u64 = 1 << 20;
/// The line that ends an essay.
const END: &str = ".";

/// A dialogue in lines.
#[derive(Debug)]
pub(crate) struct LineFront<R, W: Write> {
    input: R,
    output: Stdout<W>,
    look: Look,
    /// Whether what is read is written as well, since no terminal shows it: so a transcript reads
    /// like a dialogue.
    echo: bool,
    /// What was given of a question that takes several lines, when a command comes in between.
    begun: Option<Begun>,
}

/// The lines of an answer that is not complete.
#[derive(Debug)]
struct Begun {
    question: (DeckId, QuestionId),
    blanks: BTreeMap<String, String>,
    /// How many blanks were dealt with; open ones are not among `blanks`.
    filled: usize,
    essay: String,
}

/// What a line is, when a part of an answer was asked for.
enum Line {
    Text(String),
    Given(Given),
}

impl<R: BufRead, W: Write> LineFront<R, W> {
    pub(crate) fn new(input: R, output: Stdout<W>, look: Look, echo: bool) -> Self {
        Self { input, output, look, echo, begun: None }
    }

    /// The writer, for results after the dialogue.
    #[cfg(test)]
    pub(crate) fn into_output(self) -> W {
        self.output.into_inner()
    }

    /// Asks for a line; `None` at the end of the input.
    fn ask(&mut self, prompt: &str) -> Result<Option<String>, Failure> {
        loop {
            self.output.text(prompt)?;
            self.output.flush()?;
            let mut bytes = Vec::new();
            let read = self.input.by_ref().take(MAX_LINE).read_until(b'\n', &mut bytes);
            if read.map_err(|error| Failure::failed(format!("cannot read the input: {error}")))?
                == 0
            {
                self.output.line("")?;
                return Ok(None);
            }
            let too_long = bytes.len() as u64 == MAX_LINE && !bytes.ends_with(b"\n");
            if too_long {
                self.skip_line()?;
            }
            let text = String::from_utf8(bytes).ok().filter(|_| !too_long);
            let Some(text) = text else {
                self.echo_line("…")?;
                self.tell(if too_long {
                    "This line is too long to be read."
                } else {
                    "This line is not UTF-8 text and cannot be read."
                })?;
                continue;
            };
            let text = text.strip_suffix('\n').unwrap_or(&text);
            let text = text.strip_suffix('\r').unwrap_or(text).to_owned();
            self.echo_line(&text)?;
            return Ok(Some(text));
        }
    }

    /// Reads on to the end of a line that was too long.
    fn skip_line(&mut self) -> Result<(), Failure> {
        let fail =
            |error: std::io::Error| Failure::failed(format!("cannot read the input: {error}"));
        loop {
            let held = self.input.fill_buf().map_err(fail)?;
            let (read, ended) = match held.iter().position(|byte| *byte == b'\n') {
                Some(at) => (at + 1, true),
                None => (held.len(), held.is_empty()),
            };
            self.input.consume(read);
            if ended {
                return Ok(());
            }
        }
    }

    fn echo_line(&mut self, text: &str) -> Result<(), Failure> {
        if self.echo {
            let safe = Sanitiser::UNICODE.line(text).into_owned();
            self.output.line(&safe)?;
        }
        Ok(())
    }

    fn tell(&mut self, line: &str) -> Result<(), Failure> {
        let safe = Sanitiser::UNICODE.line(line).into_owned();
        Ok(self.output.line(&safe)?)
    }

    /// Asks for one part of an answer: commands are told apart, an unknown one is asked again.
    fn part(&mut self, prompt: &str) -> Result<Line, Failure> {
        loop {
            let Some(line) = self.ask(prompt)? else { return Ok(Line::Given(Given::EndOfInput)) };
            match command::read(&line) {
                Typed::Answer(text) => return Ok(Line::Text(text.to_owned())),
                Typed::Command(command) => {
                    return Ok(Line::Given(Given::Input(Input::Command(command))));
                }
                Typed::Unknown(message) => self.tell(&message)?,
            }
        }
    }

    /// An answer that fits on one line.
    fn one_line(&mut self, question: &Presented) -> Result<Given, Failure> {
        let expected = Sanitiser::UNICODE.line(&expectation(question)).into_owned();
        let prompt = format!("Answer ({expected}, or :help): ");
        loop {
            let text = match self.part(&prompt)? {
                Line::Text(text) => text,
                Line::Given(given) => return Ok(given),
            };
            match parse_answer(question, &text) {
                Ok(response) => return self.given(question, response),
                Err(error) => self.tell(&error.to_string())?,
            }
        }
    }

    /// Blanks, one line each.
    fn cloze(&mut self, question: &Presented, blanks: &[ShownBlank]) -> Result<Given, Failure> {
        for (at, blank) in blanks.iter().enumerate().skip(self.begun(question).filled) {
            let expected = Sanitiser::UNICODE.line(&blank_expectation(blank)).into_owned();
            let prompt = format!("Blank {} ({expected}): ", at + 1);
            let typed = loop {
                let text = match self.part(&prompt)? {
                    Line::Text(text) => text,
                    Line::Given(given) => return Ok(given),
                };
                match parse_blank(blank, &question.language, &text) {
                    Ok(typed) => break typed,
                    Err(error) => self.tell(&error.to_string())?,
                }
            };
            let begun = self.begun(question);
            begun.filled = at + 1;
            if let Some(typed) = typed {
                begun.blanks.insert(blank.id.as_str().to_owned(), typed);
            }
        }
        let given = std::mem::take(&mut self.begun(question).blanks);
        self.begun = None;
        self.given(question, Response::Blanks(given))
    }

    /// Lines up to one that holds only a full stop.
    fn essay(&mut self, question: &Presented) -> Result<Given, Failure> {
        // Said once: the lines that follow come without a prompt.
        let mut prompt = "Your text goes on: ";
        loop {
            if self.begun(question).essay.is_empty() {
                prompt = "Your text: ";
            }
            let line = match self.part(std::mem::take(&mut prompt))? {
                Line::Text(line) => line,
                Line::Given(given) => return Ok(given),
            };
            let begun = self.begun(question);
            if line.trim() != END {
                if !(begun.essay.is_empty() && line.trim().is_empty()) {
                    begun.essay.push_str(&line);
                    begun.essay.push('\n');
                }
                continue;
            }
            let text = std::mem::take(&mut begun.essay);
            match parse_answer(question, &text) {
                Ok(response) => {
                    self.begun = None;
                    return self.given(question, response);
                }
                Err(error) => self.tell(&error.to_string())?,
            }
        }
    }

    /// Says back what was understood.
    fn given(&mut self, question: &Presented, response: Response) -> Result<Given, Failure> {
        for line in read_back(question, &response) {
            let line = console::markdown::inline(&line);
            self.output.line(&crate::feedback::full_stop(&line))?;
        }
        Ok(Given::Input(Input::Answer(response)))
    }

    /// What was begun of the answer to a question; begins anew where it was another question.
    fn begun(&mut self, question: &Presented) -> &mut Begun {
        let id = (question.deck.clone(), question.id.clone());
        if self.begun.as_ref().is_some_and(|begun| begun.question != id) {
            self.begun = None;
        }
        self.begun.get_or_insert_with(|| Begun {
            question: id,
            blanks: BTreeMap::new(),
            filled: 0,
            essay: String::new(),
        })
    }
}

/// What can be typed to choose: `m, n or d`, or `1 to 12` where there are many.
fn keys(choices: &[Choice]) -> String {
    let keys: Vec<&str> = choices.iter().map(|choice| choice.key.as_str()).collect();
    match keys.as_slice() {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [first, .., last] if keys.len() > 4 => format!("{first} to {last}"),
        [some @ .., last] => format!("{} or {last}", some.join(", ")),
    }
}

impl<R: BufRead, W: Write> Front for LineFront<R, W> {
    fn look(&self) -> Look {
        self.look
    }

    fn say(&mut self, lines: &[String]) -> Result<(), Failure> {
        self.output.lines(lines)?;
        Ok(self.output.flush()?)
    }

    fn answer(&mut self, question: &Presented) -> Result<Given, Failure> {
        match &question.shown {
            Shown::Cloze { blanks, .. } => self.cloze(question, blanks),
            Shown::Essay => self.essay(question),
            _ => self.one_line(question),
        }
    }

    fn choose(
        &mut self,
        prompt: &str,
        choices: &[Choice],
        default: usize,
    ) -> Result<Option<usize>, Failure> {
        for choice in choices {
            self.output.line(&format!("{}) {}", choice.key, choice.label))?;
        }
        let key = choices.get(default).map_or("", |choice| &choice.key);
        let prompt = format!("{prompt} ({}; Enter for {key}): ", keys(choices));
        loop {
            let Some(line) = self.ask(&prompt)? else { return Ok(None) };
            let typed = line.trim().to_lowercase();
            let typed = typed.trim_end_matches([')', '.']);
            if typed.is_empty() {
                return Ok(Some(default));
            }
            if let Some(chosen) = choices.iter().position(|choice| choice.key == typed) {
                return Ok(Some(chosen));
            }
            self.tell("That is none of them.")?;
        }
    }

    fn number(
        &mut self,
        prompt: &str,
        most: usize,
        default: usize,
    ) -> Result<Option<usize>, Failure> {
        let prompt = format!("{prompt} (1 to {most}, or Enter for {default}): ");
        loop {
            let Some(line) = self.ask(&prompt)? else { return Ok(None) };
            match line.trim() {
                "" => return Ok(Some(default)),
                typed => match typed.parse() {
                    Ok(number) if (1..=most).contains(&number) => return Ok(Some(number)),
                    _ => self.tell("That is no number in that range.")?,
                },
            }
        }
    }
}

#[cfg(test)]
mod tests;
