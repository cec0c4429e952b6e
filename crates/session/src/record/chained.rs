//! A file that grows by whole, synced lines, each chained to the one before.

use super::chain::{Chain, Link};
use crate::files::{FileError, OpenFile};

/// A locked file of chained lines: the record of a running sitting, or another journal that is
/// kept in the same way.
///
/// A line that [`ChainedFile::append`] acknowledged outlives any crash. A line that it refused, or
/// did not come back from, is there whole or not at all for whoever reads the file next.
#[derive(Debug)]
pub struct ChainedFile {
    file: Box<dyn OpenFile>,
    /// The place after the last line.
    chain: Chain,
    /// The length of the whole lines.
    whole: u64,
    /// Whether something may stand behind them that a failed append left.
    untidy: bool,
}

/// What a line and a file may hold at most, in bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Most {
    /// A line, with its line end.
    pub line: usize,
    /// The file.
    pub file: usize,
}

/// Why a line was not added.
#[derive(Debug, thiserror::Error)]
pub enum AppendError {
    /// The file could not be written.
    #[error(transparent)]
    File(#[from] FileError),
    /// The line, or the file with it, would be larger than readers take.
    #[error("a line of {0} bytes is too large")]
    TooLarge(usize),
}

impl ChainedFile {
    /// A new, empty file.
    #[must_use]
    pub fn new(file: Box<dyn OpenFile>) -> Self {
        Self { file, chain: Chain::default(), whole: 0, untidy: false }
    }

    /// A file that was read: so many bytes of it are whole lines, `ended` where the last of them has
    /// its line end, and `chain` is the place after it. What stands behind them is cut off, and
    /// everything that was read is safely on the disk before this returns.
    ///
    /// # Errors
    /// When the file cannot be written.
    pub fn resume(
        file: Box<dyn OpenFile>,
        chain: Chain,
        whole: u64,
        ended: bool,
    ) -> Result<Self, FileError> {
        let mut lines = Self { file, chain, whole, untidy: true };
        lines.tidy()?;
        if !ended {
            lines.write(b"\n")?;
        }
        Ok(lines)
    }

    /// The hash of the last line.
    #[must_use]
    pub fn last(&self) -> Option<Link> {
        self.chain.last()
    }

    /// Adds a line, a JSON object without its hash. It is safely on the disk when this returns.
    ///
    /// # Errors
    /// When it cannot be written, or would be too large. It is then not in the file, and another try
    /// is possible when there is room again.
    pub fn append(&mut self, json: &str, most: Most) -> Result<(), AppendError> {
        self.tidy()?;
        let (text, chain) = self.chain.seal(json);
        if text.len() > most.line || self.whole + text.len() as u64 > most.file as u64 {
            return Err(AppendError::TooLarge(text.len()));
        }
        self.write(text.as_bytes())?;
        self.chain = chain;
        Ok(())
    }

    /// Adds bytes that belong to the file from now on; after an error they do not.
    fn write(&mut self, bytes: &[u8]) -> Result<(), FileError> {
        if let Err(error) = self.file.append(bytes) {
            self.untidy = true;
            // If this fails too, the next append tries again.
            let _ = self.tidy();
            return Err(error);
        }
        self.whole += bytes.len() as u64;
        Ok(())
    }

    /// Cuts off what does not belong to the file.
    fn tidy(&mut self) -> Result<(), FileError> {
        if self.untidy {
            self.file.truncate(self.whole)?;
            self.untidy = false;
        }
        Ok(())
    }
}
