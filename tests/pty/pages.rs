//! More than a screen can hold: options by pages, passages by More.

use std::fmt::Write;

use super::{DECK, ENTER, GO_ON, MORE, PAGE_DOWN, PAGE_UP, asks};
use crate::support::Sandbox;
use crate::support::pty::{SMALL, Terminal, USUAL};

const HEAD: &str = "format = 1\nid = \"much\"\ntitle = \"Much\"\nlanguage = \"en\"\n";

/// A deck of one question to choose from, with so many options beside the right one.
fn many(count: usize) -> String {
    let mut deck =
        format!("{HEAD}[[question]]\nid = \"q\"\nprompt = \"Which?\"\nshuffle = false\n");
    for number in 1..=count {
        writeln!(deck, "choices.n{number} = \"Number {number}.\"").unwrap();
    }
    writeln!(deck, "answer = \"n{count}\"").unwrap();
    deck
}

/// The lines of a screen that are options.
fn options(screen: &str) -> Vec<&str> {
    screen.lines().filter(|line| line.contains("Number ")).map(str::trim).collect()
}

#[test]
fn forty_options_by_pages() {
    let sandbox = Sandbox::new().file("many.toml", many(40));
    let mut terminal = Terminal::sized(&sandbox, &["many.toml"], (80, 16), &[]);
    let first = terminal.drawn("lines 1–");
    assert_eq!(options(&first)[0], "a   Number 1.");
    assert!(first.contains(" of 40 · PgUp PgDn"), "{first}");
    let shown = options(&first).len();
    terminal.press(PAGE_DOWN);
    let next = terminal.drawn(&format!("lines {shown}–"));
    assert_eq!(options(&next)[0], options(&first)[shown - 1], "the last stays, to read on from");
    terminal.press(&PAGE_DOWN.repeat(6));
    let last = terminal.drawn("–40 of 40");
    assert_eq!(options(&last).last(), Some(&"an  Number 40."));
    terminal.press(&PAGE_UP.repeat(7));
    terminal.drawn("lines 1–");
    // A letter that begins a longer label waits for the next one.
    terminal.press("a");
    let chosen = terminal.drawn("Answer ▸ a");
    assert!(options(&chosen).contains(&"▸ a   Number 1."), "{chosen}");
    terminal.press("n");
    assert!(terminal.drawn_either(&[GO_ON, MORE]).contains("✓ Right"));
    let answer = &sandbox.recorded_lines()[1];
    assert_eq!(answer["response"].to_string(), r#"{"choice":"n40"}"#);
}

#[test]
fn an_option_of_three_thousand_characters() {
    let words: Vec<String> = (1..=500).map(|number| format!("w{number:04},")).collect();
    let long = words.join(" ");
    let deck = format!(
        "{HEAD}[[question]]\nid = \"q\"\nprompt = \"Which?\"\nshuffle = false\n\
         choices.long = \"{long}\"\nchoices.short = \"A short one\"\nanswer = \"short\"\n"
    );
    assert!(long.len() > 3_000);
    for size in [USUAL, SMALL] {
        let sandbox = Sandbox::new().file("long.toml", &deck);
        let mut terminal = Terminal::sized(&sandbox, &["long.toml"], size, &[]);
        let mut screen = terminal.drawn_either(&["lines 1–", MORE]);
        while screen.contains(MORE) {
            terminal.press(" ");
            screen = terminal.drawn_either(&["lines 1–", MORE]);
        }
        // Every word is seen, in order, and none is cut.
        let mut seen = 0;
        loop {
            let found: Vec<usize> = screen.split("w0").skip(1).map(number).collect();
            assert!(found.windows(2).all(|pair| pair[0] + 1 == pair[1]), "{screen}");
            let (first, last) = (found[0], found[found.len() - 1]);
            assert!(first <= seen + 1 && last >= seen, "{seen}: {screen}");
            seen = last;
            if seen == 500 {
                break;
            }
            terminal.press(PAGE_DOWN);
            screen = terminal.drawn("Answer ▸");
        }
        terminal.press(PAGE_DOWN);
        terminal.press(PAGE_DOWN);
        terminal.drawn("b  A short one");
        terminal.press("b");
        while terminal.drawn_either(&[GO_ON, MORE]).contains(MORE) {
            terminal.press(" ");
        }
        assert_eq!(sandbox.recorded_lines()[1]["response"].to_string(), r#"{"choice":"short"}"#);
    }
}

/// The number that a text begins with.
fn number(text: &str) -> usize {
    text.get(..3).and_then(|digits| digits.parse().ok()).unwrap_or_else(|| panic!("{text:?}"))
}

#[test]
fn a_long_passage_is_read_by_screens() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::sized(&sandbox, &asks("single-choice", "planets"), SMALL, &[]);
    let first = terminal.drawn(MORE);
    assert!(first.contains("Passage") && !first.contains("Jupiter"), "{first}");
    // Keys that answer do not answer yet.
    terminal.press("b");
    terminal.press(PAGE_DOWN);
    let second = terminal.drawn("Jupiter");
    assert!(second.contains(MORE), "{second}");
    terminal.press(ENTER);
    let board = terminal.drawn("Answer ▸");
    assert!(board.contains("c  Saturn"), "{board}");
    let answers = sandbox.recorded_lines();
    assert!(answers.iter().all(|line| line["event"] != "answer"), "{answers:?}");
}
