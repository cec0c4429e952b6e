//! The same deck, seed and answers give the same sitting; and nothing of the key shows before the
//! answer.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::answerer::answer_to;
use crate::support::{Ended, Sandbox, fixture};

const DECK: &str = "all-kinds.toml";
/// A deck in which all that only a grader knows is marked.
const CANARIES: &str = "canary.toml";
/// What is right, in the order and with the letters of seed 7.
const ANSWERS: &str = "499\nb\nb c d\nHalley's Comet\nThe Sun lights one half.\n.\ntrue\n\
                       1c 2a 3b\na\na\n0.7\n24\nb\nPolaris\nd a b c\n";

/// One field of a key after the other, as it stands in the fixture and with another value.
const OTHER_KEYS: &[(&str, &str)] = &[
    ("answer = \"proxima\"", "answer = \"vega\""),
    ("why.sirius = \"Sirius is", "why.proxima = \"It is"),
    ("hint = [\"It cannot be seen without a telescope.\", ", "hint = ["),
    ("Proxima is a red dwarf, a little over", "Some other reason, a little over"),
    ("cite = { source = \"almanac\", paragraph = 3 }", "cite = { source = \"atlas\" }"),
    ("answer = \"binoculars\"\ncredit.telescope = 0.5", "answer = \"laser\""),
    ("credit.laser = -0.25", "credit.telescope = 0.25"),
    ("answer = [\"jupiter\", \"saturn\", \"uranus\"]", "answer = [\"mars\"]"),
    ("answer = true", "answer = false"),
    ("answer = 499\ntolerance = 2", "answer = 8.3\ntolerance = \"10%\""),
    ("units = { min = 60 }", "units = { h = 3600, d = 86400 }"),
    ("average?\"\nanswer = 1\n", "average?\"\nanswer = 2\n"),
    ("answer = \"Halley's Comet\"", "answer = \"Encke\""),
    ("reject = { \"Hale-Bopp\"", "reject = { \"Lulin\""),
    (
        "answer = [\"earth\", [\"phobos\", \"deimos\"], \"europa\"]",
        "answer = [\"europa\", \"earth\", \"phobos\", \"deimos\"]",
    ),
    ("jupiter = \"europa\", saturn = \"titan\" }", "jupiter = \"charon\", saturn = \"europa\" }"),
    (
        "hours = 24, side = \"east\", star = \"Polaris\"",
        "hours = 1, side = \"west\", star = \"Mizar\"",
    ),
    ("text = \"We see that half", "text = \"Nobody sees that half"),
    ("The Sun always lights", "Nothing ever lights"),
    ("shuffle = false\nanswer = \"jupiter\"", "shuffle = false\nanswer = \"mars\""),
    ("answer = 0.7", "answer = 0.9"),
];

/// A whole sitting in a sandbox of its own: what was printed, and the record.
fn sitting(deck: &str, input: &str) -> (Ended, String) {
    let sandbox = Sandbox::new().file(DECK, deck);
    let args = ["practice", DECK, "--all", "--seed", "7", "--ui", "line"];
    let ended = sandbox.quiz(args).input(input).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    (ended, sandbox.recorded())
}

/// The fixture with every key changed.
fn with_other_keys() -> String {
    OTHER_KEYS.iter().fold(fixture(DECK), |text, (from, to)| {
        assert_eq!(text.matches(from).count(), 1, "{from}");
        text.replace(from, to)
    })
}

/// A record without what tells of the key: its digest, and with it the chain.
fn without_key(record: &str) -> Vec<Value> {
    let line = |line: &str| {
        let mut line: Value = serde_json::from_str(line).unwrap();
        line.as_object_mut().unwrap().remove("h");
        for deck in line["decks"].as_array_mut().into_iter().flatten() {
            assert!(deck.as_object_mut().unwrap().remove("key").is_some());
        }
        line
    };
    record.lines().map(line).collect()
}

#[test]
fn the_same_answers_give_the_same_sitting() {
    let deck = fixture(DECK);
    let (first, second) = (sitting(&deck, ANSWERS), sitting(&deck, ANSWERS));
    assert_eq!(first.1.lines().count(), 14, "twelve answers were taken:\n{}", first.0.stdout);
    assert_eq!(first, second);
}

#[test]
fn the_bundled_deck_too() {
    let run = || {
        let sandbox = Sandbox::new();
        let args = ["practice", "china-policing-abroad", "--all", "--seed", "7", "--ui", "line"];
        let ended = sandbox.quiz(args).input("a\n:skip\n".repeat(100)).run();
        assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
        (ended, sandbox.recorded())
    };
    assert_eq!(run(), run());
}

