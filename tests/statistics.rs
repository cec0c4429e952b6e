//! What a class made of a deck: kept beside it by `gradebook items --write-back`, told by `deck`,
//! drawn from by `quiz practice --measured`.

use std::fs;

use crate::support::{Ended, Sandbox};

/// Questions and options stay in the order of the file. The key of `moon` is wrong.
const DECK: &str = r#"format = 1
id = "sky"
title = "The sky"
shuffle = false

[[question]]
id = "sun"
prompt = "What is the Sun?"
choices = { star = "A star", planet = "A planet", comet = "A comet" }
answer = "star"

[[question]]
id = "mars"
prompt = "What is Mars?"
choices = { star = "A star", planet = "A planet", comet = "A comet" }
answer = "planet"

[[question]]
id = "halley"
prompt = "What is Halley?"
choices = { star = "A star", planet = "A planet", comet = "A comet" }
answer = "comet"

[[question]]
id = "moon"
prompt = "Which of these bodies goes round the Earth?"
choices = { venus = "Venus", luna = "The Moon", titan = "Titan" }
answer = "venus"
"#;

/// How many sit the exam.
const STUDENTS: usize = 32;

/// What a student answers: the later, the more is right, save on the last question.
fn answers(student: usize) -> String {
    let knows = |question: usize| student * 4 >= STUDENTS * question;
    let right = ["A star", "A planet", "A comet"];
    let wrong = ["A comet", "A star", "A planet"];
    let three = (0..3).map(|at| if knows(at) { right[at] } else { wrong[at] });
    let last = if knows(2) { "The Moon" } else { "Venus" };
    let lines: Vec<&str> = std::iter::once("b").chain(three).chain([last, "h"]).collect();
    lines.join("\n") + "\n"
}

/// A folder with the deck and the records of some students.
fn class(students: std::ops::Range<usize>) -> Sandbox {
    let sandbox = Sandbox::new().file("sky.toml", DECK);
    fs::create_dir_all(sandbox.work().join("records")).unwrap();
    for student in students {
        sit(&sandbox, student);
    }
    sandbox
}

/// One more student sits the exam.
fn sit(sandbox: &Sandbox, student: usize) {
    let (id, record) = (format!("s{student}"), format!("records/s{student}.jsonl"));
    let run = sandbox.quiz(["exam", "sky.toml", "--as", &id, "--record", &record]);
    let ended = run.session(&format!("SIT-{student}")).input(answers(student)).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)), "{}", ended.stdout);
}

/// Runs a program; its standard output, standard error and exit code.
fn run(sandbox: &Sandbox, program: &str, args: &[&str]) -> Ended {
    let mut command = sandbox.command(program);
    command.args(args).stdout(std::process::Stdio::piped());
    sandbox.talk(command).end_with(Vec::new())
}

/// Keeps the statistics, and gives what is said of it on standard error.
fn write_back(sandbox: &Sandbox) -> String {
    let args = ["items", "--deck", "sky.toml", "records", "--write-back"];
    let ended = run(sandbox, "gradebook", &args);
    assert_eq!(ended.status, Some(0), "{}", ended.stderr);
    ended.stderr
}

fn side_file(sandbox: &Sandbox) -> String {
    fs::read_to_string(sandbox.work().join("sky.stats.json")).unwrap()
}

#[test]
fn a_class_reaches_the_deck() {
    let sandbox = class(0..STUDENTS);
    assert_eq!(
        write_back(&sandbox),
        "sky.stats.json: 32 students of 2026-03-01 added; it holds 1 class\n"
    );
    let kept = side_file(&sandbox);
    assert!(!kept.contains("\"s1\"") && !kept.contains("SIT-"), "no student in it\n{kept}");

    let check = run(&sandbox, "deck", &["check", "sky.toml", "--format", "short"]);
    // On so short a paper one wrong key casts doubt on another question too.
    let found = "\
sky.toml:8:10: info[too-easy]: very easy: p = 1.00, options `comet` and `planet` never chosen, n = 32
sky.toml:15:59: info[nonfunctional-distractor]: nobody of 32 chose `comet`
sky.toml:21:20: info[nonfunctional-distractor]: nobody of 32 chose `star`
sky.toml:22:10: error[key-suspect]: the key looks wrong: p = .50, r = -.58, option `star` never chosen, n = 32
sky.toml:27:57: info[nonfunctional-distractor]: nobody of 32 chose `titan`
sky.toml:28:10: error[key-suspect]: the key looks wrong: p = .50, r = -.90, option `titan` never chosen, n = 32
";
    assert_eq!((check.stdout.as_str(), check.status), (found, Some(1)));

    let explained = run(&sandbox, "deck", &["explain", "key-suspect"]);
    assert!(
        explained.stdout.starts_with("key-suspect (error, measured)\n"),
        "{}",
        explained.stdout
    );
    assert_eq!(explained.status, Some(0));

    let shown = run(&sandbox, "deck", &["show", "sky.toml", "moon", "--key"]);
    let numbers = "Measured: p = .50 (.34–.66), r = -.90 (-.95 to -.81), n = 32.\n\
                   Chosen: `luna` 16, `titan` 0, `venus` 16 of 32.\n\
                   Mean time 0 s; latest class 2026-03-01.\n";
    assert!(shown.stdout.ends_with(numbers), "{}", shown.stdout);
    assert_eq!(shown.status, Some(0));

    // Written again, nothing changes; with one more student, the class takes its own place.
    assert_eq!(
        write_back(&sandbox),
        "sky.stats.json: 32 students of 2026-03-01 are there already, and nothing has changed; it \
         holds 1 class\n"
    );
    assert_eq!(side_file(&sandbox), kept);
    sit(&sandbox, STUDENTS);
    assert_eq!(
        write_back(&sandbox),
        "sky.stats.json: 33 students of 2026-03-01 in the place of 32 students of 2026-03-01; it \
         holds 1 class\n"
    );
}

