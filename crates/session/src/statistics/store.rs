//! The file beside the deck: reading it, and adding a class to it.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use deck_format::{DeckId, Digest};
use jiff::civil::Date;
use serde::Deserialize;

use super::class::Class;
use super::{STATISTICS_VERSION, Statistics};
use crate::files::{FileError, Files, OpenFile};

/// The largest file, in bytes.
pub const MAX_STATISTICS: u64 = 128 * 1024 * 1024;
/// The most classes.
pub const MAX_CLASSES: usize = 10_000;

/// The file for the deck in another: `NAME.stats.json` beside `NAME.toml`.
#[must_use]
pub fn beside(deck: &Path) -> PathBuf {
    deck.with_extension("stats.json")
}

/// Why a text is not the statistics of a deck.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StatisticsError {
    /// It is of a later version.
    #[error("it is of version {0}; this program reads version {STATISTICS_VERSION}")]
    Newer(u32),
    /// It does not have the shape of statistics.
    #[error("{}", without_place(.0))]
    Shape(#[from] serde_json::Error),
    /// It is of another deck.
    #[error("it is of the deck `{found}`, not of `{wanted}`")]
    OtherDeck {
        /// The deck that it names.
        found: DeckId,
        /// The deck beside which it lies.
        wanted: DeckId,
    },
    /// There are more classes than are read.
    #[error("it has {0} classes, and at most {MAX_CLASSES} are read")]
    TooManyClasses(usize),
    /// A class stands there twice.
    #[error("the class {0} stands there twice")]
    ClassTwice(Digest),
}

/// The message without the place that `serde_json` adds.
fn without_place(error: &serde_json::Error) -> String {
    let text = error.to_string();
    let place = format!(" at line {} column {}", error.line(), error.column());
    text.strip_suffix(&place).map_or(text.clone(), str::to_owned)
}

impl StatisticsError {
    /// The line and the column, from 1, in bytes, where it was noticed; `None` for what concerns the
    /// whole.
    #[must_use]
    pub fn place(&self) -> Option<(usize, usize)> {
        match self {
            Self::Shape(error) if error.line() > 0 => Some((error.line(), error.column().max(1))),
            _ => None,
        }
    }
}

/// Why the statistics of a deck cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// The file cannot be read.
    #[error(transparent)]
    File(#[from] FileError),
    /// It is broken.
    #[error("{} cannot be used: {error}", path.display())]
    Broken {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        error: StatisticsError,
    },
}

impl Statistics {
    /// Reads what stands in a file. Nothing at all is no class, as when a program was ended after it
    /// made the file.
    ///
    /// # Errors
    /// When it is not the statistics of this deck, or of a later version.
    pub fn from_json(bytes: &[u8], deck: &DeckId) -> Result<Self, StatisticsError> {
        #[derive(Deserialize)]
        struct Version {
            statistics: u32,
        }
        if bytes.is_empty() {
            return Ok(Self::new(deck.clone()));
        }
        match serde_json::from_slice::<Version>(bytes)?.statistics {
            STATISTICS_VERSION => {}
            newer => return Err(StatisticsError::Newer(newer)),
        }
        let mut read: Self = serde_json::from_slice(bytes)?;
        if read.deck != *deck {
            return Err(StatisticsError::OtherDeck { found: read.deck, wanted: deck.clone() });
        }
        read.check()?;
        read.sort();
        Ok(read)
    }

    /// The file, with a line end.
    #[must_use]
    pub fn to_json(&self) -> String {
        let json = serde_json::to_string_pretty(self);
        let mut json = json.expect("statistics hold only texts, numbers, and lists of them");
        json.push('\n');
        json
    }
}

/// Reads the file beside a deck; `None` where there is none.
///
/// # Errors
/// When it cannot be read, or is broken.
pub fn read(
    files: &dyn Files,
    deck_path: &Path,
    deck: &DeckId,
) -> Result<Option<Statistics>, ReadError> {
    let path = beside(deck_path);
    let bytes = match files.read(&path, MAX_STATISTICS) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error.into()),
    };
    let read = Statistics::from_json(&bytes, deck);
    read.map(Some).map_err(|error| ReadError::Broken { path, error })
}

