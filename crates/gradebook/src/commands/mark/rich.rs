//! The dialogue on a terminal: what is said stays on the screen as plain lines, and waits where it
//! would scroll away unread; lines are asked for by inquire.

use std::io::{self, Write};
use std::rc::Rc;

use console::{Failure, Look, Sanitiser, Stdout, layout};
use crossterm::terminal::{Clear, ClearType};
use crossterm::{cursor, execute};
use inquire::Text;
use inquire::error::InquireError;
use inquire::ui::{Color, RenderConfig, StyleSheet, Styled};
use inquire::validator::Validation;

use super::front::{Ask, Front};

/// The rows of a terminal that does not tell.
const USUAL_ROWS: usize = 24;
/// How many rows a prompt takes with what it says, and the line above it.
const PROMPT: usize = 4;
/// The columns that a prompt of inquire's takes beside its text.
const AROUND: usize = 6;

/// A dialogue on a terminal.
#[derive(Debug)]
pub(super) struct RichFront<W: Write> {
    output: Stdout<W>,
    look: Look,
    rows: usize,
    /// The lines that were said since something was asked.
    unread: usize,
}

impl<W: Write> RichFront<W> {
    pub(super) fn new(output: Stdout<W>, look: Look) -> Self {
        configure(&look);
        let mut front = Self { output, look, rows: USUAL_ROWS, unread: 0 };
        front.measure();
        front
    }

    /// Asks the terminal for its size. One that does not tell keeps the one that it had.
    fn measure(&mut self) {
        let Ok((columns, rows)) = crossterm::terminal::size() else { return };
        if columns > 0 {
            self.look.width = Some(usize::from(columns));
        }
        if rows > 0 {
            self.rows = usize::from(rows);
        }
    }

    fn columns(&self) -> usize {
        self.look.width.unwrap_or(usize::MAX).saturating_sub(AROUND).max(10)
    }

    /// Waits until what is on the screen was read.
    fn wait(&mut self) -> Result<(), Failure> {
        self.output.flush()?;
        self.unread = 0;
        answered(Text::new("More").with_help_message("Enter reads on").prompt())?;
        let up =
            execute!(io::stderr(), cursor::MoveToPreviousLine(1), Clear(ClearType::FromCursorDown));
        up.map_err(|error| unusable(&console::reason(&error)))
    }
}

impl<W: Write> Front for RichFront<W> {
    fn look(&self) -> Look {
        self.look
    }

    fn say(&mut self, lines: &[String]) -> Result<(), Failure> {
        self.measure();
        for line in lines {
            if self.unread + PROMPT >= self.rows {
                self.wait()?;
            }
            self.output.line(line)?;
            self.unread += 1;
        }
        Ok(self.output.flush()?)
    }

    fn close(&mut self, lines: &[String]) -> Result<(), Failure> {
        self.output.lines(lines)?;
        Ok(self.output.flush()?)
    }

    fn ask(&mut self, ask: &Ask<'_>) -> Result<Option<String>, Failure> {
        self.output.flush()?;
        self.measure();
        self.unread = 0;
        let (check, columns) = (Rc::clone(&ask.check), self.columns());
        let label = layout::clip(ask.label, columns, &self.look);
        let help = layout::clip(ask.help, columns, &self.look);
        let prompt =
            Text::new(&label).with_help_message(&help).with_validator(move |typed: &str| {
                Ok(match check(typed.trim()) {
                    Ok(()) => Validation::Valid,
                    Err(message) => {
                        let message = Sanitiser::UNICODE.line(&message);
                        Validation::Invalid(layout::wrap(&message, columns).join("\n    ").into())
                    }
                })
            });
        Ok(answered(prompt.prompt())?.map(|typed| typed.trim().to_owned()))
    }
}

/// How prompts look.
fn configure(look: &Look) {
    let mut config =
        if look.colour { RenderConfig::default_colored() } else { RenderConfig::empty() };
    let accent = |text: &'static str| {
        let styled = Styled::new(text);
        if look.colour { styled.with_fg(Color::DarkCyan) } else { styled }
    };
    config.prompt_prefix = accent("  ?");
    config.answered_prompt_prefix = accent("  ?");
    config.error_message = config.error_message.with_prefix(Styled::new("  !"));
    config.canceled_prompt_indicator = Styled::new("");
    if look.colour {
        config.help_message = StyleSheet::new().with_fg(Color::DarkGrey);
        config.answer = StyleSheet::new().with_fg(Color::DarkCyan);
    }
    inquire::set_global_render_config(config);
}

/// Tells the endings of a prompt apart: `None` is Esc.
fn answered<T>(result: Result<T, InquireError>) -> Result<Option<T>, Failure> {
    match result {
        Ok(value) => Ok(Some(value)),
        Err(InquireError::OperationCanceled) => Ok(None),
        Err(InquireError::OperationInterrupted) => Err(Failure::interrupted()),
        Err(error) => Err(unusable(&error)),
    }
}

fn unusable(error: &dyn std::fmt::Display) -> Failure {
    Failure::failed(format!("the terminal cannot be used: {error}"))
        .hint("use plain lines: --ui line")
}
