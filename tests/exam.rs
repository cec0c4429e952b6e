//! Exams: from the rules to the receipt, on a deck of one's own and on a handout.

mod clocks;
mod handout;
mod keeping;
mod killed;
mod rules;
mod whole;

use serde_json::Value;

use crate::support::Sandbox;

/// A pool of eight questions with a blueprint for six.
const DECK: &str = "tides.toml";
/// Sits it by a seed whose paper asks, in this order: which body raises the higher tides, whether
/// the air has tides, at which phases of the Moon there are spring tides, how long a day of the Moon
/// is, what slack water is called, and what neap tides have.
const SIT: [&str; 4] = ["exam", DECK, "--seed", "3"];

/// The events of a record, each with what tells it from others of its name.
fn events(lines: &[Value]) -> Vec<String> {
    let event = |line: &Value| {
        let name = line["event"].as_str().unwrap().to_owned();
        match name.as_str() {
            "answer" if line["late"] == true => format!("late answer {}", line["q"]),
            "end" => format!("end {}", line["reason"].as_str().unwrap()),
            _ if line["q"].is_null() => name,
            _ => format!("{name} {}", line["q"]),
        }
    };
    lines.iter().map(event).collect()
}

/// The lines of the record in a file of the working folder.
fn lines_of(sandbox: &Sandbox, name: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(sandbox.work().join(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// The responses to a question in the order in which they were given.
fn responses(lines: &[Value], q: u64) -> Vec<String> {
    let answers = lines.iter().filter(|line| line["event"] == "answer" && line["q"] == q);
    answers.map(|line| line["response"].to_string()).collect()
}

/// The receipt that the last words of a transcript give.
fn receipt(transcript: &str) -> &str {
    let (_, receipt) = transcript.rsplit_once("Receipt: ").unwrap_or_default();
    receipt.trim_end()
}
