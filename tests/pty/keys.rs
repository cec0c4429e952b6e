//! Keys that come too fast, too early, all at once, or from a terminal that nobody knows.

use super::{DECK, ENTER, ESCAPE, GO_ON, STAR, asks};
use crate::support::Sandbox;
use crate::support::pty::{Terminal, USUAL};

/// What was answered, in the order in which it was.
fn answers(sandbox: &Sandbox) -> Vec<String> {
    let lines = sandbox.recorded_lines().into_iter().filter(|line| line["event"] == "answer");
    lines.map(|line| line["response"].to_string()).collect()
}

#[test]
fn a_whole_answer_in_one_burst() {
    let bursts = [
        (
            "ordering",
            "planets",
            "Order ▸",
            "bcda\r",
            r#"{"order":["deimos","europa","earth","phobos"]}"#,
        ),
        (
            "matching",
            "moon",
            "Pairs ▸",
            "1c 2a 3b\r",
            r#"{"pairs":{"jupiter":"europa","mars":"phobos","saturn":"titan"}}"#,
        ),
        (
            "multiple-select",
            "planets",
            "Answer ▸",
            "b c d\r",
            r#"{"choices":["uranus","saturn","jupiter"]}"#,
        ),
        (
            "cloze",
            "stars",
            "Blank 1",
            "24\rb\rPolaris\r",
            r#"{"blanks":{"hours":"24","side":"east","star":"Polaris"}}"#,
        ),
        ("numerical", "distances", "? Answer", "499\r", r#"{"number":"499"}"#),
    ];
    for (kind, tag, prompt, keys, expected) in bursts {
        let sandbox = Sandbox::with(DECK);
        let mut terminal = Terminal::sized(&sandbox, &asks(kind, tag), USUAL, &[]);
        terminal.drawn(prompt);
        terminal.press(keys);
        terminal.drawn(GO_ON);
        assert_eq!(answers(&sandbox), [expected]);
    }
}

#[test]
fn a_line_end_in_what_is_pasted_answers_nothing() {
    let pastes = [
        ("single-choice", "stars", "Answer ▸", "c\n", "nearest"),
        ("ordering", "planets", "Order ▸", "b c d a\n", "Order ▸"),
        ("multiple-select", "planets", "Answer ▸", "b\nc\n", "Answer ▸"),
        ("cloze", "stars", "Blank 1", "24\n", "Blank 1 ▸ 24"),
        ("short-answer", "comets", "? Answer", "Halley\n", "Halley"),
    ];
    for (kind, tag, prompt, text, begun) in pastes {
        let sandbox = Sandbox::with(DECK);
        let mut terminal = Terminal::sized(&sandbox, &asks(kind, tag), USUAL, &[]);
        terminal.drawn(prompt);
        assert!(terminal.look(vt100::Screen::bracketed_paste), "pastes are told from keys");
        terminal.press(&format!("\x1b[200~{text}\x1b[201~"));
        terminal.drawn(begun);
        terminal.press(ESCAPE);
        terminal.drawn("Menu ▸");
        assert_eq!(answers(&sandbox), [""; 0], "{kind}");
    }
}

#[test]
fn keys_before_the_first_prompt_are_not_lost() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::sized(&sandbox, &STAR, USUAL, &[]);
    terminal.press("c");
    let screen = terminal.drawn(GO_ON);
    assert_eq!(answers(&sandbox), [r#"{"choice":"sirius"}"#], "{screen}");
}

#[test]
fn keys_through_a_whole_sitting_at_once() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::sized(&sandbox, &STAR, USUAL, &[]);
    terminal.drawn("Answer ▸");
    // Answers, goes on, and is done.
    terminal.press("c\r\r");
    let (status, screen) = terminal.end();
    assert_eq!(status, 0, "{screen}");
    assert_eq!(answers(&sandbox), [r#"{"choice":"sirius"}"#]);
    terminal.is_restored();
}

#[test]
fn sequences_that_nobody_knows_do_nothing() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::sized(&sandbox, &STAR, USUAL, &[]);
    let before = terminal.drawn("Answer ▸");
    // A mouse, a focus, a function key, what a terminal says of itself, a key with all of Ctrl,
    // Alt and Shift, and a character that is not one.
    for keys in ["\x1b[<0;5;5M", "\x1b[I", "\x1b[24~", "\x1b[?62;22c", "\x1b[1;8D", "\u{fffd}"] {
        terminal.press(keys);
    }
    terminal.press("\x1b[B");
    let after = terminal.drawn("▸ a");
    assert_eq!(before.lines().count(), after.lines().count(), "{after}");
    assert_eq!(answers(&sandbox), [""; 0], "{after}");
    terminal.press(ENTER);
    terminal.drawn(GO_ON);
}

#[test]
fn a_line_that_was_begun_stays_behind_the_menu() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::sized(&sandbox, &asks("numerical", "distances"), USUAL, &[]);
    terminal.drawn("? Answer");
    terminal.press("49");
    terminal.drawn("? Answer 49");
    terminal.press(ESCAPE);
    terminal.drawn("Menu ▸");
    terminal.press(ESCAPE);
    terminal.drawn("? Answer 49");
    terminal.press("9\r");
    terminal.drawn(GO_ON);
    assert_eq!(answers(&sandbox), [r#"{"number":"499"}"#]);
}

#[test]
fn an_essay_that_is_pasted_ends_with_its_full_stop() {
    let sandbox = Sandbox::with(DECK);
    let none = [("VISUAL", ""), ("EDITOR", "")];
    let mut terminal =
        Terminal::sized(&sandbox, &["practice", DECK, "--kind", "essay"], USUAL, &none);
    terminal.drawn("? Your text");
    terminal.press("\x1b[200~One half is lit.\nWe see it turn.\n.\n\x1b[201~");
    terminal.press(ENTER);
    terminal.drawn(GO_ON);
    assert_eq!(answers(&sandbox), [r#"{"essay":"One half is lit.\nWe see it turn."}"#]);
}
