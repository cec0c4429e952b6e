//! What the tests have in common: decks, and records as a sitting writes them.

use deck_format::{Deck, Fraction, QuestionId};
use jiff::{SignedDuration, Timestamp};
use session::record::{
    Answered, Chain, DeckRef, EndReason, Event, GRADING_VERSION, Limits, Line, Mode,
    RECORD_VERSION, Record, SessionId, Start, Versions,
};
use session::{DeckFaces, History, Plan, Response, Seed, draw};

/// The head of the decks.
const HEAD: &str = "format = 1\nid = \"finals\"\ntitle = \"Exam\"\n";

/// Three questions: one choice, one of several, one number; worth 1, 2 and 1.
pub(crate) const QUESTIONS: &str = r#"
[[question]]
id = "capital"
prompt = "Which is the capital?"
tags = ["places"]
choices.oslo = "Oslo"
choices.bergen = "Bergen"
choices.moss = "Moss"
answer = "oslo"

[[question]]
id = "even"
prompt = "Which are even?"
points = 2
tags = ["numbers"]
choices.two = "2"
choices.three = "3"
choices.four = "4"
choices.five = "5"
answer = ["two", "four"]

[[question]]
id = "legs"
prompt = "How many legs has a bee?"
tags = ["numbers", "bees"]
answer = 6
"#;

/// A deck of these questions.
pub(crate) fn deck(questions: &str) -> Deck {
    let text = format!("{HEAD}{questions}");
    deck_format::parse(&text).unwrap_or_else(|problems| panic!("{problems:?}\n{text}"))
}

/// A sitting that is written.
#[derive(Debug, Clone)]
pub(crate) struct Sitting {
    pub(crate) start: Start,
    pub(crate) events: Vec<(i64, Event)>,
    pub(crate) at: Timestamp,
}

impl Sitting {
    /// An exam on all questions of a deck, which ends a minute after it begins.
    pub(crate) fn of(deck: &Deck, student: &str, session: &str) -> Self {
        let items = draw(&[DeckFaces::from(deck)], &Plan::all(), Seed(7), &History::default());
        let start = Start {
            record: RECORD_VERSION,
            session: SessionId::new(session).unwrap(),
            decks: vec![DeckRef {
                id: deck.face.id.clone(),
                face: deck.face_digest(),
                key: deck.key_digest(),
                file: None,
            }],
            student: Some(student.to_owned()),
            mode: Mode::Exam,
            seed: Seed(7),
            plan: Plan::all(),
            versions: Versions { draw: 1, grading: GRADING_VERSION, program: "0.1.0".into() },
            offset: "+00:00".parse().unwrap(),
            limits: Limits::default(),
            paper: items.unwrap().items,
        };
        let at = "2026-12-01T09:00:00Z".parse().unwrap();
        Self { start, events: Vec::new(), at }
    }

    /// So many seconds later.
    pub(crate) fn later(mut self, seconds: i64) -> Self {
        self.at += SignedDuration::from_secs(seconds);
        self
    }

    fn q(&self, id: &str) -> usize {
        let id = QuestionId::new(id).unwrap();
        self.start.paper.iter().position(|item| item.id == id).unwrap()
    }

    /// An answer, a second after what was before, of which the record says what it earned.
    pub(crate) fn graded(mut self, id: &str, response: Response, outcome: Option<&str>) -> Self {
        let outcome = outcome.map(|text| text.parse::<Fraction>().unwrap());
        let q = self.q(id);
        let answer = Answered { q, response, ms: 900, confidence: None, outcome, late: false };
        self.events.push((1, Event::Answer(answer)));
        self
    }

    /// An answer.
    pub(crate) fn answer(self, id: &str, response: Response) -> Self {
        self.graded(id, response, None)
    }

    /// The choice of an option.
    pub(crate) fn choice(self, id: &str, option: &str) -> Self {
        self.answer(id, Response::Choice(option.to_owned()))
    }

    /// The choice of several options.
    pub(crate) fn choices(self, id: &str, options: &[&str]) -> Self {
        let options = options.iter().map(|option| (*option).to_owned());
        self.answer(id, Response::Choices(options.collect()))
    }

    /// A number.
    pub(crate) fn number(self, id: &str, typed: &str) -> Self {
        self.answer(id, Response::Number(typed.to_owned()))
    }

    /// A claim about the last answer to a question.
    pub(crate) fn claim(mut self, id: &str, note: &str) -> Self {
        let q = self.q(id);
        let is_its = |event: &Event| matches!(event, Event::Answer(answer) if answer.q == q);
        let line = self.events.iter().rposition(|(_, event)| is_its(event)).unwrap() + 1;
        let claim = Event::Claim { line: u64::try_from(line).unwrap(), note: note.to_owned() };
        self.events.push((1, claim));
        self
    }

    /// The end.
    pub(crate) fn end(mut self) -> Self {
        self.events.push((1, Event::End { reason: EndReason::Done }));
        self
    }

    /// The text of the record.
    pub(crate) fn text(&self) -> String {
        let (mut text, mut chain, mut at) = (String::new(), Chain::default(), self.at);
        let first = (0, Event::Start(Box::new(self.start.clone())));
        for (n, (seconds, event)) in (0..).zip(std::iter::once(first).chain(self.events.clone())) {
            at += SignedDuration::from_secs(seconds);
            let line = Line { n, at, event };
            let (sealed, after) = chain.seal(&serde_json::to_string(&line).unwrap());
            text.push_str(&sealed);
            chain = after;
        }
        text
    }

    /// The record.
    pub(crate) fn record(&self) -> Record {
        session::record::read(self.text().as_bytes()).unwrap()
    }
}

/// One of a few ways to sit an exam on [`QUESTIONS`].
pub(crate) fn some_sitting(student: usize, choices: (u8, u8, u8)) -> Sitting {
    let sat = Sitting::of(&deck(QUESTIONS), &format!("s{student}"), &format!("A{student}"));
    let sat = match choices.0 {
        0 => sat,
        n => sat.choice("capital", ["oslo", "bergen", "moss"][usize::from(n) % 3]),
    };
    let sat = match choices.1 {
        0 => sat,
        n => sat.choices("even", &["two", "three", "four", "five"][..usize::from(n) % 5]),
    };
    let sat = if choices.2 == 0 { sat } else { sat.number("legs", &choices.2.to_string()) };
    sat.end()
}
