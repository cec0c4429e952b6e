//! All that progress tells, once: as data, and for the pictures and the plain lines.

use jiff::civil::Date;
use serde::{Serialize, Serializer};
use study::{Calibration, Cards, Parameters, Progress, Proportion, Schedule, WEAK_IN_DAYS};

use super::parts::{by_deck, by_tag, due, weakest};
use super::scope::Scope;

/// All that progress tells.
#[derive(Debug, Serialize)]
pub(super) struct Report {
    #[serde(serialize_with = "as_text")]
    pub(super) today: Date,
    /// Whether decks were named. The days of study are those with all decks nevertheless.
    pub(super) only_some_decks: bool,
    /// How likely a question is to be known when it comes back.
    pub(super) retention_target: f64,
    /// Whether the memory model has parameters of the student's own.
    pub(super) own_parameters: bool,
    pub(super) total: Group,
    pub(super) by_deck: Vec<ByDeck>,
    pub(super) by_tag: Vec<ByTag>,
    /// What is due in decks that are found, today and on the days after it.
    pub(super) due: Vec<Due>,
    /// How many of those of today were due before.
    pub(super) overdue: usize,
    /// How many are due today in decks that are not found.
    pub(super) due_in_decks_not_found: usize,
    /// The days of study, the oldest first.
    pub(super) days: Vec<Day>,
    pub(super) days_studied: usize,
    /// Days of study in a row up to today, or up to yesterday.
    pub(super) streak: usize,
    pub(super) longest_streak: usize,
    pub(super) confidence: Option<Confidence>,
    pub(super) predictions: Predictions,
    pub(super) weakest: Vec<Weak>,
    /// How many questions are left out, since their deck has them no more.
    pub(super) questions_removed: usize,
}

/// Some answers, and how many of them are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize)]
pub(super) struct Rate {
    pub(super) answers: usize,
    pub(super) right: usize,
    pub(super) accuracy: Option<f64>,
    /// Of 95 %.
    pub(super) interval: Option<(f64, f64)>,
}

/// How far a student has come with some questions.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub(super) struct Group {
    pub(super) seen: usize,
    /// How many there are; `None` where a deck is not found.
    pub(super) questions: Option<usize>,
    pub(super) reviewed: usize,
    #[serde(flatten)]
    pub(super) rate: Rate,
    /// What the answers earned on average.
    pub(super) mean_fraction: Option<f64>,
    pub(super) passed_over: usize,
    /// The mean chance of recall today.
    pub(super) retention: Option<f64>,
    /// Today, overdue ones included.
    pub(super) due_today: usize,
}

/// A deck.
#[derive(Debug, Serialize)]
pub(super) struct ByDeck {
    pub(super) deck: String,
    /// As the author wrote it; `None` where the deck is not found.
    pub(super) title: Option<String>,
    /// What a person is shown.
    #[serde(skip)]
    pub(super) shown: String,
    #[serde(flatten)]
    pub(super) group: Group,
}

/// A tag.
#[derive(Debug, Serialize)]
pub(super) struct ByTag {
    pub(super) tag: String,
    #[serde(flatten)]
    pub(super) group: Group,
}

/// What is due on a day.
#[derive(Debug, Serialize)]
pub(super) struct Due {
    #[serde(serialize_with = "as_text")]
    pub(super) day: Date,
    pub(super) weekday: String,
    pub(super) questions: usize,
}

/// A day of study.
#[derive(Debug, Serialize)]
pub(super) struct Day {
    #[serde(serialize_with = "as_text")]
    pub(super) day: Date,
    pub(super) answers: usize,
}

/// What was said of confidence against what was right.
#[derive(Debug, Serialize)]
pub(super) struct Confidence {
    /// The mean squared distance; 0 is best.
    pub(super) brier: f64,
    pub(super) steps: Vec<Step>,
}

/// A step of confidence.
#[derive(Debug, Serialize)]
pub(super) struct Step {
    pub(super) step: &'static str,
    /// The mean confidence that was said.
    pub(super) said: Option<f64>,
    #[serde(flatten)]
    pub(super) rate: Rate,
    /// Whether there are enough answers to read anything out of them.
    pub(super) enough: bool,
}

