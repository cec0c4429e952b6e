//! Essays marked in lines: a class sits through `quiz`, and `gradebook mark` gives the points that
//! `gradebook score` counts.

use std::fs;
use std::process::Stdio;

use crate::support::{Dialogue, Ended, Sandbox, snapshot};

/// One essay.
const DECK: &str = r#"
format = 1
id = "essays"
title = "Essays"

[[question]]
id = "cause"
prompt = "What causes *tides*?"
points = 4
model = "The Moon, and half as much the Sun."
rubric = [
  { id = "moon", text = "Names the Moon", points = 2.5 },
  { id = "sun", text = "Names the Sun", points = 1.5 },
]
"#;

/// Who sat, in which sitting, and what they wrote.
const STUDENTS: [(&str, &str, &str); 4] = [
    ("s1", "SIT-A", "The Moon."),
    ("s2", "SIT-B", "The Moon."),
    ("s3", "SIT-C", "\u{202e}sediT\u{202c} come of \u{1b}]0;wind\u{7} and"),
    ("s4", "SIT-D", ""),
];

/// An answer of ten thousand characters, no two pages of which look the same.
fn long() -> String {
    (1..=2_250).map(|number| number.to_string()).collect::<Vec<_>>().join(" ")
}

/// A class that sat.
pub(crate) fn class() -> Sandbox {
    let class = "deck = \"essays.toml\"\nrecords = [\"../data/quizdeck/records\"]\n";
    let sandbox = Sandbox::new().file("essays.toml", DECK).file("class.toml", class);
    for (student, session, text) in STUDENTS {
        let text = if text.is_empty() { long() } else { text.to_owned() };
        let args = ["exam", "essays.toml", "--as", student];
        let input = format!("b\n{text}\n.\nh\n");
        let sat = sandbox.quiz(args).session(session).input(input).run();
        assert_eq!((sat.stderr.as_str(), sat.status), ("", Some(0)), "{}", sat.stdout);
    }
    sandbox
}

/// Starts `gradebook`.
fn start(sandbox: &Sandbox, args: &[&str]) -> Dialogue {
    let mut command = sandbox.command("gradebook");
    command.args(args).stdout(Stdio::piped());
    sandbox.talk(command)
}

/// Runs `gradebook` with what is typed.
fn run(sandbox: &Sandbox, args: &[&str], typed: &str) -> Ended {
    start(sandbox, args).end_with(typed.into())
}

/// The journal of a class.
pub(crate) fn journal(sandbox: &Sandbox) -> String {
    fs::read_to_string(sandbox.work().join("decisions.jsonl")).unwrap_or_default()
}

/// The whole class, marked answer by answer.
pub(crate) const TYPED: &str = "2.5 0\nAnd the Sun?\nf 0,5\n\n\n0 0\n\n";

#[test]
fn a_class_is_marked_and_scored() {
    let sandbox = class();
    let before = run(&sandbox, &["score"], "");
    assert!(before.stdout.contains("1 answer waits for its mark"), "{}", before.stdout);
    let ended = run(&sandbox, &["mark"], TYPED);
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)), "{}", ended.stdout);
    snapshot::check("mark", "output", &[], &ended.stdout.replace(&long(), "1 2 … 2250"));
    let after = run(&sandbox, &["score", "--format", "csv"], "");
    snapshot::check("mark-scores", "output", &[], &after.stdout);
    assert_eq!((after.stderr.as_str(), after.status), ("", Some(0)));
    let again = run(&sandbox, &["mark"], "");
    assert!(again.stdout.ends_with("All 4 answers are marked.\n"), "{}", again.stdout);
}

