//! What a sitting earned, by the outcomes that its record holds.
//!
//! It counts as the scorecard does: a question once, by the answer that counts in time; what was
//! passed over, ran out of time or was taken back after its feedback counts with nothing earned, and
//! so does what an exam leaves open. A record holds fractions; what they are fractions of stands in
//! the decks.

use std::collections::HashSet;

use deck_format::{Fraction, Kind, Points};
use serde::{Serialize, Serializer};
use session::record::{DeckRef, ItemState, Mode, Record, Status};
use session::{Earned, PaperItem};

use super::decks::Decks;

/// What a sitting earned.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Marks {
    /// So much.
    Some(Sum),
    /// Nothing of it is graded by itself: a handout, or essays alone.
    Unscored,
    /// It is an exam that is not over, or that tells nothing.
    Untold,
}

/// A sum of marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Sum {
    /// How many questions were wholly right.
    pub(super) right: usize,
    /// How many count.
    pub(super) asked: usize,
    /// What was earned, exact.
    #[serde(serialize_with = "exact")]
    pub(super) earned: Earned,
    /// What could be earned.
    #[serde(serialize_with = "as_text")]
    pub(super) possible: Points,
    /// The percentage, rounded.
    pub(super) percent: Option<u64>,
    /// What the points are.
    pub(super) points_from: PointsFrom,
}

/// What points are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum PointsFrom {
    /// Those of the decks.
    Deck,
    /// One for each question, since not all were found.
    OneEach,
}

impl PointsFrom {
    /// Its name for a program.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Deck => "deck",
            Self::OneEach => "one-each",
        }
    }
}

/// How far a sitting got.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Progress {
    /// How many questions were asked or are to be asked, each once.
    pub(super) questions: usize,
    /// How many of them were dealt with.
    pub(super) dealt_with: usize,
    /// What they earned.
    pub(super) marks: Marks,
}

/// Whether what was right may be told: not during an exam, and not after one without feedback.
pub(crate) fn is_told(record: &Record) -> bool {
    let exam = record.start().mode == Mode::Exam;
    !exam || (record.is_finished() && !record.start().limits.no_feedback)
}

/// What the answer that counts earned; the outer `None` where the question does not count.
pub(super) fn counted(
    record: &Record,
    item: &PaperItem,
    state: &ItemState,
) -> Option<Option<Fraction>> {
    let deck = deck_of(record, item);
    if item.kind == Kind::Essay || deck.is_none_or(|deck| deck.key.is_none()) {
        return None;
    }
    if let Some(given) = state.counted_in_time() {
        return given.answer.outcome.map(Some);
    }
    let taken_back = state.counted().is_none() && !state.answers().is_empty();
    // After an exam, what was not dealt with is owed.
    let owed = record.start().mode == Mode::Exam && record.is_finished();
    (state.status() != Status::Open || taken_back || owed).then_some(None)
}

/// The deck of a question, as the record names it.
pub(super) fn deck_of<'r>(record: &'r Record, item: &PaperItem) -> Option<&'r DeckRef> {
    record.start().decks.iter().find(|deck| deck.id == item.deck)
}

impl Progress {
    /// How far a sitting got, and what it earned.
    pub(super) fn of(record: &Record, decks: &Decks) -> Self {
        let mut asked = HashSet::new();
        let mut reckoning = Reckoning::default();
        let mut dealt_with = 0;
        for (item, state) in record.replay.items() {
            if !asked.insert((&item.deck, &item.id)) {
                continue;
            }
            dealt_with += usize::from(state.status() != Status::Open);
            if let Some(fraction) = counted(record, item, state) {
                let found = deck_of(record, item).and_then(|deck| decks.get(deck));
                let question = found.and_then(|found| found.question(&item.id));
                reckoning.add(fraction, question.map(|question| question.face.points));
            }
        }
        let marks = match reckoning.sum() {
            _ if !is_told(record) => Marks::Untold,
            Some(sum) => Marks::Some(sum),
            None => Marks::Unscored,
        };
        Self { questions: asked.len(), dealt_with, marks }
    }
}

/// Marks that are being added up, by both ways to count points.
#[derive(Debug, Default)]
struct Reckoning {
    right: usize,
    asked: usize,
    by_deck: Total,
    one_each: Total,
    /// Whether a question was not found.
    unknown: bool,
}

/// Points that are being added up. Whole ones, which are nearly all, are added as integers.
#[derive(Debug, Default)]
struct Total {
    whole: Points,
    parts: Earned,
    possible: Points,
}

impl Reckoning {
    fn add(&mut self, fraction: Option<Fraction>, points: Option<Points>) {
        self.asked += 1;
        self.right += usize::from(fraction == Some(Fraction::ONE));
        self.unknown |= points.is_none();
        self.one_each.add(fraction, Points::ONE);
        self.by_deck.add(fraction, points.unwrap_or_default());
    }

    fn sum(self) -> Option<Sum> {
        if self.asked == 0 {
            return None;
        }
        let (total, points_from) = if self.unknown {
            (self.one_each, PointsFrom::OneEach)
        } else {
            (self.by_deck, PointsFrom::Deck)
        };
        let possible = total.possible;
        let earned = total.earned();
        let percent = earned.percent(possible);
        Some(Sum { right: self.right, asked: self.asked, earned, possible, percent, points_from })
    }
}

impl Total {
    fn add(&mut self, fraction: Option<Fraction>, points: Points) {
        self.possible = self.possible + points;
        match fraction {
            Some(part) if part == Fraction::ONE => self.whole = self.whole + points,
            Some(part) if part > Fraction::ZERO => self.parts += &Earned::of(points, part),
            _ => {}
        }
    }

    fn earned(self) -> Earned {
        let mut earned = self.parts;
        earned += &Earned::of(self.whole, Fraction::ONE);
        earned
    }
}

fn exact<S: Serializer>(earned: &Earned, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(earned.value())
}

fn as_text<S: Serializer>(points: &Points, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(points)
}
