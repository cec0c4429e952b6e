//! Reading the records of a class on one thread.

use std::collections::HashSet;
use std::hash::BuildHasher;

use deck_format::Fraction;
use session::files::FileError;
use session::record::Record;
use session::record::plain::{Plain, Scanner};

use super::entry::{Entries, Entry, Spot};
use super::replies::Known;
use super::sheet::{Sheet, fill};
use super::{Class, Hasher};
use crate::book::{Notes, of_sitting};
use crate::collect::pieces::{Piece, PieceId, Reader};
use crate::collect::places::PieceSize;
use crate::collect::{Chains, Unread, records, unread};
use crate::grade::Mark;
use crate::items::{CellId, Student, Tally, TallyError};
use crate::roster::Lookup;
use crate::sat::{Ending, Sat, sit};
use crate::unused::Unused;

/// What is counted while records are read.
pub(super) struct Pass<'a> {
    pub(super) class: &'a Class<'a>,
    pub(super) chains: Chains,
    pub(super) hasher: Hasher,
    /// The records that do not count.
    pub(super) passed: HashSet<Spot>,
    /// Whether each question is left out.
    pub(super) left_out: Vec<bool>,
}

/// What one thread reads.
pub(super) struct Worker<'a> {
    pass: &'a Pass<'a>,
    scanner: Scanner<'a, CellId>,
    known: Known<'a>,
    student: Student,
    pub(super) read: Read<'a>,
}

/// What was read.
pub(super) struct Read<'a> {
    pub(super) pieces: Vec<PieceSize>,
    pub(super) entries: Entries,
    /// Those who are not in the class.
    pub(super) strangers: Vec<(Spot, String)>,
    /// Records that cannot be used, each by its piece and its place in it, from 0.
    pub(super) not_used: Vec<(PieceId, u32, Unused)>,
    pub(super) notes: Notes<'a>,
    /// How many answers to each question wait for a person's mark.
    pub(super) unmarked: Vec<usize>,
}

impl Read<'_> {
    /// Takes in what another thread read.
    pub(super) fn merge(&mut self, other: Self) {
        self.pieces.extend(other.pieces);
        self.entries.append(other.entries);
        self.strangers.extend(other.strangers);
        self.not_used.extend(other.not_used);
        self.notes.merge(other.notes);
        for (mine, theirs) in self.unmarked.iter_mut().zip(other.unmarked) {
            *mine += theirs;
        }
    }
}

/// A sitting, and what its answers come to.
pub(super) struct Full {
    pub(super) sat: Sat,
    pub(super) sheet: Sheet,
}

/// Where a record stands.
#[derive(Clone, Copy)]
struct At {
    piece: PieceId,
    index: u32,
    offset: u64,
}

/// Who sat, and how.
struct Head<'h> {
    session: &'h str,
    student: &'h str,
    time_factor: Fraction,
    ending: Ending,
    is_settled: bool,
}

impl<'a> Worker<'a> {
    pub(super) fn new(pass: &'a Pass<'a>) -> Self {
        let class = pass.class;
        Self {
            pass,
            scanner: Scanner::new(&class.papers.asked, pass.chains == Chains::Verified),
            known: Known::new(class),
            student: Student::default(),
            read: Read {
                pieces: Vec::new(),
                entries: Entries::default(),
                strangers: Vec::new(),
                not_used: Vec::new(),
                notes: Notes::new(class.keys, class.policy),
                unmarked: vec![0; class.items.len()],
            },
        }
    }

    /// What was tallied and what was read.
    pub(super) fn finish(self) -> Result<(Tally, Read<'a>), TallyError> {
        match self.known.error {
            Some(error) => Err(error),
            None => Ok((self.known.tally, self.read)),
        }
    }

    /// Takes in a plain record; `None` where there is more to it.
    fn plain(&mut self, plain: &Plain<'_>, at: At) -> Option<()> {
        self.student.clear();
        for (place, item) in self.scanner.items().iter().enumerate() {
            let (cell, ms) = match item.reply {
                Some(cell) => (cell, Some(u32::try_from(item.ms).unwrap_or(u32::MAX))),
                None => {
                    (self.known.blank(plain.asked, item.question, place < plain.reached)?, None)
                }
            };
            if !self.pass.left_out[item.question as usize] {
                self.student.push(cell, ms);
            }
        }
        let head = Head {
            session: plain.session,
            student: plain.student,
            time_factor: plain.limits.factor.unwrap_or(Fraction::ONE),
            ending: Ending::Finished,
            is_settled: true,
        };
        if self.enter(&head, at) {
            self.tally();
        }
        Some(())
    }

