//! Clocks: a break stops them, and a limit ends a question or a sitting, in both front ends.

use std::thread;
use std::time::Duration;

use crate::support::Sandbox;

/// Three questions of three kinds; the first two have a time of their own.
const DECK: &str = r#"
format = 1
id = "clocks"
title = "Clocks"
shuffle = false

[[question]]
id = "hours"
prompt = "How many hours has a day?"
choices.twelve = "Twelve"
choices.twenty-four = "Twenty-four"
answer = "twenty-four"
time = "1s"

[[question]]
id = "hand"
prompt = "Which hand is the longest?"
answer = "the second hand"
time = "1s"

[[question]]
id = "sundial"
prompt = "A sundial works by night."
answer = false
"#;

/// Longer than the time of a question.
const TOO_LONG: Duration = Duration::from_millis(1_200);

fn sandbox() -> Sandbox {
    Sandbox::new().file("clocks.toml", DECK)
}

/// The events of a record, each with what tells it from others of its name.
fn events(sandbox: &Sandbox) -> Vec<String> {
    let lines = sandbox.recorded_lines();
    let event = |line: &serde_json::Value| {
        let name = line["event"].as_str().unwrap().to_owned();
        match name.as_str() {
            "answer" if line["late"] == true => format!("late answer {}", line["q"]),
            "answer" | "timeout" if !line["q"].is_null() => format!("{name} {}", line["q"]),
            "end" => format!("end {}", line["reason"].as_str().unwrap()),
            _ => name,
        }
    };
    lines.iter().map(event).collect()
}

