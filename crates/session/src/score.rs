//! What a sitting earned: totals, by tag, by kind.

use std::fmt;

use deck_format::{Fraction, Kind, Points};
use num_bigint::BigInt;
use num_rational::BigRational;

use crate::outcome::Verdict;
use crate::presented::Presented;
use crate::record::{Given, Status};
use crate::sitting::Sitting;

/// An exact number of points that was earned; sums of fractions never round.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Earned(BigRational);

impl Earned {
    /// A fraction of the points of one question, floored at 0.
    #[must_use]
    pub fn of(points: Points, fraction: Fraction) -> Self {
        let fraction = fraction.max(Fraction::ZERO);
        let numerator = BigInt::from(points.thousandths()) * fraction.numerator();
        Self(BigRational::new(numerator, BigInt::from(1000) * fraction.denominator()))
    }

    /// The exact value.
    #[must_use]
    pub fn value(&self) -> &BigRational {
        &self.0
    }

    /// The value in hundredths, rounded half away from zero.
    fn hundredths(&self) -> BigInt {
        (&self.0 * BigInt::from(100)).round().to_integer()
    }

    /// The percentage of a number of points, rounded half away from zero to a whole number; `None`
    /// of nothing.
    #[must_use]
    pub fn percent(&self, of: Points) -> Option<u64> {
        if of.thousandths() == 0 {
            return None;
        }
        let whole = BigRational::new(BigInt::from(of.thousandths()), BigInt::from(1000));
        let percent = (&self.0 * BigInt::from(100) / whole).round().to_integer();
        u64::try_from(percent).ok()
    }
}

impl std::ops::AddAssign<&Self> for Earned {
    fn add_assign(&mut self, other: &Self) {
        self.0 += &other.0;
    }
}

impl fmt::Display for Earned {
    /// Rounded half away from zero to at most two decimals: `7.5`, `0.67`, `3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hundredths = self.hundredths();
        let hundred = BigInt::from(100);
        let (whole, rest) = (&hundredths / &hundred, (&hundredths % &hundred).to_string());
        let decimals = format!("{rest:0>2}");
        match decimals.trim_end_matches('0') {
            "" => write!(f, "{whole}"),
            decimals => write!(f, "{whole}.{decimals}"),
        }
    }
}

/// How the questions of a group fared.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Tally {
    /// How many were dealt with and are scored by themselves.
    pub asked: usize,
    /// How many of those were wholly right.
    pub right: usize,
    /// What was earned.
    pub earned: Earned,
    /// What could be earned.
    pub possible: Points,
}

impl Tally {
    fn add(&mut self, item: &Scored<'_>) {
        self.asked += 1;
        self.right += usize::from(item.verdict() == Some(Verdict::Right));
        self.earned += &item.earned();
        self.possible = self.possible + item.presented.points;
    }
}

/// How one question of a paper fared.
#[derive(Debug, Clone, Copy)]
pub struct Scored<'s> {
    /// The index in the paper.
    pub q: usize,
    /// The question.
    pub presented: &'s Presented,
    /// How far it was dealt with.
    pub status: Status,
    /// Whether it is graded by itself: not an essay, and the key is known.
    pub graded: bool,
    /// What the counted answer earned; `None` without such an answer, or where it was late.
    pub fraction: Option<Fraction>,
    /// Whether its latest answer was wholly right, a second try or not.
    pub learnt: bool,
    /// Whether it was answered once and the answer taken back, so that none counts any more: the
    /// feedback had been seen.
    pub forfeited: bool,
    /// Whether the question is asked again here, after its feedback was seen.
    pub again: bool,
    /// Whether it counts though it was not dealt with: it belongs to an exam that is over.
    pub owed: bool,
}

impl Scored<'_> {
    /// The verdict on the counted answer.
    #[must_use]
    pub fn verdict(&self) -> Option<Verdict> {
        self.fraction.map(Verdict::of)
    }

    /// What was earned.
    #[must_use]
    pub fn earned(&self) -> Earned {
        self.fraction.map_or_else(Earned::default, |f| Earned::of(self.presented.points, f))
    }

    /// Whether it counts in the score: dealt with, graded by itself, and asked for the first time.
    /// An answer that is taken back takes nothing out of what could be earned. After an exam every
    /// question counts.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.graded && !self.again && (self.status != Status::Open || self.forfeited || self.owed)
    }

    /// Whether it was dealt with and not wholly right.
    #[must_use]
    pub fn missed(&self) -> bool {
        self.counts() && self.verdict() != Some(Verdict::Right)
    }
}

