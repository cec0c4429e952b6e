//! Files of records in pieces, which several threads read at the same time.
//!
//! A small file is one piece. A large one is cut where records begin, so that neither its length nor
//! the number of its records shows in memory; all threads read it together.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use session::files::{Doing, FileError, Files, Source};
use session::record::{MAX_PAPER_LINE, MAX_RECORD, last_beginning};

use super::MAX_FILE;

/// How much of a large file is read at once, in bytes: little enough to be still at hand when it is
/// gone over. Tests have no large files.
const PIECE: usize = if cfg!(test) { 1024 } else { 256 * 1024 };
/// The longest file that is read whole, in bytes.
const MAX_WHOLE: u64 = 2 * PIECE as u64;
/// The most of a file in which no record begins as it is written, in bytes: it has to be held whole,
/// and no record is longer.
const MAX_PIECE: u64 = (MAX_RECORD + MAX_PAPER_LINE) as u64;

/// Whole records of a file.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece<'a> {
    /// Which piece it is.
    pub(crate) at: PieceId,
    /// Where in the file it begins.
    pub(crate) offset: u64,
    /// Its bytes.
    pub(crate) bytes: &'a [u8],
}

/// The place of a piece: the number of its file, and its own number in it, both from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct PieceId {
    pub(crate) file: u32,
    pub(crate) number: u32,
}

/// Who reads pieces, on a thread of its own.
pub(crate) trait Reader: Send {
    /// Reads a piece.
    fn read(&mut self, piece: &Piece<'_>);
    /// Hears that a file cannot be read, or not from a piece on.
    fn fail(&mut self, at: PieceId, error: &FileError);
}

/// Reads files, with as many threads as there are readers. After each piece, `done` is told its
/// length.
pub(crate) fn read_files<R: Reader>(
    files: &dyn Files,
    paths: &[PathBuf],
    readers: &mut [R],
    done: &(dyn Fn(u64) + Sync),
) {
    let next = AtomicUsize::new(0);
    let large = Mutex::new(Vec::new());
    on_each(readers, |reader| {
        let mut bytes = Vec::new();
        while let Some((file, path)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            u32::try_from(at).ok().zip(paths.get(at))
        } {
            let at = PieceId { file, number: 0 };
            match files.source(path, MAX_FILE) {
                Ok(source) if source.length() > MAX_WHOLE => lock(&large).push((file, source)),
                Ok(source) => read_whole(source, at, &mut bytes, reader, done),
                Err(error) => reader.fail(at, &error),
            }
        }
    });
    for (file, source) in large.into_inner().unwrap_or_else(PoisonError::into_inner) {
        let Some(path) = paths.get(file as usize) else { continue };
        let cutter = Mutex::new(Cutter::new(file, path, source));
        on_each(readers, |reader| read_pieces(&cutter, reader, done));
    }
}

/// Does the same with every reader, at the same time.
fn on_each<R: Reader>(readers: &mut [R], work: impl Fn(&mut R) + Sync) {
    std::thread::scope(|scope| {
        if let Some((first, others)) = readers.split_first_mut() {
            for other in others {
                scope.spawn(|| work(other));
            }
            work(first);
        }
    });
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

fn read_whole<R: Reader>(
    mut source: Box<dyn Source>,
    at: PieceId,
    bytes: &mut Vec<u8>,
    reader: &mut R,
    done: &(dyn Fn(u64) + Sync),
) {
    bytes.clear();
    let length = usize::try_from(source.length()).unwrap_or(usize::MAX);
    match source.read_at(0, length, bytes) {
        Ok(_) => reader.read(&Piece { at, offset: 0, bytes }),
        Err(error) => reader.fail(at, &error),
    }
    done(bytes.len() as u64);
}

fn read_pieces<R: Reader>(cutter: &Mutex<Cutter<'_>>, reader: &mut R, done: &(dyn Fn(u64) + Sync)) {
    let mut bytes = Vec::new();
    loop {
        let (at, cut) = {
            let mut cutter = lock(cutter);
            (cutter.at, cutter.next(&mut bytes))
        };
        match cut {
            Ok(Some(offset)) => reader.read(&Piece { at, offset, bytes: &bytes }),
            Ok(None) => return,
            Err(error) => return reader.fail(at, &error),
        }
        done(bytes.len() as u64);
    }
}

/// Cuts a file where records begin.
struct Cutter<'p> {
    path: &'p Path,
    source: Box<dyn Source>,
    /// The next piece.
    at: PieceId,
    /// Where the next piece begins.
    offset: u64,
    /// What was read of it already.
    begun: Vec<u8>,
    /// Whether nothing is left to be read.
    is_read: bool,
}

impl<'p> Cutter<'p> {
    fn new(file: u32, path: &'p Path, source: Box<dyn Source>) -> Self {
        let at = PieceId { file, number: 0 };
        Self { path, source, at, offset: 0, begun: Vec::new(), is_read: false }
    }

    /// Puts the next piece into `bytes`: where in the file it begins, or `None` after the last.
    fn next(&mut self, bytes: &mut Vec<u8>) -> Result<Option<u64>, FileError> {
        bytes.clear();
        bytes.append(&mut self.begun);
        while !self.is_read {
            if bytes.len() as u64 > MAX_PIECE {
                self.is_read = true;
                return Err(self.too_large());
            }
            // A record that is longer than that is read in steps that grow with it.
            let most = PIECE.max(bytes.len());
            let read = self.source.read_at(self.offset + bytes.len() as u64, most, bytes);
            self.is_read = read.inspect_err(|_| self.is_read = true)? < most;
            if let Some(cut) = last_beginning(bytes).filter(|_| !self.is_read) {
                self.begun.extend_from_slice(&bytes[cut..]);
                bytes.truncate(cut);
                break;
            }
        }
        let offset = self.offset;
        self.offset += bytes.len() as u64;
        self.at.number += 1;
        // A file always gives something, were it that there is nothing in it.
        Ok((!bytes.is_empty() || self.at.number == 1).then_some(offset))
    }

    fn too_large(&self) -> FileError {
        let words = format!("no record begins in more than {MAX_PIECE} bytes of it");
        let source = io::Error::new(io::ErrorKind::FileTooLarge, words);
        FileError { path: self.path.to_owned(), doing: Doing::Read, source }
    }
}
