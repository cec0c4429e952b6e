//! Grading a record against a deck, question by question.
//!
//! | the question now | is graded |
//! |---|---|
//! | has the face that was asked | by the current key |
//! | has another face, and every id of the response | by the current key, and listed |
//! | lacks an id of the response, has another kind, or is gone | as `class.toml` treats it; else not at all |
//!
//! What was sat on a handout is read by the ids of its deck first. Nothing is guessed: a question
//! that cannot be graded is [`Mark::Unsettled`], with its reason.
//!
//! The key is what the deck says, and what people decided beside it: the marks of essays, and answers
//! that were accepted once ([`Keys::deciding`]).

mod decided;
mod fit;
mod handouts;
mod keys;

#[cfg(test)]
mod tests;

use deck_format::{Fraction, Points, QuestionId};
use session::record::{Given, ItemState, SessionId};
use session::{PaperItem, Response};

use crate::policy::{How, LateAnswers, Policy, Treat};

pub use decided::{Misfit, points_of};
pub use fit::Fit;
pub use handouts::{Handouts, Names, NoNames, Papers};
pub use keys::{Keyed, Keys, NoKeys};

/// How one question of a paper fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Graded {
    /// The question.
    pub question: Asked,
    /// How it compares with the deck.
    pub fit: Fit,
    /// What it earns.
    pub mark: Mark,
}

/// A question that was asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Asked {
    /// It is in the deck, at this place.
    InDeck(usize),
    /// It is no longer in the deck.
    Gone(Box<QuestionId>),
}

/// What a question earns.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mark {
    /// A fraction of so many points; before any floor.
    Earned(Points, Fraction),
    /// Nothing was answered, which earns none of so many points.
    Omitted(Points),
    /// A person has to mark it, for so many points; with why, where a mark was given that does not fit
    /// any more.
    Unmarked(Points, Option<Box<Misfit>>),
    /// It counts for nobody.
    Void,
    /// It cannot be graded until `class.toml` says how.
    Unsettled(Unsettled),
}

/// Why a question is not graded.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, thiserror::Error)]
pub enum Unsettled {
    /// What was asked and what the deck has cannot be compared.
    #[error("{0}")]
    Changed(Fit),
    /// It is to earn a part of its points, but nothing says how many it had.
    #[error("what it was worth is not known: write `{{ as = \"{}\", points = … }}`", .0.as_str())]
    NoPoints(How),
    /// It is to earn what it earned when it was sat, but nobody graded it then.
    #[error("it was not graded when it was sat")]
    NotGraded,
}

impl Mark {
    /// The fraction that was earned, where it is settled and counts.
    #[must_use]
    pub fn fraction(&self) -> Option<Fraction> {
        match self {
            Self::Earned(_, fraction) => Some(*fraction),
            Self::Omitted(_) => Some(Fraction::ZERO),
            Self::Unmarked(..) | Self::Void | Self::Unsettled(_) => None,
        }
    }
}

/// The answer that counts under a policy.
#[must_use]
pub fn counted(item: &ItemState, late: LateAnswers) -> Option<&Given> {
    match late {
        LateAnswers::Drop => item.counted_in_time(),
        LateAnswers::Count => item.counted(),
    }
}

/// Grades one question of a sitting's paper. `names` are those of the handout on which it was sat.
#[must_use]
pub fn grade_item(
    keys: &Keys<'_>,
    policy: &Policy,
    names: Names<'_>,
    session: &SessionId,
    item: &PaperItem,
    state: &ItemState,
) -> Graded {
    let found = keys.find(&item.id);
    let given = counted(state, policy.late_answers);
    let question = match found {
        Some((at, _)) => Asked::InDeck(at),
        None => Asked::Gone(Box::new(item.id.clone())),
    };
    let (fit, response) = fit::compare(found.map(|(_, keyed)| keyed), names, item, given);
    let is_void = |id: &QuestionId| policy.void.contains(id);
    if is_void(&item.id) || found.is_some_and(|(_, keyed)| is_void(&keyed.face.id)) {
        return Graded { question, fit, mark: Mark::Void };
    }
    let mark = match found {
        Some(found) if fit.is_gradable() => current(keys, found, session, response.as_ref()),
        _ => {
            let points = found.map(|(_, keyed)| keyed.face.points);
            let treat = found.and_then(|(_, keyed)| policy.treat.get(&keyed.face.id));
            match policy.treat.get(&item.id).or(treat) {
                Some(treat) => treated(*treat, points, given),
                None => Mark::Unsettled(Unsettled::Changed(fit.clone())),
            }
        }
    };
    Graded { question, fit, mark }
}

/// How a question of a paper compares with the deck's, and what was answered to it, by the deck's ids;
/// nothing where the two cannot be compared.
#[must_use]
pub fn answered(
    keys: &Keys<'_>,
    policy: &Policy,
    names: Names<'_>,
    item: &PaperItem,
    state: &ItemState,
) -> (Fit, Option<Response>) {
    let keyed = keys.find(&item.id).map(|(_, keyed)| keyed);
    fit::compare(keyed, names, item, counted(state, policy.late_answers))
}

/// The mark by the current key, or by a person.
fn current(
    keys: &Keys<'_>,
    (at, keyed): (usize, &Keyed<'_>),
    session: &SessionId,
    response: Option<&Response>,
) -> Mark {
    let points = keyed.face.points;
    let Some(response) = response else { return Mark::Omitted(points) };
    if let Some(outcome) = keys.outcome(at, response) {
        return Mark::Earned(points, outcome.fraction);
    }
    match keys.mark(at, session, response).map(|mark| points_of(mark, keyed.answer)) {
        Some(Ok(given)) => Mark::Earned(points, decided::fraction(given, points)),
        Some(Err(misfit)) => Mark::Unmarked(points, Some(Box::new(misfit))),
        None => Mark::Unmarked(points, None),
    }
}

/// The mark as `class.toml` says; its own word on points wins over the deck's.
fn treated(treat: Treat, points: Option<Points>, given: Option<&Given>) -> Mark {
    if treat.how == How::Void {
        return Mark::Void;
    }
    let Some(points) = treat.points.or(points) else {
        return Mark::Unsettled(Unsettled::NoPoints(treat.how));
    };
    match (treat.how, given) {
        (How::Full, _) => Mark::Earned(points, Fraction::ONE),
        (How::AsSat, Some(given)) => match given.answer.outcome {
            Some(outcome) => Mark::Earned(points, outcome),
            None => Mark::Unsettled(Unsettled::NotGraded),
        },
        (How::AsSat, None) => Mark::Omitted(points),
        (How::Zero | How::Void, _) => Mark::Earned(points, Fraction::ZERO),
    }
}
