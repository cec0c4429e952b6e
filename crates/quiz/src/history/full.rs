//! One sitting in full, as data: what a person is shown, and the same for a program.

use std::collections::HashSet;
use std::path::Path;
use std::time::Duration;

use deck_format::{Fraction, Points};
use serde::{Serialize, Serializer};
use session::record::{
    EndReason, Event, Given, ItemState, Limits, Mode, Offsets, Record, Status, Tail,
};
use session::{Earned, PaperItem, Response, Seed, Verdict};

use super::answers::Shown;
use super::decks::Decks;
use super::marks::{Marks, Progress, counted, deck_of, is_told};
use super::moment::{self, at_line};
use super::summary::{DeckName, deck_names};

/// One sitting in full.
#[derive(Debug, Serialize)]
pub(super) struct Full {
    pub(super) session: String,
    /// By what it is resumed.
    pub(super) short_id: String,
    /// The file of the record.
    pub(super) record: String,
    pub(super) student: Option<String>,
    pub(super) mode: Mode,
    pub(super) decks: Vec<DeckName>,
    pub(super) seed: Seed,
    /// The version of the program that made the record.
    pub(super) program: String,
    pub(super) limits: Limits,
    pub(super) started: Time,
    pub(super) resumed: Vec<Time>,
    pub(super) ended: Option<Ended>,
    pub(super) state: &'static str,
    /// By which an exam that was handed in can be compared.
    pub(super) receipt: Option<String>,
    #[serde(serialize_with = "seconds", rename = "seconds")]
    pub(super) spent: Duration,
    pub(super) questions: usize,
    pub(super) dealt_with: usize,
    #[serde(serialize_with = "sum")]
    pub(super) marks: Marks,
    pub(super) no_marks: Option<&'static str>,
    /// Whether a piece of a line at the end of the record was not used.
    pub(super) torn: bool,
    /// The first line that was changed after it was written, from 0, if one was.
    pub(super) changed_at: Option<u64>,
    pub(super) paper: Vec<Item>,
}

/// An instant, with the offset of its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Time {
    exact: String,
    pub(super) long: String,
}

/// The end of a sitting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Ended {
    pub(super) at: Time,
    pub(super) reason: EndReason,
}

/// One question of the paper.
#[derive(Debug, Serialize)]
pub(super) struct Item {
    /// Its number, from 1.
    pub(super) number: usize,
    pub(super) deck: String,
    pub(super) id: String,
    pub(super) kind: &'static str,
    /// On one line; `None` where the question is not found.
    pub(super) prompt: Option<String>,
    /// Whether its text is another now than it was.
    pub(super) changed: bool,
    /// Whether it was asked before in this sitting, so that it counts no more.
    pub(super) again: bool,
    pub(super) status: &'static str,
    /// On what counts; `None` where nothing does, or it is not told.
    #[serde(serialize_with = "verdict")]
    pub(super) verdict: Option<Verdict>,
    /// Of what counts.
    #[serde(serialize_with = "fraction")]
    pub(super) fraction: Option<Fraction>,
    /// What the question is worth in its deck now.
    #[serde(serialize_with = "points")]
    pub(super) points: Option<Points>,
    pub(super) hints: usize,
    /// The note of the flag, if it is flagged; may be empty.
    pub(super) flag: Option<String>,
    /// What is claimed for its answers.
    pub(super) claims: Vec<String>,
    /// Every answer in order, also those that were taken back.
    pub(super) answers: Vec<Answer>,
}

/// One answer.
#[derive(Debug, Serialize)]
pub(super) struct Answer {
    pub(super) at: Time,
    /// As it was given, one text for each part; ids where the question is not found.
    pub(super) text: Vec<String>,
    /// As the record holds it.
    pub(super) response: Response,
    #[serde(serialize_with = "verdict")]
    pub(super) verdict: Option<Verdict>,
    #[serde(serialize_with = "fraction")]
    pub(super) fraction: Option<Fraction>,
    pub(super) confidence: Option<u8>,
    pub(super) easy: bool,
    pub(super) late: bool,
    /// Whether it is the one that counts.
    pub(super) counts: bool,
    pub(super) second_try: bool,
    pub(super) taken_back: bool,
    pub(super) after_end: bool,
    pub(super) hints: usize,
    pub(super) ms: u64,
}

