//! Records out of files and folders: each one that can be used, and each that cannot, with why.
//!
//! Files are read by several threads, and each record is turned into what the caller keeps of it at
//! once, so that a large class needs little memory. What comes out stands in the order of the paths,
//! whichever thread was quicker, and in whichever order the paths were named.

mod same;
mod walk;

#[cfg(test)]
mod tests;

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

use session::files::{FileError, Files};
use session::record::{self, Record, RecordError};

pub use same::{Relation, relation};
pub use walk::{Found, walk};

/// The largest file of records, in bytes.
pub const MAX_FILE: u64 = 4 * 1024 * 1024 * 1024;

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
    let next = AtomicUsize::new(0);
    let slots: Vec<Mutex<Vec<Collected<T>>>> = paths.iter().map(|_| Mutex::default()).collect();
    let work = || {
        while let Some((path, slot)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            paths.get(at).zip(slots.get(at))
        } {
            let (collected, length) = of_file(files, path, chains, keep);
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = collected;
            done(length);
        }
    };
    std::thread::scope(|scope| {
        for _ in 1..threads.clamp(1, paths.len().max(1)) {
            scope.spawn(work);
        }
        work();
    });
    let of_slot = |slot: Mutex<_>| slot.into_inner().unwrap_or_else(PoisonError::into_inner);
    slots.into_iter().flat_map(of_slot).collect()
}

/// What the records of one file come to, and its length.
fn of_file<T>(
    files: &dyn Files,
    path: &Path,
    chains: Chains,
    keep: &(dyn Fn(&Record) -> T + Sync),
) -> (Vec<Collected<T>>, u64) {
    let path: Arc<Path> = path.into();
    let origin = |place, shared| Origin { path: Arc::clone(&path), place, shared };
    let bytes = match files.read(&path, MAX_FILE) {
        Ok(bytes) => bytes,
        Err(error) => {
            return (vec![Collected { origin: origin(1, false), kept: Err(unread(&error)) }], 0);
        }
    };
    let kept: Vec<_> = records(&bytes, chains)
        .map(|record| record.map(|record| keep(&record)).map_err(Unread::from))
        .collect();
    let shared = kept.len() > 1;
    let collected = kept.into_iter().zip(1..);
    let collected =
        collected.map(|(kept, place)| Collected { origin: origin(place, shared), kept });
    (collected.collect(), bytes.len() as u64)
}

/// The records of a file. Unverified, one of several comes to the same as one alone.
fn records(
    bytes: &[u8],
    chains: Chains,
) -> Box<dyn Iterator<Item = Result<Record, RecordError>> + '_> {
    if chains == Chains::Verified {
        return Box::new(record::records(bytes));
    }
    match record::read_unverified(bytes) {
        Ok(record) => Box::new(std::iter::once(Ok(record))),
        Err(_) => Box::new(record::records(bytes).map(|record| {
            let mut record = record?;
            record.broken_at = None;
            Ok(record)
        })),
    }
}

/// Why a file could not be read, which was there when it was looked for.
fn unread(error: &FileError) -> Unread {
    match error.kind() {
        std::io::ErrorKind::NotFound => Unread::Vanished,
        _ => Unread::File(console::reason(&error.source)),
    }
}
