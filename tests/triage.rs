//! Typed answers that the key does not match: a class sits a handout through `quiz`, and `gradebook
//! triage` edits the deck of which it was made.

use std::fs;
use std::process::Stdio;

use crate::support::{Ended, Sandbox, snapshot};

/// The deck, as its author wrote it.
const DECK: &str = r#"# Bees, for the finals.
format = 1
id = "bees"
title = "Bees"
shuffle = false

# The easy one.
[[question]]
id = "sugar"
prompt = "What do bees gather?"
answer = "nectar"   # from blossoms
accept = [
  "pollen",  # in baskets
]

[[question]]
id = "hive"
prompt = "The {{who}} lays eggs in {{where}}."
points = 2
answer = { who = "queen", where = "cells" }
"#;

/// Who sat, in which sitting, and what they typed.
const STUDENTS: [(&str, &str, [&str; 3]); 4] = [
    ("s1", "SIT-A", ["Honeydew", "Mother bee", "cells"]),
    ("s2", "SIT-B", ["honeydew.", "mother  bee", "wax"]),
    ("s3", "SIT-C", ["nectar", "queen", "wax"]),
    ("s4", "SIT-D", ["=cmd()", "\u{202e}neeuq", "cells"]),
];

/// A class that sat a handout.
pub(crate) fn class() -> Sandbox {
    let class = "deck = \"bees.toml\"\nrecords = [\"../data/quizdeck/records\"]\n\
                 [bands]\nA = 90\nB = 60\nF = 0\n";
    let sandbox = Sandbox::new().file("bees.toml", DECK).file("class.toml", class);
    let mut handout = sandbox.command("deck");
    handout.args(["handout", "bees.toml", "-o", "bees.handout.toml"]).stdout(Stdio::piped());
    let made = sandbox.talk(handout).end_with(Vec::new());
    assert_eq!(made.status, Some(0), "{}", made.stderr);
    for (student, session, [sugar, who, place]) in STUDENTS {
        let args = ["exam", "bees.handout.toml", "--as", student];
        let input = format!("b\n{sugar}\n{who}\n{place}\nh\n");
        let sat = sandbox.quiz(args).session(session).input(input).run();
        assert_eq!((sat.stderr.as_str(), sat.status), ("", Some(0)), "{}", sat.stdout);
    }
    sandbox
}

/// Runs `gradebook` with what is typed.
pub(crate) fn run(sandbox: &Sandbox, args: &[&str], typed: &str) -> Ended {
    let mut command = sandbox.command("gradebook");
    command.args(args).stdout(Stdio::piped());
    sandbox.talk(command).end_with(typed.into())
}

/// A file of the class.
pub(crate) fn file(sandbox: &Sandbox, name: &str) -> String {
    fs::read_to_string(sandbox.work().join(name)).unwrap_or_default()
}

/// What is typed: two variants, the second with a reason; an answer that earns a part; after a look
/// back, one that is rejected; one that is left.
pub(crate) const TYPED: &str =
    "a\n\na\nCells are of wax\no\n0.5\nAs beekeepers say\nb\ns\nr\n\ns\n";

#[test]
fn two_variants_reach_the_deck_of_a_handout() {
    let sandbox = class();
    let listed = run(&sandbox, &["triage", "--list"], "");
    snapshot::check("triage-list", "output", &[], &listed.stdout);
    assert_eq!((listed.stderr.as_str(), listed.status), ("", Some(0)));
    let ended = run(&sandbox, &["triage"], TYPED);
    snapshot::check("triage", "output", &[], &ended.stdout);
    assert_eq!(ended.stderr, "Next: `gradebook score` has the new grades\n");
    assert_eq!(ended.status, Some(0));
    let after = DECK
        .replace("  # in baskets\n", "  # in baskets\n  \"Honeydew\",\n")
        .replace("where = \"cells\" }\n", "where = \"cells\" }\naccept.where = [\"wax\"]\n");
    assert_eq!(file(&sandbox, "bees.toml"), after);
    snapshot::check("triage-journal", "journal", &[], &file(&sandbox, "decisions.jsonl"));
    let scores = run(&sandbox, &["score", "--format", "csv"], "");
    snapshot::check("triage-scores", "output", &[], &scores.stdout);
    let checked = sandbox.command("deck").args(["check", "bees.toml"]).output().unwrap();
    assert_eq!(checked.status.code(), Some(0), "{}", String::from_utf8_lossy(&checked.stdout));
}

#[test]
fn only_one_decides_at_a_time() {
    let sandbox = class();
    let mut command = sandbox.command("gradebook");
    command.arg("triage").stdout(Stdio::piped());
    let first = sandbox.talk(command);
    first.wait_for_prompt(0);
    let second = run(&sandbox, &["triage", "--reject", "sugar=honeydew"], "");
    assert_eq!(second.status, Some(2));
    assert!(second.stderr.contains("decisions.jsonl is in use"), "{}", second.stderr);
    let list = run(&sandbox, &["triage", "--list"], "");
    assert_eq!(list.status, Some(0), "a look does not need the journal: {}", list.stderr);
    assert_eq!(first.end_with(b"q\n".to_vec()).status, Some(0));
}
