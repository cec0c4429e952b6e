//! Records that have one session: copies, earlier states, and those that go apart.

use std::collections::BTreeMap;

use session::record::SessionId;

use super::build::Attempt;
use crate::collect::{Origin, Relation};
use crate::unused::Unused;

/// Parts attempts into those that stand and those that do not, with why. `relation` compares two
/// records of one session.
pub(super) fn resolve(
    attempts: Vec<Attempt>,
    relation: &dyn Fn(&Origin, &Origin) -> Relation,
) -> (Vec<Attempt>, Vec<(Attempt, Unused)>) {
    let mut by_session: BTreeMap<SessionId, Vec<Attempt>> = BTreeMap::new();
    for attempt in attempts {
        by_session.entry(attempt.sat.session.clone()).or_default().push(attempt);
    }
    let (mut stand, mut fall) = (Vec::new(), Vec::new());
    for mut group in by_session.into_values() {
        group.sort_by(|a, b| a.origin.cmp(&b.origin));
        of_session(group, relation, &mut stand, &mut fall);
    }
    (stand, fall)
}

fn of_session(
    group: Vec<Attempt>,
    relation: &dyn Fn(&Origin, &Origin) -> Relation,
    stand: &mut Vec<Attempt>,
    fall: &mut Vec<(Attempt, Unused)>,
) {
    let mut group = group.into_iter();
    let Some(mut best) = group.next() else { return };
    let mut beaten = Vec::new();
    let mut has_forked = false;
    for other in group {
        match relation(&best.origin, &other.origin) {
            Relation::Same => {
                let why = Unused::Same(best.origin.clone());
                beaten.push((other, why));
            }
            Relation::Later => {
                let why = Unused::Earlier(best.origin.clone());
                beaten.push((other, why));
            }
            Relation::Earlier => {
                let why = Unused::Earlier(other.origin.clone());
                beaten.push((std::mem::replace(&mut best, other), why));
            }
            Relation::Forked => {
                has_forked = true;
                let why = Unused::Forked(best.origin.clone());
                beaten.push((other, why));
            }
        }
    }
    if has_forked {
        // Nothing says which of them is the true one.
        let other = beaten.iter().find(|(_, why)| matches!(why, Unused::Forked(_)));
        let other = other.map_or_else(|| best.origin.clone(), |(other, _)| other.origin.clone());
        beaten.push((best, Unused::Forked(other)));
    } else {
        stand.push(best);
    }
    fall.extend(beaten);
}
