//! Making the gradebook.

use std::collections::{BTreeMap, BTreeSet};

use deck_format::QuestionId;

use super::duplicates::resolve;
use super::{Book, Change, NotGraded, NotUsed, Row, StaleMark};
use crate::collect::{Collected, Origin, Relation, Unread};
use crate::grade::{Asked, Fit, Graded, Keys, Mark};
use crate::policy::Policy;
use crate::roster::{Lookup, Roster, Student};
use crate::sat::Sat;
use crate::score::{TagScore, id};
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
    Book {
        tags: class_tags(&rows),
        changes: changes(&attempts, keys),
        unsettled: unsettled(&attempts, keys),
        misfits: misfits(&attempts, keys),
        strangers: strangers(&attempts, keys, policy),
        roster: roster.map(|roster| roster.problems.clone()).unwrap_or_default(),
        rows,
        attempts,
        not_used,
    }
}

fn passed((path, why): (std::path::PathBuf, Unread)) -> NotUsed {
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
        let id = &attempt.sat.student;
        let why = match roster.find(id) {
            Lookup::Student(_) => {
                known.push(attempt);
                continue;
            }
            Lookup::Unknown(near) => {
                Unused::UnknownStudent { id: id.clone(), near: near.map(str::to_owned) }
            }
            Lookup::Several => Unused::SeveralStudents(id.clone()),
        };
        not_used.push(set_aside(attempt, why));
    }
    known
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

/// Counts something about questions, in the order of the deck, those that are gone last.
fn count<'a, K: Ord>(
    attempts: &'a [Attempt],
    keys: &'a Keys<'_>,
    of: impl Fn(&'a Graded) -> Option<K>,
) -> Vec<(QuestionId, K, usize)> {
    let mut counts: BTreeMap<(usize, &QuestionId, K), usize> = BTreeMap::new();
    for item in attempts.iter().flat_map(|attempt| &attempt.sat.items) {
        if let (Some(what), Some(id)) = (of(item), id(item, keys)) {
            let place = if let Asked::InDeck(at) = item.question { at } else { usize::MAX };
            *counts.entry((place, id, what)).or_default() += 1;
        }
    }
    counts.into_iter().map(|((_, id, what), count)| (id.clone(), what, count)).collect()
}

fn changes(attempts: &[Attempt], keys: &Keys<'_>) -> Vec<Change> {
    let changed = count(attempts, keys, |item| {
        (item.fit != Fit::Same && item.fit.is_gradable()).then(|| item.fit.clone())
    });
    let change = |(question, fit, sittings)| Change { question, fit, sittings };
    changed.into_iter().map(change).collect()
}

fn unsettled(attempts: &[Attempt], keys: &Keys<'_>) -> Vec<NotGraded> {
    let found = count(attempts, keys, |item| match &item.mark {
        Mark::Unsettled(why) => Some(why.clone()),
        _ => None,
    });
    found
        .into_iter()
        .map(|(question, why, sittings)| NotGraded { question, why, sittings })
        .collect()
}

fn misfits(attempts: &[Attempt], keys: &Keys<'_>) -> Vec<StaleMark> {
    let found = count(attempts, keys, |item| match &item.mark {
        Mark::Unmarked(_, misfit) => misfit.as_deref().cloned(),
        _ => None,
    });
    found
        .into_iter()
        .map(|(question, why, sittings)| StaleMark { question, why, sittings })
        .collect()
}

/// The ids of `class.toml` that belong to nothing.
fn strangers(attempts: &[Attempt], keys: &Keys<'_>, policy: &Policy) -> Vec<QuestionId> {
    let asked: BTreeSet<&QuestionId> = attempts
        .iter()
        .flat_map(|attempt| &attempt.sat.items)
        .filter_map(|item| id(item, keys))
        .collect();
    let named = policy.void.iter().chain(&policy.bonus).chain(policy.treat.keys());
    let strange: BTreeSet<&QuestionId> =
        named.filter(|id| keys.find(id).is_none() && !asked.contains(*id)).collect();
    strange.into_iter().cloned().collect()
}
