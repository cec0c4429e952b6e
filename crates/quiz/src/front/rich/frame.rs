//! Lines at the bottom of the screen that are drawn again in their place.

use std::io::{self, Write};
use std::sync::atomic::{AtomicUsize, Ordering};

use crossterm::cursor::{Hide, MoveDown, MoveToColumn, MoveUp, Show};
use crossterm::queue;
use crossterm::terminal::{Clear, ClearType};

/// How many lines of a frame stand below the cursor, for whoever has to end the program elsewhere.
static BELOW: AtomicUsize = AtomicUsize::new(0);

/// Leaves the frame that stands on the screen, if any: the cursor goes below its last line.
pub(super) fn leave_any(to: &mut impl Write) -> io::Result<()> {
    for _ in 0..BELOW.swap(0, Ordering::SeqCst) {
        write!(to, "\r\n")?;
    }
    to.flush()
}

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
            // At the beginning it stays with the frame, whatever a new size does to the lines.
            None => {
                self.go_to_top(to)?;
                queue!(to, Hide)?;
            }
        }
        BELOW.store(self.lines.saturating_sub(self.at + 1), Ordering::SeqCst);
        to.flush()
    }

    /// Takes the lines away; what is written next stands in their place.
    pub(super) fn erase(&mut self, to: &mut impl Write) -> io::Result<()> {
        self.go_to_top(to)?;
        queue!(to, Clear(ClearType::FromCursorDown), Show)?;
        self.gone();
        to.flush()
    }

    /// Leaves the lines where they are; what is written next stands below.
    pub(super) fn leave(&mut self, to: &mut impl Write) -> io::Result<()> {
        let last = self.lines.saturating_sub(1);
        self.go_to_line(to, last)?;
        write!(to, "\r\n")?;
        queue!(to, Show)?;
        self.gone();
        to.flush()
    }

    /// Forgets the lines: the terminal has another size, and nobody knows where they are. A cursor
    /// at their beginning is still there, so that what follows is taken away.
    pub(super) fn forget(&mut self, to: &mut impl Write) -> io::Result<()> {
        if self.at == 0 {
            queue!(to, MoveToColumn(0), Clear(ClearType::FromCursorDown))?;
        }
        self.gone();
        to.flush()
    }

    fn gone(&mut self) {
        *self = Self::default();
        BELOW.store(0, Ordering::SeqCst);
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
