//! The essays of a class, question by question, in the order in which they are marked.

use std::collections::BTreeMap;

use deck_format::{Answer, Criterion, Digest, Digester, Points, Question, QuestionId};
use session::Response;
use session::files::Files;
use session::record::{Record, SessionId};

use crate::book::{Book, Gathered, Row, build};
use crate::collect::{Collected, Found, Origin, collect, relation};
use crate::decisions::{Decisions, Marked, response_digest};
use crate::grade::{Asked, Handouts, Keys, Mark, answered, points_of};
use crate::load::Inputs;
use crate::policy::Attempts;
use crate::sat::{Sat, sit};
use crate::unused::Unused;

/// An essay that a student wrote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Essay {
    /// The sitting.
    pub session: SessionId,
    /// Who wrote it, by the id in the roster.
    pub student: String,
    /// The name; empty where it is not known.
    pub name: String,
    /// What was written, as it was typed.
    pub text: String,
    /// The digest of the response, to which marks belong.
    pub response: Digest,
}

/// The essays to one question, in the order in which they are marked.
#[derive(Debug, Clone)]
pub struct Pile<'d> {
    /// The question.
    pub question: &'d Question,
    /// Its rubric.
    pub rubric: &'d [Criterion],
    /// Its model answer, Markdown.
    pub model: Option<&'d str>,
    /// The essays.
    pub essays: Vec<Essay>,
    /// The ids by which the question is found.
    ids: Vec<&'d QuestionId>,
}

impl<'d> Pile<'d> {
    /// The pile of a question; `None` where it is no essay.
    fn of(question: &'d Question, ids: Vec<&'d QuestionId>) -> Option<Self> {
        let Answer::Essay { rubric, model } = &question.key.as_ref()?.answer else { return None };
        Some(Self { question, rubric, model: model.as_deref(), essays: Vec::new(), ids })
    }

    /// The mark of an essay, whether or not it still fits the rubric: the last one, under whichever of
    /// the question's ids.
    #[must_use]
    pub fn mark<'j>(&self, decisions: &'j Decisions, essay: &Essay) -> Option<&'j Marked> {
        decisions.mark_of(&essay.session, self.ids.iter().copied(), essay.response)
    }

    /// The points of an essay by criterion, in the order of the rubric; `None` where it has no mark
    /// that fits.
    #[must_use]
    pub fn points(&self, decisions: &Decisions, essay: &Essay) -> Option<Vec<Points>> {
        let mark = self.mark(decisions, essay)?;
        points_of(mark, &self.question.key.as_ref()?.answer).ok()?;
        self.rubric.iter().map(|criterion| mark.points.get(&criterion.id).copied()).collect()
    }

    /// How many of its essays have a mark that fits.
    #[must_use]
    pub fn marked(&self, decisions: &Decisions) -> usize {
        self.essays.iter().filter(|essay| self.points(decisions, essay).is_some()).count()
    }

    /// An essay of another student with the same text that is marked.
    #[must_use]
    pub fn twin(&self, decisions: &Decisions, essay: &Essay) -> Option<&Essay> {
        self.essays.iter().find(|other| {
            other.response == essay.response
                && other.session != essay.session
                && self.points(decisions, other).is_some()
        })
    }
}

/// A number that puts essays into an order which has nothing to do with who wrote them, and is always
/// the same: the digest of the question's and the sitting's ids, for a purpose.
#[must_use]
pub fn place(purpose: &str, question: &Question, essay: &Essay) -> Digest {
    let mut digester = Digester::new(purpose);
    digester.field(question.face.id.as_str()).field(essay.session.as_str());
    digester.finish()
}

/// Reads the records that were found, on so many threads, and gives the essays of the attempts that
/// may count, in the order of the deck, with the gradebook that tells what was not used. Questions
/// that count for nobody are left out. `done` is told the length of each file when it was read.
#[must_use]
pub fn gather<'d>(
    inputs: &'d Inputs,
    files: &dyn Files,
    keys: &Keys<'d>,
    found: Found,
    threads: usize,
    done: &(dyn Fn(u64) + Sync),
) -> (Vec<Pile<'d>>, Book) {
    let handouts = Handouts::new(&inputs.deck, inputs.maps.clone());
    let keep = |record: &Record| read(record, keys, &handouts, inputs);
    let mut texts: BTreeMap<Origin, Texts> = BTreeMap::new();
    let mut records = Vec::new();
    for Collected { origin, kept } in collect(files, &found.files, threads, &keep, done) {
        let kept = kept.map(|read| {
            read.map(|(sat, own)| {
                texts.insert(origin.clone(), own);
                sat
            })
        });
        records.push(Collected { origin, kept });
    }
    let book = build(Gathered {
        keys,
        policy: &inputs.policy,
        roster: inputs.roster.as_ref(),
        records,
        passed_over: found.passed_over,
        relation: &|one, other| relation(files, one, other),
    });
    (piles(keys, &book, &texts, inputs.policy.attempts), book)
}

/// The essays of a sitting, each with its question's place in the deck.
type Texts = Vec<(usize, String)>;

fn read(
    record: &Record,
    keys: &Keys<'_>,
    handouts: &Handouts,
    inputs: &Inputs,
) -> Result<(Sat, Texts), Unused> {
    let policy = &inputs.policy;
    let sat = sit(record, keys, handouts, policy)?;
    let deck = record.start().decks.first().ok_or(Unused::NoDeck)?;
    let names = handouts.names(deck)?;
    let mut texts = Vec::new();
    for ((item, state), graded) in record.replay.items().zip(&sat.items) {
        let Asked::InDeck(at) = graded.question else { continue };
        if !graded.fit.is_gradable() || graded.mark == Mark::Void {
            continue;
        }
        if let (_, Some(Response::Essay(text))) = answered(keys, policy, names, item, state) {
            texts.push((at, text));
        }
    }
    Ok((sat, texts))
}

fn piles<'d>(
    keys: &Keys<'d>,
    book: &Book,
    texts: &BTreeMap<Origin, Texts>,
    attempts: Attempts,
) -> Vec<Pile<'d>> {
    let pile = |(at, question)| Pile::of(question, keys.ids(at).collect());
    let mut piles: Vec<Option<Pile<'d>>> =
        keys.deck().questions.iter().enumerate().map(pile).collect();
    for row in &book.rows {
        for attempt in may_count(row, attempts).iter().filter_map(|at| book.attempts.get(*at)) {
            for (at, text) in texts.get(&attempt.origin).into_iter().flatten() {
                let Some(Some(pile)) = piles.get_mut(*at) else { continue };
                pile.essays.push(Essay {
                    session: attempt.sat.session.clone(),
                    student: row.id.clone(),
                    name: row.name.clone(),
                    response: response_digest(&Response::Essay(text.clone())),
                    text: text.clone(),
                });
            }
        }
    }
    let mut piles: Vec<Pile<'d>> = piles.into_iter().flatten().collect();
    for Pile { question, essays, .. } in &mut piles {
        essays.sort_by_cached_key(|essay| place("quizdeck mark 1", question, essay));
    }
    piles
}

/// The attempts of a student that may count.
fn may_count(row: &Row, attempts: Attempts) -> &[usize] {
    let last = row.attempts.len().saturating_sub(1);
    match attempts {
        Attempts::First => row.attempts.get(..1).unwrap_or_default(),
        Attempts::Last => row.attempts.get(last..).unwrap_or_default(),
        Attempts::Best | Attempts::Mean => &row.attempts,
    }
}

#[cfg(test)]
mod tests;
