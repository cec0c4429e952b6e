//! Files that are read in pieces, so that large ones need little memory.

use std::fmt;

use super::FileError;

/// A file that is read in pieces.
pub trait Source: fmt::Debug + Send {
    /// Its length in bytes when it was opened.
    fn length(&self) -> u64;

    /// Adds the bytes from an offset on to `into`: `most` of them, or fewer where the file ends.
    /// Says how many there were.
    ///
    /// # Errors
    /// When they cannot be read.
    fn read_at(&mut self, offset: u64, most: usize, into: &mut Vec<u8>)
    -> Result<usize, FileError>;
}

/// A file that was read whole.
#[derive(Debug)]
pub(super) struct Whole(pub(super) Vec<u8>);

impl Source for Whole {
    fn length(&self) -> u64 {
        self.0.len() as u64
    }

    fn read_at(
        &mut self,
        offset: u64,
        most: usize,
        into: &mut Vec<u8>,
    ) -> Result<usize, FileError> {
        let from = usize::try_from(offset).unwrap_or(usize::MAX).min(self.0.len());
        let rest = &self.0[from..];
        let piece = &rest[..rest.len().min(most)];
        into.extend_from_slice(piece);
        Ok(piece.len())
    }
}
