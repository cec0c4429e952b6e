//! Writing the record of a running sitting.

use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::bounds::{MAX_RECORD, max_line};
use super::chained::{AppendError, ChainedFile, Most};
use super::error::RecordError;
use super::instant::to_millisecond;
use super::line::{Event, Line, Start};
use super::read::{self, Record, Tail};
use super::receipt::Receipt;
use super::replay::Replay;
use super::session_id::SessionId;
use crate::files::{FileError, Files, OpenFile};

/// The record of a running sitting: a locked file that grows by whole, synced lines.
///
/// A line that [`Journal::append`] acknowledged outlives any crash. A line that it refused, or did
/// not come back from, is there whole or not at all for whoever reads the record next.
#[derive(Debug)]
pub struct Journal {
    lines: ChainedFile,
    path: PathBuf,
    /// The number of the next line.
    next: u64,
    /// When the last line was written.
    last: Timestamp,
}

/// Why a record cannot be written or taken up again.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// A file could not be read or written.
    #[error(transparent)]
    File(#[from] FileError),
    /// Another program writes the record at this moment.
    #[error("the record {} is in use by another program", path.display())]
    Locked {
        /// The file.
        path: PathBuf,
        /// Which sitting it is and since when it runs, where that could be read.
        sitting: Option<(SessionId, Timestamp)>,
    },
    /// What stands in the file cannot be read.
    #[error("{}: {error}", path.display())]
    Record {
        /// The file.
        path: PathBuf,
        /// What is wrong.
        error: RecordError,
    },
    /// The sitting is over.
    #[error("the sitting in {} is finished", path.display())]
    Finished {
        /// The file.
        path: PathBuf,
    },
    /// The line, or the record with it, would be larger than readers take.
    #[error("`{event}` is too large to be recorded: {bytes} bytes")]
    TooLarge {
        /// The event's name.
        event: &'static str,
        /// The length of its line.
        bytes: usize,
    },
}

impl Journal {
    /// Begins a record. Its start is safely on the disk before this returns, so before anything is
    /// shown. Gives also the state of the sitting.
    ///
    /// # Errors
    /// When the file exists or cannot be written; nothing is then left behind.
    pub fn create(
        files: &dyn Files,
        path: &Path,
        at: Timestamp,
        start: Start,
    ) -> Result<(Self, Replay), JournalError> {
        let file = files.create(path)?;
        let begun = Self::begin(file, path, at, start);
        if begun.is_err() {
            // An empty record would only be in the way; the first error says more.
            let _ = files.remove(path);
        }
        begun
    }

    /// Locks a new file and writes its first line.
    fn begin(
        mut file: Box<dyn OpenFile>,
        path: &Path,
        at: Timestamp,
        start: Start,
    ) -> Result<(Self, Replay), JournalError> {
        if !file.try_lock()? {
            return Err(JournalError::Locked { path: path.to_owned(), sitting: None });
        }
        let replay = Replay::new(start.clone(), to_millisecond(at));
        let mut journal = Self {
            lines: ChainedFile::new(file),
            path: path.to_owned(),
            next: 0,
            last: replay.started(),
        };
        journal.append(at, Event::Start(Box::new(start)))?;
        Ok((journal, replay))
    }

    /// Takes up the record of a sitting that was cut off. A torn tail is cut here, and only here,
    /// and everything that was read is safely on the disk before this returns.
    ///
    /// # Errors
    /// When another program holds the record, when it cannot be read, when a line of it is broken,
    /// and when the sitting is finished. The file is then as it was.
    pub fn resume(files: &dyn Files, path: &Path) -> Result<(Self, Record), JournalError> {
        let mut file = files.open(path)?;
        if !file.try_lock()? {
            let sitting = running(file.as_mut());
            return Err(JournalError::Locked { path: path.to_owned(), sitting });
        }
        let bytes = file.read(MAX_RECORD as u64)?;
        let record = read::read(&bytes)
            .map_err(|error| JournalError::Record { path: path.to_owned(), error })?;
        if record.is_finished() {
            return Err(JournalError::Finished { path: path.to_owned() });
        }
        let ended = record.tail != Tail::NoLineEnd;
        let journal = Self {
            lines: ChainedFile::resume(file, record.chain, record.whole, ended)?,
            path: path.to_owned(),
            next: record.replay.next_line(),
            last: record.replay.last(),
        };
        Ok((journal, record))
    }

    /// The file.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The receipt of what was recorded so far; that of the sitting right after its end.
    #[must_use]
    pub fn receipt(&self) -> Option<Receipt> {
        self.lines.last().map(Receipt)
    }

    /// Records what happened. The line is safely on the disk when this returns, so that feedback
    /// may be shown. When the clock went back, the line has the time of the one before it.
    ///
    /// Whether the event may come here is for [`Replay::allows`] to say first.
    ///
    /// # Errors
    /// When the line cannot be written or is too large. It is then not in the record, and another
    /// try is possible when there is room again.
    pub fn append(&mut self, at: Timestamp, event: Event) -> Result<Line, JournalError> {
        let at = to_millisecond(at).max(self.last);
        let line = Line { n: self.next, at, event };
        let most = Most { line: max_line(&line.event), file: MAX_RECORD };
        self.lines.append(&json(&line), most).map_err(|error| match error {
            AppendError::File(error) => error.into(),
            AppendError::TooLarge(bytes) => {
                JournalError::TooLarge { event: line.event.name(), bytes }
            }
        })?;
        (self.next, self.last) = (line.n + 1, at);
        Ok(line)
    }
}

/// A line as JSON, still without its hash.
fn json(line: &Line) -> String {
    serde_json::to_string(line).expect("a line holds only texts, whole numbers and lists of them")
}

/// Which sitting writes a locked record, if that can be read.
fn running(file: &mut dyn OpenFile) -> Option<(SessionId, Timestamp)> {
    let bytes = file.read(MAX_RECORD as u64).ok()?;
    let (at, start) = read::read_start(&bytes).ok()?;
    Some((start.session, at))
}

#[cfg(test)]
mod tests;