impl Full {
    pub(super) fn of(record: &Record, path: &Path, short: &str, decks: &Decks) -> Self {
        let start = record.start();
        let offsets = Offsets::of(record);
        let progress = Progress::of(record, decks);
        let resumes = record.lines.iter().filter(|line| matches!(line.event, Event::Resume { .. }));
        let ended = record.lines.iter().find_map(|line| match line.event {
            Event::End { reason } => {
                Some(Ended { at: Time::of(at_line(&offsets, line.n, line.at)), reason })
            }
            _ => None,
        });
        Self {
            session: start.session.to_string(),
            short_id: short.to_owned(),
            record: path.display().to_string(),
            student: start.student.clone(),
            mode: start.mode,
            decks: deck_names(record, decks),
            seed: start.seed,
            program: start.versions.program.clone(),
            limits: start.limits.clone(),
            started: Time::of(moment::started(record)),
            resumed: resumes.map(|line| Time::of(at_line(&offsets, line.n, line.at))).collect(),
            ended,
            state: if record.is_finished() { "finished" } else { "open" },
            receipt: record.receipt.as_ref().map(ToString::to_string),
            spent: record.replay.spent(),
            questions: progress.questions,
            dealt_with: progress.dealt_with,
            no_marks: progress.marks.why_none(),
            marks: progress.marks,
            torn: record.tail == Tail::Torn,
            changed_at: record.broken_at,
            paper: paper(record, &offsets, decks),
        }
    }
}

fn paper(record: &Record, offsets: &Offsets, decks: &Decks) -> Vec<Item> {
    let mut asked = HashSet::new();
    let items = record.replay.items().enumerate();
    let items = items.map(|(q, (item, state))| {
        let again = !asked.insert((&item.deck, &item.id));
        Item::of(q, item, state, again, record, offsets, decks)
    });
    items.collect()
}

impl Item {
    fn of(
        q: usize,
        item: &PaperItem,
        state: &ItemState,
        again: bool,
        record: &Record,
        offsets: &Offsets,
        decks: &Decks,
    ) -> Self {
        let found = deck_of(record, item).and_then(|deck| decks.get(deck));
        let shown = Shown::of(item, found);
        let told = is_told(record);
        // What is asked again counts nowhere, but it was told whether it was right.
        let fraction = if again {
            state.latest().and_then(|given| given.answer.outcome)
        } else {
            counted(record, item, state).flatten()
        };
        let fraction = fraction.filter(|_| told);
        let counted = state.counted_in_time().map(|given| given.line).filter(|_| !again);
        let answer = |given: &Given| Answer {
            counts: counted == Some(given.line),
            ..Answer::of(given, &shown, told, offsets)
        };
        Self {
            number: q + 1,
            deck: item.deck.to_string(),
            id: item.id.to_string(),
            kind: item.kind.as_str(),
            answers: state.answers().iter().map(answer).collect(),
            prompt: shown.prompt,
            changed: shown.changed,
            again,
            status: match state.status() {
                Status::Open => "open",
                Status::Skipped => "skipped",
                Status::TimedOut => "timed-out",
                Status::Answered => "answered",
            },
            verdict: fraction.map(Verdict::of),
            fraction,
            points: shown.points,
            hints: state.hints(),
            flag: state.flag().map(str::to_owned),
            claims: state.claims().map(|claim| claim.note.clone()).collect(),
        }
    }

    /// What was earned, where it is known what the question is worth.
    pub(super) fn earned(&self) -> Option<(Earned, Points)> {
        let points = self.points.filter(|_| !self.again)?;
        Some((Earned::of(points, self.fraction?), points))
    }
}

impl Answer {
    fn of(given: &Given, shown: &Shown, told: bool, offsets: &Offsets) -> Self {
        let fraction = given.answer.outcome.filter(|_| told);
        Self {
            at: Time::of(at_line(offsets, given.line, given.at)),
            text: shown.answer(&given.answer.response),
            response: given.answer.response.clone(),
            verdict: fraction.map(Verdict::of),
            fraction,
            confidence: given.answer.confidence,
            easy: given.easy,
            late: given.late,
            counts: false,
            second_try: given.second_try,
            taken_back: given.undone,
            after_end: given.after_end,
            hints: given.hints,
            ms: given.answer.ms,
        }
    }
}

impl Time {
    fn of(moment: moment::Moment) -> Self {
        Self { exact: moment.exact(), long: moment.long() }
    }
}

impl Serialize for Time {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&self.exact)
    }
}

fn seconds<S: Serializer>(time: &Duration, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_u64(time.as_secs())
}

fn sum<S: Serializer>(marks: &Marks, to: S) -> Result<S::Ok, S::Error> {
    marks.sum().serialize(to)
}

fn verdict<S: Serializer>(verdict: &Option<Verdict>, to: S) -> Result<S::Ok, S::Error> {
    let name = verdict.map(|verdict| match verdict {
        Verdict::Right => "right",
        Verdict::Partly => "partly",
        Verdict::Wrong => "wrong",
    });
    name.serialize(to)
}

fn fraction<S: Serializer>(fraction: &Option<Fraction>, to: S) -> Result<S::Ok, S::Error> {
    fraction.map(|fraction| fraction.to_string()).serialize(to)
}

fn points<S: Serializer>(points: &Option<Points>, to: S) -> Result<S::Ok, S::Error> {
    points.map(|points| points.to_string()).serialize(to)
}
