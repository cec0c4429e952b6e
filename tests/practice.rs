//! Practice in line mode: every kind of question, answered rightly, partly and wrongly, and every
//! command.

use crate::support::{Sandbox, snapshot};

const DECK: &str = "all-kinds.toml";

/// Answers the same questions in several ways, each in a sitting of its own, and compares all of
/// the transcripts with one snapshot.
#[track_caller]
fn transcripts(name: &str, filters: &[&str], ways: &[(&str, &str)]) {
    let mut all = String::new();
    for (way, input) in ways {
        let sandbox = Sandbox::with(DECK);
        let args = ["practice", DECK, "--seed", "7"];
        let ended = sandbox.quiz(args.iter().chain(filters)).input(*input).run();
        assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)), "{way}");
        all.push_str(&format!("══ {way} ══\n{}\n", ended.stdout));
    }
    snapshot::check(name, "standard output", &[], &all);
}

#[test]
fn single_choice() {
    transcripts(
        "single-choice",
        &["--kind", "single-choice", "--tag", "stars"],
        &[
            ("right, by its text", "proxima centauri\n"),
            ("wrong, and why", "Sirius\n"),
            ("wrong, without a reason", "Vega\n"),
            ("the pinned option", "d\n"),
            ("what cannot be read", "\nz\na b\nPolaris\n"),
        ],
    );
}

#[test]
fn weighted_single_choice() {
    transcripts(
        "weighted",
        &["--tag", "practice"],
        &[
            ("right", "Binoculars\n"),
            ("partly", "A large telescope\n"),
            ("below zero", "A laser pointer\n"),
        ],
    );
}

#[test]
fn multiple_select() {
    transcripts(
        "multiple-select",
        &["--kind", "multiple-select"],
        &[
            ("right", "Jupiter, Saturn, Uranus\n"),
            ("partly", "Jupiter, Saturn\n"),
            ("as much wrong as right", "Jupiter, Mars\n"),
            ("none", "-\n"),
            ("what cannot be read", "x\nPluto\n"),
        ],
    );
}

#[test]
fn true_false() {
    transcripts(
        "true-false",
        &["--kind", "true-false"],
        &[("right", "T\n"), ("wrong, and why", "false\n"), ("what cannot be read", "maybe\n")],
    );
}

#[test]
fn numerical() {
    transcripts(
        "numerical",
        &["--kind", "numerical", "--tag", "distances"],
        &[
            ("right", "500\n"),
            ("right in another unit", "8.3 min\n"),
            ("partly", "510 s\n"),
            ("wrong", "8.3\n"),
            ("in a unit that it does not have", "499 m\n"),
            ("what cannot be read", "soon\n1e999999999\n"),
        ],
    );
}

#[test]
fn short_answer() {
    transcripts(
        "short-answer",
        &["--kind", "short-answer"],
        &[
            ("right, in other letters", "  halley’s   comet \n"),
            ("right by a pattern", "Comet Halley, of course\n"),
            ("right but for the spelling", "Hally's comet\n"),
            ("wrong, with a note", "Hale-Bopp\n"),
            ("wrong", "Encke\n"),
        ],
    );
}

#[test]
fn ordering() {
    transcripts(
        "ordering",
        &["--kind", "ordering"],
        &[
            ("right", "d a b c\n"),
            ("right, the tie the other way round", "dbac\n"),
            ("partly", "a b d c\n"),
            ("wrong", "c b a d\n"),
            ("what cannot be read", "a b\na a b c d\ne\n"),
        ],
    );
}

#[test]
fn matching() {
    transcripts(
        "matching",
        &["--kind", "matching"],
        &[
            ("right", "1c 2a 3b\n"),
            ("right, in the order of the sides", "c a b\n"),
            ("partly, and why", "1d 2a 3-\n"),
            ("wrong", "1a 2b 3c\n"),
            ("what cannot be read", "1c\n1c 1a 2a 3b\n4a\n1a 2a 3b\nc a\n"),
        ],
    );
}

#[test]
fn cloze() {
    transcripts(
        "cloze",
        &["--kind", "cloze"],
        &[
            ("right", "24 h\neast\nthe north star\n"),
            ("partly, and why", "23.95\na\nVega\n"),
            ("wrong", "12\nwest\nSirius\n"),
            ("left open", "-\n-\n-\n"),
            ("what cannot be read", "soon\n24\nnorth\nb\n\nPolaris\n"),
        ],
    );
}

#[test]
fn essay() {
    transcripts(
        "essay",
        &["--kind", "essay"],
        &[
            ("an answer", "The Sun lights one half.\n\nWe see it from changing sides.\n.\n"),
            ("nothing", ".\n\n.\nNow.\n.\n"),
            ("a command in the middle", "The Sun lights one half.\n:repeat\nWe see it.\n.\n"),
        ],
    );
}

