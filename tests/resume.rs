//! Going on with a sitting that was left, cut off or damaged.

use std::fs::{self, File, OpenOptions};
use std::io::Write;

use crate::support::{BUNDLED, Sandbox, fixture};

const DECK: &str = "all-kinds.toml";

/// Three questions of one kind; two are answered, then the sitting is left.
fn left() -> Sandbox {
    let sandbox = Sandbox::with(DECK);
    begin(&sandbox, "TEST-SITTING", "A laser pointer\nSirius\n:quit\n");
    sandbox
}

/// Begins a sitting under an id.
fn begin(sandbox: &Sandbox, id: &str, input: &str) {
    let args = ["practice", DECK, "--seed", "7", "--kind", "single-choice"];
    let ended = sandbox.quiz(args).session(id).input(input).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
}

/// The deck of the fixtures with one thing changed.
fn changed(from: &str, to: &str) -> String {
    let text = fixture(DECK);
    assert_eq!(text.matches(from).count(), 1, "{from}");
    text.replace(from, to)
}

#[test]
fn it_goes_on_with_the_next_question() {
    let sandbox = left();
    sandbox.quiz(["resume"]).input("Jupiter\nd\n").stdout_snapshot("resume").check();
    let events: Vec<_> =
        sandbox.recorded_lines().iter().map(|line| line["event"].to_string()).collect();
    let expected = ["start", "answer", "answer", "resume", "answer", "end"];
    assert_eq!(events, expected.map(|event| format!("\"{event}\"")));
}

#[test]
fn the_score_is_that_of_the_whole_sitting() {
    let sandbox = left();
    let ended = sandbox.quiz(["resume", "--format", "json"]).input("Jupiter\n\n").run();
    let data: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!((&data["score"]["earned"], &data["score"]["asked"]), (&"1".into(), &3.into()));
    assert!(ended.stderr.starts_with("Going on: 1 of 3 questions left.\n"), "{}", ended.stderr);
}

#[test]
fn the_one_that_was_left_last_or_the_one_that_is_named() {
    let sandbox = Sandbox::with(DECK);
    for (id, now) in [("AB-1", "2026-03-02T08:00:00Z"), ("AC-2", "2026-03-01T08:00:00Z")] {
        let args = ["practice", DECK, "--seed", "7", "--kind", "true-false"];
        sandbox.quiz(args).session(id).env("QUIZDECK_NOW", now).input(":quit\n").run();
    }
    let goes_on = |args: &[&str], id: &str| {
        let ended = sandbox.quiz(args).input(":quit\n").run();
        assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
        let last = format!("Saved. Go on with: quiz resume {id}\n");
        assert!(ended.stdout.ends_with(&last), "{}", ended.stdout);
    };
    goes_on(&["resume", "AB"], "AB-1");
    goes_on(&["resume", "AC"], "AC-2");
    goes_on(&["resume"], "AB-1");
    let several =
        "quiz: several unfinished sittings begin or end with A\nhint: type more of the id\n";
    sandbox.quiz(["resume", "A"]).stderr(several).status(2).check();
    let none = "quiz: there is no sitting X\nhint: unfinished: AB-1, AC-2\n";
    sandbox.quiz(["resume", "X"]).stderr(none).status(2).check();
}

#[test]
fn nothing_to_go_on_with() {
    let sandbox = Sandbox::with(DECK);
    let none = "quiz: there is no unfinished sitting\nhint: start one: quiz practice DECK\n";
    sandbox.quiz(["resume"]).stderr(none).status(2).check();
    begin(&sandbox, "TEST-SITTING", ":done\n\n");
    sandbox.quiz(["resume"]).stderr(none).status(2).check();
    let finished = "quiz: the sitting TEST is finished\n";
    sandbox.quiz(["resume", "TEST"]).stderr(finished).status(2).check();
}

#[test]
fn a_deck_that_was_moved_is_named() {
    let sandbox = left();
    fs::rename(sandbox.work().join(DECK), sandbox.work().join("moved.toml")).unwrap();
    let before = sandbox.recorded();
    let stderr = format!(
        "quiz: there is no file and no deck `night-sky`\n\
         hint: the decks that are found are {BUNDLED}\n\
         hint: name its file: `quiz resume --deck FILE`\n"
    );
    sandbox.quiz(["resume"]).stderr(stderr).status(2).check();
    assert_eq!(sandbox.recorded(), before, "nothing is written before the deck is there");
    let args = ["resume", "--deck", "moved.toml"];
    sandbox.quiz(args).input("Jupiter\nd\n").stdout_snapshot("resume").check();
}

#[test]
fn a_question_whose_words_changed_is_asked_as_it_is_now() {
    let sandbox = left().file(DECK, changed("Which planet of the table turns", "Which one turns"));
    let stderr = "quiz: the question `shortest-day` was changed since the sitting began; it is \
                  asked as it is now\n";
    let run = sandbox.quiz(["resume"]).input("Jupiter\n\n");
    run.stdout_snapshot("resume-changed").stderr(stderr).check();
}

