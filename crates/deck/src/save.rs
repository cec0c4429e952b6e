//! Changing a file that somebody wrote: nothing is lost, and nothing changes that was not asked for.
//!
//! A file is read whole and written whole, in one step, see [`Files::replace`]: links are followed,
//! permissions kept, and a file that cannot be written is left as it was. A byte order mark and line
//! endings stay, so that the rest of a program works on text with line feeds alone.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::str::Utf8Error;

use console::Failure;
use deck_format::limits::MAX_BYTES;
use session::files::{FileError, Files};
use similar::{Algorithm, DiffOp, capture_diff_slices};

const BOM: &str = "\u{feff}";

/// A file as it was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Original {
    path: PathBuf,
    bytes: Vec<u8>,
}

/// Why a file was not changed.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
    /// It cannot be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is no longer what was read.
    #[error("{} was changed by another program in the meantime; nothing was written", .0.display())]
    Changed(PathBuf),
}

impl From<SaveError> for Failure {
    fn from(error: SaveError) -> Self {
        let failure = Self::failed(error.to_string());
        match error {
            SaveError::File(_) => failure,
            SaveError::Changed(_) => failure.hint("run the command again"),
        }
    }
}

/// What becomes of the line endings of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Endings {
    /// Lines that are still there, or were changed in place, keep theirs; a new one takes that of the
    /// line before.
    Kept,
    /// All lines take the ending that most of them had.
    Even,
}

impl Original {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read or is larger than any deck.
    pub fn read(files: &dyn Files, path: &Path) -> Result<Self, FileError> {
        let bytes = files.read(path, MAX_BYTES as u64)?;
        Ok(Self { path: path.to_owned(), bytes })
    }

    /// The file's path, as it was named.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The bytes as they stand in the file.
    #[must_use]
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The text without a byte order mark, its lines ending with a line feed.
    ///
    /// # Errors
    /// When it is not UTF-8.
    pub fn text(&self) -> Result<String, Utf8Error> {
        std::str::from_utf8(&self.bytes).map(plain)
    }

    /// Puts another text, with line feeds, into the file. Says whether that changed anything.
    ///
    /// Between the last look at the file and its replacement is a moment in which a change by
    /// another program would go unnoticed; no system has a way to close it.
    ///
    /// # Errors
    /// When the file is no longer what was read, or cannot be written. It is then as it was.
    pub fn replace(
        &self,
        files: &dyn Files,
        text: &str,
        endings: Endings,
    ) -> Result<bool, SaveError> {
        self.replace_bytes(files, &encode(&self.bytes, text, endings))
    }

    /// Puts other bytes into the file. Says whether that changed anything.
    ///
    /// # Errors
    /// As [`Original::replace`].
    pub fn replace_bytes(&self, files: &dyn Files, bytes: &[u8]) -> Result<bool, SaveError> {
        if bytes == self.bytes {
            return Ok(false);
        }
        if !self.is_unchanged(files)? {
            return Err(SaveError::Changed(self.path.clone()));
        }
        files.replace(&self.path, bytes)?;
        Ok(true)
    }

    fn is_unchanged(&self, files: &dyn Files) -> Result<bool, FileError> {
        match files.read(&self.path, MAX_BYTES as u64) {
            Ok(bytes) => Ok(bytes == self.bytes),
            Err(error) => match error.kind() {
                ErrorKind::NotFound | ErrorKind::FileTooLarge => Ok(false),
                _ => Err(error),
            },
        }
    }
}

/// A text as bytes in the manner of the file that it changes: with a byte order mark where that has
/// one, with its line endings, and, where [`Endings::Kept`] finds the last line unchanged, without a
/// line ending that it did not have.
#[must_use]
pub fn encode(original: &[u8], text: &str, endings: Endings) -> Vec<u8> {
    let original = String::from_utf8_lossy(original);
    let (bom, body) = match original.strip_prefix(BOM) {
        Some(body) => (BOM, body),
        None => ("", &*original),
    };
    let old: Vec<_> = lines(body).collect();
    let usual = usual_ending(&old);
    let mut encoded = bom.to_owned();
    let plain = match endings {
        Endings::Even => true,
        Endings::Kept => old.iter().all(|line| line.ending == usual),
    };
    if plain {
        let new =
            lines(text).map(|line| (line.text, if line.ending.is_empty() { "" } else { usual }));
        encoded.extend(new.flat_map(|(text, ending)| [text, ending]));
    } else {
        encoded.push_str(&with_kept_endings(&old, text, usual));
    }
    encoded.into_bytes()
}

/// A text without a byte order mark, with line feeds alone.
fn plain(text: &str) -> String {
    text.strip_prefix(BOM).unwrap_or(text).replace("\r\n", "\n")
}

/// A line and what ends it: `\n`, `\r\n`, or nothing at the end of the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Line<'a> {
    text: &'a str,
    ending: &'static str,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    text.split_inclusive('\n').map(|line| {
        if let Some(text) = line.strip_suffix("\r\n") {
            Line { text, ending: "\r\n" }
        } else if let Some(text) = line.strip_suffix('\n') {
            Line { text, ending: "\n" }
        } else {
            Line { text: line, ending: "" }
        }
    })
}

/// The ending that more lines have.
fn usual_ending(lines: &[Line<'_>]) -> &'static str {
    let count = |ending| lines.iter().filter(|line| line.ending == ending).count();
    if count("\r\n") > count("\n") { "\r\n" } else { "\n" }
}

fn with_kept_endings(old: &[Line<'_>], text: &str, usual: &'static str) -> String {
    let new: Vec<_> = lines(text).collect();
    let kept = kept_endings(old, &new);
    let mut encoded = String::with_capacity(text.len());
    let mut ending = usual;
    for (at, (line, kept)) in new.iter().zip(kept).enumerate() {
        encoded.push_str(line.text);
        match kept {
            // The end of the old text, and of the new one.
            Some("") if at + 1 == new.len() => break,
            Some("") | None => {}
            Some(kept) => ending = kept,
        }
        if !line.ending.is_empty() {
            encoded.push_str(ending);
        }
    }
    encoded
}

/// For each new line, the ending of the old line that it is, or that it takes the place of.
fn kept_endings(old: &[Line<'_>], new: &[Line<'_>]) -> Vec<Option<&'static str>> {
    let texts =
        |lines: &[Line<'_>]| lines.iter().map(|line| line.text.to_owned()).collect::<Vec<_>>();
    let mut kept = vec![None; new.len()];
    for op in capture_diff_slices(Algorithm::Myers, &texts(old), &texts(new)) {
        let (old_index, new_index, len) = match op {
            DiffOp::Equal { old_index, new_index, len } => (old_index, new_index, len),
            DiffOp::Replace { old_index, old_len, new_index, new_len } => {
                (old_index, new_index, old_len.min(new_len))
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } => continue,
        };
        for at in 0..len {
            kept[new_index + at] = Some(old[old_index + at].ending);
        }
    }
    kept
}

#[cfg(test)]
mod tests;
