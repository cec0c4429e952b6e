//! One sitting after another.

use deck_format::Deck;
use jiff::{Timestamp, ToSpan};
use session::record::{
    Answered, Chain, DeckRef, EndReason, Event, GRADING_VERSION, Limits, Line, Mode,
    RECORD_VERSION, Replay, SessionId, Start, Versions,
};
use session::{DRAW_VERSION, DeckFaces, History, Plan, Response, Seed, draw};

use super::OPTIONS;
use super::chance::Chance;

/// When the first sitting begins.
const FIRST: i64 = 1_796_115_600;
/// From this student on, nothing is asked of the replay any more, which has allowed all that is done.
const ALLOWED: usize = 1000;

/// How a question behaves.
#[derive(Debug)]
pub(super) struct Question {
    /// The place of the right option.
    pub(super) key: usize,
    discrimination: f64,
    difficulty: f64,
    /// How the other options share the wrong answers, summed up.
    wrong: [f64; 3],
}

impl Question {
    pub(super) fn new(chance: &mut Chance) -> Self {
        let shares = [0; 3].map(|_| -(chance.part() * chance.part() + 1e-9).ln());
        let sum: f64 = shares.iter().sum();
        let (first, second) = (shares[0] / sum, (shares[0] + shares[1]) / sum);
        Self {
            key: chance.place(OPTIONS.len()),
            discrimination: (0.3 * chance.normal()).exp(),
            difficulty: chance.normal(),
            wrong: [first, second, 1.0],
        }
    }

    /// What a student of some ability chooses; nothing in one of a hundred cases.
    fn choose(&self, ability: f64, chance: &mut Chance) -> Option<usize> {
        if chance.part() < 0.01 {
            return None;
        }
        let knows = 1.0 / (1.0 + (-self.discrimination * (ability - self.difficulty)).exp());
        if chance.part() < 0.2 + 0.8 * knows {
            return Some(self.key);
        }
        let luck = chance.part();
        let other = self.wrong.iter().position(|share| luck <= *share).unwrap_or(2);
        Some((self.key + 1 + other) % OPTIONS.len())
    }
}

/// The exam.
#[derive(Debug)]
pub(super) struct Exam {
    handout: Deck,
    questions: Vec<Question>,
}

impl Exam {
    pub(super) fn new(handout: &str, questions: Vec<Question>) -> Self {
        let handout = deck_format::parse(handout).expect("a handout is a deck");
        Self { handout, questions }
    }

    /// The record of a student.
    pub(super) fn sit(&self, student: usize) -> String {
        let mut chance = Chance::new(1_000_000_007 + student as u64);
        let ability = chance.normal();
        let minutes = i64::try_from(student % 600).expect("it is small");
        let at = Timestamp::from_second(FIRST).expect("an instant") + minutes.minutes();
        let start = self.start(student, at, &mut chance);
        let paper: Vec<usize> = start.paper.iter().map(|item| place(item.id.as_str())).collect();
        let replay = (student < ALLOWED).then(|| Replay::new(start.clone(), at));
        let mut record = Written { at, n: 0, replay, text: String::new(), chain: Chain::default() };
        record.write(0, Event::Start(Box::new(start)));
        for (q, question) in paper.into_iter().enumerate() {
            // About ten seconds, a few of them much longer.
            let ms = (9.3 + 0.8 * chance.normal()).exp().clamp(500.0, 119_999.0);
            #[allow(clippy::cast_possible_truncation, reason = "it is between these bounds")]
            let ms = ms as i64;
            let event = match self.questions[question].choose(ability, &mut chance) {
                None => Event::Skip { q },
                Some(option) => Event::Answer(Answered {
                    q,
                    response: Response::Choice(OPTIONS[option].to_owned()),
                    ms: ms.unsigned_abs(),
                    confidence: None,
                    outcome: None,
                    late: false,
                }),
            };
            record.write(ms + 700, event);
        }
        record.write(400, Event::End { reason: EndReason::Complete });
        record.text
    }

    fn start(&self, student: usize, at: Timestamp, chance: &mut Chance) -> Start {
        let face = self.handout.face_digest();
        let student = format!("s{student:07}");
        let seed = Seed::of_student(face, &student);
        let faces = [DeckFaces::from(&self.handout)];
        let drawn = draw(&faces, &Plan::all(), seed, &History::default());
        let millis = at.as_millisecond().unsigned_abs();
        let session = ulid::Ulid::from_parts(millis, chance.bits()).to_string();
        Start {
            record: RECORD_VERSION,
            session: SessionId::new(&session).expect("an id"),
            decks: vec![DeckRef {
                id: self.handout.face.id.clone(),
                face,
                key: None,
                file: Some("exam.handout.toml".to_owned()),
            }],
            student: Some(student),
            mode: Mode::Exam,
            seed,
            plan: Plan::all(),
            versions: Versions {
                draw: DRAW_VERSION,
                grading: GRADING_VERSION,
                program: env!("CARGO_PKG_VERSION").to_owned(),
            },
            offset: "+01:00".parse().expect("an offset"),
            limits: Limits::default(),
            paper: drawn.expect("a deck has questions").items,
        }
    }
}

/// The place of a question in the deck, which its id tells.
fn place(id: &str) -> usize {
    id[1..].parse().expect("ids hold a number")
}

/// A record that is being written, and the state that it gives.
struct Written {
    at: Timestamp,
    n: u64,
    replay: Option<Replay>,
    text: String,
    chain: Chain,
}

impl Written {
    /// Writes what happened so many milliseconds later.
    fn write(&mut self, after: i64, event: Event) {
        self.at += after.milliseconds();
        let line = Line { n: self.n, at: self.at, event };
        if let Some(replay) = self.replay.as_mut().filter(|_| self.n > 0) {
            replay.apply(&line).expect("the sitting allows what is done in it");
        }
        let json = serde_json::to_string(&line).expect("a line is JSON");
        let (sealed, chain) = self.chain.seal(&json);
        self.text.push_str(&sealed);
        (self.n, self.chain) = (self.n + 1, chain);
    }
}
