//! `quiz progress`: what it tells of sittings that were really sat, in lines, as data and for a
//! spreadsheet, and what becomes of it when decks change and vanish and records break.

use std::fs;

use serde_json::json;

use crate::support::{Run, Sandbox};

const DECK: &str = "all-kinds.toml";
const NOW: &str = "2026-03-04T20:00:00Z";

/// A deck of true-or-false questions, the first of them tagged.
fn deck(id: &str, title: &str, questions: usize) -> String {
    let head = format!("format = 1\nid = \"{id}\"\ntitle = \"{title}\"\n");
    let question = |n: usize| {
        let tag = if n == 1 { "tags = [\"=first\"]\n" } else { "" };
        format!("\n[[question]]\nid = \"q{n}\"\nprompt = \"Is *{n}* so?\"\nanswer = true\n{tag}")
    };
    head + &(1..=questions).map(question).collect::<String>()
}

/// A sitting, with a clock that goes on.
fn sit(sandbox: &Sandbox, args: &[&str], id: &str, day: &str, input: &str) {
    let now = format!("{day}T09:30:00Z/9s");
    let ended = sandbox.quiz(args).session(id).env("QUIZDECK_NOW", now).input(input).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)), "{}", ended.stdout);
}

/// Sittings of two decks on some days, with confidence and without; one of the decks is gone.
pub(crate) fn studied() -> Sandbox {
    let sandbox = Sandbox::with(DECK).file("gone.toml", deck("gone", "Gone", 2));
    let sky = ["practice", DECK, "--seed", "7", "--kind", "single-choice", "--confidence"];
    sit(&sandbox, &sky, "S1", "2025-11-20", "Binoculars\ns\nSirius\ns\nMars\nu\n");
    sit(&sandbox, &sky, "S2", "2026-03-01", "Binoculars\ns\nProxima Centauri\ng\n:skip\n");
    sit(&sandbox, &["gone.toml", "--seed", "1"], "S3", "2026-03-02", "t\nf\n:quit\n");
    sit(&sandbox, &sky, "S4", "2026-03-03", "A large telescope\nu\nSirius\nu\n:quit\n");
    fs::remove_file(sandbox.work().join("gone.toml")).unwrap();
    sandbox
}

fn progress<'s>(sandbox: &'s Sandbox, args: &[&str]) -> Run<'s> {
    sandbox.quiz(std::iter::once(&"progress").chain(args)).env("QUIZDECK_NOW", NOW)
}

fn data(sandbox: &Sandbox, args: &[&str]) -> serde_json::Value {
    let json = args.iter().copied().chain(["--format", "json"]).collect::<Vec<_>>();
    let ended = progress(sandbox, &json).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    serde_json::from_str(&ended.stdout).unwrap()
}

#[test]
fn no_history_says_how_to_begin() {
    let sandbox = Sandbox::with(DECK);
    let none = "No answers yet. Begin with `quiz`, which lets you choose a deck.\n";
    progress(&sandbox, &[]).stdout(none).check();
    let none = "No answers yet with what you named. Begin with `quiz DECK`; `quiz progress` alone \
                tells about all decks.\n";
    progress(&sandbox, &[DECK]).stdout(none).check();
    let found = data(&sandbox, &[DECK]);
    assert_eq!((&found["total"]["seen"], &found["total"]["questions"]), (&0.into(), &13.into()));
    assert_eq!(found["by_deck"][0]["title"], "The night sky");
    assert_eq!((&found["confidence"], &found["total"]["accuracy"]), (&().into(), &().into()));
    let missing = progress(&sandbox, &["nowhere"]).run();
    assert_eq!(missing.status, Some(2));
    assert!(missing.stderr.starts_with("quiz: there is no file and no deck `nowhere`\n"));
}

#[test]
fn all_of_it() {
    let sandbox = studied();
    progress(&sandbox, &[]).stdout_snapshot("progress-line").check();
    progress(&sandbox, &["--format", "json"]).stdout_snapshot("progress-json").check();
    progress(&sandbox, &["--format", "csv"]).stdout_snapshot("progress-csv").check();
    let drawn = progress(&sandbox, &["--ui", "rich", "--color", "never"]).env("COLUMNS", "80");
    drawn.stdout_snapshot("progress-drawn").check();
    let lines = progress(&sandbox, &[]).run().stdout;
    let picture = |c: char| ('\u{2500}'..='\u{25ff}').contains(&c);
    assert!(!lines.contains(picture), "{lines}");
}

#[test]
fn some_decks() {
    let sandbox = studied();
    for name in ["night-sky", DECK] {
        let found = data(&sandbox, &[name]);
        assert_eq!(found["by_deck"].as_array().unwrap().len(), 1, "{name}");
        assert_eq!(found["by_deck"][0]["deck"], "night-sky");
        assert_eq!((&found["only_some_decks"], &found["days_studied"]), (&true.into(), &4.into()));
    }
    let gone = data(&sandbox, &["gone"]);
    assert_eq!(gone["by_deck"][0]["title"], serde_json::Value::Null);
    assert_eq!((&gone["total"]["answers"], &gone["total"]["right"]), (&2.into(), &1.into()));
    assert_eq!((&gone["by_tag"], &gone["weakest"]), (&json!([]), &json!([])));
    let shown = progress(&sandbox, &["gone"]).run().stdout;
    assert!(shown.contains("Deck: gone (deck not found); Seen: 2; Answers: 2;"), "{shown}");
    let both = data(&sandbox, &["gone", DECK]);
    assert_eq!(both["total"], data(&sandbox, &[])["total"]);
}

