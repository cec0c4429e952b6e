//! What is to be said of questions over the sittings of a class: which were changed since they were
//! sat, which are not settled, and which marks no longer fit their rubrics.

use std::collections::{BTreeMap, BTreeSet};

use deck_format::QuestionId;

use super::{Change, NotGraded, StaleMark};
use crate::grade::{Asked, Fit, Graded, Keys, Mark, Misfit, Unsettled};
use crate::policy::Policy;
use crate::sat::Sat;
use crate::score::id;

/// What is to be said of questions, with in how many sittings it is so. Sittings are added, and taken
/// away again where it turns out that they do not count, in any order.
#[derive(Debug, Clone)]
pub(crate) struct Notes<'k> {
    keys: &'k Keys<'k>,
    /// What `class.toml` names that the deck does not have.
    strange: BTreeSet<&'k QuestionId>,
    changes: Counts<Fit>,
    unsettled: Counts<Unsettled>,
    misfits: Counts<Misfit>,
    /// Those of the strange ones that were asked.
    asked: BTreeMap<QuestionId, usize>,
}

/// Sittings by question, those of the deck in its order and then those that are gone.
type Counts<K> = BTreeMap<(usize, QuestionId, K), usize>;

impl<'k> Notes<'k> {
    pub(crate) fn new(keys: &'k Keys<'k>, policy: &'k Policy) -> Self {
        let named = policy.void.iter().chain(&policy.bonus).chain(policy.treat.keys());
        Self {
            keys,
            strange: named.filter(|id| keys.find(id).is_none()).collect(),
            changes: Counts::new(),
            unsettled: Counts::new(),
            misfits: Counts::new(),
            asked: BTreeMap::new(),
        }
    }

    /// Adds a sitting.
    pub(crate) fn add(&mut self, sat: &Sat) {
        self.each(sat, |count| *count += 1);
    }

    /// Takes a sitting away that was added.
    pub(crate) fn take_away(&mut self, sat: &Sat) {
        self.each(sat, |count| *count = count.saturating_sub(1));
    }

    fn each(&mut self, sat: &Sat, change: impl Fn(&mut usize)) {
        for item in sat.items.iter().filter(|item| is_notable(item)) {
            let Some(id) = id(item, self.keys) else { continue };
            let place = if let Asked::InDeck(at) = item.question { at } else { usize::MAX };
            if item.fit != Fit::Same && item.fit.is_gradable() {
                let key = (place, id.clone(), item.fit.clone());
                change(self.changes.entry(key).or_default());
            }
            if let Mark::Unsettled(why) = &item.mark {
                let key = (place, id.clone(), why.clone());
                change(self.unsettled.entry(key).or_default());
            }
            if let Mark::Unmarked(_, Some(why)) = &item.mark {
                let key = (place, id.clone(), (**why).clone());
                change(self.misfits.entry(key).or_default());
            }
            if self.strange.contains(id) {
                change(self.asked.entry(id.clone()).or_default());
            }
        }
    }

    /// Adds what was noted elsewhere of the same class.
    pub(crate) fn merge(&mut self, other: Self) {
        merge(&mut self.changes, other.changes);
        merge(&mut self.unsettled, other.unsettled);
        merge(&mut self.misfits, other.misfits);
        merge(&mut self.asked, other.asked);
    }

    /// Questions whose face is not what was asked, in the order of the deck.
    pub(crate) fn changes(&self) -> Vec<Change> {
        let change = |(question, fit, sittings)| Change { question, fit, sittings };
        said(&self.changes).map(change).collect()
    }

    /// Questions that are not settled, in the order of the deck.
    pub(crate) fn unsettled(&self) -> Vec<NotGraded> {
        let found = |(question, why, sittings)| NotGraded { question, why, sittings };
        said(&self.unsettled).map(found).collect()
    }

    /// Marks that do not fit their rubric any more, in the order of the deck.
    pub(crate) fn misfits(&self) -> Vec<StaleMark> {
        let found = |(question, why, sittings)| StaleMark { question, why, sittings };
        said(&self.misfits).map(found).collect()
    }

    /// The ids of `class.toml` that belong to nothing.
    pub(crate) fn strangers(&self) -> Vec<QuestionId> {
        let asked = |id: &QuestionId| self.asked.get(id).is_some_and(|count| *count > 0);
        self.strange.iter().filter(|id| !asked(id)).copied().cloned().collect()
    }
}

/// Whether there is something to be said of a question: of most there is not.
fn is_notable(item: &Graded) -> bool {
    item.fit != Fit::Same || matches!(item.mark, Mark::Unsettled(_) | Mark::Unmarked(_, Some(_)))
}

fn merge<K: Ord>(into: &mut BTreeMap<K, usize>, from: BTreeMap<K, usize>) {
    for (key, count) in from {
        *into.entry(key).or_default() += count;
    }
}

fn said<K: Clone>(counts: &Counts<K>) -> impl Iterator<Item = (QuestionId, K, usize)> {
    let counts = counts.iter().filter(|(_, count)| **count > 0);
    counts.map(|((_, id, what), count)| (id.clone(), what.clone(), *count))
}