    /// Takes in a record that was read in full.
    fn record(&mut self, record: Result<Record, Unread>, at: At) {
        let tally = &mut self.known.tally;
        let class = self.pass.class;
        match record.map_err(Unused::from).and_then(|record| class.full(&record, tally)) {
            Ok(Ok(full)) => self.full(&full, at),
            Ok(Err(error)) => self.known.error = Some(error),
            Err(why) => self.read.not_used.push((at.piece, at.index, why)),
        }
    }

    fn full(&mut self, full: &Full, at: At) {
        let Full { sat, sheet } = full;
        let head = Head {
            session: sat.session.as_str(),
            student: &sat.student,
            time_factor: sat.time_factor,
            ending: sat.ending,
            is_settled: !sat.items.iter().any(|item| matches!(item.mark, Mark::Unsettled(_))),
        };
        if !self.enter(&head, at) {
            return;
        }
        self.read.notes.add(sat);
        for item in &sheet.unmarked {
            self.read.unmarked[*item as usize] += 1;
        }
        self.student.clear();
        for answer in &sheet.answers {
            if !self.pass.left_out[answer.item as usize] {
                self.student.push(answer.cell, answer.ms);
            }
        }
        self.tally();
    }

    /// Makes an entry of a record; whether it counts, as far as can be seen.
    fn enter(&mut self, head: &Head<'_>, at: At) -> bool {
        let lookup = self.pass.class.roster.map(|roster| roster.find(head.student));
        let is_of_class = !matches!(lookup, Some(Lookup::Unknown(_) | Lookup::Several));
        let student = match lookup {
            Some(Lookup::Student(student)) => Some(student),
            _ => None,
        };
        let mut flags = of_sitting(head.time_factor, head.ending, student);
        let entry = Entry {
            session: self.pass.hasher.hash_one(head.session),
            student: self.pass.hasher.hash_one(head.student),
            offset: at.offset,
            piece: at.piece,
            index: at.index,
            is_of_class,
            is_problem: is_of_class && head.is_settled && flags.any(|flag| flag.is_problem()),
        };
        if !is_of_class {
            self.read.strangers.push((entry.spot(), head.student.to_owned()));
        }
        self.read.entries.push(entry);
        is_of_class && (self.pass.passed.is_empty() || !self.pass.passed.contains(&entry.spot()))
    }

    fn tally(&mut self) {
        if let Err(error) = self.known.tally.add(&self.student) {
            self.known.error = Some(error);
        }
    }
}

impl Class<'_> {
    /// Grades a record that was read in full.
    pub(super) fn full(
        &self,
        record: &Record,
        tally: &mut Tally,
    ) -> Result<Result<Full, TallyError>, Unused> {
        let sat = sit(record, self.keys, self.handouts, self.policy)?;
        let deck = record.start().decks.first().ok_or(Unused::NoDeck)?;
        let names = self.handouts.names(deck)?;
        let done = fill(record, &sat, self.keys, self.policy, names);
        Ok(Sheet::of(&done, tally).map(|sheet| Full { sat, sheet }))
    }
}

impl Reader for Worker<'_> {
    fn read(&mut self, piece: &Piece<'_>) {
        let (mut from, mut lines, mut index) = (0, 0, 0);
        // A file always gives something, were it that there is nothing in it.
        while from < piece.bytes.len() || (piece.at.number == 0 && index == 0) {
            let bytes = &piece.bytes[from..];
            let mut at = At { piece: piece.at, index, offset: piece.offset + from as u64 };
            let plain = self.scanner.scan(bytes, &mut self.known);
            let taken = plain.and_then(|plain| {
                self.plain(&plain, at)?;
                Some((plain.length, plain.lines))
            });
            let (length, own_lines) = taken.unwrap_or_else(|| {
                let mut records = records(bytes, self.pass.chains);
                at.offset += records.begin() as u64;
                if let Some(record) = records.next() {
                    self.record(record.map_err(|error| Unread::from(error).further(lines)), at);
                }
                (records.begin(), records.lines())
            });
            from += length;
            lines += own_lines;
            index += 1;
        }
        self.read.pieces.push(PieceSize { at: piece.at, records: index, lines });
    }

    fn fail(&mut self, at: PieceId, error: &FileError) {
        self.read.not_used.push((at, 0, unread(error).into()));
        self.read.pieces.push(PieceSize { at, records: 1, lines: 0 });
    }
}
