//! Comparing two gradebooks of the same records.

use std::collections::{BTreeMap, BTreeSet};

use deck_format::{Fraction, QuestionId};
use session::record::SessionId;

use super::key;
use super::{Came, QuestionChange, Regrade, StudentChange};
use crate::book::{Book, Row, Scored};
use crate::exact::{self, Exact};
use crate::grade::{Keys, Mark};
use crate::policy::Policy;
use crate::sat::Sat;
use crate::score::id;

/// A gradebook, and the keys that it was graded by.
#[derive(Debug, Clone, Copy)]
pub struct Graded<'a> {
    /// The keys.
    pub keys: &'a Keys<'a>,
    /// The gradebook.
    pub book: &'a Book,
}

/// Compares two gradebooks of the same records under one policy.
#[must_use]
pub fn compare(old: Graded<'_>, new: Graded<'_>, policy: &Policy) -> Regrade {
    Regrade { questions: questions(old, new, policy), students: students(old.book, new.book) }
}

fn students(old: &Book, new: &Book) -> Vec<StudentChange> {
    let before: BTreeMap<&str, &Row> = old.rows.iter().map(|row| (&*row.id, row)).collect();
    let change = |row: &Row| {
        let before = before.get(&*row.id).and_then(|row| row.scored()).map(Came::of);
        let after = row.scored().map(Came::of);
        (before != after).then(|| StudentChange {
            id: row.id.clone(),
            name: row.name.clone(),
            before,
            after,
        })
    };
    new.rows.iter().filter_map(change).collect()
}

impl Came {
    fn of(scored: &Scored) -> Self {
        Self {
            earned: scored.earned.clone(),
            possible: scored.possible.clone(),
            band: scored.band.clone(),
        }
    }
}

fn questions(old: Graded<'_>, new: Graded<'_>, policy: &Policy) -> Vec<QuestionChange> {
    let mut by = differences(old, new, policy);
    let own = new.keys.questions().iter().map(|keyed| &keyed.face.id);
    let gone = old.keys.questions().iter().map(|keyed| &keyed.face.id);
    let gone = gone.filter(|id| new.keys.find(id).is_none());
    let mut ids: Vec<&QuestionId> = own.chain(gone).collect();
    let known: BTreeSet<&QuestionId> = ids.iter().copied().collect();
    let others: Vec<QuestionId> = by.keys().filter(|id| !known.contains(id)).cloned().collect();
    ids.extend(&others);
    let change = |question: &QuestionId| {
        let what = key::differences(old.keys.find(question), new.keys.find(question));
        let mut by = by.remove(question).unwrap_or_default();
        by.sort();
        let is_change = !what.is_empty() || !by.is_empty();
        is_change.then(|| QuestionChange { question: question.clone(), what, by })
    };
    ids.into_iter().filter_map(change).collect()
}

/// By how much each question's marks change, over the sittings that count in the new gradebook.
fn differences(
    old: Graded<'_>,
    new: Graded<'_>,
    policy: &Policy,
) -> BTreeMap<QuestionId, Vec<Exact>> {
    let before: BTreeMap<&SessionId, &Sat> =
        old.book.attempts.iter().map(|attempt| (&attempt.sat.session, &attempt.sat)).collect();
    let counted = new.book.rows.iter().filter_map(Row::scored).flat_map(|scored| &scored.counted);
    let mut by: BTreeMap<QuestionId, Vec<Exact>> = BTreeMap::new();
    for sat in counted.filter_map(|at| new.book.sat(*at)) {
        let Some(old_sat) = before.get(&sat.session) else { continue };
        // The items of both stand in the order of one paper.
        for (item, old_item) in sat.items.iter().zip(&old_sat.items) {
            let difference = earned(&item.mark, policy) - earned(&old_item.mark, policy);
            if let Some(id) = id(item, new.keys).filter(|_| difference != exact::zero()) {
                by.entry(id.clone()).or_default().push(difference);
            }
        }
    }
    by
}

fn earned(mark: &Mark, policy: &Policy) -> Exact {
    match mark {
        Mark::Earned(points, fraction) => {
            let fraction: Fraction = (*fraction).max(policy.item_floor);
            exact::of_points(*points) * exact::of_fraction(fraction)
        }
        Mark::Omitted(_) | Mark::Unmarked(..) | Mark::Void | Mark::Unsettled(_) => exact::zero(),
    }
}
