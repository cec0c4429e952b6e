//! One sitting twice, one student several times, one record under two names.

use std::collections::{BTreeMap, BTreeSet};

use super::Told;
use super::finding::Finding;
use super::record::Checked;
use crate::collect::{Origin, Relation};
use crate::unused::Unused;

/// Compares two records of one session.
pub(super) type Relate<'a> = &'a dyn Fn(&Origin, &Origin) -> Relation;

type Records = [(Origin, Checked)];

/// Finds doubles.
pub(super) fn find(records: &Records, relation: Relate<'_>, told: &mut Told) {
    of_sessions(records, relation, told);
    of_students(records, told);
    of_lines(records, told);
    with_keys(records, told);
}

/// Records by something that they may share.
fn by<K: Ord>(
    records: &Records,
    key: impl Fn(&Checked) -> Option<K>,
) -> BTreeMap<K, Vec<&(Origin, Checked)>> {
    let mut groups: BTreeMap<K, Vec<_>> = BTreeMap::new();
    for record in records {
        if let Some(key) = key(&record.1) {
            groups.entry(key).or_default().push(record);
        }
    }
    groups.retain(|_, group| group.len() > 1);
    groups
}

/// One session in several records, each compared with the first.
fn of_sessions(records: &Records, relation: Relate<'_>, told: &mut Told) {
    for group in by(records, |checked| Some(checked.session.clone())).into_values() {
        let (first, others) = (&group[0], &group[1..]);
        for other in others {
            let (whose, why) = match relation(&first.0, &other.0) {
                Relation::Same => (other, Unused::Same(first.0.clone())),
                Relation::Later => (other, Unused::Earlier(first.0.clone())),
                Relation::Earlier => (first, Unused::Earlier(other.0.clone())),
                Relation::Forked => (other, Unused::Forked(first.0.clone())),
            };
            told.add(whose.1.student.as_deref(), Some(&whose.0), Finding::NotUsed(why));
        }
    }
}

/// One student with several sittings.
fn of_students(records: &Records, told: &mut Told) {
    let key = |checked: &Checked| checked.student.clone().filter(|_| checked.is_exam);
    for (student, group) in by(records, key) {
        let sessions: BTreeSet<_> = group.iter().map(|(_, checked)| &checked.session).collect();
        if sessions.len() > 1 {
            for (origin, _) in group {
                told.add(Some(&student), Some(origin), Finding::Several(sessions.len()));
            }
        }
    }
}

/// The same lines behind two starts: under two sessions, or under two students.
fn of_lines(records: &Records, told: &mut Told) {
    for group in by(records, |checked| checked.lines).into_values() {
        for (at, (origin, checked)) in group.iter().enumerate() {
            let name = |checked: &Checked| (checked.session.clone(), checked.student.clone());
            let others = group.iter().enumerate().filter(|(place, _)| *place != at);
            let other = others.map(|(_, other)| other).find(|(_, one)| name(one) != name(checked));
            if let Some((from, other)) = other {
                let finding =
                    Finding::SameLines { other: from.clone(), student: other.student.clone() };
                told.add(checked.student.as_deref(), Some(origin), finding);
            }
        }
    }
}

/// Sittings on the deck itself, where others have a handout.
fn with_keys(records: &Records, told: &mut Told) {
    let exams = || records.iter().filter(|(_, checked)| checked.is_exam);
    if exams().any(|(_, checked)| checked.on_handout) {
        for (origin, checked) in exams().filter(|(_, checked)| !checked.on_handout) {
            told.add(checked.student.as_deref(), Some(origin), Finding::WithKeys);
        }
    }
}
