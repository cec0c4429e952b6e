//! The one small layer through which every Quizdeck program writes files.
//!
//! It has only what the programs need, and each operation says when its effect is safe on the disk,
//! so that a crash at any point can be reasoned about. [`SystemFiles`] is the real one;
//! `fault::Disk` is a disk in memory that tests can stop, fill and lose power on.

#[doc(hidden)]
pub mod fault;
mod source;
mod system;

use std::ffi::OsString;
use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

pub use source::Source;
pub use system::SystemFiles;

/// Where files are kept.
pub trait Files: fmt::Debug + Send + Sync {
    /// Reads a file of at most `limit` bytes.
    ///
    /// # Errors
    /// When it cannot be read, and with [`io::ErrorKind::FileTooLarge`] when it is longer.
    fn read(&self, path: &Path, limit: u64) -> Result<Vec<u8>, FileError>;

    /// Opens a file of at most `limit` bytes to be read in pieces. Without a better way it is read
    /// whole.
    ///
    /// # Errors
    /// As [`Files::read`].
    fn source(&self, path: &Path, limit: u64) -> Result<Box<dyn Source>, FileError> {
        Ok(Box::new(source::Whole(self.read(path, limit)?)))
    }

    /// The names in a folder, sorted.
    ///
    /// # Errors
    /// When it cannot be listed.
    fn list(&self, folder: &Path) -> Result<Vec<OsString>, FileError>;

    /// Makes a folder with its parents, safely on the disk; one that is there already is left alone.
    ///
    /// # Errors
    /// When it cannot be made, or the path is not a folder.
    fn create_folder(&self, folder: &Path) -> Result<(), FileError>;

    /// Makes a new, empty file, whose name is then safely on the disk.
    ///
    /// # Errors
    /// With [`io::ErrorKind::AlreadyExists`] when something has the name, or when it cannot be made.
    fn create(&self, path: &Path) -> Result<Box<dyn OpenFile>, FileError>;

    /// Opens a file that exists, to read and to append.
    ///
    /// # Errors
    /// When it cannot be opened for both.
    fn open(&self, path: &Path) -> Result<Box<dyn OpenFile>, FileError>;

    /// Puts a whole file in the place of what was there, if anything: after a crash the file is the
    /// old or the new one, never a mixture. Links are followed and the permissions of the old file
    /// are kept.
    ///
    /// # Errors
    /// When it cannot be written, or is read-only; the old file is then still there.
    fn replace(&self, path: &Path, bytes: &[u8]) -> Result<(), FileError>;

    /// Removes a file.
    ///
    /// # Errors
    /// When it cannot be removed.
    fn remove(&self, path: &Path) -> Result<(), FileError>;
}

/// A file that is read and grows at its end.
pub trait OpenFile: fmt::Debug + Send {
    /// Locks the file for as long as it is open, without waiting. Says whether that went well:
    /// `false` when another holds the lock.
    ///
    /// # Errors
    /// When the place has no locks.
    fn try_lock(&mut self) -> Result<bool, FileError>;

    /// Reads the whole file, of at most `limit` bytes.
    ///
    /// # Errors
    /// As [`Files::read`].
    fn read(&mut self, limit: u64) -> Result<Vec<u8>, FileError>;

    /// Adds bytes at the end in one write, safely on the disk.
    ///
    /// # Errors
    /// When they cannot be written. Some of them may then stand in the file: the caller cuts them
    /// off with [`OpenFile::truncate`].
    fn append(&mut self, bytes: &[u8]) -> Result<(), FileError>;

    /// Cuts the file to a length, safely on the disk with all that stands before.
    ///
    /// # Errors
    /// When it cannot be cut.
    fn truncate(&mut self, len: u64) -> Result<(), FileError>;
}

/// What was tried with a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Doing {
    /// Reading it.
    Read,
    /// Listing a folder.
    List,
    /// Making a folder.
    CreateFolder,
    /// Making a file.
    Create,
    /// Opening it.
    Open,
    /// Locking it.
    Lock,
    /// Writing it.
    Write,
    /// Cutting it.
    Truncate,
    /// Removing it.
    Remove,
}

impl fmt::Display for Doing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Read => "read",
            Self::List => "list",
            Self::CreateFolder => "create the folder",
            Self::Create => "create",
            Self::Open => "open",
            Self::Lock => "lock",
            Self::Write => "write",
            Self::Truncate => "cut",
            Self::Remove => "remove",
        })
    }
}

/// Something with a file went wrong: `cannot write records/x.jsonl: No space left on device`.
#[derive(Debug)]
pub struct FileError {
    /// The file, as it was named.
    pub path: PathBuf,
    /// What was tried.
    pub doing: Doing,
    /// What the system said.
    pub source: io::Error,
}

impl FileError {
    /// The sort of error.
    #[must_use]
    pub fn kind(&self) -> io::ErrorKind {
        self.source.kind()
    }
}

impl fmt::Display for FileError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let source = self.source.to_string();
        let mut words = source.clone();
        // The number of a system's error means nothing to a person, and the words say the same. They
        // stand in the middle of a sentence.
        if let Some(code) = self.source.raw_os_error() {
            let text = source.strip_suffix(&format!(" (os error {code})")).unwrap_or(&source);
            let (first, rest) = text.split_at(text.chars().next().map_or(0, char::len_utf8));
            words = first.to_lowercase() + rest;
        }
        write!(f, "cannot {} {}: {words}", self.doing, self.path.display())
    }
}

/// The message of the source is part of this error's own, so it is not given as a cause again.
impl std::error::Error for FileError {}

/// The error for a file that is longer than its reader takes.
fn too_large(limit: u64) -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, format!("it is longer than {limit} bytes"))
}

/// The folder that holds a path's name.
fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}
