//! What a command computes from ten years of study: 100,000 answers in 5,000 records over 20 decks
//! of 250 questions, already read.

use deck_format::{DeckId, Fraction, Kind, QuestionId};
use divan::Bencher;
use jiff::civil::date;
use jiff::{SignedDuration, Timestamp};
use session::record::{
    Answered, Chain, DeckRef, Event, GRADING_VERSION, Limits, Line, Mode, RECORD_VERSION, Record,
    SessionId, Start, UtcOffset, Versions, read,
};
use session::{Order, PaperItem, Plan, Response, Seed};
use study::{Calendar, Calibration, Cards, Model, Progress, Retention, Schedule, fit};

const RECORDS: usize = 5_000;
const ANSWERS: usize = 20;
const DECKS: usize = 20;
const QUESTIONS: usize = 250;

fn main() {
    divan::main();
}

fn records() -> Vec<Record> {
    (0..RECORDS).map(record).collect()
}

/// The record of a sitting; one is held every 17 hours or so.
fn record(number: usize) -> Record {
    let begin: Timestamp = "2016-01-01T08:00:00Z".parse().expect("an instant");
    let begin = begin + SignedDuration::from_mins(i64::try_from(number).unwrap_or(0) * 1_051);
    let (mut text, mut chain) = (String::new(), Chain::default());
    let answers = (0..ANSWERS).map(|q| Event::Answer(answer(number, q)));
    let events = std::iter::once(Event::Start(Box::new(start(number)))).chain(answers);
    for (n, event) in (0..).zip(events) {
        let at = begin + SignedDuration::from_secs(20 * i64::try_from(n).unwrap_or(0));
        let line = serde_json::to_string(&Line { n, at, event }).expect("a line is JSON");
        let (sealed, after) = chain.seal(&line);
        text.push_str(&sealed);
        chain = after;
    }
    read(text.as_bytes()).expect("a record")
}

fn start(number: usize) -> Start {
    let deck = DeckId::new(&format!("deck-{}", number % DECKS)).expect("an id");
    let digest = "000102030405060708090a0b0c0d0e0f".parse().expect("a digest");
    let item = |q: usize| PaperItem {
        deck: deck.clone(),
        id: QuestionId::new(&format!("q{}", (number * 7 + q * 11) % QUESTIONS)).expect("an id"),
        kind: Kind::ShortAnswer,
        face: digest,
        order: Order::default(),
    };
    Start {
        record: RECORD_VERSION,
        session: SessionId::new(&format!("01J{number:08}")).expect("an id"),
        decks: vec![DeckRef { id: deck.clone(), face: digest, key: Some(digest), file: None }],
        student: None,
        mode: Mode::Practice,
        seed: Seed(1),
        plan: Plan::all(),
        versions: Versions { draw: 1, grading: GRADING_VERSION, program: "0".into() },
        offset: UtcOffset::UTC,
        limits: Limits::default(),
        paper: (0..ANSWERS).map(item).collect(),
    }
}

/// An answer; one of seven is wrong.
fn answer(number: usize, q: usize) -> Answered {
    let right = !(number * 31 + q * 17).is_multiple_of(7);
    Answered {
        q,
        response: Response::Text("an answer".into()),
        ms: 5_230,
        confidence: Some(66),
        outcome: Some(if right { Fraction::ONE } else { Fraction::ZERO }),
        late: false,
    }
}

/// The cards alone.
#[divan::bench(sample_count = 20)]
fn cards(bencher: Bencher<'_, '_>) {
    let records = records();
    bencher.bench(|| Cards::from_records(&records, Calendar::default()).len());
}

/// What is due, from the cards.
#[divan::bench(sample_count = 20)]
fn schedule(bencher: Bencher<'_, '_>) {
    let records = records();
    let cards = Cards::from_records(&records, Calendar::default());
    bencher.bench(|| {
        let schedule = Schedule::new(&cards, Model::default(), Retention::default());
        schedule.due(date(2026, 1, 1)).len()
    });
}

/// The progress, from the schedule.
#[divan::bench(sample_count = 20)]
fn progress(bencher: Bencher<'_, '_>) {
    let records = records();
    let cards = Cards::from_records(&records, Calendar::default());
    let schedule = Schedule::new(&cards, Model::default(), Retention::default());
    bencher.bench(|| Progress::of(&cards, &schedule, date(2026, 1, 1), |_, _| &[]).total);
}

/// The calibration, from the cards.
#[divan::bench(sample_count = 20)]
fn calibration(bencher: Bencher<'_, '_>) {
    let records = records();
    let cards = Cards::from_records(&records, Calendar::default());
    bencher.bench(|| Calibration::of(&cards, &Model::default()));
}

/// Two trainings and what they are worth.
#[divan::bench(sample_count = 3)]
fn fitting(bencher: Bencher<'_, '_>) {
    let records = records();
    let cards = Cards::from_records(&records, Calendar::default());
    bencher.bench(|| fit(&cards));
}
