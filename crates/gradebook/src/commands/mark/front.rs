//! The two ways to talk with who marks, and the plain one of them.

use std::io::{BufRead, Read as _, Write};
use std::rc::Rc;

use console::{Failure, Look, Sanitiser, Stdout};

/// The longest line that is read, in bytes; a longer one is refused, not cut.
const MAX_LINE: u64 = 1 << 16;

/// Says what is wrong with a line, if anything.
pub(in crate::commands) type Check = Rc<dyn Fn(&str) -> Result<(), String>>;

/// Something that is asked for.
pub(in crate::commands) struct Ask<'a> {
    /// What; safe for a terminal.
    pub(in crate::commands) label: &'a str,
    /// What can be typed; safe for a terminal.
    pub(in crate::commands) help: &'a str,
    /// What it has to be.
    pub(in crate::commands) check: Check,
}

/// A dialogue. Texts that it is given are safe for a terminal already.
pub(in crate::commands) trait Front {
    /// How output is to look.
    fn look(&self) -> Look;

    /// Says something, one line each.
    ///
    /// # Errors
    /// When it cannot be written, or the person interrupts it.
    fn say(&mut self, lines: &[String]) -> Result<(), Failure>;

    /// Says the last words.
    ///
    /// # Errors
    /// When they cannot be written.
    fn close(&mut self, lines: &[String]) -> Result<(), Failure>;

    /// Asks for a line until it passes its check; `None` at the end of the input, and for Esc.
    ///
    /// # Errors
    /// When the dialogue cannot go on, or the person interrupts it.
    fn ask(&mut self, ask: &Ask<'_>) -> Result<Option<String>, Failure>;
}

/// A dialogue in lines: no colour, no cursor movement, nothing that is drawn.
#[derive(Debug)]
pub(in crate::commands) struct LineFront<R, W: Write> {
    input: R,
    output: Stdout<W>,
    look: Look,
    /// Whether what is read is written as well, since no terminal shows it.
    echo: bool,
}

impl<R: BufRead, W: Write> LineFront<R, W> {
    pub(in crate::commands) fn new(input: R, output: Stdout<W>, look: Look, echo: bool) -> Self {
        Self { input, output, look, echo }
    }

    /// What was written.
    #[cfg(test)]
    pub(in crate::commands) fn into_output(self) -> W {
        self.output.into_inner()
    }

    /// Reads a line; what cannot be read is an error in words.
    fn line(&mut self) -> Result<Option<Result<String, &'static str>>, Failure> {
        let mut bytes = Vec::new();
        let unreadable = |error: std::io::Error| {
            Failure::failed(format!("cannot read the input: {}", console::reason(&error)))
        };
        let mut input = self.input.by_ref().take(MAX_LINE);
        input.read_until(b'\n', &mut bytes).map_err(unreadable)?;
        if bytes.is_empty() {
            return Ok(None);
        }
        if bytes.len() as u64 == MAX_LINE && !bytes.ends_with(b"\n") {
            // The rest of it would else be taken for lines of their own.
            self.input.skip_until(b'\n').map_err(unreadable)?;
            return Ok(Some(Err("This line is too long to be read.")));
        }
        let text = String::from_utf8(bytes).map(|text| text.trim().to_owned());
        Ok(Some(text.map_err(|_| "This line is not UTF-8 text and cannot be read.")))
    }

    fn tell(&mut self, line: &str) -> Result<(), Failure> {
        Ok(self.output.line(&Sanitiser::UNICODE.line(line))?)
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

    fn close(&mut self, lines: &[String]) -> Result<(), Failure> {
        self.say(lines)
    }

    fn ask(&mut self, ask: &Ask<'_>) -> Result<Option<String>, Failure> {
        loop {
            self.output.text(&format!("{} ({}): ", ask.label, ask.help))?;
            self.output.flush()?;
            let Some(read) = self.line()? else {
                self.output.line("")?;
                return Ok(None);
            };
            if self.echo {
                self.tell(read.as_deref().unwrap_or("…"))?;
            }
            let wrong = match read {
                Ok(text) => match (ask.check)(&text) {
                    Ok(()) => return Ok(Some(text)),
                    Err(message) => message,
                },
                Err(message) => message.to_owned(),
            };
            self.tell(&wrong)?;
        }
    }
}
