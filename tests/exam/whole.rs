//! A whole exam in line mode, to the word.

use sha2::{Digest, Sha256};

use super::{DECK, SIT, events, receipt, responses};
use crate::support::Sandbox;

/// Answers, flags, skips, goes back, changes an answer, takes one back, looks it over twice, hands
/// in with a question unanswered, and reads the feedback on what was missed.
const INPUT: &str = "b\n:help\nThe Sun\n:flag\ntrue\n:skip\n:hint\n:time\n24.8 h\n:back\n:go 1\nthe moon\n\
                     slow water\n:go 3\n:done\ng\nAt new moon, At the last quarter\n:undo\n\
                     At new moon\n:done\nl\nh\nm\nd\n";

#[test]
fn from_the_rules_to_the_receipt() {
    let sandbox = Sandbox::with(DECK);
    let run = sandbox.quiz(SIT.iter().chain(&["--as", "s1041"])).input(INPUT);
    let ended = run.stdout_snapshot("exam").check();
    let lines = sandbox.recorded_lines();
    assert_eq!(
        events(&lines),
        [
            "start", "answer 0", "flag 1", "answer 1", "skip 2", "answer 3", "answer 0",
            "answer 4", "answer 2", "undo", "answer 2", "end done"
        ]
    );
    assert_eq!(lines[0]["mode"], "exam");
    assert_eq!(lines[0]["plan"].to_string(), r#"{"take":"blueprint"}"#);
    assert_eq!(lines[0]["limits"].to_string(), r#"{"seconds":1800}"#);
    assert_eq!(responses(&lines, 0), [r#"{"choice":"sun"}"#, r#"{"choice":"moon"}"#]);
    // What stands in groups of four is the hash of the last line.
    let h = lines.last().unwrap()["h"].as_str().unwrap();
    assert_eq!(receipt(&ended.stdout).replace('-', ""), h);
    assert_eq!(receipt(&ended.stdout).len(), 19);
}

#[test]
fn the_receipt_stands_for_every_line() {
    let sandbox = Sandbox::with(DECK);
    let ended = sandbox.quiz(SIT).input(INPUT).run();
    let mut last = "start".to_owned();
    for line in sandbox.recorded().lines() {
        let (body, _) = line.split_once(",\"h\":\"").unwrap();
        last = link(&last, body);
        assert_eq!(line, format!("{body},\"h\":\"{last}\"}}"));
    }
    assert_eq!(receipt(&ended.stdout).replace('-', ""), last);
}

/// The hash that ends a line, as the documentation of the record says it.
fn link(before: &str, body: &str) -> String {
    let mut hash = Sha256::new();
    for field in ["quizdeck record 1", before, body] {
        hash.update((field.len() as u64).to_le_bytes());
        hash.update(field);
    }
    hash.finalize()[..8].iter().map(|byte| format!("{byte:02x}")).collect()
}

#[test]
fn the_record_replays_to_what_was_told() {
    let sandbox = Sandbox::with(DECK);
    let told = sandbox.quiz(SIT).input(INPUT).run().stdout;
    assert!(told.contains("Score: 4.5 of 7 points, 64 %. 3 of 6 right"), "{told}");
    let shown = sandbox.quiz(["history", "TEST-SITTING", "--format", "json"]).run();
    assert_eq!((shown.stderr.as_str(), shown.status), ("", Some(0)));
    let data: serde_json::Value = serde_json::from_str(&shown.stdout).unwrap();
    assert_eq!(
        (&data["mode"], &data["marks"]["earned"]),
        (&"exam".into(), &"9/2".into()),
        "{data}"
    );
}

#[test]
fn an_exam_of_which_nothing_was_begun_leaves_no_record() {
    let sandbox = Sandbox::with(DECK);
    for input in ["q\n", "", ":quit\n"] {
        let ended = sandbox.quiz(SIT).input(input).run();
        assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
        assert!(!ended.stdout.contains("Question"), "{}", ended.stdout);
        assert!(!sandbox.records().exists(), "after {input:?}");
    }
}

#[test]
fn handed_in_with_every_question_answered() {
    let sandbox = Sandbox::with(DECK);
    let input =
        "b\na\nt\na b\n24.84\nslack\nb\n:easy\n:claim it is called slack\n\n:help me\nH)\na\n\n";
    let ended = sandbox.quiz(SIT).input(input).run();
    let told = ended.stdout;
    assert!(
        told.contains("6 questions: 6 answered.\nh) hand in\nl) list the questions\n"),
        "{told}"
    );
    // Nothing is unanswered or flagged, so Enter hands in.
    assert!(told.contains("Exam (h, l or q; Enter for h): "), "{told}");
    assert!(told.contains("Score: 7 of 7 points, 100 %."), "{told}");
    assert_eq!(events(&sandbox.recorded_lines()).last().unwrap(), "end complete");
}

#[test]
fn a_claim_can_be_made_in_an_exam_but_nothing_is_told() {
    let sandbox = Sandbox::with(DECK);
    let input = "b\nThe Sun\n:claim it is heavier\n:easy\n:quit\n";
    let ended = sandbox.quiz(SIT).input(input).run();
    let said = "Your claim is in the record; the score stays until someone decides on it.\n";
    assert!(ended.stdout.contains(said), "{}", ended.stdout);
    for told in ["Right", "Wrong", "Moon is near", "differs"] {
        assert!(!ended.stdout.contains(told), "{told} in {}", ended.stdout);
    }
    assert_eq!(events(&sandbox.recorded_lines()), ["start", "answer 0", "claim", "leave 1"]);
}

#[test]
fn json_has_standard_output_to_itself() {
    let sandbox = Sandbox::with(DECK);
    let ended = sandbox.quiz(SIT.iter().chain(&["--format", "json"])).input(INPUT).run();
    assert_eq!(ended.status, Some(0));
    let data: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!(data["receipt"], receipt(&ended.stderr));
    assert_eq!((&data["finished"], &data["score"]["earned"]), (&true.into(), &"9/2".into()));
    assert_eq!(data["questions"][5]["status"], "open");
}

#[test]
fn until_it_is_handed_in_json_tells_no_score() {
    let sandbox = Sandbox::with(DECK);
    let args = SIT.iter().chain(&["--format", "json"]);
    let ended = sandbox.quiz(args).input("b\nThe Sun\ntrue\n:quit\n").run();
    let data: serde_json::Value = serde_json::from_str(&ended.stdout).unwrap();
    assert_eq!((&data["finished"], &data["receipt"]), (&false.into(), &().into()));
    assert!(data["score"].is_null() && data["by_tag"].is_null(), "{data}");
    let questions = data["questions"].as_array().unwrap();
    let told = |question: &serde_json::Value| {
        !question["verdict"].is_null() || !question["fraction"].is_null()
    };
    assert!(!questions.iter().any(told), "{data}");
    assert_eq!(questions[0]["status"], "answered");
}
