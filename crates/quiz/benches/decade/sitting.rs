//! One sitting after another, by one student.

use deck_format::{Answer, Body, Deck, Fraction, Options, Question};
use jiff::{Timestamp, ToSpan};
use session::record::{
    Answered, Chain, DeckRef, EndReason, Event, GRADING_VERSION, Limits, Line, Mode,
    RECORD_VERSION, Replay, SessionId, Start, Status, Versions,
};
use session::{DRAW_VERSION, DeckFaces, History, PaperItem, Plan, Response, Seed, draw, grade};

use super::ANSWERS;
use super::chance::Chance;

/// A student with all that was seen so far.
pub(super) struct Student<'d> {
    pub(super) decks: &'d [Deck],
    pub(super) history: History,
    pub(super) chance: Chance,
}

impl Student<'_> {
    /// Goes through a sitting: the name of its record, and the record.
    pub(super) fn sit(&mut self, at: Timestamp) -> (String, String) {
        let deck = &self.decks[self.chance.place(self.decks.len())];
        let start = self.start(deck, at);
        let name = start.session.file_name();
        let asks_confidence = self.chance.percent(30);
        let mut sitting = Sitting {
            deck,
            chance: &mut self.chance,
            journal: Written::begin(at, start),
            asks_confidence,
            answers: 0,
        };
        sitting.run();
        let Written { text, replay, .. } = sitting.journal;
        for (item, state) in replay.items() {
            if state.status() != Status::Open {
                self.history.seen.insert(item.deck.clone(), item.id.clone());
            }
        }
        (name, text)
    }

    fn start(&mut self, deck: &Deck, at: Timestamp) -> Start {
        let plan = Plan { unseen_first: true, ..Plan::count(ANSWERS) };
        let seed = Seed(self.chance.of(0..=999_999_999));
        let drawn = draw(&[DeckFaces::from(deck)], &plan, seed, &self.history);
        let millis = u64::try_from(at.as_millisecond()).expect("after 1970");
        let (high, low) = (self.chance.of(0..=0xFFFF), self.chance.of(0..=u64::MAX));
        let id = ulid::Ulid::from_parts(millis, u128::from(high) << 64 | u128::from(low));
        let offset = if self.chance.percent(95) { "+01:00" } else { "-05:00" };
        Start {
            record: RECORD_VERSION,
            session: SessionId::new(&id.to_string()).expect("an id"),
            decks: vec![DeckRef {
                id: deck.face.id.clone(),
                face: deck.face_digest(),
                key: deck.key_digest(),
                file: None,
            }],
            student: None,
            mode: match self.chance.of(1..=100) {
                1..=60 => Mode::Practice,
                61..=97 => Mode::Review,
                _ => Mode::Exam,
            },
            seed,
            plan,
            versions: Versions {
                draw: DRAW_VERSION,
                grading: GRADING_VERSION,
                program: env!("CARGO_PKG_VERSION").to_owned(),
            },
            offset: offset.parse().expect("an offset"),
            limits: Limits::default(),
            paper: drawn.expect("a deck has questions").items,
        }
    }
}

/// A record that is being written, and the state that it gives.
struct Written {
    at: Timestamp,
    replay: Replay,
    text: String,
    chain: Chain,
}

impl Written {
    fn begin(at: Timestamp, start: Start) -> Self {
        let replay = Replay::new(start.clone(), at);
        let mut written = Self { at, replay, text: String::new(), chain: Chain::default() };
        written.add(&Line { n: 0, at, event: Event::Start(Box::new(start)) });
        written
    }

    fn add(&mut self, line: &Line) {
        let json = serde_json::to_string(line).expect("a line is JSON");
        let (sealed, chain) = self.chain.seal(&json);
        self.text.push_str(&sealed);
        self.chain = chain;
    }

    /// Writes what happened so many milliseconds later; the number of its line.
    fn write(&mut self, after: u64, event: Event) -> u64 {
        self.at += i64::try_from(after).expect("less than a day").milliseconds();
        let line = Line { n: self.replay.next_line(), at: self.at, event };
        self.replay.apply(&line).expect("the sitting allows what is done in it");
        self.add(&line);
        line.n
    }
}

/// A sitting that goes on.
struct Sitting<'s> {
    deck: &'s Deck,
    chance: &'s mut Chance,
    journal: Written,
    asks_confidence: bool,
    answers: usize,
}

