//! The end of a sitting: what it earned, and what was missed; as text and as data.

use std::time::Duration;

use console::{Align, Look, Table, bar, layout, markdown, words};
use deck_format::Fraction;
use serde::Serialize;
use session::record::{ItemState, Status};
use session::{Presented, Score, Scored, Shown, Sitting, Tally, Verdict};

use crate::feedback::full_stop;
use crate::right::{RightAnswer, right_answer};

/// The width of the bar, on a drawn screen.
const BAR: usize = 30;
/// The indent on a drawn screen.
const MARGIN: usize = 2;

/// The lines of a scorecard.
pub(crate) fn lines(sitting: &Sitting<'_>, look: &Look) -> Vec<String> {
    let score = Score::of(sitting);
    let mut lines = headline(&score, sitting.replay().spent(), look);
    lines.extend(asides(&score, sitting));
    lines.extend(tables(&score, look));
    lines.extend(missed(&score, sitting, look));
    if look.is_line() { lines } else { layout::indent(lines, MARGIN) }
}

/// `Score: 7.5 of 10 points, 75 %, in 6 min 12 s.`
fn headline(score: &Score<'_>, spent: Duration, look: &Look) -> Vec<String> {
    let Tally { asked, right, earned, possible } = &score.total;
    let spent = words::duration(spent);
    let Some(percent) = earned.percent(*possible) else {
        return vec![format!("Nothing was scored, in {spent}.")];
    };
    let right = format!("{right} of {asked} right");
    let points = words::count(possible, "point");
    if look.is_line() {
        return vec![format!("Score: {earned} of {points}, {percent} %. {right}, in {spent}.")];
    }
    let columns = look.text_width().saturating_sub(2 * MARGIN).max(10);
    let fraction = Fraction::of(usize::try_from(percent).unwrap_or(0), 100);
    let bar = bar(fraction, BAR.min(columns / 3), look);
    let mut lines = layout::wrap(&format!("{earned} of {points}   {bar}   {percent} %"), columns);
    lines.extend(layout::wrap(&format!("{right}, in {spent}"), columns));
    lines.push(String::new());
    lines
}

/// What does not count in the score, said so that nobody wonders.
fn asides(score: &Score<'_>, sitting: &Sitting<'_>) -> Vec<String> {
    let first = || score.questions.iter().filter(|item| !item.again);
    let count = |number: usize, one: &str, many: &str| match number {
        0 => None,
        1 => Some(one.to_owned()),
        _ => Some(many.replace("{}", &number.to_string())),
    };
    let open = first().filter(|item| item.status == Status::Open && !item.forfeited).count();
    let skipped = first().filter(|item| item.status == Status::Skipped).count();
    let unmarked = first().filter(|item| !item.graded && item.status == Status::Answered).count();
    let forfeited = first().filter(|item| item.forfeited).count();
    let claims = sitting.replay().items().flat_map(|(_, item)| item.claims()).count();
    [
        count(open, "1 question was not reached.", "{} questions were not reached."),
        count(skipped, "1 question was skipped.", "{} questions were skipped."),
        count(unmarked, "1 answer is not marked.", "{} answers are not marked."),
        count(
            forfeited,
            "1 answer was taken back after its feedback, so its question earns nothing.",
            "{} answers were taken back after their feedback, so their questions earn nothing.",
        ),
        count(claims, "1 claim is in the record.", "{} claims are in the record."),
    ]
    .into_iter()
    .flatten()
    .chain(second_tries(score))
    .collect()
}

/// `Second tries: 1 of 2 right. They are not in the score.`
fn second_tries(score: &Score<'_>) -> Option<String> {
    let (right, tried) = score.second_tries();
    (tried > 0)
        .then(|| format!("Second tries: {right} of {tried} right. They are not in the score."))
}

/// By tag and by kind.
fn tables(score: &Score<'_>, look: &Look) -> Vec<String> {
    let by_tag: Vec<(String, &Tally)> =
        score.by_tag.iter().map(|(tag, tally)| ((*tag).to_owned(), tally)).collect();
    let by_kind: Vec<(String, &Tally)> =
        score.by_kind.iter().map(|(kind, tally)| (kind.to_string(), tally)).collect();
    let mut lines = Vec::new();
    for (heading, groups) in [("By tag", by_tag), ("By kind", by_kind)] {
        if groups.is_empty() {
            continue;
        }
        let mut table =
            Table::new([(heading, Align::Left), ("Right", Align::Right), ("Points", Align::Right)]);
        for (name, tally) in groups {
            table.push([
                name,
                format!("{} of {}", tally.right, tally.asked),
                format!("{} of {}", tally.earned, tally.possible),
            ]);
        }
        lines.extend(table.render(look).lines().map(str::to_owned));
        if !look.is_line() {
            lines.push(String::new());
        }
    }
    lines
}

/// What was missed, each with its answer.
fn missed(score: &Score<'_>, sitting: &Sitting<'_>, look: &Look) -> Vec<String> {
    let missed: Vec<&Scored<'_>> = score.questions.iter().filter(|item| item.missed()).collect();
    if missed.is_empty() {
        return Vec::new();
    }
    let mut lines = vec!["Missed:".to_owned()];
    for item in missed {
        let prompt = short_prompt(item.presented);
        let mut answer = full_stop(&answer_of(sitting, item));
        if score.mended(item) {
            answer.push_str(" You had it right on a second try.");
        }
        if look.is_line() {
            lines.push(format!("- {} Answer: {answer}", full_stop(&prompt)));
        } else {
            lines.extend(drawn_missed(&prompt, &answer, look));
        }
    }
    lines
}

/// The prompt, cut to a line, with the answer under it.
fn drawn_missed(prompt: &str, answer: &str, look: &Look) -> Vec<String> {
    let columns = look.text_width().saturating_sub(2 * MARGIN).max(10);
    let first = format!("{} ", look.glyphs().bullet);
    let mut lines = vec![format!("{first}{}", layout::clip(prompt, columns, look))];
    lines.extend(layout::hang(layout::wrap(answer, columns), "  ", "  "));
    lines
}

/// A prompt on one line, its blanks as `…`.
pub(crate) fn short_prompt(presented: &Presented) -> String {
    match &presented.shown {
        Shown::Cloze { pieces, .. } => {
            let text = pieces.iter().map(|piece| match piece {
                deck_format::Piece::Text(text) => text.as_str(),
                deck_format::Piece::Blank(_) => "…",
            });
            markdown::inline(&text.collect::<String>())
        }
        _ => markdown::inline(&presented.prompt),
    }
}

/// The right answer, in one line.
fn answer_of(sitting: &Sitting<'_>, item: &Scored<'_>) -> String {
    let key = sitting.question(item.q).and_then(|question| question.key.as_ref());
    let Some(key) = key else { return String::new() };
    match right_answer(item.presented, &key.answer, None) {
        RightAnswer::Phrase(phrase) => phrase,
        RightAnswer::List(parts) => parts.join("; "),
    }
}

/// A scorecard as data: exact points as fractions in texts, as in the record.
#[derive(Debug, Serialize)]
pub(crate) struct Data<'a> {
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
