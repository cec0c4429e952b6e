//! An exam that is killed again and again: what was acknowledged is kept, and not asked again.

use std::collections::BTreeSet;
use std::fmt::Write;

use crate::crash::{Killed, begins, kill_often};
use crate::support::Sandbox;
use crate::support::answerer::{answer_to, is_prompt};

/// How many questions it has: enough that it is killed amid them.
const QUESTIONS: usize = 40;

const EXAM: Killed = Killed {
    sandbox: long,
    begin: &["exam", "long.toml", "--ui", "line"],
    answer_to: answer,
    last_words: "\nReceipt: ",
    acknowledged: said_back,
};

/// A long exam, each answer of which is one line.
fn long() -> Sandbox {
    let mut deck = "format = 1\nid = \"long\"\ntitle = \"A long one\"\nlanguage = \"en\"\n\
                    exam = { time_limit = \"2h\" }\n"
        .to_owned();
    for number in 0..QUESTIONS {
        let key = ["answer = true", "answer = 12", "answer = \"ebb\""][number % 3];
        writeln!(deck, "[[question]]\nid = \"q{number}\"\nprompt = \"What is it?\"\n{key}")
            .unwrap();
    }
    Sandbox::new().file("long.toml", deck)
}

/// Begins, answers, hands in.
fn answer(text: &str) -> String {
    match text.rsplit('\n').next().unwrap_or_default() {
        prompt if prompt.starts_with("Exam (b") => "b".to_owned(),
        prompt if prompt.starts_with("Exam (h") => "h".to_owned(),
        _ => answer_to(text),
    }
}

/// The numbers of the questions whose answers a transcript says back. In an exam nothing else is
/// said of them, so that this is the word that they are kept.
fn said_back(transcript: &str) -> BTreeSet<usize> {
    let mut acknowledged = BTreeSet::new();
    let (mut current, mut answered) = (0, false);
    for line in transcript.lines() {
        if let (true, false) = (answered, line.is_empty()) {
            acknowledged.insert(current);
        }
        current = begins(line).unwrap_or(current);
        // With what was typed behind the prompt.
        let asked = line.split_once(":help): ");
        answered = asked.is_some_and(|(_, typed)| !typed.is_empty()) && !is_prompt(line);
    }
    acknowledged
}

#[test]
fn what_is_said_back_is_acknowledged() {
    let transcript = "Question 1 of 3. 1 point.\nTrue or false?\nAnswer (true or false, or :help): \
                      true\nTrue.\n\nQuestion 2 of 3. 1 point.\nAnswer (a number, or :help): 1\n";
    assert_eq!(said_back(transcript), BTreeSet::from([1]));
}

#[test]
fn killed_at_any_moment_it_loses_no_answer() {
    kill_often(&EXAM, 2027);
}
