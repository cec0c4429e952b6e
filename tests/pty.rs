//! In a real terminal: keys, colours, an interruption, and the terminal as it is found afterwards.

use std::ffi::OsString;

use crate::support::pty::Terminal;
use crate::support::{Sandbox, snapshot};

const DECK: &str = "all-kinds.toml";
/// The question on the nearest star.
const STAR: [&str; 8] =
    ["practice", DECK, "--seed", "7", "--kind", "single-choice", "--tag", "stars"];
const UP: &str = "\x1b[A";
const ENTER: &str = "\r";
const ESCAPE: &str = "\x1b";
const CTRL_C: &str = "\x03";
/// What stands beside the prompt of a question.
const PROMPT: &str = "Esc menu";
/// What stands below a list of inquire's.
const CHOICE: &str = "type a part of it]";
/// What waits below the feedback.
const GO_ON: &str = "Go on ▸";
const INTERRUPTED: &str =
    "quiz: interrupted; what you answered is saved. Go on with: quiz resume TEST-SITTING";

/// What a screen shows is a snapshot.
#[track_caller]
fn shows(screen: &str, name: &'static str) {
    snapshot::check(name, "screen", &STAR.map(OsString::from), &format!("{screen}\n"));
}

#[test]
fn a_sitting_by_keys_through_to_the_scorecard() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::quiz(&sandbox, &STAR);
    shows(&terminal.wait_for(PROMPT), "pty-question");
    // A key too many answers nothing.
    terminal.press("z\r");
    terminal.wait_for("Choose one first.");
    terminal.press("c");
    shows(&terminal.wait_for(GO_ON), "pty-feedback");
    terminal.press(ENTER);
    terminal.wait_for(CHOICE);
    // The missed one again, which stands above.
    terminal.press(UP);
    terminal.press(ENTER);
    terminal.wait_for("2 of 2");
    terminal.wait_for(PROMPT);
    let right = terminal.wait_for("Proxima Centauri");
    terminal.press(letter_of(&right, "Proxima Centauri"));
    terminal.wait_for(GO_ON);
    terminal.press(ENTER);
    let (status, screen) = terminal.end();
    shows(&screen, "pty-scorecard");
    assert_eq!(status, 0);
    assert!(terminal.raw().windows(2).any(|bytes| bytes == b"\x1b["), "there are colours");
    let answers: Vec<_> = sandbox
        .recorded_lines()
        .iter()
        .filter(|line| line["event"] == "answer")
        .map(|line| line["response"]["choice"].clone())
        .collect();
    assert_eq!(answers, ["sirius", "proxima"]);
}

/// The letter before the last option of a text on a screen.
fn letter_of<'s>(screen: &'s str, option: &str) -> &'s str {
    let line = screen.lines().rfind(|line| line.ends_with(option)).unwrap();
    line.split_whitespace().next().unwrap()
}

#[test]
fn an_interrupted_prompt_leaves_the_terminal_as_it_was() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::quiz(&sandbox, &STAR);
    terminal.wait_for(PROMPT);
    assert!(terminal.modes() != *terminal.modes_before(), "a prompt reads keys, not lines");
    terminal.press(CTRL_C);
    let (status, screen) = terminal.end();
    assert_eq!(status, 130, "{screen}");
    assert!(screen.ends_with(INTERRUPTED), "{screen}");
    assert!(terminal.modes() == *terminal.modes_before(), "keys are shown again");
    assert!(terminal.shows_cursor());
    let resumed = sandbox.quiz(["resume"]).input("Sirius\nd\n").run();
    assert_eq!((resumed.stderr.as_str(), resumed.status), ("", Some(0)));
}

#[test]
fn escape_leads_to_a_menu() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::quiz(&sandbox, &STAR);
    terminal.wait_for(PROMPT);
    terminal.press(ESCAPE);
    terminal.wait_for("Menu ▸");
    terminal.press("h");
    terminal.wait_for("Hint 1 of 2: It cannot be seen without a telescope.");
    terminal.wait_for(PROMPT);
    terminal.press(ESCAPE);
    terminal.wait_for("Menu ▸");
    // A list begins at its end, too.
    terminal.press(UP);
    terminal.wait_for("▸ q");
    terminal.press(ENTER);
    let (status, screen) = terminal.end();
    assert_eq!(status, 0);
    assert!(screen.ends_with("Saved. Go on with: quiz resume TEST-SITTING"), "{screen}");
}

#[test]
fn line_mode_moves_no_cursor() {
    let sandbox = Sandbox::with(DECK);
    let args: Vec<&str> = STAR.into_iter().chain(["--ui", "line"]).collect();
    let mut terminal = Terminal::quiz(&sandbox, &args);
    terminal.wait_for(":help):");
    assert!(terminal.modes() == *terminal.modes_before(), "lines are read, as a shell reads them");
    terminal.press("Sirius\n");
    let screen = terminal.wait_for("Next (m or d; Enter for d):");
    assert_eq!(screen.matches("Sirius").count(), 4, "typed, said back, an option, a reason");
    terminal.press(CTRL_C);
    let (status, screen) = terminal.end();
    assert_eq!(status, 130, "{screen}");
    assert!(screen.ends_with(INTERRUPTED), "{screen}");
    let raw = String::from_utf8(terminal.raw()).unwrap();
    let moves = raw.chars().find(|c| c.is_control() && !matches!(c, '\r' | '\n'));
    assert_eq!(moves, None, "{raw:?}");
}
