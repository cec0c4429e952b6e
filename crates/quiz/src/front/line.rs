//! The plain front end: text in, text out. No colour, no cursor movement, nothing that is drawn, so
//! that a screen reader, a pipe and a script can all use it.

use std::io::{BufRead, Read, Write};

use console::question::{self, Showing};
use console::{Failure, Look, Sanitiser, Stdout, words};
use session::{Command, Input, Presented};

use super::dialogue::{Ask, Asked, Dialogue, Prompt};
use super::{Asking, Choice, Chosen, Deadline, Front, Given};
use crate::command::{self, Typed};
use crate::feedback::said_back;

/// The longest line that is read, in bytes; a longer one is refused, not cut.
const MAX_LINE: u64 = 1 << 20;

/// A dialogue in lines.
#[derive(Debug)]
pub(crate) struct LineFront<R, W: Write> {
    lines: Lines<R, W>,
    look: Look,
    dialogue: Dialogue,
    limit: Option<Deadline>,
}

/// Lines from one side and to the other.
#[derive(Debug)]
struct Lines<R, W: Write> {
    input: R,
    output: Stdout<W>,
    /// Whether what is read is written as well, since no terminal shows it: so a transcript reads
    /// like a dialogue.
    echo: bool,
}

impl<R: BufRead, W: Write> LineFront<R, W> {
    pub(crate) fn new(input: R, output: Stdout<W>, look: Look, echo: bool) -> Self {
        Self {
            lines: Lines { input, output, echo },
            look,
            dialogue: Dialogue::default(),
            limit: None,
        }
    }

    /// What was written.
    #[cfg(test)]
    pub(crate) fn into_output(self) -> W {
        self.lines.output.into_inner()
    }
}

impl<R: BufRead, W: Write> Lines<R, W> {
    /// Asks for a line; `None` at the end of the input.
    fn line(&mut self, prompt: &str) -> Result<Option<String>, Failure> {
        loop {
            self.output.text(prompt)?;
            self.output.flush()?;
            let mut bytes = Vec::new();
            self.input
                .by_ref()
                .take(MAX_LINE)
                .read_until(b'\n', &mut bytes)
                .map_err(|error| unreadable(&error))?;
            if bytes.is_empty() {
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
        loop {
            let held = self.input.fill_buf().map_err(|error| unreadable(&error))?;
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
        if self.echo { self.tell(text) } else { Ok(()) }
    }

    fn tell(&mut self, line: &str) -> Result<(), Failure> {
        Ok(self.output.line(&Sanitiser::UNICODE.line(line))?)
    }
}

fn unreadable(error: &std::io::Error) -> Failure {
    Failure::failed(format!("cannot read the input: {}", console::reason(error)))
}

impl<R: BufRead, W: Write> Prompt for Lines<R, W> {
    fn ask(&mut self, ask: &Ask<'_>) -> Result<Asked, Failure> {
        let expected = Sanitiser::UNICODE.line(ask.expected).into_owned();
        let prompt = match ask.label {
            // Further lines of one text.
            "" => String::new(),
            label => format!("{label} ({expected}, or :help): "),
        };
        loop {
            let Some(line) = self.line(&prompt)? else { return Ok(Asked::EndOfInput) };
            match command::read(&line) {
                Typed::Answer(text) => match (ask.check)(text) {
                    Ok(()) => return Ok(Asked::Text(text.to_owned())),
                    Err(message) => self.tell(&message)?,
                },
                Typed::Command(command) => return Ok(Asked::Command(command)),
                Typed::Unknown(message) => self.tell(&message)?,
            }
        }
    }
}

/// `Time left: 4 min 30 s.`
fn time_left(deadline: Deadline) -> String {
    let of = deadline.of();
    format!("Time left{of}: {}.", words::duration(deadline.seconds_left()))
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
        self.lines.output.lines(lines)?;
        Ok(self.lines.output.flush()?)
    }

    fn close(&mut self, lines: &[String]) -> Result<(), Failure> {
        self.say(lines)
    }

    fn gap(&mut self) -> Result<(), Failure> {
        self.say(&[String::new()])
    }

    fn limit(&mut self, deadline: Option<Deadline>) {
        self.limit = deadline;
    }

    fn show(&mut self, question: &Presented, showing: Showing) -> Result<(), Failure> {
        let mut lines = vec![String::new()];
        lines.extend(question::lines(question, showing, &self.look));
        if let Some(deadline) = self.limit {
            lines.insert(2, time_left(deadline));
        }
        self.say(&lines)
    }

    fn answer(&mut self, asking: &Asking<'_>) -> Result<Given, Failure> {
        let question = asking.question;
        let given = self.dialogue.answer(&mut self.lines, question, None)?;
        // In an exam that is all that is said of an answer, so it waits for the record.
        if let (Given::Input(Input::Answer(response)), false) = (&given, asking.exam) {
            self.lines.output.lines(said_back(question, response))?;
        }
        // A line cannot be cut off while it is typed; that it came late is said afterwards.
        Ok(match (given, self.limit) {
            (Given::Input(input), Some(deadline)) if deadline.left().is_zero() => {
                Given::Late(deadline.limit, input)
            }
            (given, _) => given,
        })
    }

    fn drop_begun(&mut self) -> bool {
        self.dialogue.drop_begun()
    }

    fn go_on(&mut self) -> Result<Option<Command>, Failure> {
        // Nothing scrolls away that cannot be read again.
        Ok(None)
    }

    fn rest(&mut self) -> Result<bool, Failure> {
        let line = self.lines.line("Paused; the clock stands. Enter goes on: ")?;
        Ok(line.is_some())
    }

    fn choose(
        &mut self,
        prompt: &str,
        choices: &[Choice],
        default: usize,
    ) -> Result<Chosen, Failure> {
        for choice in choices {
            self.lines.output.line(&format!("{}) {}", choice.key, choice.label))?;
        }
        let key = choices.get(default).map_or("", |choice| &choice.key);
        let prompt = format!("{prompt} ({}; Enter for {key}): ", keys(choices));
        loop {
            let Some(line) = self.lines.line(&prompt)? else { return Ok(Chosen::Nothing) };
            match command::read(&line) {
                Typed::Command(command) => return Ok(Chosen::Command(command)),
                Typed::Unknown(message) => {
                    self.lines.tell(&message)?;
                    continue;
                }
                Typed::Answer(_) => {}
            }
            let typed = line.trim().to_lowercase();
            let typed = typed.trim_end_matches([')', '.']);
            if typed.is_empty() {
                return Ok(Chosen::One(default));
            }
            let means =
                |choice: &Choice| choice.key == typed || choice.label.to_lowercase() == typed;
            if let Some(chosen) = choices.iter().position(means) {
                return Ok(Chosen::One(chosen));
            }
            self.lines.tell("That is none of them.")?;
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
            let Some(line) = self.lines.line(&prompt)? else { return Ok(None) };
            match line.trim() {
                "" => return Ok(Some(default)),
                typed => match typed.parse() {
                    Ok(number) if (1..=most).contains(&number) => return Ok(Some(number)),
                    _ => self.lines.tell("That is no number in that range.")?,
                },
            }
        }
    }
}

#[cfg(test)]
mod tests;
