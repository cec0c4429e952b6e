//! What one sitting says about each item.

use std::collections::BTreeSet;

use deck_format::{Body, Fraction};
use session::record::{EndReason, ItemState, Record, Status};
use session::{Outcome, PaperItem, Response};

use crate::grade::{Asked, Graded, Keyed, Keys, Mark, Names, answered};
use crate::items::{CellId, Choices, Reply, Tally, TallyError};
use crate::policy::Policy;
use crate::sat::Sat;

/// One sitting, with its answers in the tally's terms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sheet {
    /// What was done with each item that can be analysed.
    pub(super) answers: Vec<Answer>,
    /// The items whose answers wait for a person's mark.
    pub(super) unmarked: Vec<u32>,
}

/// What was done with one item.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answer {
    pub(super) item: u32,
    pub(super) cell: CellId,
    /// How long it took, in milliseconds.
    pub(super) ms: Option<u32>,
}

/// What was done with one item, and what it earned; nothing where it waits for its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Done {
    pub(super) item: u32,
    pub(super) reply: Option<(Reply, Fraction)>,
    pub(super) ms: Option<u32>,
}

impl Sheet {
    /// Looks the answers up in a tally.
    pub(super) fn of(done: &[Done], tally: &mut Tally) -> Result<Self, TallyError> {
        let mut sheet = Self::default();
        for &Done { item, reply, ms } in done {
            match reply {
                Some((reply, earned)) => {
                    let cell = tally.cell(item, reply, earned)?;
                    sheet.answers.push(Answer { item, cell, ms });
                }
                None => sheet.unmarked.push(item),
            }
        }
        Ok(sheet)
    }
}

/// What a sitting says about each item that was on its paper. A question that is gone from the deck,
/// or not settled, or void for those who were asked another version of it, is as if it had not been
/// asked.
pub(super) fn fill(
    record: &Record,
    sat: &Sat,
    keys: &Keys<'_>,
    policy: &Policy,
    names: Names<'_>,
) -> Vec<Done> {
    let reached = reached(record);
    let mut seen = BTreeSet::new();
    let mut all = Vec::with_capacity(sat.items.len());
    for (place, ((asked, state), graded)) in record.replay.items().zip(&sat.items).enumerate() {
        let Asked::InDeck(at) = graded.question else { continue };
        let (Some(keyed), Ok(item)) = (keys.questions().get(at), u32::try_from(at)) else {
            continue;
        };
        // Of two that are now one question, the first on the paper counts.
        if !seen.insert(item) {
            continue;
        }
        let one = One { keys, at, keyed, policy, names, asked, state, reached: place < reached };
        if let Some(reply) = one.reply(graded) {
            let ms = (!state.answers().is_empty())
                .then(|| u32::try_from(state.ms()).unwrap_or(u32::MAX));
            all.push(Done { item, reply: reply.into(), ms });
        }
    }
    all
}

/// How many questions from the first were reached: where the time ran out, or the record has no end,
/// what is open to the end of the paper was not.
fn reached(record: &Record) -> usize {
    let replay = &record.replay;
    let in_time = replay.ended().is_some_and(|(_, reason)| reason != EndReason::Time);
    if in_time && !replay.is_time_up() {
        return replay.len();
    }
    let touched = |state: &ItemState| {
        state.status() != Status::Open || state.hints() > 0 || state.flag().is_some()
    };
    let last = replay.items().enumerate().filter(|(_, (_, state))| touched(state)).last();
    last.map_or(0, |(place, _)| place + 1)
}

/// A reply with what it earned, or that it waits for its mark.
enum Found {
    Settled(Reply, Fraction),
    Unmarked,
}

impl From<Found> for Option<(Reply, Fraction)> {
    fn from(found: Found) -> Self {
        match found {
            Found::Settled(reply, earned) => Some((reply, earned)),
            Found::Unmarked => None,
        }
    }
}

/// One question of a paper.
struct One<'a> {
    keys: &'a Keys<'a>,
    /// Its place in the deck.
    at: usize,
    keyed: &'a Keyed<'a>,
    policy: &'a Policy,
    names: Names<'a>,
    asked: &'a PaperItem,
    state: &'a ItemState,
    reached: bool,
}

impl One<'_> {
    /// What was done with it; nothing where it is as if it had not been asked.
    fn reply(&self, graded: &Graded) -> Option<Found> {
        if matches!(graded.mark, Mark::Unmarked(..)) {
            return Some(Found::Unmarked);
        }
        if matches!(graded.mark, Mark::Unsettled(_)) {
            return None;
        }
        if matches!((&graded.mark, &self.keyed.face.body), (Mark::Void, Body::Essay)) {
            // It waits for no mark, and what it would have earned is not known.
            return None;
        }
        if !graded.fit.is_gradable() {
            // Graded as `class.toml` treats it: which option was chosen cannot be said.
            let earned = graded.mark.fraction()?;
            return Some(self.settled(Choices::NONE, earned, self.is_blank()));
        }
        let (_, response) = answered(self.keys, self.policy, self.names, self.asked, self.state);
        let Some(response) = response else {
            return Some(self.settled(Choices::NONE, Fraction::ZERO, true));
        };
        match self.outcome(graded, &response) {
            Some(outcome) => {
                let choices = Choices::of(&self.keyed.face, &response, &outcome);
                Some(self.settled(choices, outcome.fraction, false))
            }
            None => Some(Found::Unmarked),
        }
    }

    /// What the current key says, of a void question too. What was graded once is graded again only
    /// where its parts are told apart.
    fn outcome(&self, graded: &Graded, response: &Response) -> Option<Outcome> {
        let face = &self.keyed.face;
        match (graded.mark.fraction(), &face.body) {
            (None, _) | (_, Body::Matching { .. } | Body::Cloze { .. }) => {
                self.keys.outcome(self.at, response)
            }
            (Some(fraction), _) => Some(Outcome::plain(fraction)),
        }
    }

    fn is_blank(&self) -> bool {
        crate::grade::counted(self.state, self.policy.late_answers).is_none()
    }

    fn settled(&self, choices: Choices, earned: Fraction, is_blank: bool) -> Found {
        let reply = match (is_blank, self.reached) {
            (false, _) => Reply::Answered(choices),
            (true, true) => Reply::Omitted,
            (true, false) => Reply::NotReached,
        };
        Found::Settled(reply, earned.max(self.policy.item_floor))
    }
}