#[test]
fn a_finding_is_allowed_and_a_mended_key_is_no_longer_judged_by_old_numbers() {
    let sandbox = class(0..STUDENTS);
    write_back(&sandbox);
    let allow = "shuffle = false\nlint.allow = { \"key-suspect\" = \"it is a trick\" }\n";
    let allowed = DECK.replace("shuffle = false\n", allow);
    let sandbox = sandbox.file("sky.toml", allowed);
    let check = run(&sandbox, "deck", &["check", "sky.toml", "--format", "short"]);
    assert!(!check.stdout.contains("suspect"), "{}", check.stdout);
    assert_eq!(check.status, Some(0));

    let sandbox = sandbox.file("sky.toml", DECK.replace("\"venus\"\n", "\"luna\"\n"));
    let check = run(&sandbox, "deck", &["check", "sky.toml", "--format", "short"]);
    assert!(!check.stdout.contains("sky.toml:28:"), "{}", check.stdout);
    let stats = run(&sandbox, "deck", &["stats", "sky.toml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stats.stdout).unwrap();
    let moon = &json[0]["measured"][3];
    assert_eq!(moon["id"], "moon");
    assert_eq!((&moon["facility"], &moon["other_key"]), (&serde_json::Value::Null, &1.into()));
    assert_eq!(moon["never_chosen"], serde_json::json!(["titan"]));
    // Graded anew, it is measured with the new key.
    write_back(&sandbox);
    let check = run(&sandbox, "deck", &["check", "sky.toml", "--format", "short"]);
    assert!(!check.stdout.contains("suspect"), "{}", check.stdout);
    assert_eq!(check.status, Some(0));
    let stats = run(&sandbox, "deck", &["stats", "sky.toml", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&stats.stdout).unwrap();
    assert_eq!(json[0]["measured"][3]["facility"]["value"], 0.5);
    let table = run(&sandbox, "deck", &["stats", "sky.toml"]);
    let row = "Measured: moon; n: 32; p: .50 (.34–.66); r: .90 (.81–.95); Never chosen: titan; \
               Time: 0 s; Latest: 2026-03-01";
    assert!(table.stdout.contains(row), "{}", table.stdout);
}

#[test]
fn a_broken_file_is_named_and_the_check_goes_on() {
    let sandbox = Sandbox::new().file("sky.toml", DECK);
    let broken = "{\n  \"statistics\": 1,\n  \"deck\": \"sky\",\n  \"classes\": 1e400\n}\n";
    let sandbox = sandbox.file("sky.stats.json", broken);
    let check = run(&sandbox, "deck", &["check", "sky.toml", "--format", "short"]);
    let said = "sky.stats.json:4:18: error[bad-statistics]: the statistics cannot be used: number \
                out of range\n";
    assert_eq!((check.stdout.as_str(), check.status), (said, Some(1)));
    let shown = run(&sandbox, "deck", &["show", "sky.toml", "sun"]);
    let warned = "warning: sky.stats.json: the statistics cannot be used: number out of range\n";
    assert_eq!((shown.stderr.as_str(), shown.status), (warned, Some(0)));
    let said = "quiz: sky.stats.json cannot be used: number out of range\n\
                hint: `deck check` says where\n";
    sandbox.quiz(["sky.toml", "--measured", "hard"]).stderr(said).status(1).check();
    let sandbox = sandbox.file("records/none.txt", "");
    let args = ["items", "--deck", "sky.toml", "records", "--write-back"];
    assert_ne!(run(&sandbox, "gradebook", &args).status, Some(0));
    assert_eq!(side_file(&sandbox), broken);
}

#[test]
fn practice_is_drawn_by_measured_difficulty_and_the_plan_says_from_what() {
    let sandbox = class(0..STUDENTS);
    let nothing = "quiz: how hard the questions of `sky` are was not measured by 10 students or more\n\
                   hint: `gradebook items --write-back` keeps what a class made of a deck beside it; \
                   --difficulty goes by what the deck says\n";
    sandbox.quiz(["sky.toml", "--measured", "easy"]).stderr(nothing).status(2).check();
    write_back(&sandbox);
    let run = sandbox.quiz(["sky.toml", "--measured", "medium", "--all", "--seed", "7"]).run();
    assert_eq!((run.stderr.as_str(), run.status), ("", Some(0)));
    let start = &sandbox.recorded_lines()[0];
    let only = serde_json::json!({ "sky": ["halley", "mars", "moon"] });
    assert_eq!(start["plan"]["only"], only);
    let paper: Vec<&str> = start["paper"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect();
    assert_eq!(paper, ["mars", "halley", "moon"]);
    let none = "quiz: no question was measured to be hard\n\
                hint: of 4 questions that were measured, there are 1 easy, 3 medium\n";
    sandbox.quiz(["sky.toml", "--measured", "hard"]).stderr(none).status(2).check();
}
