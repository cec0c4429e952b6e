//! The pictures of the README, made from the screens of the real program in a terminal.
//!
//! `UPDATE=1 cargo test -p e2e screens` draws them anew.

use std::fs;
use std::thread;
use std::time::Duration;

use crate::support::pty::Terminal;
use crate::support::svg::Picture;
use crate::support::{Sandbox, here};

/// Three questions of the first deck: two with one right option, then a matching.
const SITTING: [&str; 5] = ["china-policing-abroad", "-n", "3", "--seed", "4"];
/// High enough for the whole sitting, so that nothing scrolls away.
const SIZE: (u16, u16) = (80, 120);
/// A clock that goes on, so that the time is told as in life.
const CLOCK: [(&str, &str); 1] = [("QUIZDECK_NOW", "2026-03-01T09:30:00Z/9s")];
const BAR: &str = "quiz china-policing-abroad";
const DOWN: &str = "\x1b[B";
const ENTER: &str = "\r";
const GO_ON: &str = "Go on ▸";

const QUESTIONS: Picture = Picture {
    bar: BAR,
    title: "Two questions in a terminal",
    description: "The first question was answered wrongly: a verdict in words, the right option \
                  and the chosen one marked among all options, why the chosen one is wrong, an \
                  explanation, and the source. In the second an option is chosen by the arrow \
                  keys, and the prompt says which keys answer.",
};
const SCORECARD: Picture = Picture {
    bar: BAR,
    title: "The scorecard in a terminal",
    description: "After three questions: the score with a bar, tables of right answers and points \
                  by tag and by kind of question, what was missed with its right answer, and a \
                  menu of what to do next.",
};

#[test]
fn the_pictures_of_the_readme_show_the_program() {
    let sandbox = Sandbox::new();
    let mut terminal = Terminal::sized(&sandbox, &SITTING, SIZE, &CLOCK);
    terminal.wait_for("Answer ▸");
    terminal.press("d");
    terminal.wait_for(GO_ON);
    terminal.press(ENTER);
    terminal.wait_for("2 of 3");
    terminal.wait_for("Answer ▸");
    terminal.press(&DOWN.repeat(3));
    terminal.wait_for("Answer ▸ c");
    shows(&terminal, &QUESTIONS, row_of(&terminal, "1 of 3"), "questions");
    terminal.press(ENTER);
    terminal.wait_for(GO_ON);
    terminal.press(ENTER);
    terminal.wait_for("Pairs ▸");
    terminal.press("1f2e3c4b5g");
    terminal.press(ENTER);
    terminal.wait_for(GO_ON);
    let below_the_last_question = row_of(&terminal, GO_ON);
    terminal.press(ENTER);
    // The last entry of the menu of what to do next.
    terminal.wait_for("done");
    shows(&terminal, &SCORECARD, below_the_last_question, "scorecard");
}

/// The row in which a text stands.
#[track_caller]
fn row_of(terminal: &Terminal, text: &str) -> u16 {
    terminal.look(|screen| {
        let row = screen.rows(0, SIZE.0).position(|row| row.contains(text));
        u16::try_from(row.unwrap()).unwrap()
    })
}

/// Compares the screen from a row on with a file, byte for byte. With `UPDATE` in the environment
/// the file becomes what the screen shows.
#[track_caller]
fn shows(terminal: &Terminal, picture: &Picture, from: u16, name: &str) {
    let found = at_rest(|| terminal.look(|screen| picture.draw(screen, from..SIZE.1)));
    let path = here("screens").join(format!("{name}.svg"));
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(
        expected == found,
        "screens/{name}.svg does not show this screen; UPDATE=1 draws it:\n{}",
        terminal.look(vt100::Screen::contents),
    );
}

/// Draws until nothing moves: what a test waits for is not always what a program writes last.
fn at_rest(draw: impl Fn() -> String) -> String {
    let mut before = draw();
    loop {
        thread::sleep(Duration::from_millis(300));
        let now = draw();
        if now == before {
            return now;
        }
        before = now;
    }
}