/// What a sitting earned so far.
#[derive(Debug, Clone)]
pub struct Score<'s> {
    /// Every question of the paper in order.
    pub questions: Vec<Scored<'s>>,
    /// All that counts.
    pub total: Tally,
    /// By tag, in the order in which tags first stand on the paper.
    pub by_tag: Vec<(&'s str, Tally)>,
    /// By kind, in the order of the format.
    pub by_kind: Vec<(Kind, Tally)>,
}

impl<'s> Score<'s> {
    /// Scores a sitting.
    #[must_use]
    pub fn of(sitting: &'s Sitting<'_>) -> Self {
        let mut score = Self {
            questions: scored(sitting),
            total: Tally::default(),
            by_tag: Vec::new(),
            by_kind: Vec::new(),
        };
        for item in score.questions.iter().filter(|item| item.counts()) {
            score.total.add(item);
            for tag in &item.presented.tags {
                group(&mut score.by_tag, tag.as_str()).add(item);
            }
            group(&mut score.by_kind, item.presented.kind()).add(item);
        }
        score.by_kind.sort_by_key(|(kind, _)| *kind);
        score
    }

    /// The questions that were missed and are still to be learnt: what was right on a second try is
    /// left out.
    pub fn to_repeat(&self) -> impl Iterator<Item = &Scored<'s>> {
        self.questions.iter().filter(|item| item.missed() && !self.mended(item))
    }

    /// How many questions were answered again, and how many of them rightly in the end.
    #[must_use]
    pub fn second_tries(&self) -> (usize, usize) {
        let tried = self.questions.iter().filter(|item| item.again && item.fraction.is_some());
        let right = tried.clone().filter(|item| item.verdict() == Some(Verdict::Right));
        (right.count(), tried.count())
    }

    /// Whether a later try at the same question was right.
    #[must_use]
    pub fn mended(&self, item: &Scored<'s>) -> bool {
        let last = self.questions.iter().rfind(|other| {
            other.presented.id == item.presented.id
                && other.presented.deck == item.presented.deck
                && other.status == Status::Answered
        });
        last.is_some_and(|other| other.learnt)
    }
}

fn group<K: PartialEq>(groups: &mut Vec<(K, Tally)>, key: K) -> &mut Tally {
    let at = groups.iter().position(|(other, _)| *other == key).unwrap_or_else(|| {
        groups.push((key, Tally::default()));
        groups.len() - 1
    });
    &mut groups[at].1
}

fn scored<'s>(sitting: &'s Sitting<'_>) -> Vec<Scored<'s>> {
    let mut asked = std::collections::HashSet::new();
    let mut questions = Vec::with_capacity(sitting.replay().len());
    for (q, (_, item)) in sitting.replay().items().enumerate() {
        let (Some(presented), Some(question)) = (sitting.presented(q), sitting.question(q)) else {
            continue;
        };
        let again = !asked.insert((&presented.deck, &presented.id));
        let fraction_of = |given: Option<&Given>| {
            let outcome = given.and_then(|given| sitting.outcome(q, &given.answer.response));
            outcome.map(|outcome| outcome.fraction)
        };
        // A second try counts nowhere, but says whether the question was learnt since.
        let latest = fraction_of(item.latest());
        let fraction = if again { latest } else { fraction_of(item.counted_in_time()) };
        questions.push(Scored {
            q,
            presented,
            status: item.status(),
            graded: question.key.is_some() && presented.kind() != Kind::Essay,
            fraction,
            learnt: latest == Some(Fraction::ONE),
            forfeited: !again
                && item.counted().is_none()
                && !item.timed_out()
                && !item.answers().is_empty(),
            again,
            owed: sitting.is_exam() && sitting.replay().ended().is_some(),
        });
    }
    questions
}

#[cfg(test)]
mod tests;