/// What the memory model predicted against what was recalled.
#[derive(Debug, Serialize)]
pub(super) struct Predictions {
    pub(super) reviews: usize,
    /// How many more are needed for a verdict; 0 where there is one.
    pub(super) reviews_needed: usize,
    pub(super) log_loss: Option<f64>,
    pub(super) rmse_bins: Option<f64>,
    /// From the lowest; nothing without a verdict.
    pub(super) deciles: Vec<Decile>,
}

/// A tenth of the predictions.
#[derive(Debug, Serialize)]
pub(super) struct Decile {
    pub(super) lowest: f64,
    pub(super) highest: f64,
    pub(super) predicted: f64,
    pub(super) reviews: usize,
    pub(super) recalled: usize,
    pub(super) observed: Option<f64>,
    pub(super) interval: Option<(f64, f64)>,
}

/// A question that is remembered badly.
#[derive(Debug, Serialize)]
pub(super) struct Weak {
    pub(super) deck: String,
    #[serde(skip)]
    pub(super) deck_shown: String,
    pub(super) question: String,
    /// On one line, safe for a terminal.
    pub(super) prompt: String,
    /// The chance of recall today.
    pub(super) retention: f64,
    /// That in a week.
    pub(super) retention_in_a_week: f64,
    pub(super) lapses: usize,
    pub(super) answers: usize,
    pub(super) right: usize,
    #[serde(serialize_with = "as_text")]
    pub(super) due: Date,
}

// A week is what the library looks ahead.
const _: () = assert!(WEAK_IN_DAYS == 7);

impl Report {
    /// Gathers all of it. So many questions are left out already, since their decks have them no
    /// more.
    pub(super) fn of(
        cards: &Cards<'_>,
        schedule: &Schedule<'_, '_>,
        scope: &Scope<'_>,
        today: Date,
        questions_removed: usize,
    ) -> Self {
        let progress =
            Progress::of(cards, schedule, today, |deck, question| scope.tags(deck, question));
        let by_deck = by_deck(&progress, scope);
        let (due, due_in_decks_not_found) = due(&progress, scope, today);
        let overdue = schedule.standings().iter().filter(|standing| standing.due < today);
        let overdue = overdue.filter(|standing| scope.is_found(standing.card.deck)).count();
        let questions = by_deck.iter().map(|row| row.group.questions).sum();
        let due_today = due.first().map_or(0, |day| day.questions);
        let days = progress.days.iter().map(|(day, answers)| Day { day: *day, answers: *answers });
        let calibration = Calibration::of(cards, schedule.model());
        Self {
            today,
            only_some_decks: scope.is_narrow(),
            retention_target: schedule.retention().share(),
            own_parameters: *schedule.model().parameters() != Parameters::default(),
            total: Group { due_today, ..Group::of(&progress.total, questions) },
            by_tag: by_tag(&progress, &by_deck, scope),
            by_deck,
            due,
            overdue,
            due_in_decks_not_found,
            days: days.collect(),
            days_studied: progress.days.len(),
            streak: progress.streaks.current,
            longest_streak: progress.streaks.longest,
            confidence: calibration.confidence.as_ref().map(Confidence::of),
            predictions: Predictions::of(&calibration),
            weakest: weakest(cards, schedule, &progress, scope, today),
            questions_removed,
        }
    }

    /// Whether there is nothing to tell.
    pub(super) fn is_empty(&self) -> bool {
        self.total.seen == 0
    }
}

impl Rate {
    pub(super) fn of(right: Proportion) -> Self {
        Self {
            answers: right.of,
            right: right.part,
            accuracy: right.share(),
            interval: right.interval(),
        }
    }
}

impl Group {
    pub(super) fn of(group: &study::Group, questions: Option<usize>) -> Self {
        Self {
            seen: group.seen,
            questions,
            reviewed: group.reviewed,
            rate: Rate::of(group.accuracy),
            mean_fraction: group.mean_fraction(),
            passed_over: group.passed_over,
            retention: group.retention(),
            due_today: group.due[0],
        }
    }
}

fn as_text<S: Serializer>(day: &Date, to: S) -> Result<S::Ok, S::Error> {
    to.collect_str(day)
}
