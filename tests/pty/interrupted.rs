//! Ctrl-C and signals, wherever they come: the terminal is as it was, and the sitting goes on later.

use super::{CTRL_C, DECK, ENTER, ESCAPE, GO_ON, MORE, STAR, asks};
use crate::support::Sandbox;
use crate::support::pty::{SMALL, Terminal, USUAL};

const FAREWELL: &str =
    "quiz: interrupted; what you answered is saved. Go on with: quiz resume TEST-SITTING";

/// A screen as one line, without what the width does to it.
fn unwrapped(screen: &str) -> String {
    screen.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Presses Ctrl-C, and looks at what is left; there is a sitting to go on with or not.
#[track_caller]
fn interrupt(terminal: &mut Terminal, farewell: &str) {
    terminal.press(CTRL_C);
    is_over(terminal, farewell);
}

#[track_caller]
fn is_over(terminal: &mut Terminal, farewell: &str) {
    let (status, screen) = terminal.end();
    assert_eq!(status, 130, "{screen}");
    assert!(unwrapped(&screen).ends_with(farewell), "{screen}");
    terminal.is_restored();
}

/// That a sitting goes on where it was left, and asks this.
#[track_caller]
fn goes_on(sandbox: &Sandbox, asked: &str) {
    let resumed = sandbox.quiz(["resume"]).run();
    assert_eq!((resumed.stderr.as_str(), resumed.status), ("", Some(0)));
    assert!(resumed.stdout.contains(asked), "{}", resumed.stdout);
}

#[test]
fn before_a_sitting_there_is_nothing_to_go_on_with() {
    for keys in ["", ENTER] {
        let sandbox = Sandbox::new();
        let mut terminal = Terminal::sized(&sandbox, &[], USUAL, &[]);
        terminal.drawn("? Deck");
        if !keys.is_empty() {
            terminal.press(keys);
            terminal.drawn("? How many");
        }
        interrupt(&mut terminal, "quiz: interrupted");
        assert!(!sandbox.records().exists());
    }
}

#[test]
fn at_every_kind_of_question() {
    let kinds = [
        ("single-choice", "stars", "\x1b[B", "▸ a", "nearest to the Sun"),
        ("multiple-select", "planets", "b", "▸ b", "have rings"),
        ("true-false", "moon", "\x1b[B", "▸ t", "At new moon"),
        ("numerical", "distances", "4", "Answer 4", "sunlight"),
        ("short-answer", "comets", "Ha", "Answer Ha", "Which comet"),
        ("ordering", "planets", "b", "▸ b", "From the Sun"),
        ("matching", "moon", "b", "▸ 1b", "Match each planet"),
        ("cloze", "stars", "24", "▸ 24", "The Earth turns"),
        ("essay", "moon", "Half\rof it", "? … of it", "show phases"),
    ];
    for (kind, tag, keys, begun, asked) in kinds {
        let sandbox = Sandbox::with(DECK);
        let mut terminal = Terminal::sized(&sandbox, &asks(kind, tag), USUAL, &[]);
        terminal.drawn("Esc menu");
        assert_ne!(terminal.modes(), *terminal.modes_before(), "a prompt reads keys, not lines");
        terminal.press(keys);
        terminal.drawn(begun);
        interrupt(&mut terminal, FAREWELL);
        goes_on(&sandbox, asked);
    }
}

#[test]
fn at_everything_else_that_waits() {
    const MENU: (&str, &str) = (ESCAPE, "Menu ▸");
    const FEEDBACK: (&str, &str) = ("b", GO_ON);
    let stages: [&[(&str, &str)]; 7] = [
        &[MENU],
        &[MENU, ("f", "? Note")],
        &[(":", "? Command")],
        &[(":", "? Command"), ("pause\r", "Paused ▸")],
        &[FEEDBACK],
        &[FEEDBACK, MENU],
        &[FEEDBACK, (ENTER, "? Next")],
    ];
    for stage in stages {
        let sandbox = Sandbox::with(DECK);
        let mut terminal = Terminal::sized(&sandbox, &STAR, USUAL, &[]);
        terminal.drawn("Answer ▸");
        for (keys, prompt) in stage {
            terminal.press(keys);
            terminal.drawn(prompt);
        }
        interrupt(&mut terminal, FAREWELL);
        let asked = if stage[0] == FEEDBACK { "Score: 0 of 1 point" } else { "nearest to the Sun" };
        goes_on(&sandbox, asked);
    }
}

#[test]
fn where_there_is_more_to_read() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::sized(&sandbox, &asks("single-choice", "planets"), SMALL, &[]);
    terminal.drawn(MORE);
    interrupt(&mut terminal, FAREWELL);
    goes_on(&sandbox, "turns fastest");
}

#[test]
fn in_an_editor_it_is_the_editors() {
    // Else the terminal drops what is written at the time of a Ctrl-C.
    let scribe = "trap 'echo Stopped' INT; stty noflsh; echo Writing\n\
                  until read -r line; do :; done\n\
                  stty -noflsh; echo \"$line\" > \"$1\"";
    let sandbox = Sandbox::with(DECK).file("scribe.sh", scribe);
    let editor = [("EDITOR", "sh scribe.sh")];
    let mut terminal = Terminal::sized(&sandbox, &asks("essay", "moon"), USUAL, &editor);
    terminal.drawn("Your text ▸");
    terminal.press("e");
    terminal.wait_for("Writing");
    terminal.press(CTRL_C);
    terminal.wait_for("Stopped");
    terminal.press("Half of it is lit.\n");
    terminal.drawn("Your text ▸ 5 words");
    interrupt(&mut terminal, FAREWELL);
    goes_on(&sandbox, "show phases");
}

#[test]
fn signals_end_a_sitting_as_ctrl_c_does() {
    for signal in ["INT", "TERM", "HUP"] {
        let sandbox = Sandbox::with(DECK);
        let mut terminal = Terminal::sized(&sandbox, &STAR, USUAL, &[]);
        terminal.drawn("Answer ▸");
        terminal.signal(signal);
        is_over(&mut terminal, FAREWELL);
        goes_on(&sandbox, "nearest to the Sun");
    }
}
