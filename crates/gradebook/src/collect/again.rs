//! Reading one record again.

use std::path::Path;

use session::files::Files;
use session::record::{Record, last_beginning, records_unverified};

use super::MAX_FILE;

/// As much as most records are long, in bytes.
const USUAL: usize = 64 * 1024;

/// Reads the record at an offset of a file again; `None` where it is no longer there.
pub(crate) fn again(files: &dyn Files, path: &Path, offset: u64) -> Option<Record> {
    let mut source = files.source(path, MAX_FILE).ok()?;
    let mut bytes = Vec::new();
    loop {
        let most = USUAL.max(bytes.len());
        let read = source.read_at(offset + bytes.len() as u64, most, &mut bytes).ok()?;
        if read < most || last_beginning(&bytes).is_some() {
            return records_unverified(&bytes).next()?.ok();
        }
    }
}
