//! What is kept of each record while the others are read.

use std::collections::HashSet;

use crate::collect::pieces::PieceId;

/// What is kept of a record that can be used. Sitting and student are kept as hashes: where two meet,
/// by chance or because they are the same, their records are read again in full.
#[derive(Debug, Clone, Copy)]
pub(super) struct Entry {
    pub(super) session: u64,
    pub(super) student: u64,
    /// Where in its file it begins.
    pub(super) offset: u64,
    pub(super) piece: PieceId,
    /// Its place in the piece, from 0.
    pub(super) index: u32,
    /// Whether whoever sat is in the class.
    pub(super) is_of_class: bool,
    /// Whether it has to be looked at.
    pub(super) is_problem: bool,
}

/// A record, known by its file and where it begins there.
pub(super) type Spot = (u32, u64);

impl Entry {
    pub(super) fn spot(&self) -> Spot {
        (self.piece.file, self.offset)
    }
}

/// How many entries are kept together.
const CHUNK: usize = 4096;

/// The entries of records, in pieces that never move: a list that grows as one would need its room
/// twice.
#[derive(Debug, Default)]
pub(super) struct Entries(Vec<Vec<Entry>>);

impl Entries {
    pub(super) fn push(&mut self, entry: Entry) {
        match self.0.last_mut().filter(|chunk| chunk.len() < CHUNK) {
            Some(chunk) => chunk.push(entry),
            None => {
                let mut chunk = Vec::with_capacity(CHUNK);
                chunk.push(entry);
                self.0.push(chunk);
            }
        }
    }

    pub(super) fn append(&mut self, other: Self) {
        // The last piece of one side may have room left.
        self.0.extend(other.0);
    }

    pub(super) fn iter(&self) -> impl Iterator<Item = &Entry> {
        self.0.iter().flatten()
    }

    /// Those that share their sitting or their student with another one; the others share neither
    /// with any of these.
    pub(super) fn shared(&self) -> Vec<Entry> {
        let sessions = twice(self.iter().map(|entry| entry.session).collect());
        let students = twice(self.iter().map(|entry| entry.student).collect());
        if sessions.is_empty() && students.is_empty() {
            return Vec::new();
        }
        let is_shared =
            |entry: &&Entry| sessions.contains(&entry.session) || students.contains(&entry.student);
        let mut shared: Vec<Entry> = self.iter().filter(is_shared).copied().collect();
        shared.sort_unstable_by_key(Entry::spot);
        shared
    }
}

/// What stands in a list more than once.
fn twice(mut all: Vec<u64>) -> HashSet<u64> {
    all.sort_unstable();
    all.windows(2).filter(|pair| pair[0] == pair[1]).map(|pair| pair[0]).collect()
}
