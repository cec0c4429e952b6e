//! Review: what is due by the student's memory, on which day, and what is said around it.

use std::fs;

use serde_json::Value;

use crate::support::{Ended, Sandbox, fixture};

const DECK: &str = "all-kinds.toml";
const DAY_1: &str = "2026-03-01T09:30:00Z";
const DAY_2: &str = "2026-03-02T09:30:00Z";
const DAY_3: &str = "2026-03-03T09:30:00Z";
/// On which all of it is due.
const LATER: &str = "2026-03-12T19:30:00Z";

/// A student who knew on day 1 what a beginner should buy and which planet turns fastest, and was
/// wrong about the nearest star.
pub(crate) fn practised() -> Sandbox {
    let sandbox = Sandbox::new().file(format!("decks/{DECK}").as_str(), fixture(DECK));
    let args = ["practice", "night-sky", "--seed", "7", "--kind", "single-choice"];
    let run = sandbox.quiz(args).session("FIRST").env("QUIZDECK_NOW", DAY_1);
    let ended = run.input("Binoculars\nSirius\nJupiter\nd\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    let words = "What you missed comes back with: quiz review\n";
    assert!(ended.stdout.ends_with(words), "{}", ended.stdout);
    sandbox
}

#[track_caller]
fn review(sandbox: &Sandbox, now: &str, args: &[&str], input: &str) -> Ended {
    let run = sandbox.quiz(["review", "--seed", "1"].iter().chain(args));
    let ended = run.env("QUIZDECK_NOW", now).input(input).run();
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    ended
}

/// How a review greets that is left at once, which leaves no trace either.
#[track_caller]
fn greeting(sandbox: &Sandbox, now: &str, args: &[&str]) -> String {
    let ended = review(sandbox, now, args, ":quit\n");
    assert_eq!(ended.stderr, "");
    let _ = fs::remove_file(sandbox.the_record());
    ended.stdout.lines().next().unwrap_or_default().to_owned()
}

/// A deck of the sandbox with one thing changed.
fn change(sandbox: &Sandbox, changes: &[(&str, &str)]) {
    let path = sandbox.work().join("decks").join(DECK);
    let mut text = fs::read_to_string(&path).unwrap();
    for (from, to) in changes {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text = text.replace(from, to);
    }
    fs::write(path, text).unwrap();
}

#[test]
fn before_anything_was_practised() {
    let sandbox = Sandbox::new();
    let nothing = "Nothing to review yet: what you practise comes back here. To begin with new \
                   questions: quiz review --new 10\n";
    sandbox.quiz(["review"]).stdout(nothing).check();
    assert!(!sandbox.records().exists());
}

#[test]
fn nothing_is_due_on_the_same_day() {
    let sandbox = practised();
    let nothing = "Nothing is due today. The next question comes back tomorrow. To ask for new \
                   ones: quiz review --new 10\n";
    // The day of study goes on until the rollover at four.
    for now in [DAY_1, "2026-03-01T23:59:59Z", "2026-03-02T03:59:59Z"] {
        let ended = review(&sandbox, now, &[], "");
        assert_eq!((ended.stdout.as_str(), ended.stderr.as_str()), (nothing, ""), "{now}");
    }
    assert!(!sandbox.the_record().exists(), "nothing was asked");
}

#[test]
fn what_was_missed_is_due_on_the_next() {
    let sandbox = practised();
    let run = sandbox.quiz(["review", "--seed", "1"]).env("QUIZDECK_NOW", DAY_2);
    run.input("Proxima Centauri\n").stdout_snapshot("review").check();
    let lines = sandbox.recorded_lines();
    assert_eq!(lines[0]["mode"], "review");
    assert_eq!(lines[0]["plan"].to_string(), r#"{"take":1}"#);
    // Once is enough for a day.
    let ended = review(&sandbox, DAY_2, &[], "");
    assert!(ended.stdout.starts_with("Nothing is due today."), "{}", ended.stdout);
}

#[test]
fn a_wrong_answer_can_be_tried_again_and_comes_back_tomorrow() {
    let sandbox = practised();
    let ended = review(&sandbox, DAY_2, &[], "Vega\nm\nProxima Centauri\nd\n");
    assert!(ended.stdout.contains("It is a second try, which does not count."), "{}", ended.stdout);
    assert!(ended.stdout.contains("Due tomorrow: 3; within 14 days: 3.\n"), "{}", ended.stdout);
}

#[test]
fn new_questions_are_mixed_in() {
    let sandbox = practised();
    let args = ["review", "night-sky", "--new", "2", "--seed", "3", "--limit", "1"];
    let run = sandbox.quiz(args).env("QUIZDECK_NOW", LATER);
    run.input("Proxima Centauri\n:list\n:quit\n").stdout_snapshot("review-new").check();
    let paper = &sandbox.recorded_lines()[0]["paper"];
    let asked: Vec<_> = paper.as_array().unwrap().iter().map(|item| &item["id"]).collect();
    assert_eq!((asked.len(), asked[0]), (3, &Value::from("nearest-star")));
}

#[test]
fn there_can_be_new_questions_alone() {
    let sandbox = practised();
    let greeted = greeting(&sandbox, DAY_1, &["night-sky", "--new", "4"]);
    assert_eq!(greeted, "Review: 4 new questions; :help lists the commands.");
    let sandbox = Sandbox::new().file("sky.toml", fixture(DECK));
    let greeted = greeting(&sandbox, DAY_1, &["sky.toml", "--new", "100"]);
    // All that are graded by themselves: not the essay.
    assert_eq!(greeted, "Review: 11 new questions; :help lists the commands.");
}

#[test]
fn the_limit_takes_the_most_likely_forgotten() {
    let sandbox = practised();
    assert_eq!(
        greeting(&sandbox, LATER, &["--limit", "2"]),
        "Review: 2 of 3 due questions; :help lists the commands."
    );
    let ended = review(&sandbox, LATER, &["--limit", "1"], ":quit\n");
    assert!(ended.stdout.contains("Which star is nearest"), "{}", ended.stdout);
}

#[test]
fn the_retention_changes_what_is_due() {
    let sandbox = practised();
    let due = |retention: &str| greeting(&sandbox, DAY_3, &["--retention", retention]);
    assert_eq!(due("0.97"), "Review: 3 due questions; :help lists the commands.");
    assert_eq!(due("0.7"), "Review: 1 due question; :help lists the commands.");
    let sandbox = sandbox.config("retention = 0.97\n");
    let configured = greeting(&sandbox, DAY_3, &[]);
    assert_eq!(configured, "Review: 3 due questions; :help lists the commands.");
}

#[test]
fn a_deck_that_was_practised_by_its_path_is_found_again() {
    let sandbox = Sandbox::with(DECK);
    let args = [DECK, "--seed", "7", "--kind", "true-false"];
    let run = sandbox.quiz(args).session("FIRST").env("QUIZDECK_NOW", DAY_1);
    let ended = run.input("false\n").run();
    assert!(ended.stdout.contains("quiz review"), "{}", ended.stdout);
    let due = "Review: 1 due question; :help lists the commands.";
    assert_eq!(greeting(&sandbox, DAY_2, &[]), due);
    assert_eq!(greeting(&sandbox, DAY_2, &[DECK]), due);
}

#[test]
fn the_last_answer_of_a_review_can_be_said_to_be_easy() {
    let sandbox = practised();
    let ended = review(&sandbox, DAY_2, &["--limit", "1"], "Proxima Centauri\n:easy\nd\n");
    let said = "Next (d; Enter for d): :easy\nNoted as easy: the question will come back later.\n";
    assert!(ended.stdout.contains(said), "{}", ended.stdout);
}

#[test]
fn a_deck_that_vanished_is_named_and_its_history_kept() {
    let sandbox = practised();
    let (here, away) = (sandbox.work().join("decks").join(DECK), sandbox.work().join("away.toml"));
    fs::rename(here, away).unwrap();
    let ended = review(&sandbox, LATER, &[], "");
    let note = "quiz: the deck `night-sky` is not found; its history is kept, with 3 due \
                questions. If you have its file: quiz review FILE\n";
    assert_eq!(ended.stderr, note);
    assert_eq!(ended.stdout, "Nothing is due today. To ask for new ones: quiz review --new 10\n");
    // Where it is named, it is as if it had never been away.
    let greeted = greeting(&sandbox, LATER, &["away.toml"]);
    assert_eq!(greeted, "Review: 3 due questions; :help lists the commands.");
}

#[test]
fn a_question_that_vanished_is_passed_over() {
    let sandbox = practised();
    change(&sandbox, &[("id = \"nearest-star\"", "id = \"another-star\"")]);
    let greeted = greeting(&sandbox, LATER, &[]);
    assert_eq!(greeted, "Review: 2 due questions; :help lists the commands.");
}

#[test]
fn a_typo_that_was_mended_changes_nothing() {
    let sandbox = practised();
    change(
        &sandbox,
        &[("Which star is *nearest* to the Sun?", "What star is nearest to the Sun?")],
    );
    let ended = review(&sandbox, DAY_2, &[], "Proxima Centauri\n");
    assert!(ended.stdout.contains("What star is nearest"), "{}", ended.stdout);
    assert!(!ended.stdout.contains("was changed"), "{}", ended.stdout);
}

#[test]
fn a_key_that_was_changed_is_told_after_the_feedback() {
    let sandbox = practised();
    change(
        &sandbox,
        &[("answer = \"proxima\"", "answer = \"sirius\""), ("why.sirius", "why.proxima")],
    );
    let run = sandbox.quiz(["review", "--seed", "1"]).env("QUIZDECK_NOW", DAY_2);
    let ended = run.input("Proxima Centauri\nd\n").stdout_snapshot("review-changed-key").check();
    let remark = "The key of this question was changed since you answered it on 2026-03-01: that \
                  answer would be right today.\n";
    assert!(ended.stdout.contains(remark));
}

#[test]
fn exams_make_nothing_due() {
    let sandbox = Sandbox::new().file("decks/tides.toml", fixture("tides.toml"));
    let exam = sandbox.quiz(["exam", "tides", "--seed", "3"]).session("EXAM");
    let ended = exam.input("b\nVenus\nf\nc\n1\nno\na\nh\nd\n").run();
    assert!(ended.stdout.contains("Score: 0 of 7 points"), "{}{}", ended.stdout, ended.stderr);
    let later = review(&sandbox, LATER, &[], "");
    assert!(later.stdout.starts_with("Nothing to review yet"), "{}", later.stdout);
    // Nor are its questions new ones: they are asked when it counts.
    let new = review(&sandbox, LATER, &["tides", "--new", "5"], "");
    assert!(new.stdout.starts_with("Nothing to review yet"), "{}", new.stdout);
}

#[test]
fn the_past_does_not_change_when_the_student_travels() {
    let sandbox = practised();
    // In Honolulu it is still the day before; a clock that was set back is no other case.
    for (zone, now) in [("Pacific/Honolulu", DAY_1), ("UTC", "2026-02-01T09:30:00Z")] {
        let run = sandbox.quiz(["review"]).env("TZ", zone).env("QUIZDECK_NOW", now);
        let ended = run.run();
        assert!(ended.stdout.starts_with("Nothing is due today."), "{zone}: {}", ended.stdout);
    }
}

#[test]
fn as_data() {
    let sandbox = practised();
    let ended = review(&sandbox, DAY_2, &["--format", "json"], "Proxima Centauri\n");
    let data: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!((&data["score"]["earned"], &data["finished"]), (&"1".into(), &true.into()));
    assert!(ended.stderr.starts_with("Review: 1 due question;"), "{}", ended.stderr);
}
