//! Which records count, once all are read.
//!
//! Whoever has one record that shares its sitting with no other counts by it, and nothing more has to
//! be known. The others are read again in full, a few at a time, and a gradebook is made of them
//! alone: none of them has to do with any record outside.

use std::collections::{BTreeMap, HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use session::files::Files;
use session::record::Record;

use super::entry::{Entry, Spot};
use super::read::{Full, Read};
use super::{AnalyseError, Class, counted};
use crate::book::{Gathered, NotUsed, Notes, Remarks, Row, build, stranger};
use crate::collect::places::Places;
use crate::collect::{Collected, Origin, Relation, Unread, again, compare};
use crate::items::Tally;
use crate::unused::Unused;

/// About how many records are held in full at a time.
const BATCH: usize = 512;

/// Which records count.
pub(super) struct Settled {
    pub(super) remarks: Remarks,
    /// How many answers to each question wait for their marks, of the records that count.
    pub(super) unmarked: Vec<usize>,
    /// The records of the class that do not count.
    pub(super) passed: HashSet<Spot>,
    /// How many count.
    pub(super) counted: u64,
}

/// Finds out which records count. `not_used` is what was passed over before anything was read.
///
/// # Errors
/// [`AnalyseError::Changed`] where a record is no longer what it was.
pub(super) fn settle(
    class: &Class<'_>,
    files: &dyn Files,
    paths: &[PathBuf],
    not_used: Vec<NotUsed>,
    read: Read<'_>,
) -> Result<Settled, AnalyseError> {
    let paths: Vec<Arc<Path>> = paths.iter().map(|path| path.as_path().into()).collect();
    let places = Places::new(read.pieces, paths.len());
    let origins = Origins { paths, places };
    let shared = read.entries.shared();
    let mut settling = Settling {
        class,
        files,
        origins: &origins,
        notes: read.notes,
        unmarked: read.unmarked,
        not_used,
        passed: HashSet::new(),
        to_look_at: 0,
        counted: 0,
    };
    let spots: HashSet<Spot> = shared.iter().map(Entry::spot).collect();
    let strangers: HashMap<Spot, String> = read.strangers.into_iter().collect();
    for entry in read.entries.iter().filter(|entry| !spots.contains(&entry.spot())) {
        settling.alone(entry, &strangers);
    }
    for (piece, index, why) in read.not_used {
        let why = match why {
            Unused::Unread(why) => why.further(origins.places.before(piece).1).into(),
            why => why,
        };
        let origin = origins.of(piece, index);
        settling.not_used.push(NotUsed { origin, student: None, why });
    }
    for batch in batches(&shared) {
        settling.together(&batch)?;
    }
    settling.not_used.sort_by(|a, b| a.origin.cmp(&b.origin));
    Ok(Settled {
        remarks: Remarks {
            not_used: settling.not_used,
            roster: class.roster.map(|roster| roster.problems.clone()).unwrap_or_default(),
            changes: settling.notes.changes(),
            unsettled: settling.notes.unsettled(),
            misfits: settling.notes.misfits(),
            strangers: settling.notes.strangers(),
            to_look_at: settling.to_look_at,
        },
        unmarked: settling.unmarked,
        passed: settling.passed,
        counted: settling.counted,
    })
}

/// Where records stand.
struct Origins {
    paths: Vec<Arc<Path>>,
    places: Places,
}

impl Origins {
    fn of(&self, piece: crate::collect::pieces::PieceId, index: u32) -> Origin {
        let path = self.paths.get(piece.file as usize).cloned();
        Origin {
            path: path.unwrap_or_else(|| Path::new("").into()),
            place: self.places.before(piece).0 + index as usize + 1,
            shared: self.places.is_shared(piece.file),
        }
    }
}

/// What is settled so far.
struct Settling<'a> {
    class: &'a Class<'a>,
    files: &'a dyn Files,
    origins: &'a Origins,
    notes: Notes<'a>,
    unmarked: Vec<usize>,
    not_used: Vec<NotUsed>,
    passed: HashSet<Spot>,
    to_look_at: usize,
    counted: u64,
}

