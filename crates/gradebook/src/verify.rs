//! Whether records can be what they say: chains, receipts, seeds, papers, limits, times, outcomes,
//! doubles, and wrong answers that two students share.
//!
//! Everything that can be recomputed is. What is found is told and never weighed: a student owns
//! the machine that wrote the record, clocks go wrong, and two who learned together err alike. What
//! comes out does not depend on the order in which records were read.

mod codes;
mod doubles;
mod finding;
mod limits;
mod outcomes;
mod pairs;
mod paper;
mod record;
mod report;
mod sources;
mod times;

#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet};

use deck_format::DeckId;
use jiff::Timestamp;
use session::files::Files;

use crate::collect::{Collected, Found, Origin, collect, relation};
use crate::grade::{Handouts, Keys};
use crate::policy::Policy;
use crate::roster::Roster;

pub use codes::{Code, CodeError, column_codes};
pub use finding::{Finding, NotChecked};
pub use pairs::{MAX_STUDENTS, MIN_STUDENTS, Pair, Pairs};
pub use report::{csv, json, problems, text};
pub use sources::Sources;

/// What records are verified against.
pub struct Against<'a> {
    /// The keys.
    pub keys: &'a Keys<'a>,
    /// The names that handouts gave.
    pub handouts: &'a Handouts,
    /// The decks and handouts that papers are drawn from.
    pub sources: &'a Sources<'a>,
    /// What counts.
    pub policy: &'a Policy,
    /// Who is in the class; `None` where whoever hands in is.
    pub roster: Option<&'a Roster>,
    /// The codes that students wrote down.
    pub codes: &'a [Code],
    /// The time that it is.
    pub now: Timestamp,
}

/// What was found in a class's records.
#[derive(Debug, Clone, PartialEq)]
pub struct Verified {
    /// The deck.
    pub deck: DeckId,
    /// The records that could be read, in the order of the files.
    pub records: Vec<Seen>,
    /// What was found, by student; what belongs to none comes last.
    pub entries: Vec<Entry>,
    /// What could not be checked, in the order of the files.
    pub not_checked: Vec<(Origin, NotChecked)>,
    /// Wrong answers that two students share.
    pub pairs: Pairs,
}

/// A record that was read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seen {
    /// Where it is.
    pub origin: Origin,
    /// Its session.
    pub session: String,
    /// Whose it says that it is.
    pub student: Option<String>,
    /// When it began.
    pub started: Timestamp,
    /// The receipt, where the sitting is finished.
    pub receipt: Option<String>,
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Whom it is about.
    pub student: Option<String>,
    /// The student's name, where the roster has one.
    pub name: String,
    /// The record; `None` where it is about none.
    pub origin: Option<Origin>,
    /// What it is.
    pub finding: Finding,
}

impl Verified {
    /// Whether nothing was found.
    #[must_use]
    pub fn is_clean(&self) -> bool {
        self.entries.is_empty() && self.pairs.shown.is_empty()
    }
}

/// Verifies the records that were found, on so many threads. `done` is told the length of each file
/// when it was read.
#[must_use]
pub fn verify(
    files: &dyn Files,
    against: &Against<'_>,
    found: Found,
    threads: usize,
    done: &(dyn Fn(u64) + Sync),
) -> Verified {
    let keep = |record: &_| record::check(record, against);
    let read = collect(files, &found.files, threads, &keep, done);
    let passed_over = found.passed_over.into_iter().map(|(path, why)| Collected {
        origin: Origin { path: path.into(), place: 1, shared: false },
        kept: Err(why),
    });
    conclude(against, passed_over.chain(read), &|one, other| relation(files, one, other))
}

/// What a class's records say together.
fn conclude(
    against: &Against<'_>,
    read: impl Iterator<Item = Collected<record::Checked>>,
    relation: doubles::Relate<'_>,
) -> Verified {
    let mut told = Told::default();
    let mut records = Vec::new();
    for Collected { origin, kept } in read {
        match kept {
            Ok(checked) => records.push((origin, checked)),
            Err(why) => told.add(None, Some(&origin), Finding::NotUsed(why.into())),
        }
    }
    records.sort_by(|(a, _), (b, _)| a.cmp(b));
    paper::name_owners(&mut records, against);
    for (origin, checked) in &records {
        for finding in &checked.findings {
            told.add(checked.student.as_deref(), Some(origin), finding.clone());
        }
    }
    doubles::find(&records, relation, &mut told);
    codes::compare(against.codes, &records, &mut told);
    Verified {
        deck: against.keys.deck().face.id.clone(),
        entries: told.sorted(against.roster),
        not_checked: not_checked(&records),
        pairs: pairs::compare(&records),
        records: records.into_iter().map(|(origin, checked)| checked.seen(origin)).collect(),
    }
}

fn not_checked(records: &[(Origin, record::Checked)]) -> Vec<(Origin, NotChecked)> {
    let of_record = |(origin, checked): &(Origin, record::Checked)| {
        checked.not_checked.iter().map(|what| (origin.clone(), what.clone())).collect::<Vec<_>>()
    };
    records.iter().flat_map(of_record).collect()
}

/// What was found so far.
#[derive(Default)]
struct Told(Vec<(Option<String>, Option<Origin>, Finding)>);

impl Told {
    fn add(&mut self, student: Option<&str>, origin: Option<&Origin>, finding: Finding) {
        self.0.push((student.map(str::to_owned), origin.cloned(), finding));
    }

    /// By student and record; of one record in the order in which it was found.
    fn sorted(mut self, roster: Option<&Roster>) -> Vec<Entry> {
        // `None` would come first.
        self.0.sort_by(|(a, from, _), (b, other, _)| {
            (a.is_none(), a, from).cmp(&(b.is_none(), b, other))
        });
        let students = roster.map_or(&[][..], |roster| &roster.students[..]);
        let names: BTreeMap<&str, &str> =
            students.iter().map(|one| (one.id.as_str(), one.name.as_str())).collect();
        let name = |id: &Option<String>| {
            id.as_deref()
                .and_then(|id| names.get(id))
                .map_or_else(String::new, |name| (*name).into())
        };
        let entry =
            |(student, origin, finding)| Entry { name: name(&student), student, origin, finding };
        self.0.into_iter().map(entry).collect()
    }
}

/// Everybody who is known: who is in the roster, and who handed in.
fn everybody<'a>(
    records: &'a [(Origin, record::Checked)],
    roster: Option<&'a Roster>,
) -> BTreeSet<&'a str> {
    let students = roster.map_or(&[][..], |roster| &roster.students[..]);
    let handed_in = records.iter().filter_map(|(_, checked)| checked.student.as_deref());
    students.iter().map(|one| one.id.as_str()).chain(handed_in).collect()
}
