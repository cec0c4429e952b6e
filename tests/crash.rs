//! A sitting that is killed again and again: what was acknowledged is kept, and not asked again.

use std::collections::BTreeSet;
use std::fs;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::answerer::answer_to;
use crate::support::{Dialogue, Sandbox};

/// How often it is killed, over as many sittings as that takes.
const KILLS: usize = 50;
/// The longest that a run lives, from its start or from its first question.
const LONGEST: Duration = Duration::from_millis(90);
/// How long the student thinks before each answer.
const THINKS: Duration = Duration::from_millis(2);
/// Of so many runs one is counted from its start, so that some are killed before they ask anything.
/// The others get on however slow the machine is.
const FROM_START: u64 = 4;

/// A kind of sitting that is killed.
pub(crate) struct Killed {
    /// A place with its deck.
    pub(crate) sandbox: fn() -> Sandbox,
    /// What begins it.
    pub(crate) begin: &'static [&'static str],
    /// A line that the last prompt of a text takes.
    pub(crate) answer_to: fn(&str) -> String,
    /// What is said at its end, and at no other place.
    pub(crate) last_words: &'static str,
    /// The numbers of the questions that a transcript acknowledges an answer or a skip for.
    pub(crate) acknowledged: fn(&str) -> BTreeSet<usize>,
}

const PRACTICE: Killed = Killed {
    sandbox: Sandbox::new,
    begin: &["practice", "china-policing-abroad", "--all", "--ui", "line"],
    answer_to,
    last_words: "\nSaved as ",
    acknowledged: with_a_verdict,
};

/// Moments by chance, the same in every run of the test: a linear congruential generator with the
/// constants of Knuth's MMIX.
struct Moments(u64);

impl Moments {
    fn next(&mut self) -> u64 {
        const FACTOR: u64 = 6_364_136_223_846_793_005;
        const STEP: u64 = 1_442_695_040_888_963_407;
        self.0 = self.0.wrapping_mul(FACTOR).wrapping_add(STEP);
        self.0 >> 32
    }

    /// The moment at which a run that has just begun is to be killed.
    fn of(&mut self, dialogue: &Dialogue) -> Instant {
        let longest = u64::try_from(LONGEST.as_micros()).unwrap();
        let life = Duration::from_micros(self.next() % longest);
        if !self.next().is_multiple_of(FROM_START) {
            dialogue.wait_for_prompt(0);
        }
        Instant::now() + life
    }
}

/// Answers until a moment comes or the sitting is over; says whether it is.
fn answer_until(moment: Instant, dialogue: &mut Dialogue, kind: &Killed) -> bool {
    let mut seen = 0;
    loop {
        let left = moment.saturating_duration_since(Instant::now());
        let Some(text) = dialogue.prompt_within(seen, left) else {
            return dialogue.so_far().contains(kind.last_words);
        };
        std::thread::sleep(THINKS.min(left));
        if Instant::now() >= moment {
            return false;
        }
        seen = text.len();
        dialogue.line(&(kind.answer_to)(&text));
    }
}

/// The number of the question that a line begins.
pub(crate) fn begins(line: &str) -> Option<usize> {
    line.strip_prefix("Question ")?.split(' ').next()?.parse().ok()
}

/// The numbers of the questions that a transcript tells a verdict on, or that they were skipped.
fn with_a_verdict(transcript: &str) -> BTreeSet<usize> {
    let mut acknowledged = BTreeSet::new();
    let mut current = 0;
    for line in transcript.lines() {
        current = begins(line).unwrap_or(current);
        let verdicts = ["Right.", "Partly right.", "Wrong.", "Not marked", "Skipped."];
        if verdicts.iter().any(|verdict| line.starts_with(verdict)) {
            acknowledged.insert(current);
        }
    }
    acknowledged
}

/// The numbers of the questions that the one record of a sandbox holds an answer or a skip for.
fn recorded(sandbox: &Sandbox) -> BTreeSet<usize> {
    let text = record(sandbox).unwrap_or_default();
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let lines = whole.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
    let dealt_with = lines.filter(|line| line["event"] == "answer" || line["event"] == "skip");
    dealt_with.map(|line| usize::try_from(line["q"].as_u64().unwrap()).unwrap() + 1).collect()
}

fn record(sandbox: &Sandbox) -> Option<String> {
    let mut files = fs::read_dir(sandbox.records()).ok()?;
    let file = files.next()?.unwrap().path();
    assert!(files.next().is_none(), "one sitting is one record");
    Some(fs::read_to_string(file).unwrap())
}

/// Plays one sitting to its end through as many kills as it takes; says how many.
fn sitting(kind: &Killed, moments: &mut Moments) -> usize {
    let sandbox = (kind.sandbox)();
    let mut acknowledged = BTreeSet::new();
    for kills in 0.. {
        // Killed before its first line was whole, the sitting has not begun.
        let begun = record(&sandbox).is_some_and(|text| text.contains('\n'));
        if !begun && sandbox.records().exists() {
            fs::remove_dir_all(sandbox.records()).unwrap();
        }
        let run = if begun { sandbox.quiz(["resume"]) } else { sandbox.quiz(kind.begin) };
        let mut dialogue = run.live().begin();
        let over = answer_until(moments.of(&dialogue), &mut dialogue, kind);
        let ended = if over { dialogue.end() } else { dialogue.kill() };
        assert_eq!(ended.stderr, "");
        // After the end the questions are shown once more.
        let asking = ended.stdout.split("\nScore: ").next().unwrap_or_default();
        let asked: BTreeSet<_> = asking.lines().filter_map(begins).collect();
        let again: Vec<_> = asked.intersection(&acknowledged).collect();
        assert!(again.is_empty(), "asked again: {again:?}\n{}", ended.stdout);
        acknowledged.extend((kind.acknowledged)(asking));
        let lost: Vec<_> = acknowledged.difference(&recorded(&sandbox)).copied().collect();
        assert!(lost.is_empty(), "lost: {lost:?}\n{}", ended.stdout);
        if record(&sandbox).is_some_and(|text| text.contains("\"event\":\"end\"")) {
            return kills + usize::from(!over);
        }
    }
    unreachable!("a sitting ends")
}

/// Kills sittings of a kind at moments of a seed until they were killed often enough.
pub(crate) fn kill_often(kind: &Killed, seed: u64) {
    let mut moments = Moments(seed);
    let (mut kills, mut sittings) = (0, 0);
    while kills < KILLS {
        kills += sitting(kind, &mut moments);
        sittings += 1;
    }
    assert!(sittings < KILLS, "most sittings were killed before their end");
}

#[test]
fn killed_at_any_moment_it_loses_no_answer_and_asks_none_again() {
    kill_often(&PRACTICE, 2026);
}
