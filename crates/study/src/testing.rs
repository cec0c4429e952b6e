//! What the tests have in common: records, written line by line as a sitting writes them.

use deck_format::{DeckId, Fraction, Kind, LocalId, QuestionId};
use jiff::{SignedDuration, Timestamp};
use rand::rngs::ChaCha8Rng;
use rand::{RngExt, SeedableRng};
use session::record::{
    Answered, Chain, DeckRef, Event, GRADING_VERSION, Limits, Line, Mode, RECORD_VERSION, Record,
    Replay, SessionId, Start, Versions, read,
};
use session::{Order, PaperItem, Plan, Response, Seed};

use crate::memory::{Model, Repetition};
use crate::rating::Rating;

/// A sitting whose record is being written.
#[derive(Debug, Clone)]
pub(crate) struct Sheet {
    start: Start,
    lines: Vec<Line>,
    now: Timestamp,
}

/// A question of the deck `deck`.
pub(crate) fn question(id: &str, kind: Kind) -> PaperItem {
    item("deck", id, kind, 4)
}

/// A question of some deck, with some number of options where it is a choice.
pub(crate) fn item(deck: &str, id: &str, kind: Kind, options: usize) -> PaperItem {
    let mut order = Order::default();
    if matches!(kind, Kind::SingleChoice | Kind::MultipleSelect) {
        order.choices =
            (0..options).map(|number| LocalId::new(&format!("o{number}")).unwrap()).collect();
    }
    PaperItem {
        deck: DeckId::new(deck).unwrap(),
        id: QuestionId::new(id).unwrap(),
        kind,
        face: "000102030405060708090a0b0c0d0e0f".parse().unwrap(),
        order,
    }
}

/// A response to a question of some kind.
fn response(kind: Kind) -> Response {
    match kind {
        Kind::SingleChoice => Response::Choice("o0".into()),
        Kind::MultipleSelect => Response::Choices(vec!["o0".into()]),
        Kind::TrueFalse => Response::Truth(true),
        Kind::Essay => Response::Essay("A long text.".into()),
        _ => Response::Text("a text".into()),
    }
}

impl Sheet {
    /// A sitting of practice with questions of the deck `deck`, all short answers.
    pub(crate) fn new(session: &str, at: &str, questions: &[&str]) -> Self {
        let paper = questions.iter().map(|id| question(id, Kind::ShortAnswer)).collect();
        Self::with_paper(session, at.parse().unwrap(), paper)
    }

    /// A sitting of practice with some paper.
    pub(crate) fn with_paper(session: &str, at: Timestamp, paper: Vec<PaperItem>) -> Self {
        let mut decks: Vec<DeckRef> = Vec::new();
        for item in &paper {
            if decks.iter().all(|deck| deck.id != item.deck) {
                decks.push(deck_ref(&item.deck));
            }
        }
        let start = Start {
            record: RECORD_VERSION,
            session: SessionId::new(session).unwrap(),
            decks,
            student: None,
            mode: Mode::Practice,
            seed: Seed(7),
            plan: Plan::all(),
            versions: Versions { draw: 1, grading: GRADING_VERSION, program: "0.1.0".into() },
            offset: "+00:00".parse().unwrap(),
            limits: Limits::default(),
            paper,
        };
        Self { start, lines: Vec::new(), now: at }
    }

    /// Changes its start.
    pub(crate) fn with(mut self, change: impl FnOnce(&mut Start)) -> Self {
        change(&mut self.start);
        self
    }

    /// Goes on at some instant.
    pub(crate) fn at(mut self, at: &str) -> Self {
        self.now = at.parse().unwrap();
        self
    }

    /// Adds an event, a second after what was before.
    pub(crate) fn then(mut self, event: Event) -> Self {
        self.now += SignedDuration::from_secs(1);
        let line = Line { n: self.lines.len() as u64 + 1, at: self.now, event };
        self.lines.push(line);
        self
    }

    /// Adds an answer that earns some fraction.
    pub(crate) fn answer(self, q: usize, outcome: &str) -> Self {
        self.answered(q, |answer| answer.outcome = Some(outcome.parse().unwrap()))
    }

    /// Adds a right answer, changed in some way.
    pub(crate) fn answered(self, q: usize, change: impl FnOnce(&mut Answered)) -> Self {
        let kind = self.start.paper.get(q).map_or(Kind::ShortAnswer, |item| item.kind);
        let mut answer = Answered {
            q,
            response: response(kind),
            ms: 1_500,
            confidence: None,
            outcome: Some(Fraction::ONE),
            late: false,
        };
        change(&mut answer);
        self.then(Event::Answer(answer))
    }

    /// The state of the sitting so far.
    pub(crate) fn replay(&self) -> Replay {
        let mut replay = Replay::new(self.start.clone(), self.now);
        self.lines.iter().for_each(|line| replay.apply(line).unwrap());
        replay
    }

    /// The record, read from its file.
    pub(crate) fn record(&self) -> Record {
        let start = Event::Start(Box::new(self.start.clone()));
        let at = self.lines.first().map_or(self.now, |line| line.at);
        let first = Line { n: 0, at, event: start };
        let (mut text, mut chain) = (String::new(), Chain::default());
        for line in std::iter::once(&first).chain(&self.lines) {
            let (sealed, after) = chain.seal(&serde_json::to_string(line).unwrap());
            text.push_str(&sealed);
            chain = after;
        }
        read(text.as_bytes()).unwrap()
    }
}

fn deck_ref(id: &DeckId) -> DeckRef {
    DeckRef {
        id: id.clone(),
        face: "101112131415161718191a1b1c1d1e1f".parse().unwrap(),
        key: Some("202122232425262728292a2b2c2d2e2f".parse().unwrap()),
        file: None,
    }
}

/// The records of a student whose memory is a model, with one sitting on each of some days. Every
/// question is first asked on one of the first days, and comes back after 1 to 15 days.
pub(crate) fn simulated(model: &Model, questions: usize, days: u32, seed: u64) -> Vec<Record> {
    let mut rng = ChaCha8Rng::seed_from_u64(seed);
    let mut asked = vec![Vec::new(); days as usize];
    for id in 0..questions {
        let (mut day, mut gap) = (rng.random_range(0..days / 4), 0);
        let mut memory = None;
        while day < days {
            let recall = memory.map_or(0.7, |memory| model.retrievability(memory, gap));
            let right = rng.random_bool(recall);
            asked[day as usize].push((format!("q{id}"), right));
            let rating = if right { Rating::Good } else { Rating::Again };
            memory = model.after(memory, Repetition { days: gap, rating });
            gap = rng.random_range(1..=15);
            day += gap;
        }
    }
    let asked = asked.iter().enumerate().filter(|(_, asked)| !asked.is_empty());
    asked.map(|(day, asked)| sitting(day, asked)).collect()
}

/// The record of one day of a simulated student.
fn sitting(day: usize, asked: &[(String, bool)]) -> Record {
    let paper = asked.iter().map(|(id, _)| question(id, Kind::ShortAnswer)).collect();
    let start: Timestamp = "2026-01-01T10:00:00Z".parse().unwrap();
    let at = start + SignedDuration::from_hours(24 * i64::try_from(day).unwrap());
    let sheet = Sheet::with_paper(&format!("day{day}"), at, paper);
    let answer = |sheet: Sheet, (q, (_, right)): (usize, &(String, bool))| {
        sheet.answer(q, if *right { "1" } else { "0" })
    };
    asked.iter().enumerate().fold(sheet, answer).record()
}
