//! What stands around the questions: menus, commands, a break, the scorecard and what follows it.

use super::film::{self, Film};
use super::{DECK, ENTER, ESCAPE, GO_ON, STAR, UP};
use crate::support::Sandbox;

#[track_caller]
fn check(name: &'static str, args: &[&str], scene: impl Fn(&mut Film)) {
    film::check(name, || Sandbox::with(DECK), args, &[], scene);
}

#[test]
fn the_menu_of_a_question() {
    check("pty-menu", &STAR, |film| {
        film.read_on("Answer ▸");
        film.press(ESCAPE);
        film.shot("menu", "Menu ▸");
        film.press("h");
        film.shots("hint", "Answer ▸");
        film.press(ESCAPE);
        film.wait_for("Menu ▸");
        film.press("f");
        film.shot("note", "? Note");
        film.press("Is it a part of Alpha?");
        film.wait_for("of Alpha?");
        film.press(ENTER);
        film.shots("flagged", "Answer ▸");
        film.press(ESCAPE);
        film.wait_for("take the flag off");
        film.press("p");
        film.shot("break", "Paused ▸");
        film.press(ENTER);
        film.shots("after the break", "Answer ▸");
        film.press(ESCAPE);
        film.wait_for("Menu ▸");
        // A list begins at its end, too.
        film.press(UP);
        film.wait_for("▸ q");
        film.press(ENTER);
        film.end("left", 0);
    });
}

#[test]
fn commands_that_are_typed() {
    check("pty-command", &STAR, |film| {
        film.read_on("Answer ▸");
        film.press(":");
        film.shot("command", "? Command");
        film.press("wat");
        film.wait_for(":wat");
        film.press(ENTER);
        film.shot("unknown", "There is no command");
        // Back to the question.
        film.press(ESCAPE);
        film.wait_for("Answer ▸");
        film.press(":");
        film.wait_for("? Command");
        film.press("list\r");
        film.shots("list", "Answer ▸");
    });
}

#[test]
fn the_menu_after_feedback() {
    check("pty-feedback-menu", &STAR, |film| {
        film.read_on("Answer ▸");
        film.press("b");
        film.read_on(GO_ON);
        film.press(ESCAPE);
        film.shot("menu", "Menu ▸");
        film.press("u");
        film.shots("taken back", "Answer ▸");
        film.press(ESCAPE);
        film.wait_for("Menu ▸");
        film.press("s");
        film.shots("skipped", "? Next");
        film.press(ENTER);
        film.end("over", 0);
    });
}

#[test]
fn from_the_deck_to_new_questions() {
    let sandbox = || Sandbox::new().own_deck(DECK, crate::support::fixture(DECK));
    let args = ["--seed", "7", "--kind", "true-false", "--kind", "single-choice"];
    film::check("pty-sitting", sandbox, &args, &[], |film| {
        film.shot("decks", "? Deck");
        film.press("night sky");
        film.gone("policing");
        film.press(ENTER);
        film.shot("number", "? How many");
        film.press("99\r");
        film.shot("too many", "Type a whole number");
        film.press("\x7f\x7f");
        film.press("1\r");
        film.read_on("Answer ▸");
        film.press("c");
        film.read_on(GO_ON);
        film.press(ENTER);
        film.shots("scorecard", "? Next");
        film.press("try");
        film.gone("done");
        film.press(ENTER);
        film.shots("the missed one", "Answer ▸");
        film.answer("a second try", "c");
        film.press(ENTER);
        film.read_on("? Next");
        film.press("new");
        film.gone("done");
        film.press(ENTER);
        film.shots("a new one", "Answer ▸");
    });
}
