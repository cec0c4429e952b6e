//! A scorecard as data.

use std::path::Path;

use serde::Serialize;
use session::record::{ItemState, Receipt, Status};
use session::{Score, Scored, Sitting, Tally, Verdict};

/// A scorecard as data: exact points as fractions in texts, as in the record.
#[derive(Debug, Serialize)]
struct Data<'a> {
    session: &'a str,
    record: String,
    seed: String,
    finished: bool,
    /// The code that stands for the record of an exam that was handed in.
    #[serde(skip_serializing_if = "Option::is_none")]
    receipt: Option<String>,
    seconds: u64,
    #[serde(skip_serializing_if = "Option::is_none", flatten)]
    score: Option<Scores<'a>>,
    questions: Vec<Question<'a>>,
}

/// What was earned, where that may be told.
#[derive(Debug, Serialize)]
struct Scores<'a> {
    score: Points,
    by_tag: Vec<Group<'a>>,
    by_kind: Vec<Group<'a>>,
}

#[derive(Debug, Serialize)]
struct Points {
    /// Exact, such as `15/2`.
    earned: String,
    /// Exact, such as `10`.
    possible: String,
    /// Rounded to a whole number; absent where nothing was scored.
    percent: Option<u64>,
    right: usize,
    asked: usize,
}

#[derive(Debug, Serialize)]
struct Group<'a> {
    name: &'a str,
    #[serde(flatten)]
    points: Points,
}

#[derive(Debug, Serialize)]
struct Question<'a> {
    number: usize,
    deck: &'a str,
    id: &'a str,
    kind: &'a str,
    status: &'static str,
    verdict: Option<&'static str>,
    /// Exact, such as `2/3`; absent where nothing counts.
    fraction: Option<String>,
    points: String,
    again: bool,
    ms: u64,
}

impl Points {
    fn of(tally: &Tally) -> Self {
        Self {
            earned: tally.earned.value().to_string(),
            possible: tally.possible.to_string(),
            percent: tally.earned.percent(tally.possible),
            right: tally.right,
            asked: tally.asked,
        }
    }
}

/// What is printed as data.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Printed<'a> {
    pub(crate) sitting: &'a Sitting<'a>,
    /// Where its record is.
    pub(crate) record: &'a Path,
    pub(crate) receipt: Option<Receipt>,
    /// Whether what was earned may be told.
    pub(crate) told: bool,
}

/// The scorecard as JSON, indented.
pub(crate) fn json(printed: &Printed<'_>) -> String {
    let sitting = printed.sitting;
    let score = Score::of(sitting);
    let start = sitting.replay().start();
    let data = Data {
        session: start.session.as_str(),
        record: printed.record.display().to_string(),
        seed: start.seed.to_string(),
        finished: sitting.replay().ended().is_some(),
        receipt: printed.receipt.map(|receipt| receipt.to_string()),
        seconds: sitting.replay().spent().as_secs(),
        score: printed.told.then(|| scores(&score)),
        questions: score.questions.iter().map(|item| question(printed, item)).collect(),
    };
    // Texts and numbers alone: there is nothing that could fail.
    let json = serde_json::to_string_pretty(&data).unwrap_or_default();
    console::escape_json(&json).into_owned()
}

fn scores<'a>(score: &Score<'a>) -> Scores<'a> {
    let by_tag = score.by_tag.iter().map(|(name, t)| Group { name, points: Points::of(t) });
    let by_kind = score
        .by_kind
        .iter()
        .map(|(kind, tally)| Group { name: kind.as_str(), points: Points::of(tally) });
    Scores { score: Points::of(&score.total), by_tag: by_tag.collect(), by_kind: by_kind.collect() }
}

fn question<'a>(printed: &Printed<'_>, item: &Scored<'a>) -> Question<'a> {
    let told = |item: &Scored<'a>| item.fraction.filter(|_| printed.told);
    Question {
        number: item.q + 1,
        deck: item.presented.deck.as_str(),
        id: item.presented.id.as_str(),
        kind: item.presented.kind().as_str(),
        status: match item.status {
            Status::Open => "open",
            Status::Skipped => "skipped",
            Status::TimedOut => "timed-out",
            Status::Answered => "answered",
        },
        verdict: told(item).map(Verdict::of).map(|verdict| match verdict {
            Verdict::Right => "right",
            Verdict::Partly => "partly",
            Verdict::Wrong => "wrong",
        }),
        fraction: told(item).map(|fraction| fraction.to_string()),
        points: item.presented.points.to_string(),
        again: item.again,
        ms: printed.sitting.replay().item(item.q).map_or(0, ItemState::ms),
    }
}
