//! Records for the tests of history: made line by line, with the hashes that they have in life.

use deck_format::{DeckId, Fraction, Kind, LocalId, QuestionId};
use jiff::Timestamp;
use session::record::{
    Answered, Chain, DeckRef, EndReason, Event, GRADING_VERSION, Limits, Line, Mode,
    RECORD_VERSION, Record, SessionId, Start, Versions,
};
use session::{Order, PaperItem, Plan, Response, Seed};

/// A record to be made.
#[derive(Clone, Copy)]
pub(crate) struct Sitting {
    pub(crate) session: &'static str,
    pub(crate) mode: Mode,
    pub(crate) offset: &'static str,
    pub(crate) at: &'static str,
    pub(crate) handout: bool,
    pub(crate) no_feedback: bool,
    /// What happened, and how many seconds after what was before.
    pub(crate) events: fn() -> Vec<(i64, Event)>,
}

/// Two answers, one of them wrong.
pub(crate) const PLAIN: Sitting = Sitting {
    session: "01KJM3V5Z0AAAAAAAAAAAAAAXY",
    mode: Mode::Practice,
    offset: "+00:00",
    at: "2026-03-01T09:30:00Z",
    handout: false,
    no_feedback: false,
    events: || vec![(7, answer(0, "a", "1")), (5, answer(1, "b", "0")), (1, end())],
};

/// An exam that went on three days later, far away.
pub(crate) const TRAVELLER: Sitting = Sitting {
    session: "01KJM3V5Z0BBBBBBBBBBBBBBXZ",
    mode: Mode::Exam,
    offset: "-03:00",
    at: "2026-03-01T02:30:00Z",
    handout: false,
    no_feedback: false,
    events: || {
        let resume = Event::Resume { offset: "+05:45".parse().unwrap() };
        vec![(60, answer(0, "a", "1")), (265_440, resume), (60, end())]
    },
};

pub(crate) fn answer(q: usize, choice: &str, outcome: &str) -> Event {
    Event::Answer(Answered {
        q,
        response: Response::Choice(choice.to_owned()),
        ms: 7_000,
        confidence: None,
        outcome: Some(fraction(outcome)),
        late: false,
    })
}

pub(crate) fn end() -> Event {
    Event::End { reason: EndReason::Done }
}

fn fraction(text: &str) -> Fraction {
    let (part, whole) = text.split_once('/').unwrap_or((text, "1"));
    Fraction::new(part.parse().unwrap(), whole.parse().unwrap())
}

/// A deck with the questions of these records, of which the second is worth two points.
pub(crate) fn deck() -> deck_format::Deck {
    let question = |id: &str, points: u32| {
        format!(
            "[[question]]\nid = \"{id}\"\nprompt = \"Is *{id}* so?\"\npoints = {points}\n\
             choices.a = \"Yes\"\nchoices.b = \"No\"\nanswer = \"a\"\n"
        )
    };
    let head = "format = 1\nid = \"key-facts\"\ntitle = \"Key facts\"\n";
    let text = format!("{head}{}{}{}", question("q0", 1), question("q1", 2), question("q2", 1));
    deck_format::parse(&text).unwrap()
}

pub(crate) fn question(id: &str) -> PaperItem {
    let choices = ["a", "b"].map(|id| LocalId::new(id).unwrap()).to_vec();
    PaperItem {
        deck: DeckId::new("key-facts").unwrap(),
        id: QuestionId::new(id).unwrap(),
        kind: Kind::SingleChoice,
        face: "000102030405060708090a0b0c0d0e0f".parse().unwrap(),
        order: Order { choices, ..Order::default() },
    }
}

fn start(sitting: &Sitting) -> Start {
    let digest = "101112131415161718191a1b1c1d1e1f";
    Start {
        record: RECORD_VERSION,
        session: SessionId::new(sitting.session).unwrap(),
        decks: vec![DeckRef {
            id: DeckId::new("key-facts").unwrap(),
            face: digest.parse().unwrap(),
            key: (!sitting.handout).then(|| digest.parse().unwrap()),
            file: None,
        }],
        student: None,
        mode: sitting.mode,
        seed: Seed(7),
        plan: Plan::count(3),
        versions: Versions { draw: 1, grading: GRADING_VERSION, program: "0.1.0".into() },
        offset: sitting.offset.parse().unwrap(),
        limits: Limits { no_feedback: sitting.no_feedback, ..Limits::default() },
        paper: ["q0", "q1", "q2"].map(question).to_vec(),
    }
}

/// The text of a record.
pub(crate) fn text(sitting: &Sitting) -> String {
    let mut at: Timestamp = sitting.at.parse().unwrap();
    let mut text = String::new();
    let mut chain = Chain::default();
    let events = (sitting.events)();
    let first = (0, Event::Start(Box::new(start(sitting))));
    for (n, (seconds, event)) in (0..).zip(std::iter::once(first).chain(events)) {
        at += jiff::SignedDuration::from_secs(seconds);
        let line = Line { n, at, event };
        let (sealed, after) = chain.seal(&serde_json::to_string(&line).unwrap());
        text.push_str(&sealed);
        chain = after;
    }
    text
}

/// A record that was read.
pub(crate) fn record(sitting: &Sitting) -> Record {
    session::record::read(text(sitting).as_bytes()).unwrap()
}
