//! Which questions are taken: by preference, one of a family, passages whole.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use deck_format::{DeckId, Face, FamilyId, PassageId, QuestionId};

use super::fill::fill;

/// A question that may be drawn.
#[derive(Debug, Clone, Copy)]
pub(super) struct Candidate<'a> {
    pub(super) deck: &'a DeckId,
    pub(super) face: &'a Face,
    /// The number of its deck among those drawn from.
    pub(super) source: usize,
    /// Its place in the file.
    pub(super) place: usize,
    /// Whether it stands back behind the unseen ones.
    pub(super) seen: bool,
    pub(super) priority: u64,
}

/// Sorts what is preferred first. No two questions have the same.
type Preference<'a> = (bool, Reverse<u64>, &'a DeckId, &'a QuestionId);

impl<'a> Candidate<'a> {
    fn preference(&self) -> Preference<'a> {
        (self.seen, Reverse(self.priority), self.deck, &self.face.id)
    }

    fn family(&self) -> Option<(usize, &'a FamilyId)> {
        self.face.family.as_ref().map(|family| (self.source, family))
    }

    fn passage(&self) -> Option<(usize, &'a PassageId)> {
        self.face.passage.as_ref().map(|passage| (self.source, passage))
    }
}

/// Candidates that are taken together or not at all.
struct Unit<'a> {
    /// Stands for the unit: its member with the least id, unseen if any member is.
    lead: Candidate<'a>,
    members: Vec<Candidate<'a>>,
}

impl<'a> Unit<'a> {
    fn of(candidate: Candidate<'a>) -> Self {
        Self { lead: candidate, members: vec![candidate] }
    }

    fn join(&mut self, candidate: Candidate<'a>) {
        let seen = self.lead.seen && candidate.seen;
        if candidate.face.id < self.lead.face.id {
            self.lead = candidate;
        }
        self.lead.seen = seen;
        self.members.push(candidate);
    }
}

/// The candidates that are not taken yet.
pub(super) struct Pool<'a> {
    /// The preferred first.
    candidates: Vec<Candidate<'a>>,
    /// The families of which a member was taken.
    families: HashSet<(usize, &'a FamilyId)>,
}

impl<'a> Pool<'a> {
    pub(super) fn new(mut candidates: Vec<Candidate<'a>>) -> Self {
        candidates.sort_unstable_by(|a, b| a.preference().cmp(&b.preference()));
        Self { candidates, families: HashSet::new() }
    }

    /// Takes so many questions that fit; where their families and passages do not allow that
    /// number, the largest number below it that they do allow. The preferred come first.
    pub(super) fn take(
        &mut self,
        wanted: usize,
        fits: impl Fn(&Face) -> bool,
    ) -> Vec<Candidate<'a>> {
        let mut units = units(self.one_of_each_family(fits));
        units.sort_by(|a, b| a.lead.preference().cmp(&b.lead.preference()));
        let sizes: Vec<_> = units.iter().map(|unit| unit.members.len()).collect();
        let taken: Vec<_> = fill(&sizes, wanted)
            .into_iter()
            .flat_map(|index| units[index].members.iter().copied())
            .collect();
        self.remove(&taken);
        taken
    }

    /// The candidates that fit, the preferred first: all without a family, and of each family that
    /// was not used the preferred one.
    fn one_of_each_family(&self, fits: impl Fn(&Face) -> bool) -> Vec<Candidate<'a>> {
        let mut families = self.families.clone();
        self.candidates
            .iter()
            .filter(|candidate| fits(candidate.face))
            .filter(|candidate| candidate.family().is_none_or(|family| families.insert(family)))
            .copied()
            .collect()
    }

    fn remove(&mut self, taken: &[Candidate<'a>]) {
        let places: HashSet<_> = taken.iter().map(|one| (one.source, one.place)).collect();
        self.candidates.retain(|one| !places.contains(&(one.source, one.place)));
        self.families.extend(taken.iter().filter_map(Candidate::family));
    }
}

/// Joins the candidates that share a passage, in the order of the file.
fn units(candidates: Vec<Candidate<'_>>) -> Vec<Unit<'_>> {
    let mut units: Vec<Unit<'_>> = Vec::new();
    let mut of_passage = HashMap::new();
    for candidate in candidates {
        let new = units.len();
        let index =
            candidate.passage().map_or(new, |passage| *of_passage.entry(passage).or_insert(new));
        match units.get_mut(index) {
            Some(unit) => unit.join(candidate),
            None => units.push(Unit::of(candidate)),
        }
    }
    for unit in &mut units {
        unit.members.sort_by_key(|member| member.place);
    }
    units
}
