//! Reading many records: ten years of study are thousands of files, and a student waits for them.

use std::path::{Path, PathBuf};

use session::files::Files;
use session::record::{self, MAX_RECORD, Record, RecordError};

use crate::shared_work::in_order;

/// From how many files on a second thread is worth its start.
pub(super) const WORTH_A_THREAD: usize = 32;

/// A record; `None` where the file is empty, as it is when a program was killed before its first
/// line: then nothing was asked either. Else what is wrong with it.
type One = Result<Option<Record>, String>;

/// Reads files, each a record, in their order, two at a time. Whether hashes fit is not asked: no
/// table or draw depends on it. [`super::read_file`] asks.
pub(super) fn read(files: &dyn Files, paths: &[PathBuf]) -> Vec<One> {
    in_order(paths.len(), WORTH_A_THREAD, |at| read_one(files, &paths[at], record::read_unverified))
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