impl Settling<'_> {
    /// A record that has to do with no other one.
    fn alone(&mut self, entry: &Entry, strangers: &HashMap<Spot, String>) {
        if entry.is_of_class {
            self.counted += 1;
            self.to_look_at += usize::from(entry.is_problem);
        } else if let (Some(id), Some(roster)) = (strangers.get(&entry.spot()), self.class.roster)
            && let Some(why) = stranger(roster, id)
        {
            let origin = self.origins.of(entry.piece, entry.index);
            self.not_used.push(NotUsed { origin, student: Some(id.clone()), why });
        }
    }

    /// Records that have to do with each other, and with no other one.
    fn together(&mut self, entries: &[Entry]) -> Result<(), AnalyseError> {
        let mut tally = Tally::new(&self.class.items);
        let mut records = Vec::new();
        let mut own = BTreeMap::new();
        for entry in entries {
            let origin = self.origins.of(entry.piece, entry.index);
            let full = self.record(&origin, entry.offset);
            let full = full.and_then(|record| self.class.full(&record, &mut tally).ok());
            let Full { sat, sheet } = full.ok_or(AnalyseError::Changed)??;
            if entry.is_of_class {
                self.notes.take_away(&sat);
                self.count_unmarked(&sheet.unmarked, |count| count.saturating_sub(1));
            }
            own.insert(origin.clone(), (entry, sheet.unmarked));
            records.push(Collected { origin, kept: Ok::<_, Unread>(Ok(sat)) });
        }
        let relation = |one: &Origin, other: &Origin| {
            let record = |origin| self.record(origin, own.get(origin)?.0.offset);
            match record(one).zip(record(other)) {
                Some((one, other)) => compare(&one, &other),
                None => Relation::Forked,
            }
        };
        let Class { keys, policy, roster, .. } = *self.class;
        let passed_over = Vec::new();
        let book =
            build(Gathered { keys, policy, roster, records, passed_over, relation: &relation });
        for attempt in &book.attempts {
            self.notes.add(&attempt.sat);
        }
        for at in counted(&book, policy.attempts) {
            let attempt = book.attempts.get(at);
            if let Some((_, unmarked)) = attempt.and_then(|attempt| own.remove(&attempt.origin)) {
                self.counted += 1;
                self.count_unmarked(&unmarked, |count| count + 1);
            }
        }
        let rest = own.values().filter(|(entry, _)| entry.is_of_class);
        self.passed.extend(rest.map(|(entry, _)| entry.spot()));
        self.to_look_at += book.rows.iter().filter(|row| Row::is_problem(row)).count();
        self.not_used.extend(book.remarks.not_used);
        Ok(())
    }

    fn count_unmarked(&mut self, items: &[u32], change: impl Fn(usize) -> usize) {
        for item in items {
            let count = &mut self.unmarked[*item as usize];
            *count = change(*count);
        }
    }

    /// Reads a record again.
    fn record(&self, origin: &Origin, offset: u64) -> Option<Record> {
        again(self.files, &origin.path, offset)
    }
}

/// Parts entries so that those which share a sitting or a student stay together, in lists of about
/// [`BATCH`].
fn batches(entries: &[Entry]) -> Vec<Vec<Entry>> {
    let mut groups: BTreeMap<usize, Vec<Entry>> = BTreeMap::new();
    let mut union = Union((0..entries.len()).collect());
    let mut firsts = HashMap::new();
    for (at, entry) in entries.iter().enumerate() {
        for key in [(0, entry.session), (1, entry.student)] {
            union.join(at, *firsts.entry(key).or_insert(at));
        }
    }
    for (at, entry) in entries.iter().enumerate() {
        groups.entry(union.root(at)).or_default().push(*entry);
    }
    let mut batches: Vec<Vec<Entry>> = Vec::new();
    for group in groups.into_values() {
        match batches.last_mut().filter(|batch| batch.len() + group.len() <= BATCH) {
            Some(batch) => batch.extend(group),
            None => batches.push(group),
        }
    }
    batches
}

/// Sets that are joined step by step; each place names another one of its set, or itself.
struct Union(Vec<usize>);

impl Union {
    fn root(&mut self, mut at: usize) -> usize {
        while self.0[at] != at {
            self.0[at] = self.0[self.0[at]];
            at = self.0[at];
        }
        at
    }

    fn join(&mut self, one: usize, other: usize) {
        let (one, other) = (self.root(one), self.root(other));
        self.0[one.max(other)] = one.min(other);
    }
}