/// What adding a class did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Update {
    /// The file.
    pub path: PathBuf,
    /// The entries that the class took the place of.
    pub replaced: Vec<Replaced>,
    /// How many classes there are now.
    pub classes: usize,
    /// Whether anything is otherwise than before.
    pub changed: bool,
}

/// An entry that was replaced.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Replaced {
    /// Its date.
    pub date: Date,
    /// How many students it had.
    pub students: u64,
}

/// Why a class was not added. Nothing was written.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// The file cannot be read or written, or is broken.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// Another program writes it.
    #[error("another program is writing {}; nothing was written", .0.display())]
    Busy(PathBuf),
    /// Another program wrote it in the meantime.
    #[error("{} was changed by another program in the meantime; nothing was written", .0.display())]
    Changed(PathBuf),
    /// There is no room for another class.
    #[error("{} is full: {what}; nothing was written", path.display())]
    Full {
        /// The file.
        path: PathBuf,
        /// Which bound is reached.
        what: String,
    },
}

impl From<FileError> for UpdateError {
    fn from(error: FileError) -> Self {
        ReadError::from(error).into()
    }
}

/// Adds a class to the file beside a deck. The file is locked meanwhile: of two programs that write
/// at once the second is refused, so that neither loses what the other added.
///
/// # Errors
/// When it cannot be added; then nothing was written.
pub fn update(
    files: &dyn Files,
    deck_path: &Path,
    deck: &DeckId,
    class: Class,
) -> Result<Update, UpdateError> {
    let path = beside(deck_path);
    let (mut held, is_new) = open(files, &path)?;
    if !held.try_lock()? {
        return Err(UpdateError::Busy(path));
    }
    let added = add(files, &path, held.as_mut(), deck, class);
    if is_new && added.is_err() && files.read(&path, 1).is_ok_and(|bytes| bytes.is_empty()) {
        // The first error says more than a second one would.
        let _ = files.remove(&path);
    }
    added
}

/// Opens the file, made where it is not there. Says whether it was made.
fn open(files: &dyn Files, path: &Path) -> Result<(Box<dyn OpenFile>, bool), FileError> {
    match files.create(path) {
        Ok(file) => Ok((file, true)),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            files.open(path).map(|file| (file, false))
        }
        Err(error) => Err(error),
    }
}

/// Adds a class to a file that is locked.
fn add(
    files: &dyn Files,
    path: &Path,
    held: &mut dyn OpenFile,
    deck: &DeckId,
    class: Class,
) -> Result<Update, UpdateError> {
    let bytes = held.read(MAX_STATISTICS)?;
    let mut statistics = Statistics::from_json(&bytes, deck)
        .map_err(|error| ReadError::Broken { path: path.to_owned(), error })?;
    let replaced = statistics.put(class);
    let replaced = replaced
        .iter()
        .map(|class| Replaced { date: class.date, students: class.students })
        .collect();
    let json = statistics.to_json();
    room(path, &statistics, &json)?;
    // The lock is of what was opened. A file that another program has put in its place since is not
    // locked by it, and holds something else.
    if files.read(path, MAX_STATISTICS)? != bytes {
        return Err(UpdateError::Changed(path.to_owned()));
    }
    let changed = json.as_bytes() != bytes;
    if changed {
        files.replace(path, json.as_bytes())?;
    }
    Ok(Update { path: path.to_owned(), replaced, classes: statistics.classes.len(), changed })
}

/// That the file can be read again.
fn room(path: &Path, statistics: &Statistics, json: &str) -> Result<(), UpdateError> {
    let full = |what: String| UpdateError::Full { path: path.to_owned(), what };
    if statistics.classes.len() > MAX_CLASSES {
        return Err(full(format!("it can hold {MAX_CLASSES} classes")));
    }
    if json.len() as u64 > MAX_STATISTICS {
        return Err(full(format!("it can hold {MAX_STATISTICS} bytes")));
    }
    Ok(())
}
