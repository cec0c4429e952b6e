//! How two records of one sitting compare.

use session::files::{FileError, Files};
use session::record::{self, Record};

use super::Origin;
use super::pieces::{Piece, PieceId, Reader, read_files};

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
    let mut wanted = [Wanted { before: origin.place.checked_sub(1)?, found: None }];
    read_files(files, &[origin.path.to_path_buf()], &mut wanted, &|_| {});
    wanted.into_iter().next()?.found
}

/// A record by its place in a file.
struct Wanted {
    /// How many come before it; the largest number once it was looked at.
    before: usize,
    found: Option<Record>,
}

impl Reader for Wanted {
    fn read(&mut self, piece: &Piece<'_>) {
        let mut records = record::records(piece.bytes);
        while self.before != usize::MAX {
            let Some(record) = records.next() else { return };
            if self.before == 0 {
                self.found = record.ok();
            }
            self.before = self.before.wrapping_sub(1);
        }
    }

    fn fail(&mut self, _at: PieceId, _error: &FileError) {}
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