#[test]
fn a_passage_is_shown_once() {
    transcripts(
        "passage",
        &["--kind", "single-choice", "--kind", "numerical", "--tag", "planets"],
        &[("both questions", "Jupiter\n0.7\n"), ("shown again", "a\n:repeat\n.7\n")],
    );
}

#[test]
fn all_kinds_in_one_sitting() {
    let sandbox = Sandbox::with(DECK);
    // By their texts, so that it can be read; the order is that of seed 2.
    let answers = "c b a\n24\neast\nVega\n1\nProxima Centauri\nA large telescope\nJupiter\n0.5\n\
                   Jupiter, Mars, Uranus, Saturn\na b c d\nBecause.\n.\nHaley's comet\nf\nd\n";
    let args = ["practice", DECK, "--all", "--seed", "2", "--ui", "line"];
    sandbox.quiz(args).input(answers).stdout_snapshot("all-kinds").check();
    let events = sandbox.recorded_lines();
    let events: Vec<_> = events.iter().map(|line| line["event"].as_str().unwrap()).collect();
    assert_eq!(events.len(), 14);
    assert!(events.starts_with(&["start", "answer"]) && events.ends_with(&["answer", "end"]));
}

#[test]
fn every_command() {
    let sandbox = Sandbox::with(DECK);
    let input = ":help\n:time\n:list\n:undo\n:claim\n:back\n:hint\n\
                 :skip\n:go 1\n:go 9\n:go x\n:skip now\n:x\n:\n:back\n:go 2\n\
                 :flag\n:list\n:flag\n:flag is there no fifth?\n:hint\n:hint\n:hint\n\
                 Sirius\n:claim it was close\n:undo\nVega\n:repeat\n:list\n:done\nd\n";
    sandbox
        .quiz(["practice", DECK, "--seed", "7", "--kind", "single-choice", "-n", "3"])
        .input(input)
        .stdout_snapshot("commands")
        .check();
    let events = sandbox.recorded_lines();
    let events: Vec<_> = events.iter().map(|line| line["event"].as_str().unwrap()).collect();
    assert_eq!(
        events,
        [
            "start", "skip", "flag", "unflag", "flag", "hint", "hint", "answer", "claim", "undo",
            "answer", "end"
        ]
    );
}

#[test]
fn two_colons_answer_with_one() {
    let sandbox = Sandbox::with(DECK);
    sandbox
        .quiz(["practice", DECK, "--seed", "7", "--kind", "short-answer"])
        .input("::quit\n")
        .stdout_snapshot("two-colons")
        .check();
    assert_eq!(sandbox.recorded_lines()[1]["response"]["text"], ":quit");
}

#[test]
fn the_missed_ones_again_and_new_ones() {
    let sandbox = Sandbox::with(DECK);
    let args = ["practice", DECK, "--seed", "7", "-n", "2", "--kind", "single-choice"];
    sandbox
        .quiz(args)
        .input(
            "A laser pointer\nSirius\nq\nm\nBinoculars\nVega\nm\nProxima Centauri\nN)\n:skip\n\n",
        )
        .stdout_snapshot("again")
        .check();
}

#[test]
fn quitting_keeps_the_sitting_open() {
    let sandbox = Sandbox::with(DECK);
    sandbox
        .quiz(["practice", DECK, "--seed", "7", "--kind", "true-false"])
        .input(":quit\ntrue\n")
        .stdout_snapshot("quit")
        .check();
    assert_eq!(sandbox.recorded().lines().count(), 1);
}

#[test]
fn the_end_of_the_input_ends_with_the_summary() {
    let sandbox = Sandbox::with(DECK);
    sandbox
        .quiz(["practice", DECK, "--seed", "7", "--kind", "single-choice"])
        .input("Binoculars")
        .stdout_snapshot("end-of-input")
        .check();
    let lines = sandbox.recorded_lines();
    let last = lines.last().unwrap();
    assert_eq!((last["event"].as_str(), last["reason"].as_str()), (Some("end"), Some("input")));
}

#[test]
fn json_has_standard_output_to_itself() {
    let sandbox = Sandbox::with(DECK);
    let args = ["practice", DECK, "--seed", "7", "--tag", "planets", "--format", "json"];
    let ended = sandbox
        .quiz(args)
        .input("Jupiter\n1c 2a 3b\na\n0.5\n:done\n\n")
        .stdout_snapshot("json-data")
        .stderr_snapshot("json-dialogue")
        .check();
    let data: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(data["session"], "TEST-SITTING");
    assert_eq!(data["record"], "[DATA]/quizdeck/records/TEST-SITTING.jsonl");
}