#[test]
fn a_question_that_cannot_be_asked_as_it_was_drawn() {
    let gone = "the deck `night-sky` no longer has the question `shortest-day`";
    let other = "the question `shortest-day` of the deck `night-sky` was changed so that it cannot \
                 be asked as it was drawn";
    for (from, to, message) in [
        ("id = \"shortest-day\"\n", "id = \"other\"\n", gone),
        ("choices.saturn = \"Saturn\"\nshuffle", "shuffle", other),
    ] {
        let sandbox = left().file(DECK, changed(from, to));
        let before = sandbox.recorded();
        let hint = "hint: the record is kept; with the deck as it was, go on\n";
        sandbox.quiz(["resume"]).stderr(format!("quiz: {message}\n{hint}")).status(1).check();
        assert_eq!(sandbox.recorded(), before);
    }
}

#[test]
fn a_deck_that_is_broken_by_now() {
    let sandbox =
        left().file(DECK, changed("title = \"The night sky\"", "titel = \"The night sky\""));
    let stderr = "all-kinds.toml:4:1: error[unknown-field]: unknown field `titel`: did you mean \
                  `title`?\nquiz: all-kinds.toml has 1 error; nothing was asked\n";
    sandbox.quiz(["resume"]).stderr(stderr).status(1).check();
}

#[test]
fn a_torn_tail_is_cut() {
    let sandbox = left();
    let whole = sandbox.recorded();
    let mut file = OpenOptions::new().append(true).open(sandbox.the_record()).unwrap();
    file.write_all(br#"{"n":3,"at":"2026-03-01T09:3"#).unwrap();
    let ended = sandbox.quiz(["resume"]).input(":quit\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    assert!(sandbox.recorded().starts_with(&whole));
    assert_eq!(sandbox.recorded_lines()[3]["event"], "resume");
}

#[test]
fn a_broken_line_in_the_middle_is_named_and_nothing_is_changed() {
    let sandbox = left();
    let broken = sandbox.recorded().replacen("\"q\":0", "\"q\":oops", 1);
    fs::write(sandbox.the_record(), &broken).unwrap();
    let note = "quiz: [DATA]/quizdeck/records/TEST-SITTING.jsonl is left out: line 2, column 61: \
                expected value\n";
    let none = "quiz: there is no unfinished sitting that can be read\n\
                hint: start one: quiz practice DECK\n";
    sandbox.quiz(["resume"]).stderr(format!("{note}{none}")).status(1).check();
    let named = "quiz: the record of the sitting TEST cannot be read\n\
                 hint: its file is left as it is\n";
    sandbox.quiz(["resume", "TEST"]).stderr(format!("{note}{named}")).status(1).check();
    assert_eq!(sandbox.recorded(), broken);
}

#[test]
fn a_record_that_is_locked() {
    let sandbox = left();
    let before = sandbox.recorded();
    let file = File::open(sandbox.the_record()).unwrap();
    file.lock().unwrap();
    let running = "quiz: the sitting is running in another terminal (record TEST-SITTING, since \
                   09:30)\nhint: finish it there, or start a new one with `quiz practice`\n";
    sandbox.quiz(["resume"]).stderr(running).status(2).check();
    assert_eq!(sandbox.recorded(), before);
    drop(file);
    sandbox.quiz(["resume"]).input("Jupiter\nd\n").stdout_snapshot("resume").check();
}

#[test]
fn two_front_ends_on_one_history() {
    let sandbox = Sandbox::with(DECK);
    let args = ["practice", DECK, "--seed", "7", "--kind", "true-false"];
    let mut first = sandbox.quiz(args).session("FIRST").begin();
    first.wait_for(":help): ");
    // The same record is refused …
    let running = "quiz: the sitting is running in another terminal (record FIRST, since 09:30)\n\
                   hint: finish it there, or start a new one with `quiz practice`\n";
    sandbox.quiz(["resume"]).stderr(running).status(2).check();
    // … another sitting goes its own way.
    let second = sandbox.quiz(args).session("SECOND").input("true\n").run();
    assert_eq!((second.stderr.as_str(), second.status), ("", Some(0)));
    first.line("true");
    let ended = first.end();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    let record = |id: &str| fs::read_to_string(sandbox.records().join(id)).unwrap();
    assert_eq!(record("FIRST.jsonl").lines().count(), 3);
    assert_eq!(record("SECOND.jsonl").lines().count(), 3);
}

#[test]
fn an_id_that_is_taken() {
    let sandbox = left();
    let before = sandbox.recorded();
    let stderr = "quiz: the sitting cannot be recorded, so nothing was asked: cannot create \
                  [DATA]/quizdeck/records/TEST-SITTING.jsonl: file exists\n\
                  hint: records are kept in $XDG_DATA_HOME/quizdeck; set XDG_DATA_HOME to a folder \
                  with room\n";
    sandbox.quiz(["practice", DECK]).stderr(stderr).status(2).check();
    assert_eq!(sandbox.recorded(), before);
}
