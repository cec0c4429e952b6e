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
fn answer_until(moment: Instant, dialogue: &mut Dialogue) -> bool {
    let mut seen = 0;
    loop {
        let left = moment.saturating_duration_since(Instant::now());
        let Some(text) = dialogue.prompt_within(seen, left) else {
            return dialogue.so_far().contains("\nSaved as ");
        };
        std::thread::sleep(THINKS.min(left));
        if Instant::now() >= moment {
            return false;
        }
        seen = text.len();
        dialogue.line(&answer_to(&text));
    }
}

/// The numbers of the questions that a transcript shows, and of those that it acknowledges.
fn questions(transcript: &str) -> (BTreeSet<usize>, BTreeSet<usize>) {
    let (mut asked, mut acknowledged) = (BTreeSet::new(), BTreeSet::new());
    let mut current = 0;
    for line in transcript.lines() {
        let number = line.strip_prefix("Question ").and_then(|rest| rest.split(' ').next());
        if let Some(number) = number.and_then(|number| number.parse().ok()) {
            current = number;
            asked.insert(number);
        }
        let verdicts = ["Right.", "Partly right.", "Wrong.", "Not marked", "Skipped."];
        if verdicts.iter().any(|verdict| line.starts_with(verdict)) {
            acknowledged.insert(current);
        }
    }
    (asked, acknowledged)
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
fn sitting(moments: &mut Moments) -> usize {
    let sandbox = Sandbox::new();
    let begin = ["practice", "china-policing-abroad", "--all", "--ui", "line"];
    let mut acknowledged = BTreeSet::new();
    for kills in 0.. {
        // Killed before its first line was whole, the sitting has not begun.
        let begun = record(&sandbox).is_some_and(|text| text.contains('\n'));
        if !begun && sandbox.records().exists() {
            fs::remove_dir_all(sandbox.records()).unwrap();
        }
        let run = if begun { sandbox.quiz(["resume"]) } else { sandbox.quiz(begin) };
        let mut dialogue = run.live().begin();
        let over = answer_until(moments.of(&dialogue), &mut dialogue);
        let ended = if over { dialogue.end() } else { dialogue.kill() };
        assert_eq!(ended.stderr, "");
        let (asked, now) = questions(&ended.stdout);
        let again: Vec<_> = asked.intersection(&acknowledged).collect();
        assert!(again.is_empty(), "asked again: {again:?}\n{}", ended.stdout);
        acknowledged.extend(now);
        let lost: Vec<_> = acknowledged.difference(&recorded(&sandbox)).copied().collect();
        assert!(lost.is_empty(), "lost: {lost:?}");
        if record(&sandbox).is_some_and(|text| text.contains("\"event\":\"end\"")) {
            return kills + usize::from(!over);
        }
    }
    unreachable!("a sitting ends")
}

#[test]
fn killed_at_any_moment_it_loses_no_answer_and_asks_none_again() {
    let mut moments = Moments(2026);
    let (mut kills, mut sittings) = (0, 0);
    while kills < KILLS {
        kills += sitting(&mut moments);
        sittings += 1;
    }
    assert!(sittings < KILLS, "most sittings were killed before their end");
}
