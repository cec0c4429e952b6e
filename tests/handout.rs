//! From a deck to a handout, and from the handout to an ungraded record.

use std::process::Stdio;

use crate::support::{Ended, Sandbox, root};

const DECK: &str = "all-kinds.toml";

fn deck(sandbox: &Sandbox, args: &[&str]) -> Ended {
    let mut command = sandbox.command("deck");
    command.args(args).stdout(Stdio::piped());
    sandbox.talk(command).end()
}

#[test]
fn a_handout_is_asked_and_its_record_is_not_graded() {
    let sandbox = Sandbox::with(DECK);
    std::fs::create_dir(sandbox.work().join("out")).unwrap();
    let made = deck(&sandbox, &["handout", DECK, "-o", "out/exam.toml"]);
    assert_eq!(made.status, Some(0), "{}", made.stderr);
    let args = ["out/exam.toml", "--kind", "single-choice", "--seed", "7", "-n", "2"];
    let ended = sandbox.quiz(args).input("b\na\nd\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    assert_eq!(ended.stdout.matches("Your answer is recorded.\n").count(), 2, "{}", ended.stdout);
    for told in ["Right", "Wrong", "Explanation", "Source"] {
        assert!(!ended.stdout.contains(told), "{told} in {}", ended.stdout);
    }
    let lines = sandbox.recorded_lines();
    assert!(lines[0]["decks"][0]["key"].is_null() && lines[0]["decks"][0]["face"].is_string());
    let answers: Vec<_> = lines.iter().filter(|line| line["event"] == "answer").collect();
    assert_eq!(answers.len(), 2);
    assert!(answers.iter().all(|answer| answer["outcome"].is_null()), "{answers:?}");
    assert_eq!(answers[0]["response"]["choice"].as_str().map(str::len), Some(1), "an opaque id");
}

#[test]
fn a_deck_and_its_handout_give_the_same_paper() {
    let sandbox = Sandbox::with(DECK);
    std::fs::create_dir(sandbox.work().join("out")).unwrap();
    deck(&sandbox, &["handout", DECK, "-o", "out/exam.toml"]);
    let asked = |name: &str| {
        let ended = sandbox.quiz([name, "--all", "--seed", "11"]).session(if name == DECK {
            "DECK"
        } else {
            "HANDOUT"
        });
        let ended = ended.input(":skip\n".repeat(20)).run();
        let lines = ended.stdout.lines().filter(|line| line.starts_with("Question "));
        lines.map(str::to_owned).collect::<Vec<_>>()
    };
    let of_deck = asked(DECK);
    assert!(of_deck.len() > 10);
    assert_eq!(of_deck, asked("out/exam.toml"));
}

#[test]
fn a_handout_is_clean_and_laid_out() {
    let sandbox = Sandbox::with(DECK);
    std::fs::create_dir(sandbox.work().join("out")).unwrap();
    deck(&sandbox, &["handout", DECK, "-o", "out/exam.toml"]);
    let checked = deck(&sandbox, &["fmt", "--check", "out/exam.toml"]);
    assert_eq!((checked.stdout.as_str(), checked.status), ("", Some(0)));
    let checked = deck(&sandbox, &["check", "out/exam.toml"]);
    assert_eq!(checked.status, Some(0), "{}", checked.stdout);
}

#[test]
fn nothing_of_the_key_of_the_first_deck_stands_in_its_handout() {
    let sandbox = Sandbox::new();
    let path = root().join("decks/china-policing-abroad.toml");
    let text = std::fs::read_to_string(&path).unwrap();
    let path = path.to_str().unwrap();
    let map = sandbox.work().join("map.json");
    std::fs::create_dir(sandbox.work().join("out")).unwrap();
    let args = ["handout", path, "-o", "out/exam.toml", "--map", map.to_str().unwrap()];
    let made = deck(&sandbox, &args);
    assert_eq!(made.status, Some(0), "{}", made.stderr);
    let handout = std::fs::read_to_string(sandbox.work().join("out/exam.toml")).unwrap();
    for field in ["answer", "explanation", "why", "cite", "hint", "accept", "evidence", "model"] {
        let begins = |line: &str| line.starts_with(field) || line.contains(&format!(" {field} ="));
        assert!(!handout.lines().any(begins), "{field}");
    }
    // Every explanation and every phrase of evidence, as they stand in the file; but a phrase that a
    // student reads anyway, as an option, is no secret.
    let is_key = |line: &&str| line.starts_with("explanation") || line.contains("evidence");
    let (key, face): (Vec<&str>, Vec<&str>) = text.lines().partition(is_key);
    let face = face.join("\n");
    let strings = key.iter().flat_map(|line| line.split('"').skip(1).step_by(2));
    let secret: Vec<&str> =
        strings.filter(|text| text.len() >= 12 && !face.contains(text)).collect();
    assert!(secret.len() > 30, "{}", secret.len());
    for text in secret {
        assert!(!handout.contains(text), "{text:?}");
    }
}
