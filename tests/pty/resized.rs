//! A window that is dragged in the middle of something.

use super::{CTRL_C, DECK, DOWN, ENTER, ESCAPE, GO_ON, MORE, STAR, asks};
use crate::support::Sandbox;
use crate::support::pty::{SMALL, Terminal, USUAL};

/// A large terminal.
const LARGE: (u16, u16) = (100, 30);

/// A question that is half answered when the window is dragged.
struct Half {
    kind: &'static str,
    tag: &'static str,
    /// The beginning of what is asked.
    prompt: &'static str,
    /// Pieces of what is chosen from.
    options: &'static [&'static str],
    keys: &'static str,
    /// The prompt with what was given so far.
    begun: &'static str,
}

const HALVES: [Half; 6] = [
    Half {
        kind: "single-choice",
        tag: "stars",
        prompt: "Which star is nearest",
        options: &["a  Proxima Centauri", "b  Vega", "c  Sirius", "d  None of these"],
        keys: "\x1b[B\x1b[B",
        begun: "Answer ▸ b",
    },
    Half {
        kind: "multiple-select",
        tag: "planets",
        prompt: "Which of these planets",
        options: &[
            "[x] a  Venus",
            "[ ] b  Uranus",
            "[ ] c  Saturn",
            "[x] d  Jupiter",
            "[ ] e  Mars",
        ],
        keys: "ad",
        begun: "Answer ▸ a d",
    },
    Half {
        kind: "true-false",
        tag: "moon",
        prompt: "At new moon",
        options: &["t  True", "f  False"],
        keys: "\x1b[B",
        begun: "Answer ▸ t",
    },
    Half {
        kind: "ordering",
        tag: "planets",
        prompt: "From the Sun outwards",
        options: &["a  Phobos", "1. b  Deimos", "2. c  Europa", "d  Earth"],
        keys: "bc",
        begun: "Order ▸ b c _ _",
    },
    Half {
        kind: "matching",
        tag: "moon",
        prompt: "Match each planet",
        options: &["1 → a  Saturn", "2      Mars", "3 → b  Jupiter", "c  Titan", "d  Charon"],
        keys: "a3b",
        begun: "Pairs ▸ 1a 2_ 3b",
    },
    Half {
        kind: "cloze",
        tag: "stars",
        prompt: "Fill in the blanks",
        options: &["[ 1 24__________]", "[▸2 ____________]", "a  west", "b  east"],
        keys: "24\r",
        begun: "Blank 2 ▸",
    },
];

#[test]
fn a_question_is_drawn_anew_with_what_was_begun() {
    for half in &HALVES {
        let sandbox = Sandbox::with(DECK);
        let mut terminal = Terminal::sized(&sandbox, &asks(half.kind, half.tag), USUAL, &[]);
        terminal.drawn("Esc menu");
        terminal.press(half.keys);
        half.stands(&terminal.drawn(half.begun), USUAL);
        for size in [SMALL, LARGE] {
            terminal.resize(size);
            half.stands(&terminal.drawn(half.begun), size);
        }
        terminal.press(CTRL_C);
        assert_eq!(terminal.end().0, 130);
    }
}

#[test]
fn a_line_that_is_typed_goes_on() {
    let lines = [("numerical", "distances", "8 m", "in"), ("short-answer", "comets", "Hal", "ley")];
    for (kind, tag, before, after) in lines {
        let sandbox = Sandbox::with(DECK);
        let mut terminal = Terminal::sized(&sandbox, &asks(kind, tag), USUAL, &[]);
        terminal.drawn("? Answer");
        terminal.press(before);
        terminal.drawn(before);
        terminal.resize(SMALL);
        terminal.press(after);
        let screen = terminal.drawn(&format!("? Answer {before}{after}"));
        assert_eq!(screen.matches("? Answer").count(), 1, "{screen}");
        terminal.press(ENTER);
        terminal.drawn_either(&[MORE, GO_ON]);
        let answer = sandbox.recorded_lines().into_iter().find(|line| line["event"] == "answer");
        let given = answer.unwrap()["response"].to_string();
        assert!(given.contains(&format!("{before}{after}")), "{given}");
    }
}

impl Half {
    /// That all of it is on the screen once.
    #[track_caller]
    fn stands(&self, screen: &str, (columns, rows): (u16, u16)) {
        let count = |text: &str| screen.matches(text).count();
        for text in self.options.iter().chain([&self.begun]) {
            assert_eq!(count(text), 1, "{text:?} in {columns}×{rows}:\n{screen}");
        }
        if (columns, rows) == SMALL {
            // There may be no room for what is asked, but it never stands there twice.
            assert!(count(self.prompt) <= 1, "{screen}");
            return;
        }
        assert_eq!(count(self.prompt), 1, "{screen}");
        let rules: Vec<_> = screen.lines().filter(|line| line.contains("───")).collect();
        let rule = format!("  {}", "─".repeat(usize::from(columns) - 4));
        assert_eq!(rules, [rule], "{screen}");
    }
}

/// That a prompt of ours stands at the bottom, and fits there.
#[track_caller]
fn ends_with(screen: &str, prompt: &str, (columns, _): (u16, u16)) {
    let (_, below) = screen.rsplit_once(prompt).unwrap();
    let line = screen.lines().rfind(|line| line.contains(prompt)).unwrap();
    assert!(line.chars().count() < usize::from(columns), "{screen}");
    assert!(below.lines().count() <= 3 && !below.contains('─'), "{screen}");
}

#[test]
fn what_waits_for_a_key_is_drawn_anew() {
    let prompts: [&[(&str, &str)]; 3] =
        [&[("c", GO_ON)], &[(ESCAPE, "Menu ▸")], &[(":", "? Command"), ("pause\r", "Paused ▸")]];
    for steps in prompts {
        let sandbox = Sandbox::with(DECK);
        let mut terminal = Terminal::sized(&sandbox, &STAR, USUAL, &[]);
        let mut prompt = "Answer ▸";
        terminal.drawn(prompt);
        for (keys, next) in steps {
            terminal.press(keys);
            prompt = next;
            terminal.drawn(prompt);
        }
        for size in [SMALL, LARGE] {
            terminal.resize(size);
            let screen = terminal.drawn(prompt);
            ends_with(&screen, prompt, size);
        }
        terminal.press(CTRL_C);
        assert_eq!(terminal.end().0, 130);
    }
}

#[test]
fn a_long_passage_goes_on_at_the_new_size() {
    let sandbox = Sandbox::with(DECK);
    let mut terminal = Terminal::sized(&sandbox, &asks("single-choice", "planets"), SMALL, &[]);
    terminal.drawn(MORE);
    terminal.resize(LARGE);
    ends_with(&terminal.drawn(MORE), MORE, LARGE);
    terminal.press(" ");
    let screen = terminal.drawn("Answer ▸");
    assert_eq!(screen.matches("Which planet of the table").count(), 1, "{screen}");
    terminal.press(DOWN);
    terminal.drawn("Answer ▸ a");
    terminal.press(ENTER);
    assert!(terminal.drawn(GO_ON).contains("✓ Right"));
}
