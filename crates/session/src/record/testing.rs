//! What the tests of records have in common.

use deck_format::{DeckId, Fraction, Kind, LocalId, QuestionId};
use jiff::Timestamp;

use super::*;
use crate::paper::{Order, PaperItem};
use crate::plan::Plan;
use crate::response::Response;
use crate::seed::Seed;

/// So many seconds after some instant.
pub(super) fn at(seconds: i64) -> Timestamp {
    Timestamp::from_second(1_796_000_000 + seconds).unwrap()
}

/// A question of the deck `key-facts`.
pub(super) fn question(id: &str, kind: Kind) -> PaperItem {
    let mut order = Order::default();
    if kind == Kind::SingleChoice {
        order.choices = ["a", "b"].map(|id| LocalId::new(id).unwrap()).to_vec();
    }
    PaperItem {
        deck: DeckId::new("key-facts").unwrap(),
        id: QuestionId::new(id).unwrap(),
        kind,
        face: "000102030405060708090a0b0c0d0e0f".parse().unwrap(),
        order,
    }
}

/// A sitting of three questions: `q0` and `q1` are single-choice, `q2` is true-false.
pub(super) fn start(mode: Mode) -> Start {
    Start {
        record: RECORD_VERSION,
        session: SessionId::new("01JD").unwrap(),
        decks: vec![DeckRef {
            id: DeckId::new("key-facts").unwrap(),
            face: "101112131415161718191a1b1c1d1e1f".parse().unwrap(),
            key: Some("202122232425262728292a2b2c2d2e2f".parse().unwrap()),
            file: None,
        }],
        student: Some("s1041".into()),
        mode,
        seed: Seed(7),
        plan: Plan::count(3),
        versions: Versions { draw: 1, grading: GRADING_VERSION, program: "0.1.0".into() },
        offset: "+01:00".parse().unwrap(),
        limits: Limits::default(),
        paper: vec![
            question("q0", Kind::SingleChoice),
            question("q1", Kind::SingleChoice),
            question("q2", Kind::TrueFalse),
        ],
    }
}

/// An answer to one of those questions.
pub(super) fn answered(q: usize) -> Answered {
    let response = if q == 2 { Response::Truth(true) } else { Response::Choice("a".into()) };
    Answered { q, response, ms: 1_500, confidence: None, outcome: Some(Fraction::ONE), late: false }
}

/// The event of that answer.
pub(super) fn answer(q: usize) -> Event {
    Event::Answer(answered(q))
}

/// A file in which the events follow on a start, a second apart.
pub(super) fn file(start: Start, events: impl IntoIterator<Item = Event>) -> String {
    let events = std::iter::once(Event::Start(Box::new(start))).chain(events);
    let (mut text, mut chain) = (String::new(), Chain::default());
    for (n, event) in (0..).zip(events) {
        let line = Line { n, at: at(i64::try_from(n).unwrap()), event };
        let (sealed, after) = chain.seal(&serde_json::to_string(&line).unwrap());
        text.push_str(&sealed);
        chain = after;
    }
    text
}
