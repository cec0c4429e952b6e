//! Standard output, every write of which is checked.
//!
//! `println!` panics when a pipe is closed or a disk is full. Here a closed pipe ends the program
//! quietly, as a reader such as `head` expects, and a full disk is an error.

use std::io::{self, ErrorKind, Write};

use anstream::{AutoStream, ColorChoice};

use crate::exit::{Exit, Failure, reason};
use crate::look::Look;

/// Why standard output could not be written.
#[derive(Debug, thiserror::Error)]
pub enum StdoutError {
    /// Nobody reads it any more; that is no failure.
    #[error("nobody reads standard output any more")]
    Closed,
    /// It cannot be written.
    #[error("cannot write to standard output: {}", reason(.0))]
    Failed(#[source] io::Error),
}

impl From<io::Error> for StdoutError {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe { Self::Closed } else { Self::Failed(error) }
    }
}

impl From<StdoutError> for Failure {
    fn from(error: StdoutError) -> Self {
        match error {
            StdoutError::Closed => Self::quiet(Exit::Fine),
            StdoutError::Failed(_) => Self::failed(error.to_string()),
        }
    }
}

/// A writer that reports what goes wrong as [`StdoutError`]. Text must be safe already.
///
/// It is a [`Write`] too, for writers of other formats; turn their errors into a [`StdoutError`].
#[derive(Debug)]
pub struct Stdout<W: Write> {
    to: W,
}

/// The program's standard output. Where the look has no colours, none get through.
#[must_use]
pub fn stdout(look: &Look) -> Stdout<AutoStream<io::Stdout>> {
    let choice = if look.colour { ColorChoice::Always } else { ColorChoice::Never };
    Stdout::new(AutoStream::new(io::stdout(), choice))
}

impl<W: Write> Stdout<W> {
    /// Checks what is written to another writer.
    pub fn new(to: W) -> Self {
        Self { to }
    }

    /// Writes a text.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn text(&mut self, text: &str) -> Result<(), StdoutError> {
        Ok(self.to.write_all(text.as_bytes())?)
    }

    /// Writes a text and a newline.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn line(&mut self, line: &str) -> Result<(), StdoutError> {
        self.text(line)?;
        self.text("\n")
    }

    /// Writes lines, each with a newline.
    ///
    /// # Errors
    /// When they cannot be written.
    pub fn lines<L: AsRef<str>>(
        &mut self,
        lines: impl IntoIterator<Item = L>,
    ) -> Result<(), StdoutError> {
        lines.into_iter().try_for_each(|line| self.line(line.as_ref()))
    }

    /// Hands on what is still held back. To be called after a prompt and before the end: a writer
    /// that is dropped cannot tell that it failed.
    ///
    /// # Errors
    /// When it cannot be written.
    pub fn flush(&mut self) -> Result<(), StdoutError> {
        Ok(self.to.flush()?)
    }

    /// The writer itself.
    pub fn into_inner(self) -> W {
        self.to
    }
}

impl<W: Write> Write for Stdout<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.to.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_written() {
        let mut out = Stdout::new(Vec::new());
        out.line("one").unwrap();
        out.lines(["two", "three"]).unwrap();
        out.flush().unwrap();
        assert_eq!(out.into_inner(), b"one\ntwo\nthree\n");
    }

    #[test]
    fn a_closed_pipe_is_a_quiet_end() {
        let (reader, writer) = io::pipe().unwrap();
        drop(reader);
        let error = Stdout::new(writer).line("lost").unwrap_err();
        assert!(matches!(error, StdoutError::Closed));
        assert_eq!(Failure::from(error), Failure::quiet(Exit::Fine));
    }

    #[test]
    #[cfg(target_os = "linux")]
    fn a_full_disk_is_a_failure() {
        let full = std::fs::File::options().write(true).open("/dev/full").unwrap();
        let mut out = Stdout::new(io::BufWriter::new(full));
        out.line("lost").unwrap();
        let failure = Failure::from(out.flush().unwrap_err());
        assert_eq!(failure.exit, Exit::Failed);
        let message = failure.to_string();
        assert!(message.starts_with("cannot write to standard output: no space"), "{message}");
    }

    #[test]
    fn without_colours_no_style_gets_through() {
        let mut out = Stdout::new(AutoStream::new(Vec::new(), ColorChoice::Never));
        out.text("\u{1b}[1mbold\u{1b}[0m").unwrap();
        assert_eq!(out.into_inner().into_inner(), b"bold");
    }
}
