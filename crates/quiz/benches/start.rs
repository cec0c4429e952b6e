//! From the command to the first question, with a deck of 1,000 questions, over a process that does
//! nothing. The record is begun in between, on a real disk. Pairs alternate in one run.

use std::fmt::Write as _;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const QUESTIONS: usize = 1_000;
const PAIRS: usize = 41;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let deck = folder.path().join("deck.toml");
    std::fs::write(&deck, deck_text()).expect("room for a deck");
    let mut differences = Vec::with_capacity(PAIRS);
    let mut ratios = Vec::with_capacity(PAIRS);
    for _ in 0..PAIRS {
        let (empty, quiz) = (empty_process(), first_question(&deck, folder.path()));
        differences.push(quiz.saturating_sub(empty).as_secs_f64() * 1000.0);
        ratios.push(quiz.as_secs_f64() / empty.as_secs_f64());
    }
    println!(
        "start: first question of {QUESTIONS}, over an empty process: median {:.1} ms, {:.1} times \
         ({PAIRS} pairs; aim: at most 20 ms)",
        median(&mut differences),
        median(&mut ratios)
    );
}

fn median(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

fn empty_process() -> Duration {
    let start = Instant::now();
    let status = Command::new("true").stdin(Stdio::null()).status().expect("`true` is there");
    assert!(status.success());
    start.elapsed()
}

/// The time until the first question is read on the other end of a pipe.
fn first_question(deck: &Path, home: &Path) -> Duration {
    let start = Instant::now();
    let mut quiz = Command::new(env!("CARGO_BIN_EXE_quiz"))
        .arg(deck)
        .args(["--seed", "7", "--ui", "line"])
        .env("XDG_DATA_HOME", home)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("quiz starts");
    let output = BufReader::new(quiz.stdout.take().expect("a pipe"));
    let first = output.lines().map_while(Result::ok).find(|line| line.starts_with("Question 1"));
    let elapsed = start.elapsed();
    assert!(first.is_some(), "quiz asked nothing");
    drop(quiz.stdin.take());
    quiz.wait().expect("quiz ends");
    elapsed
}

fn deck_text() -> String {
    let mut text = String::from("format = 1\nid = \"bench\"\ntitle = \"Bench\"\n");
    for at in 0..QUESTIONS {
        let _ = write!(
            text,
            "\n[[question]]\nid = \"q{at}\"\nprompt = \"Which statement about case {at} holds?\"\n\
             choices.a = \"The first of case {at}\"\nchoices.b = \"The second of case {at}\"\n\
             choices.c = \"The third of case {at}\"\nchoices.d = \"The fourth of case {at}\"\n\
             answer = \"b\"\nwhy.a = \"It is the wrong way round.\"\ntags = [\"cases\"]\n\
             difficulty = \"easy\"\nexplanation = \"A sentence that explains the right answer.\"\n"
        );
    }
    text
}
