//! The time of an exam: what is given until its end counts, and what comes later is kept as late.

use super::{DECK, SIT, events, receipt, responses};
use crate::support::{Sandbox, fixture};

/// A deck whose first question has a time of its own.
fn timed() -> Sandbox {
    let text = fixture(DECK);
    let head = text.split_once("[exam]").unwrap().0;
    Sandbox::new().file(
        DECK,
        format!(
            "{head}shuffle = false\n[[question]]\nid = \"one\"\nprompt = \"Is it the Moon?\"\n\
             answer = true\ntime = \"20s\"\n[[question]]\nid = \"two\"\nprompt = \"Is it \
             the Sun?\"\nanswer = false\n"
        ),
    )
}

/// A clock that goes on by so much with every reading.
fn steps(seconds: u32) -> String {
    format!("2026-03-01T09:30:00Z/{seconds}s")
}

/// The events but for those that say nothing of time.
fn told(sandbox: &Sandbox) -> Vec<String> {
    events(&sandbox.recorded_lines())
}

#[test]
fn an_answer_after_the_time_is_kept_as_late() {
    let sandbox = Sandbox::with(DECK);
    let args = SIT.iter().chain(&["--time-limit", "2m"]);
    let run = sandbox.quiz(args).env("QUIZDECK_NOW", steps(7));
    let ended = run.input("b\nthe moon\nt\na b\n24.84\nslack\nb\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    let events = told(&sandbox);
    let [in_time @ .., timeout, late, end] = events.as_slice() else { panic!("{events:?}") };
    let count = in_time.len() - 1;
    assert!((2..5).contains(&count), "{events:?}");
    let expected: Vec<_> = (0..count).map(|q| format!("answer {q}")).collect();
    assert_eq!((&in_time[0], &in_time[1..]), (&"start".to_owned(), expected.as_slice()));
    let late_one = format!("late answer {count}");
    assert_eq!([timeout, late, end].map(String::as_str), ["timeout", &late_one, "end time"]);
    let words = "This came after the time; it is kept as late.\nTime is up.\n";
    assert!(ended.stdout.contains(words), "{}", ended.stdout);
    let handed_in = format!(": {} of 6 questions answered, 1 of them late.\n", count + 1);
    assert!(ended.stdout.contains(&handed_in), "{}", ended.stdout);
    assert_eq!(receipt(&ended.stdout).len(), 19);
}

#[test]
fn a_command_after_the_time_only_ends_it() {
    let sandbox = Sandbox::with(DECK);
    let args = SIT.iter().chain(&["--time-limit", "2m"]);
    let run = sandbox.quiz(args).env("QUIZDECK_NOW", steps(7));
    let ended = run.input("b\nthe moon\n".to_owned() + &":time\n".repeat(30)).run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    assert!(ended.stdout.contains("Time is up.\n\nScore: 1 of 7 points"), "{}", ended.stdout);
    assert_eq!(told(&sandbox), ["start", "answer 0", "timeout", "end time"]);
}

#[test]
fn a_question_has_its_own_time_in_every_exam() {
    let sandbox = timed();
    let run = sandbox.quiz(["exam", DECK]).env("QUIZDECK_NOW", steps(7));
    let ended = run.input("b\n:time\n:time\ntrue\nfalse\nh\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    assert!(
        ended.stdout.starts_with(
            "The tides. 2 questions, 2 points.\n\
             Some questions have a time of their own, which binds.\n"
        ),
        "{}",
        ended.stdout
    );
    assert!(ended.stdout.contains("This came after the time; it is kept as late.\n"));
    assert_eq!(told(&sandbox), ["start", "late answer 0", "answer 1", "end complete"]);
    assert!(ended.stdout.contains("Score: 1 of 2 points"), "{}", ended.stdout);
    assert_eq!(sandbox.recorded_lines()[0]["limits"].to_string(), r#"{"questions":true}"#);
}

#[test]
fn extra_time_is_extra_for_a_question_too() {
    let sandbox = timed();
    let run = sandbox.quiz(["exam", DECK, "--time-factor", "3/2"]);
    let ended = run.env("QUIZDECK_NOW", steps(7)).input("b\n:time\n:time\ntrue\nfalse\nh\n").run();
    let rule = "Some questions have a time of their own, which binds, extra time included (3/2 of \
                the usual).\n";
    assert!(ended.stdout.contains(rule), "{}", ended.stdout);
    assert!(ended.stdout.contains("Time left for this question: 30 s.\n"), "{}", ended.stdout);
    assert_eq!(told(&sandbox), ["start", "answer 0", "answer 1", "end complete"]);
    let limits = &sandbox.recorded_lines()[0]["limits"];
    assert_eq!(limits.to_string(), r#"{"factor":"3/2","questions":true}"#);
}

#[test]
fn a_question_that_ran_out_can_still_be_answered_late() {
    let sandbox = timed();
    let run = sandbox.quiz(["exam", DECK]).env("QUIZDECK_NOW", steps(7));
    let ended = run.input("b\n:time\n:time\n:time\n:go 1\ntrue\nfalse\nh\na\n\n").run();
    assert_eq!((ended.stderr.as_str(), ended.status), ("", Some(0)));
    assert!(ended.stdout.contains("The time for this question is over.\n"), "{}", ended.stdout);
    assert_eq!(told(&sandbox), ["start", "timeout 0", "late answer 0", "answer 1", "end complete"]);
    let verdict = "Right. It came after the time, and does not count.\n";
    assert!(ended.stdout.contains(verdict), "{}", ended.stdout);
    assert_eq!(responses(&sandbox.recorded_lines(), 0), [r#"{"truth":true}"#]);
}

#[test]
fn a_break_stops_no_clock_that_binds() {
    let sandbox = Sandbox::with(DECK);
    let ended = sandbox.quiz(SIT).input("b\n:pause\n:quit\n").run();
    let said = "The clock cannot be stopped: a time limit binds.\n";
    assert!(ended.stdout.contains(said), "{}", ended.stdout);
}

#[cfg(unix)]
mod terminal {
    use super::*;
    use crate::support::pty::{Terminal, USUAL};

    /// The real clock, under the fixed id.
    const LIVE: [(&str, &str); 1] = [("QUIZDECK_NOW", "")];

    fn sit(sandbox: &Sandbox, limit: &str) -> Terminal {
        let args: Vec<&str> = SIT.iter().copied().chain(["--time-limit", limit]).collect();
        let mut terminal = Terminal::sized(sandbox, &args, USUAL, &LIVE);
        terminal.drawn("Exam ▸");
        terminal.press("\r");
        terminal.wait_for("higher tides?");
        terminal
    }

    #[test]
    fn ten_seconds_end_by_themselves_with_all_that_was_given() {
        let sandbox = Sandbox::with(DECK);
        let mut terminal = sit(&sandbox, "10s");
        terminal.press("a");
        terminal.wait_for("The air has tides");
        terminal.press("t");
        terminal.wait_for("spring tides?");
        // Begun, and not entered: the end of the time takes it as it is.
        terminal.press("a");
        terminal.wait_for("Answer ▸ a");
        terminal.wait_for("Last seconds: 1 s left");
        // The end of an exam is read like any other.
        terminal.wait_for("Time is up.");
        while terminal.drawn_either(&["Next ▸", "More ▸"]).contains("More ▸") {
            terminal.press(" ");
        }
        terminal.press("\r");
        let (status, screen) = terminal.end();
        assert_eq!(status, 0, "{screen}");
        terminal.is_restored();
        let lines = sandbox.recorded_lines();
        assert_eq!(
            events(&lines),
            ["start", "answer 0", "answer 1", "answer 2", "timeout", "end time"]
        );
        assert_eq!(responses(&lines, 0), [r#"{"choice":"moon"}"#]);
        assert_eq!(responses(&lines, 2), [r#"{"choices":["new"]}"#]);
        let h = lines.last().unwrap()["h"].as_str().unwrap();
        assert_eq!(receipt(&screen).replace('-', ""), h, "{screen}");
    }

    #[test]
    fn the_look_over_ends_by_itself_too() {
        let sandbox = Sandbox::with(DECK);
        let mut terminal = sit(&sandbox, "5s");
        terminal.press("a");
        terminal.wait_for("The air has tides");
        terminal.press(":");
        terminal.drawn("lists them");
        terminal.press("done\r");
        terminal.wait_for("5 unanswered (2 to 6)");
        // Nobody decides.
        terminal.wait_for("Time is up.");
        while terminal.drawn_either(&["Next ▸", "More ▸"]).contains("More ▸") {
            terminal.press(" ");
        }
        terminal.press("\r");
        let (status, screen) = terminal.end();
        assert_eq!(status, 0, "{screen}");
        terminal.is_restored();
        assert!(screen.contains("1 of 6 questions answered."), "{screen}");
        let events = events(&sandbox.recorded_lines());
        assert_eq!(events, ["start", "answer 0", "timeout", "end time"]);
    }
}
