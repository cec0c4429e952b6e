//! A student who is a memory model: studies a deck of words and numbers day by day through the
//! program, and is right as often as that memory says.

use std::collections::HashMap;

use jiff::{SignedDuration, Timestamp};
use rand::rngs::ChaCha8Rng;
use rand::seq::SliceRandom;
use rand::{RngExt, SeedableRng};

use super::fsrs6::{Fsrs6, Grade, Trace};
use crate::support::{Dialogue, PATIENCE, Sandbox};

/// The deck, in the working folder.
pub(super) const DECK: &str = "words.toml";
/// Noon of the first day.
const FIRST_DAY: &str = "2026-01-01T12:00:00Z";
/// An answer that is right nowhere.
pub(super) const WRONG: &str = "0";
/// How often a question is known that was never asked before: the student has read the chapter.
const KNOWN_AT_FIRST: f64 = 0.9;

/// Someone who studies.
pub(super) struct Learner {
    pub(super) sandbox: Sandbox,
    /// The next day, from 0.
    pub(super) day: u32,
    /// Every review a day or more after the one before it, in order.
    pub(super) reviews: Vec<Reviewed>,
    memory: Fsrs6,
    known: HashMap<usize, Known>,
    first: Pack,
    later: Pack,
    options: Vec<String>,
    sittings: u32,
}

/// What is known of a question.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// By the student's own memory.
    own: Trace,
    /// As a program thinks that has the default parameters.
    default: Trace,
    last: u32,
}

/// A review.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reviewed {
    pub(super) day: u32,
    /// The days since the one before it.
    pub(super) after: u32,
    /// What the student's own memory was before it.
    pub(super) own: Trace,
    /// The chance of recall by the student's own memory.
    pub(super) chance: f64,
    /// The same by the default parameters.
    pub(super) by_default: f64,
    pub(super) right: bool,
}

/// Even chance. Each of 20 cards stands for a twentieth of all numbers from 0 to 1; the cards are
/// shuffled and dealt, and shuffled again. Every number alone is as likely as any other, but luck
/// evens out: a mean over many is nearer to what is expected.
struct Pack {
    chance: ChaCha8Rng,
    cards: Vec<u8>,
}

impl Pack {
    const CARDS: u8 = 20;

    fn new(seed: u64) -> Self {
        Self { chance: ChaCha8Rng::seed_from_u64(seed), cards: Vec::new() }
    }

    /// True with a chance.
    fn happens(&mut self, chance: f64) -> bool {
        if self.cards.is_empty() {
            self.cards.extend(0..Self::CARDS);
            self.cards.shuffle(&mut self.chance);
        }
        let card = self.cards.pop().unwrap();
        (f64::from(card) + self.chance.random::<f64>()) / f64::from(Self::CARDS) < chance
    }
}

/// A deck of typed questions, words and numbers by turns: nobody is right by guessing.
pub(super) fn deck(questions: usize) -> String {
    let mut text = "format = 1\nid = \"words\"\ntitle = \"Words and numbers\"\n".to_owned();
    for place in 0..questions {
        let (what, quote) = if place % 2 == 0 { ("number", "") } else { ("word", "\"") };
        let answer = answer(place);
        text.push_str(&format!(
            "\n[[question]]\nid = \"q{place}\"\nprompt = \"Which {what} is at {place}?\"\n\
             answer = {quote}{answer}{quote}\n"
        ));
    }
    text
}

/// The right answer to a question.
pub(super) fn answer(place: usize) -> String {
    if place.is_multiple_of(2) { (place * 7 + 1).to_string() } else { format!("word{place}x") }
}

