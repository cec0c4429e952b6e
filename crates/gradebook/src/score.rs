//! What a sitting comes to: sums, floors, bonus, lateness. All of it exact.

use std::collections::BTreeSet;
use std::time::Duration;

use deck_format::{Fraction, Points, QuestionId};

use crate::exact::{self, Exact, Sum};
use crate::grade::{Asked, Graded, Keys, Mark, Unsettled};
use crate::policy::{Minus, Policy};
use crate::sat::Sat;

/// What one sitting comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Score {
    /// What was earned, after floors, the cap and lateness.
    pub earned: Exact,
    /// What could be earned, without bonus questions.
    pub possible: Exact,
    /// How late it was, if it was.
    pub late: Option<Late>,
    /// How many questions still wait for a person's mark; they earn nothing so far.
    pub unmarked: usize,
    /// How the questions of each tag fared, by tag. Floors of the sitting and lateness are not in it.
    pub tags: Vec<TagScore>,
}

/// How late a sitting was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Late {
    /// By how much.
    pub by: Duration,
    /// What that costs; `None` where no step was passed.
    pub minus: Option<Minus>,
}

/// How the questions of a tag fared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TagScore {
    /// The tag.
    pub tag: String,
    /// How many questions counted.
    pub questions: usize,
    /// What was earned.
    pub earned: Exact,
    /// What could be earned.
    pub possible: Exact,
}

impl Score {
    /// The percent; `None` where nothing could be earned.
    #[must_use]
    pub fn percent(&self) -> Option<Exact> {
        exact::percent(&self.earned, &self.possible)
    }
}

/// What keeps a sitting from being scored: every question that is not settled, with why.
pub type NotSettled = Vec<(QuestionId, Unsettled)>;

/// What a sitting comes to.
///
/// # Errors
/// When a question is not settled: a total without it would be a guess.
pub fn score(sat: &Sat, keys: &Keys<'_>, policy: &Policy) -> Result<Score, NotSettled> {
    let unsettled = not_settled(sat, keys);
    if !unsettled.is_empty() {
        return Err(unsettled);
    }
    let mut tally = Tally::default();
    let mut by_tag: Vec<(&str, Tally)> = Vec::new();
    let mut unmarked = 0;
    for item in &sat.items {
        unmarked += usize::from(matches!(item.mark, Mark::Unmarked(..)));
        let Some(counted) = Counted::of(item, keys, policy) else { continue };
        tally.add(counted);
        for tag in tags(item, keys) {
            tag_tally(&mut by_tag, tag).add(counted);
        }
    }
    by_tag.sort_by_key(|(tag, _)| *tag);
    let (earned, possible) = (tally.earned.total(), tally.possible.total());
    let late = late(sat, policy);
    let minus = late.as_ref().and_then(|late| late.minus.as_ref());
    Ok(Score {
        earned: settle(earned, &possible, minus, policy),
        possible,
        late,
        unmarked,
        tags: by_tag.into_iter().map(|(tag, tally)| tally.into_tag(tag)).collect(),
    })
}

/// The floor of the sitting and the cap come before lateness, which never takes more than there is.
fn settle(earned: Exact, possible: &Exact, minus: Option<&Minus>, policy: &Policy) -> Exact {
    let floored = match &policy.test_floor {
        Some(floor) => earned.max(floor.clone()),
        None => earned,
    };
    let capped = if policy.cap { floored.min(possible.clone()) } else { floored };
    match minus {
        Some(minus) if capped > exact::zero() => {
            (&capped - minus.points(possible)).max(exact::zero())
        }
        _ => capped,
    }
}

fn late(sat: &Sat, policy: &Policy) -> Option<Late> {
    let over = sat.handed_in.duration_since(policy.due?);
    let by = Duration::try_from(over).ok().filter(|by| !by.is_zero())?;
    Some(Late { by, minus: policy.late_step(by).map(|step| step.minus.clone()) })
}

fn not_settled(sat: &Sat, keys: &Keys<'_>) -> NotSettled {
    let unsettled = sat.items.iter().filter_map(|item| match &item.mark {
        Mark::Unsettled(why) => Some((id(item, keys)?.clone(), why.clone())),
        _ => None,
    });
    unsettled.collect()
}

/// The id of a question: the deck's own, or that of the paper where it is gone.
#[must_use]
pub fn id<'a>(item: &'a Graded, keys: &'a Keys<'_>) -> Option<&'a QuestionId> {
    match &item.question {
        Asked::InDeck(at) => keys.questions().get(*at).map(|keyed| &keyed.face.id),
        Asked::Gone(id) => Some(id),
    }
}

fn tags<'a>(item: &Graded, keys: &'a Keys<'_>) -> BTreeSet<&'a str> {
    match &item.question {
        Asked::InDeck(at) => {
            let keyed = keys.questions().get(*at);
            keyed.into_iter().flat_map(|keyed| keyed.face.tags.iter().map(String::as_str)).collect()
        }
        Asked::Gone(_) => BTreeSet::new(),
    }
}

/// What a question adds.
#[derive(Debug, Clone, Copy)]
struct Counted {
    points: Points,
    fraction: Fraction,
    is_bonus: bool,
}

impl Counted {
    /// What a question adds; `None` where it counts for nobody.
    fn of(item: &Graded, keys: &Keys<'_>, policy: &Policy) -> Option<Self> {
        let (points, fraction) = match item.mark {
            Mark::Earned(points, fraction) => (points, fraction.max(policy.item_floor)),
            Mark::Omitted(points) | Mark::Unmarked(points, _) => (points, Fraction::ZERO),
            Mark::Void | Mark::Unsettled(_) => return None,
        };
        let is_bonus = id(item, keys).is_some_and(|id| policy.bonus.contains(id));
        Some(Self { points, fraction, is_bonus })
    }
}

#[derive(Debug, Clone, Default)]
struct Tally {
    questions: usize,
    earned: Sum,
    possible: Sum,
}

impl Tally {
    fn add(&mut self, counted: Counted) {
        self.questions += 1;
        self.earned.add(counted.points, counted.fraction);
        if !counted.is_bonus {
            self.possible.add(counted.points, Fraction::ONE);
        }
    }

    fn into_tag(self, tag: &str) -> TagScore {
        TagScore {
            tag: tag.to_owned(),
            questions: self.questions,
            earned: self.earned.total(),
            possible: self.possible.total(),
        }
    }
}

fn tag_tally<'a, 't>(by_tag: &'a mut Vec<(&'t str, Tally)>, tag: &'t str) -> &'a mut Tally {
    let at = by_tag.iter().position(|(known, _)| *known == tag).unwrap_or_else(|| {
        by_tag.push((tag, Tally::default()));
        by_tag.len() - 1
    });
    &mut by_tag[at].1
}