#[test]
fn what_was_said_to_be_marked_outlives_a_kill() {
    let (whole, sandbox) = (class(), class());
    run(&whole, &["mark"], TYPED);
    let mut typed = TYPED.split_inclusive('\n');
    let mut dialogue = start(&sandbox, &["mark"]);
    for line in typed.by_ref().take(2) {
        dialogue.line(line.trim_end());
    }
    // The next answer is on the screen, so the mark of the first is on the disk.
    dialogue.wait_for(" 2250\n\n1. Names the Moon (0 to 2.5, f full, ? help): ");
    assert!(dialogue.so_far().contains("Marked: 2.5 of 4"), "{}", dialogue.so_far());
    dialogue.kill();
    assert_eq!(journal(&sandbox).lines().count(), 2);
    run(&sandbox, &["mark"], &typed.collect::<String>());
    assert_eq!(journal(&sandbox), journal(&whole));
}

#[test]
fn only_one_marks_at_a_time() {
    let sandbox = class();
    let first = start(&sandbox, &["mark"]);
    first.wait_for("? help): ");
    let second = run(&sandbox, &["mark"], "f f\n\n");
    assert_eq!(
        (second.stdout.as_str(), second.stderr.as_str(), second.status),
        (
            "",
            "gradebook: another program marks or triages: decisions.jsonl is in use\n\
             hint: end the other one first; nothing was changed\n",
            Some(2)
        )
    );
    first.end();
}

#[test]
fn a_journal_that_was_edited_is_not_used() {
    let sandbox = class();
    run(&sandbox, &["mark"], TYPED);
    let edited = journal(&sandbox).replacen("\"moon\":\"2.5\"", "\"moon\":\"1.5\"", 1);
    fs::write(sandbox.work().join("decisions.jsonl"), &edited).unwrap();
    for command in ["score", "mark", "items"] {
        let ended = run(&sandbox, &[command], "");
        assert_eq!(
            (ended.stdout.as_str(), ended.stderr.as_str(), ended.status),
            (
                "",
                "gradebook: decisions.jsonl, line 2: it was changed after it was written: its hash \
                 does not fit\n\
                 hint: put back what stood there; nothing in the file was used, and nothing is lost\n",
                Some(1)
            ),
            "{command}"
        );
    }
    assert_eq!(journal(&sandbox), edited);
}

#[test]
fn a_rubric_that_changed_is_listed_and_marked_again() {
    let sandbox = class();
    run(&sandbox, &["mark"], TYPED);
    let deck = DECK.replace("id = \"sun\"", "id = \"star\"");
    let sandbox = sandbox.file("essays.toml", deck);
    let scored = run(&sandbox, &["score"], "");
    assert!(
        scored.stdout.contains(
            "To be marked again: the rubric has changed\n`cause`, in 4 sittings: the criterion \
             `sun` is gone\n"
        ),
        "{}",
        scored.stdout
    );
    assert_eq!(
        (scored.stderr.as_str(), scored.status),
        ("gradebook: 4 marks do not fit their rubrics\n", Some(1))
    );
    let ended = run(&sandbox, &["mark"], "q\n");
    assert!(ended.stdout.starts_with("To be marked again, since the rubric has changed:\n"));
    assert!(ended.stdout.ends_with("0 of 4 answers are marked. Left: 4 (cause 4).\n"));
}

#[test]
fn without_essays_there_is_nothing_to_mark() {
    let sandbox = class();
    let question = "[[question]]\nid = \"odd\"\nprompt = \"Is 3 odd?\"\nanswer = true\n";
    let deck = format!("format = 1\nid = \"essays\"\ntitle = \"Essays\"\n{question}");
    let sandbox = sandbox.file("essays.toml", deck);
    let ended = run(&sandbox, &["mark"], "");
    assert_eq!(
        (ended.stdout.as_str(), ended.stderr.as_str(), ended.status),
        ("There is nothing to mark: the deck has no essay.\n", "", Some(0))
    );
    assert_eq!(journal(&sandbox), "");
}

#[test]
fn an_unknown_question_is_told() {
    let ended = run(&class(), &["mark", "--question", "caus"], "");
    assert_eq!(
        (ended.stdout.as_str(), ended.stderr.as_str(), ended.status),
        ("", "gradebook: the deck has no essay `caus`\nhint: did you mean `cause`?\n", Some(2))
    );
}
