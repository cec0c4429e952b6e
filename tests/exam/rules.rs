//! What the `[exam]` of a deck binds to.

use serde_json::Value;

use super::{DECK, SIT, events};
use crate::support::{Ended, Sandbox, fixture};

/// The deck with other rules.
fn ruled(rules: &str) -> Sandbox {
    let text = fixture(DECK);
    assert_eq!(text.matches("time_limit = \"30m\"").count(), 1);
    Sandbox::new().file(DECK, text.replace("time_limit = \"30m\"", rules))
}

#[track_caller]
fn sit(sandbox: &Sandbox, more: &[&str], input: &str) -> Ended {
    let ended = sandbox.quiz(SIT.iter().chain(more)).input(input).run();
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    ended
}

#[test]
fn forward_only() {
    let sandbox = ruled("back = false");
    let input = "b\nThe Sun\n:back\n:go 1\n:undo\n:skip\n:go 2\n:list\n:done\nl\n:go 2\n:back\n:undo\nh\nd\n";
    let run = sandbox.quiz(SIT).input(input);
    let ended = run.stdout_snapshot("exam-forward").check();
    assert_eq!(ended.stdout.matches("This exam goes forward only.\n").count(), 7);
    assert_eq!(sandbox.recorded_lines()[0]["limits"].to_string(), r#"{"no_back":true}"#);
    assert_eq!(events(&sandbox.recorded_lines()), ["start", "answer 0", "skip 1", "end done"]);
}

#[test]
fn forward_only_also_after_it_was_left() {
    let sandbox = ruled("back = false");
    sit(&sandbox, &[], "b\nThe Sun\n:quit\n");
    let ended = sandbox.quiz(["resume"]).input(":back\n:go 1\n:undo\ntrue\n:quit\n").run();
    assert_eq!(ended.stdout.matches("This exam goes forward only.\n").count(), 3);
    assert_eq!(
        events(&sandbox.recorded_lines()),
        ["start", "answer 0", "resume", "answer 1"],
        "{}",
        ended.stdout
    );
}

#[test]
fn no_feedback_is_none_at_all() {
    let sandbox = ruled("feedback = \"none\"");
    let input = "b\nThe Sun\ntrue\na b\n24.84\nslow water\n:claim why not\nb\nh\na\n";
    let run = sandbox.quiz(SIT).input(input);
    let ended = run.stdout_snapshot("exam-no-feedback").check();
    for told in ["Right", "Wrong", "Score", "%", "Missed", "Explanation", "differs"] {
        assert!(!ended.stdout.contains(told), "{told} in {}", ended.stdout);
    }
    // The instructor is told, by the record.
    let lines = sandbox.recorded_lines();
    let outcomes: Vec<_> = lines.iter().filter_map(|line| line["outcome"].as_str()).collect();
    assert_eq!(outcomes, ["0", "1", "1", "1", "0", "1"]);
    assert_eq!(lines[0]["limits"].to_string(), r#"{"no_feedback":true}"#);
}

#[test]
fn no_feedback_is_none_as_data_either() {
    let sandbox = ruled("feedback = \"none\"");
    let input = "b\nThe Sun\ntrue\na b\n24.84\nslow water\nb\nh\n";
    let ended = sit(&sandbox, &["--format", "json"], input);
    let data: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(data["finished"], true);
    for told in ["\"right\"", "\"wrong\"", "earned", "percent", "Right", "Score"] {
        let all = format!("{}{}", ended.stdout, ended.stderr);
        assert!(!all.contains(told), "{told} in {all}");
    }
}

#[test]
fn without_rules_every_question_is_asked() {
    let text = fixture(DECK);
    let (head, rest) = text.split_once("[exam]").unwrap();
    let (_, questions) = rest.split_once("[[question]]").unwrap();
    let sandbox = Sandbox::new().file(DECK, format!("{head}[[question]]{questions}"));
    let ended = sit(&sandbox, &[], "b\n:quit\n");
    let rules = "The tides. 8 questions, 9 points.\nThere is no time limit.\n\
                 You may go back and change your answers until you hand in.\n\
                 Feedback comes when you have handed in.\n";
    assert!(ended.stdout.starts_with(rules), "{}", ended.stdout);
    assert!(sandbox.recorded_lines()[0]["limits"].is_null());
}

#[test]
fn a_blueprint_that_runs_dry_draws_nothing() {
    let text = fixture(DECK).replacen("count = 3", "count = 5", 1);
    let sandbox = Sandbox::new().file(DECK, text);
    let ended = sandbox.quiz(SIT).input("b\n").run();
    assert_eq!((ended.stdout.as_str(), ended.status), ("", Some(1)));
    assert!(ended.stderr.starts_with("quiz: no exam can be drawn from `tides`: "));
    let hint = "\nhint: `deck check` tells which row of the blueprint runs dry\n";
    assert!(ended.stderr.ends_with(hint), "{}", ended.stderr);
    assert!(!sandbox.records().exists());
}

#[test]
fn an_exam_is_one_deck() {
    let sandbox = Sandbox::new().file("decks/a.toml", fixture(DECK));
    let other = fixture(DECK).replacen("id = \"tides\"", "id = \"others\"", 1);
    let sandbox = sandbox.file("decks/b.toml", other);
    let stderr = "quiz: an exam is one deck, and decks holds several\n";
    sandbox.quiz(["exam", "decks"]).stderr(stderr).status(2).check();
}
