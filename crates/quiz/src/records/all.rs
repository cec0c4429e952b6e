//! Reading many records: ten years of study are thousands of files, and a student waits for them.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use session::files::Files;
use session::record::{self, MAX_RECORD, Record, RecordError};

/// From how many files on a second thread is worth its start.
pub(super) const WORTH_A_THREAD: usize = 32;

/// A record; `None` where the file is empty, as it is when a program was killed before its first
/// line: then nothing was asked either. Else what is wrong with it.
type One = Result<Option<Record>, String>;

/// Reads files, each a record, in their order, two at a time. Whether hashes fit is not asked: no
/// table or draw depends on it. [`super::read_file`] asks.
pub(super) fn read(files: &dyn Files, paths: &[PathBuf]) -> Vec<One> {
    let next = AtomicUsize::new(0);
    let work = || -> Vec<(usize, One)> {
        let turn = || {
            let at = next.fetch_add(1, Ordering::Relaxed);
            paths.get(at).map(|path| (at, read_one(files, path, record::read_unverified)))
        };
        std::iter::from_fn(turn).collect()
    };
    let mut read = thread::scope(|scope| {
        let second = (paths.len() >= WORTH_A_THREAD)
            .then(|| thread::Builder::new().spawn_scoped(scope, work))
            // Without a second thread the first reads all.
            .and_then(io::Result::ok);
        let mut read = work();
        if let Some(second) = second {
            read.extend(second.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        read
    });
    read.sort_unstable_by_key(|(at, _)| *at);
    read.into_iter().map(|(_, one)| one).collect()
}

/// Reads one of them in some way.
pub(super) fn read_one(
    files: &dyn Files,
    path: &Path,
    read: fn(&[u8]) -> Result<Record, RecordError>,
) -> One {
    let bytes = files.read(path, MAX_RECORD as u64).map_err(|error| error.to_string())?;
    if bytes.is_empty() {
        return Ok(None);
    }
    read(&bytes).map(Some).map_err(|error| error.to_string())
}
