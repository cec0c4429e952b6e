//! How two records of one sitting compare.

use session::files::Files;
use session::record::{self, Record};

use super::{MAX_FILE, Origin};

/// How two records of one sitting compare.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Relation {
    /// They say the same.
    Same,
    /// The second goes on where the first stops.
    Earlier,
    /// The first goes on where the second stops.
    Later,
    /// They go apart, so that one of them was made up or two programs wrote at once.
    Forked,
}

/// Compares two records, which are read again for it: it is rare that two have one session, and
/// keeping all lines of a class for it would need much memory. A record that can no longer be read
/// is not known to be the same.
#[must_use]
pub fn relation(files: &dyn Files, one: &Origin, other: &Origin) -> Relation {
    match (again(files, one), again(files, other)) {
        (Some(one), Some(other)) => compare(&one, &other),
        _ => Relation::Forked,
    }
}

/// Reads a record again.
fn again(files: &dyn Files, origin: &Origin) -> Option<Record> {
    let bytes = files.read(&origin.path, MAX_FILE).ok()?;
    record::records(&bytes).nth(origin.place.checked_sub(1)?)?.ok()
}

pub(crate) fn compare(one: &Record, other: &Record) -> Relation {
    let begin_alike = one.start() == other.start()
        && one.replay.started() == other.replay.started()
        && one.lines.iter().zip(&other.lines).all(|(one, other)| one == other);
    match one.lines.len().cmp(&other.lines.len()) {
        _ if !begin_alike => Relation::Forked,
        std::cmp::Ordering::Equal => Relation::Same,
        std::cmp::Ordering::Less => Relation::Earlier,
        std::cmp::Ordering::Greater => Relation::Later,
    }
}