#[test]
fn another_seed_gives_another_paper() {
    let sandbox = Sandbox::with(DECK);
    let paper = |seed: &str| {
        let args = ["practice", DECK, "--all", "--seed", seed];
        let stdout = sandbox.quiz(args).session(seed).run().stdout;
        let record = std::fs::read_to_string(sandbox.records().join(format!("{seed}.jsonl")));
        let start = record.unwrap().lines().next().map(str::to_owned).unwrap();
        let start: Value = serde_json::from_str(&start).unwrap();
        (stdout, start["paper"].clone())
    };
    assert_ne!(paper("7").1, paper("8").1);
}

#[test]
fn other_keys_ask_the_same_questions_in_the_same_words_and_order() {
    // The last question is left open, since a scorecard would tell what was right.
    let input = format!("{}:repeat\n:quit\n", ":skip\n".repeat(11));
    let (one, other) = (sitting(&fixture(DECK), &input), sitting(&with_other_keys(), &input));
    assert_eq!(one.0.stdout.matches("\nQuestion ").count(), 13);
    assert_eq!(one.0, other.0);
    assert_eq!(without_key(&one.1), without_key(&other.1));
    assert_ne!(one.1, other.1, "the digest of the key differs");
}

#[test]
fn every_key_was_changed() {
    let (one, other) = (sitting(&fixture(DECK), ANSWERS), sitting(&with_other_keys(), ANSWERS));
    let outcomes = |record: &str| -> Vec<Value> {
        let lines = record.lines().map(|line| serde_json::from_str::<Value>(line).unwrap());
        lines.filter_map(|line| line.get("outcome").cloned()).collect()
    };
    let (one, other) = (outcomes(&one.1), outcomes(&other.1));
    assert_eq!(one.len(), 11, "all but the essay");
    for (one, other) in one.iter().zip(&other) {
        assert!(one == "1" && other != "1", "{one} {other}");
    }
}

/// The words and numbers of a text that only a grader may know.
fn canaries(text: &str) -> Vec<&str> {
    let words = text.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-' || c == '.'));
    words.filter(|word| word.starts_with("canary") || word.contains("731")).collect()
}

#[test]
fn no_canary_is_told_before_an_answer() {
    assert_eq!(canaries(&fixture(CANARIES)).len(), 52);
    let sandbox = Sandbox::new().file("deck.toml", fixture(CANARIES));
    let look = ":repeat\n:list\n:time\n:help\n:flag\n:skip\n";
    let input = format!("{}:back\n:go 9\n:undo\n:list\n:quit\n", look.repeat(8));
    for format in ["text", "json"] {
        let args = ["practice", "deck.toml", "--all", "--seed", "7", "--format", format];
        let ended = sandbox.quiz(args).input(input.as_str()).session(format).run();
        let told = format!("{}{}", ended.stdout, ended.stderr);
        assert!(told.contains("Question 9 of 9."), "{told}");
        assert_eq!(canaries(&told), [""; 0], "{told}");
        let record = sandbox.records().join(format!("{format}.jsonl"));
        let record = std::fs::read_to_string(record).unwrap();
        assert_eq!(canaries(&record), [""; 0], "{record}");
    }
}

#[test]
fn each_canary_is_told_with_the_feedback_of_its_question_alone() {
    let sandbox = Sandbox::new().file("deck.toml", fixture(CANARIES));
    let args = ["practice", "deck.toml", "--all", "--seed", "7"];
    let mut dialogue = sandbox.quiz(args).begin();
    let mut told = BTreeSet::new();
    let (mut seen, mut open) = (0, true);
    while open {
        let text = dialogue.wait_for_prompt(seen);
        // Feedback holds no empty line; one stands before the next question and the scorecard.
        let (feedback, next) = text[seen..].split_once("\n\n").unwrap_or((&text[seen..], ""));
        let questions: BTreeSet<&str> = canaries(feedback)
            .into_iter()
            .filter_map(|canary| canary.strip_prefix("canary-")?.split('-').next())
            .filter(|question| *question != "shared")
            .collect();
        assert!(questions.len() <= 1, "{feedback}");
        assert!(questions.into_iter().all(|question| told.insert(question.to_owned())));
        open = !next.starts_with("Score: ");
        if open {
            assert_eq!(canaries(next), [""; 0], "{next}");
        }
        seen = text.len();
        dialogue.line(&answer_to(&text));
    }
    assert_eq!(told.len(), 9, "{told:?}");
    let ended = dialogue.end();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
}