impl Sitting<'_> {
    fn run(&mut self) {
        for q in 0..self.journal.replay.len() {
            self.ask(q);
        }
        // What was passed over makes room for answers that are given again.
        while self.answers < ANSWERS {
            self.ask_again();
        }
        // Some are left open.
        if self.chance.percent(98) {
            self.journal.write(500, Event::End { reason: EndReason::Complete });
        }
    }

    fn ask(&mut self, q: usize) {
        let exam = self.journal.replay.start().mode == Mode::Exam;
        match self.chance.of(1..=100) {
            1..=4 => {
                self.journal.write(9_000, Event::Skip { q });
                return;
            }
            5 => {
                self.journal.write(60_000, Event::Timeout { q: Some(q) });
                return;
            }
            6..=12 if !exam => {
                self.journal.write(5_000, Event::Hint { q, hint: 1 });
            }
            13 => {
                let note = "the second option can be read in two ways".to_owned();
                self.journal.write(3_000, Event::Flag { q, note });
            }
            14 => {
                let offset = self.journal.replay.start().offset;
                self.journal.write(1_000, Event::Pause);
                self.journal.write(1_200_000, Event::Resume { offset });
            }
            _ => {}
        }
        self.answer(q);
    }

    /// Answers a question once more, some of them after taking the first answer back.
    fn ask_again(&mut self) {
        let q = self.chance.place(self.journal.replay.len());
        let item = self.journal.replay.item(q);
        let line = item.and_then(|item| item.latest()).map(|given| given.line);
        if let Some(line) = line.filter(|_| self.chance.percent(50)) {
            self.journal.write(2_000, Event::Undo { line });
        }
        self.answer(q);
    }

    fn answer(&mut self, q: usize) {
        let item = self.journal.replay.question(q).expect("a question of the paper");
        let question = self.deck.question(item.id.as_str()).expect("a question of the deck");
        let key = question.key.as_ref().expect("the deck has its keys");
        let knows = self.chance.percent(80);
        let response = respond(question, &key.answer, item, knows, self.chance);
        let outcome = grade(&question.face, &key.answer, &self.deck.face.language, &response);
        let outcome = outcome.map(|outcome| outcome.fraction);
        let sure = [33, 66, 100][self.chance.place(3)];
        let ms = self.chance.of(2_000..=40_000);
        let answered = Answered {
            q,
            response,
            ms,
            confidence: self.asks_confidence.then_some(sure),
            outcome,
            late: false,
        };
        let line = self.journal.write(ms + 2_000, Event::Answer(answered));
        self.answers += 1;
        let exam = self.journal.replay.start().mode == Mode::Exam;
        if outcome == Some(Fraction::ONE) && !exam && self.chance.percent(5) {
            self.journal.write(1_000, Event::Easy { line });
        } else if outcome == Some(Fraction::ZERO) && self.chance.percent(2) {
            let note = "the article says so in its third part".to_owned();
            self.journal.write(1_000, Event::Claim { line, note });
        }
    }
}

/// What a student answers who knows it, or does not.
fn respond(
    question: &Question,
    answer: &Answer,
    item: &PaperItem,
    knows: bool,
    chance: &mut Chance,
) -> Response {
    let any = |options: &Options, chance: &mut Chance| {
        let place = chance.place(options.len());
        options.iter().nth(place).map(|entry| entry.id.to_string()).unwrap_or_default()
    };
    match (answer, &question.face.body) {
        (Answer::SingleChoice(key), Body::SingleChoice { choices, .. }) => {
            let other = any(choices, chance);
            Response::Choice(if knows { key.correct.to_string() } else { other })
        }
        (Answer::MultipleSelect(right), Body::MultipleSelect { choices, .. }) => {
            let mut chosen: Vec<String> = right.iter().map(ToString::to_string).collect();
            if !knows {
                chosen[0] = any(choices, chance);
                chosen.dedup();
            }
            Response::Choices(chosen)
        }
        (Answer::TrueFalse(truth), _) => Response::Truth(*truth == knows),
        (Answer::Numerical(key), _) => {
            let written = key.answer.written();
            Response::Number(if knows { format!("{written} km") } else { format!("{written}9") })
        }
        (Answer::ShortAnswer(key), _) => {
            Response::Text(if knows { key.answer.clone() } else { "another word".to_owned() })
        }
        (Answer::Ordering(steps), _) => {
            let mut order: Vec<String> = steps.iter().flatten().map(ToString::to_string).collect();
            if !knows {
                let place = chance.place(order.len() - 1);
                order.swap(place, place + 1);
            }
            Response::Order(order)
        }
        (Answer::Matching(pairs), _) => {
            let pairs = pairs.iter().map(|(left, right)| {
                let right = if knows { right } else { &item.order.right[0] };
                (left.to_string(), right.to_string())
            });
            Response::Pairs(pairs.collect())
        }
        (Answer::Cloze(blanks), _) => {
            let town = if knows { "Osnabrueck" } else { "Muenster" };
            let typed = |id: &str| if id == "year" { "1648" } else { town };
            let blanks = blanks.iter().map(|(id, _)| (id.to_string(), typed(id.as_str()).into()));
            Response::Blanks(blanks.collect())
        }
        (Answer::Essay { .. }, _) => Response::Essay(
            "The claim is that the rule came first and its exceptions later. The chapter gives a \
             case for it, in which the court knew the rule and set it aside."
                .to_owned(),
        ),
        _ => unreachable!("a key has the shape of its face"),
    }
}
