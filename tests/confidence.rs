//! How sure a student is, asked between the answer and its feedback; and answers that were easy.

use serde_json::Value;

use crate::support::Sandbox;

const DECK: &str = "all-kinds.toml";
/// What a beginner should buy first, the nearest star, the planet that turns fastest.
const THREE: [&str; 7] =
    ["practice", DECK, "--seed", "7", "--kind", "single-choice", "--confidence"];

/// How sure the student was of each answer, as the record holds it.
fn confidence(sandbox: &Sandbox) -> Vec<Value> {
    let lines = sandbox.recorded_lines().into_iter();
    lines.filter(|line| line["event"] == "answer").map(|line| line["confidence"].clone()).collect()
}

#[test]
fn it_is_asked_before_the_feedback() {
    let sandbox = Sandbox::with(DECK);
    let input =
        "Binoculars\nx\ng\n:easy\nSirius\n:hint\nU)\n:easy\nJupiter\n\n:easy\nm\nSirius\ng\n\n";
    sandbox.quiz(THREE).input(input).stdout_snapshot("confidence").check();
    // That of a second try is kept as well.
    assert_eq!(confidence(&sandbox), [33, 66, 100, 33]);
    let lines = sandbox.recorded_lines();
    let easy: Vec<_> = lines.iter().filter(|line| line["event"] == "easy").collect();
    assert_eq!(easy.len(), 2, "what was wrong was not easy: {easy:?}");
    assert_eq!((&easy[0]["line"], &easy[1]["line"]), (&1.into(), &4.into()));
}

#[test]
fn without_the_flag_it_is_not_asked() {
    let sandbox = Sandbox::with(DECK);
    let ended = sandbox.quiz(&THREE[..6]).input("Binoculars\nSirius\nJupiter\nd\n").run();
    assert!(!ended.stdout.contains("How sure"), "{}", ended.stdout);
    assert_eq!(confidence(&sandbox), [(); 3].map(Value::from));
}

#[test]
fn it_may_be_configured() {
    let sandbox = Sandbox::with(DECK).config("confidence = true\n");
    sandbox.quiz(&THREE[..6]).input("Binoculars\ng\n:quit\n").run();
    sandbox.quiz(["resume"]).input("Sirius\nu\n:quit\n").run();
    assert_eq!(confidence(&sandbox), [33, 66]);
}

#[test]
fn the_end_of_the_input_keeps_the_answer() {
    let sandbox = Sandbox::with(DECK);
    let ended = sandbox.quiz(THREE).input("Binoculars\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    assert!(ended.stdout.contains("Enter for s): \nRight. 1 of 1 point.\n"), "{}", ended.stdout);
    assert!(ended.stdout.contains("Score: 1 of 1 point, 100 %."), "{}", ended.stdout);
    assert_eq!(confidence(&sandbox), [Value::Null]);
}

#[test]
fn a_review_asks_for_it_too() {
    let sandbox = Sandbox::new().file("decks/all-kinds.toml", crate::support::fixture(DECK));
    let practice = ["practice", "night-sky", "--seed", "7", "--kind", "true-false"];
    sandbox.quiz(practice).session("FIRST").input("f\nd\n").run();
    let review =
        sandbox.quiz(["review", "--confidence"]).env("QUIZDECK_NOW", "2026-03-03T09:30:00Z");
    let ended = review.input("t\ng\n").run();
    assert!(
        ended.stdout.contains("How sure (g, u or s; Enter for s): g\nRight."),
        "{}",
        ended.stdout
    );
    assert_eq!(confidence(&sandbox), [33]);
}

#[test]
fn only_what_was_right_at_once_was_easy() {
    let refused = "Only an answer that was right at once, in time and without a hint can have been \
                   easy.\n";
    let ways = [
        (":easy\n", 1),
        ("Sirius\n:easy\n", 1),
        (":hint\nProxima Centauri\n:easy\n", 1),
        ("Sirius\n:undo\nProxima Centauri\n:easy\n", 1),
        ("Proxima Centauri\n:undo\n:easy\n", 1),
        ("Proxima Centauri\n:easy\n", 0),
    ];
    for (input, times) in ways {
        let sandbox = Sandbox::with(DECK);
        // Two questions, so that there is a place to say it.
        let args = ["practice", DECK, "--seed", "7", "--tag", "stars", "-n", "2"];
        let kinds = ["--kind", "single-choice", "--kind", "cloze"];
        let ended = sandbox.quiz(args.iter().chain(&kinds)).input(input).run();
        assert_eq!(ended.stdout.matches(refused).count(), times, "{input}{}", ended.stdout);
        let noted = ended.stdout.contains("Noted as easy: the question will come back later.\n");
        assert_eq!(noted, times == 0, "{input}{}", ended.stdout);
    }
}

#[cfg(unix)]
#[test]
fn a_signal_says_that_the_answer_is_not_saved() {
    let sandbox = Sandbox::with(DECK);
    let mut dialogue = sandbox.quiz(THREE).begin();
    dialogue.wait_for(":help): ");
    dialogue.line("Binoculars");
    dialogue.wait_for("Enter for s): ");
    dialogue.interrupt();
    let ended = dialogue.end_of_itself();
    let words = "\nquiz: interrupted; your last answer is not saved, what you answered before is. Go \
                 on with: quiz resume TEST-SITTING\n";
    assert_eq!((ended.stderr.as_str(), ended.status), (words, Some(130)));
    assert_eq!(confidence(&sandbox), [(); 0].map(Value::from));
    let resumed = sandbox.quiz(["resume"]).run();
    assert!(resumed.stdout.contains("What should a beginner buy"), "{}", resumed.stdout);
}
