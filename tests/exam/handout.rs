//! Exams on a handout: the paper is the student's own, and nothing is told of what is right.

use std::fs;
use std::process::Stdio;

use serde_json::Value;
use sha2::{Digest, Sha256};

use super::{DECK, receipt};
use crate::support::Sandbox;

const HANDOUT: &str = "out/tides.toml";

/// The deck with the handout that was made of it, and the digest that its author knows.
fn handed_out() -> (Sandbox, String) {
    let sandbox = Sandbox::with(DECK);
    fs::create_dir(sandbox.work().join("out")).unwrap();
    let mut command = sandbox.command("deck");
    command.args(["handout", DECK, "-o", HANDOUT]).stdout(Stdio::piped());
    let made = sandbox.talk(command).end();
    assert_eq!(made.status, Some(0), "{}", made.stderr);
    let map = fs::read_to_string(sandbox.work().join("tides.map.json")).unwrap();
    let map: Value = serde_json::from_str(&map).unwrap();
    (sandbox, map["handout"].as_str().unwrap().to_owned())
}

/// The first line of the record of a student's exam.
fn begun(sandbox: &Sandbox, student: &str, id: &str) -> Value {
    let run = sandbox.quiz(["exam", HANDOUT, "--as", student]).session(id);
    let ended = run.input("b\n:quit\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    let text = fs::read_to_string(sandbox.records().join(format!("{id}.jsonl"))).unwrap();
    serde_json::from_str(text.lines().next().unwrap()).unwrap()
}

#[test]
fn nothing_is_told_from_the_first_answer_to_the_receipt() {
    let (sandbox, _) = handed_out();
    let input = "b\nt\na\na c\n24\n:skip\n:done\nh\na\n";
    let run = sandbox.quiz(["exam", HANDOUT, "--as", "s1041"]).input(input);
    let ended = run.stdout_snapshot("exam-handout").check();
    for told in ["Right", "Wrong", "Score", "of 7 points,", "Explanation", "recorded"] {
        assert!(!ended.stdout.contains(told), "{told} in {}", ended.stdout);
    }
    let lines = sandbox.recorded_lines();
    assert!(lines[0]["decks"][0]["key"].is_null());
    assert!(lines.iter().all(|line| line["outcome"].is_null()));
    let h = lines.last().unwrap()["h"].as_str().unwrap();
    assert_eq!(receipt(&ended.stdout).replace('-', ""), h);
}

#[test]
fn nor_is_anything_as_data() {
    let (sandbox, _) = handed_out();
    let run = sandbox.quiz(["exam", HANDOUT, "--as", "s1041", "--format", "json"]);
    let ended = run.input("b\nt\na\n:done\nh\n").run();
    let data: Value = serde_json::from_str(&ended.stdout).unwrap();
    assert!(data["receipt"].is_string() && data["score"].is_null(), "{data}");
    assert!(data["questions"].as_array().unwrap().iter().all(|one| one["verdict"].is_null()));
}

#[test]
fn the_seed_is_the_hash_of_handout_and_student() {
    let (sandbox, digest) = handed_out();
    for (student, id) in [("s1041", "A"), ("Zoë", "B")] {
        let start = begun(&sandbox, student, id);
        assert_eq!(start["decks"][0]["face"], digest);
        let mut hash = Sha256::new();
        for field in ["quizdeck exam 1", &digest, student] {
            hash.update((field.len() as u64).to_le_bytes());
            hash.update(field);
        }
        let first: [u8; 8] = hash.finalize()[..8].try_into().unwrap();
        assert_eq!(start["seed"], u64::from_be_bytes(first).to_string());
        assert_eq!(start["student"], student);
    }
}

#[test]
fn a_student_has_one_paper_and_another_has_another() {
    let (sandbox, _) = handed_out();
    let paper = |student, id| begun(&sandbox, student, id)["paper"].to_string();
    let first = paper("s1041", "A");
    assert_eq!(paper("s1041", "B"), first);
    assert_ne!(paper("s1042", "C"), first);
}

#[test]
fn what_the_handout_settles_cannot_be_changed() {
    let (sandbox, _) = handed_out();
    for (flag, value) in [("--seed", "3"), ("--time-limit", "5h")] {
        let stderr = format!(
            "quiz: {flag} cannot be given with a handout\nhint: the handout says what binds, and \
             your paper is drawn by who you are\n"
        );
        let args = ["exam", HANDOUT, "--as", "s1041", flag, value];
        sandbox.quiz(args).stderr(stderr).status(2).check();
    }
    let stderr = "quiz: a handout needs to know who is sitting\n\
                  hint: say it with --as ID; your paper is drawn by it\n";
    sandbox.quiz(["exam", HANDOUT]).stderr(stderr).status(2).check();
    assert!(!sandbox.records().exists());
}

#[test]
fn who_is_sitting_may_be_configured() {
    let (sandbox, _) = handed_out();
    let named = begun(&sandbox, "s1041", "A");
    let sandbox = sandbox.config("student = \"s1041\"\n");
    let ended = sandbox.quiz(["exam", HANDOUT]).input("b\n:quit\n").run();
    assert!(ended.stdout.contains("\nStudent: s1041.\n"), "{}{}", ended.stdout, ended.stderr);
    assert_eq!(sandbox.recorded_lines()[0]["seed"], named["seed"]);
}

#[test]
fn extra_time_is_shown_and_recorded() {
    let (sandbox, _) = handed_out();
    let run = sandbox.quiz(["exam", HANDOUT, "--as", "s1041", "--time-factor", "1.5"]);
    let ended = run.input("b\n:quit\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    let rule = "Time for the whole exam: 45 min, extra time included (3/2 of the usual).\n";
    assert!(ended.stdout.contains(rule), "{}", ended.stdout);
    assert!(ended.stdout.contains("\nTime left: 45 min.\n"), "{}", ended.stdout);
    let limits = &sandbox.recorded_lines()[0]["limits"];
    assert_eq!(limits.to_string(), r#"{"seconds":2700,"factor":"3/2"}"#);
    let stderr = "error: invalid value '0.5' for '--time-factor <FACTOR>': a factor is a number \
                  from 1 to 10, such as 1.5 or 3/2\n\nFor more information, try '--help'.\n";
    let less = ["exam", HANDOUT, "--as", "s1041", "--time-factor", "0.5"];
    sandbox.quiz(less).stderr(stderr).status(2).check();
}

#[test]
fn an_exam_is_not_practised() {
    let (sandbox, _) = handed_out();
    let stderr = "quiz: out/tides.toml is the handout of an exam\n\
                  hint: sit it with: quiz exam out/tides.toml --as ID\n";
    sandbox.quiz([HANDOUT]).stderr(stderr).status(2).check();
    sandbox.quiz(["practice", HANDOUT, "--all"]).stderr(stderr).status(2).check();
    assert!(!sandbox.records().exists());
}