/// Answers each prompt of a sitting, and ends where there is no answer or nothing more is asked;
/// gives what was printed. An answer is made from the question that the prompt is about, if it is
/// about one.
pub(super) fn converse(
    mut dialogue: Dialogue,
    mut answer: impl FnMut(Option<usize>) -> Option<String>,
) -> String {
    let mut seen = 0;
    while let Some(text) = dialogue.prompt_within(seen, PATIENCE)
        && let Some(answer) = answer(asked(&text))
    {
        seen = text.len();
        dialogue.line(&answer);
    }
    let ended = dialogue.end();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)), "{}", ended.stdout);
    ended.stdout
}

/// The question that the last prompt is about; none where it asks something else.
fn asked(dialogue: &str) -> Option<usize> {
    let (before, prompt) = dialogue.rsplit_once('\n')?;
    let (_, rest) = before.rsplit_once(" is at ").filter(|_| prompt.starts_with("Answer ("))?;
    rest.split_once('?')?.0.parse().ok()
}

impl Learner {
    /// Someone with a memory and a deck of so many questions, who asks for so many new ones a day.
    pub(super) fn new(memory: Fsrs6, questions: usize, new: usize) -> Self {
        Self {
            sandbox: Sandbox::new().file(DECK, deck(questions)),
            day: 0,
            reviews: Vec::new(),
            memory,
            known: HashMap::new(),
            first: Pack::new(1),
            later: Pack::new(2),
            options: vec!["--new".to_owned(), new.to_string()],
            sittings: 0,
        }
    }

    /// Wants to remember another share than the default.
    pub(super) fn retention(mut self, share: f64) -> Self {
        self.options.extend(["--retention".to_owned(), share.to_string()]);
        self
    }

    /// The instant of the next sitting.
    pub(super) fn now(&self) -> String {
        let first: Timestamp = FIRST_DAY.parse().unwrap();
        (first + SignedDuration::from_hours(24 * i64::from(self.day))).to_string()
    }

    /// Studies for so many days, one sitting a day.
    pub(super) fn study(&mut self, days: u32) {
        for _ in 0..days {
            let dialogue = self.begin();
            converse(dialogue, |asked| asked.map(|place| self.answer(place)));
            self.day += 1;
        }
    }

    fn begin(&mut self) -> Dialogue {
        self.sittings += 1;
        let args = ["review", DECK, "--limit", "500", "--seed", "1"];
        let args = args.into_iter().chain(self.options.iter().map(String::as_str));
        let run = self.sandbox.quiz(args).session(&format!("SITTING-{:03}", self.sittings));
        run.env("QUIZDECK_NOW", self.now()).begin()
    }

    /// What the student answers to a question, and then remembers of it.
    fn answer(&mut self, place: usize) -> String {
        let known = self.known.get(&place).copied();
        let right = match known {
            None => self.first.happens(KNOWN_AT_FIRST),
            Some(known) => self.recalls(known),
        };
        let grade = if right { Grade::Good } else { Grade::Again };
        let days = known.map_or(0, |known| self.day - known.last);
        let after = |model: &Fsrs6, before| model.after(before, days, grade);
        let now = Known {
            own: after(&self.memory, known.map(|known| known.own)),
            default: after(&Fsrs6::DEFAULT, known.map(|known| known.default)),
            last: self.day,
        };
        self.known.insert(place, now);
        if right { answer(place) } else { WRONG.to_owned() }
    }

    fn recalls(&mut self, Known { own, default, last }: Known) -> bool {
        let after = self.day - last;
        assert!(after > 0, "a question came twice on day {}", self.day);
        let chance = self.memory.recall(own, after);
        let by_default = Fsrs6::DEFAULT.recall(default, after);
        let right = self.later.happens(chance);
        self.reviews.push(Reviewed { day: self.day, after, own, chance, by_default, right });
        right
    }

    /// What a command says as JSON.
    pub(super) fn json(&self, args: &[&str]) -> serde_json::Value {
        let run = self.sandbox.quiz(args.iter().chain(&["--format", "json"]));
        let ended = run.env("QUIZDECK_NOW", self.now()).run();
        assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
        serde_json::from_str(&ended.stdout).unwrap()
    }
}
