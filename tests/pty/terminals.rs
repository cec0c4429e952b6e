//! Terminals that can do little: tiny, without a size, without colours, with ASCII alone; and texts
//! that ask much of them.

use std::ffi::OsString;

use super::{CTRL_C, DECK, ENTER, ESCAPE, GO_ON, MORE, PAGE_DOWN, STAR, asks};
use crate::support::pty::{Terminal, USUAL};
use crate::support::{Sandbox, fixture, snapshot};

/// Goes through a single choice to its end, where it is wide enough for the words of the prompts.
fn plays_through(terminal: &mut Terminal) -> String {
    terminal.drawn("Answer ▸");
    terminal.press("c");
    while terminal.drawn_either(&[GO_ON, MORE]).contains(MORE) {
        terminal.press(" ");
    }
    terminal.press(ENTER);
    while terminal.drawn_either(&["? Next", MORE]).contains(MORE) {
        terminal.press(" ");
    }
    terminal.press(ENTER);
    let (status, screen) = terminal.end();
    assert_eq!(status, 0, "{screen}");
    terminal.is_restored();
    screen
}

#[test]
fn of_twenty_columns_and_five_rows() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::sized(&sandbox, &STAR, (20, 5), &[]);
    let mut screens = String::new();
    let mut keep = |screen: &str| screens += &format!("{screen}\n{}\n", "─".repeat(20));
    let mut screen = terminal.drawn(MORE);
    while screen.contains(MORE) {
        keep(&screen);
        terminal.press(" ");
        screen = terminal.drawn("▸");
    }
    keep(&screen);
    terminal.press(PAGE_DOWN);
    keep(&terminal.drawn("▸"));
    terminal.press(ESCAPE);
    keep(&terminal.drawn("hint"));
    terminal.press(ESCAPE);
    terminal.gone("hint");
    terminal.press("c");
    screen = terminal.drawn_either(&[MORE, GO_ON]);
    while screen.contains(MORE) {
        keep(&screen);
        terminal.press(" ");
        screen = terminal.drawn_either(&[MORE, GO_ON]);
    }
    keep(&screen);
    terminal.press(CTRL_C);
    assert_eq!(terminal.end().0, 130);
    terminal.is_restored();
    snapshot::check("pty-tiny", "screens", &STAR.map(OsString::from), &screens);
}

#[test]
fn that_say_they_have_no_size() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::sized(&sandbox, &STAR, (0, 0), &[]);
    let screen = terminal.drawn("Answer ▸");
    assert!(screen.contains(&"─".repeat(76)), "{screen}");
    plays_through(&mut terminal);
}

#[test]
fn that_are_dumb_are_spoken_to_in_lines() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::sized(&sandbox, &STAR, USUAL, &[("TERM", "dumb")]);
    terminal.wait_for(":help):");
    assert_eq!(terminal.modes(), *terminal.modes_before(), "lines are read, as a shell reads them");
    terminal.press("Sirius\n");
    let screen = terminal.wait_for("Next (m or d; Enter for d):");
    assert_eq!(screen.matches("Why not").count(), 1, "{screen}");
    terminal.press(CTRL_C);
    let (status, screen) = terminal.end();
    assert_eq!(status, 130, "{screen}");
    let raw = String::from_utf8(terminal.raw()).unwrap();
    let moves = raw.chars().find(|c| c.is_control() && !matches!(c, '\r' | '\n'));
    assert_eq!(moves, None, "{raw:?}");
}

/// Whether a sitting sends colours or other styles.
fn sends_styles(args: &[&str], environment: &[(&str, &str)]) -> bool {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::sized(&sandbox, args, USUAL, environment);
    plays_through(&mut terminal);
    let raw = terminal.raw();
    let mut sequences = raw.split(|byte| *byte == 0x1b).skip(1);
    sequences.any(|sequence| {
        let end = sequence.iter().skip(1).find(|byte| byte.is_ascii_alphabetic());
        sequence.starts_with(b"[") && end == Some(&b'm')
    })
}

