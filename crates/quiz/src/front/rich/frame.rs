//! Lines at the bottom of the screen that are drawn again in their place.

use std::io::{self, Write};

use crossterm::cursor::{Hide, MoveDown, MoveToColumn, MoveUp, Show};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType};

/// Where the cursor is to stand: a line of the frame, from 0, and a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Caret {
    pub(super) line: usize,
    pub(super) column: usize,
}

/// Lines that were drawn, the cursor on one of them. No line may be wider than the terminal, and
/// there may be no more of them than it has rows: else nobody knows where they are.
#[derive(Debug, Default)]
pub(super) struct Frame {
    lines: usize,
    /// The line on which the cursor stands.
    at: usize,
}

impl Frame {
    /// Draws lines in the place of those that were drawn before. Without a caret the cursor hides.
    pub(super) fn draw(
        &mut self,
        to: &mut impl Write,
        lines: &[String],
        caret: Option<Caret>,
    ) -> io::Result<()> {
        self.go_to_top(to)?;
        for (number, line) in lines.iter().enumerate() {
            if number > 0 {
                write!(to, "\r\n")?;
            }
            write!(to, "{line}")?;
            queue!(to, Clear(ClearType::UntilNewLine))?;
        }
        queue!(to, Clear(ClearType::FromCursorDown))?;
        self.lines = lines.len();
        self.at = self.lines.saturating_sub(1);
        match caret {
            Some(caret) => {
                self.go_to_line(to, caret.line)?;
                queue!(to, MoveToColumn(column(caret.column)), Show)?;
            }
            None => queue!(to, Hide)?,
        }
        to.flush()
    }

    /// Takes the lines away; what is written next stands in their place.
    pub(super) fn erase(&mut self, to: &mut impl Write) -> io::Result<()> {
        self.go_to_top(to)?;
        queue!(to, Clear(ClearType::FromCursorDown), Show)?;
        *self = Self::default();
        to.flush()
    }

    /// Leaves the lines where they are; what is written next stands below.
    pub(super) fn leave(&mut self, to: &mut impl Write) -> io::Result<()> {
        let last = self.lines.saturating_sub(1);
        self.go_to_line(to, last)?;
        write!(to, "\r\n")?;
        queue!(to, Show)?;
        *self = Self::default();
        to.flush()
    }

    /// Forgets the lines: the terminal has another size, and nobody knows where they are.
    pub(super) fn forget(&mut self) {
        *self = Self::default();
    }

    fn go_to_top(&mut self, to: &mut impl Write) -> io::Result<()> {
        self.go_to_line(to, 0)?;
        queue!(to, MoveToColumn(0))
    }

    fn go_to_line(&mut self, to: &mut impl Write, line: usize) -> io::Result<()> {
        if line < self.at {
            queue!(to, MoveUp(column(self.at - line)))?;
        } else if line > self.at {
            queue!(to, MoveDown(column(line - self.at)))?;
        }
        self.at = line;
        Ok(())
    }
}

/// Takes away the one line that was written last.
pub(super) fn erase_line_above(to: &mut impl Write) -> io::Result<()> {
    queue!(to, MoveUp(1), MoveToColumn(0), Clear(ClearType::FromCursorDown))?;
    to.flush()
}

fn column(number: usize) -> u16 {
    u16::try_from(number).unwrap_or(u16::MAX)
}
