//! Making the gradebook.

use std::collections::BTreeMap;

use super::duplicates::resolve;
use super::notes::Notes;
use super::{Book, NotUsed, Remarks, Row};
use crate::collect::{Collected, Origin, Relation, Unread};
use crate::grade::Keys;
use crate::policy::Policy;
use crate::roster::{Lookup, Roster, Student};
use crate::sat::Sat;
use crate::score::TagScore;
use crate::unused::Unused;

/// A sitting, and where its record is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attempt {
    /// Where the record is.
    pub origin: Origin,
    /// The sitting.
    pub sat: Sat,
}

/// What was read for a class.
pub struct Gathered<'a> {
    /// The keys.
    pub keys: &'a Keys<'a>,
    /// What counts.
    pub policy: &'a Policy,
    /// Who is in the class; `None` where whoever hands in is.
    pub roster: Option<&'a Roster>,
    /// The records, each graded or with why it is not used.
    pub records: Vec<Collected<Result<Sat, Unused>>>,
    /// What was passed over before anything was read.
    pub passed_over: Vec<(std::path::PathBuf, Unread)>,
    /// Compares two records of one session.
    pub relation: &'a dyn Fn(&Origin, &Origin) -> Relation,
}

/// Makes the gradebook.
#[must_use]
pub fn build(gathered: Gathered<'_>) -> Book {
    let Gathered { keys, policy, roster, records, passed_over, relation } = gathered;
    let mut not_used: Vec<NotUsed> = passed_over.into_iter().map(passed).collect();
    let mut attempts = Vec::new();
    for Collected { origin, kept } in records {
        match kept.map_err(Unused::from).and_then(|sat| sat) {
            Ok(sat) => attempts.push(Attempt { origin, sat }),
            Err(why) => not_used.push(NotUsed { origin, student: None, why }),
        }
    }
    let (mut attempts, fallen) = resolve(attempts, relation);
    not_used.extend(fallen.into_iter().map(|(attempt, why)| set_aside(attempt, why)));
    if let Some(roster) = roster {
        attempts = in_roster(attempts, roster, &mut not_used);
    }
    attempts.sort_by(|a, b| (a.sat.started, &a.sat.session).cmp(&(b.sat.started, &b.sat.session)));
    not_used.sort_by(|a, b| a.origin.cmp(&b.origin));
    let rows = rows(&attempts, roster, keys, policy);
    let mut notes = Notes::new(keys, policy);
    attempts.iter().for_each(|attempt| notes.add(&attempt.sat));
    let remarks = Remarks {
        not_used,
        roster: roster.map(|roster| roster.problems.clone()).unwrap_or_default(),
        changes: notes.changes(),
        unsettled: notes.unsettled(),
        misfits: notes.misfits(),
        strangers: notes.strangers(),
        to_look_at: rows.iter().filter(|row| row.is_problem()).count(),
    };
    Book { tags: class_tags(&rows), rows, attempts, remarks }
}

pub(crate) fn passed((path, why): (std::path::PathBuf, Unread)) -> NotUsed {
    let origin = Origin { path: path.into(), place: 1, shared: false };
    NotUsed { origin, student: None, why: why.into() }
}

fn set_aside(attempt: Attempt, why: Unused) -> NotUsed {
    NotUsed { origin: attempt.origin, student: Some(attempt.sat.student), why }
}

/// The attempts of those who are in the roster.
fn in_roster(attempts: Vec<Attempt>, roster: &Roster, not_used: &mut Vec<NotUsed>) -> Vec<Attempt> {
    let mut known = Vec::with_capacity(attempts.len());
    for attempt in attempts {
        match stranger(roster, &attempt.sat.student) {
            None => known.push(attempt),
            Some(why) => not_used.push(set_aside(attempt, why)),
        }
    }
    known
}

/// Why a student is not in the class; `None` where they are.
pub(crate) fn stranger(roster: &Roster, id: &str) -> Option<Unused> {
    match roster.find(id) {
        Lookup::Student(_) => None,
        Lookup::Unknown(near) => {
            Some(Unused::UnknownStudent { id: id.to_owned(), near: near.map(str::to_owned) })
        }
        Lookup::Several => Some(Unused::SeveralStudents(id.to_owned())),
    }
}

fn rows(
    attempts: &[Attempt],
    roster: Option<&Roster>,
    keys: &Keys<'_>,
    policy: &Policy,
) -> Vec<Row> {
    let mut by_student: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (at, attempt) in attempts.iter().enumerate() {
        by_student.entry(&attempt.sat.student).or_default().push(at);
    }
    let row = |id: &str, student: Option<&Student>, own: Vec<usize>| {
        Row::of(id, student, own, attempts, keys, policy)
    };
    match roster {
        Some(roster) => roster
            .students
            .iter()
            .map(|student| {
                let own = by_student.remove(student.id.as_str()).unwrap_or_default();
                row(&student.id, Some(student), own)
            })
            .collect(),
        None => by_student.into_iter().map(|(id, own)| row(id, None, own)).collect(),
    }
}

/// The sums by tag.
pub(super) fn sum_tags<'t>(tags: impl Iterator<Item = &'t TagScore>) -> Vec<TagScore> {
    let mut sums: BTreeMap<&str, TagScore> = BTreeMap::new();
    for one in tags {
        match sums.get_mut(one.tag.as_str()) {
            Some(sum) => {
                sum.questions += one.questions;
                sum.earned += &one.earned;
                sum.possible += &one.possible;
            }
            None => {
                sums.insert(&one.tag, one.clone());
            }
        }
    }
    sums.into_values().collect()
}

fn class_tags(rows: &[Row]) -> Vec<TagScore> {
    sum_tags(rows.iter().filter_map(Row::scored).flat_map(|scored| &scored.tags))
}
