//! Records out of files and folders: each one that can be used, and each that cannot, with why.
//!
//! Files are read by several threads, large ones in pieces, and each record is turned into what the
//! caller keeps of it at once, so that a large class needs little memory. What comes out stands in the order of the paths,
//! whichever thread was quicker, and in whichever order the paths were named.

mod again;
pub(crate) mod pieces;
pub(crate) mod places;
mod same;
mod walk;

#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use session::files::{FileError, Files};
use session::record::{self, Record, RecordError, Records};

pub(crate) use again::again;
use pieces::{Piece, PieceId, Reader, read_files};
use places::{PieceSize, Places};
pub(crate) use same::compare;
pub use same::{Relation, relation};
pub use walk::{Found, walk};

/// The largest file of records, in bytes: more than any class writes, since it is not held whole.
pub const MAX_FILE: u64 = 1024 * 1024 * 1024 * 1024;

/// Where a record was found. Origins are ordered by path and place.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Origin {
    /// The file.
    pub path: Arc<Path>,
    /// Its place among the records of the file, from 1.
    pub place: usize,
    /// Whether the file holds others.
    pub shared: bool,
}

impl fmt::Display for Origin {
    /// `weber.jsonl`, or `all.jsonl, record 3`; not yet safe for a terminal.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        if self.shared { write!(f, ", record {}", self.place) } else { Ok(()) }
    }
}

/// What became of a record, or of a file that holds none.
#[derive(Debug, Clone, PartialEq)]
pub struct Collected<T> {
    /// Where it was.
    pub origin: Origin,
    /// What the caller keeps of it, or why it cannot be read.
    pub kept: Result<T, Unread>,
}

/// Why a file or a record cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unread {
    /// The file, or the folder, cannot be read.
    #[error("{0}")]
    File(String),
    /// It was there, and then it was not.
    #[error("it was there when the folder was listed, and gone when it was to be read")]
    Vanished,
    /// In a folder, records are files that end in `.jsonl`.
    #[error("it is no record: records end in `.jsonl`")]
    OtherFile,
    /// A link to a folder, which may lead round in a circle.
    #[error("it is a link to a folder, which is not followed")]
    FolderLink,
    /// Something that is neither a file nor a folder.
    #[error("it is neither a file nor a folder")]
    Special,
    /// The record cannot be read.
    #[error("{0}")]
    Record(#[from] RecordError),
}

/// Whether the chains of records are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Chains {
    /// Every hash is reckoned.
    Verified,
    /// None is said to be broken. Files of one record are read faster.
    Unverified,
}

/// Reads the records of files, on so many threads, and keeps of each what `keep` makes of it. After
/// each file, `done` is told its length in bytes.
///
/// `files` and what comes out have the order of [`walk`].
pub fn collect<T: Send>(
    files: &dyn Files,
    paths: &[PathBuf],
    threads: usize,
    keep: &(dyn Fn(&Record) -> T + Sync),
    done: &(dyn Fn(u64) + Sync),
) -> Vec<Collected<T>> {
    collect_with(files, paths, threads, Chains::Verified, keep, done)
}

/// The same, with a word on chains.
pub fn collect_with<T: Send>(
    files: &dyn Files,
    paths: &[PathBuf],
    threads: usize,
    chains: Chains,
    keep: &(dyn Fn(&Record) -> T + Sync),
    done: &(dyn Fn(u64) + Sync),
) -> Vec<Collected<T>> {
    let keeper = || Keeper { chains, keep, kept: Vec::new() };
    let mut keepers: Vec<_> = (0..threads.max(1)).map(|_| keeper()).collect();
    read_files(files, paths, &mut keepers, done);
    let mut kept: Vec<_> = keepers.into_iter().flat_map(|keeper| keeper.kept).collect();
    kept.sort_by_key(|(size, _)| size.at);
    let places = Places::new(kept.iter().map(|(size, _)| *size), paths.len());
    let mut all = Vec::new();
    for (size, records) in kept {
        let Some(path) = paths.get(size.at.file as usize) else { continue };
        let path: Arc<Path> = path.as_path().into();
        let (before, lines) = places.before(size.at);
        let shared = places.is_shared(size.at.file);
        for (place, kept) in (before + 1..).zip(records) {
            let origin = Origin { path: Arc::clone(&path), place, shared };
            all.push(Collected { origin, kept: kept.map_err(|why| why.further(lines)) });
        }
    }
    all
}

/// Reads every record in full and keeps what is made of it.
struct Keeper<'k, T> {
    chains: Chains,
    keep: &'k (dyn Fn(&Record) -> T + Sync),
    kept: Vec<(PieceSize, Vec<Result<T, Unread>>)>,
}

impl<T: Send> Reader for Keeper<'_, T> {
    fn read(&mut self, piece: &Piece<'_>) {
        let mut records = records(piece.bytes, self.chains);
        let mut kept = Vec::new();
        // A file always gives something, were it that there is nothing in it.
        for record in records.by_ref() {
            kept.push(record.map(|record| (self.keep)(&record)).map_err(Unread::from));
        }
        let size = PieceSize { at: piece.at, records: count(kept.len()), lines: records.lines() };
        self.kept.push((size, kept));
    }

    fn fail(&mut self, at: PieceId, error: &FileError) {
        self.kept.push((PieceSize { at, records: 1, lines: 0 }, vec![Err(unread(error))]));
    }
}

/// A number of records, of which a piece never holds four billion.
pub(crate) fn count(records: usize) -> u32 {
    u32::try_from(records).unwrap_or(u32::MAX)
}

/// The records of some bytes.
pub(crate) fn records(bytes: &[u8], chains: Chains) -> Records<'_> {
    match chains {
        Chains::Verified => record::records(bytes),
        Chains::Unverified => record::records_unverified(bytes),
    }
}

impl Unread {
    /// The same of a record that stands so many lines further on in its file.
    pub(crate) fn further(self, lines: usize) -> Self {
        match self {
            Self::Record(error) => Self::Record(RecordError { line: error.line + lines, ..error }),
            other => other,
        }
    }
}

/// Why a file could not be read, which was there when it was looked for.
pub(crate) fn unread(error: &FileError) -> Unread {
    match error.kind() {
        std::io::ErrorKind::NotFound => Unread::Vanished,
        _ => Unread::File(console::reason(&error.source)),
    }
}