#[test]
fn what_was_taken_out_of_a_deck_is_left_out() {
    let sandbox = Sandbox::new().file("two.toml", deck("two", "Two", 2));
    sit(&sandbox, &["two.toml", "--seed", "1"], "S1", "2026-03-02", "t\nf\n:quit\n");
    assert_eq!(data(&sandbox, &[])["total"]["seen"], 2);
    fs::write(sandbox.work().join("two.toml"), deck("two", "Two", 1)).unwrap();
    let found = data(&sandbox, &[]);
    assert_eq!((&found["total"]["seen"], &found["questions_removed"]), (&1.into(), &1.into()));
    let lines = progress(&sandbox, &[]).run().stdout;
    assert!(lines.contains("Left out: 1 question that your decks have no more\n"), "{lines}");
}

#[test]
fn predictions_are_told_when_there_are_a_hundred() {
    let sandbox = Sandbox::new().file("many.toml", deck("many", "Many", 60));
    let input = |wrong: usize| (0..60).map(move |n| if n % wrong == 0 { "f\n" } else { "t\n" });
    let sit = |id, day, wrong| {
        let input = input(wrong).collect::<String>() + ":quit\n";
        sit(&sandbox, &["many.toml", "--all", "--seed", "1"], id, day, &input);
    };
    sit("S1", "2026-02-20", 3);
    sit("S2", "2026-02-24", 4);
    let lines = progress(&sandbox, &[]).run().stdout;
    let few =
        "60 reviews so far that came a day or more after another; 40 more are needed to tell.";
    assert!(lines.contains(few), "{lines}");
    assert_eq!(data(&sandbox, &[])["predictions"]["deciles"], json!([]));
    sit("S3", "2026-03-02", 6);
    let found = data(&sandbox, &[]);
    let predictions = &found["predictions"];
    assert_eq!(predictions["reviews_needed"], 0);
    let deciles = predictions["deciles"].as_array().unwrap();
    let reviews: u64 = deciles.iter().map(|row| row["reviews"].as_u64().unwrap()).sum();
    assert_eq!((deciles.len(), reviews), (10, 120));
    // 15 were missed in the second sitting, 10 in the third.
    let recalled: u64 = deciles.iter().map(|row| row["recalled"].as_u64().unwrap()).sum();
    assert_eq!(recalled, 120 - 25);
    assert_eq!(found["weakest"].as_array().unwrap().len(), 10);
    let lines = progress(&sandbox, &[]).run().stdout;
    assert!(lines.contains("\nPredicted: ") && lines.contains("\nOver 120 reviews: log loss 0."));
}

#[test]
fn an_exam_is_seen_and_studied_but_not_counted() {
    let sandbox = Sandbox::new().file("two.toml", deck("two", "Two", 2));
    let input = "b\nt\nf\n:done\nh\n";
    let run = sandbox.quiz(["exam", "two.toml"]).session("E1").input(input).run();
    assert_eq!(run.status, Some(0), "{}{}", run.stdout, run.stderr);
    let found = data(&sandbox, &[]);
    let total = &found["total"];
    assert_eq!((&total["seen"], &total["answers"]), (&2.into(), &0.into()));
    assert_eq!((&total["accuracy"], &total["retention"]), (&().into(), &().into()));
    assert_eq!(found["days"][0]["answers"], 2);
    let lines = progress(&sandbox, &[]).run().stdout;
    assert!(lines.contains("\nRight: no answers that count yet\n"), "{lines}");
}

#[test]
fn days_are_those_of_the_place_and_begin_late() {
    let sandbox = Sandbox::new().file("two.toml", deck("two", "Two", 2));
    let late = sandbox.quiz(["two.toml", "--seed", "1"]).env("TZ", "Asia/Kathmandu");
    // 03:30 on the third of March there, which is still the evening of the second.
    late.env("QUIZDECK_NOW", "2026-03-02T21:45:00Z").input("t\nt\n:quit\n").run();
    assert_eq!(data(&sandbox, &[])["days"][0]["day"], "2026-03-02");
    let early = progress(&sandbox, &["--format", "json"]).env("QUIZDECK_ROLLOVER", "3").run();
    let early: serde_json::Value = serde_json::from_str(&early.stdout).unwrap();
    assert_eq!(early["days"][0]["day"], "2026-03-03");
}

#[test]
fn a_broken_record_is_named_once_and_the_rest_is_used() {
    let sandbox = studied().record("broken.jsonl", "{\"n\":0}\n");
    let whole = data(&studied(), &[]);
    let ended = progress(&sandbox, &["--format", "json"]).run();
    assert_eq!(ended.status, Some(1));
    assert_eq!(ended.stderr.matches("broken.jsonl").count(), 1, "{}", ended.stderr);
    assert_eq!(serde_json::from_str::<serde_json::Value>(&ended.stdout).unwrap(), whole);
    let bytes = fs::read(sandbox.records().join("broken.jsonl")).unwrap();
    assert_eq!(bytes, b"{\"n\":0}\n");
}
