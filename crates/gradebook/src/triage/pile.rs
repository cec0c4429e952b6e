//! What a class typed: of each sitting that is used, the answers that a person may have to look at.

use std::collections::{BTreeMap, BTreeSet};

use deck_format::{Kind, QuestionId};
use session::PaperItem;
use session::files::Files;
use session::record::{ItemState, Record, SessionId};

use crate::book::{Attempt, Book, Gathered, build};
use crate::collect::{Collected, Found, Origin, collect, relation};
use crate::grade::{Graded, Handouts, Keys, Names, counted, grade_item};
use crate::load::Inputs;
use crate::policy::Policy;
use crate::sat::{Sat, sit};
use crate::unused::Unused;

/// What a class typed, beside its gradebook.
#[derive(Debug, Clone)]
pub struct Pile<'h> {
    /// The gradebook, by the keys with which the records were read.
    pub book: Book,
    /// By where the records are: a session may have several, of which one counts.
    kept: BTreeMap<Origin, Kept<'h>>,
}

/// What is kept of one sitting.
#[derive(Debug, Clone)]
struct Kept<'h> {
    names: Names<'h>,
    items: Vec<KeptItem>,
}

/// A question of a paper, and what became of it.
#[derive(Debug, Clone)]
struct KeptItem {
    /// Its place in the paper.
    at: usize,
    item: PaperItem,
    state: ItemState,
}

/// A question of a sitting that is looked at again.
#[derive(Debug, Clone, Copy)]
pub(super) struct Sighted<'p> {
    pub(super) session: &'p SessionId,
    /// Its place in the paper.
    pub(super) at: usize,
    pub(super) names: Names<'p>,
    pub(super) item: &'p PaperItem,
    pub(super) state: &'p ItemState,
}

/// A claim about a question whose answers nobody types.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherClaim {
    /// The question.
    pub question: QuestionId,
    /// Who claims.
    pub student: String,
    /// What they say; may be empty.
    pub note: String,
}

impl<'h> Pile<'h> {
    /// Reads the records of a class that were found, on so many threads; `done` is told the length of
    /// each file. The maps of its handouts are given, since what is kept names them.
    #[must_use]
    pub fn read(
        inputs: &Inputs,
        files: &dyn Files,
        (keys, handouts): (&Keys<'_>, &'h Handouts),
        found: Found,
        threads: usize,
        done: &(dyn Fn(u64) + Sync),
    ) -> Self {
        let policy = &inputs.policy;
        let keep = |record: &Record| {
            let sat = sit(record, keys, handouts, policy);
            let kept = sat.as_ref().ok().and_then(|_| Kept::of(record, handouts));
            (sat, kept)
        };
        let mut kept = BTreeMap::new();
        let mut records = Vec::new();
        for Collected { origin, kept: record } in collect(files, &found.files, threads, &keep, done)
        {
            let sat = record.map(|(sat, own)| {
                if let (Ok(_), Some(own)) = (&sat, own) {
                    kept.insert(origin.clone(), own);
                }
                sat
            });
            records.push(Collected { origin, kept: sat });
        }
        let book = build(Gathered {
            keys,
            policy,
            roster: inputs.roster.as_ref(),
            records,
            passed_over: found.passed_over,
            relation: &|one, other| relation(files, one, other),
        });
        let used: BTreeSet<&Origin> = book.attempts.iter().map(|attempt| &attempt.origin).collect();
        kept.retain(|origin, _| used.contains(origin));
        Self { book, kept }
    }

    /// What is kept of a sitting.
    pub(super) fn of<'p>(&'p self, attempt: &'p Attempt) -> impl Iterator<Item = Sighted<'p>> {
        let kept = self.kept.get(&attempt.origin);
        kept.into_iter().flat_map(|kept| {
            kept.items.iter().map(|KeptItem { at, item, state }| Sighted {
                session: &attempt.sat.session,
                at: *at,
                names: kept.names,
                item,
                state,
            })
        })
    }

    /// A sitting by other keys, which differ from those of the book in nothing but what is right.
    pub(super) fn again(
        &self,
        attempt: &Attempt,
        keys: &Keys<'_>,
        policy: &Policy,
        is_meant: impl Fn(&QuestionId) -> bool,
    ) -> Attempt {
        let mut again = attempt.clone();
        for sighted in self.of(attempt).filter(|sighted| is_meant(&sighted.item.id)) {
            if let Some(item) = again.sat.items.get_mut(sighted.at) {
                *item = sighted.grade(keys, policy);
            }
        }
        again
    }

    /// The claims about questions of other kinds, in the order of the sittings.
    #[must_use]
    pub fn other_claims(&self, policy: &Policy) -> Vec<OtherClaim> {
        let claims = self.book.attempts.iter().flat_map(|attempt| {
            let others = self.of(attempt).filter(|sighted| !is_typed(sighted.item.kind));
            others.flat_map(|sighted| {
                sighted.claims(policy).map(|note| OtherClaim {
                    question: sighted.item.id.clone(),
                    student: attempt.sat.student.clone(),
                    note: note.to_owned(),
                })
            })
        });
        claims.collect()
    }
}

impl<'p> Sighted<'p> {
    /// Its mark by some keys.
    fn grade(&self, keys: &Keys<'_>, policy: &Policy) -> Graded {
        grade_item(keys, policy, self.names, self.session, self.item, self.state)
    }

    /// What is claimed about the answer that counts.
    pub(super) fn claims(self, policy: &Policy) -> impl Iterator<Item = &'p str> + use<'p> {
        let line = counted(self.state, policy.late_answers).map(|given| given.line);
        let claims = self.state.claims();
        claims.filter(move |claim| Some(claim.answer) == line).map(|claim| claim.note.as_str())
    }
}

impl<'h> Kept<'h> {
    /// Typed answers and claims; `None` where there is neither.
    fn of(record: &Record, handouts: &'h Handouts) -> Option<Self> {
        let names = handouts.names(record.start().decks.first()?).ok()?;
        let items = record.replay.items().enumerate();
        let kept = items.filter(|(_, (item, state))| {
            let answered = is_typed(item.kind) && !state.answers().is_empty();
            answered || state.claims().next().is_some()
        });
        let kept = kept.map(|(at, (item, state))| KeptItem {
            at,
            item: item.clone(),
            state: state.clone(),
        });
        let items: Vec<KeptItem> = kept.collect();
        (!items.is_empty()).then_some(Self { names, items })
    }
}

/// Whether answers to questions of a kind are typed, and graded without a person.
fn is_typed(kind: Kind) -> bool {
    matches!(kind, Kind::ShortAnswer | Kind::Cloze | Kind::Numerical)
}

/// What the records of a class hold, already read once, as the book takes it.
pub(super) fn as_read(attempt: Attempt) -> Collected<Result<Sat, Unused>> {
    Collected { origin: attempt.origin, kept: Ok(Ok(attempt.sat)) }
}