#[test]
fn a_break_stops_the_clock() {
    let sandbox = sandbox();
    let ended =
        sandbox.quiz(["clocks.toml", "--kind", "single-choice"]).input(":pause\n\nb\nd\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    let asked = "Answer (a letter, or :help): :pause\nPaused; the clock stands. Enter goes on: \n\n\
                 Question 1 of 1. 1 point. Time: 1 s.\n";
    assert!(ended.stdout.contains(asked), "{}", ended.stdout);
    assert_eq!(events(&sandbox), ["start", "pause", "resume", "answer 0", "end complete"]);
}

#[test]
fn a_break_that_is_not_ended_can_be_resumed() {
    let sandbox = sandbox();
    let ended = sandbox.quiz(["clocks.toml", "--kind", "single-choice"]).input(":pause\n").run();
    assert_eq!(ended.status, Some(0));
    assert_eq!(events(&sandbox), ["start", "pause", "end input"]);
}

#[test]
fn no_break_stops_a_clock_that_binds() {
    let sandbox = sandbox();
    let args = ["clocks.toml", "--kind", "single-choice", "--time-limit", "1h"];
    let ended = sandbox.quiz(args).input(":pause\nb\nd\n").run();
    let said = "The clock cannot be stopped: a time limit binds.\n";
    assert!(ended.stdout.contains(said), "{}", ended.stdout);
    assert!(ended.stdout.contains("1 point. Time: 1 s.\nTime left: "));
    assert_eq!(events(&sandbox), ["start", "answer 0", "end complete"]);
    let limits = &sandbox.recorded_lines()[0]["limits"];
    assert_eq!(limits.to_string(), r#"{"seconds":3600}"#);
}

#[test]
fn in_line_mode_a_late_answer_is_kept_as_late() {
    let sandbox = sandbox();
    let args = ["clocks.toml", "--all", "--timed"];
    let mut dialogue = sandbox.quiz(args).live().begin();
    let asked = dialogue.wait_for(":help): ");
    assert!(asked.contains("Time left for this question: 1 s.\n"), "{asked}");
    thread::sleep(TOO_LONG);
    dialogue.line("b");
    let answered = dialogue.wait_for_prompt(asked.len());
    assert!(
        answered.contains("Right. It came after the time, and does not count.\n"),
        "{answered}"
    );
    thread::sleep(TOO_LONG);
    // What is no answer is passed over then.
    dialogue.line(":skip");
    let skipped = dialogue.wait_for_prompt(answered.len());
    assert!(skipped.contains("Time is up. 0 of 1 point. Right answer: the second hand.\n"));
    dialogue.line("false");
    dialogue.wait_for("Next (m or d; Enter for d): ");
    dialogue.line("d");
    let ended = dialogue.end();
    assert!(ended.stdout.contains("Score: 1 of 3 points, 33 %. 1 of 3 right"), "{}", ended.stdout);
    assert!(ended.stdout.contains("Time ran out on 1 question.\n"), "{}", ended.stdout);
    let record = std::fs::read_dir(sandbox.records()).unwrap().next().unwrap().unwrap();
    let record = std::fs::read_to_string(record.path()).unwrap();
    assert!(record.contains(r#""limits":{"questions":true}"#));
    assert!(record.contains(r#""event":"timeout","q":1"#) && record.contains(r#""late":true"#));
}

#[test]
fn in_line_mode_the_end_of_the_time_ends_the_sitting() {
    let sandbox = sandbox();
    let args = ["clocks.toml", "--all", "--time-limit", "1s"];
    let run = sandbox.quiz(args).live().session("TEST-SITTING");
    let mut dialogue = run.begin();
    let asked = dialogue.wait_for(":help): ");
    thread::sleep(TOO_LONG);
    dialogue.line("b");
    let ended = dialogue.end();
    assert!(ended.stdout[asked.len()..].contains("does not count.\n"), "{}", ended.stdout);
    assert!(ended.stdout.contains("Time is up.\n\nScore: 0 of 1 point"), "{}", ended.stdout);
    assert!(
        ended.stdout.contains("2 questions were not reached.\n1 answer came after the time, and")
    );
    assert_eq!(events(&sandbox), ["start", "timeout", "late answer 0", "end time"]);
}

#[test]
fn where_no_question_has_a_time_none_binds() {
    let sandbox = sandbox();
    let args = ["clocks.toml", "--kind", "true-false", "--timed"];
    let ended = sandbox.quiz(args).input("f\n").run();
    let note = "quiz: no question that was drawn has a time of its own: --timed changes nothing\n";
    assert_eq!((ended.stderr.as_str(), ended.status), (note, Some(0)));
    assert!(sandbox.recorded_lines()[0]["limits"].is_null());
}

#[test]
fn without_a_terminal_nothing_is_begun_on_one() {
    let sandbox = sandbox();
    let ended = sandbox.quiz(["clocks.toml", "--ui", "rich"]).run();
    // A test may run with a terminal behind it, from which keys can then be taken.
    if ended.status == Some(2) {
        assert!(ended.stderr.ends_with("hint: use plain lines: --ui line\n"), "{}", ended.stderr);
        assert!(!sandbox.records().exists());
    }
}

#[test]
fn a_limit_is_a_time() {
    let sandbox = sandbox();
    for time in ["10", "0s", "x", "-5m"] {
        let ended = sandbox.quiz(["clocks.toml", &format!("--time-limit={time}")]).run();
        let said = "a time is a number with its unit, such as 90s, 10m or 1h30m";
        assert!(ended.stderr.contains(said), "{}", ended.stderr);
        assert_eq!(ended.status, Some(2));
    }
}

#[cfg(unix)]
mod terminal {
    use super::*;
    use crate::support::pty::{Terminal, USUAL};

    /// The real clock, under the fixed id.
    const LIVE: [(&str, &str); 1] = [("QUIZDECK_NOW", "")];

    #[test]
    fn a_question_stops_before_the_eyes() {
        let sandbox = sandbox();
        let args = ["clocks.toml", "--all", "--timed"];
        let mut terminal = Terminal::sized(&sandbox, &args, USUAL, &LIVE);
        terminal.wait_for("Last seconds: 1 s left for this question");
        // Nobody answers.
        terminal.wait_for("Time is up");
        terminal.wait_for("Go on ▸");
        terminal.press("\r");
        terminal.wait_for("Which hand is the longest?");
        // What was typed until then counts.
        terminal.press("the second hand");
        terminal.wait_for("✓ Right");
        terminal.wait_for("Go on ▸");
        terminal.press("\r");
        terminal.wait_for("A sundial works by night.");
        terminal.press("f");
        terminal.wait_for("Go on ▸");
        terminal.press("\r");
        terminal.wait_for("? Next");
        terminal.press("\r");
        assert_eq!(terminal.end().0, 0);
        assert_eq!(
            events(&sandbox),
            ["start", "timeout 0", "answer 1", "answer 2", "end complete"]
        );
    }

    #[test]
    fn what_is_typed_stays_while_the_menu_is_open() {
        let sandbox = sandbox();
        let args = ["clocks.toml", "--kind", "short-answer", "--time-limit", "1h"];
        let mut terminal = Terminal::sized(&sandbox, &args, USUAL, &LIVE);
        terminal.wait_for("Time left: 1 h");
        terminal.press("the second");
        terminal.wait_for("Answer ▸ the second");
        terminal.press("\x1b");
        let menu = terminal.wait_for("Menu ▸");
        assert!(!menu.contains("pause"), "a clock that binds is not stopped: {menu}");
        terminal.press("\x1b");
        terminal.wait_for("Answer ▸ the second");
        terminal.press(" hand\r");
        let screen = terminal.wait_for("✓ Right");
        assert!(screen.contains("  Answer ▸ the second hand\n"), "{screen}");
    }

    #[test]
    fn the_end_of_the_time_ends_the_sitting_wherever_it_is() {
        for keys in ["", "\x1b", ":"] {
            let sandbox = sandbox();
            let args = ["clocks.toml", "--all", "--time-limit", "1s"];
            let mut terminal = Terminal::sized(&sandbox, &args, USUAL, &LIVE);
            terminal.wait_for("Last seconds");
            terminal.press(keys);
            let (status, screen) = terminal.end();
            assert_eq!(status, 0, "{screen}");
            assert!(screen.contains("Time is up."), "{screen}");
            assert_eq!(events(&sandbox), ["start", "timeout", "end time"]);
            assert!(terminal.modes() == *terminal.modes_before() && terminal.shows_cursor());
        }
    }
}
