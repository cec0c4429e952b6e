//! Screens of a review: what is due, a question, its feedback, and when the next ones come back.

use super::film;
use super::{CTRL_C, DECK, ENTER, GO_ON, STAR};
use crate::review::practised;
use crate::support::Sandbox;
use crate::support::pty::{Terminal, USUAL};

#[test]
fn from_what_is_due_to_what_comes_next() {
    let now = [("QUIZDECK_NOW", "2026-03-02T09:30:00Z")];
    film::check("pty-review", practised, &["review", "--seed", "1"], &now, |film| {
        film.shots("what is due", "Answer ▸");
        film.answer("right", "a");
        film.press(ENTER);
        film.shots("the scorecard", "? Next");
        film.press(ENTER);
        film.end("the end", 0);
    });
}

#[test]
fn nothing_due() {
    film::check("pty-review-nothing", practised, &["review"], &[], |film| film.end("the end", 0));
}

#[test]
fn how_sure() {
    let args: Vec<&str> = STAR.iter().copied().chain(["--confidence"]).collect();
    film::check(
        "pty-confidence",
        || Sandbox::with(DECK),
        &args,
        &[],
        |film| {
            film.read_on("Answer ▸");
            film.press("a");
            film.shots("before the feedback", "How sure ▸");
            film.press(ENTER);
            film.shots("the feedback", GO_ON);
        },
    );
}

#[test]
fn ctrl_c_where_how_sure_is_asked_keeps_the_answer() {
    let sandbox = Sandbox::with(DECK);
    let args: Vec<&str> = STAR.iter().copied().chain(["--confidence"]).collect();
    let mut terminal = Terminal::sized(&sandbox, &args, USUAL, &[]);
    terminal.drawn("Answer ▸");
    terminal.press("a");
    terminal.drawn("How sure ▸");
    terminal.press(CTRL_C);
    let (status, screen) = terminal.end();
    assert_eq!(status, 130, "{screen}");
    let words =
        "quiz: interrupted; what you answered is saved. Go on with: quiz resume TEST-SITTING";
    assert!(screen.ends_with(words), "{screen}");
    terminal.is_restored();
    let lines = sandbox.recorded_lines();
    assert_eq!((lines.len(), &lines[1]["event"]), (2, &"answer".into()));
    assert!(lines[1]["confidence"].is_null());
}
