//! Screens of triage: a cluster with whose score changes, the letter that decides, and why.

use super::{CTRL_C, ENTER, ESCAPE};
use crate::support::pty::{Terminal, USUAL};
use crate::support::snapshot;
use crate::triage::{TYPED, class, file, run};

/// What is asked, with nothing typed yet.
const DECISION: &str = "? Decision\n[a variant, o once, r reject";
const EARNS: &str = "? What it earns\n[from 0 to 1";
const WHY: &str = "? Why\n[Enter for no reason";

/// What is on the screen when each line is typed, and what is asked then.
const ASKED: [(&str, &str); 12] = [
    ("1 of 5", DECISION),
    ("? Decision a", WHY),
    ("2 of 5", DECISION),
    ("? Decision a", WHY),
    ("3 of 5", DECISION),
    ("? Decision o", EARNS),
    ("earns 0.5", WHY),
    ("4 of 5", DECISION),
    ("accepted once, for 1/2", DECISION),
    ("? Decision s\n\n  4 of 5", DECISION),
    ("? Decision r", WHY),
    ("5 of 5", DECISION),
];

#[test]
fn from_the_first_answer_to_what_changed() {
    let sandbox = class();
    let mut terminal = Terminal::of("gradebook", &sandbox, &["triage"], USUAL, &[]);
    let mut screens = String::new();
    let mut shot = |name: &str, screen: &str| screens.push_str(&format!("── {name}\n{screen}\n"));
    assert_eq!(TYPED.lines().count(), ASKED.len());
    for (line, (shown, asked)) in TYPED.lines().zip(ASKED) {
        terminal.wait_for(shown);
        shot("a prompt", &terminal.drawn(asked));
        terminal.press(&format!("{line}{ENTER}"));
    }
    let (status, screen) = terminal.end();
    shot("the end", &screen);
    assert_eq!(status, 0);
    terminal.is_restored();
    snapshot::check("pty-triage", "output", &[], &screens);
    let by_lines = class();
    run(&by_lines, &["triage"], TYPED);
    for name in ["bees.toml", "decisions.jsonl"] {
        assert_eq!(file(&sandbox, name), file(&by_lines, name), "both front ends write the same");
    }
}

#[test]
fn escape_quits_and_an_interruption_keeps_what_was_decided() {
    for (key, expected) in [(ESCAPE, 0), (CTRL_C, 130)] {
        let sandbox = class();
        let mut terminal = Terminal::of("gradebook", &sandbox, &["triage"], USUAL, &[]);
        terminal.drawn(DECISION);
        terminal.press(&format!("r{ENTER}"));
        terminal.drawn(WHY);
        terminal.press(ENTER);
        terminal.wait_for("2 of 5");
        terminal.drawn(DECISION);
        terminal.press(key);
        let (status, screen) = terminal.end();
        assert_eq!(status, expected, "{screen}");
        assert!(screen.contains("1 rejected; 0 students change."), "{screen}");
        terminal.is_restored();
        assert_eq!(file(&sandbox, "decisions.jsonl").lines().count(), 2);
    }
}
