//! What a choice changes for whom, before it is made.

use std::collections::BTreeSet;

use console::words::count;

use super::cluster::Cluster;
use super::pile::{Pile, as_read};
use crate::book::{Attempt, Book, Gathered, build};
use crate::collect::Relation;
use crate::exact::{self, Exact};
use crate::grade::Keys;
use crate::policy::Policy;
use crate::regrade::{Came, Graded, StudentChange, compare};
use crate::roster::Roster;

/// What a choice changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// The students whose score or grade changes, in the order of the class.
    pub students: Vec<StudentChange>,
    /// Other answers that would be forgiven as typing errors of this one, as they were typed, and how
    /// often each was given.
    pub also: Vec<(String, usize)>,
}

/// What is needed to see an effect.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sight<'a> {
    pub(super) pile: &'a Pile<'a>,
    pub(super) roster: Option<&'a Roster>,
    pub(super) policy: &'a Policy,
}

/// What changes when a class is graded by other keys, which differ in what one field of one question
/// takes as right. The book of the pile is by the keys before. `also` are the other answers that earn
/// more, with the attempts that have them.
pub(super) fn effect(
    sight: Sight<'_>,
    cluster: &Cluster,
    also: Vec<(&str, &BTreeSet<usize>)>,
    before: &Keys<'_>,
    after: &Keys<'_>,
) -> Effect {
    let attempts = &sight.pile.book.attempts;
    let student = |at: &usize| Some(attempts.get(*at)?.sat.student.as_str());
    let meant = cluster.attempts.iter().filter_map(student);
    let concerned: BTreeSet<&str> =
        meant.chain(also.iter().flat_map(|(_, of)| of.iter().filter_map(student))).collect();
    let old: Vec<Attempt> = attempts
        .iter()
        .filter(|attempt| concerned.contains(attempt.sat.student.as_str()))
        .cloned()
        .collect();
    let again = |attempt| sight.pile.again(attempt, after, sight.policy, |_| true);
    let new: Vec<Attempt> = old.iter().map(again).collect();
    let (old, new) = (book(sight, before, old), book(sight, after, new));
    let before = Graded { keys: before, book: &old };
    let change = compare(before, Graded { keys: after, book: &new }, sight.policy);
    let also = also.into_iter().map(|(typed, of)| (typed.to_owned(), of.len())).collect();
    Effect { students: change.students, also }
}

/// The gradebook of some attempts.
fn book(sight: Sight<'_>, keys: &Keys<'_>, attempts: Vec<Attempt>) -> Book {
    build(Gathered {
        keys,
        policy: sight.policy,
        roster: sight.roster,
        records: attempts.into_iter().map(as_read).collect(),
        passed_over: Vec::new(),
        // One session is there once: that was settled when the records were read.
        relation: &|_, _| Relation::Same,
    })
}

impl Effect {
    /// `3 students gain 1 point, 1 band moves`.
    #[must_use]
    pub fn words(&self, policy: &Policy) -> String {
        if self.students.is_empty() {
            return "nobody's score changes".to_owned();
        }
        let mut by: Vec<Exact> = self.students.iter().map(gained).collect();
        by.sort();
        let students = count(self.students.len(), "student");
        let verb = if self.students.len() == 1 { "gains" } else { "gain" };
        let short = |number: &Exact| exact::short(number, policy.decimals);
        let points = match (by.first(), by.last()) {
            (Some(least), Some(most)) if least == most => count(short(most), "point"),
            (Some(least), Some(most)) => format!("{} to {} points", short(least), short(most)),
            _ => String::new(),
        };
        let bands = match self.students.iter().filter(|change| moves(change)).count() {
            0 => String::new(),
            1 => ", 1 band moves".to_owned(),
            several => format!(", {several} bands move"),
        };
        format!("{students} {verb} {points}{bands}")
    }
}

/// By how many points a student's score changes.
fn gained(change: &StudentChange) -> Exact {
    let earned =
        |came: &Option<Came>| came.as_ref().map_or_else(exact::zero, |came| came.earned.clone());
    earned(&change.after) - earned(&change.before)
}

fn moves(change: &StudentChange) -> bool {
    let band = |came: &Option<Came>| came.as_ref().and_then(|came| came.band.clone());
    band(&change.before) != band(&change.after)
}
