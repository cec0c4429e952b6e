//! A scorecard as data.

use serde::Serialize;
use session::record::{ItemState, Status};
use session::{Score, Scored, Sitting, Tally, Verdict};

/// A scorecard as data: exact points as fractions in texts, as in the record.
#[derive(Debug, Serialize)]
struct Data<'a> {
    session: &'a str,
    record: String,
    seed: String,
    finished: bool,
    seconds: u64,
    score: Points,
    by_tag: Vec<Group<'a>>,
    by_kind: Vec<Group<'a>>,
    questions: Vec<Question<'a>>,
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

/// The scorecard as JSON, indented.
pub(crate) fn json(sitting: &Sitting<'_>, record: &std::path::Path) -> String {
    let score = Score::of(sitting);
    let start = sitting.replay().start();
    let data = Data {
        session: start.session.as_str(),
        record: record.display().to_string(),
        seed: start.seed.to_string(),
        finished: sitting.replay().ended().is_some(),
        seconds: sitting.replay().spent().as_secs(),
        score: Points::of(&score.total),
        by_tag: score
            .by_tag
            .iter()
            .map(|(name, t)| Group { name, points: Points::of(t) })
            .collect(),
        by_kind: score
            .by_kind
            .iter()
            .map(|(kind, tally)| Group { name: kind.as_str(), points: Points::of(tally) })
            .collect(),
        questions: score.questions.iter().map(|item| question(sitting, item)).collect(),
    };
    // Texts and numbers alone: there is nothing that could fail.
    let json = serde_json::to_string_pretty(&data).unwrap_or_default();
    console::escape_json(&json).into_owned()
}

fn question<'a>(sitting: &Sitting<'_>, item: &Scored<'a>) -> Question<'a> {
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
        verdict: item.verdict().map(|verdict| match verdict {
            Verdict::Right => "right",
            Verdict::Partly => "partly",
            Verdict::Wrong => "wrong",
        }),
        fraction: item.fraction.map(|fraction| fraction.to_string()),
        points: item.presented.points.to_string(),
        again: item.again,
        ms: sitting.replay().item(item.q).map_or(0, ItemState::ms),
    }
}