#[test]
fn without_colours_are_sent_none() {
    assert!(sends_styles(&STAR, &[]));
    assert!(!sends_styles(&STAR, &[("NO_COLOR", "1")]));
    let plain: Vec<&str> = STAR.into_iter().chain(["--color", "never"]).collect();
    assert!(!sends_styles(&plain, &[]));
}

#[test]
fn of_ascii_are_sent_ascii() {
    for (kind, tag, keys, prompt) in [
        ("single-choice", "planets", "c", "Answer >"),
        ("ordering", "planets", "bcda\r", "Order >"),
        ("matching", "moon", "1b2a3c\r", "Pairs >"),
        ("cloze", "stars", "24\rb\rVega\r", "Blank 1 >"),
        ("true-false", "moon", "f", "Answer >"),
        ("short-answer", "comets", "Encke\r", "? Answer"),
    ] {
        let sandbox = Sandbox::with(DECK);
        let mut terminal = Terminal::sized(&sandbox, &asks(kind, tag), USUAL, &[("LANG", "C")]);
        terminal.drawn(prompt);
        terminal.press(ESCAPE);
        terminal.drawn("Menu >");
        terminal.press(ESCAPE);
        terminal.drawn(prompt);
        terminal.press(keys);
        terminal.drawn("Go on >");
        terminal.press(ENTER);
        terminal.drawn_either(&["? Next", "Saved as"]);
        terminal.press(CTRL_C);
        terminal.end();
        let raw = String::from_utf8(terminal.raw()).unwrap();
        let sign = raw.chars().find(|c| !c.is_ascii());
        assert_eq!(sign, None, "{kind}: {}", raw.replace('\x1b', "^"));
    }
}

#[test]
fn that_draw_every_script() {
    let deck = r#"format = 1
id = "scripts"
title = "文字の種類: الخطوط"
language = "en"
[[question]]
id = "q"
prompt = "どの文字が右から左に書かれますか。ひとつ選んでください。長い文も折り返して表示されます。"
shuffle = false
choices.hebrew = "עברית, שנכתבת מימין לשמאל, ועוד כמה מילים כדי שהשורה תישבר לשתיים"
choices.wide = "漢字と仮名を混ぜて書く長い選択肢は、二桁ずつの幅で折り返されなければなりません。"
choices.marks = "e\u0301t\u0302u\u0308 a\u0300\u0301\u0302\u0303 combined"
choices.kin = "👩‍👩‍👧‍👦 and 🇨🇳 and ❤️"
choices.hostile = "\u202Eevil\u202C \u0007bell \u001B[31mred"
answer = "hebrew"
"#;
    let mut screens = String::new();
    for size in [USUAL, (40, 24)] {
        let sandbox = Sandbox::new().file("scripts.toml", deck);
        let mut terminal = Terminal::sized(&sandbox, &["scripts.toml"], size, &[]);
        let screen = terminal.drawn("Answer ▸");
        screens += &format!("{screen}\n\n");
        terminal.press("e");
        while terminal.drawn_either(&[GO_ON, MORE]).contains(MORE) {
            terminal.press(" ");
        }
        screens += &format!("{}\n\n", terminal.drawn(GO_ON));
        let raw = String::from_utf8(terminal.raw()).unwrap();
        assert!(!raw.contains("\x1b[31mred") && !raw.contains('\x07'), "{raw:?}");
        terminal.press(CTRL_C);
        assert_eq!(terminal.end().0, 130);
    }
    snapshot::check("pty-scripts", "screens", &[], &screens);
}

#[test]
fn of_lines_that_are_asked_for() {
    let sandbox = Sandbox::new().file(DECK, fixture(DECK));
    let args: Vec<&str> = STAR.into_iter().chain(["--ui", "line"]).collect();
    let mut terminal = Terminal::sized(&sandbox, &args, USUAL, &[]);
    terminal.wait_for(":help):");
    assert_eq!(terminal.modes(), *terminal.modes_before());
    // By a key, the terminal might drop what is written then.
    terminal.signal("INT");
    let (status, screen) = terminal.end();
    assert_eq!(status, 130, "{screen}");
    assert!(screen.ends_with("quiz resume TEST-SITTING"), "{screen}");
}
