//! In a real terminal: keys, colours, an interruption, and the terminal as it is found afterwards.

use std::ffi::OsString;

use crate::support::pty::Terminal;
use crate::support::{Sandbox, snapshot};

const DECK: &str = "all-kinds.toml";
/// The question on the nearest star.
const STAR: [&str; 8] =
    ["practice", DECK, "--seed", "7", "--kind", "single-choice", "--tag", "stars"];
const UP: &str = "\x1b[A";
const DOWN: &str = "\x1b[B";
const ENTER: &str = "\r";
const ESCAPE: &str = "\x1b";
const CTRL_C: &str = "\x03";
/// The last words under a field, and under a list.
const PROMPT: &str = "Esc for a menu]";
const CHOICE: &str = "Esc leaves]";
/// What waits below the feedback.
const PAUSE: &str = "? Go on Enter";
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
    terminal.press("z\r");
    terminal.wait_for("There is no option z");
    terminal.press("\x7fc\r");
    shows(&terminal.wait_for(PAUSE), "pty-feedback");
    terminal.press(ENTER);
    terminal.wait_for(CHOICE);
    // The missed one again, which stands above.
    terminal.press(UP);
    terminal.press(ENTER);
    terminal.wait_for("2 of 2");
    terminal.wait_for(PROMPT);
    terminal.press("proxima centauri\r");
    terminal.wait_for("It is a second try");
    terminal.wait_for(PAUSE);
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
    terminal.wait_for(CHOICE);
    terminal.press(&DOWN.repeat(2));
    terminal.press(ENTER);
    terminal.wait_for("Hint 1 of 2: It cannot be seen without a telescope.");
    terminal.press(ESCAPE);
    terminal.wait_for(CHOICE);
    // A list begins again at its end.
    terminal.press(UP);
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
