//! What people decided, by the questions of the deck as it is now.

use std::collections::HashMap;
use std::fmt;

use deck_format::{Answer, Criterion, Digest, Fraction, LocalId, Points, QuestionId};
use session::record::SessionId;

use crate::decisions::{Decisions, Marked, Verdict};

/// Decisions by the places of their questions in the deck, whatever the questions were called then.
#[derive(Debug, Default)]
pub(super) struct Decided<'d> {
    /// By place and sitting: the mark of each response, with the line that gave it.
    marks: HashMap<(usize, &'d SessionId), Vec<(u64, &'d Marked)>>,
    /// By place and blank.
    verdicts: HashMap<(usize, Option<&'d str>), Verdicts<'d>>,
}

/// The last verdict about each folded text, with its line.
type Verdicts<'d> = HashMap<&'d str, (u64, Verdict<'d>)>;

impl<'d> Decided<'d> {
    /// The decisions; `place` finds a question.
    pub(super) fn new(
        decisions: &'d Decisions,
        place: impl Fn(&QuestionId) -> Option<usize>,
    ) -> Self {
        let mut decided = Self::default();
        for (n, mark) in decisions.marks() {
            let Some(at) = place(&mark.question) else { continue };
            decided.marks.entry((at, &mark.session)).or_default().push((n, mark));
        }
        for (n, verdict) in decisions.verdicts() {
            let (question, blank, text) = match verdict {
                Verdict::Accepted(it) => (&it.question, &it.blank, &it.text),
                Verdict::Rejected(it) => (&it.question, &it.blank, &it.text),
            };
            let Some(at) = place(question) else { continue };
            let texts = decided.verdicts.entry((at, blank.as_ref().map(LocalId::as_str)));
            let kept = texts.or_default().entry(text).or_insert((n, verdict));
            if n > kept.0 {
                *kept = (n, verdict);
            }
        }
        decided
    }

    /// The last mark of a response of a sitting to the question at a place.
    pub(super) fn mark(
        &self,
        at: usize,
        session: &SessionId,
        response: impl FnOnce() -> Digest,
    ) -> Option<&'d Marked> {
        let marks = self.marks.get(&(at, session))?;
        let response = response();
        let of_it = marks.iter().filter(|(_, mark)| mark.response == response);
        of_it.max_by_key(|(n, _)| *n).map(|(_, mark)| *mark)
    }

    /// Whether anything was decided about what is typed in the question at a place, or in a blank of it.
    pub(super) fn has_verdicts(&self, at: usize, blank: Option<&str>) -> bool {
        self.verdicts.contains_key(&(at, blank))
    }

    /// The last verdict about a folded text.
    pub(super) fn verdict(
        &self,
        at: usize,
        blank: Option<&str>,
        text: &str,
    ) -> Option<Verdict<'d>> {
        Some(self.verdicts.get(&(at, blank))?.get(text)?.1)
    }
}

/// Why a mark no longer fits the rubric of its question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Misfit {
    /// The question has no rubric.
    NoRubric,
    /// A criterion is gone.
    Gone(LocalId),
    /// There is a criterion that was not marked.
    Added(LocalId),
    /// More points were given than the criterion has.
    TooMany {
        /// The criterion.
        criterion: LocalId,
        /// The points that were given.
        given: Points,
        /// The points that it has.
        has: Points,
    },
}

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoRubric => f.write_str("the question has no rubric"),
            Self::Gone(id) => write!(f, "the criterion `{id}` is gone"),
            Self::Added(id) => write!(f, "the criterion `{id}` was added"),
            Self::TooMany { criterion, given, has } => {
                write!(f, "`{criterion}` has {has} points, and {given} were given")
            }
        }
    }
}

/// The points of a mark in sum.
///
/// # Errors
/// Why it does not fit the rubric.
pub fn points_of(mark: &Marked, answer: &Answer) -> Result<Points, Misfit> {
    let Answer::Essay { rubric, .. } = answer else { return Err(Misfit::NoRubric) };
    let has = |id: &LocalId| rubric.iter().find(|criterion| criterion.id == *id);
    if let Some(gone) = mark.points.keys().find(|id| has(id).is_none()) {
        return Err(Misfit::Gone(gone.clone()));
    }
    rubric.iter().map(|criterion| points_by(mark, criterion)).sum()
}

fn points_by(mark: &Marked, criterion: &Criterion) -> Result<Points, Misfit> {
    let (id, has) = (&criterion.id, &criterion.points);
    match mark.points.get(id) {
        None => Err(Misfit::Added(id.clone())),
        Some(given) if given > has => {
            Err(Misfit::TooMany { criterion: id.clone(), given: *given, has: *has })
        }
        Some(given) => Ok(*given),
    }
}

/// The part of a question's points that a mark gives.
pub(super) fn fraction(given: Points, of: Points) -> Fraction {
    let whole = |points: Points| i64::try_from(points.thousandths()).unwrap_or(i64::MAX);
    Fraction::new(whole(given), whole(of)).clamped()
}
